"""One sheet of a workbook: cells, merged cells, hidden rows and columns, from a stream of elements."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from extract.reading.formats import numbers
from extract.reading.formats.spreadsheets.xlsx_parts import RichText, String
from extract.reading.formats.xml_stream import OFF
from extract.reading.grid import Reason

if TYPE_CHECKING:
    from extract.reading.formats.sheets import Sheet
    from extract.reading.formats.spreadsheets.xlsx_parts import Strings, Style, Styles

_SPAN = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
#: A formula that is nothing but a text, as programs write codes that a spreadsheet is not to take for numbers.
_CONSTANT = re.compile(r'\s*"((?:[^"]|"")*)"\s*')
#: Sheets have no more rows and columns.
_ROWS, _COLUMNS = 1_048_576, 16_384
_FORMULA_SHOWN = 200


@lru_cache(maxsize=20_000)
def column_number(letters: str) -> int:
    """The number of a column by its letters.

    >>> column_number("A"), column_number("AB")
    (1, 28)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


class SheetHandler:
    """Puts what the document of a sheet says into ``sheet``."""

    def __init__(self, sheet: Sheet, strings: Strings, styles: Styles) -> None:
        self.sheet, self.strings, self.styles = sheet, strings, styles
        self.line = self.column = 0
        self.cell: dict[str, str] = {}
        self.filled = self.has_value = self.phonetic = False
        self.formula: str | None = None
        self.taking = ""
        self.rich = RichText(sheet.limits)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins; most are cells, of which many are empty."""
        if name == "c":
            self.cell, self.filled = attributes, False
        elif name == "v":
            self.taking, self.filled, self.has_value = "v", True, True
        elif name == "f":
            self.taking, self.filled, self.formula = "f", True, ""
        elif name == "is":
            self.filled = True
        elif name == "row":
            self._enter_row(attributes)
        elif name == "rPh":
            self.phonetic = True
        elif name in {"t", "r", "strike"}:
            self.rich.start(name, attributes)
            self.taking = "t" if name == "t" else self.taking
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col" and attributes.get("hidden", "0") not in OFF:
            first, last = (int(attributes.get(key, "0")) for key in ("min", "max"))
            self.sheet.hidden_columns.update(range(first, min(last, _COLUMNS) + 1))

    def end(self, name: str) -> None:
        """An element ends; a cell is put where it stands."""
        if name == "c":
            if self.filled:
                self._leave_cell()
            elif "r" not in self.cell:
                self.column += 1
        elif name in {"v", "f", "t"}:
            self.taking = ""
        elif name == "rPh":
            self.phonetic = False

    def text(self, data: str) -> None:
        """Text of a value, a formula or an inline string."""
        if self.taking == "v" or (self.taking == "t" and not self.phonetic):
            self.rich.add(data)
        elif self.taking == "f" and self.formula is not None and len(self.formula) < _FORMULA_SHOWN:
            self.formula += data

    def _enter_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self.line = int(number) if number.isdecimal() and len(number) < 9 else self.line + 1
        self.column = 0
        if attributes.get("hidden", "0") not in OFF:
            self.sheet.hidden_rows.add(self.line)

    def _leave_cell(self) -> None:
        letters = self.cell.get("r", "").rstrip("0123456789")
        self.column = column_number(letters) if 0 < len(letters) <= 3 and letters.isalpha() else self.column + 1
        string, formula, has_value = self.rich.whole(), self.formula, self.has_value
        self.formula, self.has_value = None, False
        self.rich.clear()
        if formula is not None and (not has_value or (not string.text and self.cell.get("t") != "str")):
            self._without_result(formula)
        elif string.text or string.struck:
            style = self.styles.of(self.cell["s"]) if "s" in self.cell else None
            self._put(self._value(string, style), struck=style is not None and style.struck)

    def _put(self, string: String, *, struck: bool) -> None:
        line, column = self.line, self.column
        if struck:
            self.sheet.omit(line, column, string.text + string.struck, Reason.STRUCK)
            return
        if string.struck:
            self.sheet.omit(line, column, string.struck, Reason.STRUCK)
        self.sheet.put(line, column, string.text)

    def _value(self, string: String, style: Style | None) -> String:
        """The text of the cell by its kind: ``s`` a shared string, ``str`` and ``inlineStr`` texts, else a number."""
        kind = self.cell.get("t", "")
        if kind == "s":
            at = int(string.text)
            return String(self.strings.texts[at], self.strings.struck.get(at, ""))
        if kind in {"str", "inlineStr"}:
            return string
        if kind in {"e", "b"}:
            text = {"0": "FALSE", "1": "TRUE"}.get(string.text, string.text) if kind == "b" else string.text
            self.sheet.omit(self.line, self.column, text, Reason.ERROR_VALUE if kind == "e" else Reason.BOOLEAN)
            return String("")
        if kind == "d":
            return String(string.text.replace("T00:00:00", "").replace("T", " "))
        return String(self._number(string.text, style))

    def _number(self, raw: str, style: Style | None) -> str:
        code, builtin = (style.code, style.builtin) if style else ("", 0)
        if (code or builtin) and numbers.is_date(code, builtin):
            return numbers.date(raw, since_1904=self.styles.since_1904)
        shown = numbers.number(raw, code, builtin)
        if shown.lost:
            self.sheet.omit(self.line, self.column, shown.text, Reason.DIGITS_LOST)
        return shown.text

    def _without_result(self, formula: str) -> None:
        if constant := _CONSTANT.fullmatch(formula):
            self.sheet.put(self.line, self.column, constant[1].replace('""', '"'))
        else:
            self.sheet.omit(self.line, self.column, f"={formula}", Reason.NO_RESULT)

    def _merge(self, reference: str) -> None:
        match = _SPAN.fullmatch(reference)
        if match and match[3]:
            top, bottom = sorted((int(match[2]), min(int(match[4]), _ROWS)))
            left, right = sorted((column_number(match[1]), min(column_number(match[3]), _COLUMNS)))
            self.sheet.merged.append((top, bottom, left, right))
