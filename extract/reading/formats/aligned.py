"""Tables of text aligned by blanks, as ``pdftotext -layout`` writes them: columns begin where their headers begin."""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from extract.model import Role, Unreadable
from extract.reading import header_words
from extract.reading.grid import Grid, GridCell, Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.reading.grid import Block, Blocks

#: A header has at least so many words known, and half of its words.
_LEAST = 3
_SEGMENT = re.compile(r"\S+(?: \S+)*")
#: A header is wrapped over no more lines.
_DEEPEST = 4
#: A column may begin this many characters before or behind its header.
_OFF = 2
#: Fewer rows say nothing of how rows are parted.
_ROWS = 2
#: A cell line shorter by more than this than the longest of its column ends a line of the cell.
_FULL = 2
_PAGE_MARK = re.compile(r"[-—–\s]*(?:第\s*)?\d{1,4}\s*(?:页)?[-—–\s]*(?:共\s*\d{1,4}\s*页)?")


class _Segment(NamedTuple):
    start: int
    text: str


class _Cells(NamedTuple):
    """A row in the making: its first line, the columns that this has, and by column the lines of its cell."""

    line: int
    opened: frozenset[int]
    columns: list[list[str]]


def blocks(text: str) -> Blocks:
    """The table and the lines around it; empty where no line is a header of words parted by blanks.

    Programs count a Chinese sign as one column, as ``pdftotext`` does, or as the two that it takes on a screen.
    Raises Unreadable where the rows cannot be told from each other, as the cells of a row do not begin in one line.
    """
    try:
        return _blocks(text, 1)
    except Unreadable:
        return _blocks(text, 2)


def _blocks(text: str, wide: int) -> Blocks:
    if "\t" in text or "  " not in text.replace("\u3000", "  "):
        return ()
    printed = text.replace("\u3000", " ").split("\n")
    lines = [_segments(line.lstrip("\f"), wide) for line in printed]
    ends = [at for at, line in enumerate(printed) if line.startswith("\f")]
    pages = [next((at for at in range(end, len(lines)) if lines[at]), len(lines)) for end in ends]
    for at, segments in enumerate(lines):
        if len(segments) >= _LEAST and (header := _header(lines, at)):
            return tuple(_AlignedTable(lines, pages, at, header).blocks())
    return ()


def _segments(line: str, wide: int) -> list[_Segment]:
    if wide == 1:
        return [_Segment(match.start(), match[0]) for match in _SEGMENT.finditer(line)]
    columns = [wide if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line]
    starts = [0, *accumulate(columns)]
    return [_Segment(starts[match.start()], match[0]) for match in _SEGMENT.finditer(line)]


class _Header(NamedTuple):
    """The words of a header with the starts of their columns, and how many lines it takes."""

    words: list[str]
    starts: list[int]
    lines: int


def _header(lines: Sequence[Sequence[_Segment]], at: int) -> _Header | None:
    """The header that begins at a line, its words wrapped over up to four: so many that most of them are known."""
    best, most = None, _LEAST - 1
    for count in range(1, _DEEPEST + 1):
        if at + count > len(lines) or not lines[at + count - 1]:
            break
        words, starts = _merged(lines[at : at + count])
        known = sum(header_words.role(word) is not None for word in words)
        opens = count > 1 and abs(lines[at + count - 1][0].start - starts[0]) <= _OFF
        if known > most - (best is not None and not opens) and 2 * known >= len(words):
            best, most = _Header(words, starts, count), known
    return best


def _merged(lines: Sequence[Sequence[_Segment]]) -> tuple[list[str], list[int]]:
    """The words of several lines, those that begin at one place joined."""
    by_start: dict[int, str] = {segment.start: segment.text for segment in lines[0]}
    for line in lines[1:]:
        for segment in line:
            near = min(by_start, key=lambda start: abs(start - segment.start))
            place = near if abs(near - segment.start) <= _OFF else segment.start
            by_start[place] = by_start.get(place, "") + segment.text
    starts = sorted(by_start)
    return [by_start[start] for start in starts], starts


