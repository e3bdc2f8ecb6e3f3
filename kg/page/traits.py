"""What an entry is filtered by beside its links: the lists that print it, why its facts want a second look."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.page.model import IN_LIST

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.page.model import Fact, Thing


def lists_of(thing: Thing) -> frozenset[str]:
    """The lists that an entry names."""
    return frozenset(value for caption, value in thing.details if caption == IN_LIST)


def reasons_by_cell(facts: Iterable[Fact]) -> dict[int, frozenset[str]]:
    """Why the facts that are read from each cell want a second look."""
    by_cell: dict[int, set[str]] = defaultdict(set)
    for fact in facts:
        for place in fact.places if fact.reasons else ():
            by_cell[place.cell].update(fact.reasons)
    return {cell: frozenset(reasons) for cell, reasons in by_cell.items()}
