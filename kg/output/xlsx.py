"""Workbooks, the one place that makes them: text stays text, the same content is the same bytes."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime
from typing import IO, TYPE_CHECKING, Any

from kg.output.sanitise import fitting, scalar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


Book = Any
Sheet = Any
"""A workbook and a sheet of the library, which has no types."""
_WIDTH = 24
AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@contextmanager
def workbook(target: str | IO[bytes], **options: Any) -> Iterator[Book]:  # noqa: ANN401 - those of the library
    """A workbook that is written to ``target`` when the block ends. Raises ImportError: XlsxWriter is missing."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - an extra

    with Workbook(target, {**AS_TEXT, **options}) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - any day, but always the same
        yield book


def write_cell(sheet: Sheet, row: int, column: int, value: object) -> None:
    """A value in its cell: numbers and truth values as such, all else as text, what is too long cut and said so."""
    plain = scalar(value)
    if isinstance(plain, bool):
        sheet.write_boolean(row, column, plain)
    elif isinstance(plain, int | float):
        sheet.write_number(row, column, plain)
    elif value is not None:
        sheet.write_string(row, column, fitting(str(value) if plain is None else plain))


def add_table(
    book: Book, name: str, head: Sequence[str], rows: Iterable[Sequence[object]], widths: Sequence[int] = ()
) -> None:
    """A sheet with a table: a bold head that stays in view, and a filter on every column.

    ``widths`` are those of the columns, in characters; without them all are of one width. Cells of columns with a width
    of their own are wrapped.
    """
    sheet, bold = book.add_worksheet(name), book.add_format({"bold": True})
    for column, words in enumerate(head):
        sheet.write_string(0, column, words, bold)
    last = 0
    for last, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            write_cell(sheet, last, column, value)
    sheet.freeze_panes(1, 0)
    if head:
        sheet.autofilter(0, 0, last, len(head) - 1)
        sheet.set_column(0, len(head) - 1, _WIDTH)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"}) if widths else None
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width, wrapped)
