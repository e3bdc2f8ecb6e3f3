"""Rows of tables of Word 97-2003: where their cells begin and end, and which are merged ([MS-DOC] 2.6.3, 2.9.314)."""

from __future__ import annotations

from struct import unpack_from

from extract.reading.formats.word.binary.properties import modifiers
from extract.reading.formats.word.rows import RowDefinition, across

_DEFINITION, _MERGE, _SPLIT, _DOWNWARDS = 0xD608, 0x5624, 0x5625, 0xD62B
_CELL = 20
_ACROSS, _DOWN, _RESTART = 0x3, 5, 3


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
    made.across = list(across([value & _ACROSS for value in flags]))
    made.down = [value >> _DOWN & _RESTART for value in flags]
    return made
