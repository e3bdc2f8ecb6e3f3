"""An answer as an Excel workbook: text stays text, no formulas, and what a cell cannot hold is said in it."""

from __future__ import annotations

import math
import tempfile
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.asking.query import Answer
from kg.doors.serve.output import Output, TooLarge

if TYPE_CHECKING:
    from io import BytesIO

    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_575  # of a sheet, less the header
LONGEST_TEXT = 32_767  # of a cell
EXACT = 10**15  # beyond this a spreadsheet rounds
CUT = "…[全文 {} 字, 单元格放不下]"
AS_TEXT = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write(
    result: QuerySolutions | QueryBoolean | QueryTriples, output: Output | BytesIO, query: str, max_rows: int
) -> None:
    """Write the answer with a header that stays in view and a sheet that holds the query.

    Raises TooLarge: more rows than ``max_rows`` (0: no limit of ours) or than a sheet can hold.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - late: few answers are workbooks

    with tempfile.TemporaryDirectory(prefix="quanze-sheet-") as folder:
        path = Path(folder) / "answer.xlsx"
        with Workbook(str(path), {**AS_TEXT, "tmpdir": folder}) as book:
            book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - the same answer, the same bytes
            answer = Answer(result, {})
            table = book.add_worksheet("结果")
            _rows(table, answer, min(max_rows or MOST_ROWS, MOST_ROWS), book.add_format({"bold": True}))
            notes = book.add_worksheet("查询")
            for number, line in enumerate(query.splitlines()):
                _text(notes, number, 0, line)
        with path.open("rb") as written:
            while chunk := written.read(1 << 16):
                output.write(chunk)


def _rows(table: Worksheet, answer: Answer, most: int, bold: Any) -> None:  # noqa: ANN401 - xlsxwriter's own format
    columns = answer.columns
    for column, name in enumerate(columns):
        table.write_string(0, column, name, bold)
    table.freeze_panes(1, 0)
    last = 0
    for last, row in enumerate(answer.rows(), 1):
        if last > most:
            raise TooLarge("rows", most)
        for column, name in enumerate(columns):
            _cell(table, last, column, row[name])
    if columns:
        table.autofilter(0, 0, last, len(columns) - 1)
        table.set_column(0, len(columns) - 1, 28)


def _cell(table: Worksheet, row: int, column: int, value: object) -> None:
    if isinstance(value, bool):
        table.write_boolean(row, column, value)
    elif isinstance(value, int | float | Decimal) and math.isfinite(value) and -EXACT < value < EXACT:
        table.write_number(row, column, float(value))
    elif value is not None:
        _text(table, row, column, str(value))


def _text(table: Worksheet, row: int, column: int, text: str) -> None:
    if len(text) > LONGEST_TEXT:
        note = CUT.format(len(text))
        text = text[: LONGEST_TEXT - len(note)] + note
    table.write_string(row, column, text)
