"""One page of a PDF: its ruled tables as cells with their places, and the lines of text around them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from extract.reading.formats.encoding import BAD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    #: Left, top, right, bottom in points, downwards from the upper left corner.
    Box = tuple[float, float, float, float]

#: Edges nearer to each other than this are one, in points.
_NEAR = 3.0
#: A gap this wide, in sizes of the character, is a blank; between letters and digits of a word it is smaller.
_GAP, _WORD_GAP = 0.6, 0.2
#: A line that ends this near to the edge of its cell, in sizes of the character, goes on in the next; within a
#: sentence it may end farther off, as no line begins with a closing sign.
_FULL, _FULL_WITHIN = 2.2, 4.0
_ENDED = re.compile("[。；;！!？?：:]$")
#: Characters whose middles are this near, in sizes, stand in one line.
_SAME_LINE = 0.5


class Line(NamedTuple):
    """A line of text with its place."""

    text: str
    top: float
    right: float
    size: float


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table of a page: ``edges`` between its columns, and by row and column, from 0, the texts of its cells.

    A cell that spans others stands at each of their places; ``origin`` tells the first of them.
    """

    top: float
    edges: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    origins: tuple[tuple[tuple[int, int], ...], ...]


def parts(page: Any) -> list[PageTable | Line]:  # noqa: ANN401 - a page of pdfplumber
    """The tables and the lines outside of them, from top to bottom."""
    chars = [_named(char) for char in page.chars if char["text"].strip() or char["text"] == " "]
    found = [table for table in page.find_tables() if len(table.cells) > 1]
    tables, rest = [], chars
    for table in found:
        inside = [char for char in rest if _within(char, table.bbox)]
        rest = [char for char in rest if not _within(char, table.bbox)]
        tables.append(_table([tuple(cell) for cell in table.cells], inside))
    return sorted([*tables, *_lines(rest)], key=lambda part: part.top)


def is_nameless(char: dict[str, Any]) -> bool:
    """Whether the file says of a character only its number in the font."""
    return bool(char["text"].startswith("(cid:"))


def _named(char: dict[str, Any]) -> dict[str, Any]:
    return {**char, "text": BAD} if is_nameless(char) else char


def _within(char: dict[str, Any], box: Box) -> bool:
    across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def _table(cells: Sequence[Any], chars: Sequence[dict[str, Any]]) -> PageTable:
    across, down = (_edges(cell[side] for cell in cells for side in sides) for sides in ((0, 2), (1, 3)))
    width, height = len(across) - 1, len(down) - 1
    texts = [[""] * width for _ in range(height)]
    origins = [[(row, column) for column in range(width)] for row in range(height)]
    for cell in cells:
        left, top, right, bottom = (
            _nearest(edges, value) for edges, value in zip((across, down) * 2, cell, strict=True)
        )
        text = _cell_text([char for char in chars if _within(char, cell)], cell)
        for row in range(top, max(bottom, top + 1)):
            for column in range(left, max(right, left + 1)):
                if row < height and column < width:
                    texts[row][column], origins[row][column] = text, (top, left)
    return PageTable(down[0], tuple(across), tuple(map(tuple, texts)), tuple(map(tuple, origins)))


def _edges(values: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _nearest(edges: Sequence[float], value: float) -> int:
    at = bisect_left(edges, value)
    near = [one for one in (at - 1, at) if 0 <= one < len(edges)]
    return min(near, key=lambda one: abs(edges[one] - value))


def _cell_text(chars: Sequence[dict[str, Any]], box: Box) -> str:
    """The text of a cell: a line that fills it goes on in the next one, a shorter one ends there."""
    text = ""
    full = True
    for line in _lines(chars):
        text += line.text if full or not text else f"\n{line.text}"
        most = _FULL if _ENDED.search(line.text) else _FULL_WITHIN
        full = box[2] - line.right < most * line.size
    return text.strip()


def _lines(chars: Iterable[dict[str, Any]]) -> Iterator[Line]:
    """The lines that characters make, by the height of their middles."""
    line: list[dict[str, Any]] = []
    middle = 0.0
    for char in sorted(chars, key=lambda char: (char["top"] + char["bottom"], char["x0"])):
        here = (char["top"] + char["bottom"]) / 2
        if line and here - middle > _SAME_LINE * max(char["size"], 1):
            yield from _line(line)
            line = []
        if not line:
            middle = here
        line.append(char)
    yield from _line(line)


def _line(chars: list[dict[str, Any]]) -> Iterator[Line]:
    chars.sort(key=lambda char: char["x0"])
    text = ""
    last = None
    for char in chars:
        if last is not None:
            word = last["text"][-1:].isascii() and last["text"][-1:].isalnum() and char["text"][:1].isascii()
            gap = char["x0"] - last["x1"]
            if gap > (_WORD_GAP if word and char["text"][:1].isalnum() else _GAP) * max(char["size"], 1):
                text += " "
        text += char["text"]
        last = char
    shown = " ".join(text.split())
    if shown and last is not None:
        right = max(char["x1"] for char in chars if char["text"].strip())
        yield Line(shown, min(char["top"] for char in chars), right, max(char["size"] for char in chars))
