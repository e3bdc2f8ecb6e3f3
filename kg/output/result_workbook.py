"""An answer as an Excel workbook: text stays text, no formulas, and what a cell cannot hold is said in it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from kg.asking.query import Answer
from kg.output.xlsx import add_table, workbook, write_cell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Protocol

    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

    class ByteSink(Protocol):
        """What takes bytes: a file, or the spool of a worker."""

        def write(self, chunk: bytes, /) -> int:
            """Take a chunk and say how long it was."""


MOST_ROWS = 1_048_575  # of a sheet, less the header


class TooLarge(Exception):  # noqa: N818 - a state of the answer, not a fault
    """An answer passes ``limit`` of ``what`` (``rows`` or ``bytes``); what was written of it is worth nothing."""

    def __init__(self, what: str, limit: int) -> None:
        super().__init__(f"more than {limit} {what}")
        self.what, self.limit = what, limit


def write(result: QuerySolutions | QueryBoolean | QueryTriples, output: ByteSink, query: str, max_rows: int) -> None:
    """Write the answer with a header that stays in view and a sheet that holds the query.

    Raises TooLarge: more rows than ``max_rows`` (0: no limit of ours) or than a sheet can hold.
    """
    with tempfile.TemporaryDirectory(prefix="quanze-sheet-") as folder:
        path = Path(folder) / "answer.xlsx"
        with workbook(str(path), constant_memory=True, tmpdir=folder) as book:
            answer = Answer(result, {})
            add_table(book, "结果", answer.columns, _rows(answer, min(max_rows or MOST_ROWS, MOST_ROWS)))
            notes = book.add_worksheet("查询")
            for number, line in enumerate(query.splitlines()):
                write_cell(notes, number, 0, line)
        with path.open("rb") as written:
            while chunk := written.read(1 << 16):
                output.write(chunk)


def _rows(answer: Answer, most: int) -> Iterator[list[object]]:
    for number, row in enumerate(answer.rows(), 1):
        if number > most:
            raise TooLarge("rows", most)
        yield [row[name] for name in answer.columns]
