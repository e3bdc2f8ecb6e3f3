"""The picture of an ego network: an SVG that stands still, and a frame around it that answers to the mouse."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import Problem
from kg.graph import kinds
from kg.notebook.ego.neighbours import Ego, NeighbourGroup
from kg.output.files import put
from kg.output.sanitise import printable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet
    from os import PathLike

    from jinja2 import Environment

    from kg.notebook.ego.neighbours import Neighbour

WIDTH, ROW, LEGEND, MARGIN = 960, 25, 40, 12
LEFT, RIGHT, BOX = 330, 630, (420, 540)  # where the marks stand, and the sides of the box in the middle
LETTERS, IN_BOX, LINES = 22, 8, 5  # of a label beside its mark, of a line in the box, lines in the box
PARTED = 10  # nodes of a group that may stand in both columns


@dataclass(frozen=True, slots=True)
class NetworkView:
    """What a notebook shows of an ego network: HTML where it may, SVG where it can, else text."""

    ego: Ego

    def svg(self) -> str:
        """The picture as a standalone SVG."""
        return _templates().get_template("ego.svg").render(**_laid_out(self.ego))

    def html(self) -> str:
        """A page of its own: the picture, and what the mouse or the keyboard points at."""
        return _templates().get_template("ego.html").render(svg=self.svg(), title=printable(self.ego.focus.label))

    def save(self, path: str | PathLike[str]) -> Path:
        """Write the picture to a file, as its ending says: .svg (an image) or .html (a page of its own).

        Raises Problem: the ending is neither, or the file cannot be written.
        """
        target = Path(path).expanduser()
        forms = {".svg": self.svg, ".html": self.html, ".htm": self.html}
        if target.suffix.lower() not in forms:
            raise Problem(str(path), "请以 .svg 或者 .html 为扩展名", "name it .svg or .html")
        put(target, forms[target.suffix.lower()]().encode())
        return target

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:  # noqa: ANN401 - include and exclude, for the caller
        svg = self.svg()
        still = base64.b64encode(svg.encode()).decode()
        frame = (
            _templates()
            .get_template("frame.html")
            .render(page=self.html(), still=still, height=_height(self.ego) + 48, title=printable(self.ego.focus.label))
        )
        return {"text/html": frame, "image/svg+xml": svg, "text/plain": str(self)}

    def __str__(self) -> str:
        lines = [f"{kinds.kind(self.ego.focus.kind).name} {self.ego.focus.label}"]
        for group in self.ego.groups:
            lines.append(f"  {group.caption} {group.total}")
            lines += [f"    {node.label}" for node in group.nodes]
        return "\n".join(lines)


@cache
def _templates() -> Environment:
    from jinja2 import Environment, FileSystemLoader  # noqa: PLC0415 - only where a picture is drawn

    folder = FileSystemLoader(Path(__file__).parent, encoding="utf-8")
    return Environment(loader=folder, autoescape=True, trim_blocks=True, lstrip_blocks=True)


def _laid_out(ego: Ego) -> dict[str, Any]:
    """Everything the drawing needs, in places that leave no two labels over each other."""
    columns = _columns(ego.groups)
    shares = {group.caption: _share(group) for group in ego.groups}
    height = _height(ego)
    drawn, heads = [], []
    for side, groups in zip((LEFT, RIGHT), columns, strict=True):
        y = (height - LEGEND - int(sum(map(_rows, groups)) * ROW)) // 2 + ROW
        for group in groups:
            heads.append(
                {"x": side, "y": y, "text": f"{group.caption} {shares[group.caption]}", "right": side == RIGHT}
            )
            for node in group.nodes:
                y += ROW
                drawn.append({"x": side, "y": y, "right": side == RIGHT, "relation": group.caption, **_shown(node)})
            y += ROW * 3 // 2
    lines = wrapped(ego.focus.label, IN_BOX, LINES)
    met = {ego.focus.kind, *(node.kind for group in ego.groups for node in group.nodes)}
    return {
        "width": WIDTH, "height": height, "box": BOX, "focus": _shown(ego.focus), "lines": lines, "heads": heads,
        "nodes": drawn, "legend": _legend(met), "middle": (height - LEGEND) // 2,
    }  # fmt: skip


def _legend(met: AbstractSet[str]) -> list[tuple[int, str, str, str]]:
    """Each kind drawn: where in the line its sign stands, its name, outline and colour."""
    drawn = [kind for kind in kinds.KINDS if kind.code in met]
    widths = accumulate((len(kind.name) * 12 + 40 for kind in drawn), initial=20)
    return [(x, kind.name, kinds.SHAPES[kind.shape], kind.colour) for x, kind in zip(widths, drawn, strict=False)]


def _height(ego: Ego) -> int:
    tallest = max(sum(map(_rows, groups)) for groups in _columns(ego.groups))
    return int(max(tallest * ROW, ROW * (LINES + 2)) + 2 * MARGIN + LEGEND)


def _rows(group: NeighbourGroup) -> float:
    return len(group.nodes) + 1.5


def _columns(groups: Sequence[NeighbourGroup]) -> tuple[list[NeighbourGroup], list[NeighbourGroup]]:
    """The groups in two columns of about one height, the tallest placed first, each column in the order given."""
    left: list[NeighbourGroup] = []
    right: list[NeighbourGroup] = []
    parts = [part for group in groups for part in _parts(group, sum(map(_rows, groups)))]
    for group in sorted(parts, key=_rows, reverse=True):
        (left if sum(map(_rows, left)) <= sum(map(_rows, right)) else right).append(group)
    return [part for part in parts if part in left], [part for part in parts if part in right]


def _parts(group: NeighbourGroup, every: float) -> tuple[NeighbourGroup, ...]:
    """A group that would fill one column by itself, in two halves."""
    if len(group.nodes) < PARTED or _rows(group) * 3 < every * 2:
        return (group,)
    half = (len(group.nodes) + 1) // 2
    halves = (group.nodes[:half], group.nodes[half:])
    return tuple(NeighbourGroup(group.caption, nodes, group.total) for nodes in halves)


def _share(group: NeighbourGroup) -> str:
    drawn = len(group.nodes)
    return str(drawn) if drawn == group.total else f"{drawn} / {group.total}"


def _shown(node: Neighbour) -> dict[str, str]:
    label, kind = printable(node.label).replace("\n", " "), kinds.kind(node.kind)
    short = label if len(label) <= LETTERS else label[: LETTERS - 1] + "…"
    return {
        "label": label, "short": short, "kind": node.kind, "caption": kind.name, "colour": kind.colour,
        "outline": kinds.SHAPES[kind.shape], "iri": printable(node.iri),
    }  # fmt: skip


def wrapped(label: str, width: int, most: int) -> list[str]:
    """A label in lines: Chinese has no blanks that a browser could wrap at."""
    text = printable(label).replace("\n", " ")
    lines = [text[start : start + width] for start in range(0, len(text), width)]
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1][:-1] + "…"]
