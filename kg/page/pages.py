"""The pages of a graph: one file, or, past what a browser should have to read at once, an index with parts beside it.

The index has the true counts, the overview, the offices and documents; its outline every thing and link, from which
lists, filters and questions are answered whole; a part has some entries of a body with their words, and is loaded when
it is wanted; search looks through files of its own, and what there is to review and the verdicts have theirs. All of
these stand beside the index as scripts, since a page that is opened from a disk may load nothing else.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from kg.asking.lookup.search_index import index as made
from kg.graph.terms import prefixes
from kg.graph.things import findings
from kg.page import verdicts
from kg.page.beside import articles
from kg.page.counts import totals
from kg.page.divided import judged
from kg.page.divided.files import LARGEST, RowFiles, script, size
from kg.page.divided.groups import groups
from kg.page.divided.outline import outline
from kg.page.divided.queue import Queue
from kg.page.divided.shards import shards
from kg.page.gather import gather
from kg.page.layout import chart, overview
from kg.page.lists.assembly import Assembly
from kg.page.lists.list_pages import list_pages
from kg.page.model import COVER, OverviewPicture, Page, PartFile, Spot
from kg.page.payload import Words, part_payload
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
"""Things past which a graph is an index with parts; one that would make a larger file than ``LARGEST`` is so too."""


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
    store is asked for articles alone, and for findings where these are not at hand.
    """
    if streamed is None:
        yield from of_whole(gather(store, base, index), name).items()
        return
    with Assembly(base) as assembly:
        for list_page in list_pages(streamed):
            assembly.add(list_page)
        merged = verdicts.in_lines(streamed.scan.reviews)
        results = streamed.results()
        assembly.close(
            findings.stored(store, base) if results is None else results, tuple(articles(store, base)), merged
        )
        if len(assembly.page.things) <= TOO_MANY and _fits(alone := render(gather(store, base, index))):
            yield name, alone
            return
        entries = tuple(indexed(index or made(store, prefixes(base)), assembly.page))
        assembly.page = replace(assembly.page, search_entries=entries, spots=tuple(chart(assembly.page)))
        yield from divided(assembly, name)


def of_whole(whole: Page, name: str) -> dict[str, str]:
    """A page as one file, where it is not too large for one, or as an index with files beside it."""
    if len(whole.things) <= TOO_MANY and _fits(alone := render(whole)):
        return {name: alone}
    return split(whole, name)


def _fits(page: str) -> bool:
    return len(page.encode()) <= LARGEST


def split(whole: Page, name: str) -> dict[str, str]:
    """The index, called ``name``, the parts of its entries and the files of its search."""
    whole = replace(whole, totals=whole.totals or totals(whole), spots=whole.spots or tuple(chart(whole)))
    files = dict(divided(Contents(whole), name))
    return {name: files[name], **files}


def divided(source: Divided, name: str) -> Iterator[tuple[str, str]]:
    """The files of a page that is divided, by name, its index last."""
    whole, stem = source.page, name.rpartition(".")[0] or name
    home: dict[int, int] = {}
    titles, queued, outlined, searched = list[str](), list[str](), list[str](), list[str]()
    words = Words()
    queue, rows = Queue(words), RowFiles("facts", words)
    for number, (title, entries, part, content) in enumerate(_parts(source)):
        file = f"{stem}-{number + 1}.js"
        titles.append(title)
        home |= dict.fromkeys(entries, number)
        yield file, script(file, content)
        yield from _numbered(f"{stem}-queue", rows.add(queue.rows(part, number)), queued)
    yield from _numbered(f"{stem}-queue", rows.close(), queued)
    yield from _numbered(f"{stem}-outline", outline(source, home), outlined)
    yield from _numbered(f"{stem}-search", shards(whole, source.text), searched)
    yield from judged.files(whole.verdicts, whole.base, stem)
    entries_of = Counter(home.values())
    parts = tuple(
        PartFile(f"{stem}-{number + 1}.js", caption, entries_of[number])
        for number, caption in enumerate(_captions(titles))
    )
    cover = replace(_cover(whole), parts=parts, judged=judged.named(stem))
    yield name, render(replace(cover, queue=tuple(queued), outline=tuple(outlined), searched=tuple(searched)))


def _numbered(stem: str, contents: Iterable[str], names: list[str]) -> Iterator[tuple[str, str]]:
    """Files with their names, which are kept."""
    for content in contents:
        names.append(f"{stem}-{len(names) + 1}.js")
        yield names[-1], script(names[-1], content)


def _parts(source: Divided) -> Iterator[tuple[str, list[int], Page, str]]:
    """The entries in parts whose files are not too large, each with its caption, its page and the data of that."""
    for title, entries in groups(source):
        yield from ((title, *fitting) for group in entries for fitting in _fitting(source, group))


def _fitting(source: Divided, entries: list[int]) -> Iterator[tuple[list[int], Page, str]]:
    """Some entries as one part, or, where its file would be too large, as more; one entry alone is never cut."""
    part = source.part(entries)
    content = part_payload(part)
    if len(entries) > 1 and size(content) > LARGEST:
        half = len(entries) // 2
        yield from _fitting(source, entries[:half])
        yield from _fitting(source, entries[half:])
    else:
        yield entries, part, content


def _captions(titles: Sequence[str]) -> Iterator[str]:
    """The captions of parts; those of one title are numbered."""
    for title, several in groupby(titles):
        count = len(list(several))
        yield from (f"{title}（{number}／{count}）" if count > 1 else title for number in range(1, count + 1))


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
    return replace(cover, overview=shown, totals=whole.totals, cells=(), facts=(), findings=(), verdicts=())
