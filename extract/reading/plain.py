"""Rows, and texts that went into none, as numbers, texts and tuples, and back: so they wait in a file (`paged`)."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from extract.model import Cell, Role, Row, Tier, Trouble, Unused
from extract.reading.paged import Paged, paged

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PlainCell = tuple[str, str, str, int, bool]

_ROLES: Final = {role.value: role for role in Role}
_NAMES: Final = {role: role.value for role in Role}
_TROUBLE: Final = attrgetter("line", "column", "zh", "en", "table")
_UNUSED: Final = attrgetter("table", "line", "column", "header", "text", "zh", "en")


def plain_cell(cell: Cell) -> PlainCell:
    """A cell as plain values."""
    return _NAMES[cell.role], cell.header, cell.text, cell.column, cell.inherited


def made_cell(plain: PlainCell) -> Cell:
    """The cell of plain values."""
    role, header, text, column, inherited = plain
    return Cell(_ROLES[role], header, text, column, inherited)


def plain_trouble(trouble: Trouble) -> tuple[Any, ...]:
    """A trouble as plain values; ``Trouble(*…)`` is what it was."""
    plain: tuple[Any, ...] = _TROUBLE(trouble)
    return plain


def plain_tier(tier: Tier) -> tuple[Any, ...]:
    """A tier as plain values."""
    degree, when = (plain_cell(cell) if cell else None for cell in (tier.degree, tier.circumstance))
    return tier.order, tier.row, tier.line, degree, when, [*map(plain_cell, tier.standards)]


def made_tier(plain: tuple[Any, ...]) -> Tier:
    """The tier of plain values."""
    order, row, line, degree, when, standards = plain
    return Tier(
        order,
        row,
        line,
        made_cell(degree) if degree else None,
        made_cell(when) if when else None,
        tuple(map(made_cell, standards)),
    )


def _plain_row(row: Row) -> tuple[Any, ...]:
    return (
        row.number,
        row.line,
        [*map(plain_cell, row.cells)],
        row.table,
        [*map(plain_trouble, row.troubles)],
        row.table_number,
        [*map(plain_tier, row.tiers)],
    )


def _made_row(plain: tuple[Any, ...]) -> Row:
    number, line, cells, table, troubles, table_number, tiers = plain
    return Row(
        number,
        line,
        tuple(map(made_cell, cells)),
        table,
        tuple(Trouble(*each) for each in troubles),
        table_number,
        tuple(map(made_tier, tiers)),
    )


def _made_unused(plain: tuple[Any, ...]) -> Unused:
    return Unused(*plain)


def kept_rows(rows: Iterable[Row]) -> Sequence[Row]:
    """The rows as a tuple, or in pages where they are many."""
    return paged(rows, _plain_row, _made_row)


def kept_unused(unused: Iterable[Unused]) -> Sequence[Unused]:
    """The texts that went into no row as a tuple, or in pages where they are many."""
    return paged(unused, _UNUSED, _made_unused)


def pages_of_unused() -> Paged[Unused]:
    """Room for texts that went into no row."""
    return Paged(_UNUSED, _made_unused)
