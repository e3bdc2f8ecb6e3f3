"""What spreadsheet formats share: a sheet in the making, with what is hidden, merged or no text, and its grid."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.reading.formats.sheet_lines import SheetLines
from extract.reading.grid import Grid, Omission, Reason, Rows
from extract.reading.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    #: First and last row, first and last column, from 1, all inclusive.
    Span = tuple[int, int, int, int]

#: What stands in a cell whose formula failed, or that is too narrow for its number.
ERRORS = frozenset({
    "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!",
    "#UNKNOWN!", "#GETTING_DATA",
})  # fmt: skip
#: Characters of a text past the limit that are kept to name it.
_KEPT = 1000


@dataclass(slots=True)
class Sheet:
    """A sheet in the making: ``current`` are the texts by column of the row ``last``, which is still being filled."""

    name: str
    limits: Limits = DEFAULT
    hidden: bool = False
    rows: SheetLines = field(default_factory=SheetLines)
    current: dict[int, str] = field(default_factory=dict)
    last: int = 0
    merged: list[Span] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    omissions: list[Omission] = field(default_factory=list)
    cells: int = 0
    full: bool = False
    #: Rows with a text and columns that are not hidden.
    shown: tuple[Sequence[int], Sequence[int]] = ((), ())

    def put(self, line: int, column: int, text: str) -> None:
        """A cell of the sheet; an error value or a text past a limit becomes an omission."""
        if not text or text.isspace():
            return
        if len(text) < 20 and "#" in text and text.strip() in ERRORS:
            self.omit(line, column, text, Reason.ERROR_VALUE)
        elif len(text) > self.limits.cell_length:
            self.omit(line, column, text[:_KEPT], Reason.TOO_LONG)
        elif column > self.limits.columns or self.cells >= self.limits.cells:
            self._overflow(line, column, text)
        else:
            self.cells += 1
            if line != self.last:
                self._leave(self.last)
                self._enter(line)
            self.current[column] = text

    def _enter(self, line: int) -> None:
        """Go on with a row: a new one, or one left before, as files may have their cells in any order."""
        self.last, self.current = line, self._own(line)

    def _leave(self, line: int) -> None:
        """Keep a row as a tuple: a million dictionaries take several times the memory."""
        if self.current:
            width = max(self.current)
            self.rows.put(line, tuple(self.current.get(column, "") for column in range(1, width + 1)))
            self.current = {}

    def _own(self, line: int) -> dict[int, str]:
        """The texts of a row by column."""
        return _by_column(self.rows.get(line))

    def omit(self, line: int, column: int, text: str, reason: Reason) -> None:
        """A text that is left out."""
        if text and not text.isspace():
            self.omissions.append(Omission(line, column, text, reason))

    def _overflow(self, line: int, column: int, text: str) -> None:
        """What is past a limit of size is named once; the rest of the sheet is as well."""
        if not self.full:
            self.omit(line, column, text, Reason.TOO_MUCH)
            self.full = True

    def grid(self) -> Grid:
        """The sheet as a grid: merged cells filled in, empty rows left out; of a hidden sheet only the omissions."""
        self._leave(self.last)
        if self.hidden:
            texts = (Omission(line, at, text, Reason.HIDDEN_SHEET) for line, at, text in self._texts())
            return Grid((), self.name, "sheet", tuple(texts))
        rows = self._rows()
        order = sorted(self.omissions, key=lambda omission: (omission.line, omission.column))
        return Grid(rows, self.name, "sheet", tuple(order))

    def _texts(self) -> Iterator[tuple[int, int, str]]:
        return ((line, at, text) for line, texts in self.rows for at, text in _by_column(texts).items())

    def _rows(self) -> Rows:
        """The rows with what merged cells say, without what is hidden."""
        made = Rows()
        width, numbers = self.rows.width, self.rows.numbers()
        self.shown = (
            array("L", (number for number in numbers if number not in self.hidden_rows))
            if self.hidden_rows
            else numbers,
            [column for column in range(1, width + 1) if column not in self.hidden_columns],
        )
        starting: dict[int, list[Span]] = {}
        for span in self.merged:
            starting.setdefault(span[0], []).append(span)
        covering: dict[int, tuple[str, Span]] = {}
        blanks = filled = 0
        for line, kept in self.rows:
            covering = {at: span for at, span in covering.items() if span[1][1] >= line} if covering else covering
            self._cover(starting.pop(line, ()), covering, kept, width)
            texts, inherited = self._row(line, kept, width, covering)
            own = sum(map(bool, kept))
            if any(texts):
                filled += own
                blanks += width - own
                made.add(line, texts, inherited)
            if blanks > self.limits.blanks + 4 * filled:
                self.omissions.append(Omission(line, 0, "", Reason.TOO_MUCH))
                break
        return made

    def _cover(
        self, spans: Iterable[Span], covering: dict[int, tuple[str, Span]], kept: tuple[str, ...], width: int
    ) -> None:
        """Let merged cells begin; where two overlap, the earlier one holds and the later one ends before it."""
        for span in spans:
            text = kept[span[2] - 1] if span[2] <= len(kept) else ""
            if not text:
                continue
            last = min(span[3], width)
            end = next((column for column in range(span[2], last + 1) if column in covering), last + 1)
            covering |= dict.fromkeys(range(span[2], end), (text, (span[0], span[1], span[2], end - 1)))

    def _row(
        self, line: int, kept: tuple[str, ...], width: int, covering: dict[int, tuple[str, Span]]
    ) -> tuple[list[str], list[bool]]:
        """The texts of a row, and which of them a merged cell repeats; none where no cell is merged."""
        if not covering and not self.hidden_columns and line not in self.hidden_rows:
            return [*kept, *[""] * (width - len(kept))], []
        own = self._shown(line, kept, covering)
        texts = [own.get(column, "") for column in range(1, width + 1)]
        inherited = [False] * width
        for column, (text, span) in covering.items():
            if column not in self.hidden_columns and line not in self.hidden_rows:
                texts[column - 1] = text
                inherited[column - 1] = (line, column) != (span[0], span[2])
        return texts, inherited

    def _shown(self, line: int, kept: tuple[str, ...], covering: dict[int, tuple[str, Span]]) -> dict[int, str]:
        """The texts of a row that are shown; the others are omitted: the row or column is hidden, or merged over."""
        shown = {}
        for column, text in _by_column(kept).items():
            over = covering.get(column)
            if over is not None and text != over[0]:
                self.omit(line, column, text, Reason.COVERED)
            elif over is not None and self._reaches_view(over[1]):
                pass  # the merged cell shows it, be it the first or one below with the same text
            elif line in self.hidden_rows:
                self.omit(line, column, text, Reason.HIDDEN_ROW)
            elif column in self.hidden_columns:
                self.omit(line, column, text, Reason.HIDDEN_COLUMN)
            else:
                shown[column] = text
        return shown

    def _reaches_view(self, span: Span) -> bool:
        """Whether a merged cell covers a row and a column that are read and shown; its text then shows there."""
        row, column = (bisect_left(shown, first) for shown, first in zip(self.shown, (span[0], span[2]), strict=True))
        rows, columns = self.shown
        return row < len(rows) and rows[row] <= span[1] and column < len(columns) and columns[column] <= span[3]


def _by_column(texts: tuple[str, ...]) -> dict[int, str]:
    """The texts of a row by column."""
    return {column: text for column, text in enumerate(texts, start=1) if text}
