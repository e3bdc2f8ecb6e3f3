"""款, 项 and 目 of an article: its lines are paragraphs, （一） and 1. number items and points.

An item belongs to the paragraph it follows (立法法 (2023) art. 65: 条 下 分 款、项、目). Items printed in the
paragraph's own line are found where they count from （一） on behind a colon or a stop.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract import numerals
from extract.statutes.model import ArticlePart

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHINESE = "[零〇一二三四五六七八九十百]{1,4}"
_ITEM = re.compile(rf"[（(]\s*({_CHINESE})\s*[）)]")
_POINT = re.compile(r"(\d{1,2})\s*[.．、](?!\d)|[（(](\d{1,2})[）)]")
_BLANK = " \t\u3000"


def parts(text: str) -> tuple[ArticlePart, ...]:
    """The parts of an article's text in print order; an item lies within no other part's place but its paragraph's.

    >>> lines = ["有下列情形之一的：", "（一）甲；", "（二）乙。", "另有规定的除外。"]
    >>> [part.path for part in parts(chr(10).join(lines))]
    ['para_1', 'para_1__item_1', 'para_1__item_2', 'para_2']
    """
    parts: list[ArticlePart] = []
    paragraphs: list[tuple[int, int]] = []
    for start, end in _lines(text):
        if paragraphs and (_ITEM.match(text, start) or _POINT.match(text, start)):
            paragraphs[-1] = (paragraphs[-1][0], end)
        else:
            paragraphs.append((start, end))
    for order, (start, end) in enumerate(paragraphs, 1):
        path = f"para_{order}"
        parts.append(ArticlePart(path, start, end))
        parts.extend(_items(text, start, end, path))
    return tuple(parts)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, at + len(line)
        at += len(line) + 1


def _items(text: str, start: int, end: int, path: str) -> Iterator[ArticlePart]:
    marks = _series(text, start, end, _ITEM)
    for at, (number, first, stop) in enumerate(marks):
        until = marks[at + 1][1] if at + 1 < len(marks) else _item_end(text, stop, end)
        item = f"{path}__item_{number}"
        yield ArticlePart(item, first, _trimmed(text, first, until))
        points = _series(text, stop, until, _POINT)
        for place, (value, begin, _) in enumerate(points):
            finish = points[place + 1][1] if place + 1 < len(points) else until
            yield ArticlePart(f"{item}__point_{value}", begin, _trimmed(text, begin, finish))


def _series(text: str, start: int, end: int, pattern: re.Pattern[str]) -> list[tuple[int, int, int]]:
    """Marks that count from 1 without gap, each at the head of a line or behind a stop: (number, start, end)."""
    result: list[tuple[int, int, int]] = []
    for match in pattern.finditer(text, start, end):
        number = numerals.parse(next(filter(None, match.groups())))
        before = text[: match.start()].rstrip(_BLANK)[-1:] if match.start() else ""
        if number == len(result) + 1 and (before in "\n：；。:;！，," or match.start() == start):
            result.append((number, match.start(), match.end()))
    return result


def _item_end(text: str, at: int, end: int) -> int:
    """The last item ends with its line, or its sentence where the paragraph goes on in the same line."""
    line = text.find("\n", at, end)
    return end if line < 0 else line if not _ITEM.match(text, line + 1) else end


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def within(text: str, path: str) -> str | None:
    """The words of a part of an article (``para_2__item_1``).

    An item without paragraph is that of the first paragraph with items. None where the article has no such part.
    """
    if not path:
        return text
    by_path = {part.path: part for part in parts(text)}
    if path in by_path:
        part = by_path[path]
        return text[part.start : part.end]
    if path.startswith("item_"):
        fitting = [part for name, part in by_path.items() if name.partition("__")[2] == path]
        if fitting:
            return text[fitting[0].start : fitting[0].end]
    return None


def numbered(text: str, path: str) -> str | None:
    """The words of （三） or 2. within a part of a text without articles (``clause_3``, ``clause_3__num_2``).

    None where there are none.
    """
    first, _, rest = path.partition("__")
    kind, _, number = first.partition("_")
    pattern = _ITEM if kind == "clause" else _POINT
    marks = list(pattern.finditer(text))
    for at, match in enumerate(marks):
        if str(numerals.parse(next(filter(None, match.groups())))) == number:
            end = marks[at + 1].start() if at + 1 < len(marks) else len(text)
            words = text[match.start() : end].rstrip()
            return numbered(words[match.end() - match.start() :], rest) if rest else words
    return None
