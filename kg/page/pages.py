"""The pages of a graph: one file, or, past what a browser should have to read at once, an index with parts beside it.

The index has the true counts, the overview, the offices and documents; its outline every thing and link, from which
lists, filters and questions are answered whole; a part has some entries of a body with their words, and is loaded when
it is wanted; search looks through files of its own. All of these stand beside the index as scripts, since a page that
is opened from a disk may load nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from kg.asking.lookup.search_index import index as made
from kg.graph import kinds
from kg.graph.terms import prefixes
from kg.graph.things import findings
from kg.page.beside import articles
from kg.page.counts import totals
from kg.page.divided.outline import outline
from kg.page.divided.shards import shards
from kg.page.gather import gather
from kg.page.layout import chart, overview
from kg.page.lists.assembly import Assembly
from kg.page.lists.list_pages import list_pages
from kg.page.model import COVER, OverviewPicture, Page, PartFile, Spot
from kg.page.payload import escaped, part_payload
from kg.page.render import render
from kg.page.search import indexed
from kg.page.subset import Contents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.asking.lookup.search import Index
    from kg.builds.streamed import StreamedLists
    from kg.graph.store import Askable
    from kg.page.model import Traits

TOO_MANY = 4_000
"""Things past which a graph is an index with parts."""
LONGEST = 1_400_000
"""Characters of cells a part holds at most, unless one entry alone has more: about two megabytes as a file."""
MOST_ENTRIES = 1_000


class Divided(Protocol):
    """A page that is divided: an outline of all of it, and its words thing by thing and part by part."""

    page: Page

    def length(self, place: int) -> int:
        """The characters that a thing prints."""

    def text(self, place: int) -> str:
        """The words that a thing prints, levelled."""

    def traits(self, place: int) -> Traits:
        """What an entry is filtered by beside its links."""

    def part(self, entries: Iterable[int]) -> Page:
        """A page of some entries and what they are linked with, with their words."""


def pages(
    store: Askable, base: str, index: Index = b"", name: str = "graph.html", streamed: StreamedLists | None = None
) -> Iterator[tuple[str, str]]:
    """The page of a store and the files beside it, by file name; files only past ``TOO_MANY`` things.

    ``index`` is the search index of the store; empty: it is made. Of a graph that is ``streamed`` list by list the
    store is asked for findings and articles alone.
    """
    if streamed is None:
        whole = gather(store, base, index)
        yield from split(whole, name).items() if len(whole.things) > TOO_MANY else [(name, render(whole))]
        return
    with Assembly(base) as assembly:
        for list_page in list_pages(streamed):
            assembly.add(list_page)
        assembly.close(findings.stored(store, base), tuple(articles(store, base)))
        if len(assembly.page.things) <= TOO_MANY:
            yield name, render(gather(store, base, index))
            return
        found = tuple(indexed(index or made(store, prefixes(base)), assembly.page))
        assembly.page = replace(assembly.page, search_entries=found, spots=tuple(chart(assembly.page)))
        yield from divided(assembly, name)


def split(whole: Page, name: str) -> dict[str, str]:
    """The index, called ``name``, the parts of its entries and the files of its search."""
    whole = replace(whole, totals=whole.totals or totals(whole), spots=whole.spots or tuple(chart(whole)))
    files = dict(divided(Contents(whole), name))
    return {name: files[name], **files}


def divided(source: Divided, name: str) -> Iterator[tuple[str, str]]:
    """The files of a page that is divided, by name, its index last."""
    whole, stem = source.page, name.rpartition(".")[0] or name
    groups = list(_groups(source))
    files = [f"{stem}-{number}.js" for number in range(1, len(groups) + 1)]
    home = {entry: number for number, (_, entries) in enumerate(groups) for entry in entries}
    for file, (_, entries) in zip(files, groups, strict=True):
        yield file, script(file, part_payload(source.part(entries)))
    outlined = []
    for number, content in enumerate(outline(source, home), 1):
        outlined.append(f"{stem}-outline-{number}.js")
        yield outlined[-1], script(outlined[-1], content)
    searched = []
    for file, rows in shards(whole, source.text, f"{stem}-search"):
        searched.append(file)
        yield file, script(file, rows)
    parts = tuple(PartFile(file, title, len(entries)) for file, (title, entries) in zip(files, groups, strict=True))
    yield name, render(replace(_cover(whole), parts=parts, searched=tuple(searched), outline=tuple(outlined)))


def script(file: str, content: str) -> str:
    """A file beside the page: it hands its content, as JSON, to the page that loads it."""
    return f"quanzePart({escaped(file)},{escaped(content)});\n"


def _groups(source: Divided) -> Iterator[tuple[str, list[int]]]:
    """The entries by body, in the order of print, in groups that make files of a fair size, with a caption."""
    whole = source.page
    bodies = _bodies(whole)
    by_body: dict[int, list[int]] = defaultdict(list)
    for place, body in sorted(bodies.items()):
        by_body[body].append(place)
    for body, entries in sorted(by_body.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        title = whole.things[body].label if body >= 0 else "未写明机关"
        cut = list(_cut(source, entries))
        for number, some in enumerate(cut, 1):
            yield (f"{title}（{number}／{len(cut)}）" if len(cut) > 1 else title), some


def _bodies(whole: Page) -> dict[int, int]:
    """The body of each entry, of a part that of its whole; -1 where none is stated."""
    printed = kinds.entries()
    own: dict[int, int] = {}
    above: dict[int, int] = {}
    for link in whole.links:
        if whole.things[link.source].kind not in printed:
            continue
        target = whole.things[link.target].kind
        if link.role == "office" and target == "body":
            own.setdefault(link.source, link.target)
        elif link.role == "part" and target in printed:
            above.setdefault(link.source, link.target)
    result = {}
    for place, thing in enumerate(whole.things):
        if thing.kind in printed:
            at, seen = place, {place}
            while at not in own and at in above and above[at] not in seen:
                at = above[at]
                seen.add(at)
            result[place] = own.get(at, -1)
    return result


def _cut(source: Divided, entries: Sequence[int]) -> Iterator[list[int]]:
    some: list[int] = []
    length = 0
    for entry in entries:
        own = source.length(entry)
        if some and (length + own > LONGEST or len(some) >= MOST_ENTRIES):
            yield some
            some, length = [], 0
        some.append(entry)
        length += own
    yield some


def _cover(whole: Page) -> Page:
    """The page to begin with: the overview, the offices, types and documents, without entries and their words."""
    seen = overview(whole)
    keep = [place for place, thing in enumerate(whole.things) if thing.kind in COVER]
    at = {old: new for new, old in enumerate(keep)}
    spots = (
        Spot(None if spot.thing is None else at[spot.thing], spot.kind, spot.x, spot.y, spot.rest)
        for spot in seen.spots
    )
    cover = Contents(whole).subset(keep)
    shown = OverviewPicture(tuple(spots), seen.shared)
    return replace(cover, overview=shown, totals=whole.totals, cells=(), facts=(), findings=())
