"""Two editions: what came, what went, what changed in what stayed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.comparison.changes import Change, changes
from kg.comparison.levelling import level
from kg.comparison.matching import Matching, Pair, match

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from kg.comparison.items import Item, ItemList


def diff(old: Sequence[Item], new: Sequence[Item], *, strict: bool = False) -> tuple[Change, ...]:
    """Every change between two editions: those of items in both in the order of the new one, then added, then removed.

    ``strict`` counts blanks, width and punctuation, serials and the order of rows as well.
    """
    return tuple(_changes(old, new, match(old, new), strict=strict))


def diff_lists(old: Sequence[ItemList], new: Sequence[ItemList], *, strict: bool = False) -> tuple[Change, ...]:
    """The same for editions of several lists.

    A list is compared with the one of its name and publisher, else of its name, else of its publisher, else with the
    only one that is left. What such a pair leaves over is looked for in the other lists of its place: a power that
    another body of the place took over is moved, not removed and added.
    """
    pairs = list_pairs(old, new)
    first, second = ([item for list_ in lists for item in list_.items] for lists in (old, new))
    starts, others = (_starts(lists) for lists in (old, new))
    found: list[Pair] = []
    for before, after in pairs:
        there = match(old[before].items, new[after].items)
        found += [_shifted(pair, starts[before], others[after]) for pair in there.pairs]
    rest = _left(first, {pair.old for pair in found}), _left(second, {pair.new for pair in found})
    paired = {before for before, _ in pairs}, {after for _, after in pairs}
    for gone, come in _groups(rest, (old, new), (starts, others), paired):
        there = match([first[place] for place in gone], [second[place] for place in come])
        found += [Pair(gone[pair.old], come[pair.new], pair.score, pair.reason) for pair in there.pairs]
    return tuple(_changes(first, second, _whole(found, len(first), len(second)), strict=strict))


def list_pairs(old: Sequence[ItemList], new: Sequence[ItemList]) -> list[tuple[int, int]]:
    """Which lists of two editions are compared with each other: places in both, each in one pair at most."""
    left, right = list(range(len(old))), list(range(len(new)))
    pairs: list[tuple[int, int]] = []

    def take(key: Callable[[ItemList], Hashable], *, once: bool) -> None:
        known, wanted = _by(old, left, key), _by(new, right, key)
        for value, places in wanted.items():
            if value and (not once or len(places) == len(known[value]) == 1):
                for before, after in zip(known[value], places, strict=False):
                    pairs.append((before, after))
                    left.remove(before)
                    right.remove(after)

    take(lambda list_: (list_.name, level(list_.publisher)), once=False)
    take(lambda one: one.name, once=True)
    take(lambda one: level(one.publisher), once=True)
    take(lambda _: "one", once=True)
    return sorted(pairs, key=lambda pair: pair[1])


def _by(
    lists: Sequence[ItemList], places: Iterable[int], key: Callable[[ItemList], Hashable]
) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = defaultdict(list)
    for place in places:
        found[key(lists[place])].append(place)
    return found


def _starts(lists: Sequence[ItemList]) -> list[int]:
    """Where the items of each list begin among those of all."""
    starts = [0]
    for list_ in lists:
        starts.append(starts[-1] + len(list_.items))
    return starts


def _shifted(pair: Pair, old: int, new: int) -> Pair:
    return Pair(pair.old + old, pair.new + new, pair.score, pair.reason)


def _left(items: Sequence[Item], taken: set[int]) -> list[int]:
    return [place for place in range(len(items)) if place not in taken]


def _groups(
    rest: tuple[list[int], list[int]],
    editions: tuple[Sequence[ItemList], Sequence[ItemList]],
    starts: tuple[list[int], list[int]],
    paired: tuple[set[int], set[int]],
) -> Iterator[tuple[list[int], list[int]]]:
    """What may be one power though not of one pair of lists: all of lists without a partner, then all of one place."""
    places: list[dict[str, list[int]]] = [defaultdict(list), defaultdict(list)]
    alone: list[list[int]] = [[], []]
    for side in (0, 1):
        known = set(rest[side])
        for number, list_ in enumerate(editions[side]):
            for place in range(starts[side][number], starts[side][number + 1]):
                if place in known:
                    (alone[side] if number not in paired[side] else places[side][_area(list_)]).append(place)
    yield alone[0], alone[1]
    for area, gone in places[0].items():
        if area and places[1].get(area):
            yield gone, places[1][area]


def _area(list_: ItemList) -> str:
    return next((item.place for item in list_.items), "")


def _whole(pairs: Iterable[Pair], old: int, new: int) -> Matching:
    found = sorted(pairs, key=lambda pair: pair.new)
    gone, come = {pair.old for pair in found}, {pair.new for pair in found}
    return Matching(
        tuple(found),
        tuple(place for place in range(old) if place not in gone),
        tuple(place for place in range(new) if place not in come),
    )


def _changes(old: Sequence[Item], new: Sequence[Item], matching: Matching, *, strict: bool) -> Iterator[Change]:
    for pair in matching.pairs:
        yield from changes(old[pair.old], new[pair.new], pair.score, pair.reason, strict=strict)
    for place in matching.only_new:
        item = new[place]
        yield _one_sided("added", item, ("", _summary(item)), "旧版中没有")
    for place in matching.only_old:
        item = old[place]
        yield _one_sided("removed", item, (_summary(item), ""), "新版中没有")


def _one_sided(change: str, item: Item, words: tuple[str, str], reason: str) -> Change:
    return Change(
        change, item.serial, item.code, item.title, "item", *words, 1.0, reason, item.list_name, item.place, item.body
    )


def _summary(item: Item) -> str:
    """Name, type, unit and grounds of an item that stands in one edition only."""
    parts = [item.title, item.type, item.unit, "；".join(basis.words for basis in item.basis)]
    return "｜".join(part for part in parts if part)
