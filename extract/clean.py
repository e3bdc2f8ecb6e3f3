"""Printed text levelled for reading: no blanks, no leftover markup, half-width signs - with a way back.

Rules are written once, for the levelled text; every offset they find is carried back to the printed text, so
nothing printed is ever changed. Full-width signs and the traditional characters that converters leave behind
(第十條) are levelled one for one, so only what is left out (blanks, tags, entities for blanks) shifts offsets.
``compact`` and ``one_line`` are for short strings of which no place is asked.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import cache
from itertools import accumulate
from typing import Final, NamedTuple

from extract.rules import table

# Spelled out, for the engine finds a class of characters faster than a category.
_BLANK: Final = r" \t\n\r\x00-\x1f\x7f\x85\xa0\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
# One of the class first: a class is looked for much faster than a repetition of it.
_BLANKS: Final = re.compile(f"([{_BLANK}][{_BLANK}]*)")
_TAGS: Final = (
    r"/?(?:p|br|hr|div|span|font|b|i|u|em|strong|a|td|tr|th|table|tbody|li|ul|ol|sup|sub|o:p|st1:\w+)\b[^<>]{0,200}>"
)
_ENTITIES: Final = "(?:nbsp|ensp|emsp|#160|#12288|#xa0);?"
_LEFT_OUT: Final = re.compile(
    f"([{_BLANK}<&](?:(?<=[{_BLANK}])|(?<=<){_TAGS}|(?<=&){_ENTITIES})(?:[{_BLANK}]+|<{_TAGS}|&{_ENTITIES})*)",
    re.IGNORECASE,
)
_MARKUP: Final = re.compile(f"[<&](?:(?<=<){_TAGS}|(?<=&){_ENTITIES})", re.IGNORECASE)
_TYPED: Final = re.compile(r"<<(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff)])>>")
_COMMON: Final = (("，", ","), ("（", "("), ("）", ")"), ("；", ";"), ("：", ":"), ("“", '"'), ("”", '"'), ("．", "."))
# Few cells have the rarer signs: one search says so faster than a look for each.
_RARE = dict(
    zip(
        "％［］｛｝－／＋﹐﹔﹕﹙﹚﹝﹞〖〗＜＞﹤﹥≪≫«»＂〝〞「」『』",
        "%[]{}-/+,;:()〔〕【】<><>《》《》" + '"' * 7,
        strict=True,
    )
)
_RARE |= {sign: chr(ord(sign) - 0xFEE0) for sign in "０１２３４５６７８９"}
_RARE |= {chr(point): chr(point - 0xFEE0) for low in "Ａａ" for point in range(ord(low), ord(low) + 26)}


class Levelled(NamedTuple):
    """Levelled ``text`` and the way back to ``printed``.

    ``places`` are the levelled offsets behind which something was left out, ``shifts`` how much in all before the
    first of them (nothing), before the second, and so on.
    """

    printed: str
    text: str
    places: tuple[int, ...] = ()
    shifts: tuple[int, ...] = (0,)

    def at(self, offset: int) -> int:
        """The printed offset of the levelled character at ``offset``."""
        return offset + self.shifts[bisect_right(self.places, offset)]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Printed start and end of the levelled characters from ``start`` to before ``end``."""
        places = self.places
        if not places:
            return start, max(start, end)
        shifts = self.shifts
        before = bisect_right(places, start)
        first = start + shifts[before]
        return first, end + shifts[bisect_left(places, end, before)] if end > start else first

    def gap(self, offset: int) -> bool:
        """Whether something was left out right before the levelled ``offset``."""
        return offset in self.places

    def quote(self, start: int, end: int) -> str:
        """The printed characters of a levelled span, blanks and leftover markup removed, nothing else changed."""
        first, last = self.span(start, end)
        if last - first == end - start:
            return self.printed[first:last]
        return left_out(self.printed[first:last])


def left_out(text: str) -> str:
    """``text`` without blanks and leftover markup."""
    # The plain class runs many times faster than the alternatives, and most texts have no markup.
    return (_LEFT_OUT if "<" in text or "&" in text else _BLANKS).sub("", text)


def compact(text: str) -> str:
    """One form for width and blanks: NFKC, without blanks and leftover markup.

    >>> compact("一、 行政处罚（共１２项）")
    '一、行政处罚(共12项)'
    """
    before = None
    while text != before:  # what is left out can bring signs together that level further
        text, before = left_out(text if text.isascii() else unicodedata.normalize("NFKC", text)), text
    return text


def one_line(text: str) -> str:
    """NFKC, runs of blanks as one: how words are shown and compared that keep their blanks.

    >>> one_line(" Ａ  b ")
    'A b'
    """
    return " ".join(unicodedata.normalize("NFKC", text).split())


_Change = tuple[re.Pattern[str], dict[int, str]]


def _change(signs: dict[str, str]) -> _Change:
    """A look for any of ``signs``, and the table that changes them."""
    return re.compile(f"[{re.escape(''.join(signs))}]"), {ord(sign): plain for sign, plain in signs.items()}


def _listed(name: str) -> dict[str, str]:
    return {pair[0]: pair[1] for pair in table("characters")[name].split()}


@cache
def _pairs() -> dict[str, str]:
    return _listed("traditional") | _listed("radicals")


@cache
def _traditional() -> _Change:
    return _change(_pairs())


@cache
def _radicals() -> _Change:
    return _change(_listed("radicals"))


@cache
def _odd() -> _Change:
    """Whatever is levelled and not common."""
    return _change(_RARE | _pairs())


def simplified(text: str) -> str:
    """``text`` with traditional characters as simplified ones, one for one (``rules/characters.toml``).

    >>> simplified("第十條第二項")
    '第十条第二项'
    """
    pattern, change = _traditional()
    return text.translate(change) if pattern.search(text) else text


def unified(text: str) -> str:
    """``text`` with the signs of radicals as the characters they look like, as the fonts of a PDF mix them up.

    >>> unified("⼈⺠政府部⻔")
    '人民政府部门'
    """
    pattern, change = _radicals()
    return text.translate(change) if pattern.search(text) else text


def level(printed: str) -> Levelled:
    """Level ``printed``; its own characters are kept in ``Levelled.printed``.

    >>> level("第 三 十 条（ 一 ）").text, level("<<劳动法>>第三条").text
    ('第三十条(一)', '《劳动法》第三条')
    """
    text = printed
    for sign, levelled in _COMMON:
        if sign in text:
            text = text.replace(sign, levelled)
    odd, change = _odd()
    if odd.search(text):
        for sign in set(odd.findall(text)):
            text = text.replace(sign, change[ord(sign)])
    if "<<" in text:  # <<甲法>>, typed where the keyboard has no 《》: a sign and one that is left out
        text = _TYPED.sub(lambda sign: "《\0" if sign[0] == "<<" else "\0》", text)
    # The plain class runs many times faster than the alternatives, and most cells have no markup.
    marked = ("<" in text or "&" in text) and _MARKUP.search(text)
    parts = (_LEFT_OUT if marked else _BLANKS).split(text)
    if len(parts) == 1:
        return Levelled(printed, text)
    words, blanks = parts[::2], parts[1::2]
    places = tuple(accumulate(map(len, words[:-1])))
    return Levelled(printed, "".join(words), places, tuple(accumulate(map(len, blanks), initial=0)))
