"""The outline of a page that is divided: every thing and every link, without words, in files of a fair size.

From it a page counts, filters, lists, draws and answers over all of a graph, whatever part of its words is loaded.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Protocol

from kg.graph import kinds
from kg.page.divided.files import in_files
from kg.page.model import COVER, ROLES
from kg.page.payload import Words, short

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.page.model import Link, Page, Traits


class Outlined(Protocol):
    """What an outline is made of: a page, its things and links without words will do, and what entries are known by."""

    page: Page

    def traits(self, place: int) -> Traits:
        """What an entry is filtered by beside its links."""


def outline(source: Outlined, home: Mapping[int, int]) -> Iterator[str]:
    """The contents of the files, as ``takeOutline`` in outline.js reads them; ``home`` is the part of each entry."""
    words = Words()
    yield from in_files("things", _things(source, home, words), words)
    yield from in_files("links", _links(source.page.links), words)


def _things(source: Outlined, home: Mapping[int, int], words: Words) -> Iterator[list[Any]]:
    """A thing of the index by its identifier alone; any other as the page shows it, an entry with its traits."""
    codes = {kind.code: place for place, kind in enumerate(kinds.on_page())}
    page = source.page
    for place, (thing, spot) in enumerate(zip(page.things, page.spots, strict=True)):
        row: list[Any] = [short(page, thing.iri).removeprefix("id/")]
        if thing.kind not in COVER:
            row += [codes[thing.kind], words(thing.sort), thing.label, thing.code, thing.weight, *spot]
        if place in home:
            traits = source.traits(place)
            row.append(home[place])
            row += [[words(value) for value in values] for values in (traits.lists, traits.reasons, traits.findings)]
        yield row


def _links(links: Sequence[Link]) -> Iterator[list[int]]:
    """What a thing is linked with by a role: its place, the role, the places of the others."""
    roles = {role: place for place, role in enumerate(ROLES)}
    rows = sorted([(source, roles[role], target) for source, target, role, _ in links])
    for side, linked in groupby(rows, itemgetter(0, 1)):
        yield [*side, *[target for _, _, target in linked]]
