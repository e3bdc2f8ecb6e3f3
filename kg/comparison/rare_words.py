"""How alike two names are by the words that are rare in their lists: 旧伤复发 says more than 工伤 or 审核."""

from __future__ import annotations

import math
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kg.comparison.levelling import level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.comparison.items import Item

#: A sub-name alone tells a little less than the whole title.
_OF_PART: Final = 0.95
_PIECE: Final = 2
#: A name of fewer pieces (变更审批) stands in many others.
_LEAST_PIECES: Final = 4


class RareWords:
    """The weights of the pieces of names: the fewer of some items bear a piece, the more it says."""

    def __init__(self, items: Iterable[Item]) -> None:
        borne: Counter[str] = Counter()
        number = 0
        for item in items:
            borne.update(frozenset().union(*names(item)))
            number += 1
        self._borne, self._number = borne, max(1, number)
        self._weights: dict[str, float] = {}

    def likeness(self, item: Item, other: Item) -> float:
        """From 0 to 1: twice the weight of the pieces in common over the weight of all, of the names that fit best."""
        best = 0.0
        for whole, pieces in zip((1.0, _OF_PART), names(item), strict=False):
            for share, other_pieces in zip((1.0, _OF_PART), names(other), strict=False):
                both = self._weight(pieces) + self._weight(other_pieces)
                best = max(best, min(whole, share) * 2 * self._weight(pieces & other_pieces) / both) if both else best
        return best

    def share(self, item: Item, other: Item) -> float:
        """From 0 to 1: how much of the shorter of two names is in the longer; a word or two say nothing."""
        best = 0.0
        for pieces in names(item):
            for other_pieces in names(other):
                least = min(self._weight(pieces), self._weight(other_pieces))
                if least and min(len(pieces), len(other_pieces)) >= _LEAST_PIECES:
                    best = max(best, self._weight(pieces & other_pieces) / least)
        return best

    def _weight(self, pieces: Iterable[str]) -> float:
        known = self._weights
        total = 0.0
        for piece in pieces:
            if piece not in known:
                known[piece] = math.log1p(self._number / (1 + self._borne[piece]))
            total += known[piece]
        return total


def names(item: Item) -> tuple[frozenset[str], ...]:
    """The pieces of the title of an item, and those of its sub-name where it has one."""
    return _pieces(item.level_title, level(item.sub_name))


@lru_cache(maxsize=65_536)
def _pieces(title: str, sub_name: str) -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset(name[at : at + _PIECE] for at in range(max(1, len(name) - _PIECE + 1)))
        for name in (title, sub_name)
        if name
    )
