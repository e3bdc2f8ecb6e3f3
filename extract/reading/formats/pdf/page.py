"""One page of a PDF: its tables as cells with their places, and the lines of text around them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from extract.reading.formats.pdf import columns
from extract.reading.formats.pdf.chars import (
    PageLine,
    is_page_mark,
    lines,
    middle,
    readable,
    rows_of_chars,
    text_in,
    text_of,
    within,
)
from extract.reading.formats.pdf.rulings import settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extract.reading.formats.pdf.chars import Box, Char

#: Edges nearer to each other than this are one, in points.
_NEAR = 3.0


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table of a page: ``edges`` between its columns, and by row and column, from 0, the texts of its cells.

    A cell that spans others stands at each of their places; ``origin`` tells the first of them. ``open`` are the
    columns in which no line is drawn at its top, and at its bottom, as the page cuts their cells.
    """

    top: float
    edges: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    origins: tuple[tuple[tuple[int, int], ...], ...]
    open: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())


def parts(page: Any, edges: Sequence[float] = ()) -> list[PageTable | PageLine]:  # noqa: ANN401 - a page of pdfplumber
    """The tables and the lines outside of them, from top to bottom.

    ``edges`` are those of the table that the page before ended with.
    """
    closed = settings(page.edges)
    added = closed["explicit_horizontal_lines"]
    ruled_tables = [table for table in page.find_tables(closed) if len(table.cells) > 1]
    tables, rest = [], readable(page.chars)
    if narrow := [table for table in ruled_tables if _is_narrow(table)]:
        wide = [table for table in ruled_tables if table not in narrow]
        free = [char for char in rest if not any(within(char, table.bbox) for table in wide)]
        ruled_tables = wide if columns.table(free, page.edges, edges) else ruled_tables
    for table in ruled_tables:
        inside = [char for char in rest if within(char, table.bbox)]
        cells = [tuple(cell) for cell in table.cells]
        rest = [char for char in rest if not within(char, table.bbox)]
        rest += [char for char in inside if not any(within(char, cell) for cell in cells)]
        made = _ruled(cells, inside)
        made = replace(made, open=(_open(made, table.bbox[1], added), _open(made, table.bbox[3], added)))
        made, rest = _with_overhanging(made, table.bbox, rest)
        tables.append(made)
    if unruled := columns.table(rest, page.edges, () if ruled_tables else edges):
        rest = unruled.rest
        tables.append(_unruled(unruled))
    return sorted([*tables, *lines(rest)], key=lambda part: part.top)


def _open(table: PageTable, side: float, added: Iterable[dict[str, Any]]) -> frozenset[int]:
    """The columns that had no line at a side of the table."""
    lines = [line for line in added if abs(line["top"] - side) < _NEAR]
    places = [(left + right) / 2 for left, right in pairwise(table.edges)]
    return frozenset(at for at, place in enumerate(places) if any(line["x0"] <= place <= line["x1"] for line in lines))


def _with_overhanging(table: PageTable, box: Box, rest: list[Char]) -> tuple[PageTable, list[Char]]:
    """The table with the texts that stand beyond the page's cut of their cells, and the characters that are left.

    Where a page cuts only cells that cover several rows, programs set their texts as if they were whole: below the
    end of the table, and once more above its next part. A text that had begun goes on below the end.
    """
    rows = [[*row] for row in table.rows]
    for at, cut, beyond in (
        (0, table.open[0], [char for char in rest if middle(char) < box[1]]),
        (len(rows) - 1, table.open[1], [char for char in rest if middle(char) > box[3]]),
    ):
        if not cut or len(cut) == len(rows[at]):
            continue
        near = _line_above(beyond) if at == 0 else _lines_below(beyond, table.edges, cut, box[3])
        cells = {column: [char for char in near if _stands_in(char, table.edges, column)] for column in cut}
        placed = [char for chars in cells.values() for char in chars]
        blank = all(not rows[at][column] for column, chars in cells.items() if chars)
        if not placed or (at == 0 and not blank) or len(placed) < len(near):
            continue
        for column, chars in cells.items():
            text = rows[at][column] + text_in(chars, table.edges[column + 1])
            for line, row in enumerate(rows):
                row[column] = text if table.origins[line][column] == table.origins[at][column] else row[column]
        rest = [char for char in rest if not any(char is other for other in placed)]
    return replace(table, rows=tuple(map(tuple, rows))), rest


def _line_above(chars: Iterable[Char]) -> list[Char]:
    """The last line of text above a table, but for the number of a page."""
    line = next(reversed([*rows_of_chars(chars)]), [])
    return [] if is_page_mark(text_of(line).strip()) else [char for char in line if char["text"].strip()]


def _lines_below(chars: Iterable[Char], edges: Sequence[float], cut: Iterable[int], bottom: float) -> list[Char]:
    """The nearest line below a table, and those that follow it closely with all their words in cells that were cut."""
    taken: list[Char] = []
    for line in rows_of_chars(chars):
        shown = [char for char in line if char["text"].strip()]
        if not shown:
            continue
        close = min(char["top"] for char in shown) - bottom < shown[0]["size"]
        inside = all(any(_stands_in(char, edges, column) for column in cut) for char in shown)
        if is_page_mark(text_of(line).strip()) or not inside or (taken and not close):
            break
        taken += shown
        bottom = max(char["bottom"] for char in shown)
    return taken


def _stands_in(char: Char, edges: Sequence[float], column: int) -> bool:
    return bool(edges[column] <= (char["x0"] + char["x1"]) / 2 <= edges[column + 1])


def _is_narrow(table: Any) -> bool:  # noqa: ANN401 - a table of pdfplumber
    """Whether lines part the rows of a table, but not its columns."""
    return len({(cell[0], cell[2]) for cell in table.cells}) == 1


def _unruled(table: columns.UnruledTable) -> PageTable:
    origins = [
        [(at, 0 if row.spans else column) for column in range(len(row.cells))] for at, row in enumerate(table.rows)
    ]
    rows = tuple(row.cells for row in table.rows)
    return PageTable(table.top, table.edges, rows, tuple(map(tuple, origins)))


def _ruled(cells: Sequence[Any], chars: Sequence[Char]) -> PageTable:
    across, down = (_edges(cell[side] for cell in cells for side in sides) for sides in ((0, 2), (1, 3)))
    width, height = len(across) - 1, len(down) - 1
    texts = [[""] * width for _ in range(height)]
    origins = [[(row, column) for column in range(width)] for row in range(height)]
    for cell in cells:
        left, top, right, bottom = (
            _nearest(edges, value) for edges, value in zip((across, down) * 2, cell, strict=True)
        )
        text = text_in([char for char in chars if within(char, cell)], cell[2])
        for row in range(top, max(bottom, top + 1)):
            for column in range(left, max(right, left + 1)):
                if row < height and column < width:
                    texts[row][column], origins[row][column] = text, (top, left)
    return PageTable(down[0], tuple(across), tuple(map(tuple, texts)), tuple(map(tuple, origins)))


def _edges(values: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _nearest(edges: Sequence[float], value: float) -> int:
    at = bisect_left(edges, value)
    near = [place for place in (at - 1, at) if 0 <= place < len(edges)]
    return min(near, key=lambda place: abs(edges[place] - value))
