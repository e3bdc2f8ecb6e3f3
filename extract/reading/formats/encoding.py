"""Bytes to text: UTF-8, UTF-16, GB18030; a guess only where none of them fits. A bad byte costs one character."""

from __future__ import annotations

import codecs
import re

from extract.model import Unreadable

#: What stands for bytes that cannot be decoded.
BAD = "\ufffd"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HAN = re.compile("[\u3400-\u9fff]+")
#: Letters of a script that no list is written in: what two bytes of GB 18030 are as one character of UTF-16.
_FOREIGN = re.compile("[^\0-\u04ff\u2000-\u9fff\uf900-\ufaff\ufe30-\uffef\U0001f000-\U0003ffff]")
_SAMPLE = 200_000


def decode(data: bytes) -> str:
    """The text of a file; bytes that cannot be decoded become U+FFFD, line ends become newlines.

    Raises Unreadable where the bytes are no text in any encoding tried.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, "replace"))
    text = _wide(data) if b"\0" in data else None
    return _checked(_narrow(data) if text is None else text)


def of_beginning(data: bytes) -> str | None:
    """The name of the encoding of a file that begins so; None where only the whole of it can tell."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return {"utf-8": "utf-8-sig", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(encoding)
    if b"\0" in data or data.lstrip()[:1] == b"<":
        return None
    return next((code for code in ("utf-8", "gb18030") if _fits(data.decode(code, "replace")[:-1])), None)


def _narrow(data: bytes) -> str:
    """The first encoding that fits; else a guess; else the one with the fewest bytes that do not fit."""
    texts = []
    declared = _declared(data)
    for encoding in ("utf-8", *declared, "gb18030"):
        text = data.decode(encoding, "replace")
        if text.isascii() or _fits(text) or (encoding in declared and BAD not in text and _HAN.search(text)):
            return text
        texts.append(text)
    if BAD not in texts[0]:
        return texts[0]
    return _guessed(data) or min(texts, key=lambda text: text.count(BAD))


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark, known by the zero bytes of its blanks, digits and line ends."""
    texts = (data.decode(encoding, "replace") for encoding in ("utf-16-le", "utf-16-be"))
    return next((text for text in texts if "\n" in text and _fits(text) and _is_written_here(text[:_SAMPLE])), None)


def _is_written_here(text: str) -> bool:
    return len(_FOREIGN.findall(text)) * 10 <= len(text)


def _declared(data: bytes) -> list[str]:
    """The encoding a web page names."""
    match = _DECLARED.search(data[:4096]) if data.lstrip()[:1] == b"<" else None
    try:
        return [codecs.lookup(match[1].decode("ascii")).name] if match else []
    except LookupError:
        return []


def _fits(text: str) -> bool:
    """Mostly characters of everyday Chinese, as GB 2312 holds them; a wrong decoding strays from those."""
    han = "".join(_HAN.findall(text[:_SAMPLE]))
    everyday = len(han.encode("gb2312", "ignore")) // 2
    return bool(han) and everyday >= 0.9 * len(han) and text.count(BAD, 0, _SAMPLE) * 5 <= everyday


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415

    charset_match = from_bytes(data[:_SAMPLE].rpartition(b"\n")[0] or data[:_SAMPLE]).best()
    return data.decode(charset_match.encoding, "replace") if charset_match else None


class TextCheck:
    """Whether what is decoded piece by piece is text: refused where more than one character in fifty is none.

    A few are borne, so that one bad row costs one row.
    """

    def __init__(self) -> None:
        self._bad = self._length = 0
        self._blank = True

    def add(self, text: str) -> None:
        """Look at a piece."""
        self._bad += len(_CONTROL.findall(text)) + text.count(BAD)
        self._length += len(text)
        self._blank = self._blank and not text.strip()

    def finish(self) -> None:
        """Raise Unreadable where the pieces are no text."""
        if self._blank or self._bad > max(4, self._length / 50):
            raise Unreadable(
                "",
                "不是文本，或文字编码无法识别；请另存为 UTF-8 文本、.xlsx 或 .docx",
                "not text, or in no known encoding; save it as UTF-8 text, .xlsx or .docx",
            )


def _checked(text: str) -> str:
    check = TextCheck()
    check.add(text)
    check.finish()
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", BAD)
