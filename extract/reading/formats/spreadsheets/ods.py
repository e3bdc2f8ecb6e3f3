"""Spreadsheets of LibreOffice and WPS in the OpenDocument format (.ods) to grids."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from extract.reading.formats import numbers
from extract.reading.formats.damage import broken_is_unreadable
from extract.reading.formats.sheets import ERRORS, Sheet
from extract.reading.formats.spreadsheets.xlsx_parts import RichText
from extract.reading.formats.xml_stream import parse
from extract.reading.grid import Reason
from extract.reading.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from extract.reading.grid import Blocks

#: What stands in a cell but is none of its text, and what stands outside of sheets.
_PASSED_OVER = frozenset({
    "office:annotation", "text:tracked-changes", "table:tracked-changes", "draw:frame", "text:ruby-text",
    "table:shapes", "office:forms",
})  # fmt: skip
_NUMBERS = frozenset({"float", "currency"})


def blocks(data: bytes, limits: Limits = DEFAULT) -> Blocks:
    """A grid for every sheet; of a hidden one it holds only what was left out.

    Raises Unreadable where the file cannot be opened or unpacks to more than the limit.
    """
    with broken_is_unreadable(".ods"), ZipFile(BytesIO(data)) as archive:
        limits.check_size(sum(entry.file_size for entry in archive.infolist()))
        handler = _Document(limits)
        if "styles.xml" in archive.namelist():
            with archive.open("styles.xml") as source:
                parse(source, handler, limits)
        with archive.open("content.xml") as source:
            parse(source, handler, limits)
        return tuple(sheet.grid() for sheet in handler.sheets)


class _Document:
    """Takes the elements of a document, whose names have the prefixes of the standard; ``sheets`` are those read."""

    def __init__(self, limits: Limits) -> None:
        self.sheets: list[Sheet] = []
        self.limits = limits
        self.struck: set[str] = set()
        self.hidden: set[str] = set()
        self.style = ""
        self.passed_over = self.line = self.column = self.next_column = self.repeat = self.tables = 0
        self.row_repeat = 1
        self.cell: dict[str, str] | None = None
        self.rich = RichText(limits)
        self.spans: list[bool] = []
        self.paragraphs = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self.passed_over or name in _PASSED_OVER:
            self.passed_over += 1
        elif name in {"table:table-cell", "table:covered-table-cell"}:
            self.cell, self.paragraphs = attributes, 0
            self.rich.clear()
        elif name == "table:table-row":
            self._enter_row(attributes)
        elif name == "table:table":
            self._enter_table(attributes)
        elif name == "table:table-column" and self.sheets:
            self._column(attributes)
        elif name.startswith("style:"):
            self._style(name, attributes)
        elif self.cell is not None:
            self._text_element(name, attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        if self.passed_over:
            self.passed_over -= 1
        elif name in {"table:table-cell", "table:covered-table-cell"}:
            self._leave_cell()
        elif name == "table:table-row":
            self.line += self.row_repeat - 1
        elif name in {"text:span", "text:p"} and self.spans:
            self.spans.pop()
            self.rich.struck = any(self.spans)
        elif name == "table:table":
            self.tables -= 1

    def text(self, data: str) -> None:
        """Text of a cell, or between elements."""
        if self.cell is not None and self.spans and not self.passed_over:
            self.rich.add(data)

    def _text_element(self, name: str, attributes: dict[str, str]) -> None:
        if name in {"text:p", "text:span"}:
            if name == "text:p":
                self.paragraphs += 1
                if self.paragraphs > 1:
                    self.rich.add("\n")
            self.spans.append(attributes.get("text:style-name", "") in self.struck)
            self.rich.struck = any(self.spans)
        elif name == "text:s":
            self.rich.add(" " * min(_whole(attributes.get("text:c"), 1), 1000))
        elif name == "text:tab":
            self.rich.add("\t")
        elif name == "text:line-break":
            self.rich.add("\n")

    def _style(self, name: str, attributes: dict[str, str]) -> None:
        if name == "style:style":
            self.style = attributes.get("style:name", "")
            if attributes.get("style:parent-style-name") in self.struck:
                self.struck.add(self.style)
        elif name == "style:text-properties":
            line = attributes.get("style:text-line-through-style", attributes.get("style:text-line-through-type", ""))
            if line:
                (self.struck.discard if line == "none" else self.struck.add)(self.style)
        elif name == "style:table-properties" and attributes.get("table:display") == "false":
            self.hidden.add(self.style)

    def _enter_table(self, attributes: dict[str, str]) -> None:
        self.tables += 1
        if self.tables > 1:
            return
        hidden = attributes.get("table:style-name", "") in self.hidden
        self.sheets.append(Sheet(attributes.get("table:name", ""), self.limits, hidden))
        self.line = self.next_column = 0
        self.row_repeat = 1

    def _enter_row(self, attributes: dict[str, str]) -> None:
        self.line += 1
        self.column = 0
        self.row_repeat = _whole(attributes.get("table:number-rows-repeated"), 1)
        if attributes.get("table:visibility", "visible") != "visible" and self.sheets:
            self.sheets[-1].hidden_rows.update(range(self.line, self.line + min(self.row_repeat, 1000)))

    def _column(self, attributes: dict[str, str]) -> None:
        first, repeat = self.next_column + 1, _whole(attributes.get("table:number-columns-repeated"), 1)
        self.next_column += repeat
        if attributes.get("table:visibility", "visible") != "visible":
            self.sheets[-1].hidden_columns.update(range(first, first + min(repeat, 16_384)))

    def _leave_cell(self) -> None:
        cell, string = self.cell or {}, self.rich.whole()
        self.cell = None
        self.spans.clear()
        repeat = _whole(cell.get("table:number-columns-repeated"), 1)
        across, down = (_whole(cell.get(f"table:number-{of}-spanned"), 1) for of in ("columns", "rows"))
        sheet = self.sheets[-1] if self.sheets else None
        if sheet is not None and self.tables == 1:
            if across > 1 or down > 1:
                sheet.merged.append((self.line, self.line + down - 1, self.column + 1, self.column + across))
            if string.text or string.struck or cell.get("office:value-type") or cell.get("table:formula"):
                for line in range(self.line, self.line + min(self.row_repeat, 1000)):
                    for column in range(self.column + 1, self.column + 1 + min(repeat, self.limits.columns + 1)):
                        self._put(sheet, (line, column), cell, string.text, string.struck)
        self.column += repeat

    def _put(self, sheet: Sheet, place: tuple[int, int], cell: dict[str, str], text: str, struck: str) -> None:
        kind, value = cell.get("office:value-type", ""), cell.get("office:value", "")
        if cell.get("table:style-name", "") in self.struck:
            sheet.omit(*place, text + struck, Reason.STRUCK)
        elif kind == "boolean":
            sheet.omit(*place, text or cell.get("office:boolean-value", ""), Reason.BOOLEAN)
        elif text in ERRORS or text.startswith("Err:"):
            sheet.omit(*place, text, Reason.ERROR_VALUE)
        elif cell.get("table:formula") and not kind:
            sheet.omit(*place, cell["table:formula"], Reason.NO_RESULT)
        elif kind == "date":
            sheet.put(*place, cell.get("office:date-value", text).replace("T00:00:00", "").replace("T", " "))
        elif kind in _NUMBERS and value:
            self._number(sheet, place, value, text)
        else:
            sheet.omit(*place, struck, Reason.STRUCK)
            sheet.put(*place, text)

    def _number(self, sheet: Sheet, place: tuple[int, int], value: str, text: str) -> None:
        """A number as shown; where that is rounded or grouped, as stored."""
        shown = numbers.number(value)
        if shown.lost:
            sheet.omit(*place, shown.text, Reason.DIGITS_LOST)
        padded = text.isdecimal() and text.lstrip("0") == shown.text.lstrip("0")
        sheet.put(*place, text if padded else shown.text)


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else default
