"""Tables that print their rows in two or three blocks side by side, each under the same header words, set apart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extract.reading.grid import own_cells
from extract.reading.header_words import LONGEST, level
from extract.reading.tables import headers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extract.reading.grid import Grid, GridCell
    from extract.reading.header_words import HeaderWords

    Line = Sequence[GridCell]

#: Rows in which the header is looked for, blocks that lie side by side, columns that make a block.
_HEAD, _BLOCKS, _COLUMNS = 20, (2, 3), 2


def set_apart(grid: Grid, words: HeaderWords) -> tuple[Grid, ...]:
    """The blocks of a table from left to right, each as a table of its own; any other table alone, as it is.

    What stands above the header belongs to the first. Columns are counted within their block.
    """
    for at, row in enumerate(grid.rows[:_HEAD]):
        for spans in _spans([level(cell.text) for cell in row]) if _comes_again(row) else ():
            first = [tuple(line[slice(*spans[0])]) for line in grid.rows]
            if headers.header_at(first, at, words) is not None and not (at and _is_grouped(grid.rows[at - 1], spans)):
                return tuple(_block(grid, at if number else 0, start, end) for number, (start, end) in enumerate(spans))
    return (grid,)


def _comes_again(row: Line) -> bool:
    """Whether the first text of a row stands in it once more, as where blocks begin with the same word."""
    own = own_cells(row)
    if len(own) < _COLUMNS * min(_BLOCKS) or len(own[0].text) > LONGEST:
        return False
    word = "".join(own[0].text.split())
    return any(word == "".join(cell.text.split()) for cell in own[1:])


def _spans(texts: Sequence[str]) -> Iterator[list[tuple[int, int]]]:
    """Where equal runs of header words lie, with or without blank columns between them."""
    filled = [at for at, text in enumerate(texts) if text]
    for blocks in _BLOCKS:
        size, rest = divmod(len(filled), blocks)
        runs = [filled[size * number : size * (number + 1)] for number in range(blocks)]
        if rest or size < _COLUMNS:
            continue
        first = [texts[at] for at in runs[0]]
        if len(set(first)) == size and all([texts[at] for at in run] == first for run in runs[1:]):
            ends = [*(run[0] for run in runs[1:]), len(texts)]
            yield [(run[0], end) for run, end in zip(runs, ends, strict=True)]


def _is_grouped(above: Line, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether the row above says what each run of words is of: 主项 over 编码 and 名称, 子项 over the same."""
    groups = [{cell.text.strip() for cell in above[start:end]} - {""} for start, end in spans]
    return all(groups) and any(group != groups[0] for group in groups)


def _block(grid: Grid, top: int, start: int, end: int) -> Grid:
    rows = []
    for line in grid.rows[top:]:
        cells = line[start:end]
        rows.append(tuple(cell._replace(column=column) for column, cell in enumerate(cells, start=1)))
    return replace(grid, rows=tuple(row for row in rows if row), omissions=() if top else grid.omissions)
