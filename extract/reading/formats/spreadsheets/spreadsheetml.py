"""Workbooks in the XML of Excel 2003 (SpreadsheetML), commonly named .xls, to grids."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from extract.reading.formats import numbers
from extract.reading.formats.damage import broken_is_unreadable
from extract.reading.formats.sheets import Sheet
from extract.reading.formats.spreadsheets.xlsx_parts import RichText
from extract.reading.formats.xml_stream import parse
from extract.reading.grid import Reason
from extract.reading.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from extract.reading.grid import Blocks

_BEGINNING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*)*<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet",
    re.DOTALL,
)
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.0+)?")


def is_spreadsheetml(data: bytes) -> bool:
    """Whether a file begins as such a workbook does, in an encoding that writes its tags as ASCII."""
    return bool(_BEGINNING.match(data[:8192]))


def blocks(data: bytes, limits: Limits = DEFAULT) -> Blocks:
    """A grid for every sheet; of a hidden one it holds only what was left out.

    Raises Unreadable where the workbook is damaged.
    """
    handler = _Workbook(limits)
    with broken_is_unreadable("Excel 2003 XML"):
        parse(BytesIO(data.lstrip()), handler, limits)
        return tuple(sheet.grid() for sheet in handler.sheets)


class _Workbook:
    """Takes the elements of a workbook; ``sheets`` are those read."""

    def __init__(self, limits: Limits) -> None:
        self.sheets: list[Sheet] = []
        self.limits = limits
        self.struck: set[str] = set()
        self.style = self.kind = self.formula = self.option = ""
        self.line = self.column = self.next_column = 0
        self.taking = self.cell_struck = False
        self.rich = RichText(limits)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins; attributes have the prefix of the format or none."""
        given = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        name = name.rpartition(":")[2]
        if name == "Cell":
            self._enter_cell(given)
        elif name == "Data":
            self.kind, self.taking = given.get("Type", "String"), True
        elif name == "Row":
            self._enter_row(given)
        elif name == "S" and self.taking:
            self.rich.struck = True
        elif name == "Worksheet":
            self.sheets.append(Sheet(given.get("Name", ""), self.limits))
            self.line = self.next_column = 0
        elif name == "Column" and self.sheets:
            self._column(given)
        elif name == "Style":
            self.style = given.get("ID", "")
        elif name == "Font" and given.get("StrikeThrough") == "1" and not self.taking:
            self.struck.add(self.style)
        self.option = name

    def end(self, name: str) -> None:
        """An element ends."""
        name = name.rpartition(":")[2]
        if name == "Cell":
            self._leave_cell()
        elif name == "Data":
            self.taking = False
        elif name == "S":
            self.rich.struck = False
        self.option = ""

    def text(self, data: str) -> None:
        """Text of a cell, or whether a sheet is shown."""
        if self.taking:
            self.rich.add(data)
        elif self.option == "Visible" and self.sheets and data.strip() in {"SheetHidden", "SheetVeryHidden"}:
            self.sheets[-1].hidden = True

    def _enter_row(self, given: dict[str, str]) -> None:
        self.line = _whole(given.get("Index"), self.line + 1)
        self.column = 0
        span = min(_whole(given.get("Span"), 0), 1_048_576)
        if given.get("Hidden") == "1" and self.sheets:
            self.sheets[-1].hidden_rows.update(range(self.line, self.line + span + 1))

    def _column(self, given: dict[str, str]) -> None:
        first = _whole(given.get("Index"), self.next_column + 1)
        self.next_column = first + min(_whole(given.get("Span"), 0), 16_384)
        if given.get("Hidden") == "1":
            self.sheets[-1].hidden_columns.update(range(first, self.next_column + 1))

    def _enter_cell(self, given: dict[str, str]) -> None:
        self.column = _whole(given.get("Index"), self.column + 1)
        self.cell_struck = given.get("StyleID", "") in self.struck
        self.kind, self.formula = "", given.get("Formula", "")
        self.rich.clear()
        across, down = _whole(given.get("MergeAcross"), 0), _whole(given.get("MergeDown"), 0)
        if (across or down) and self.sheets:
            self.sheets[-1].merged.append((self.line, self.line + down, self.column, self.column + across))
        self.across = across

    def _leave_cell(self) -> None:
        string = self.rich.whole()
        if self.sheets:
            sheet, place = self.sheets[-1], (self.line, self.column)
            if self.formula and not string.text and not self.kind:
                sheet.omit(*place, self.formula, Reason.NO_RESULT)
            elif self.cell_struck:
                sheet.omit(*place, string.text + string.struck, Reason.STRUCK)
            elif self.kind in {"Boolean", "Error"}:
                reason = Reason.BOOLEAN if self.kind == "Boolean" else Reason.ERROR_VALUE
                sheet.omit(*place, {"0": "FALSE", "1": "TRUE"}.get(string.text, string.text), reason)
            else:
                sheet.omit(*place, string.struck, Reason.STRUCK)
                sheet.put(*place, self._printed(string.text))
        self.column += self.across

    def _printed(self, text: str) -> str:
        if self.kind == "Number":
            shown = numbers.number(text)
            if shown.lost:
                self.sheets[-1].omit(self.line, self.column, shown.text, Reason.DIGITS_LOST)
            return shown.text
        if self.kind == "DateTime" and (match := _DATE.fullmatch(text)):
            return match[1] if match[2] == "00:00:00" else f"{match[1]} {match[2]}"
        return text


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else default
