"""Tiers of discretion (裁量基准) of an item, and which of two states of it are one tier.

A tier is known by how grave the case is and by the case itself, else by its degree, else by its words.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, TypeVar

from rapidfuzz import fuzz

from kg.comparison.items import ItemTier
from kg.comparison.levelling import level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from extract.facts import Sanction, TierFacts
    from extract.model import Cell
    from kg.comparison.items import Span

T = TypeVar("T")
#: The least likeness of two tiers that are one reworded, from 0 to 100.
_REWORDED: Final = 60


def tiers_of(
    tier_facts: Iterable[TierFacts],
    place: Callable[[Cell], tuple[str, int]],
    figures: Callable[[Sanction], tuple[str, ...]],
) -> Iterator[ItemTier]:
    """The tiers of an item; ``place`` says in which text a cell stands and where it begins there."""

    def whole(cells: Iterable[Cell | None]) -> tuple[Span, ...]:
        printed = ((cell, *place(cell)) for cell in cells if cell and cell.text.strip())
        return tuple((key, start, start + len(cell.text)) for cell, key, start in printed)

    for tier in tier_facts:
        sanctions = (sanction for _, facts in tier.facts for sanction in facts.sanctions)
        yield ItemTier(
            tier.tier.degree.text.strip() if tier.tier.degree else "",
            tier.tier.circumstance.text.strip() if tier.tier.circumstance else "",
            tuple(sorted((sanction.kind.value, figures(sanction)) for sanction in sanctions)),
            "\n".join(cell.text.strip() for cell in tier.tier.standards),
            whole(tier.tier.standards),
            whole((tier.tier.degree, tier.tier.circumstance, *tier.tier.standards)),
        )


def tier_cells(tiers: Iterable[TierFacts]) -> Iterator[Cell]:
    """The cells of tiers in their order, each cell of one role and text once."""
    seen = set()
    for tier in tiers:
        for cell in (tier.tier.degree, tier.tier.circumstance, *tier.tier.standards):
            if cell and cell.text.strip() and (cell.role, cell.text) not in seen:
                seen.add((cell.role, cell.text))
                yield cell


def unlike_tiers(old: Sequence[ItemTier], new: Sequence[ItemTier]) -> Iterator[tuple[ItemTier | None, ItemTier | None]]:
    """The tiers whose sanctions differ, each beside what it became; what came or went stands alone."""
    gone, come = list(old), list(new)
    for key in (_whole, _case, _degree):
        for before, other in _taken(gone, come, key):
            if before.sanctions != other.sanctions:
                yield before, other
    for before in list(gone):
        likest = max(come, key=lambda tier: _likeness(before, tier), default=None)
        if likest and _likeness(before, likest) >= _REWORDED:
            gone.remove(before)
            come.remove(likest)
            if before.sanctions != likest.sanctions:
                yield before, likest
    yield from ((tier, None) for tier in gone)
    yield from ((None, other) for other in come)


def _whole(tier: ItemTier) -> object:
    return (level(tier.degree), level(tier.circumstance), tier.sanctions)


def _case(tier: ItemTier) -> object:
    return (level(tier.degree), level(tier.circumstance))


def _degree(tier: ItemTier) -> object:
    return level(tier.degree)


def _likeness(tier: ItemTier, other: ItemTier) -> float:
    """How alike two tiers are in case and standard; those of two degrees are two."""
    if tier.degree and other.degree and level(tier.degree) != level(other.degree):
        return 0
    texts = (f"{level(tier.circumstance)}\n{level(tier.words)}" for tier in (tier, other))
    return fuzz.ratio(*texts)


def _taken(
    gone: list[ItemTier], come: list[ItemTier], key: Callable[[ItemTier], object]
) -> list[tuple[ItemTier, ItemTier]]:
    """Pairs of a key that one tier of each side bears, or of equal tiers in their order, taken out of both."""
    pairs = []
    borne = Counter(map(key, gone)), Counter(map(key, come))
    for before in list(gone):
        name = key(before)
        if name == "" or not borne[1][name] or (key is not _whole and (borne[0][name] > 1 or borne[1][name] > 1)):
            continue
        other = next((tier for tier in come if key(tier) == name), None)
        if other:
            gone.remove(before)
            come.remove(other)
            pairs.append((before, other))
    return pairs
