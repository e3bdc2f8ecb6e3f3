"""Parts of a page: what stands around one thing, what belongs to one office."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.graph import kinds
from kg.page.model import Link, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kg.page.model import Fact, Place, Thing

HUBS = frozenset({"type", "body", "unit"})
"""Kinds that nearly everything is linked with: a walk ends at them unless it began there."""


def around(page: Page, centre: int, depth: int) -> Page:
    """The things at most ``depth`` links from one, which the page then opens on."""
    near = _near(page)
    reached, edge = {centre}, {centre}
    for _ in range(depth):
        onward = {place for place in edge if place == centre or page.things[place].kind not in HUBS}
        edge = {other for place in onward for other in near[place]} - reached
        reached |= edge
    return subset(page, reached, focus=centre)


def of_offices(page: Page, offices: Iterable[int]) -> set[int]:
    """The entries of offices, the parts of these, and all these are linked with."""
    near, wanted, printed = _near(page), set(offices), kinds.entries()
    entries = {
        link.source
        for link in page.links
        if link.role == "office" and link.target in wanted and page.things[link.source].kind in printed
    }
    entries |= {
        link.source
        for link in page.links
        if link.role == "part" and link.target in entries and page.things[link.source].kind in printed
    }
    reached = wanted | entries | {other for entry in entries for other in near[entry]}
    wholes = {other for place in reached if page.things[place].kind == "provision" for other in near[place]}
    return reached | {place for place in wholes if page.things[place].kind in {"document", "provision"}}


def subset(page: Page, keep: Iterable[int], focus: int | None = None) -> Page:
    """A page of those things alone, with the links between them, their cells and the facts read from these."""
    things = {old: new for new, old in enumerate(sorted(keep))}
    cells, facts = _words(page, set(things))
    iris = {page.things[old].iri for old in things}
    links = tuple(
        Link(things[link.source], things[link.target], link.role, tuple(facts[fact] for fact in link.facts))
        for link in page.links
        if link.source in things and link.target in things
    )
    return Page(
        page.base,
        page.title,
        tuple(_thing(page.things[old], cells) for old in things),
        links,
        tuple(page.cells[old] for old in cells),
        tuple(_fact(page.facts[old], things, cells) for old in facts),
        None if focus is None else things[focus],
        found=tuple(entry for entry in page.found if entry[0] in iris),
    )


def _words(page: Page, things: set[int]) -> tuple[dict[int, int], dict[int, int]]:
    """The cells and facts of things and of the links between them: old place -> new place."""
    cells = {cell for place in things for cell in page.things[place].cells}
    linked = {
        fact for link in page.links if {link.source, link.target} <= things for fact in link.facts
    }  # fmt: skip
    named = {number for number, fact in enumerate(page.facts) if fact.target in things}
    for number in linked | named:
        cells |= {place.cell for place in page.facts[number].places[:1]}
    kept = linked | {number for number, fact in enumerate(page.facts) if _inside(fact.places, cells.__contains__)}
    return ({old: new for new, old in enumerate(sorted(cells))}, {old: new for new, old in enumerate(sorted(kept))})


def _inside(places: Iterable[Place], contains: Callable[[int], bool]) -> bool:
    return any(contains(place.cell) for place in places)


def _thing(thing: Thing, cells: Mapping[int, int]) -> Thing:
    return replace(thing, cells=tuple(cells[cell] for cell in thing.cells))


def _fact(fact: Fact, things: Mapping[int, int], cells: Mapping[int, int]) -> Fact:
    return replace(
        fact,
        target=None if fact.target is None else things.get(fact.target),
        places=tuple(replace(place, cell=cells[place.cell]) for place in fact.places if place.cell in cells),
    )


def _near(page: Page) -> dict[int, set[int]]:
    near: dict[int, set[int]] = defaultdict(set)
    for link in page.links:
        near[link.source].add(link.target)
        near[link.target].add(link.source)
    return near
