"""Parts of a page: what stands around one thing, what belongs to some entries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from kg.asking.lookup.levelling import level
from kg.graph import kinds
from kg.page.counts import totals
from kg.page.layout import chart
from kg.page.model import CellSpan, Fact, Link, Page, Traits
from kg.page.traits import lists_of, reasons_by_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.page.model import FindingMark, OfficePair, Thing

K = TypeVar("K")
HUBS = frozenset({"type", "body", "unit"})
"""Kinds that nearly everything is linked with: a walk ends at them unless it began there."""


class Contents:
    """What a page holds, by thing, cell and fact: a part of it is cut out without going through all of it.

    ``near`` is what each thing is linked with.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.near: dict[int, set[int]] = defaultdict(set)
        self._spots = page.spots or chart(page)
        self._links: dict[int, list[int]] = defaultdict(list)
        for number, link in enumerate(page.links):
            self.near[link.source].add(link.target)
            self.near[link.target].add(link.source)
            self._links[link.source].append(number)
        self._facts = _places((place.cell, number) for number, fact in enumerate(page.facts) for place in fact.places)
        self._search_entries = _places((entry[0], number) for number, entry in enumerate(page.search_entries))
        self._findings = _places((mark.thing, number) for number, mark in enumerate(page.findings))
        self._proposals = _places((pair.office, number) for number, pair in enumerate(page.proposals))
        self._verdicts = _places((verdict.fact, number) for number, verdict in enumerate(page.verdicts))
        self._articles = _places((article.iri, number) for number, article in enumerate(page.articles))

    def of_entries(self, entries: Iterable[int]) -> set[int]:
        """Some entries, all these are linked with, and the documents of the provisions among them."""
        page, wanted = self.page, set(entries)
        reached = wanted | {
            other for entry in wanted for other in self.near[entry] if other in wanted or not _printed(page, other)
        }
        edge = {place for place in reached if page.things[place].kind in {"provision", "sanction"}}
        while edge:
            edge = {
                other
                for place in edge
                for other in self.near[place]
                if page.things[other].kind in {"document", "provision", "unresolved"} and _above(page, place, other)
            } - reached
            reached |= edge
        return reached

    def length(self, place: int) -> int:
        """The characters that a thing prints."""
        return sum(len(self.page.cells[cell].text) for cell in self.page.things[place].cells)

    def text(self, place: int) -> str:
        """The words that a thing prints, levelled."""
        return "|".join(level(self.page.cells[cell].text) for cell in self.page.things[place].cells)

    def traits(self, place: int) -> Traits:
        """What an entry is filtered by beside its links."""
        thing, page = self.page.things[place], self.page
        reasons = set[str]().union(*(self._reasons.get(cell, ()) for cell in thing.cells))
        codes = {page.findings[number].code for number in self._findings.get(place, ())}
        return Traits(*(tuple(sorted(values)) for values in (lists_of(thing), reasons, codes)))

    @cached_property
    def _reasons(self) -> dict[int, frozenset[str]]:
        return reasons_by_cell(self.page.facts)

    def part(self, entries: Iterable[int]) -> Page:
        """A page of some entries and what they are linked with, with their words."""
        return self.subset(self.of_entries(entries))

    def subset(self, keep: Iterable[int], focus: int | None = None) -> Page:
        """A page of those things alone, with the links between them, their cells and the facts read from these."""
        page = self.page
        things = {old: new for new, old in enumerate(sorted(keep))}
        kept = [link for link in map(page.links.__getitem__, _of(self._links, things)) if link.target in things]
        cells, facts = self._words(things, kept)
        moved = None if len(cells) == len(page.cells) else cells  # of a list that is a part, no cell and no fact moves
        stay = len(facts) == len(page.facts)
        links = tuple(
            Link(things[source], things[target], role, read if stay else tuple([facts[fact] for fact in read]))
            for source, target, role, read in kept
        )
        findings = [page.findings[at] for at in _of(self._findings, things)]
        pairs = [page.proposals[at] for at in _of(self._proposals, things)]
        named, beside = (
            {page.facts[old].iri for old in facts},
            {mark.iri for mark in findings} | {pair.iri for pair in pairs},
        )
        return Page(
            page.base,
            page.title,
            tuple(_thing(page.things[old], moved) for old in things),
            links,
            tuple(map(page.cells.__getitem__, cells)),
            tuple([_fact(page.facts[old], things, moved) for old in facts]),
            None if focus is None else things[focus],
            search_entries=tuple(
                page.search_entries[at] for at in _of(self._search_entries, (page.things[old].iri for old in things))
            ),
            findings=tuple(_finding(mark, things, cells) for mark in findings),
            proposals=tuple(_proposal(pair, things) for pair in pairs if pair.other in things),
            articles=tuple(page.articles[at] for at in _of(self._articles, named)),
            verdicts=tuple(page.verdicts[at] for at in _of(self._verdicts, sorted(named | beside))),
            spots=tuple(self._spots[old] for old in things),
            places=page.places,
        )

    def _words(self, things: Iterable[int], links: Iterable[Link]) -> tuple[dict[int, int], dict[int, int]]:
        """The cells and facts of things and of the links between them: old place -> new place."""
        page = self.page
        cells = {cell for place in things for cell in page.things[place].cells}
        facts = {fact for link in links for fact in link.facts}
        for number in facts:
            cells |= {place.cell for place in page.facts[number].places[:1]}
        facts.update(_of(self._facts, cells))
        return (
            {old: new for new, old in enumerate(sorted(cells))},
            {old: new for new, old in enumerate(sorted(facts))},
        )


