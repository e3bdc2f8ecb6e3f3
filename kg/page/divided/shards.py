"""What the search of an index looks through: every thing of the graph, in files of a fair size beside the page."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from kg.asking.lookup.levelling import level
from kg.graph import kinds
from kg.page.divided.files import size
from kg.page.payload import escaped
from kg.page.search import entries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.page.model import Page

LONGEST: Final = 2_300_000
"""Bytes of a file, so that it stays below three megabytes."""


def shards(whole: Page, words: Callable[[int], str]) -> Iterator[str]:
    """The contents of the files: rows as ``takeShards`` in search.js reads them, in the order of the search.

    ``words`` gives the words that a thing prints, levelled.
    """
    rows: list[str] = []
    length = 0
    for row in map(escaped, _rows(whole, words)):
        own = size(row)
        if rows and length + own > LONGEST:
            yield f"[{','.join(rows)}]"
            rows, length = [], 0
        rows.append(row)
        length += own
    yield f"[{','.join(rows)}]"


def _rows(whole: Page, words: Callable[[int], str]) -> Iterator[list[Any]]:
    names = {kind.code: (place, kind.name) for place, kind in enumerate(kinds.on_page())}
    places = {thing.iri: place for place, thing in enumerate(whole.things)}
    near = _beside(whole)
    for iri, order, found_by in entries(whole):
        place = places[iri]
        thing = whole.things[place]
        kind, name = names[thing.kind]
        more = level("|".join((thing.sort, name, thing.code, *near[place])))
        short = iri.removeprefix(whole.base)
        yield [
            short,
            kind,
            thing.label,
            thing.code,
            thing.sort,
            order,
            found_by,
            more,
            words(place),
        ]


def _beside(whole: Page) -> dict[int, list[str]]:
    """What each entry is linked with, by name."""
    result: dict[int, list[str]] = defaultdict(list)
    printed = kinds.entries()
    for link in whole.links:
        if whole.things[link.source].kind in printed:
            result[link.source].append(whole.things[link.target].label)
    return result
