"""Marks that number the points of a list: 一、 （一） 1. 1、 (1) 1) ① ㈠ ⑴ ⒈, and which of them follow one another.

The order of levels is that of official documents, 一、 （一） 1. （1） (党政机关公文格式, GB/T 9704-2012, 7.3.3).
All offsets are those of levelled text (``extract.clean``).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

from extract import numerals
from extract.rules import piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.clean import Levelled

_CHINESE: Final = piece("HAN_NUMBER")
_MARK: Final = re.compile(
    rf"(?P<part>(?<!第)(?<![零〇一二三四五六七八九十百千万亿]){_CHINESE})[、.](?!{_CHINESE}[条款项章节])"
    rf"|(?<!第)\((?P<clause>{_CHINESE})\)[、.]?"
    r"|(?<![\d.第])(?P<num>\d{1,2})(?:、(?!\d)|\.(?!\d)|[.、](?=\d{4}年))"
    r"|(?<!第)\((?P<bracket>\d{1,2})\)[、.]?"
    r"|(?<![\d.(第])(?P<half>\d{1,2})\)[、.]?"
    r"|(?P<circle>[①-⑳])[、.]?"
    r"|(?P<sign>[㈠-㈩⑴-⒇⒈-⒛])[、.]?"
)
#: What a mark begins with: the engine finds a class alone six times as fast as it tries all forms at each place.
BEGINS: Final = r"[零〇一二三四五六七八九十百\d(①-⑳㈠-㈩⑴-⒇⒈-⒛]"
_BEGINS: Final = re.compile(BEGINS)
#: A mark where a heading is known to follow, so that its point may be missing (1受理阶段责任, 1-1.受理责任).
LOOSE: Final = piece("LOOSE_MARK")
_SIGNS: Final = (("㈠", "㈩", "clause"), ("⑴", "⒇", "bracket"), ("⒈", "⒛", "num"))
#: Styles that mark a point even in the middle of a line; the others are also the words of a citation (第二条（三）).
_UNMISTAKABLE: Final = frozenset({"num", "bracket", "circle"})
_BEFORE_A_POINT: Final = "。;:!?.,)>"


class Mark(NamedTuple):
    """A list mark: its ``style``, its value, the numeral as printed (levelled), and its place."""

    style: str
    number: int
    printed: str
    start: int
    end: int


def first(text: str) -> Mark | None:
    """The mark that the levelled ``text`` begins with, or None.

    >>> first("(十二)其他情形"), first("2014年")
    (Mark(style='clause', number=12, printed='十二', start=0, end=4), None)
    """
    match = _MARK.match(text)
    return None if match is None else _mark(match)


def series(levelled: Levelled) -> tuple[Mark, ...]:
    """The marks that number the outermost list of a running text, in order: all of one style, from 1 upwards.

    A list that begins again after a colon, a number printed twice and one left out belong to the series;
    a number within a sentence (第2项, 1.5万元) does not.
    """
    text = levelled.text
    marks: list[Mark] = []
    for match in _marks(text):
        mark = _mark(match)
        if mark is None or (marks and mark.style != marks[0].style):
            continue
        boundary = mark.start == 0 or levelled.gap(mark.start) or text[mark.start - 1] in _BEFORE_A_POINT
        if not marks:
            if mark.number == 1 and (boundary or mark.style in _UNMISTAKABLE):
                marks.append(mark)
            continue
        step = mark.number - marks[-1].number
        begins_again = mark.number == 1 and text[mark.start - 1] == ":"
        if (boundary and (step in {0, 1, 2} or begins_again)) or (step == 1 and mark.style in _UNMISTAKABLE):
            marks.append(mark)
    return tuple(marks)


def _marks(text: str) -> Iterator[re.Match[str]]:
    """Every mark of a text, as ``_MARK.finditer`` would find them."""
    at = 0
    while begin := _BEGINS.search(text, at):
        match = _MARK.match(text, begin.start())
        at = (match or begin).end()
        if match:
            yield match


def points(levelled: Levelled) -> Iterator[tuple[Mark, int, int]]:
    """Each mark of the series with the levelled span of its own words, to before the next mark.

    The preface of a list that begins again (…；另有下列情形的：1.) belongs to no point.
    """
    text, marks = levelled.text, series(levelled)
    for place, mark in enumerate(marks):
        end = marks[place + 1].start if place + 1 < len(marks) else len(text)
        if place + 1 < len(marks) and marks[place + 1].number == 1:
            end = max(text.rfind(sign, mark.end, end) + 1 for sign in "。;") or end
        yield mark, mark.end, end


def _mark(match: re.Match[str]) -> Mark | None:
    style = match.lastgroup or ""
    printed = match[style]
    if style in {"circle", "sign"}:
        number = int(unicodedata.numeric(printed))
        style = next((name for low, high, name in _SIGNS if low <= printed <= high), style)
    else:
        value = numerals.parse(printed)
        if value is None:
            return None
        number = value
    return Mark(style, number, printed, match.start(), match.end())
