"""The lists that number paragraphs in a document of Word 97-2003."""

from __future__ import annotations

import struct
from contextlib import suppress
from struct import unpack_from
from typing import TYPE_CHECKING

from extract.reading.formats.word.binary.streams import TablePart
from extract.reading.formats.word.numbering import FORMS, ListLevel, ListNumber, Numbering

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.reading.formats.word.binary.streams import Streams

_LEVELS = 9
_LIST, _LEVEL, _NUMBER, _OVERRIDE = 28, 28, 16, 8
_SIMPLE, _HAS_START, _HAS_LEVEL = 0x1, 0x10, 0x20
#: More lists than any document has; each has up to nine levels.
_MOST = 20_000


def numbering(streams: Streams) -> Numbering:
    """The lists of a document ([MS-DOC] 2.9.131, 2.9.150); a list that is cut off ends them."""
    lists: dict[str, dict[int, ListLevel]] = {}
    numbers: dict[str, ListNumber] = {}
    with suppress(struct.error, IndexError):
        lists.update(_lists(streams.part(TablePart.LISTS), streams.behind(TablePart.LISTS)))
    with suppress(struct.error, IndexError):
        numbers.update(_numbers(streams.part(TablePart.NUMBERS) + streams.behind(TablePart.NUMBERS)))
    return Numbering(lists, numbers, {})


def _lists(part: bytes, levels: bytes) -> Iterator[tuple[str, dict[int, ListLevel]]]:
    """Each list with its levels, which follow behind all lists."""
    count = min(unpack_from("<H", part)[0], _MOST) if part else 0
    at = 0
    for number in range(count):
        start = 2 + _LIST * number
        (name,) = unpack_from("<I", part, start)
        made = {}
        for level in range(1 if part[start + 26] & _SIMPLE else _LEVELS):
            made[level], length = _level(levels, at)
            at += length
        yield str(name), made


def _level(data: bytes, at: int) -> tuple[ListLevel, int]:
    """A level and how many bytes it takes ([MS-DOC] 2.9.151): its text has a number below nine for each level in it."""
    start, form = unpack_from("<iB", data, at)
    places = data[at + 6 : at + 15]
    length = _LEVEL + data[at + 24] + data[at + 25]
    (count,) = unpack_from("<H", data, at + length)
    units = unpack_from(f"<{count}H", data, at + length + 2)
    counted = {place - 1 for place in places if place}
    text = "".join(
        f"%{unit + 1}" if index in counted and unit < _LEVELS else chr(unit) for index, unit in enumerate(units)
    )
    shown = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return ListLevel(max(0, start), FORMS.get(form, "decimal"), shown), length + 2 + 2 * count


def _numbers(data: bytes) -> Iterator[tuple[str, ListNumber]]:
    """Each number, from 1, with its list and what of its levels differs ([MS-DOC] 2.9.132, 2.9.135)."""
    count = unpack_from("<I", data)[0] if data else 0
    at = 4 + _NUMBER * count
    for number in range(min(count, _MOST)):
        (name,) = unpack_from("<I", data, 4 + _NUMBER * number)
        starts: dict[int, int] = {}
        levels: dict[int, ListLevel] = {}
        at += 4
        for _ in range(data[4 + _NUMBER * number + 12]):
            start, flags = unpack_from("<iI", data, at)
            at += _OVERRIDE
            if flags & _HAS_LEVEL:
                levels[flags & 0xF], length = _level(data, at)
                at += length
                start = levels[flags & 0xF].start
            if flags & _HAS_START:
                starts[flags & 0xF] = max(0, start)
        yield str(number + 1), ListNumber(str(name), starts, levels)
