"""The words and texts of a document in RTF, and the fonts that tell how its bytes are read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?"  # a word and its number
    rb"|((?:\\'[0-9a-fA-F]{2})+)"  # bytes as hexadecimal numbers
    rb"|\\([^a-zA-Z])"  # a sign
    rb"|([{}])"
    rb"|([^\\{}\r\n\0]+)",
)
#: What stands for the encoding of fonts of symbols, whose bytes mean no letters; and where Unicode has room for them.
SYMBOLS = "symbols"
_PRIVATE = 0xF000
#: Encodings by the character sets of fonts; those of the Far East have two bytes for a character.
CHARSETS = {
    0: "cp1252", 2: SYMBOLS, 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250",
}  # fmt: skip
#: Encodings by the code page of the document where Python names them otherwise.
_PAGES = {936: "gb18030", 10000: "mac_roman", 65001: "utf-8", 54936: "gb18030"}


class RichToken(NamedTuple):
    """A word with its number (None where it has none), or the sign ``{``, ``}``; or bytes of text, under no word."""

    word: str
    number: int | None = None
    text: bytes = b""


def tokens(data: bytes) -> Iterator[RichToken]:
    """The tokens of a document; binary data (``bin``) is left out."""
    at = 0
    while match := _TOKEN.search(data, at):
        at = match.end()
        word, number, hexadecimal, sign, brace, text = match.groups()
        if word is not None:
            value = int(number) if number is not None else None
            if word == b"bin":
                at += max(0, value or 0)
            else:
                yield RichToken(word.decode("ascii"), value)
        elif hexadecimal is not None:
            yield RichToken("", text=bytes.fromhex(hexadecimal.replace(b"\\'", b"").decode("ascii")))
        elif text is not None:
            yield RichToken("", text=text)
        elif brace is not None:
            yield RichToken(brace.decode("ascii"))
        elif sign in b"\\{}":
            yield RichToken("", text=sign)
        else:
            yield RichToken(sign.decode("latin-1"))


def encoding(page: int) -> str:
    """The encoding that a code page means; that of the Western ones where Python has none."""
    name = _PAGES.get(page, f"cp{page}")
    try:
        b"".decode(name)
    except LookupError:
        return "cp1252"
    return name


def decoded(data: bytes, of_font: str, of_document: str) -> str:
    """Bytes as text: as the font says or, where that is a Western one and the document of the Far East, as that says.

    Programs on Chinese Windows set Chinese characters in Western fonts, whose bytes only the document explains.
    """
    if of_font == SYMBOLS:
        return "".join(chr(_PRIVATE + byte) if byte > 0x20 else chr(byte) for byte in data)
    if data.isascii():
        return data.decode("ascii")
    order = [of_font, of_document]
    if of_font == "cp1252" and of_document in {"gb18030", "cp950", "cp932", "cp949"}:
        order.reverse()
    for name in order:
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    return data.decode(order[0], "replace")
