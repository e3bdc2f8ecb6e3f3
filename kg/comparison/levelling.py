"""Text levelled for comparison: what only blanks, width, punctuation or leftover markup tell apart is the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from extract.clean import left_out

#: A point, sign or bracket that belongs to a figure says something: 1.5 and 15 differ, so do 30% and 30.
_FIGURE = re.compile(r"(?<=\d)[./](?=\d)|(?<=\d)-(?=-*\d)|(?<=\d)[%‰]")
#: The mark of a list point: which number a point bears changes with every point before it.
_NUMERAL = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_LIST_MARK = re.compile(rf"(?:^|(?<=[\s。；;:：>]))(?:\({_NUMERAL}\)[.、]?|{_NUMERAL}[).、])(?!\d)\s*")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>")
#: Dashes of every length, as typed and as set.
_DASHES = frozenset("-‐‑‒–—―─−－﹣")
#: ① to ⑳ are (1) to (20).
_CIRCLED = {chr(0x2460 + number): f"({number + 1})" for number in range(20)}


class SignificantText(NamedTuple):
    """The characters that count, and where each stands in the printed text."""

    text: str
    places: tuple[int, ...]


def level_with_places(printed: str) -> SignificantText:
    """The characters of a text that count in a comparison, with the printed offset of each.

    >>> level_with_places("处1.5倍， 即—").text
    '处1.5倍即'
    """
    signs: list[str] = []
    places: list[int] = []
    for offset, character in enumerate(printed):
        for sign in _CIRCLED.get(character) or unicodedata.normalize("NFKC", character):
            signs.append("-" if sign in _DASHES else sign)
            places.append(offset)
    text = "".join(signs)
    figures = {match.start() for match in _FIGURE.finditer(text)}
    marks = {at for pattern in (_LIST_MARK, _TAG) for match in pattern.finditer(text) for at in range(*match.span())}
    kept = [at for at, sign in enumerate(text) if at not in marks and (at in figures or _counts(sign))]
    return SignificantText("".join(text[at] for at in kept).lower(), tuple(places[at] for at in kept))


@lru_cache(maxsize=65_536)
def level(printed: str) -> str:
    """The same without places, leftover markup removed."""
    return level_with_places(left_out(printed)).text


@lru_cache(maxsize=4_096)
def _counts(sign: str) -> bool:
    """Letters, figures and symbols of currency count; blanks, punctuation, marks and controls do not."""
    category = unicodedata.category(sign)
    return category[0] in "LN" or category == "Sc"
