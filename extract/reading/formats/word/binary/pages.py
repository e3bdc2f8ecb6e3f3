"""Which properties the bytes of a text of Word 97-2003 have, page by page ([MS-DOC] 2.9.33, 2.9.181)."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from struct import unpack_from
from typing import TYPE_CHECKING, NamedTuple

from extract.model import Unreadable
from extract.reading.formats.word.binary.streams import positions

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIZE = 512
_NUMBER = 0x3FFFFF
#: FormatPages that are kept taken apart.
_KEPT = 64
#: Bytes for each run behind the bounds: one for characters, one and a place in the layout for paragraphs.
CHARACTERS, PARAGRAPHS = 1, 13


class Run(NamedTuple):
    """Bytes ``start`` to ``end`` of the text, which have the ``properties``."""

    start: int
    end: int
    properties: bytes


_DEFAULT = Run(0, 1 << 32, b"")


class FormatPages:
    """The runs of characters or of paragraphs; a page is taken apart when it is asked for."""

    def __init__(self, stream: bytes, table: bytes, width: int) -> None:
        """Raises Unreadable where there are more pages than the document has room for."""
        self._stream, self._width = stream, width
        self._bounds = positions(table, 4)
        count = max(0, len(self._bounds) - 1)
        if count > len(stream) // _SIZE or any(first >= second for first, second in pairwise(self._bounds)):
            raise Unreadable("", "文件已损坏：格式表的位置有误", "damaged: the table of pages of formats is broken")
        self._numbers = unpack_from(f"<{count}I", table, 4 * len(self._bounds)) if count else ()
        self._taken: dict[int, list[Run]] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def run(self, at: int) -> Run:
        """The run that a byte stands in; one without properties where no page tells of it."""
        page = bisect_right(self._bounds, at) - 1
        if not 0 <= page < len(self._numbers):
            return _DEFAULT
        runs = self._page(page)
        number = bisect_right(runs, at, key=_start) - 1
        return runs[number] if number >= 0 and at < runs[number].end else _DEFAULT

    def runs(self, start: int, end: int) -> Iterator[Run]:
        """The runs from one byte to another, each cut to what is within both and its page."""
        for page in range(max(0, bisect_right(self._bounds, start) - 1), len(self._numbers)):
            first, last = max(start, self._bounds[page]), min(end, self._bounds[page + 1])
            if self._bounds[page] >= end:
                return
            runs = self._page(page)
            for number in range(max(0, bisect_right(runs, first, key=_start) - 1), len(runs)):
                run = runs[number]
                if run.start >= last:
                    break
                if run.end > first:
                    yield Run(max(run.start, first), min(run.end, last), run.properties)

    def _page(self, page: int) -> list[Run]:
        runs = self._taken.get(page)
        if runs is None:
            if len(self._taken) >= _KEPT:
                self._taken.clear()
            place = (self._numbers[page] & _NUMBER) * _SIZE
            runs = self._taken[page] = _runs(self._stream[place : place + _SIZE], self._width)
        return runs


def _start(run: Run) -> int:
    return run.start


def _runs(page: bytes, width: int) -> list[Run]:
    """The runs of a page whose bounds rise; a page that is cut or has room for fewer than it says has none."""
    if len(page) < _SIZE:
        return []
    count = page[-1]
    behind = 4 * (count + 1)
    if behind + count * width >= _SIZE:
        return []
    bounds = unpack_from(f"<{count + 1}I", page)
    made: list[Run] = []
    for number in range(count):
        place = 2 * page[behind + number * width]
        if bounds[number] < bounds[number + 1] and (not made or made[-1].end <= bounds[number]):
            made.append(Run(bounds[number], bounds[number + 1], _properties(page, place, width) if place else b""))
    return made


def _properties(page: bytes, place: int, width: int) -> bytes:
    length = page[place]
    if width == CHARACTERS:
        return page[place + 1 : place + 1 + length]
    if length:
        return page[place + 1 : place + 2 * length]
    return page[place + 2 : place + 2 + 2 * page[place + 1]]
