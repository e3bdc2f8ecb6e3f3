"""Where things stand, computed here and not in the browser: the same picture every time, and at once.

The overview has columns (bodies, sub-units, types, documents), each in the order that crosses the fewest lines. The
map has a disc for each document with the entries that rest on it around it. Both are arithmetic without chance, so
that they are the same on any machine; a layout by forces would not be.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kg.graph import kinds
from kg.page.model import OverviewPicture, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.page.model import Page

COLUMNS: Final = ("body", "unit", "type", "document")
MOST: Final = {"body": 8, "unit": 12, "type": 18, "document": 12}
COLUMN_WIDTH, ROW_HEIGHT = 296, 54
SWEEPS = 6
GOLDEN = math.pi * (3 - math.sqrt(5))
NEAR, GAP = 24, 26  # pixels between neighbours of a disc, and from a disc to its edge


def overview(page: Page) -> OverviewPicture:
    """The few things that hold the others together, heaviest first, and how much they share."""
    if page.overview:
        return page.overview
    columns, rests = {}, {}
    for kind in COLUMNS:
        every = [place for place, thing in enumerate(page.things) if thing.kind == kind and thing.weight]
        every.sort(key=lambda place: (-page.things[place].weight, place))
        columns[kind], rests[kind] = every[: MOST[kind]], len(every[MOST[kind] :])
    kept = {place for column in columns.values() for place in column}
    shared = _shared(page, kept)
    ordered = _uncrossed([columns[kind] for kind in COLUMNS], shared)
    spots = [spot for number, column in enumerate(ordered) for spot in _column(number, column, rests[COLUMNS[number]])]
    at = {spot.thing: number for number, spot in enumerate(spots)}
    pairs = sorted((at[thing], at[other], count) for (thing, other), count in shared.items())
    return OverviewPicture(tuple(spots), tuple(pairs))


def _column(number: int, column: Sequence[int], rest: int) -> Iterator[Spot]:
    rows = len(column) + bool(rest)
    top = -(rows - 1) * ROW_HEIGHT // 2
    for row, place in enumerate(column):
        yield Spot(place, COLUMNS[number], number * COLUMN_WIDTH, top + row * ROW_HEIGHT)
    if rest:
        yield Spot(None, COLUMNS[number], number * COLUMN_WIDTH, top + (rows - 1) * ROW_HEIGHT, rest)


def _shared(page: Page, kept: set[int]) -> Counter[tuple[int, int]]:
    """The number of entries two things of neighbouring columns share; a missing column is stepped over."""
    result: Counter[tuple[int, int]] = Counter()
    for rows in _rows(page).values():
        present = [rows[kind] for kind in COLUMNS if rows[kind]]
        for left, right in pairwise(present):
            result.update((thing, other) for thing in left & kept for other in right & kept)
    return result


def _rows(page: Page) -> dict[int, dict[str, set[int]]]:
    """What each entry is linked with, by column; provisions count as their documents."""
    whole, rows, printed = _wholes(page), {}, kinds.entries()
    for place, thing in enumerate(page.things):
        if thing.kind in printed:
            rows[place] = {kind: set[int]() for kind in COLUMNS}
    for link in page.links:
        target = whole[link.target] if link.role == "basis" else link.target
        kind = page.things[target].kind
        if link.source in rows and kind in COLUMNS:
            rows[link.source][kind].add(target)
    return rows


def _wholes(page: Page) -> list[int]:
    """The outermost whole of each thing: the document of a provision, the responsibility of a task."""
    above = list(range(len(page.things)))
    wholes = {"provision": {"provision", "document", "unresolved"}, "entry": {"entry"}}
    for link in page.links:
        if link.role == "part" and page.things[link.target].kind in wholes.get(page.things[link.source].kind, ()):
            above[link.source] = link.target
    for place in range(len(above)):
        met = {place}
        while above[place] not in met and above[above[place]] != above[place]:
            met.add(above[place])
            above[place] = above[above[place]]
    return above


def _uncrossed(columns: list[list[int]], shared: Mapping[tuple[int, int], int]) -> list[list[int]]:
    """The columns reordered by the mean place of their neighbours, forth and back: fewer lines cross."""
    near: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (thing, other), count in shared.items():
        near[thing].append((other, count))
        near[other].append((thing, count))
    height = {place: row - len(column) / 2 for column in columns for row, place in enumerate(column)}
    for sweep in range(SWEEPS):
        for column in columns[1:] if sweep % 2 == 0 else columns[-2::-1]:
            mean = {place: _mean(near[place], height, place) for place in column}
            column.sort(key=lambda place: (mean[place], place))
            for row, place in enumerate(column):
                height[place] = row - len(column) / 2
    return columns


def _mean(near: Sequence[tuple[int, int]], height: Mapping[int, float], place: int) -> float:
    weight = sum(count for _, count in near)
    return sum(height[other] * count for other, count in near) / weight if weight else height[place]


def chart(page: Page) -> list[tuple[int, int]]:
    """Where each thing stands on the map, in pixels; discs do not overlap."""
    discs = _discs(page)
    spots = [(0, 0)] * len(page.things)
    for (x, y), members in zip(_centres([len(members) for members in discs]), discs, strict=True):
        for number, place in enumerate(members):
            radius, angle = NEAR * math.sqrt(number), number * GOLDEN
            spots[place] = (round(x + radius * math.cos(angle)), round(y + radius * math.sin(angle)))
    return spots


def _discs(page: Page) -> list[list[int]]:
    """Every thing in one disc: entries and provisions with the document most rest on, largest disc first."""
    weights = [thing.weight for thing in page.things]
    whole, best = _wholes(page), list(range(len(page.things)))
    for role in ("office", "basis", "sanction"):
        for link in page.links:
            target = whole[link.target]
            if link.role == role and page.things[target].kind != "body":
                nearest = best[link.source]
                if nearest == link.source or weights[target] > weights[nearest] or role != "office":
                    best[link.source] = target
    discs: dict[int, list[int]] = defaultdict(list)
    for place in range(len(page.things)):
        centre = best[whole[place]]
        discs[best[centre]].append(place)
    for centre, members in discs.items():
        members.sort(key=lambda place: (place != centre, page.things[place].kind, place))
    return sorted(discs.values(), key=lambda members: (-len(members), members[0]))


def _centres(sizes: Sequence[int]) -> Iterator[tuple[float, float]]:
    """Centres for discs of those sizes, the largest first: one in the middle, the others in rings around it."""
    radii = [NEAR * math.sqrt(size) + GAP for size in sizes]
    ring, angle, start, inner = 0.0, 0.0, 0.0, 0.0
    for number, radius in enumerate(radii):
        if number == 0:
            inner = radius
            yield 0.0, 0.0
            continue
        turn = 2.1 * math.asin(min(1.0, radius / ring)) if ring else math.tau
        if ring == 0.0 or angle + turn > start + math.tau:
            ring, start = inner + radius, start + GOLDEN
            inner, angle = ring + radius, start
            turn = 2.1 * math.asin(radius / ring)
        angle += turn / 2
        yield ring * math.cos(angle), ring * math.sin(angle)
        angle += turn / 2
