"""The tables of a file to the rows of a power list, numbered through the file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extract.model import Role, Row, Trouble
from extract.reading import header_words
from extract.reading.grid import Paragraph
from extract.reading.tables import cards, headers, sections
from extract.reading.tables.grid_rows import SAMPLE, GridReading, read_grid
from extract.reading.tables.row_builder import undecoded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.reading.grid import Blocks, Grid
    from extract.reading.tables.headers import Header
    from extract.reading.tables.row_builder import RowBuilder
    from extract.reading.tables.sections import SectionHeading


@dataclass(frozen=True, slots=True)
class PowerListRows:
    """What the tables of a file hold; ``headings`` are the lines above and between them, in order.

    ``recognised`` tells whether any table had a header that could be read, rows below it or not.
    """

    rows: tuple[Row, ...]
    headings: tuple[str, ...]
    troubles: tuple[Trouble, ...]
    recognised: bool


def read(blocks: Blocks) -> PowerListRows:
    """The rows of every table in ``blocks``."""
    tables: list[tuple[str, GridReading]] = []
    headings: list[str] = []
    trail: tuple[SectionHeading, ...] = ()
    for block in blocks:
        if isinstance(block, Paragraph):
            found = sections.section(block.text)
            trail = sections.entered(trail, found) if found else trail
            headings += [block.text.strip()] if block.text.strip() else []
        else:
            table = _table(block, tables[-1][1] if tables else None, trail, headings[-1] if headings else "")
            headings += table.headings
            tables.append((block.name or f"表{len(tables) + 1}", table))
    done = [(name, table.builders) for name, table in tables if table.builders]
    if not done:
        done = [("", cards.in_paragraphs([block for block in blocks if isinstance(block, Paragraph)]))]
    troubles = tuple(trouble for _, table in tables for trouble in table.troubles)
    rows = _rows(done)
    return PowerListRows(rows, tuple(headings), troubles, bool(rows) or any(table.header for _, table in tables))


def _rows(done: Sequence[tuple[str, list[RowBuilder]]]) -> tuple[Row, ...]:
    named = ((name if len(done) > 1 else "", made) for name, builders in done for made in builders)
    return tuple(
        Row(
            number,
            made.line,
            tuple(made.cells),
            name,
            (*made.troubles, *undecoded(made.line, made.cells)),
        )
        for number, (name, made) in enumerate(named, start=1)
    )


def _table(grid: Grid, last: GridReading | None, trail: tuple[SectionHeading, ...], above: str) -> GridReading:
    """One grid, read under its own header, under that of the table it continues, or as a card."""
    name = sections.section(grid.name) if grid.kind == "sheet" else None
    if name and name.role is Role.TYPE:
        trail = sections.entered(trail, replace(name, level=0))
    if any(headers.header_at(grid.rows, index) for index in range(len(grid.rows))):
        return read_grid(grid, trail)
    if last is not None and last.header is not None and _continues(grid, last.header):
        return read_grid(grid, last.trail, last.header)
    if builders := cards.in_grid(grid, above):
        return GridReading(grid.rows, builders=builders)
    table = read_grid(grid, trail)
    table.troubles += _unread(grid)
    return table


def _continues(grid: Grid, header: Header) -> bool:
    """Whether a table without a header goes on with the one before, as behind a page break."""
    rows = [row for row in grid.rows[:SAMPLE] if any(cell.text.strip() for cell in row)]
    basis = [column.index for column in header.columns if column.role is Role.BASIS]
    legal = [any(header_words.LEGAL.search(row[index].text) for index in basis if index < len(row)) for row in rows]
    return bool(rows) and all(len(row) == header.width for row in rows) and 2 * sum(legal) >= len(rows)


def _unread(grid: Grid) -> list[Trouble]:
    """A table left out is worth a word where it is a sheet or cites law; pages are full of tables for layout."""
    legal = any(header_words.LEGAL.search(cell.text) for row in grid.rows for cell in row)
    line = next((cell.line for row in grid.rows for cell in row if cell.text.strip()), 0)
    if not line or not (legal or grid.kind == "sheet"):
        return []
    name = f"“{grid.name}”" if grid.name else ""
    return [Trouble(line, 0, f"表{name}没有可识别的表头，未读入", f"table {name} has no header known, left out")]
