"""The two places of a conflict: things that share what should be theirs alone, or differ where they should be alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

T = TypeVar("T")


def grouped(items: Iterable[T], key: Callable[[T], Hashable | None]) -> dict[Hashable, list[T]]:
    """The items by a key, in their order; those without one are left out."""
    result: dict[Hashable, list[T]] = {}
    for item in items:
        if (mine := key(item)) is not None:
            result.setdefault(mine, []).append(item)
    return result


def repeats(items: Iterable[T], key: Callable[[T], Hashable | None]) -> Iterator[tuple[T, T]]:
    """Every item whose key an earlier one has, with the first that has it.

    >>> list(repeats(["甲1", "乙1", "甲2"], lambda word: word[0]))
    [('甲2', '甲1')]
    """
    first: dict[Hashable, T] = {}
    for item in items:
        mine = key(item)
        if mine is None:
            continue
        if mine in first:
            yield item, first[mine]
        else:
            first[mine] = item


def against_usual(items: Iterable[T], key: Callable[[T], Hashable | None]) -> Iterator[tuple[list[T], list[T]]]:
    """Every group of items of one key, with the largest group, of equals the first, but for that group itself.

    >>> list(against_usual(["甲1", "乙1", "甲2"], lambda word: word[0]))
    [(['乙1'], ['甲1', '甲2'])]
    """
    groups = list(grouped(items, key).values())
    usual = max(groups, key=len, default=[])
    yield from ((group, usual) for group in groups if group is not usual)
