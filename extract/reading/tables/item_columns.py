"""The columns of items and of their sub-items where no header names them: told by what stands in them and where."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extract.model import Role
from extract.reading.grid import is_lone
from extract.reading.tables import content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.reading.grid import GridCell
    from extract.reading.tables.headers import HeaderColumn

    Line = Sequence[GridCell]
    Texts = dict[int, list[str]]

#: What already parts the rows of an item.
_PARTING = {Role.SUB_NAME, Role.DEGREE, Role.CIRCUMSTANCE, Role.STANDARD}
#: What the names of items may be taken for by their content.
_UNSURE = {Role.OTHER, Role.BODY, Role.UNIT}
#: No sub-item has a longer name.
_LONGEST = 40


def find_items(columns: list[HeaderColumn], texts: Texts) -> list[HeaderColumn]:
    """Where no header names the items, the first column that may: left of the basis before right of it."""
    if any(column.role is Role.NAME for column in columns):
        return columns
    if (sub := next((column.index for column in columns if column.role is Role.SUB_NAME), None)) is not None:
        main = next((column for column in columns if _is_main(column, sub, texts)), None)
        if main is not None:
            return [replace(column, role=Role.NAME) if column is main else column for column in columns]
    basis = next((column.index for column in columns if column.role is Role.BASIS), len(columns))
    tiers = any(column.role is Role.STANDARD for column in columns)
    unsure = _UNSURE if tiers else {*_UNSURE, Role.CIRCUMSTANCE}
    maybe = [
        column
        for column in columns
        if column.role in unsure and (not column.known or column.role is Role.CIRCUMSTANCE)
        if not column.repeats and content.may_be_names(texts.get(column.index, []))
    ]
    if not maybe:
        return columns
    chosen = min(maybe, key=lambda column: (column.index > basis, column.role is not Role.OTHER, column.index))
    return [replace(column, role=Role.NAME) if column is chosen else column for column in columns]


def _is_main(column: HeaderColumn, sub: int, texts: Texts) -> bool:
    """Whether an unknown column right before that of the sub-items holds the items, which merged cells repeat."""
    own = texts.get(column.index, [])
    return (
        column.index == sub - 1
        and column.role is Role.OTHER
        and not column.known
        and bool(own)
        and content.share(own, content.is_legal) < content.HALF / 2
        and content.role(own) in content.NAMELIKE
    )


def find_sub_items(columns: list[HeaderColumn], rows: Sequence[Line]) -> list[HeaderColumn]:
    """An unknown column right of the names that parts the rows of one item, and those alone: its sub-items.

    So does a second column of names, behind one that numbers the sub-items as well.
    """
    name = next((column.index for column in columns if column.role is Role.NAME), None)
    columns = _numbers(columns, rows, name)
    if name is None or any(column.role in _PARTING for column in columns):
        return columns
    groups = _by_item(rows, name)
    if all(len(group) == 1 for group in groups):
        return columns
    parting = next(
        (
            column
            for column in columns
            if column.header and column.index > name and not column.repeats
            if column.role is Role.NAME or (column.role is Role.OTHER and not column.known)
            if _parts(groups, column.index)
        ),
        None,
    )
    return [replace(column, role=Role.SUB_NAME) if column is parting else column for column in columns]


def _numbers(columns: list[HeaderColumn], rows: Sequence[Line], name: int | None) -> list[HeaderColumn]:
    """子项 over running numbers, before another column of names, names no sub-item: that column does."""
    sub = next((column for column in columns if column.role is Role.SUB_NAME), None)
    names = [column for column in columns if column.role is Role.NAME and sub and column.index > sub.index]
    own = [text for row in rows if sub and (text := _at(row, sub.index))]
    if name is None or not names or content.share(own, content.is_serial) < content.MOST or names[0].index == name:
        return columns
    roles = {id(sub): Role.OTHER, id(names[0]): Role.SUB_NAME}
    return [replace(column, role=roles.get(id(column), column.role)) for column in columns]


def _by_item(rows: Sequence[Line], name: int) -> list[list[Line]]:
    """The rows item by item: a merged, a blank and a repeated name go on with the one above."""
    groups: list[list[Line]] = []
    for row in rows:
        if is_lone(row) or name >= len(row):
            continue
        own = row[name].text.strip()
        if groups and (row[name].inherited or not own or own == _at(groups[-1][-1], name)):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _parts(groups: Sequence[Sequence[Line]], column: int) -> bool:
    """Whether a column names the rows of items with several, each otherwise, and hardly any other."""
    several = [[_at(row, column) for row in group] for group in groups if len(group) > 1]
    single = sum(bool(_at(group[0], column)) for group in groups if len(group) == 1)
    if 2 * single >= len(groups) or not all(all(own) and len(set(own)) == len(own) for own in several):
        return False
    texts = [text for own in several for text in own]
    return content.role(texts) in content.NAMELIKE and max(map(len, texts)) <= _LONGEST


def _at(row: Line, at: int) -> str:
    return row[at].text.strip() if at < len(row) else ""
