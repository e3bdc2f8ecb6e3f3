"""Workbooks of Excel 97-2003 and WPS (.xls, .et) to grids."""

from __future__ import annotations

from io import StringIO
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.reading.formats import numbers
from extract.reading.formats.damage import broken_is_unreadable
from extract.reading.formats.sheets import Sheet
from extract.reading.grid import Reason
from extract.reading.limits import DEFAULT, Limits

if TYPE_CHECKING:
    import xlrd.sheet
    from xlrd.book import Book
    from xlrd.formatting import XF
    from xlrd.sheet import Cell

    from extract.reading.grid import Blocks


def blocks(data: bytes, limits: Limits = DEFAULT) -> Blocks:
    """A grid for every sheet; of a hidden one it holds only what was left out.

    Raises Unreadable where the workbook cannot be opened. Formulas always have a result in this format.
    """
    import xlrd  # noqa: PLC0415

    with broken_is_unreadable(".xls"):
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=StringIO(), ragged_rows=True)
        return tuple(_sheet(book, sheet, limits).grid() for sheet in book.sheets())


def _sheet(book: Book, printed: xlrd.sheet.Sheet, limits: Limits) -> Sheet:
    sheet = Sheet(printed.name, limits, printed.visibility != 0)
    sheet.merged += [(top + 1, bottom, left + 1, right) for top, bottom, left, right in printed.merged_cells]
    sheet.hidden_rows |= {row + 1 for row, info in printed.rowinfo_map.items() if info.hidden}
    sheet.hidden_columns |= {column + 1 for column, info in printed.colinfo_map.items() if info.hidden}
    for row in range(printed.nrows):
        for column, cell in enumerate(printed.row(row)):
            if cell.value not in {"", None} or cell.ctype == _ERROR:
                _put(book, sheet, printed.rich_text_runlist_map.get((row, column), []), cell, (row + 1, column + 1))
    return sheet


def _put(book: Book, sheet: Sheet, runs: list[tuple[int, int]], cell: Cell, place: tuple[int, int]) -> None:
    """A cell with what its style and, by its ``runs`` (offset, font), parts of its text say."""
    style = book.xf_list[cell.xf_index or 0]
    text = _text(book, sheet, cell, style, place)
    if book.font_list[style.font_index].struck_out:
        sheet.omit(*place, text, Reason.STRUCK)
        return
    if any(book.font_list[font].struck_out for _, font in runs):
        kept, struck = _parted(book, text, runs)
        sheet.omit(*place, struck, Reason.STRUCK)
        text = kept
    sheet.put(*place, text)


def _parted(book: Book, text: str, runs: list[tuple[int, int]]) -> tuple[str, str]:
    """What of a text is not struck out, and what is; offsets count UTF-16 units."""
    units = text.encode("utf-16-le")
    pieces: tuple[list[bytes], list[bytes]] = ([], [])
    bounds = [(0, -1), *runs, (len(units) // 2, -1)]
    for (start, font), (end, _) in pairwise(bounds):
        pieces[font >= 0 and bool(book.font_list[font].struck_out)].append(units[2 * start : 2 * end])
    kept, struck = (b"".join(content).decode("utf-16-le", "replace") for content in pieces)
    return kept, struck


#: How the format numbers the kinds of cells; the library names them only once it is imported.
_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = range(1, 6)


def _text(book: Book, sheet: Sheet, cell: Cell, style: XF, place: tuple[int, int]) -> str:
    """The text of a cell by its kind; dates and truth values are stored as numbers."""
    if cell.ctype == _DATE:
        return numbers.date(repr(cell.value), since_1904=bool(book.datemode))
    if cell.ctype == _BOOLEAN:
        sheet.omit(*place, str(bool(cell.value)).upper(), Reason.BOOLEAN)
        return ""
    if cell.ctype == _ERROR:
        import xlrd  # noqa: PLC0415

        return xlrd.error_text_from_code.get(int(cell.value), "#N/A")
    if cell.ctype != _NUMBER:
        return str(cell.value).replace("\r\n", "\n").replace("\r", "\n")
    code = book.format_map[style.format_key].format_str
    shown = numbers.number(repr(cell.value), "" if code.lower() == "general" else code)
    if shown.lost:
        sheet.omit(*place, shown.text, Reason.DIGITS_LOST)
    return shown.text
