"""What a row quotes: each citation of its basis with the words that stand behind its heading, each reference without.

The words of a provision run from its heading to the next heading or document. Headings that follow one another without
words between them (第十四条、第十六条 …) share what comes behind the last.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.clean import level

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extract.facts import Citation, Facts

#: Between headings that share a text.
_LINK = re.compile(r"[,、:.;。和及与以并或者]*")
#: What stands before the next document: list mark, label, issuer; no part of the words quoted.
_TAIL = re.compile(
    r"(?:[,;、:(\[【]|(?<![第\d])\d{1,2}[.、]?|(?<=[。;\"）)])[一二三四五六七八九十]{1,3}[、.]|[(（](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]"
    r"|【[^【】]{1,10}】|[①-⑳⑴-⒇⒈-⒛]|(?<=[。;])(?:法律|行政法规|部门规章|规章|地方性法规|规范性文件|(?:设定|实施|法律|处罚)?依据)[:]?"
    r"|(?:根据|依据|依照|按照))+$"
)
_HEAD = re.compile(
    r"^(?:[(\[][^()\[\]]{0,40}(?:版|修正|修订|修改|公布|施行|原第)[^()\[\]]{0,24}[)\]])?"
    r"(?:(?:的|明确|中)?规定(?=[:,\"“]))?[:,.;。、\"“”]*"
)
#: Words that go on from the provision as a reference does, and quote nothing of it.
_RUNNING = re.compile("^的(?:有关|相关)?规定(?:予以|给予|进行|处罚|处理|处以|执行|办理|实施|承担|追究|确定|由)")


@dataclass(frozen=True, slots=True)
class CitedQuote:
    """A provision a row cites, or a document as a whole (empty ``path``); ``quote`` are the printed words behind it.

    ``group`` are the paths that share the quote, ``start`` and ``end`` its place in the cell. ``kind`` is basis or
    reference.
    """

    kind: str
    order: int
    title: str
    document: str
    path: str
    quote: str
    group: tuple[str, ...]
    start: int
    end: int
    dates: tuple[str, ...] = ()
    number: str = ""
    followed: bool = False


def citations(text: str, facts: Facts) -> Iterator[CitedQuote]:
    """Every provision that a cell cites, bases first, then references."""
    yield from _bases(text, facts.basis)
    for order, reference in enumerate(facts.references):
        if reference.how == "relative" or reference.document is None or not reference.document.title:
            continue
        paths = tuple(provision.path for provision in reference.provisions)
        for path in paths or ("",):
            yield CitedQuote(
                "reference",
                order,
                reference.title,
                reference.document.title,
                path,
                "",
                (path,),
                reference.start,
                reference.end,
            )


def _bases(text: str, basis: Sequence[Citation]) -> Iterator[CitedQuote]:
    stops = sorted({cited.start for cited in basis} | {item.start for cited in basis for item in cited.provisions})
    for order, cited in enumerate(basis):
        numbers = cited.numbers[0].value if cited.numbers else ""
        dates = tuple(day.value for day in cited.dates)
        if not cited.provisions:
            end = _stop(stops, cited.end - 1, len(text))
            start, last = _trim(text, cited.end, end)
            quote = "" if cited.whole else text[start:last]
            yield CitedQuote(
                "basis",
                order,
                cited.title,
                cited.document.title,
                "",
                quote,
                ("",),
                start,
                last,
                dates,
                numbers,
                end < len(text),
            )
            continue
        for group, start, end in _groups(text, cited, stops):
            first, last = _trim(text, start, end)
            for path in group:
                yield CitedQuote(
                    "basis", order, cited.title, cited.document.title, path, text[first:last], group, first, last,
                    dates, numbers, end < len(text),
                )  # fmt: skip


def _groups(text: str, cited: Citation, stops: Sequence[int]) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """The provisions of a citation by the words they share: (paths, start, end)."""
    open_: list[str] = []
    provisions = cited.provisions
    for at, item in enumerate(provisions):
        open_.append(item.path)
        following = provisions[at + 1] if at + 1 < len(provisions) else None
        if following and following.start <= item.end:
            continue
        end = _stop(stops, item.end - 1, len(text))
        if following and following.start == end and _LINK.fullmatch(level(text[item.end : end]).text):
            continue
        yield tuple(dict.fromkeys(open_)), item.end, end
        open_ = []


def _stop(stops: Sequence[int], after: int, end: int) -> int:
    return next((stop for stop in stops if stop > after), end)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The place of the words without what leads to them and what leads to the next document."""
    levelled = level(text[start:end])
    words = levelled.text
    if _RUNNING.match(words):
        return start, start
    first = match.end() if (match := _HEAD.match(words)) else 0
    last = len(words)
    while match := _TAIL.search(words, first, last):
        last = match.start()
    if last <= first:
        return start, start
    begin, stop = levelled.span(first, last)
    return start + begin, start + stop
