"""What the two spreadsheet formats share: values as printed, merged cells filled in."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from extract.reading.grid import Grid, GridCell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    _Texts = Mapping[tuple[int, int], str]
    #: First and last row, first and last column, from 1, all inclusive.
    Span = tuple[int, int, int, int]

_ZEROS = re.compile("0+")


def printed(value: object, number_format: str = "") -> str:
    """A value as the sheet shows it: whole numbers without a point, leading zeros as formatted, dates as in ISO 8601.

    >>> printed(1577.0), printed(7, "000"), printed(3.1)
    ('1577', '007', '3.1')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        text = f"{value:.15g}"
        return text.zfill(len(number_format)) if _ZEROS.fullmatch(number_format) else text
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    return str(value).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")


def grid(name: str, texts: _Texts, merged: Iterable[Span]) -> Grid:
    """A sheet from the texts of its cells by row and column, from 1; empty rows are left out."""
    filled = {place: text for place, text in texts.items() if text and not text.isspace()}
    rows = sorted({row for row, _ in filled})
    width = max((column for _, column in filled), default=0)
    covering: dict[tuple[int, int], str] = {}
    for top, bottom, left, right in merged:
        if (top, left) in filled:
            places = [
                (row, column) for row in _between(rows, top, bottom) for column in range(left, min(right, width) + 1)
            ]
            covering |= dict.fromkeys(places, filled[top, left])
            del covering[top, left]
    return Grid(tuple(tuple(_row(row, width, filled, covering)) for row in rows), name, "sheet")


def _between(rows: list[int], top: int, bottom: int) -> list[int]:
    return rows[bisect_left(rows, top) : bisect_right(rows, bottom)]


def _row(row: int, width: int, filled: _Texts, covering: _Texts) -> Iterator[GridCell]:
    for column in range(1, width + 1):
        text = covering.get((row, column))
        yield GridCell(filled.get((row, column), "") if text is None else text, row, column, text is not None)
