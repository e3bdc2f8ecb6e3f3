"""Styles of a document of Word 97-2003: the lists they belong to, and whether they hide or strike out their text."""

from __future__ import annotations

import struct
from contextlib import suppress
from struct import unpack_from
from typing import TYPE_CHECKING, NamedTuple

from extract.reading.formats.word.binary.properties import numbered, toggles, turned_on

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARAGRAPHS, _CHARACTERS = 1, 2
#: DocumentStyles are based on styles this deep ([MS-DOC] 2.9.260).
_DEEPEST = 11


class _Style(NamedTuple):
    """What a style says itself; ``base`` is the number of the one it is based on."""

    base: int
    number: int | None = None
    level: int | None = None
    toggles: tuple[tuple[int, int], ...] = ()


class DocumentStyles:
    """``numbers`` are list and level (from 0) of styles of paragraphs, ``on`` the toggles of any, by index."""

    def __init__(self, part: bytes) -> None:
        own: dict[int, _Style] = {}
        with suppress(struct.error, IndexError):  # what is cut off ends the styles
            own.update(_styles(part))
        self.numbers: dict[int, tuple[int, int]] = {}
        self.on: dict[int, frozenset[int]] = {}
        for style in own:
            number = level = None
            on: frozenset[int] = frozenset()
            for base in reversed(list(_bases(style, own))):
                number = number if base.number is None else base.number
                level = level if base.level is None else base.level
                on = turned_on(base.toggles, on)
            if number:
                self.numbers[style] = number, level or 0
            if on:
                self.on[style] = on


def _bases(style: int, own: dict[int, _Style]) -> Iterator[_Style]:
    """A style and those it is based on, which may be based on each other in a damaged document."""
    for _ in range(_DEEPEST):
        if style not in own:
            return
        yield own[style]
        style = own[style].base


def _styles(part: bytes) -> Iterator[tuple[int, _Style]]:
    """Each style of the part ([MS-DOC] 2.4.6.5, 2.9.259)."""
    if not part:
        return
    size, count, fixed = unpack_from("<HHH", part)
    at = 2 + size
    for number in range(count):
        (length,) = unpack_from("<H", part, at)
        if length:
            with suppress(struct.error):  # one style that is cut off
                yield number, _style(part[at + 2 : at + 2 + length], fixed)
        at += 2 + length


def _style(entry: bytes, fixed: int) -> _Style:
    kind, parts = unpack_from("<HH", entry, 2)
    (name,) = unpack_from("<H", entry, fixed)
    at = fixed + 2 + 2 * name + 2
    modifiers = []
    for _ in range(parts & 0xF):
        (length,) = unpack_from("<H", entry, at)
        modifiers.append(entry[at + 2 : at + 2 + length])
        at += 2 + length + length % 2
    if kind & 0xF == _PARAGRAPHS and modifiers:
        of_characters = toggles(modifiers[1]) if len(modifiers) > 1 else ()
        return _Style(kind >> 4, *numbered(modifiers[0][2:]), of_characters)
    if kind & 0xF == _CHARACTERS and modifiers:
        return _Style(kind >> 4, toggles=toggles(modifiers[0]))
    return _Style(kind >> 4)
