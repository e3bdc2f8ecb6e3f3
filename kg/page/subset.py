"""Parts of a page: what stands around one thing, what belongs to some entries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.graph import kinds
from kg.page.counts import totals
from kg.page.layout import chart
from kg.page.model import Link, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kg.page.model import Fact, FindingMark, Place, Proposal, Thing

HUBS = frozenset({"type", "body", "unit"})
"""Kinds that nearly everything is linked with: a walk ends at them unless it began there."""


def around(page: Page, centre: int, depth: int, file: str = "") -> Page:
    """The things at most ``depth`` links from one, which the page then opens on.

    It says of what it is a part; ``file`` is where the whole is shown, empty where that is unknown.
    """
    near = near_of(page)
    reached, edge = {centre}, {centre}
    for _ in range(depth):
        onward = {place for place in edge if place == centre or page.things[place].kind not in HUBS}
        edge = {other for place in onward for other in near[place]} - reached
        reached |= edge
    part = subset(page, reached, focus=centre)
    return part if len(reached) == len(page.things) else replace(part, whole=(page.totals or totals(page), file))


def of_entries(page: Page, entries: Iterable[int], near: Mapping[int, set[int]] | None = None) -> set[int]:
    """Some entries, all these are linked with, and the documents of the provisions among them."""
    near = near or near_of(page)
    wanted = set(entries)
    reached = wanted | {
        other for entry in wanted for other in near[entry] if other in wanted or not _printed(page, other)
    }
    edge = {place for place in reached if page.things[place].kind in {"provision", "sanction"}}
    while edge:
        edge = {
            other
            for place in edge
            for other in near[place]
            if page.things[other].kind in {"document", "provision", "unresolved"} and _above(page, place, other)
        } - reached
        reached |= edge
    return reached


def _printed(page: Page, place: int) -> bool:
    return page.things[place].kind in kinds.entries()


def _above(page: Page, part: int, whole: int) -> bool:
    """Whether a law is above another, not below it: its identifier is the beginning of the other's."""
    thing, other = page.things[part], page.things[whole]
    return thing.kind == "sanction" or thing.iri.startswith(other.iri)


def subset(page: Page, keep: Iterable[int], focus: int | None = None) -> Page:
    """A page of those things alone, with the links between them, their cells and the facts read from these."""
    things = {old: new for new, old in enumerate(sorted(keep))}
    cells, facts = _words(page, set(things))
    iris, spots = {page.things[old].iri for old in things}, page.spots or chart(page)
    links = tuple(
        Link(things[link.source], things[link.target], link.role, tuple(facts[fact] for fact in link.facts))
        for link in page.links
        if link.source in things and link.target in things
    )
    read = {page.facts[old].iri for old in facts}
    return Page(
        page.base,
        page.title,
        tuple(_thing(page.things[old], cells) for old in things),
        links,
        tuple(page.cells[old] for old in cells),
        tuple(_fact(page.facts[old], things, cells) for old in facts),
        None if focus is None else things[focus],
        found=tuple(entry for entry in page.found if entry[0] in iris),
        findings=tuple(_finding(mark, things, cells) for mark in page.findings if mark.thing in things),
        proposals=tuple(
            _proposal(proposal, things)
            for proposal in page.proposals
            if {proposal.one, proposal.other} <= things.keys()
        ),
        articles=tuple(article for article in page.articles if article.iri in read),
        spots=tuple(spots[old] for old in things),
        places=page.places,
    )


def _words(page: Page, things: set[int]) -> tuple[dict[int, int], dict[int, int]]:
    """The cells and facts of things and of the links between them: old place -> new place."""
    cells = {cell for place in things for cell in page.things[place].cells}
    linked = {
        fact for link in page.links if {link.source, link.target} <= things for fact in link.facts
    }  # fmt: skip
    for number in linked:
        cells |= {place.cell for place in page.facts[number].places[:1]}
    kept = linked | {number for number, fact in enumerate(page.facts) if _inside(fact.places, cells.__contains__)}
    return ({old: new for new, old in enumerate(sorted(cells))}, {old: new for new, old in enumerate(sorted(kept))})


def _inside(places: Iterable[Place], includes: Callable[[int], bool]) -> bool:
    return any(includes(place.cell) for place in places)


def _thing(thing: Thing, cells: Mapping[int, int]) -> Thing:
    return replace(thing, cells=tuple(cells[cell] for cell in thing.cells))


def _fact(fact: Fact, things: Mapping[int, int], cells: Mapping[int, int]) -> Fact:
    return replace(
        fact,
        target=None if fact.target is None else things.get(fact.target),
        places=tuple(replace(place, cell=cells[place.cell]) for place in fact.places if place.cell in cells),
    )


def _finding(mark: FindingMark, things: Mapping[int, int], cells: Mapping[int, int]) -> FindingMark:
    cell = cells.get(mark.place.cell) if mark.place else None
    return replace(
        mark,
        thing=None if mark.thing is None else things[mark.thing],
        place=replace(mark.place, cell=cell) if mark.place and cell is not None else None,
        conflict=None if mark.conflict is None else things.get(mark.conflict),
    )


def _proposal(proposal: Proposal, things: Mapping[int, int]) -> Proposal:
    return replace(proposal, one=things[proposal.one], other=things[proposal.other])


def near_of(page: Page) -> dict[int, set[int]]:
    """What each thing is linked with."""
    near: dict[int, set[int]] = defaultdict(set)
    for link in page.links:
        near[link.source].add(link.target)
        near[link.target].add(link.source)
    return near
