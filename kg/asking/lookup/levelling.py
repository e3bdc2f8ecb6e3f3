"""Text levelled for search: what people type and what lists print meet in one form.

Width, case, blanks, book-title marks and kinds of brackets level out, and provisions are written in digits: 第四十条,
第４０条 and 第 四 十 条 are one, and so are 〔2019〕, [2019] and (2019).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from extract import numerals

BRACKETS: Final = dict(zip("〔〕[]【】{}", "()()()()", strict=True))
DROPPED: Final = frozenset("《》〈〉|")
NUMERAL: Final = r"(?:[零〇○一二三四五六七八九十百千]{1,9}|\d{1,4})"
PROVISION: Final = re.compile(rf"第\(?({NUMERAL})\)?([编章节条款项目])(?:之({NUMERAL}))?")
#: What people type for 第40条: 40条, 四十条; and at the end of a name just 40.
TYPED: Final = re.compile(rf"(?<![第\d零〇○一二三四五六七八九十百千之])({NUMERAL})(?=条)")
LAST: Final = re.compile(r"(?<=[^\W\d_])(?<![第之])(\d{1,4})(?:-(\d{1,2}))?$")
#: And in Chinese numerals behind what titles end in: 劳动合同法八十四.
LAST_CHINESE: Final = re.compile(r"(?<=[法例定则])([零〇○一二三四五六七八九十百千]{1,9})$")
#: What people type for 国务院令第375号: 国务院令375.
DECREE: Final = re.compile(r"(?<=令)第?(\d{1,4})号?$")
LEVELLED: Final = re.compile(r"第\d+[编章节条款项目]")
SNIPPET: Final = 24


class _Folds(dict[int, str]):
    """What a character levels to, worked out when it is first met."""

    def __missing__(self, point: int) -> str:
        folded = "".join(BRACKETS.get(sign, sign) for sign in unicodedata.normalize("NFKC", chr(point)).lower())
        kept = "".join(s for s in folded if s not in DROPPED and unicodedata.category(s)[0] not in "ZC")
        return self.setdefault(point, kept)


FOLDS: Final = _Folds()
#: What may level to something else; to look a character up takes ten times as long as to see that it does not.
FOLDED: Final = re.compile("[^\u4e00-\u9fff0-9a-z。.,;:()]+")


def _folded(signs: re.Match[str]) -> str:
    return signs[0].translate(FOLDS)


def level(text: str) -> str:
    """The text in the form search works on.

    >>> level("《就业促进法》 第四十条"), level("人社部发〔２０１９〕８号"), level("第一百二十条之一第（一）项")
    ('就业促进法第40条', '人社部发(2019)8号', '第120条之1第1项')
    """
    return PROVISION.sub(_digits, FOLDED.sub(_folded, text))


def typed(words: str) -> tuple[str, ...]:
    """The forms that words typed into a search may have, the likeliest first.

    >>> typed("劳动法40"), typed("就业促进法 四十条")
    (('劳动法第40条', '劳动法40'), ('就业促进法第40条',))
    >>> typed("国务院令375")
    ('国务院令第375号', '国务院令375')
    """
    text = TYPED.sub(r"第\1", words.translate(FOLDS))
    text = PROVISION.sub(_digits, text)
    if DECREE.search(text):
        return tuple(dict.fromkeys((DECREE.sub(r"第\1号", text), text)))
    article = LAST.sub(_article, text)
    if article == text:
        article = LAST_CHINESE.sub(lambda number: f"第{numerals.parse(number[1])}条", text)
    return tuple(dict.fromkeys((article, text)))


def _article(number: re.Match[str]) -> str:
    return f"第{number[1]}条" + (f"之{number[2]}" if number[2] else "")


def without_article(words: str) -> str:
    """Levelled words up to the first provision they name: 劳动法 of 劳动法第40条; empty where they name none."""
    article = LEVELLED.search(words)
    return words[: article.start()] if article else ""


def snippet(printed: str, wanted: str) -> str:
    """The printed words round the place where the levelled ``wanted`` stands; the beginning where it does not."""
    pieces = [(sign.translate(FOLDS), place) for place, sign in enumerate(printed)]
    folded, places = "".join(piece for piece, _ in pieces), [place for piece, place in pieces for _ in piece]
    levelled: list[str] = []
    back: list[int] = []
    last = 0
    for provision in PROVISION.finditer(folded):
        digits = _digits(provision)
        levelled += folded[last : provision.start()], digits
        back += [*places[last : provision.start()], *[places[provision.start()]] * len(digits)]
        last = provision.end()
    levelled.append(folded[last:])
    back += places[last:]
    at = "".join(levelled).find(wanted)
    start, end = (back[at], back[at + len(wanted) - 1] + 1) if at >= 0 else (0, SNIPPET)
    first, after = max(0, start - SNIPPET), min(len(printed), end + SNIPPET)
    shown = " ".join(printed[first:after].split())
    return ("…" if first else "") + shown + ("…" if after < len(printed) else "")


def _digits(provision: re.Match[str]) -> str:
    number, unit, insert = provision.groups()
    return f"第{numerals.parse(number)}{unit}" + (f"之{numerals.parse(insert)}" if insert else "")
