"""What the search of an index looks through: every thing of the graph, in files of a fair size beside the page."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from kg.asking.lookup.levelling import level
from kg.graph import kinds
from kg.page.payload import escaped
from kg.page.search import entries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.page.model import Page

LONGEST: Final = 900_000
"""Characters of a file: below three megabytes, since Chinese takes three bytes a character."""


def shards(whole: Page, words: Callable[[int], str], stem: str) -> Iterator[tuple[str, str]]:
    """File name and content: rows as ``takeShards`` in search.js reads them, in the order of the search.

    ``words`` gives the words that a thing prints, levelled.
    """
    rows: list[list[Any]] = []
    length, number = 0, 0
    for row in _rows(whole, words):
        size = sum(len(field) for field in row if isinstance(field, str))
        if rows and length + size > LONGEST:
            number += 1
            yield f"{stem}-{number}.js", escaped(rows)
            rows, length = [], 0
        rows.append(row)
        length += size
    yield f"{stem}-{number + 1}.js", escaped(rows)


def _rows(whole: Page, words: Callable[[int], str]) -> Iterator[list[Any]]:
    codes = [kind.code for kind in kinds.on_page()]
    places = {thing.iri: place for place, thing in enumerate(whole.things)}
    near = _beside(whole)
    for iri, order, found_by in entries(whole):
        place = places[iri]
        thing = whole.things[place]
        more = level("|".join((thing.sort, kinds.kind(thing.kind).name, thing.code, *near[place])))
        short = iri.removeprefix(whole.base)
        kind = codes.index(thing.kind)
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
    for link in whole.links:
        if whole.things[link.source].kind in kinds.entries():
            result[link.source].append(whole.things[link.target].label)
    return result
