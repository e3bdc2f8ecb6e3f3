"""The text of a document of Word 97-2003 out of the pieces that it is stored in ([MS-DOC] 2.4.1, 2.8.35)."""

from __future__ import annotations

from bisect import bisect_right
from struct import unpack_from
from typing import TYPE_CHECKING, NamedTuple

from extract.model import Unreadable
from extract.reading.formats.word.binary.streams import TablePart, positions

if TYPE_CHECKING:
    from extract.reading.formats.word.binary.streams import Streams

#: More characters than Word lets a document have (32 MB).
_MOST = 1 << 25
_PROPERTIES, _TABLE = 1, 2
_COMPRESSED = 0x40000000
#: Single properties of a piece by their number in a Prm0 ([MS-DOC] 2.9.217), for those that matter here.
_SINGLE = {
    0x0C: 0x260A, 0x18: 0x2416, 0x19: 0x2417, 0x41: 0x0800, 0x42: 0x0801, 0x57: 0x0837, 0x5C: 0x083C, 0x73: 0x2A53,
    0x75: 0x0855,
}  # fmt: skip


class TextPiece(NamedTuple):
    """Characters ``start`` to ``end``; the first is at byte ``place``, each has ``width`` bytes (1 or 2).

    ``properties`` are those of the piece, which hold beside those of its characters and paragraphs.
    """

    start: int
    end: int
    place: int
    width: int
    properties: bytes


class Pieces:
    """The pieces of a document; ``text`` has one character for each unit of UTF-16, as Word counts them."""

    def __init__(self, streams: Streams) -> None:
        """Raises Unreadable where there is no text, or more of it than bytes."""
        self.pieces = tuple(_pieces(streams.part(TablePart.PIECES)))
        length = sum(piece.end - piece.start for piece in self.pieces)
        if not self.pieces or length > min(_MOST, len(streams.text)):
            raise Unreadable("", "文件已损坏：正文的位置表不完整", "damaged: the table of pieces of its text is broken")
        self.text = "".join(_decoded(streams.text, piece) for piece in self.pieces)
        self._starts = [piece.start for piece in self.pieces]

    def of(self, at: int) -> TextPiece:
        """The piece that holds a character."""
        return self.pieces[max(0, bisect_right(self._starts, at) - 1)]

    def place(self, at: int) -> int:
        """The byte at which a character stands."""
        piece = self.of(at)
        return piece.place + (at - piece.start) * piece.width


def _pieces(part: bytes) -> list[TextPiece]:
    properties: list[bytes] = []
    at = 0
    while part[at] == _PROPERTIES:
        (length,) = unpack_from("<H", part, at + 1)
        properties.append(part[at + 3 : at + 3 + length])
        at += 3 + length
    if part[at] != _TABLE:
        return []
    (length,) = unpack_from("<I", part, at + 1)
    table = part[at + 5 : at + 5 + length]
    bounds = positions(table, 8)
    made: list[TextPiece] = []
    for number in range(len(bounds) - 1):
        place, modifier = unpack_from("<IH", table, 4 * len(bounds) + 8 * number + 2)
        compressed = bool(place & _COMPRESSED)
        place &= _COMPRESSED - 1
        start, end = bounds[number : number + 2]
        if not (made[-1].end if made else 0) == start < end:
            return []
        made.append(
            TextPiece(start, end, place // 2 if compressed else place, 2 - compressed, _modified(modifier, properties))
        )
    return made


def _modified(modifier: int, properties: list[bytes]) -> bytes:
    """The properties that a piece names: a set of its own, or a single one."""
    if modifier & 1:
        at = modifier >> 1
        return properties[at] if at < len(properties) else b""
    code = _SINGLE.get(modifier >> 1 & 0x7F)
    return code.to_bytes(2, "little") + bytes((modifier >> 8,)) if code else b""


def _decoded(stream: bytes, piece: TextPiece) -> str:
    """The characters of a piece, exactly as many as it has: two where UTF-16 needs two units for one."""
    length = piece.end - piece.start
    data = stream[piece.place : piece.place + length * piece.width].ljust(length * piece.width, b"\0")
    if piece.width == 1:
        return data.decode("cp1252", "replace")
    text = data.decode("utf-16-le", "surrogatepass")
    if len(text) != length:
        return "".join(map(chr, unpack_from(f"<{length}H", data)))
    return text
