"""Which characters of a document of Word 97-2003 are not its current text, are signs of Word, or stand for a symbol."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from extract.reading.formats.word.binary.properties import CharacterProperties, of_characters
from extract.reading.formats.word.texts import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from extract.reading.formats.word.binary.pages import FormatPages
    from extract.reading.formats.word.binary.pieces import Pieces

#: What Word shows for its signs in a text ([MS-DOC] 2.4.1); the others show nothing.
_SIGNS = dict[int, str | None].fromkeys(range(0x20)) | {
    0x09: "\t", 0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x0E: "\n", 0x07: "\n", 0x1E: "-",
}  # fmt: skip
#: Characters that are signs of Word where their property says so: bounds of structured text, a symbol.
_SPECIAL = {ord(sign): None for sign in "<>("}
_PLAIN = CharacterProperties()
#: Properties that are kept taken apart.
_KEPT = 10_000
_BEGINS, _PARTS, _ENDS = "\x13", "\x14", "\x15"
_FIELDS = re.compile(f"[{_BEGINS}{_PARTS}{_ENDS}\r\x07]")
_UNSHOWN = re.compile("[^\r\x07]")


class CharacterSpan(NamedTuple):
    """Characters ``start`` to ``end`` and their properties."""

    start: int
    end: int
    properties: CharacterProperties


class Characters:
    """The text of a document, with the spans whose characters have a property that matters."""

    def __init__(self, pieces: Pieces, pages: FormatPages, styles: Mapping[int, frozenset[int]]) -> None:
        self.text = pieces.text
        self._spans = list(_spans(pieces, pages, styles))
        self._starts = [span.start for span in self._spans]

    def blank_fields(self, start: int, end: int) -> None:
        """Make what fields are computed from, and their signs, characters that show nothing; their results stay."""
        self.text = self.text[:start] + without_instructions(self.text[start:end]) + self.text[end:]

    def at(self, place: int) -> CharacterProperties:
        """The properties of a character."""
        number = bisect_right(self._starts, place) - 1
        return self._spans[number].properties if number >= 0 and place < self._spans[number].end else _PLAIN

    def shown(self, start: int, end: int) -> Iterator[tuple[str, CharacterProperties]]:
        """What is shown of the characters, span by span."""
        at = start
        for number in range(max(0, bisect_right(self._starts, start) - 1), len(self._spans)):
            span = self._spans[number]
            if span.start >= end:
                break
            if span.end <= at:
                continue
            if span.start > at:
                yield _shown(self.text[at : span.start], _PLAIN), _PLAIN
                at = span.start
            last = min(span.end, end)
            yield _shown(self.text[at:last], span.properties), span.properties
            at = last
        if at < end:
            yield _shown(self.text[at:end], _PLAIN), _PLAIN

    def current(self, start: int, end: int) -> str:
        """The current text of the characters, its paragraphs on lines of their own."""
        return "".join(text for text, properties in self.shown(start, end) if properties.reason() is None).strip()


def _shown(text: str, properties: CharacterProperties) -> str:
    if properties.symbol:
        return joined(properties.symbol) * (len(text) - text.count("\0"))
    if properties.special:
        text = text.translate(_SPECIAL)
    return joined(text.translate(_SIGNS))


def _spans(pieces: Pieces, pages: FormatPages, styles: Mapping[int, frozenset[int]]) -> Iterator[CharacterSpan]:
    """The spans in the order of the text; neighbours with the same properties are one."""
    known: dict[bytes, CharacterProperties] = {}
    last: CharacterSpan | None = None
    for piece in pieces.pieces:
        for run in pages.runs(piece.place, piece.place + (piece.end - piece.start) * piece.width):
            key = run.properties + piece.properties
            properties = known.get(key)
            if properties is None:
                if len(known) >= _KEPT:
                    known.clear()
                properties = known[key] = of_characters(key, styles)
            if properties == _PLAIN:
                continue
            start = piece.start + (run.start - piece.place) // piece.width
            span = CharacterSpan(start, piece.start + (run.end - piece.place) // piece.width, properties)
            if last is not None and (last.end, last.properties) == (span.start, properties):
                last = last._replace(end=span.end)
                continue
            if last is not None:
                yield last
            last = span
    if last is not None:
        yield last


def without_instructions(text: str) -> str:
    """The text with the instructions of its fields as characters that show nothing ([MS-DOC] 2.8.25).

    A field is 0x13, its instruction, 0x14 and its result, where it has one, 0x15. What looks like one and goes over
    cells, or without a result over paragraphs, is none: text would be lost.
    """
    opened: list[_Field] = []
    hidden: list[tuple[int, int]] = []
    paragraph = cell = -1
    for match in _FIELDS.finditer(text):
        at, sign = match.start(), match[0]
        if sign == _BEGINS:
            opened.append(_Field(at))
        elif sign == _PARTS and opened:
            opened[-1].end = opened[-1].end or at + 1
            opened[-1].broken = opened[-1].broken or cell > opened[-1].begin
        elif sign == _ENDS and opened:
            field = opened.pop()
            if not (field.broken if field.end else max(paragraph, cell) > field.begin):
                hidden.append((field.begin, field.end or at + 1))
        elif sign == "\r":
            paragraph = at
        elif sign == "\x07":
            cell = at
    return _hidden(text, sorted(hidden))


@dataclass(slots=True)
class _Field:
    """A field from its ``begin`` on; ``end`` is behind its instruction, 0 where that goes on."""

    begin: int
    end: int = 0
    broken: bool = False


def _hidden(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with the spans, which may be within each other, as characters that show nothing; paragraphs stay."""
    made = []
    at = 0
    for begin, end in spans:
        if end > at:
            made += [text[at:begin], _UNSHOWN.sub("\0", text[max(at, begin) : end])]
            at = end
    return "".join([*made, text[at:]])
