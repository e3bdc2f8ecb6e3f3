"""From the store to a page: one walk over the properties a page needs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kg.asking.lookup.search_index import index as made
from kg.graph import kinds
from kg.graph import terms as t
from kg.graph.kinds import NAMES
from kg.graph.terms import prefixes
from kg.graph.things import findings
from kg.page import verdicts
from kg.page.beside import articles, finding_marks, proposals
from kg.page.captions import sanction
from kg.page.cells import Evidence, evidence
from kg.page.counts import totals, weights
from kg.page.doubts import Usual
from kg.page.model import Link, Page, Thing
from kg.page.properties import PropertyReader, ranked
from kg.page.search import indexed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import NamedNode

    from kg.asking.lookup.search import Index
    from kg.graph.store import Askable

DETAILS = ranked(
    t.DCT_IDENTIFIER, t.SERIAL, t.NUMBER, t.ORG_IDENTIFIER, t.DCT_SPATIAL, t.ELI_TYPE_DOCUMENT, t.ELI_NUMBER,
    t.ELI_DATE_DOCUMENT, t.DCT_DATE, t.DATE_EVENT, t.ELI_FIRST_DATE_ENTRY_IN_FORCE, t.ELI_DATE_NO_LONGER_IN_FORCE,
    t.SECTION_KIND, t.SERVICE_PERIOD, t.PRINTED_NAME,
    t.PRINTED_CODE, t.PRINTED_BODY, t.PRINTED_UNIT, t.IN_LIST, t.ROW_NUMBER, t.LINE,
)  # fmt: skip
Rank = tuple[Any, ...]
NAMED = 3  # lists that a title names
ALSO = (t.SKOS_ALT_LABEL,)
DESCRIBED, CALLED = ranked(t.DCT_DESCRIPTION), ranked(t.CV_TELEPHONE)
CODES = (t.DCT_IDENTIFIER, t.ELI_NUMBER, t.ORG_IDENTIFIER, t.SERIAL, t.NUMBER)
LEGAL = frozenset({"document", "provision"})
# Property of the thing that has -> role of the link.
LINKS = (
    (t.DCT_TYPE, "type"),
    (t.COMPETENT_AUTHORITY, "office"),
    (t.HANDLED_BY, "office"),
    (t.BODY, "office"),
    (t.ORG_UNIT_OF, "part"),
    (t.DCT_IS_PART_OF, "part"),
    (t.ELI_IS_PART_OF, "part"),
    (t.PROMULGATED_BY, "issued"),
    (t.ELI_CITES, "reference"),
    (t.IMPOSES, "sanction"),
    (t.PROVIDED_BY, "sanction"),
    (t.PROPOSED_SAME_AS, "same"),
)


#: The properties that are asked for of all things at once.
GROUPED = frozenset((t.RDF_TYPE, t.DCT_TYPE, t.CV_HAS_CONTACT_POINT, *NAMES, *(predicate for predicate, _ in LINKS)))


def classes() -> list[tuple[NamedNode, str]]:
    """The classes of what the page shows, each with the code of its kind there; the first class of a thing counts."""
    return [(node, kind.page) for node, kind in kinds.with_class() if kind.page]


@dataclass(frozen=True, slots=True)
class PageContent:
    """What was read of a graph or a part of it: things in order, numbered from 0, what ranks them, their links.

    ``places`` says where a thing stands, ``seen`` what their cells and facts are, ``lists`` the title of each list and
    the place of its publisher, by its identifier.
    """

    things: tuple[Thing, ...]
    ranks: tuple[Rank, ...]
    links: tuple[Link, ...]
    places: Mapping[str, int]
    seen: Evidence
    lists: Mapping[str, tuple[str, str]]


def gather(store: Askable, base: str, index: Index = b"") -> Page:
    """Everything a page shows of a store, the same each time: sorted, numbered from 0.

    ``index`` is the search index of the store; empty: it is made.
    """
    reading = PropertyReader(store)
    content = gathered(reading, Usual.of(reading))
    behind = weights(content.things, content.links)
    page = Page(
        base,
        title(name for name, _ in content.lists.values()),
        tuple(thing._replace(weight=weight) for thing, weight in zip(content.things, behind, strict=True)),
        content.links,
        content.seen.cells,
        content.seen.facts,
        findings=tuple(finding_marks(findings.stored(store, base), base, content.places, content.seen.places)),
        proposals=tuple(proposals(reading, content.places)),
        articles=tuple(articles(store, base)),
        places=dict(content.lists.values()),
    )
    return replace(
        page,
        search_entries=tuple(indexed(index or made(store, prefixes(base)), page)),
        totals=totals(page),
        verdicts=verdicts.shown(verdicts.in_store(reading), judged(page)),
    )


def judged(page: Page) -> set[str]:
    """What verdicts may be on: the facts, findings and proposals of a page."""
    return {item.iri for every in (page.facts, page.findings, page.proposals) for item in every}


def gathered(reading: PropertyReader, usual: Usual, legal: dict[str, Thing] | None = None) -> PageContent:
    """The things of a graph, or of a list with what it shares with others; ``usual`` is what the whole graph has.

    ``legal`` are documents and provisions as earlier lists had them, for they are the same in every list; it takes up
    those of this one.
    """
    kinds_at, printed = {kind.code: place for place, kind in enumerate(kinds.on_page())}, kinds.entries()
    every = _things(reading, usual, {} if legal is None else legal)
    ranked = sorted(
        (((kinds_at[thing.kind], *_rank(reading, thing, printed)), thing) for thing in every), key=lambda pair: pair[0]
    )
    things = tuple(thing for _, thing in ranked)
    places = {thing.iri: place for place, thing in enumerate(things)}
    seen = evidence(reading, places, usual)
    return PageContent(
        tuple(thing._replace(cells=own) if (own := _cells(reading, thing, seen)) else thing for thing in things),
        tuple(rank for rank, _ in ranked),
        _links(reading, places, seen),
        places,
        seen,
        dict(_lists(reading)),
    )


def _lists(reading: PropertyReader) -> Iterator[tuple[str, tuple[str, str]]]:
    """The lists that have a title, with it and the place of the publisher."""
    for listing in reading.members(t.DCAT_DATASET):
        spatial = reading.value(t.DCT_SPATIAL, reading.value(t.DCT_PUBLISHER, listing))
        if name := reading.labels.get(listing, ""):
            yield listing, (name, reading.labels.get(spatial, ""))


def title(names: Iterable[str]) -> str:
    """The names of the lists, of many the first few and their number."""
    lists = sorted(set(names))
    return " · ".join(lists) if len(lists) <= NAMED else f"{' · '.join(lists[: NAMED - 1])}等{len(lists)}份清单"


def _things(reading: PropertyReader, usual: Usual, legal: dict[str, Thing]) -> Iterator[Thing]:
    met: set[str] = set()
    for kind, name in classes():
        caption = reading.labels.get(kind.value, "")
        every = reading.members(kind)
        members = [iri for iri in every if iri not in met]
        met.update(members)
        if name in LEGAL:
            for iri in members:
                if iri not in legal:
                    doubtful = name == "document" and iri in usual.doubtful
                    legal[iri] = _thing(reading, iri, "unresolved" if doubtful else name, caption)
            yield from map(legal.__getitem__, members)
        else:
            yield from (_thing(reading, iri, name, caption) for iri in members)
        if name == "entry" and (members or (every and kind.value in usual.sections)):
            yield Thing(kind.value, "type", "清单部分", caption)
    for iri in sorted({iri for iris in reading.texts_of(t.DCT_TYPE).values() for iri in iris} - met):
        if iri.startswith(t.CODE):
            yield Thing(iri, "type", "权力类型", reading.labels.get(iri, iri), code=iri.rpartition("/")[2])
    for iri in reading.members(t.CITATION):
        if not reading.value(t.CITED_DOCUMENT, iri):
            stated = reading.value(t.STATED_TITLE, iri) or reading.value(t.STATED_PATH, iri)
            yield Thing(iri, "unresolved", "引用", stated or "未写明的文件")


def _thing(reading: PropertyReader, iri: str, kind: str, caption: str) -> Thing:
    label = sanction(reading, iri) if kind == "sanction" else reading.labels.get(iri) or iri.rpartition("/")[2]
    sort = reading.labels.get(reading.value(t.KIND if kind == "sanction" else t.DCT_TYPE, iri)) or reading.labels.get(
        reading.value(t.ELI_TYPE_DOCUMENT, iri)
    )
    also = (name for predicate in ALSO for name in reading.texts(predicate, iri))
    code = next(filter(None, (reading.value(predicate, iri) for predicate in CODES)), "")
    troubles = (reading.details(trouble, DESCRIBED) for trouble in reading.iris(t.HAS_TROUBLE, iri))
    details = [
        *reading.details(iri, DETAILS),
        *_contacts(reading, iri),
        *(("存疑", trouble[0][1]) for trouble in troubles if trouble),
    ]
    return Thing(iri, kind, sort or caption, label, code, tuple(dict.fromkeys(also)), tuple(details))


def _contacts(reading: PropertyReader, iri: str) -> Iterator[tuple[str, str]]:
    for contact in reading.iris(t.CV_HAS_CONTACT_POINT, iri):
        yield from reading.details(contact, CALLED)


def _rank(reading: PropertyReader, thing: Thing, printed: frozenset[str]) -> Rank:
    """Within a kind: as printed, by list and line; all else by name."""
    place = "", 0
    if thing.kind in printed:
        line = reading.value(t.LINE, thing.iri)
        place = reading.value(t.IN_LIST, thing.iri), int(line) if line.isdecimal() else 0
    return place, thing.code if thing.kind == "type" else "", thing.label, thing.iri


def _cells(reading: PropertyReader, thing: Thing, seen: Evidence) -> tuple[int, ...]:
    return tuple(sorted(seen.places[iri] for iri in reading.iris(t.CELL, thing.iri) if iri in seen.places))


def _links(reading: PropertyReader, places: Mapping[str, int], seen: Evidence) -> tuple[Link, ...]:
    facts_by_link: dict[tuple[int, int, str], set[int]] = defaultdict(set)
    for key in _stated(reading, places):
        facts_by_link[key] = set()
    imposing = _imposing(reading)
    for number, fact in enumerate(seen.facts):
        if fact.target is None or (fact.kind == "citation" and fact.iri in seen.pinned):
            continue
        whole = reading.value(t.DCT_IS_PART_OF, fact.iri) if fact.kind == "pinpoint" else fact.iri
        role = "sanction" if fact.kind == "sanction" else reading.value(t.ROLE, whole).rpartition("/")[2]
        for entry in (*reading.iris(t.IN_ITEM, whole), *imposing.get(fact.iri, ())):
            if entry in places:
                facts_by_link[places[entry], fact.target, role].add(number)
    return tuple(Link(*key, tuple(sorted(facts))) for key, facts in sorted(facts_by_link.items()))


def _imposing(reading: PropertyReader) -> dict[str, list[str]]:
    """The entries that impose each sanction."""
    result: dict[str, list[str]] = defaultdict(list)
    for entry, sanctions in reading.texts_of(t.IMPOSES).items():
        for imposed in sanctions:
            result[imposed].append(entry)
    return result


def _stated(reading: PropertyReader, places: Mapping[str, int]) -> Iterator[tuple[int, int, str]]:
    """Links that properties state without words of their own."""
    for predicate, role in LINKS:
        for subject, named in reading.texts_of(predicate).items():
            if subject in places:
                source = places[subject]
                targets = [places[iri] for iri in named if iri in places]
                yield from ((source, target, role) for target in targets if target != source)
    for kind, name in classes():
        part = places.get(kind.value)
        if name == "entry" and part is not None:
            yield from ((places[iri], part, "type") for iri in reading.members(kind))
    for entry, contacts in reading.texts_of(t.CV_HAS_CONTACT_POINT).items():
        for contact in contacts:
            for office in reading.iris(t.OFFICE, contact):
                if entry in places and office in places:
                    yield places[entry], places[office], "office"
