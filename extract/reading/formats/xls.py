"""Workbooks of Excel 97-2003 and WPS (.xls, .et) to grids."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from extract.reading.formats.damage import broken_is_unreadable
from extract.reading.formats.sheets import grid, printed

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Cell

    from extract.reading.grid import Blocks


def blocks(data: bytes) -> Blocks:
    """A grid for every sheet. Raises Unreadable where the workbook cannot be opened."""
    import xlrd  # noqa: PLC0415

    with broken_is_unreadable(".xls"):
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=StringIO())
        return tuple(
            grid(
                sheet.name,
                {
                    (row + 1, column + 1): _printed(book, cell)
                    for row in range(sheet.nrows)
                    for column, cell in enumerate(sheet.row(row))
                },
                [(top + 1, bottom, left + 1, right) for top, bottom, left, right in sheet.merged_cells],
            )
            for sheet in book.sheets()
        )


def _printed(book: Book, cell: Cell) -> str:
    """The value of a cell by its kind; dates and truth values are stored as numbers."""
    import xlrd  # noqa: PLC0415

    if cell.ctype in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_TEXT, xlrd.XL_CELL_BLANK}:
        return printed(cell.value)
    number = float(cell.value)
    if cell.ctype == xlrd.XL_CELL_DATE:
        return printed(xlrd.xldate_as_datetime(number, book.datemode))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return printed(bool(number))
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(int(number), "")
    return printed(number, book.format_map[book.xf_list[cell.xf_index or 0].format_key].format_str)