def _places(pairs: Iterable[tuple[K, int]]) -> dict[K, list[int]]:
    by_key: dict[K, list[int]] = defaultdict(list)
    for key, number in pairs:
        by_key[key].append(number)
    return dict(by_key)


def _of(numbers: Mapping[K, list[int]], keys: Iterable[K]) -> list[int]:
    """The numbers that stand under some keys, each once, in order."""
    return sorted({number for key in keys for number in numbers.get(key, ())})


def around(page: Page, centre: int, depth: int, file: str = "") -> Page:
    """The things at most ``depth`` links from one, which the page then opens on.

    It says of what it is a part; ``file`` is where the whole is shown, empty where that is unknown.
    """
    contents = Contents(page)
    reached, edge = {centre}, {centre}
    for _ in range(depth):
        onward = {place for place in edge if place == centre or page.things[place].kind not in HUBS}
        edge = {other for place in onward for other in contents.near[place]} - reached
        reached |= edge
    part = contents.subset(reached, focus=centre)
    return part if len(reached) == len(page.things) else replace(part, whole=(page.totals or totals(page), file))


def _printed(page: Page, place: int) -> bool:
    return page.things[place].kind in kinds.entries()


def _above(page: Page, part: int, whole: int) -> bool:
    """Whether a law is above another, not below it: its identifier is the beginning of the other's."""
    thing, other = page.things[part], page.things[whole]
    return thing.kind == "sanction" or thing.iri.startswith(other.iri)


def _thing(thing: Thing, cells: Mapping[int, int] | None) -> Thing:
    if cells is None or not thing.cells:
        return thing
    return thing._replace(cells=tuple([cells[cell] for cell in thing.cells]))


def _fact(fact: Fact, things: Mapping[int, int], cells: Mapping[int, int] | None) -> Fact:
    """A fact with the places in a part; ``cells`` is None where the part has all of them."""
    target = None if fact.target is None else things.get(fact.target)
    places = fact.places
    if cells is not None:
        places = tuple([CellSpan(cells[at.cell], at.start, at.end) for at in places if at.cell in cells])
    elif target == fact.target:
        return fact
    iri, kind, caption, _, _, details, doubt, reasons, read_as = fact
    return Fact(iri, kind, caption, places, target, details, doubt, reasons, read_as)


def _finding(mark: FindingMark, things: Mapping[int, int], cells: Mapping[int, int]) -> FindingMark:
    cell = cells.get(mark.place.cell) if mark.place else None
    return replace(
        mark,
        thing=None if mark.thing is None else things[mark.thing],
        place=mark.place._replace(cell=cell) if mark.place and cell is not None else None,
        conflict=None if mark.conflict is None else things.get(mark.conflict),
    )


def _proposal(proposal: OfficePair, things: Mapping[int, int]) -> OfficePair:
    return replace(proposal, office=things[proposal.office], other=things[proposal.other])
