"""Which entries of a page that is divided stand in one part: those of a body, in the order of print."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, Protocol

from kg.graph import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.page.model import Page

LONGEST: Final = 1_400_000
"""Characters of cells that a part holds at most, unless one entry alone has more."""
MOST_ENTRIES: Final = 1_000


class Measured(Protocol):
    """A page and how much its entries print."""

    page: Page

    def length(self, place: int) -> int:
        """The characters that a thing prints."""


def groups(source: Measured) -> Iterator[tuple[str, Iterator[list[int]]]]:
    """The bodies, the one with most entries first, each with its entries in groups of a fair size."""
    whole = source.page
    by_body: dict[int, list[int]] = defaultdict(list)
    for place, body in sorted(_bodies(whole).items()):
        by_body[body].append(place)
    for body, entries in sorted(by_body.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        yield whole.things[body].label if body >= 0 else "未写明机关", _cut(source, entries)


def _bodies(whole: Page) -> dict[int, int]:
    """The body of each entry, of a part that of its whole; -1 where none is stated."""
    printed = kinds.entries()
    own: dict[int, int] = {}
    above: dict[int, int] = {}
    for link in whole.links:
        if whole.things[link.source].kind not in printed:
            continue
        target = whole.things[link.target].kind
        if link.role == "office" and target == "body":
            own.setdefault(link.source, link.target)
        elif link.role == "part" and target in printed:
            above.setdefault(link.source, link.target)
    result = {}
    for place, thing in enumerate(whole.things):
        if thing.kind in printed:
            at, seen = place, {place}
            while at not in own and at in above and above[at] not in seen:
                at = above[at]
                seen.add(at)
            result[place] = own.get(at, -1)
    return result


def _cut(source: Measured, entries: Sequence[int]) -> Iterator[list[int]]:
    some: list[int] = []
    length = 0
    for entry in entries:
        own = source.length(entry)
        if some and (length + own > LONGEST or len(some) >= MOST_ENTRIES):
            yield some
            some, length = [], 0
        some.append(entry)
        length += own
    yield some
