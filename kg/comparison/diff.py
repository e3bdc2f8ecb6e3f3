"""Two editions: what came, what went, what changed in what stayed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kg.comparison.changes import Change, changes
from kg.comparison.levelling import level
from kg.comparison.matching import match

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from kg.comparison.items import Item, ItemList
    from kg.comparison.matching import Matching, Pair


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
    changed: list[tuple[int, int, tuple[Change, ...]]] = []
    rest: tuple[list[_Left], list[_Left]] = ([], [])
    for before, after in pairs:  # one pair of lists stands in memory at a time, with what it leaves over
        first, second = tuple(old[before].items), tuple(new[after].items)
        matching = match(first, second)
        changed += [(after, pair.new, tuple(_paired(pair, first, second, strict=strict))) for pair in matching.pairs]
        rest[0].extend(_Left(before, place, first[place], _area(first)) for place in matching.only_old)
        rest[1].extend(_Left(after, place, second[place], _area(second)) for place in matching.only_new)
    partners = {before for before, _ in pairs}, {after for _, after in pairs}
    for side, lists in enumerate((old, new)):
        for number, list_ in enumerate(lists):
            if number not in partners[side]:
                rest[side].extend(_Left(number, place, item, None) for place, item in enumerate(list_.items))
    taken: tuple[set[tuple[int, int]], set[tuple[int, int]]] = (set(), set())
    for gone, come in _groups(rest):
        items = [left.item for left in gone], [left.item for left in come]
        for pair in match(*items).pairs:
            at = come[pair.new]
            changed.append((at.number, at.place, tuple(_paired(pair, *items, strict=strict))))
            taken[0].add(_printed(gone[pair.old]))
            taken[1].add(_printed(at))
    changed.sort(key=lambda entry: entry[:2])
    removed, added = (
        [left.item for left in sorted(rest[side], key=_printed) if _printed(left) not in taken[side]] for side in (0, 1)
    )
    return (*(change for *_, changes in changed for change in changes), *map(_added, added), *map(_removed, removed))


class _Left(NamedTuple):
    """An item that its list leaves over: number of the list, place in it; the area where the list has a partner."""

    number: int
    place: int
    item: Item
    area: str | None


def _printed(left: _Left) -> tuple[int, int]:
    return left.number, left.place


def _groups(rest: tuple[list[_Left], list[_Left]]) -> Iterator[tuple[list[_Left], list[_Left]]]:
    """What may be one power though not of one pair of lists: all of lists without a partner, then all of one place."""
    alone: list[list[_Left]] = [sorted((left for left in side if left.area is None), key=_printed) for side in rest]
    yield alone[0], alone[1]
    places: list[dict[str, list[_Left]]] = [defaultdict(list), defaultdict(list)]
    for side in (0, 1):
        for left in sorted(rest[side], key=_printed):
            if left.area:
                places[side][left.area].append(left)
    for area, gone in places[0].items():
        if places[1].get(area):
            yield gone, places[1][area]


def _area(items: Sequence[Item]) -> str:
    return next((item.place for item in items), "")


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
    take(lambda list_: list_.name, once=True)
    take(lambda list_: level(list_.publisher), once=True)
    take(lambda _: "one", once=True)
    return sorted(pairs, key=lambda pair: pair[1])


def _by(
    lists: Sequence[ItemList], places: Iterable[int], key: Callable[[ItemList], Hashable]
) -> dict[Hashable, list[int]]:
    result: dict[Hashable, list[int]] = defaultdict(list)
    for place in places:
        result[key(lists[place])].append(place)
    return result


def _changes(old: Sequence[Item], new: Sequence[Item], matching: Matching, *, strict: bool) -> Iterator[Change]:
    for pair in matching.pairs:
        yield from _paired(pair, old, new, strict=strict)
    yield from (_added(new[place]) for place in matching.only_new)
    yield from (_removed(old[place]) for place in matching.only_old)


def _paired(pair: Pair, old: Sequence[Item], new: Sequence[Item], *, strict: bool) -> Iterator[Change]:
    return changes(old[pair.old], new[pair.new], pair.score, pair.reason, strict=strict)


def _added(item: Item) -> Change:
    return _one_sided("added", item, ("", _summary(item)), "旧版中没有")


def _removed(item: Item) -> Change:
    return _one_sided("removed", item, (_summary(item), ""), "新版中没有")


def _one_sided(change: str, item: Item, words: tuple[str, str], reason: str) -> Change:
    return Change(
        change, item.serial, item.code, item.title, "item", *words, 1.0, reason, item.list_name, item.place, item.body
    )


def _summary(item: Item) -> str:
    """Name, type, unit and grounds of an item that stands in one edition only."""
    parts = [item.title, item.type, item.unit, "；".join(basis.words for basis in item.basis)]
    return "｜".join(part for part in parts if part)
