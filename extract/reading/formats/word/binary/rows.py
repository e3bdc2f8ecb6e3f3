"""Rows of tables of Word 97-2003: where their cells begin and end, and which are merged ([MS-DOC] 2.6.3, 2.9.314)."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from struct import unpack_from
from typing import TYPE_CHECKING

from extract.reading.formats.word.binary.properties import modifiers

if TYPE_CHECKING:
    from collections.abc import Iterable

_DEFINITION, _MERGE, _SPLIT, _DOWNWARDS = 0xD608, 0x5624, 0x5625, 0xD62B
_CELL = 20
_ACROSS, _DOWN, _RESTART = 0x3, 5, 3
#: How a cell is merged down that goes into the one above it.
GOES_ON = 1
#: Twips (1/1440 inch) within which the edges of two rows are one; a column of one small character has twice as many.
_NARROW = 100


@dataclass(slots=True)
class RowDefinition:
    """The ``edges`` of the cells in twips, one more than cells; how each is merged ``across`` and ``down``.

    A cell merged across goes into the one before it; one merged down has ``GOES_ON``
    where it goes into the cell above.
    """

    edges: tuple[int, ...] = ()
    across: list[bool] = field(default_factory=list)
    down: list[int] = field(default_factory=list)


def definition(data: bytes) -> RowDefinition:
    """What the modifiers of a paragraph that ends a row say of it."""
    made = RowDefinition()
    flags: list[int] = []
    for code, operand in modifiers(data):
        if code == _DEFINITION and len(operand) > 2:
            count = min(operand[2], (len(operand) - 5) // 2)
            made.edges = unpack_from(f"<{count + 1}h", operand, 3) if count > 0 else ()
            cells = operand[5 + 2 * count :]
            flags = [
                unpack_from("<H", cells, at)[0] if at + 2 <= len(cells) else 0 for at in range(0, _CELL * count, _CELL)
            ]
        elif code == _MERGE:
            first, last = operand[0], min(operand[1], len(flags))
            for at in range(first, last):
                flags[at] = flags[at] & ~_ACROSS | (1 if at == first else 2)
        elif code == _SPLIT:
            for at in range(operand[0], min(operand[1], len(flags))):
                flags[at] &= ~_ACROSS
        elif code == _DOWNWARDS and len(operand) > 2 and operand[1] < len(flags):
            flags[operand[1]] = flags[operand[1]] & ~(_RESTART << _DOWN) | (operand[2] & _RESTART) << _DOWN
    made.across = list(_across([value & _ACROSS for value in flags]))
    made.down = [value >> _DOWN & _RESTART for value in flags]
    return made


def _across(values: list[int]) -> Iterable[bool]:
    """Which cells go into the one before them.

    Descriptions of the format differ on which of 1 and 2 is the first cell of those merged and which are the others;
    the first of a run of either is the first, and its value begins the next ones.
    """
    begins = 0
    for value in values:
        if not value or not begins:
            begins = value
            yield False
        else:
            yield value != begins


class Columns:
    """The columns of a table, from the edges of all of its rows."""

    def __init__(self, rows: Iterable[RowDefinition]) -> None:
        edges: dict[int, set[tuple[int, ...]]] = {}
        for row in rows:
            for edge in row.edges:
                edges.setdefault(edge, set()).add(row.edges)
        self._edges: list[int] = []
        of_last: set[tuple[int, ...]] = set()
        for edge in sorted(edges):
            if self._edges and edge - self._edges[-1] < _NARROW and not of_last & edges[edge]:
                of_last |= edges[edge]
            else:
                self._edges.append(edge)
                of_last = edges[edge]

    def spans(self, row: RowDefinition) -> tuple[int, list[int]]:
        """How many columns stand before a row, and how many each of its cells takes, none of them fewer than one."""
        bounds = [max(0, bisect_right(self._edges, edge) - 1) for edge in row.edges]
        before = at = bounds[0] if bounds else 0
        spans = []
        for bound in bounds[1:]:
            spans.append(max(1, bound - at))
            at += spans[-1]
        return before, spans
