"""Tables that print an item a column, the header words down their left side, stood upright."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from extract.model import Role
from extract.reading.grid import GridCell

if TYPE_CHECKING:
    from extract.reading.grid import Grid
    from extract.reading.header_words import HeaderWords

#: Fewer words down the side, or items beside them, are a card.
_WORDS, _ITEMS = 3, 2
#: No list says more of an item.
_MOST = 200


def upright(grid: Grid, words: HeaderWords) -> Grid | None:
    """The table with its rows for columns, if it has an item a column; None for any other.

    Lines and columns of the result count what stands upright. Words outside the first column mean a card with two
    fields a row, a value over several columns means a card too.
    """
    if len(grid.rows) > _MOST:
        return None
    rows = [row for row in grid.rows if any(cell.text.strip() for cell in row)]
    if len(rows) < _WORDS or any(len(row) <= _ITEMS or not row[0].text.strip() for row in rows):
        return None
    roles = [words.role(row[0].text) for row in rows]
    if len(set(roles) - {None}) < _WORDS or Role.NAME not in roles or 2 * sum(map(bool, roles)) <= len(rows):
        return None
    if any(words.role(cell.text) for row in rows for cell in row[1:]):
        return None
    names = [cell.text.strip() for cell in rows[roles.index(Role.NAME)][1:] if cell.text.strip()]
    if len(names) < _ITEMS or len(set(names)) < len(names):
        return None
    turned = zip_longest(*rows, fillvalue=GridCell("", 0, 0))
    return replace(
        grid,
        rows=tuple(
            tuple(GridCell(cell.text, line, column, cell.inherited) for column, cell in enumerate(row, start=1))
            for line, row in enumerate(turned, start=1)
        ),
    )
