"""Blocks of any format as the one flow a responsibility list is read from: lines of text and tables of its parts.

A word processor's document saved as text prints each cell on a line of its own behind a tab; lines without a tab
belong to the cell above, merged cells are empty, and nothing says how wide a table is or where it ends. Its width is
that of its header (the cells before the first serial number), its end the heading of the next part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from extract import numerals
from extract.model import Passage, Trouble
from extract.reading.grid import Blocks, Grid, GridCell, Paragraph
from extract.reading.responsibility.parts import columns_of_header, part_of_heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: Who fills in the form: 部门名称（盖章）：, 单位：, 填报单位：.
SIGNED = re.compile(
    r"\s*(?:部门|单位|部门名称|单位名称|填报单位|填报部门|编制单位|制表单位)\s*(?:[（(][^（）()]{0,8}[)）])?\s*[:：]\s*"
    r"(?P<name>\S*)"
)
_SERIAL = re.compile(r"[（(]?(\d{1,3}|[一二三四五六七八九十]{1,3})[)）]?[.、．]?")
_WIDTHS = range(3, 13)
_FURTHEST_SERIAL = 3


class Line(NamedTuple):
    """A line of running text, outer blanks removed, never empty."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: its cells by role; ``""`` is the role of a column not known."""

    cells: tuple[tuple[str, GridCell], ...]

    @property
    def line(self) -> int:
        """Where the row begins."""
        return self.cells[0][1].line if self.cells else 0

    def own(self, *roles: str) -> Passage | None:
        """The text of the columns of these roles, without what a merged cell repeats; None where there is none."""
        return joined(passage(cell) for role, cell in self.cells if role in roles and not cell.inherited)

    def seen(self, role: str) -> Passage | None:
        """The same, a merged cell's text included; a cell merged over several columns counts once."""
        texts: dict[str, Passage] = {}
        for name, cell in self.cells:
            if name == role and (words := passage(cell)):
                texts.setdefault(words.text, words)
        return joined(texts.values())


@dataclass(frozen=True, slots=True)
class PartTable:
    """Rows of one part."""

    part: str
    entries: tuple[TableRow, ...]


Flow: TypeAlias = Line | PartTable | Trouble


def passage(cell: GridCell) -> Passage | None:
    """A cell as running text: its paragraphs without outer blanks and empty lines, joined by newline."""
    paragraphs = [text for part in cell.text.split("\n") if (text := part.strip())]
    return Passage("\n".join(paragraphs), cell.line) if paragraphs else None


def joined(passages: Iterable[Passage | None]) -> Passage | None:
    """Passages as one, where there are any; the line is that of the first."""
    every = [passage for passage in passages if passage]
    return Passage("\n".join(passage.text for passage in every), every[0].line) if every else None


def flow(blocks: Blocks) -> Iterator[Flow]:
    """Lines, tables and troubles of a file in document order."""
    for is_grid, run in groupby(blocks, key=lambda block: isinstance(block, Grid)):
        if is_grid:
            for grid in run:
                yield from _of_grid(grid.rows if isinstance(grid, Grid) else ())
        else:
            yield from _of_paragraphs([block for block in run if isinstance(block, Paragraph)])


def _lines(text: str, line: int) -> Iterator[Line]:
    for place, part in enumerate(text.split("\n")):
        if part.strip():
            yield Line(part.strip(), line + place)


def _is_serial(text: str) -> bool:
    return _SERIAL.fullmatch(text.strip()) is not None


# --- tables of a document, a page or a sheet


def _of_grid(rows: Iterable[Sequence[GridCell]]) -> Iterator[Flow]:
    part = ""
    roles: tuple[str, ...] = ()
    entries: list[TableRow] = []
    for row in rows:
        header = columns_of_header([cell.text for cell in row])
        prose = not header and _is_prose(row)
        if entries and (prose or (header and header[0] != part)):
            yield PartTable(part, tuple(entries))
            entries = []
        if header:
            part, roles = header
            yield from _unknown(roles, row)
        elif prose or not part:
            part = "" if prose else part
            for cell in row:
                if not cell.inherited:
                    yield from (Line(line.text, cell.line) for line in _lines(cell.text, cell.line))
        elif any(cell.text.strip() for cell in row):
            entries.append(TableRow(tuple(zip(_padded(roles, len(row)), row, strict=False))))
    if entries:
        yield PartTable(part, tuple(entries))


def _unknown(roles: Sequence[str], header: Sequence[GridCell]) -> Iterator[Trouble]:
    """The header words that stand for no column known."""
    for role, cell in zip(roles, header, strict=False):
        words = "".join(cell.text.split())
        if words and not role and not cell.inherited:
            yield Trouble(cell.line, cell.column, f"未识别的栏目：{words}", f"a column that is not known: {words}")


def _padded(roles: Sequence[str], width: int) -> tuple[str, ...]:
    return (*roles, *[""] * max(0, width - len(roles)))


def _is_prose(row: Sequence[GridCell]) -> bool:
    """Whether a row is a line of text over all columns: a title, a heading, a paragraph."""
    texts = {cell.text.strip() for cell in row} - {""}
    return len(texts) == 1 and bool(row[0].text.strip()) and not _is_serial(row[0].text)


