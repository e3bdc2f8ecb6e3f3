"""Which of the numbers at the head of a line number articles, and which are references to some other article.

Sources break lines before 第X条 wherever it stands: an article begins where the number goes on from the one before.
The chain of numbers that explains most heads is taken, by dynamic programming, and the rest are references.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What follows a number that is pointed at, not one that numbers: 第六条的要求, 第三条、第四条, 第九条第二款.
REFERRING = re.compile(
    r"[的、,，—~～-]|以[及上下外]|或者第|[和与及或至到]第|所(?:列|规定|称|述|指)|第[零〇一二三四五六七八九十百千\d]+[款项条]"
    r"|中的?(?:规定|[“\"])|规定的|修改为|(?:删去|改为)"
)
#: Words that may also open an article (第九条 与他人合用的); they point where the line before is open.
_DOUBTFUL = re.compile(r"[和与及或至到中]|之?规定|情形")
_NEVER_OPEN = ("的", "、", "，", ",", "至第")
_OPEN, _CONSECUTIVE, _NEW_FROM_ONE, _FARTHEST_LAST = 0.4, 0.6, 2, 5
_MOST_HEADS = 4000


@dataclass(frozen=True, slots=True)
class Head:
    """第X条 at the head of a line: ``place`` among the lines, number, 之N (0 for none), what follows it.

    ``ended`` is whether the line before ends a sentence, ``parted`` whether a blank or a line end follows the number; a
    reference mostly stands where neither is so.
    """

    place: int
    number: int
    insert: int
    rest: str
    ended: bool
    parted: bool = False

    @property
    def key(self) -> tuple[int, int]:
        """What numbers are ordered by."""
        return self.number, self.insert

    @property
    def referring(self) -> bool:
        """Whether what follows shows that an article is pointed at."""
        if self.ended and self.parted and not self.rest.startswith(_NEVER_OPEN):
            return False
        return bool(REFERRING.match(self.rest)) or (not self.ended and bool(_DOUBTFUL.match(self.rest)))


def follows(before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether a number goes on right from the one before: 17, 18; 17, 17之一; 17之一, 17之二; 17之二, 18."""
    if after[1] == 0:
        return after[0] == before[0] + 1
    return after == (before[0], before[1] + 1)


def articles(heads: Sequence[Head], *, excerpt: bool = False) -> list[Head]:
    """The heads that number articles, in ascending order; what is left out are references or doubles.

    In an ``excerpt`` numbers may be left out anywhere.
    """
    fit = [head for head in heads if not head.referring]
    if all(follows(head.key, other.key) for head, other in pairwise(fit)):
        return [head for head in fit if head.ended or head is not fit[0] or head.number == 1]
    chain = _best_chain(fit)
    return chain if excerpt else [head for place, head in enumerate(chain) if _supported(chain, place)]


def _best_chain(heads: Sequence[Head]) -> list[Head]:
    """The ascending chain of greatest weight; of two equal ones the one whose heads come first.

    No statute has thousands of heads out of sequence; of a file that has, the first that go on are taken.
    """
    if len(heads) > _MOST_HEADS:
        return _first_chain(heads)
    best: list[float] = []
    back: list[int] = []
    for at, head in enumerate(heads):
        weight = 1.0 if head.ended else _OPEN
        top, link = (0.5 if head.key == (1, 0) else 0.0), -1
        for before in range(at):
            other = heads[before]
            if other.key >= head.key:
                continue
            score = best[before] + (_CONSECUTIVE if follows(other.key, head.key) else 0.0)
            if score > top + 1e-9 or (link >= 0 and abs(score - top) <= 1e-9 and other.key > heads[link].key):
                top, link = score, before
        best.append(top + weight)
        back.append(link)
    if not best:
        return []
    at = max(range(len(best)), key=lambda place: (best[place], -place))
    chain = []
    while at >= 0:
        chain.append(heads[at])
        at = back[at]
    chain.reverse()
    return chain


def _first_chain(heads: Sequence[Head]) -> list[Head]:
    chain = list(heads[:1])
    for head in heads:
        if head.key > chain[-1].key and head.number - chain[-1].number <= _FARTHEST_LAST:
            chain.append(head)
    return chain


def _supported(chain: Sequence[Head], place: int) -> bool:
    """Whether a head that leaves numbers out is one: the line before ends, or the next number goes on from it."""
    head = chain[place]
    if place and place + 1 == len(chain) and head.number - chain[place - 1].number > _FARTHEST_LAST:
        return False  # a quotation at the end (第一百二十三条 of another document)
    if head.ended or place == 0:
        return True
    if follows(chain[place - 1].key, head.key):
        return True
    return place + 1 < len(chain) and follows(head.key, chain[place + 1].key)


def restart(heads: Sequence[Head], chosen: Sequence[Head]) -> Head | None:
    """The head with which a second series of numbers begins behind the last article (articles of an annex), or None."""
    if not chosen:
        return None
    after = [head for head in heads if head.place > chosen[-1].place and not head.referring]
    for at, head in enumerate(after):
        if head.key == (1, 0) and len(after) - at >= _NEW_FROM_ONE and follows(head.key, after[at + 1].key):
            return head
    return None
