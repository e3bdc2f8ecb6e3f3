"""What the search of an index looks through: every thing of the graph, in files of a fair size beside the page."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from kg.asking.lookup.levelling import level
from kg.graph import kinds
from kg.page.payload import escaped
from kg.page.search import entries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kg.page.model import Page

LONGEST: Final = 900_000
"""Characters of a file: below three megabytes, since Chinese takes three bytes a character."""


def shards(whole: Page, words: Callable[[int], str], home: Mapping[int, int], stem: str) -> Iterator[tuple[str, str]]:
    """File name and content: rows as ``takeShards`` in search.js reads them, in the order of the search.

    ``words`` gives the words that a thing prints, levelled; ``home`` is the part in which an entry stands.
    """
    rows: list[list[Any]] = []
    length, number = 0, 0
    for row in _rows(whole, words, home):
        size = sum(len(field) for field in row if isinstance(field, str))
        if rows and length + size > LONGEST:
            number += 1
            yield f"{stem}-{number}.js", escaped(rows)
            rows, length = [], 0
        rows.append(row)
        length += size
    yield f"{stem}-{number + 1}.js", escaped(rows)


def _rows(whole: Page, words: Callable[[int], str], home: Mapping[int, int]) -> Iterator[list[Any]]:
    codes = [kind.code for kind in kinds.on_page()]
    places = {thing.iri: place for place, thing in enumerate(whole.things)}
    near, part = _beside(whole), _parts(whole, home)
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
            part.get(place, -1),
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


def _parts(whole: Page, home: Mapping[int, int]) -> dict[int, int]:
    """A part in which a thing stands: an entry its own, others that of the first entry linked with them."""
    result = dict(home)
    for link in whole.links:
        if link.source in home:
            result.setdefault(link.target, home[link.source])
    for link in whole.links:
        if link.role == "part" and link.source in result:
            result.setdefault(link.target, result[link.source])
    return result
