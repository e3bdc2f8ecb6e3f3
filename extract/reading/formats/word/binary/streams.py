"""The streams of a document of Word 97-2003 and what its first bytes, the FIB ([MS-DOC] 2.5), tell of their parts."""

from __future__ import annotations

from enum import IntEnum
from struct import unpack_from
from typing import TYPE_CHECKING, NamedTuple

from extract.model import Unreadable

if TYPE_CHECKING:
    from extract.reading.formats.compound import CompoundFile

_IDENTIFIER = 0xA5EC
_FIRST_VERSION = 0xC1
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
#: Where the FIB has its identifier, version and flags, the lengths of the stories, and the places of the parts.
_LENGTHS, _COUNT, _PLACES = 76, 152, 154


class TablePart(IntEnum):
    """Parts of the table stream by their number in FibRgFcLcb97 ([MS-DOC] 2.5.6)."""

    STYLES = 1
    FOOTNOTE_PLACES = 2
    FOOTNOTES = 3
    COMMENT_PLACES = 4
    COMMENTS = 5
    HEADERS = 11
    CHARACTER_PAGES = 12
    PARAGRAPH_PAGES = 13
    PIECES = 33
    SHAPES = 40
    ENDNOTE_PLACES = 46
    ENDNOTES = 47
    BOXES = 56
    LISTS = 73
    NUMBERS = 74


class Lengths(NamedTuple):
    """Characters (of UTF-16) of the stories of a document, in the order in which its text holds them."""

    main: int
    footnotes: int
    headers: int
    macros: int
    comments: int
    endnotes: int
    boxes: int
    header_boxes: int

    def span(self, story: str) -> tuple[int, int]:
        """The first character of a story and the first behind it."""
        at = self._fields.index(story)
        return sum(self[:at]), sum(self[: at + 1])


class Streams:
    """``text`` holds the characters and their properties, ``table`` what tells of them, ``data`` what is long."""

    def __init__(self, file: CompoundFile) -> None:
        """Raises Unreadable where the document is encrypted or older than Word 97; struct.error where it is cut."""
        self.text = file.read("WordDocument")
        identifier, version = unpack_from("<HH", self.text)
        (flags,) = unpack_from("<H", self.text, 10)
        if identifier != _IDENTIFIER or version < _FIRST_VERSION:
            raise Unreadable(
                "",
                "是 Word 97 以前的 .doc 文件，或不是 Word 文件；请用办公软件打开后另存为 .docx 再读",
                "a .doc file older than Word 97, or none of Word; save it as .docx from an office program",
            )
        if flags & _ENCRYPTED:
            raise Unreadable(
                "",
                "文件已加密，需要密码；请取消密码保护后另存再读",
                "encrypted, a password is needed; take the protection off and save it again",
            )
        self.table = file.read("1Table" if flags & _SECOND_TABLE else "0Table")
        self.data = file.read("Data")
        self.lengths = Lengths(*unpack_from("<8I", self.text, _LENGTHS))
        (count,) = unpack_from("<H", self.text, _COUNT)
        count = min(count, (len(self.text) - _PLACES) // 8)
        self._places = unpack_from(f"<{2 * count}I", self.text, _PLACES)

    def part(self, part: TablePart) -> bytes:
        """A part of the table stream; empty where the document has none."""
        start, length = self._places[2 * part : 2 * part + 2] or (0, 0)
        return self.table[start : start + length]

    def behind(self, part: TablePart) -> bytes:
        """What follows a part in the table stream; empty where the document has no such part."""
        start, length = self._places[2 * part : 2 * part + 2] or (0, 0)
        return self.table[start + length :] if length else b""


def positions(part: bytes, size: int = 0) -> tuple[int, ...]:
    """The numbers at the beginning of a PLC ([MS-DOC] 2.2.2), whose entries of ``size`` bytes follow them."""
    count = max(0, (len(part) - 4) // (4 + size) + 1) if len(part) >= 4 else 0
    return unpack_from(f"<{count}I", part)
