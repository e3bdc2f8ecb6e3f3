"""One page of a PDF: its tables as cells with their places, and the lines of text around them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from extract.reading.formats.pdf import columns
from extract.reading.formats.pdf.chars import Line, lines, readable, text_in, within
from extract.reading.formats.pdf.rulings import settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extract.reading.formats.pdf.chars import Char

#: Edges nearer to each other than this are one, in points.
_NEAR = 3.0


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table of a page: ``edges`` between its columns, and by row and column, from 0, the texts of its cells.

    A cell that spans others stands at each of their places; ``origin`` tells the first of them. ``cut`` where no line
    is drawn at its top or bottom, as the page cuts its row: above it, below it.
    """

    top: float
    edges: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    origins: tuple[tuple[tuple[int, int], ...], ...]
    cut: tuple[bool, bool] = (False, False)


def parts(page: Any, edges: Sequence[float] = ()) -> list[PageTable | Line]:  # noqa: ANN401 - a page of pdfplumber
    """The tables and the lines outside of them, from top to bottom.

    ``edges`` are those of the table that the page before ended with.
    """
    closed = settings(page.edges)
    added = [line["top"] for line in closed["explicit_horizontal_lines"]]
    found = [table for table in page.find_tables(closed) if len(table.cells) > 1]
    tables, rest = [], readable(page.chars)
    if narrow := [table for table in found if _is_narrow(table)]:
        wide = [table for table in found if table not in narrow]
        free = [char for char in rest if not any(within(char, table.bbox) for table in wide)]
        found = wide if columns.table(free, page.edges, edges) else found
    for table in found:
        inside = [char for char in rest if within(char, table.bbox)]
        rest = [char for char in rest if not within(char, table.bbox)]
        above, below = (any(abs(table.bbox[side] - place) < _NEAR for place in added) for side in (1, 3))
        tables.append(replace(_ruled([tuple(cell) for cell in table.cells], inside), cut=(above, below)))
    if unruled := columns.table(rest, page.edges, () if found else edges):
        rest = unruled.rest
        tables.append(_unruled(unruled))
    return sorted([*tables, *lines(rest)], key=lambda part: part.top)


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
    near = [one for one in (at - 1, at) if 0 <= one < len(edges)]
    return min(near, key=lambda one: abs(edges[one] - value))
