"""Which rows of a table are its header, in one level or several, and what each column holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.model import Role
from extract.reading.header_words import LEGAL, LONGEST, level, path_role, role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.reading.grid import GridCell

    Line = Sequence[GridCell]

_NO_GROUP = re.compile(f"[:：]|{LEGAL.pattern}")
_CODE = re.compile(r"[0-9A-Za-z\s-]{8,}")
_PARENT = {Role.NAME: Role.SUB_NAME, Role.CODE: Role.SUB_CODE}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: ``index`` from 0; ``header`` as printed, levels joined by ``·``, line breaks left out.

    ``repeats`` where one merged header cell covers this column and the one before it.
    """

    index: int
    role: Role
    header: str
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table and how many rows its header takes; ``words`` are the levelled words of those rows."""

    columns: tuple[Column, ...]
    depth: int
    words: tuple[tuple[str, ...], ...]

    @property
    def width(self) -> int:
        """How many cells a row below is expected to have."""
        return len(self.columns)

    def has(self, role: Role) -> bool:
        """Whether any column is of that role."""
        return any(column.role is role for column in self.columns)


def header_at(rows: Sequence[Line], start: int) -> Header | None:
    """The header that begins at row ``start``: a group row above it and rows of sub-headers below it included."""
    if any(len(cell.text) > LONGEST or "《" in cell.text or cell.text.isdecimal() for cell in rows[start]):
        return None  # rows of data, quickly
    if _is_header(rows[start]):
        main = start
    elif start + 1 < len(rows) and _is_group(rows[start], rows[start + 1]):
        main = start + 1
    else:
        return None
    end = main + 1
    while end < len(rows) and (_is_sub(rows[end - 1], rows[end]) or _is_count(rows[end])):
        end += 1
    named = [row for row in rows[start:end] if not _is_count(row)]
    return Header(_columns(named), end - start, tuple(tuple(level(cell.text) for cell in row) for row in named))


def with_guesses(header: Header, rows: Sequence[Line]) -> Header:
    """Columns that only their content in ``rows`` tells: nameless ones at the end, the basis, 编号 that holds codes."""
    width = max((len(row) for row in rows), default=0)
    texts = {index: [row[index].text for row in rows if _filled(row, index)] for index in range(width)}
    beyond = [index for index in range(header.width, width) if 2 * len(texts[index]) >= len(rows)]
    more = range(header.width, max(beyond, default=-1) + 1)
    columns = (*header.columns, *(Column(index, Role.OTHER, "") for index in more))
    guesses = {} if header.has(Role.BASIS) else _basis_by_content(columns, texts)
    if not header.has(Role.CODE):
        guesses |= {at.index: Role.CODE for at in columns if at.role is Role.SERIAL and _codes(texts.get(at.index))}
    return replace(header, columns=tuple(replace(at, role=guesses.get(at.index, at.role)) for at in columns))


def _filled(row: Line, index: int) -> bool:
    return index < len(row) and bool(row[index].text.strip())


def _basis_by_content(columns: Sequence[Column], texts: dict[int, list[str]]) -> dict[int, Role]:
    """The nameless column that is fullest of titles and articles, if at least every other cell of it holds any."""
    share = {
        at.index: sum(bool(LEGAL.search(text)) for text in texts[at.index]) / len(texts[at.index])
        for at in columns
        if not at.header and texts.get(at.index)
    }
    best = max(share, key=lambda index: share[index], default=-1)
    return {best: Role.BASIS} if share.get(best, 0) >= 0.5 else {}


def _codes(texts: list[str] | None) -> bool:
    return bool(texts) and all(_CODE.fullmatch(text) for text in texts or ())


def _is_header(row: Line) -> bool:
    """Three known words, or nothing but known words; in a card known words alternate with what they hold."""
    cells = [cell for at, cell in enumerate(row) if cell.text.strip() and not (at and _across(row, at))]
    known = [role(cell.text) for cell in cells]
    words = {level(cell.text) for cell, found in zip(cells, known, strict=True) if found}
    if len(words) < 2 or not any(left and right for left, right in pairwise(known)):
        return False
    if len(words) >= 3:
        return sum(map(bool, known)) >= 0.4 * len(cells)
    return all(known) and any(found in {Role.NAME, Role.BASIS} for found in known)


def _is_group(row: Line, below: Line) -> bool:
    """A row that groups the columns of the header below it: 权力清单 over six columns, 责任清单 over five.

    Each of its cells spans several columns, is a header word that stands there alone, or goes on below.
    """
    cells = [at for at, cell in enumerate(row) if cell.text.strip() and not _across(row, at)]
    if len(cells) < 2 or any(len(row[at].text.strip()) > 15 or _NO_GROUP.search(row[at].text) for at in cells):
        return False
    spans = [at for at in cells if _spans(row, below, at)]
    alone = [at for at in cells if at not in spans]
    merged = any(_across(row, at) for at in range(len(row)))
    return (
        bool(spans)
        and all(role(row[at].text) or (at < len(below) and row[at].text == below[at].text) for at in alone)
        and (merged or any(role(row[at].text) for at in cells))
        and _is_header(below)
    )


def _spans(row: Line, below: Line, at: int) -> bool:
    """Whether a merged cell goes on to the right, or was one before an export left blanks over other headers."""
    if at + 1 >= len(row):
        return False
    return _across(row, at + 1) or (not row[at + 1].text.strip() and _filled(below, at) and _filled(below, at + 1))


def _across(row: Line, index: int) -> bool:
    return row[index].inherited and index > 0 and row[index].text == row[index - 1].text


def _is_sub(above: Line, row: Line) -> bool:
    fresh = [
        index
        for index, cell in enumerate(row)
        if cell.text.strip() and not (cell.inherited and index < len(above) and cell.text == above[index].text)
    ]
    words = [row[index].text for index in fresh]
    if not words or any(len(word) > LONGEST or level(word).isdecimal() for word in words):
        return False
    spread = any(index < len(above) and (not above[index].text.strip() or _across(above, index)) for index in fresh)
    return spread and sum(role(word) is not None for word in words) * 2 >= len(words)


def _is_count(row: Line) -> bool:
    """A row that only counts the columns: 1 2 3 4."""
    texts = [cell.text.strip() for cell in row if cell.text.strip()]
    return len(texts) >= 3 and texts == [str(number) for number in range(1, len(texts) + 1)]


def _columns(rows: Sequence[Line]) -> tuple[Column, ...]:
    width = max((cell.column for row in rows for cell in row if cell.text.strip()), default=0)
    filled = [_spread([*row[:width]], below) for row, below in zip(rows, [*rows[1:], ()], strict=True)]
    return tuple(_column(filled, index) for index in range(width))


def _spread(row: list[GridCell], below: Line) -> list[GridCell]:
    """A group header that was a merged cell before it was exported: its blanks to the right are its own."""
    for index in range(1, len(row)):
        if (
            not row[index].text.strip()
            and index < len(below)
            and below[index].text.strip()
            and below[index - 1].text.strip()
        ):
            row[index] = row[index]._replace(text=row[index - 1].text, inherited=True)
    return row


def _column(rows: Sequence[Line], index: int) -> Column:
    cells = [row[index] for row in rows if index < len(row) and row[index].text.strip()]
    words = [cell.text for at, cell in enumerate(cells) if not at or cell.text != cells[at - 1].text]
    repeats = bool(cells) and all(_across(row, index) for row in rows if index < len(row) and row[index].text.strip())
    found = (path_role(words) if words else None) or Role.OTHER
    printed = "·".join(re.sub(r"\s*\n\s*", "", word).strip() for word in words)
    return Column(index, _PARENT.get(found, found) if repeats else found, printed, repeats)
