"""The body of a Word document from a stream of elements: paragraphs, tables, and what of them is not current."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from extract.reading.formats.xml_stream import OFF
from extract.reading.grid import Grid, GridCell, Omission, Paragraph, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extract.reading.formats.word.numbering import Numbering
    from extract.reading.grid import Block
    from extract.reading.limits import Limits

_VAL = "w:val"
#: What stands in the document but is no part of its text: former properties, a second rendering, how words sound.
_PASSED_OVER = frozenset({
    "rPrChange", "pPrChange", "tcPrChange", "trPrChange", "tblPrChange", "tblGridChange", "sectPrChange", "rt",
    "mc:Fallback",
})  # fmt: skip
_REMOVED = frozenset({"del", "moveFrom"})
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
_STRUCK = frozenset({"strike", "dstrike"})
#: So many rows of three cells make a table one of contents, whatever tables stand in its cells.
_WIDE = 2
#: What stands behind a number that is the whole text of its paragraph.
_NUMBER_ENDS = ".．、)）:："


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
    full: bool = False
    nests: bool = False
    wide: int = 0
    flow: list[Block] = field(default_factory=list)

    @property
    def is_layout(self) -> bool:
        """A table that holds tables and has fewer than two rows of three cells arranges the page."""
        return self.nests and self.wide < _WIDE


class DocumentHandler:
    """Takes the elements of a document; ``blocks`` are its paragraphs and tables."""

    def __init__(self, numbering: Numbering, limits: Limits) -> None:
        self.blocks: list[Block] = []
        self.numbering, self.limits = numbering, limits
        self.parents: list[str] = []
        self.line = self.tables = self.paragraphs = self.passed_over = self.removed = self.begin = 0
        self.struck = self.invisible = self.taking = False
        self.table, self.row = _Table(), _Row()
        self.current = _Text(limits.cell_length)
        #: The tables around the one that is open, each with its row and the text of its cell.
        self.around: list[tuple[_Table, _Row, _Text]] = []
        self.number: tuple[str, int] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        parent = self.parents[-1] if self.parents else ""
        self.parents.append(name)
        if self.passed_over or name in _PASSED_OVER:
            self.passed_over += 1
        elif name in {"t", "delText"}:
            self.taking = True
        elif name == "r":
            self.struck = self.invisible = False
        elif name == "p":
            self._enter_paragraph()
        elif name in _REMOVED and parent not in {"rPr", "trPr"}:
            self.removed += 1
        elif name in _BREAKS and parent == "r":
            self._take(_BREAKS[name])
        elif name in {"tbl", "tr", "tc"}:
            self._enter_table(name)
        else:
            self._property(name, parent, attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        self.parents.pop()
        parent = self.parents[-1] if self.parents else ""
        if self.passed_over:
            self.passed_over -= 1
        elif name in {"t", "delText"}:
            self.taking = False
        elif name == "p":
            self._leave_paragraph()
        elif name in _REMOVED and parent not in {"rPr", "trPr"}:
            self.removed -= 1
        elif name == "tr" and self.tables:
            self._leave_row()
        elif name == "tbl":
            self._leave_table()

    def text(self, data: str) -> None:
        """Text, of a run or between elements."""
        if self.taking and not self.passed_over:
            self._take(data)

    def _take(self, data: str) -> None:
        reason = Reason.DELETED if self.removed else Reason.INVISIBLE if self.invisible else None
        reason = reason or (Reason.STRUCK if self.struck else None)
        if reason is None:
            self.current.add(data)
        elif data != "\n":
            self.current.omit(data, reason)

    def _property(self, name: str, parent: str, attributes: dict[str, str]) -> None:
        """What is said of the run, paragraph, cell or row that is open."""
        value = attributes.get(_VAL, "")
        on = value not in OFF
        if parent == "rPr" and "pPr" not in self.parents:
            self.struck = on if name in _STRUCK else self.struck
            self.invisible = on if name == "vanish" else self.invisible
        elif name in {"pStyle", "numId", "ilvl"}:
            self._number(name, value)
        elif parent == "tcPr" and self.tables and self.row.cells:
            cell = self.row.cells[-1]
            if name == "gridSpan" and value.isdecimal():
                cell.span = max(1, min(int(value[:6]), self.limits.columns))
            elif name == "vMerge":
                cell.goes_on = value != "restart"
        elif parent == "trPr" and self.tables:
            self._row_property(name, value, on=on)

    def _row_property(self, name: str, value: str, *, on: bool) -> None:
        if name == "gridBefore" and value.isdecimal():
            self.row.before = min(int(value[:6]), self.limits.columns)
        elif name in _REMOVED:
            self.row.reason = Reason.DELETED
        elif name == "hidden" and on:
            self.row.reason = Reason.HIDDEN_ROW

    def _number(self, name: str, value: str) -> None:
        number, level = self.number or ("", 0)
        if name == "pStyle":
            self.number = self.numbering.styles.get(value)
        elif name == "numId":
            self.number = value, level
        else:
            self.number = number, int(value[:2]) if value[:2].isdecimal() else 0

    def _enter_paragraph(self) -> None:
        self.paragraphs += 1
        self.number, self.struck, self.invisible = None, False, False
        self.begin = len(self.current.pieces)

    def _label(self) -> None:
        """The number of the paragraph, before its text; where there is none, without the sign behind the number."""
        if self.number and self.row.reason is None:
            alone = not any(piece.strip() for piece in self.current.pieces[self.begin :])
            label = self.numbering.label(*self.number, alone=alone)
            self.current.pieces.insert(self.begin, label.rstrip(_NUMBER_ENDS) or label if alone else label)
        self.number = None

    def _leave_paragraph(self) -> None:
        self.paragraphs -= 1
        self._label()
        if self.tables or self.paragraphs:
            self.current.add("\n")
            return
        self.line += 1
        text = self.current.whole()
        self.blocks.append(Paragraph(text, self.line, tuple(self.current.omissions(self.line, 0))))
        self.current = _Text(self.limits.cell_length)

    def _enter_table(self, name: str) -> None:
        self.tables += name == "tbl"
        if name == "tbl":
            if self.tables > 1:
                self.around.append((self.table, self.row, self.current))
                self.row, self.current = _Row(), _Text(self.limits.cell_length)
            self.table = _Table()
        elif name == "tr":
            self.row = _Row()
        else:
            self.current = _Text(self.limits.cell_length)
            self.row.cells.append(_Cell(self.current))

    def _leave_row(self) -> None:
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
            table.rows.append(cells)
        elif cells:
            texts = (cell for cell in cells if cell.text.strip() and not cell.inherited)
            table.omissions += [Omission(cell.line, cell.column, cell.text, row.reason) for cell in texts if row.reason]
        if table.cells > self.limits.cells and not table.full:
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

    def _leave_table(self) -> None:
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
