"""Tables of a document that a page has cut where its columns change, made whole before they are read.

A format joins the pages of one table by its columns. Two kinds of tables have others on the next page: the names and
values above a header (违反条款, 处罚依据), and tiers whose merged cells end with the page.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extract.model import Role
from extract.reading.grid import Grid, own_cells
from extract.reading.header_words import PRINTED, HeaderWords
from extract.reading.tables import headers, sections

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.reading.grid import Block, Blocks, GridCell
    from extract.reading.tables.headers import Header

    Line = Sequence[GridCell]

_CONSEQUENCE = frozenset({Role.STANDARD, Role.PENALTY})
_OF_ITEM = frozenset({Role.NAME, Role.BASIS, Role.PENALTY, Role.SERIAL, Role.TYPE, Role.BODY, Role.UNIT})


def whole(blocks: Blocks, words: HeaderWords = PRINTED) -> Blocks:
    """The blocks, each table that goes on in the next one joined to it; nothing may stand between them."""
    made: list[Block] = []
    for block in blocks:
        last = made[-1] if made else None
        if not isinstance(block, Grid) or not isinstance(last, Grid) or {block.kind, last.kind} != {"table"}:
            made.append(block)
        elif _names_and_values(last.rows, words) or _is_above_tiers(last.rows, block.rows, words):
            made[-1] = _joined(last, _below_values(last, block, words))
        elif header := _tiers_go_on(last, block, words):
            made[-1] = _joined(last, _below_tiers(last, block, header))
        else:
            made.append(block)
    return tuple(made)


def _names_and_values(rows: Sequence[Line], words: HeaderWords) -> bool:
    """Whether a table has nothing but bases with their names before them; with the name of an item it is a card."""
    return bool(rows) and all(_is_value(row, words) for row in rows)


def _is_above_tiers(rows: Sequence[Line], below: Sequence[Line], words: HeaderWords) -> bool:
    """Whether a table is the name of an item with its bases, and the next one has the header of its tiers, no more."""
    header = headers.header_at(below, 0, words) if below else None
    tiers = header is not None and not header.has(Role.NAME) and any(map(header.has, _CONSEQUENCE))
    return tiers and bool(rows) and all(_is_value(row, words, _OF_ITEM) for row in rows)


def _is_value(row: Line, words: HeaderWords, roles: frozenset[Role] = frozenset({Role.BASIS})) -> bool:
    own = own_cells(row)
    return len(own) == 2 and own[0].column == 1 and words.role(own[0].text) in roles and words.role(own[1].text) is None


def _below_values(last: Grid, block: Grid, words: HeaderWords) -> tuple[Grid, Grid]:
    """Both tables as wide as the wider one; a text without a name at the top of the second ends the last value."""
    width = max(len(row) for grid in (last, block) for row in grid.rows)
    rows, above = [*block.rows], [*last.rows]
    rest = own_cells(rows[0]) if rows else []
    if len(rest) == 1 and rest[0].column > 1 and any(headers.header_at(rows, at, words) for at in range(1, len(rows))):
        name, *value = above[-1]
        above[-1] = (name, *(cell._replace(text=cell.text + rest[0].text) for cell in value))
        rows = rows[1:]
    return (
        replace(last, rows=tuple(_widened(row, width) for row in above)),
        replace(block, rows=tuple(_widened(row, width) if _is_value(row, words) else tuple(row) for row in rows)),
    )


def _widened(row: Line, width: int) -> tuple[GridCell, ...]:
    """The row with its last cell merged over the columns up to ``width``."""
    end = row[-1]
    return (*row, *(end._replace(column=at, inherited=True) for at in range(len(row) + 1, width + 1)))


def _under(row: Line, header: Header) -> tuple[GridCell, ...]:
    """The row as wide as the header, its cells merged again where one word of that stands over several columns."""
    missing = header.width - len(row)
    cells: list[GridCell] = []
    rest = iter(row)
    for column in header.columns:
        if missing > 0 and column.repeats and cells:
            cells.append(cells[-1]._replace(column=column.index + 1, inherited=True))
            missing -= 1
        elif (cell := next(rest, None)) is not None:
            cells.append(cell._replace(column=column.index + 1))
    return _widened(cells, header.width)


def _tiers_go_on(last: Grid, block: Grid, words: HeaderWords) -> Header | None:
    """The header of the tiers above that a table without a header goes on with: its conduct blank, or cut in two."""
    named = [row[0].text for row in block.rows[1:] if row[0].text.strip() and not row[0].inherited]
    if not block.rows or not all(map(sections.is_mark_of_note, named)):
        return None
    if _has_header(block.rows, words) or words.role(block.rows[0][0].text):
        return None
    candidates = (headers.header_at(last.rows, at, words) for at in reversed(range(len(last.rows))))
    header = next(filter(None, candidates), None)
    if header is None or not header.has(Role.NAME) or not any(map(header.has, _CONSEQUENCE)):
        return None
    width = max(len(row) for row in block.rows)
    merged = sum(column.repeats for column in header.columns)
    return header if header.width - max(merged, 1) <= width <= header.width else None


def _has_header(rows: Sequence[Line], words: HeaderWords) -> bool:
    return any(headers.header_at(rows, at, words) for at in range(len(rows)))


def _below_tiers(last: Grid, block: Grid, header: Header) -> tuple[Grid, Grid]:
    """The rows of the next page under what the page before left open: merged cells go on, a cut text is made whole."""
    above, rows = [*last.rows], [_under(row, header) for row in block.rows]
    if not rows[0][-1].text.strip():
        above = _mended(above, rows[0])
        rows = rows[1:]
    elif rows[0][0].text.strip():
        above = _mended(above, rows[0][:1])
        rows = [tuple(cell._replace(text="") if at == 0 else cell for at, cell in enumerate(row)) for row in rows]
    over = above[-1]
    open_to = [True] * header.width
    made = []
    for row in rows:
        open_to = [free and not cell.text.strip() for free, cell in zip(open_to, row, strict=True)]
        made.append(
            tuple(
                cell._replace(text=over[at].text, inherited=True) if open_to[at] and at < len(over) else cell
                for at, cell in enumerate(row)
            )
        )
    return replace(last, rows=tuple(above)), replace(block, rows=tuple(made))


def _mended(above: list[tuple[GridCell, ...]], rest: Line) -> list[tuple[GridCell, ...]]:
    """The rows above with the ends of the texts that the page has cut, in every row that such a cell covers."""
    for cell in rest:
        at = cell.column - 1
        if not cell.text.strip() or at >= len(above[-1]):
            continue
        cut = above[-1][at].text
        for line in reversed(range(len(above))):
            if above[line][at].text != cut:
                break
            row = above[line]
            above[line] = (*row[:at], row[at]._replace(text=cut + cell.text), *row[at + 1 :])
    return above


def _joined(last: Grid, grids: tuple[Grid, Grid]) -> Grid:
    """Two tables as one, whose lines count on."""
    first, second = grids
    end = max((row[0].line for row in first.rows), default=0)
    rows = (tuple(cell._replace(line=cell.line + end) for cell in row) for row in second.rows)
    omissions = (replace(omission, line=omission.line + end) for omission in second.omissions)
    return replace(last, rows=(*first.rows, *rows), omissions=(*first.omissions, *omissions))
