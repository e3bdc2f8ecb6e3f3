"""The body of a Word document in the making: paragraphs, tables, and what of them is not current.

Both formats of Word tell it of the same things in the same order: the elements of a .docx, the marks of a .doc.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from extract.reading.grid import Grid, GridCell, Omission, Paragraph, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extract.reading.formats.word.numbering import Numbering
    from extract.reading.grid import Block
    from extract.reading.limits import Limits

#: So many rows of three cells make a table one of contents, whatever tables stand in its cells.
_WIDE = 2
#: What stands behind a number that is the whole text of its paragraph.
NUMBER_ENDS = ".．、)）:："


@dataclass(slots=True)
class _Text:
    """The text of a cell or paragraph in the making, and what was left out of it."""

    most: int
    pieces: list[str] = field(default_factory=list)
    omitted: list[tuple[Reason, list[str]]] = field(default_factory=list)
    length: int = 0

    def add(self, data: str) -> None:
        if self.length <= self.most:
            self.length += len(data)
            self.pieces.append(data)

    def omit(self, data: str, reason: Reason) -> None:
        if self.length > self.most:
            return
        self.length += len(data)
        if self.omitted and self.omitted[-1][0] is reason:
            self.omitted[-1][1].append(data)
        else:
            self.omitted.append((reason, [data]))

    def whole(self) -> str:
        return "".join(self.pieces).strip("\n")

    def omissions(self, line: int, column: int) -> Iterator[Omission]:
        for reason, pieces in self.omitted:
            if (text := "".join(pieces)).strip():
                yield Omission(line, column, text, reason)


@dataclass(slots=True)
class _Cell:
    """A cell in the making; ``inner`` are the tables in it and the paragraphs before each, up to piece ``taken``."""

    text: _Text
    span: int = 1
    goes_on: bool = False
    inner: list[Block] = field(default_factory=list)
    taken: int = 0

    def add(self, blocks: Sequence[Block]) -> None:
        """A table that ends within the cell: its blocks for a cell that is looked through, its text for any other."""
        self.inner += [*self._paragraphs(), *blocks]
        for block in blocks:
            rows = block.rows if isinstance(block, Grid) else ((GridCell(block.text, 0, 1),),)
            for row in rows:
                for cell in row:
                    if cell.text and not cell.inherited:
                        self.text.add(f"{cell.text}\n")
        self.taken = len(self.text.pieces)

    def flow(self) -> Iterator[Block]:
        """The paragraphs and tables of the cell, and what was left out of them."""
        yield from self.inner
        yield from self._paragraphs()
        if omissions := tuple(self.text.omissions(0, 0)):
            yield Paragraph("", 0, omissions)

    def _paragraphs(self) -> Iterator[Paragraph]:
        text = "".join(self.text.pieces[self.taken :]).strip("\n")
        return (Paragraph(line, 0) for line in (text.split("\n") if text else ()))


@dataclass(slots=True)
class _Row:
    cells: list[_Cell] = field(default_factory=list)
    before: int = 0
    reason: Reason | None = None


@dataclass(slots=True)
class _Table:
    line: int = 0
    rows: list[tuple[GridCell, ...]] = field(default_factory=list)
    omissions: list[Omission] = field(default_factory=list)
    cells: int = 0
    blanks: int = 0
    full: bool = False
    nests: bool = False
    wide: int = 0
    flow: list[Block] = field(default_factory=list)

    @property
    def is_layout(self) -> bool:
        """A table that holds tables and has fewer than two rows of three cells arranges the page."""
        return self.nests and self.wide < _WIDE


class DocumentBody:
    """Takes what a document holds, part by part; ``blocks`` are its paragraphs and tables so far.

    ``row`` and its cells may be changed until the row is left: what is said of a row may follow its text.
    """

    def __init__(self, numbering: Numbering, limits: Limits) -> None:
        self.blocks: list[Block] = []
        self.numbering, self.limits = numbering, limits
        self.line = self.tables = self.paragraphs = self.begin = 0
        self.table, self.row = _Table(), _Row()
        self.current = _Text(limits.cell_length)
        #: The tables around the one that is open, each with its row and the text of its cell.
        self.around: list[tuple[_Table, _Row, _Text]] = []

    def take(self, text: str, reason: Reason | None = None) -> None:
        """Text of the paragraph that is open; ``reason`` where it is not current."""
        if reason is None:
            self.current.add(text)
        elif text != "\n":
            self.current.omit(text, reason)

    def enter_paragraph(self) -> None:
        """A paragraph begins, outside tables, in a cell or, as in a text box, in another paragraph."""
        self.paragraphs += 1
        self.begin = len(self.current.pieces)

    def leave_paragraph(self, number: tuple[str, int] | None) -> None:
        """The paragraph ends; ``number`` is the list that numbers it and the level, from 0."""
        self.paragraphs -= 1
        if number and self.row.reason is None:
            self._label(number)
        if self.tables or self.paragraphs:
            self.current.add("\n")
            return
        self.line += 1
        text = self.current.whole()
        self.blocks.append(Paragraph(text, self.line, tuple(self.current.omissions(self.line, 0))))
        self.current = _Text(self.limits.cell_length)

    def _label(self, number: tuple[str, int]) -> None:
        """The number of the paragraph, before its text; where there is none, without the sign behind the number."""
        alone = not any(piece.strip() for piece in self.current.pieces[self.begin :])
        label = self.numbering.label(*number, alone=alone)
        self.current.pieces.insert(self.begin, label.rstrip(NUMBER_ENDS) or label if alone else label)

    def enter_table(self) -> None:
        """A table begins, in a cell or outside."""
        self.tables += 1
        if self.tables > 1:
            self.around.append((self.table, self.row, self.current))
            self.row, self.current = _Row(), _Text(self.limits.cell_length)
        self.table = _Table()

    def enter_row(self) -> None:
        """A row of the table that is open begins."""
        self.row = _Row()

    def enter_cell(self) -> None:
        """A cell of the row that is open begins."""
        self.current = _Text(self.limits.cell_length)
        self.row.cells.append(_Cell(self.current))

    def leave_row(self) -> None:
        """The row ends."""
        table, row = self.table, self.row
        table.line += 1
        table.wide += len(row.cells) > _WIDE
        table.nests = table.nests or any(cell.inner for cell in row.cells)
        if table.wide >= _WIDE:
            table.flow = []
        elif row.reason is None:
            table.flow += [block for cell in row.cells for block in cell.flow()]
        cells = tuple(self._cells(row, table)) if not table.full else ()
        if cells and row.reason is None:
            table.cells += len(cells)
            table.blanks += sum(cell.inherited or not cell.text for cell in cells)
            table.rows.append(cells)
        elif cells:
            texts = (cell for cell in cells if cell.text.strip() and not cell.inherited)
            table.omissions += [Omission(cell.line, cell.column, cell.text, row.reason) for cell in texts if row.reason]
        blank = table.blanks > self.limits.blanks + 4 * (table.cells - table.blanks)
        if (blank or table.cells > self.limits.cells) and not table.full:
            table.full = True
            table.omissions.append(Omission(table.line, 0, "", Reason.TOO_MUCH))
        self.row = _Row()

    def _cells(self, row: _Row, table: _Table) -> Iterator[GridCell]:
        """The cells of a row on the columns of its table; a cell merged downwards repeats the one above it."""
        above = table.rows[-1] if table.rows else ()
        column = row.before + 1
        yield from (GridCell("", table.line, at) for at in range(1, column))
        for cell in row.cells:
            covers = cell.goes_on and column <= len(above)
            text = above[column - 1].text if covers else cell.text.whole()
            table.omissions += cell.text.omissions(table.line, column)
            left_out = (omission for block in cell.inner for omission in block.omissions)
            table.omissions += [replace(omission, line=table.line, column=column) for omission in left_out]
            if covers and (own := cell.text.whole()) and own != text:
                table.omissions.append(Omission(table.line, column, own, Reason.COVERED))
            if len(text) > self.limits.cell_length:
                table.omissions.append(Omission(table.line, column, text[:1000], Reason.TOO_LONG))
                text = ""
            for at in range(min(cell.span, self.limits.columns + 1 - column)):
                yield GridCell(text, table.line, column + at, covers or at > 0)
            column += cell.span

    def leave_table(self) -> None:
        """The table ends."""
        self.tables -= 1
        table = self.table
        made = table.flow if table.is_layout else [Grid(tuple(table.rows), omissions=tuple(table.omissions))]
        if self.around:
            self.table, self.row, self.current = self.around.pop()
            if self.row.cells:
                self.row.cells[-1].add(made)
                return
        for block in made:
            self.line += isinstance(block, Paragraph)
            self.blocks.append(replace(block, line=self.line) if isinstance(block, Paragraph) else block)
        self.current = _Text(self.limits.cell_length)
