"""A power list that a word processor saved as text: each cell on a line behind a tab, an empty line after each row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.reading import header_words
from extract.reading.grid import Grid, GridCell, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extract.reading.grid import Blocks

#: A table begins where so many cells in a row are header words.
_LEAST = 3
_Lines = list[Paragraph]


def regrid(paragraphs: Sequence[Paragraph]) -> Blocks:
    """The paragraphs with the table among them, if there is one, as a grid again."""
    begin = next((at for at, one in enumerate(paragraphs) if one.text.startswith("\t")), len(paragraphs))
    cells = list(_cells(paragraphs[begin:]))
    start = next((at for at in range(len(cells)) if _is_header(cells[at : at + _LEAST])), None)
    if start is None:
        return tuple(paragraphs)
    before = [line for cell in cells[:start] for line in cell]
    rest = _cut_off(cells[-1])
    rows = tuple(
        tuple(GridCell(_text(cell), cell[0].line, column) for column, cell in enumerate(row, start=1))
        for row in _rows(cells[start:])
    )
    return (*paragraphs[:begin], *before, Grid(rows, kind="text"), *rest)


def _cells(paragraphs: Sequence[Paragraph]) -> Iterator[_Lines]:
    """Lines grouped into cells; a line without a tab belongs to the cell above it."""
    cell: _Lines = []
    for paragraph in paragraphs:
        if paragraph.text.startswith("\t") and cell:
            yield cell
            cell = []
        cell.append(paragraph)
    if cell:
        yield cell


def _text(cell: _Lines) -> str:
    return "\n".join(line.text for line in cell).strip("\n").removeprefix("\t")


def _is_header(cells: Sequence[_Lines]) -> bool:
    return len(cells) == _LEAST and all(header_words.role(_text(cell)) for cell in cells)


def _ends_row(cell: _Lines) -> bool:
    return len(cell) > 1 and not cell[-1].text.strip()


def _cut_off(last: _Lines) -> _Lines:
    """What follows the last cell of the table behind an empty line; taken off the cell."""
    empty = next((at for at, line in enumerate(last) if at and not line.text.strip()), len(last))
    rest = last[empty + 1 :]
    del last[empty + 1 :]
    return rest


def _rows(cells: Sequence[_Lines]) -> Iterator[list[_Lines]]:
    """Cells up to an empty line are a row, unless that line stood inside a cell: rows are as wide as the header."""
    width = next((at for at, cell in enumerate(cells, start=1) if at >= _LEAST and _ends_row(cell)), len(cells))
    row: list[_Lines] = []
    part: list[_Lines] = []
    for cell in cells:
        part.append(cell)
        if not _ends_row(cell) and len(part) < width:
            continue
        if len(row) + len(part) > width:
            yield row
            row = []
        row, part = row + part, []
        if len(row) >= width:
            yield row
            row = []
    if row + part:
        yield row + part
