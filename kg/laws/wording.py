"""Two texts of law made comparable: levelled, quotation marks and brackets of titles alike; with or without stops.

``levelled`` is what counts as word for word: full and half width are one, blanks and line ends are none. ``bare`` is
without any punctuation, for similarity and for finding.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from zlib import crc32

from extract import numerals
from extract.clean import level

_SHAPES = (("〈<", "《"), ("〉>", "》"), ("“”‘’'", '"'), ("〔【", "["), ("〕】", "]"), ("—–－─", "-"), ("○Ο", "〇"))
_ALIKE = str.maketrans(
    {sign: usual for signs, usual in _SHAPES for sign in signs} | {"·": "", "•": "", "!": "！", "?": "？", "｡": "。"}
)
_STOPS = re.compile(r"[^\w%‰]|_")
_CLAUSES = re.compile(r"[，,。；;：:、？！\n()（）“”\"《》〈〉\[\]]+")
_ITEM = re.compile(r"^[\[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）\]、.．]")
_SHORTEST_CLAUSE = 6
_FIGURE = re.compile(rf"([百千万]分之{numerals.NUMBER}|\d[\d,]*(?:\.\d+)?[%‰])|{numerals.NUMBER}")


@lru_cache(maxsize=8192)
def levelled(text: str) -> str:
    """``text`` as it is compared word for word.

    >>> levelled("（一） 甲 ，乙；") == levelled("(一)甲,乙;")
    True
    """
    return level(text).text.translate(_ALIKE)


@lru_cache(maxsize=32768)
def bare(text: str) -> str:
    """``text`` levelled and without any punctuation.

    >>> bare("（一）甲，乙；")
    '一甲乙'
    """
    return _STOPS.sub("", levelled(text))


@lru_cache(maxsize=1024)
def figured(text: str) -> str:
    """``text`` levelled, with every figure in one form: 百分之二 and 2%, 一万 and 10000 are alike.

    >>> figured("处百分之零点五以上二万元以下") == figured("处0.5%以上20000元以下")
    True
    """
    return _FIGURE.sub(_figure, levelled(text))


def _figure(match: re.Match[str]) -> str:
    words = match[0].replace(",", "")
    value = numerals.share(words) if match[1] else numerals.amount(words)
    return words if value is None else f"{value.normalize():f}{'份' if match[1] else ''}"


def digest(text: str) -> int:
    """63 bits that stand for the words of an article, punctuation left out."""
    return int.from_bytes(blake2b(bare(text).encode(), digest_size=8).digest(), "big") >> 1


def clauses(text: str) -> set[int]:
    """Keys of the clauses of a text, long enough to tell where they come from: what candidates are found by."""
    result = set()
    for clause in _CLAUSES.split(levelled(text)):
        if len(clause) >= _SHORTEST_CLAUSE:
            result.add(crc32(clause.encode()))
    return result
