"""The columns of discretion standards: degrees, circumstances, standards, and what the law provides for all of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extract.model import Role
from extract.reading.tables import content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.reading.tables.headers import HeaderColumn

    Texts = dict[int, list[str]]


def graded(columns: list[HeaderColumn], texts: Texts) -> list[HeaderColumn]:
    """A standard without degrees and circumstances is what the law itself provides; with them, the penalty is one."""
    columns = [_what_follows(_degree(column, texts.get(column.index, [])), columns, texts) for column in columns]
    columns = _factors(columns, texts)
    columns = _consequences(columns, texts)
    roles = {column.role for column in columns}
    tiered = bool(roles & {Role.DEGREE, Role.CIRCUMSTANCE})
    first = min((column.index for column in columns if column.role in {Role.DEGREE, Role.CIRCUMSTANCE}), default=0)
    own, other = (Role.PENALTY, Role.STANDARD) if tiered else (Role.STANDARD, Role.PENALTY)
    if Role.STANDARD in roles and tiered:
        return _before_tiers(columns, first)
    return [
        replace(column, role=other) if column.role is own and not column.degree and column.index >= first else column
        for column in columns
    ]


def _factors(columns: list[HeaderColumn], texts: Texts) -> list[HeaderColumn]:
    """Unknown words between the conduct and what follows are circumstances: 违法行为, 区域类型, 整改情况, 罚款.

    Where no column is known to be one, several consequences of each conduct say that its rows are tiers.
    """
    name = next((column.index for column in columns if column.role is Role.NAME), None)
    last = max((column.index for column in columns if column.role in {Role.STANDARD, Role.PENALTY}), default=-1)
    if name is None:
        return columns
    tiered = any(column.role in {Role.DEGREE, Role.CIRCUMSTANCE} for column in columns)
    if not tiered and 2 * len(texts.get(last, [])) < 3 * len(set(texts.get(name, []))):
        return columns
    return [
        replace(column, role=Role.CIRCUMSTANCE)
        if column.role is Role.OTHER
        and not column.known
        and column.header
        and name < column.index < last
        and not any(content.share(texts.get(column.index, []), test) >= content.HALF for test in _NO_FACTOR)
        else column
        for column in columns
    ]


#: What speaks against a circumstance: law, a running number, what follows on the conduct.
_NO_FACTOR = (content.is_legal, content.is_serial, content.is_consequence)


def _consequences(columns: list[HeaderColumn], texts: Texts) -> list[HeaderColumn]:
    """In a table of degrees or circumstances that has no standard, the last unknown column that says what follows."""
    roles = {column.role for column in columns}
    if not roles & {Role.DEGREE, Role.CIRCUMSTANCE} or roles & {Role.STANDARD, Role.PENALTY}:
        return columns
    first = min(column.index for column in columns if column.role in {Role.DEGREE, Role.CIRCUMSTANCE})
    maybe = [
        column
        for column in columns
        if column.role is Role.OTHER and not column.known and column.index > first
        if content.share(texts.get(column.index, []), content.is_consequence) >= content.HALF
    ]
    return [replace(column, role=Role.STANDARD) if column in maybe[-1:] else column for column in columns]


def _before_tiers(columns: list[HeaderColumn], first: int) -> list[HeaderColumn]:
    """Of several standards one that stands left of degrees and circumstances is what the law provides for all."""
    right = any(column.role is Role.STANDARD and column.index > first for column in columns)
    return [
        replace(column, role=Role.PENALTY)
        if right and column.role is Role.STANDARD and column.index < first and not column.degree
        else column
        for column in columns
    ]


def _what_follows(column: HeaderColumn, columns: Sequence[HeaderColumn], texts: Texts) -> HeaderColumn:
    """情节 over 较轻, 一般, 严重 whose cells say what follows: standards, where the degree has no other column."""
    if not column.degree or column.role is not Role.CIRCUMSTANCE:
        return column
    alone = not any(
        other.degree == column.degree for other in columns if other is not column and other.index != column.index
    )
    says = content.share(texts.get(column.index, []), content.is_consequence) >= content.HALF
    return replace(column, role=Role.STANDARD) if alone and says else column


def _degree(column: HeaderColumn, texts: Sequence[str]) -> HeaderColumn:
    """裁量情节 that holds 轻微, 一般, 严重 is the degree."""
    open_to_it = column.role is Role.CIRCUMSTANCE and not column.degree
    degrees = open_to_it and content.share(texts, content.is_degree) >= content.MOST
    return replace(column, role=Role.DEGREE) if degrees else column
