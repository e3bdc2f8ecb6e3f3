"""Which items rest on one provision and share words of their names: 对违法设置排污口的处罚 and 未按规定设置排污口的.

Lists of two places word one power in their own way, one of them in short, and one joins what the other lists point by
point; what stays the same is the provision. How much a provision says depends on how many items of each list rest on
it: one that a single item of each names says nearly all, one that twenty share says little.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.comparison.items import Item

#: What the words of the names and the rarity of the provision count for.
OF_WORDS: Final = 0.6
OF_PROVISION: Final = 0.4
#: The least of both together at which two items are one, and of the words alone.
LEAST_BY_GROUNDS: Final = 0.44
LEAST_WORDS: Final = 0.15
#: A provision on which more items of a list rest tells nothing.
_TOO_COMMON: Final = 40

Ground = tuple[str, tuple[str, ...]]
"""A document with the steps of a provision, outermost first."""


class Shared(NamedTuple):
    """The provisions two items share, and how much the rarest of them says, from 0 to 1."""

    number: int
    weight: float


class GroundIndex:
    """The items of a list by the provisions they rest on."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._exact: dict[Ground, set[int]] = defaultdict(set)
        self._within: dict[Ground, set[Ground]] = defaultdict(set)
        self._numbers: dict[Ground, int] = {}
        self._bearers: dict[Ground, frozenset[tuple[int, Ground]]] = {}
        for place, item in enumerate(items):
            for ground in grounds(item):
                self._exact[ground].add(place)
                for whole in _prefixes(ground):
                    self._within[whole].add(ground)

    def bearers(self, ground: Ground) -> frozenset[tuple[int, Ground]]:
        """The places of the items that rest on a provision, on a part or on the whole of it, with the finer of both."""
        if ground not in self._bearers:
            wholes = {(place, ground) for whole in _prefixes(ground) for place in self._exact.get(whole, ())}
            parts = {(place, part) for part in self._within.get(ground, ()) for place in self._exact[part]}
            self._bearers[ground] = frozenset(wholes | parts)
        return self._bearers[ground]

    def number(self, ground: Ground) -> int:
        """How many items that is."""
        if ground not in self._numbers:
            self._numbers[ground] = len({place for place, _ in self.bearers(ground)})
        return self._numbers[ground]


def grounds(item: Item) -> frozenset[Ground]:
    """The provisions of an item, without documents that are cited whole.

    第一款第三项 is 第三项: of an article of one paragraph lists print both.
    """
    return frozenset((title, _steps(path)) for title, path in item.provisions if path)


def shared(item: Item, old: GroundIndex, new: GroundIndex) -> dict[int, Shared]:
    """The items of ``old`` that rest on a provision of an item of ``new``, with what they share."""
    by_place: dict[int, dict[Ground, float]] = defaultdict(dict)
    for ground in grounds(item):
        for place, common in old.bearers(ground):
            there, here = old.number(common), new.number(common)
            if max(there, here) <= _TOO_COMMON:
                by_place[place][common] = 1 / math.sqrt(there * max(1, here))
    return {place: Shared(len(weights), max(weights.values())) for place, weights in by_place.items()}


def _steps(path: str) -> tuple[str, ...]:
    steps = path.split("__")
    following: Iterable[str] = [*steps[1:], ""]
    return tuple(
        step for step, after in zip(steps, following, strict=True) if step != "para_1" or not after.startswith("item")
    )


def _prefixes(ground: Ground) -> Iterator[Ground]:
    title, steps = ground
    return ((title, steps[:number]) for number in range(1, len(steps) + 1))
