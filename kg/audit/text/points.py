"""List marks at the heads of points, and where their numbers do not go on."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from extract import enumerators
from extract.enumerators import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extract.clean import Levelled

_BEFORE = re.compile(rf"[。;:!?.)>](?={enumerators.BEGINS})")
_BEGINS = re.compile(enumerators.BEGINS)
_LONGEST = 12  # characters of a mark, so that a slice is enough to see one
# Levels of 党政机关公文格式 (GB/T 9704—2012, 7.3.3), outermost first.
_LEVELS = {"part": 0, "clause": 1, "num": 2, "bracket": 3, "half": 3, "circle": 4, "sign": 4}


class Misnumbered(NamedTuple):
    """A mark that does not follow the one before; places are levelled offsets."""

    mark: Mark
    before: Mark

    @property
    def message(self) -> str:
        """What is wrong with it, in Chinese."""
        number, before = self.mark.number, self.before.number
        if number == before:
            return f"要点序号“{self.mark.printed}”重复"
        if number < before:
            return f"要点序号由“{self.before.printed}”回到“{self.mark.printed}”"
        lacking = "一个" if number == before + 2 else f"{number - before - 1}个"
        return f"要点序号由“{self.before.printed}”跳到“{self.mark.printed}”，缺{lacking}"


def heads(levelled: Levelled) -> Iterator[Mark]:
    """Every list mark at the head of the text, of a line, or of a sentence; its places are those of the text."""
    text = levelled.text
    at = 0
    for start in sorted({0, *levelled.places, *[match.end() for match in _BEFORE.finditer(text)]}):
        if start < at or not _BEGINS.match(text, start):
            continue
        before = text[start - 1] if start else ""
        if before.isdigit() or before in {"第", "."}:
            continue
        mark = enumerators.first(text[start : start + _LONGEST])
        if mark is not None:
            at = start + mark.end
            yield Mark(mark.style, mark.number, mark.printed, start, at)


def misnumbered(marks: Sequence[Mark]) -> Iterator[Misnumbered]:
    """Marks of one list, all of one style, that do not follow; one that begins anew with 1 is another list."""
    for before, mark in pairwise(marks):
        if mark.number not in {before.number + 1, 1} or mark.number == before.number == 1:
            yield Misnumbered(mark, before)


def nested(marks: Sequence[Mark]) -> Iterator[Misnumbered]:
    """Marks of several styles that follow none of the lists that are open where they stand.

    A mark of a higher level ends the lists below it; one that is numbered 1 opens a list, perhaps within another of
    its style (一、（一）（一）（二）（二）).
    """
    opened: dict[str, list[Mark]] = {}
    for mark in marks:
        level = _LEVELS[mark.style]
        opened = {style: lists for style, lists in opened.items() if _LEVELS[style] <= level}
        lists = opened.setdefault(mark.style, [])
        following = next((at for at in reversed(range(len(lists))) if lists[at].number + 1 == mark.number), None)
        if following is not None:
            del lists[following:]
        elif lists and mark.number != 1:
            yield Misnumbered(mark, lists.pop())
        lists.append(mark)
