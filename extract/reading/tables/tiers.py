"""Tiers of discretion: rows, or columns, that say of one item what follows in which circumstances."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extract.model import Cell, Role, Tier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.reading.tables.headers import Header
    from extract.reading.tables.row_builder import RowBuilder

_OF_TIER = frozenset({Role.DEGREE, Role.CIRCUMSTANCE, Role.STANDARD})


def has_tiers(header: Header) -> bool:
    """Whether the columns of a table hold tiers: a degree, or a standard beside circumstances or under degrees."""
    roles = {column.role for column in header.columns}
    return Role.DEGREE in roles or Role.STANDARD in roles


def gather(builders: Sequence[RowBuilder], header: Header) -> list[RowBuilder]:
    """One row an item: rows that repeat an item to say another tier of it become tiers of the first."""
    degrees = {column.index + 1: column.degree for column in header.columns if column.degree}
    items: list[RowBuilder] = []
    for builder in builders:
        if items and _same(items[-1], builder):
            _join(items[-1], builder)
        else:
            items.append(builder)
        _add(items[-1], builder, degrees)
    return items


def _same(item: RowBuilder, builder: RowBuilder) -> bool:
    """Whether a row speaks of the item above: the same names, or none and the same serial and basis."""
    names = (Role.NAME, Role.SUB_NAME, Role.TYPE)
    if any(item.text(role) for role in names[:2]) or any(builder.text(role) for role in names[:2]):
        return all(item.text(role) == builder.text(role) for role in names)
    basis = any(item.text(role) for role in (Role.BASIS, Role.SERIAL))
    return basis and all(item.text(role) == builder.text(role) for role in (Role.SERIAL, Role.BASIS))


def _join(item: RowBuilder, builder: RowBuilder) -> None:
    """What the row says beyond the item's own cells."""
    have = {(cell.role, cell.column, cell.text) for cell in item.cells if cell.role not in _OF_TIER}
    item.cells += [
        cell for cell in builder.cells if cell.text.strip() and (cell.role, cell.column, cell.text) not in have
    ]
    item.troubles += builder.troubles


def _add(item: RowBuilder, builder: RowBuilder, degrees: dict[int, str]) -> None:
    """The tiers of one row: one, or one for each degree that a header names."""
    cells = [cell for cell in builder.cells if cell.role in _OF_TIER and cell.text.strip()]
    for degree in dict.fromkeys(degrees.get(cell.column, "") for cell in cells):
        own = [cell for cell in cells if degrees.get(cell.column, "") == degree]
        first = {role: next((cell for cell in own if cell.role is role), None) for role in _OF_TIER}
        named = Cell(Role.DEGREE, degree, degree, own[0].column, inherited=True) if degree else first[Role.DEGREE]
        above = item.tiers[-1].degree if item.tiers and not degree else None
        item.tiers.append(
            Tier(
                len(item.tiers) + 1,
                builder.number,
                builder.line,
                named or (replace(above, inherited=True) if above else None),
                first[Role.CIRCUMSTANCE],
                tuple(cell for cell in own if cell.role is Role.STANDARD),
            )
        )