class _AlignedTable:
    """The lines of a text from its header on; ``starts`` are those of the columns on the page reached."""

    def __init__(self, lines: list[list[_Segment]], pages: list[int], first: int, header: _Header) -> None:
        self.lines, self.pages, self.first, self.header = lines, pages, first, header
        self.words, self.starts = header.words, header.starts
        self.rows: list[_Cells] = []
        self.longest: list[int] = []
        self.segments = self.unclear = 0
        self.parted = self._parted()

    def blocks(self) -> list[Block]:
        """Lines before the table, the table, lines behind it. Raises Unreadable where its rows cannot be told."""
        parts: list[Block] = [self._paragraph(at) for at in range(self.first) if self.lines[at]]
        end = self.first + self.header.lines
        turns = set(self.pages)
        while end < len(self.lines):
            if end in turns and not self._is_header(end):
                self._turn(end)
            if not (taken := self._take(end)):
                break
            end += taken
        self._check()
        columns = range(len(self.words))
        self.longest = [max((len(line) for row in self.rows for line in row.columns[at]), default=0) for at in columns]
        rows = [self.words, *([self._joined(row, at) for at in range(len(self.words))] for row in self.rows)]
        numbers = [self.first + 1, *(row.line for row in self.rows)]
        parts.append(
            Grid(
                tuple(
                    tuple(GridCell(text, line, column) for column, text in enumerate(texts, start=1))
                    for line, texts in zip(numbers, rows, strict=True)
                ),
                kind="table",
            )
        )
        return [*parts, *(self._paragraph(at) for at in range(end, len(self.lines)) if self.lines[at])]

    def _parted(self) -> dict[int, int]:
        """By line the first line of its row, where empty lines part the rows: then a number may stand in the middle.

        Every run of lines has one running number alone in the first column, but for the headers of pages; or, without
        numbers, a first line that has more columns than any other, as only the cells with the longest texts go on.
        """
        runs: list[list[int]] = []
        for at in range(self.first + self.header.lines, len(self.lines)):
            if not self.lines[at] or self._is_page_mark(at):
                runs.append([])
            elif not self._is_header(at):
                runs = runs or [[]]
                runs[-1].append(at)
        numbered = header_words.role(self.words[0]) is Role.SERIAL
        whole = [run for run in runs if (self._has_number(run) if numbered else self._opens(run))]
        end = runs.index(whole[-1]) + 1 if whole else 0  # notes may stand below
        if len(whole) < _ROWS or len(whole) < sum(map(bool, runs[:end])):
            return {}
        return {at: run[0] for run in whole for at in run}

    def _has_number(self, run: Sequence[int]) -> bool:
        """Whether one running number stands alone in the first column of these lines."""
        first = [segment.text for at in run for segment in self.lines[at][:1] if self._column(segment.start) == 0]
        return len(first) == 1 and first[0].isdecimal()

    def _opens(self, run: Sequence[int]) -> bool:
        """Whether the first of these lines has a cell in the first column, and cells in more than every other one."""
        filled = [{self._column(segment.start) for segment in self.lines[at]} for at in run]
        return bool(filled) and 0 in filled[0] and all(len(own) < len(filled[0]) for own in filled[1:])

    def _paragraph(self, at: int) -> Paragraph:
        return Paragraph(" ".join(segment.text for segment in self.lines[at]), at + 1)

    def _take(self, at: int) -> int:
        """Add a line to the row it belongs to; how many lines that took, 0 where the table has ended."""
        segments = self.lines[at]
        if not segments or (self.rows and self._is_page_mark(at)):
            return 1
        if self._is_header(at):
            _, self.starts = _merged(self.lines[at : at + self.header.lines])
            return self.header.lines
        begins = self._column(segments[0].start) == 0
        if begins and len(segments) == 1 and len(segments[0].text) > self.starts[1] - self.starts[0] + _OFF:
            return 0
        columns = [self._column(segment.start) for segment in segments]
        begins = self.parted[at] == at if at in self.parted else begins
        if begins or not self.rows:
            opened = range(len(self.words)) if at in self.parted else columns
            self.rows.append(_Cells(at + 1, frozenset(opened), [[] for _ in self.words]))
        for segment, column in zip(segments, columns, strict=True):
            self.rows[-1].columns[column].append(segment.text)
            self.segments += 1
            self.unclear += abs(self.starts[column] - segment.start) > _OFF
        return 1

    def _turn(self, at: int) -> None:
        """A new page begins at a line: its columns may stand elsewhere.

        They are where its cells begin, if these are as many places as there are columns, or the very ones of before.
        """
        end = next((page for page in self.pages if page > at), len(self.lines))
        starts = sorted(segment.start for line in self.lines[at:end] for segment in line)
        places: list[int] = []
        for start in starts:
            if not places or start - places[-1] > 1:
                places.append(start)
        if len(places) == len(self.starts):
            self.starts = places
        elif not set(places) <= set(self.starts):
            raise _untold(self.first)

    def _is_header(self, at: int) -> bool:
        """Whether the header comes again."""
        segments = self.lines[at]
        if len(segments) < _LEAST or not self.words[0].startswith(segments[0].text):
            return False
        return _merged(self.lines[at : at + self.header.lines])[0] == self.words

    def _is_page_mark(self, at: int) -> bool:
        """Whether a line is a number alone that no column begins with, beside an empty line."""
        (first, *rest) = self.lines[at]
        if rest or not _PAGE_MARK.fullmatch(first.text) or abs(first.start - self.starts[0]) <= _OFF:
            return False
        beside = (self.lines[other] if 0 <= other < len(self.lines) else [] for other in (at - 1, at + 1))
        return not all(beside)

    def _column(self, start: int) -> int:
        near = min(range(len(self.starts)), key=lambda at: abs(self.starts[at] - start))
        if abs(self.starts[near] - start) <= _OFF:
            return near
        return max((at for at, other in enumerate(self.starts) if other <= start), default=0)

    def _check(self) -> None:
        """The first line of a row says something in nearly every column that the row has; else rows are not told."""
        filled = [sum(bool(row.columns[at]) for row in self.rows) for at in range(len(self.words))]
        usual = [at for at, count in enumerate(filled) if 2 * count > len(self.rows)]
        whole = sum(all(at in row.opened or not row.columns[at] for at in usual) for row in self.rows)
        if self.rows and (10 * whole < 8 * len(self.rows) or 50 * self.unclear > self.segments):
            raise _untold(self.first)

    def _joined(self, row: _Cells, column: int) -> str:
        longest = self.longest[column]
        text = ""
        full = True
        for line in row.columns[column]:
            text += line if full or not text else f"\n{line}"
            full = longest - len(line) <= _FULL
        return text


def _untold(first: int) -> Unreadable:
    return Unreadable(
        f":{first + 1}",
        "文字靠空格对齐成表，但各行各列的起止无法确定；请直接读入原来的 PDF，或另存为 .xlsx、.docx",
        "a table aligned by blanks whose rows and columns cannot be told; read the PDF itself, or save it as .xlsx",
    )
