"""Two editions of a list: what came, what went, what changed in what stayed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.comparison.changes import Change, changes
from kg.comparison.matching import match

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.comparison.items import Item, ItemList


def diff(old: Sequence[Item], new: Sequence[Item], *, strict: bool = False) -> tuple[Change, ...]:
    """Every change between two editions: those of items in both in the order of the new one, then added, then removed.

    ``strict`` counts blanks, width and punctuation, serials and the order of rows as well.
    """
    return tuple(_changes(old, new, strict=strict))


def diff_lists(old: Sequence[ItemList], new: Sequence[ItemList], *, strict: bool = False) -> tuple[Change, ...]:
    """The same for editions of several lists: lists of one name are compared with each other, the rest as one."""
    before, after = ({one.name: one for one in lists} for lists in (old, new))
    alone = min(len(old), len(new)) == 1
    pairs = [] if alone else [name for name in after if name in before]
    found: list[Change] = []
    for name in pairs:
        found += diff(before[name].items, after[name].items, strict=strict)
    rest = ([item for one in lists if one.name not in pairs for item in one.items] for lists in (old, new))
    return (*found, *diff(*rest, strict=strict))


def _changes(old: Sequence[Item], new: Sequence[Item], *, strict: bool) -> Iterator[Change]:
    found = match(old, new)
    for pair in found.pairs:
        yield from changes(old[pair.old], new[pair.new], pair.score, pair.reason, strict=strict)
    for place in found.only_new:
        item = new[place]
        yield Change("added", item.serial, item.code, item.title, "item", "", _summary(item), 1.0, "旧版中没有")
    for place in found.only_old:
        item = old[place]
        yield Change("removed", item.serial, item.code, item.title, "item", _summary(item), "", 1.0, "新版中没有")


def _summary(item: Item) -> str:
    """Name, type, unit and grounds of an item that stands in one edition only."""
    parts = [item.title, item.type, item.unit, "；".join(basis.words for basis in item.basis)]
    return "｜".join(part for part in parts if part)
