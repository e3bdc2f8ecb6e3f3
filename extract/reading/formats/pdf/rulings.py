"""The lines that a table of a page lacks: where a page cuts a row, or where it has no sides, none is drawn."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Edge = dict[str, Any]

#: Ends nearer to each other than this are at one place, in points.
_NEAR = 3.0
#: Shorter edges are the ends of drawn lines, no lines of a table.
_LEAST = 6.0
#: Fewer lines ending at one place close nothing.
_LINES = 3


def settings(edges: Sequence[Edge]) -> dict[str, Any]:
    """What pdfplumber is told to find tables by: the lines drawn, and those that close tables left open."""
    across, down = ([edge for edge in edges if edge["orientation"] == way and _length(edge) > _LEAST] for way in "hv")
    return {
        "explicit_horizontal_lines": list(_closing(down, across, ("top", "bottom"), ("x0", "x1"), partly=True)),
        "explicit_vertical_lines": list(_closing(across, down, ("x0", "x1"), ("top", "bottom"), partly=False)),
    }


def _length(edge: Edge) -> float:
    return float(max(edge["x1"] - edge["x0"], edge["bottom"] - edge["top"]))


def _closing(
    lines: Sequence[Edge], crossing: Sequence[Edge], along: tuple[str, str], beside: tuple[str, str], *, partly: bool
) -> Iterator[Edge]:
    """A line for each place where several of ``lines`` end and none of ``crossing`` is drawn.

    ``along`` are the names of the coordinates in which the lines run, ``beside`` those in which they lie apart. Where
    some are drawn the rest is closed only ``partly``: a page cuts some cells of a row, but where sides are missing
    between others, one table ends and the next begins.
    """
    joined = [run for group in _by_place(lines, beside[0]) for run in _runs(group, along, beside[0])]
    crossed = [line for line in joined if any(_cross(line, other, along, beside) for other in crossing)]
    for end in (0, 1):
        for group in _by_end(crossed, end):
            places = [place for _, _, place in group]
            at = group[0][end]
            near = [other for other in crossing if abs(other[along[0]] - at) < _NEAR]
            if len(_apart(places)) >= _LINES:
                missing = [*_undrawn(_apart(places), near, beside)]
                whole = missing == [(_apart(places)[0], _apart(places)[-1])]
                for first, last in missing if partly or whole else ():
                    yield _line({along[0]: at, along[1]: at, beside[0]: first, beside[1]: last})


def _undrawn(places: Sequence[float], drawn: Sequence[Edge], beside: tuple[str, str]) -> Iterator[tuple[float, float]]:
    """The stretches between neighbouring ends that no line closes: a page cuts cells that cover several rows alone."""
    first: float | None = None
    for left, right in pairwise(places):
        middle = (left + right) / 2
        if any(line[beside[0]] <= middle <= line[beside[1]] for line in drawn):
            if first is not None:
                yield first, left
            first = None
        elif first is None:
            first = left
    if first is not None:
        yield first, places[-1]


_Run = tuple[float, float, float]


def _by_place(lines: Iterable[Edge], place: str) -> Iterator[list[Edge]]:
    group: list[Edge] = []
    for line in sorted(lines, key=lambda line: float(line[place])):
        if group and line[place] - group[-1][place] > 1:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _runs(group: Iterable[Edge], along: tuple[str, str], place: str) -> Iterator[_Run]:
    """Edges in one line that touch each other, as one: where it begins, where it ends, where it lies."""
    run: _Run | None = None
    for edge in sorted(group, key=lambda edge: float(edge[along[0]])):
        if run is not None and edge[along[0]] - run[1] <= _NEAR:
            run = (run[0], max(run[1], edge[along[1]]), run[2])
            continue
        if run is not None:
            yield run
        run = (edge[along[0]], edge[along[1]], edge[place])
    if run is not None:
        yield run


def _cross(line: _Run, other: Edge, along: tuple[str, str], beside: tuple[str, str]) -> bool:
    inside = line[0] - _NEAR <= other[along[0]] <= line[1] + _NEAR
    return bool(inside and other[beside[0]] - _NEAR <= line[2] <= other[beside[1]] + _NEAR)


def _by_end(lines: Iterable[_Run], end: int) -> Iterator[list[_Run]]:
    ordered = sorted(lines, key=lambda line: (line[end], line[2]))
    for _, group in groupby(ordered, key=lambda line: round(line[end] / _NEAR)):
        yield list(group)


def _apart(places: Iterable[float]) -> list[float]:
    result: list[float] = []
    for place in sorted(places):
        if not result or place - result[-1] > _NEAR:
            result.append(place)
    return result


def _line(ends: dict[str, float]) -> Edge:
    width, height = ends["x1"] - ends["x0"], ends["bottom"] - ends["top"]
    return {"object_type": "line", **ends, "width": width, "height": height}