# --- tables that a word processor saved as text

_Cell: TypeAlias = list[Paragraph]


def _of_paragraphs(paragraphs: Sequence[Paragraph]) -> Iterator[Flow]:
    cells: list[_Cell] = []
    for paragraph in paragraphs:
        if paragraph.text.startswith("\t"):
            cells.extend([Paragraph(text, paragraph.line)] for text in paragraph.text[1:].split("\t"))
        elif cells:
            cells[-1].append(paragraph)
    tables = list(_headers(cells))
    if not tables:
        yield from _text_of(paragraphs)
        return
    begin = cells[tables[0][0]][0].line
    yield from _text_of([paragraph for paragraph in paragraphs if paragraph.line < begin])
    for (start, width, part, roles), (end, *_) in pairwise([*tables, (len(cells), 0, "", ())]):
        yield from _unknown(
            roles, [_grid_cell(cell, place) for place, cell in enumerate(cells[start : start + width], 1)]
        )
        cells[end - 1], rest = _ended(cells[end - 1])
        yield from _table(cells[start + width : end], part, roles)
        yield from _text_of(rest)


def _text_of(paragraphs: Iterable[Paragraph]) -> Iterator[Line]:
    for paragraph in paragraphs:
        yield from _lines(paragraph.text, paragraph.line)


def _words(cell: _Cell) -> str:
    return "\n".join(paragraph.text for paragraph in cell).strip()


def _headers(cells: Sequence[_Cell]) -> Iterator[tuple[int, int, str, tuple[str, ...]]]:
    """Where tables begin: first cell, width, part and the roles of the columns."""
    words = [_words(cell) for cell in cells]
    at = 0
    while at < len(cells):
        serial = next((width for width in _WIDTHS if at + width < len(words) and _is_serial(words[at + width])), None)
        widths = [serial] if serial else list(reversed(_WIDTHS))
        header = next((hit for width in widths if (hit := _header(words[at : at + width]))), None)
        if header:
            yield (at, *header)
        at += header[0] if header else 1


def _header(words: Sequence[str]) -> tuple[int, str, tuple[str, ...]] | None:
    """Width, part and roles, where these words are a header and begin with a column that is known."""
    header = columns_of_header(words)
    return (len(words), *header) if header and header[1][0] else None


def _ended(cell: _Cell) -> tuple[_Cell, _Cell]:
    """The last cell of a table and the text that follows the table: a heading, the form's head, or two empty lines."""
    texts = [paragraph.text for paragraph in cell]
    for place in range(1, len(cell)):
        if texts[place].strip() and (part_of_heading(texts[place]) or SIGNED.match(texts[place])):
            return cell[:place], cell[place:]
    for place in range(2, len(cell)):
        if texts[place].strip() and not texts[place - 1].strip() and not texts[place - 2].strip():
            return cell[:place], cell[place:]
    return cell, []


def _table(cells: Sequence[_Cell], part: str, roles: Sequence[str]) -> Iterator[Flow]:
    entries: list[TableRow] = []
    for row, whole in _rows(cells, len(roles), numbered=roles[0] == "number"):
        words = " ".join(filter(None, map(_words, row)))
        if not whole and words:
            expected, actual = len(roles), len(row)
            zh = f"此行应有{expected}格，实有{actual}格：{words}"
            yield Trouble(row[0][0].line, 0, zh, f"a row of {actual} cells where {expected} are expected")
        if len(row) <= len(roles) and (whole or _is_serial(_words(row[0]))):
            placed = enumerate(zip(roles, row, strict=False), 1)
            entries.append(TableRow(tuple((role, _grid_cell(cell, column)) for column, (role, cell) in placed)))
    if entries:
        yield PartTable(part, tuple(entries))


def _grid_cell(cell: _Cell, column: int) -> GridCell:
    first = next((paragraph for paragraph in cell if paragraph.text.strip()), cell[0])
    return GridCell(_words(cell), first.line, column)


def _rows(cells: Sequence[_Cell], width: int, *, numbered: bool) -> Iterator[tuple[Sequence[_Cell], bool]]:
    """Rows of ``width`` cells, and whether each is whole.

    A row that lost a cell ends where the next serial number begins a line of its own; cells that stand where a
    serial number should are a row in pieces, up to the next one.
    """
    at = last = 0
    while at < len(cells):
        end = min(at + width, len(cells))
        if numbered:
            words = _words(cells[at])
            last = _value(words) or last
            early = (place for place in range(at + 1, end) if _begins_row(cells, place, last))
            if words and not _is_serial(words):
                early = (place for place in range(at + 1, len(cells)) if _begins_row(cells, place, last))
                end = len(cells)
            end = next(early, end)
        yield cells[at:end], end - at == width
        at = end


def _value(words: str) -> int | None:
    match = _SERIAL.fullmatch(words)
    return numerals.parse(match[1]) if match else None


def _begins_row(cells: Sequence[_Cell], place: int, last: int) -> bool:
    """Whether this cell is the next serial number, behind an empty line as every row ends with one."""
    number = _value(_words(cells[place]))
    ended = len(cells[place - 1]) > 1 and not cells[place - 1][-1].text.strip()
    return number is not None and last < number <= last + _FURTHEST_SERIAL and ended
