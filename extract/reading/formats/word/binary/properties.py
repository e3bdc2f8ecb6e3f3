"""Properties of characters and paragraphs of Word 97-2003: lists of modifiers ("sprm", [MS-DOC] 2.2.5, 2.6)."""

from __future__ import annotations

from struct import unpack_from
from typing import TYPE_CHECKING, NamedTuple

from extract.reading.grid import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

#: Bytes of the operand by the three highest bits of a modifier; it says its length itself where there are none here.
_LENGTHS = (1, 1, 2, 4, 2, 2, 0, 3)
_VARIABLE = 6
_TABLES = frozenset({0xD606, 0xD608})
_TABS, _COUNTED = 0xC615, 255
#: Modifiers whose operand is the place of more of them in the stream of data.
_ELSEWHERE = frozenset({0x6645, 0x6646, 0x646B})
#: Toggles of characters with the reason why their text is not current, the weightiest first ([MS-DOC] 2.6.1).
_REASONS = ((0x0800, Reason.DELETED), (0x083C, Reason.INVISIBLE), (0x0837, Reason.STRUCK), (0x2A53, Reason.STRUCK))
_TOGGLES = frozenset(code for code, _ in _REASONS)
_SPECIAL, _SYMBOL, _PLAIN, _CHARACTER_STYLE = 0x0855, 0x6A09, 0x2A33, 0x4A30
_AS_STYLE, _UNLIKE_STYLE = 0x80, 0x81
_NOTHING: frozenset[int] = frozenset()
#: Modifiers that place a paragraph in a table, and that set its style and list ([MS-DOC] 2.6.2).
_IN_TABLE, _ROW, _DEPTH, _INNER_CELL, _INNER_ROW = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
_OF_PLACE = frozenset({_IN_TABLE, _ROW, _DEPTH, _INNER_CELL, _INNER_ROW})
_STYLE, _LEVEL, _NUMBER = 0x4600, 0x260A, 0x460B
#: Tables within tables are taken apart this deep.
_DEEPEST = 12


def modifiers(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The modifiers with their operands; what is cut off at the end is left out."""
    at, end = 0, len(data)
    while at + 2 < end:
        code = data[at] | data[at + 1] << 8
        at += 2
        length = _LENGTHS[code >> 13]
        if code in _TABLES:
            length = (data[at] | data[at + 1] << 8) + 1 if at + 1 < end else end
        elif code >> 13 == _VARIABLE:
            length = data[at] + 1
            if code == _TABS and length > _COUNTED:
                length = _tabs(data, at)
        if at + length > end:
            return
        yield code, data[at : at + length]
        at += length


def _tabs(data: bytes, at: int) -> int:
    """The length of a list of tabs too long for its own byte: four bytes a tab deleted, three a tab added."""
    deleted = data[at + 1] if at + 1 < len(data) else 0
    added = at + 2 + 4 * deleted
    return 3 + 4 * deleted + 3 * (data[added] if added < len(data) else 0)


def toggles(data: bytes) -> tuple[tuple[int, int], ...]:
    """The toggles among modifiers of characters with their values, the last of each."""
    made = {code: operand[0] for code, operand in modifiers(data) if code in _TOGGLES}
    return tuple(made.items())


def turned_on(values: Iterable[tuple[int, int]], base: frozenset[int]) -> frozenset[int]:
    """The toggles that are on where ``base`` are those of the style ([MS-DOC] 2.9.327)."""
    on = set(base)
    for code, value in values:
        is_on = code in base if value == _AS_STYLE else code not in base if value == _UNLIKE_STYLE else value != 0
        (on.add if is_on else on.discard)(code)
    return frozenset(on)


class CharacterProperties(NamedTuple):
    """``toggles`` tell why characters are not current.

    ``special`` are no text but signs of Word, ``symbol`` is what is shown for them.
    """

    toggles: tuple[tuple[int, int], ...] = ()
    special: bool = False
    symbol: str = ""

    def reason(self, base: frozenset[int] = _NOTHING) -> Reason | None:
        """Why the characters are not current; ``base`` are the toggles of their paragraph's style."""
        if not self.toggles and not base:
            return None
        on = turned_on(self.toggles, base)
        return next((reason for code, reason in _REASONS if code in on), None)


def of_characters(data: bytes, styles: Mapping[int, frozenset[int]]) -> CharacterProperties:
    """What modifiers say of characters; ``styles`` are the toggles that styles of characters turn on."""
    special, symbol = False, ""
    values: dict[int, int] = {}
    for code, operand in modifiers(data):
        if code in _TOGGLES:
            values[code] = operand[0]
        elif code == _SPECIAL:
            special = operand[0] == 1
        elif code == _PLAIN:
            values.clear()
        elif code == _CHARACTER_STYLE:
            values = dict.fromkeys(styles.get(operand[0] | operand[1] << 8, _NOTHING), 1)
        elif code == _SYMBOL:
            symbol = chr(operand[2] | operand[3] << 8)
    return CharacterProperties(tuple(values.items()), special, symbol)


class ParagraphProperties(NamedTuple):
    """``depth`` counts the tables around the paragraph; it may be the last of a cell or what ends a row.

    ``style`` is its number; ``number`` and ``level`` (from 0) are of the list that numbers it, where it says so itself.
    ``modifiers`` are all of them where it ends a row: they tell of the row.
    """

    depth: int = 0
    ends_cell: bool = False
    ends_row: bool = False
    style: int = 0
    number: int | None = None
    level: int | None = None
    modifiers: bytes = b""


def of_paragraph(data: bytes, elsewhere: bytes) -> ParagraphProperties:
    """What a style's number and modifiers say of a paragraph; ``elsewhere`` is the stream of data."""
    style = data[0] | data[1] << 8 if len(data) > 1 else 0
    whole = _whole(data[2:], elsewhere)
    number, level = numbered(whole)
    values: dict[int, int] = {}
    for code, operand in modifiers(whole):
        if code in _OF_PLACE:
            values[code] = int.from_bytes(operand[:4], "little")
        elif code == _STYLE:
            style = int.from_bytes(operand, "little")
    depth = values.get(_DEPTH, 0) or int(bool(values.get(_IN_TABLE)))
    made = ParagraphProperties(min(depth, _DEEPEST) if depth < 1 << 31 else 1, style=style, number=number, level=level)
    if not made.depth:
        return made
    inner = made.depth > 1
    ends_row = bool(values.get(_INNER_ROW if inner else _ROW))
    return made._replace(
        ends_row=ends_row,
        ends_cell=inner and bool(values.get(_INNER_CELL)),
        modifiers=whole if ends_row else b"",
    )


def numbered(data: bytes) -> tuple[int | None, int | None]:
    """The number of a list and the level that modifiers set; None for what they do not."""
    number = level = None
    for code, operand in modifiers(data):
        if code == _NUMBER:
            number = operand[0] | operand[1] << 8
        elif code == _LEVEL:
            level = operand[0]
    return number, level


def _whole(data: bytes, elsewhere: bytes) -> bytes:
    """The modifiers with those in the stream of data put behind, where they may not be named again."""
    for code, operand in modifiers(data):
        if code in _ELSEWHERE:
            at = int.from_bytes(operand, "little")
            if at + 2 <= len(elsewhere):
                (length,) = unpack_from("<H", elsewhere, at)
                data += elsewhere[at + 2 : at + 2 + length]
    return data
