"""A page of many lists without holding them all: its outline in memory, the words of each list in a file.

The outline has every thing and every link, by which a page counts, draws and divides; cells and facts come back list by
list, for the part of the page that shows them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import TYPE_CHECKING, Final, Self

from kg.asking.lookup.levelling import level
from kg.graph import kinds
from kg.page.beside import finding_marks
from kg.page.counts import totals, weights
from kg.page.gather import title
from kg.page.lists.page_union import PageUnion
from kg.page.lists.scratch_file import ScratchFile, packed, unpacked
from kg.page.model import COVER, Link, OfficePair, Page, Thing, Traits
from kg.page.subset import Contents
from kg.page.traits import lists_of, reasons_by_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.graph.things.findings import Result
    from kg.page.gather import PageContent, Rank
    from kg.page.lists.list_pages import ListPage
    from kg.page.lists.scratch_file import Stretch
    from kg.page.model import CitedArticle, MergedVerdict

_NONE: Final[frozenset[str]] = frozenset()


@dataclass(slots=True)
class Assembly:
    """Lists taken up one by one (``add``); then an outline (``close``), of which parts with their words are asked."""

    base: str
    page: Page = field(init=False)
    """The outline: the page without its words."""
    _results: Sequence[Result] = ()
    _articles: Sequence[CitedArticle] = ()
    _waiting: ScratchFile = field(default_factory=ScratchFile)
    _lists: list[Stretch] = field(default_factory=list)
    _known: dict[str, tuple[Rank, Thing]] = field(default_factory=dict)
    _links: set[tuple[str, str, str]] = field(default_factory=set)
    _homes: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _texts: dict[str, list[Stretch]] = field(default_factory=lambda: defaultdict(list))
    _lengths: Counter[str] = field(default_factory=Counter)
    _facts: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _titles: dict[str, tuple[str, str]] = field(default_factory=dict)
    _pairs: dict[str, tuple[OfficePair, str, str]] = field(default_factory=dict)
    _places: dict[str, int] = field(default_factory=dict)
    _traits: dict[str, tuple[frozenset[str], frozenset[str]]] = field(default_factory=dict)
    _marks: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _beside_facts: set[str] = field(default_factory=set)
    _last: tuple[int, _ReturnedList] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._waiting.close()

    def add(self, list_page: ListPage) -> None:
        """Take up what a list adds."""
        content, printed, reasons = list_page.content, kinds.entries(), reasons_by_cell(list_page.content.seen.facts)
        for rank, thing in zip(content.ranks, content.things, strict=True):
            if thing.kind in printed:
                self._homes[thing.iri].append(len(self._lists))
                lists, doubts = self._traits.get(thing.iri, (_NONE, _NONE))
                own = doubts.union(*(reasons.get(cell, _NONE) for cell in thing.cells))
                self._traits[thing.iri] = lists | lists_of(thing), own
            if thing.cells:
                self._words(thing, content)
            known = self._known.get(thing.iri)
            if known is None or rank < known[0]:  # an entry of two lists stands where it stands first
                short = thing._replace(cells=(), details=thing.details if thing.kind in COVER else ())
                self._known[thing.iri] = rank, short
        iris = [thing.iri for thing in content.things]
        self._links.update([(iris[source], iris[target], role) for source, target, role, _ in content.links])
        for fact in content.seen.facts:
            self._facts[fact.kind].add(hash(fact.iri))
        self._titles.update(content.lists)
        for pair in list_page.proposals:
            self._pairs[pair.iri] = pair, iris[pair.office], iris[pair.other]
        self._lists.append(self._waiting.put(packed(content)))

    def _words(self, thing: Thing, content: PageContent) -> None:
        """Keep the words of a thing for the search."""
        texts = [content.seen.cells[cell].text for cell in thing.cells]
        self._lengths[thing.iri] += sum(map(len, texts))
        self._texts[thing.iri].append(self._waiting.put("|".join(map(level, texts)).encode()))

    def close(
        self, results: Sequence[Result], articles: Sequence[CitedArticle], merged: Iterable[MergedVerdict] = ()
    ) -> None:
        """Put the things in order and count them, now that all lists are there; with what stands beside their facts.

        ``merged`` are the verdicts of the graph.
        """
        self._results, self._articles = results, articles
        for number, result in enumerate(results):
            self._marks[result.focus].append(number)
        self._beside_facts = {*self._pairs, *(result.iri(self.base) for result in results)}
        ranked = sorted(self._known.values(), key=itemgetter(0))
        things = [thing for _, thing in ranked]
        self._known.clear()
        self._places = places = {thing.iri: place for place, thing in enumerate(things)}
        links = tuple(Link(*key) for key in sorted((places[a], places[b], role) for a, b, role in self._links))
        self._links.clear()
        behind = weights(things, links)
        shown = tuple(thing._replace(weight=weight) for thing, weight in zip(things, behind, strict=True))
        pairs = [
            replace(pair, office=min(places[office], places[other]), other=max(places[office], places[other]))
            for pair, office, other in self._pairs.values()
        ]
        pairs.sort(key=lambda pair: (-pair.score, pair.iri))
        lists = [self._titles[listing] for listing in sorted(self._titles)]
        page = Page(
            self.base, title(name for name, _ in lists), shown, links, proposals=tuple(pairs), places=dict(lists)
        )
        facts = {kind.code: len(self._facts[kind.code]) for kind in kinds.facts() if kind.code in self._facts}
        rule_counts = Counter(result.rule for result in results)
        self.page = replace(
            page,
            totals=replace(totals(page), facts=sum(facts.values()), fact_kinds=facts, findings=rule_counts),
            verdicts=tuple(sorted(verdict for verdict in merged if self._judged(verdict.fact))),
        )

    def _judged(self, iri: str) -> bool:
        """Whether the page has the fact, finding or proposal."""
        return iri in self._beside_facts or any(hash(iri) in facts for facts in self._facts.values())

    def traits(self, place: int) -> Traits:
        """What an entry is filtered by beside its links."""
        iri = self.page.things[place].iri
        lists, reasons = self._traits.get(iri, (_NONE, _NONE))
        rules = {self._results[number].rule for number in self._marks.get(iri, ())}
        return Traits(*(tuple(sorted(values)) for values in (lists, reasons, rules)))

    def length(self, place: int) -> int:
        """The characters that a thing prints."""
        return self._lengths[self.page.things[place].iri]

    def text(self, place: int) -> str:
        """The words that a thing prints, levelled."""
        return "|".join(self._waiting.get(at).decode() for at in self._texts.get(self.page.things[place].iri, ()))

    def part(self, entries: Iterable[int]) -> Page:
        """A page of some entries and what they are linked with, with their words."""
        wanted: dict[int, list[str]] = defaultdict(list)
        for entry in entries:
            iri = self.page.things[entry].iri
            for number in self._homes[iri]:
                wanted[number].append(iri)
        cut = [
            (words.contents.part(words.places[iri] for iri in iris), words.columns)
            for number, iris in sorted(wanted.items())
            for words in [self._back(number)]
        ]
        return self._beside(self._ranked(cut[0][0]) if len(cut) == 1 else self._joined(cut))

    def _back(self, number: int) -> _ReturnedList:
        """A list as it waits; entries come list by list, so that the last one is at hand."""
        if self._last is None or self._last[0] != number:
            self._last = number, _words(self._waiting.get(self._lists[number]), self.base)
        return self._last[1]

    def _joined(self, cut: list[tuple[Page, Mapping[str, int]]]) -> Page:
        joined = PageUnion()
        for page, columns in cut:
            joined.add(page, columns)
        return self._ranked(joined.page(self.page, self._places))

    def _ranked(self, part: Page) -> Page:
        """A part with the weights and spots that its things have in the whole."""
        places = [self._places[thing.iri] for thing in part.things]
        return replace(
            part,
            title=self.page.title,
            places=self.page.places,
            things=tuple(
                thing._replace(weight=self.page.things[place].weight)
                for thing, place in zip(part.things, places, strict=True)
            ),
            spots=tuple(self.page.spots[place] for place in places),
        )

    def _beside(self, part: Page) -> Page:
        """A part with the findings, proposals and articles that belong to it."""
        things = {thing.iri: place for place, thing in enumerate(part.things)}
        cells = {cell.iri: place for place, cell in enumerate(part.cells)}
        facts = {fact.iri for fact in part.facts}
        numbers = sorted(number for iri in things for number in self._marks.get(iri, ()))
        pairs = [
            replace(pair, office=things[office], other=things[other])
            for pair in self.page.proposals
            for office, other in [(self.page.things[pair.office].iri, self.page.things[pair.other].iri)]
            if office in things and other in things
        ]
        return replace(
            part,
            findings=tuple(finding_marks([self._results[number] for number in numbers], self.base, things, cells)),
            proposals=tuple(pairs),
            articles=tuple(article for article in self._articles if article.iri in facts),
        )


@dataclass(frozen=True, slots=True)
class _ReturnedList:
    """A list that came back: what it holds, the place of each thing, the rank of each cell by its column."""

    contents: Contents
    places: Mapping[str, int]
    columns: Mapping[str, int]


def _words(content: bytes, base: str) -> _ReturnedList:
    things, links, cells, facts, columns = unpacked(content)
    page = Page(base, "", things, links, cells, facts, spots=((0, 0),) * len(things))
    return _ReturnedList(
        Contents(page),
        {thing.iri: place for place, thing in enumerate(things)},
        {cell.iri: column for cell, column in zip(cells, columns, strict=True)},
    )
