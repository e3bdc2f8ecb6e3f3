"""The counts of a page, each computed once: a question has one number, wherever it is shown."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from kg.graph import kinds
from kg.page.model import Totals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.page.model import Link, Page, Thing

LAWS = frozenset({"document", "provision", "unresolved"})


def totals(page: Page) -> Totals:
    """What a page holds in numbers; entries are what lists print, facts what was read from their words."""
    of_kind = Counter(thing.kind for thing in page.things)
    return Totals(
        len(page.things),
        sum(of_kind[kind] for kind in kinds.entries()),
        len(page.facts),
        of_kind,
        Counter(link.role for link in page.links),
        Counter(fact.kind for fact in page.facts),
        Counter(finding.code for finding in page.findings),
    )


def weights(things: Sequence[Thing], links: Sequence[Link]) -> list[int]:
    """How many entries stand behind each thing.

    Behind a document or provision those that rest on it or on a part of it (role ``basis``; what is only mentioned, or
    cited for duties and grounds, does not rest); behind an office, a type or a sanction those linked with it.
    """
    printed = kinds.entries()
    entries: list[set[int]] = [set() for _ in things]
    wholes: dict[int, list[int]] = defaultdict(list)
    for link in links:
        source, target = things[link.source].kind, things[link.target].kind
        if source in printed and (target not in LAWS or link.role == "basis"):
            entries[link.target].add(link.source)
        elif link.role == "part" and source == "provision" and target in LAWS:
            wholes[link.source].append(link.target)
    for place in wholes:
        for whole in _above(place, wholes):
            entries[whole] |= entries[place]
    return [len(behind) for behind in entries]


def _above(place: int, wholes: dict[int, list[int]]) -> set[int]:
    """The wholes of a part, and theirs; the part itself where it stands in a circle is left out."""
    wholes_above: set[int] = set()
    edge = list(wholes[place])
    while edge:
        whole = edge.pop()
        if whole not in wholes_above:
            wholes_above.add(whole)
            edge += wholes.get(whole, ())
    return wholes_above - {place}
