"""Lines cut at separators, with cells in quotation marks (RFC 4180), and what to do where the marks do not close."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from extract.reading.formats.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: A cell has no more lines; a mark that opens and closes farther apart belongs to two cells.
_MOST_LINES = 2000
#: Lines joined where marks within a cell are not doubled.
_JOINED = 60


class TextLines(Lines):
    """The lines of a text in memory: all of them at once are the text once more."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text, self.size = text, len(text)
        at = text.find("\n")
        while at >= 0:
            self._begins.append(at + 1)
            at = text.find("\n", at + 1)

    def _cut(self, begins: int, end: int) -> str:
        return self._text[begins:end]

    def ended(self, start: int) -> Iterator[str]:
        """The lines from ``start`` on with their ends."""
        begins = self._begins
        for at in range(start, len(begins) - 1):
            yield self._text[begins[at] : begins[at + 1]]
        yield f"{self[len(begins) - 1]}\n"


class Record(NamedTuple):
    """A record with its first line, from 1; ``stray`` are the columns from which a lone quotation mark was taken."""

    line: int
    cells: list[str]
    stray: tuple[int, ...] = ()


def records(lines: Lines, separator: str, width: int = 0) -> Iterator[Record]:
    """The records that stand in ``lines``; ``width`` is how many cells its header has, 0 where that is unknown.

    A mark that is never closed would swallow the rows behind it: such a line is cut as it stands, the mark left out.
    """
    csv.field_size_limit(max(csv.field_size_limit(), lines.size))
    start = 0
    while start < len(lines):
        # By index: a slice for every line in trouble would copy the rest of the file.
        given = _Given(lines, start)
        reader = csv.reader(given, delimiter=separator, strict=True)
        first, offset = start, start
        try:
            for cells in reader:
                end = offset + reader.line_num
                if end - first > 1 and _is_swallowed(lines[first:end], cells, separator, width):
                    break
                yield Record(first + 1, cells)
                first = end
                given.left = _MOST_LINES + 1
            else:
                return
        except csv.Error:
            pass
        start, record = _as_it_stands(lines, first, separator, width)
        yield record


class _Given:
    """Lines with their ends, until a record has more than any has: a mark that nothing closes takes no more."""

    def __init__(self, lines: Lines, start: int) -> None:
        self._lines = lines.ended(start)
        self.left = _MOST_LINES + 1

    def __iter__(self) -> _Given:
        return self

    def __next__(self) -> str:
        if not self.left:
            raise StopIteration
        self.left -= 1
        return next(self._lines)


def _is_swallowed(lines: Sequence[str], cells: Sequence[str], separator: str, width: int) -> bool:
    """Whether a record of several lines is several rows: too long, or too few cells where its first line has them."""
    if len(lines) > _MOST_LINES:
        return True
    return bool(width) and len(cells) != width and len(_cut(lines[0], separator)[0]) == width


def _as_it_stands(lines: Sequence[str], first: int, separator: str, width: int) -> tuple[int, Record]:
    """The record at line ``first`` and the line behind it, though its marks do not close or are not doubled."""
    alone = _cut(lines[first], separator)
    for end in range(first + 1, min(first + _JOINED, len(lines)) + 1 if width else first):
        if end - 1 > first and len(_cut(lines[end - 1], separator)[0]) == width:
            break  # a row of its own
        cells, stray = _cut("\n".join(lines[first:end]), separator)
        if len(cells) == width and not stray:
            return end, Record(first + 1, cells)
    if len(alone[0]) == width:
        return first + 1, Record(first + 1, *alone)
    cells = lines[first].split(separator)
    stray = tuple(at for at, cell in enumerate(cells, start=1) if cell.startswith('"'))
    return first + 1, Record(first + 1, [cell.removeprefix('"') for cell in cells], stray)


@lru_cache(maxsize=16)
def _cell(separator: str) -> re.Pattern[str]:
    """A cell in marks up to the first mark that ends a cell, or one without them."""
    sign = re.escape(separator)
    return re.compile(rf'"(?P<marked>.*?)"(?={sign}|\Z)|(?P<bare>[^{sign}]*)', re.DOTALL)


def _cut(text: str, separator: str) -> tuple[list[str], tuple[int, ...]]:
    """The cells of a record whose marks need not be doubled; and the columns that begin with a mark never closed."""
    cells: list[str] = []
    stray: list[int] = []
    pattern, at = _cell(separator), 0
    while at <= len(text):
        match = pattern.match(text, at)
        if match is None:
            break
        if match["marked"] is not None:
            cells.append(match["marked"].replace('""', '"'))
        else:
            cells.append(match["bare"].removeprefix('"'))
            if match["bare"].startswith('"'):
                stray.append(len(cells))
            elif "\n" in match["bare"]:
                return [], ()
        at = match.end() + 1
    return cells, tuple(stray)
