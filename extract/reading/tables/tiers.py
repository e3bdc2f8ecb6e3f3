"""Tiers of discretion: rows, or columns, that say of one item what follows in which circumstances."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.model import Cell, Role, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extract.reading.grid import GridCell
    from extract.reading.tables.headers import Header
    from extract.reading.tables.row_builder import RowBuilder

#: What a table of weights calls the weight that all conduct of its kind has.
_START = re.compile("裁量(?:起点|基点|基数|基值)|起罚点|基础裁量值")
TABLES = 10
"""Fewer tables say nothing of how a file prints its items."""
#: Names that begin with so many characters alike are those of two items; so are they where a clause is added to one.
_ALIKE = 4
_CLAUSE = re.compile("[，,；;、（(]")
_WHEN = frozenset({Role.DEGREE, Role.CIRCUMSTANCE})
_OF_TIER = frozenset({Role.DEGREE, Role.CIRCUMSTANCE, Role.STANDARD})


def has_tiers(header: Header) -> bool:
    """Whether the columns of a table hold tiers: a degree, or a standard beside circumstances or under degrees."""
    roles = {column.role for column in header.columns}
    return Role.DEGREE in roles or Role.STANDARD in roles


def carried(row: Sequence[GridCell], above: Sequence[GridCell], header: Header) -> Sequence[GridCell]:
    """The row of a tier with the circumstances that it leaves blank before one it prints: those of the row above.

    Only where the row goes on with the conduct above: its name is blank, or covered by that one.
    """
    own = [column.index for column in header.columns if column.role in _WHEN and not column.degree]
    name = next((column.index for column in header.columns if column.role is Role.NAME), None)
    if len(own) < 2 or name is None or max(name, *own) >= min(len(row), len(above)):
        return row
    if row[name].text.strip() and not row[name].inherited:
        return row
    last = max((at for at in own if row[at].text.strip()), default=-1)
    blank = {at for at in own if at < last and not row[at].text.strip()}
    return [cell._replace(text=above[at].text, inherited=True) if at in blank else cell for at, cell in enumerate(row)]


def gather(builders: Iterable[RowBuilder], header: Header) -> Iterator[RowBuilder]:
    """One row an item: rows that repeat an item to say another tier of it become tiers of the first."""
    degrees = {column.index + 1: column.degree for column in header.columns if column.degree}
    item: RowBuilder | None = None
    for builder in _named_below(builders):
        if item is not None and _is_rest_of_name(builder):
            _end_name(item, builder)
            continue
        if item is not None and _same(item, builder):
            _join(item, builder)
        else:
            if item is not None:
                yield item
            item = builder
        _add(item, builder, degrees)
    if item is not None:
        yield item


def _named_below(builders: Iterable[RowBuilder]) -> Iterator[RowBuilder]:
    """The rows; a starting weight printed above the name of the conduct it is of (裁量起点 20%) is a tier of that."""
    starts: list[RowBuilder] = []
    for builder in builders:
        if builder.at(Role.NAME) is not None and _START.fullmatch(builder.text(Role.NAME)):
            starts.append(builder)
            continue
        at = builder.at(Role.NAME)
        yield from _started(starts, builder.cells[at].text if at is not None else "")
        starts = []
        yield builder
    yield from _started(starts, "")


def _started(starts: Iterable[RowBuilder], name: str) -> Iterator[RowBuilder]:
    """Starting weights, each under the name of its conduct."""
    for builder in starts:
        at = builder.at(Role.NAME)
        if at is not None:
            start = builder.cells[at]
            builder.cells[at] = replace(start, text=name, inherited=True)
            _add_circumstance(builder, start)
        yield builder


def _is_rest_of_name(builder: RowBuilder) -> bool:
    """Whether a row is no more than words of a name: a page has cut the one above."""
    own = [cell for cell in builder.cells if cell.text.strip() and not cell.inherited]
    return [cell.role for cell in own] == [Role.NAME] and not any(builder.text(role) for role in _OF_TIER)


def _end_name(item: RowBuilder, builder: RowBuilder) -> None:
    at = item.at(Role.NAME)
    if at is not None:
        item.cells[at] = replace(item.cells[at], text=item.cells[at].text + builder.text(Role.NAME))
    item.troubles += builder.troubles


def ends_of_names(tables: Sequence[Sequence[RowBuilder]]) -> Iterator[tuple[RowBuilder, RowBuilder]]:
    """Of tables that hold one item each, those few with more: an item, and the rest of it that a page has parted.

    A file that prints a table an item prints no second one in it: what looks like one is the end of the first one's
    name. Items with a number, a code or a basis of their own are items, and so are those that begin alike.
    """
    single = sum(len(table) == 1 for table in tables)
    if len(tables) < TABLES or 10 * single < 9 * len(tables):
        return
    for table in tables:
        item = table[0]
        for rest in table[1:]:
            if _is_end(item, rest):
                yield item, rest
            else:
                item = rest


def _is_end(item: RowBuilder, rest: RowBuilder) -> bool:
    name, end = item.text(Role.NAME), rest.text(Role.NAME)
    own = any(rest.text(role) for role in (Role.SERIAL, Role.CODE))
    if own or any(cell.role is Role.BASIS and not cell.inherited for cell in rest.cells):
        return False
    if end.startswith(name):
        return not _CLAUSE.match(end[len(name) :])
    return name[:_ALIKE] != end[:_ALIKE]


def join_end(item: RowBuilder, rest: RowBuilder) -> None:
    """Give an item the end of its name and the tiers that stand beside that."""
    at, name = item.at(Role.NAME), rest.text(Role.NAME)
    if at is not None:
        before = "" if name.startswith(item.text(Role.NAME)) else item.cells[at].text
        item.cells[at] = replace(item.cells[at], text=before + name)
    _join(item, replace(rest, cells=[cell for cell in rest.cells if cell.role is not Role.NAME]))
    item.tiers += [replace(tier, order=len(item.tiers) + at) for at, tier in enumerate(rest.tiers, start=1)]


def _add_circumstance(builder: RowBuilder, start: Cell) -> None:
    at = builder.at(Role.CIRCUMSTANCE)
    if at is None:
        builder.cells.append(replace(start, role=Role.CIRCUMSTANCE))
    elif not builder.cells[at].text.strip():
        builder.cells[at] = replace(builder.cells[at], text=start.text)


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
