"""Printed text levelled for reading: no blanks, no leftover markup, half-width signs - with a way back.

Rules are written once, for the levelled text; every offset they find is carried back to the printed text, so
nothing printed is ever changed. Full-width signs are levelled one for one, so only what is left out (blanks,
tags, entities for blanks) shifts offsets.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_BLANKS = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\x00-\x1f]+")
_LEFT_OUT = re.compile(
    r"(?:[\s\u200b-\u200f\u2060\ufeff\x00-\x1f]"
    r"|</?(?:p|br|hr|div|span|font|b|i|u|em|strong|a|td|tr|th|table|tbody|li|ul|ol|sup|sub|o:p|st1:\w+)\b[^<>]{0,200}>"
    r"|&(?:nbsp|ensp|emsp|#160|#12288|#xa0);?)+",
    re.IGNORECASE,
)
_LEVEL = {
    "（": "(", "）": ")", "，": ",", "；": ";", "：": ":", "［": "[", "］": "]", "．": ".", "％": "%", "﹝": "〔",
    "﹞": "〕", "＜": "<", "＞": ">", "﹤": "<", "﹥": ">", "“": '"', "”": '"', "＂": '"', "〝": '"', "〞": '"',
}  # fmt: skip
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]+")


@dataclass(frozen=True, slots=True)
class Levelled:
    """Levelled ``text`` and the way back to ``printed``.

    ``places`` are the levelled offsets behind which something was left out, ``_shifts`` how much in all.
    """

    printed: str
    text: str
    places: tuple[int, ...] = ()
    _shifts: tuple[int, ...] = ()

    def at(self, offset: int) -> int:
        """The printed offset of the levelled character at ``offset``."""
        if not self.places:
            return offset
        found = bisect_right(self.places, offset)
        return offset + (self._shifts[found - 1] if found else 0)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Printed start and end of the levelled characters from ``start`` to before ``end``."""
        first = self.at(start)
        return first, (self.at(end - 1) + 1 if end > start else first)

    def gap(self, offset: int) -> bool:
        """Whether something was left out right before the levelled ``offset``."""
        return offset in self.places

    def quote(self, start: int, end: int) -> str:
        """The printed characters of a levelled span, blanks and leftover markup removed, nothing else changed."""
        first, last = self.span(start, end)
        return left_out(self.printed[first:last])


def left_out(text: str) -> str:
    """``text`` without blanks and leftover markup."""
    return _LEFT_OUT.sub("", text)


def level(printed: str) -> Levelled:
    """Level ``printed``; its own characters are kept in ``Levelled.printed``.

    >>> level("第 三 十 条（ 一 ）").text
    '第三十条(一)'
    """
    text = printed
    for sign, levelled in _LEVEL.items():
        if sign in text:
            text = text.replace(sign, levelled)
    if not text.isascii() and _WIDE.search(text):
        text = _WIDE.sub(lambda match: "".join(chr(ord(sign) - 0xFEE0) for sign in match[0]), text)
    pieces: list[str] = []
    places: list[int] = []
    shifts: list[int] = []
    at = kept = 0
    # The plain class runs many times faster than the alternatives, and most cells have no markup.
    pattern = _LEFT_OUT if "<" in text or "&" in text else _BLANKS
    for match in pattern.finditer(text):
        start, end = match.span()
        if start > at:
            pieces.append(text[at:start])
            kept += start - at
        if places and places[-1] == kept:
            shifts[-1] = end - kept
        else:
            places.append(kept)
            shifts.append(end - kept)
        at = end
    if not places:
        return Levelled(printed, text)
    pieces.append(text[at:])
    return Levelled(printed, "".join(pieces), tuple(places), tuple(shifts))
