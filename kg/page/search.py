"""What the search of a page looks through: the things of the search index in its order, then those only pages show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.asking.lookup import search as searching
from kg.asking.lookup.levelling import typed
from kg.asking.lookup.search import Hit
from kg.asking.lookup.search_index import keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.asking.lookup.search import Index
    from kg.page.model import Page, Thing

Entry = tuple[str, int, str]
"""Identifier, place among hits that fit equally well, keys between bars."""


def indexed(index: Index, page: Page) -> Iterator[Entry]:
    """What the things of a page are found by that the index holds, in the order of the command's search."""
    order = searching.places()
    known = {thing.iri for thing in page.things}
    lines = [line for line in searching.lines(index) if line[1] in known]
    ranks = [(order[kind], -uses, len(name)) for kind, _, name, uses, _ in lines]
    places = {rank: place for place, rank in enumerate(sorted(set(ranks)))}
    for (_, iri, _, _, found_by), rank in zip(lines, ranks, strict=True):
        yield iri, places[rank], found_by


def entries(page: Page) -> Iterator[Entry]:
    """What all things of a page are found by; those that only pages show stand last."""
    yield from page.search_entries
    last = len(page.search_entries)
    yield from ((thing.iri, last, _keys(thing)) for thing in _others(page))


def only_on_page(page: Page, words: str) -> list[Hit]:
    """The things that no search index holds and that bear the words: types, sanctions, unresolved citations."""
    forms = [form for form in typed(words) if form]
    hits = []
    for thing in _others(page):
        found_by = _keys(thing)
        fit = [searching.EXACT if f"|{form}|" in found_by else searching.HOLDS for form in forms if form in found_by]
        if fit:
            hits.append(Hit(thing.kind, thing.iri, thing.label, thing.weight, "", min(fit)))
    return sorted(hits, key=lambda hit: (hit.fit, -hit.uses, len(hit.name), hit.iri))


def _others(page: Page) -> Iterator[Thing]:
    listed = {iri for iri, _, _ in page.search_entries}
    return (thing for thing in page.things if thing.iri not in listed)


def _keys(thing: Thing) -> str:
    return keys(filter(None, (thing.label, thing.code, *thing.also)))
