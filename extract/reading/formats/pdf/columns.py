"""Tables without lines between their columns: what stands under the words of a header, column by column."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from extract.model import Role
from extract.reading import header_words
from extract.reading.formats.pdf.chars import is_page_mark, rows_of_chars, text_in, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extract.reading.formats.pdf.chars import Char

#: A gap of so many sizes of a character parts two cells.
_GAP = 0.9
#: A gap of so many sizes does so at the border of two columns.
_NARROW = 0.2
#: Header words in one line that make it a header.
_LEAST = 3
#: Lines that a header takes at most.
_DEEPEST = 6
#: A gap between lines parts rows that is wider than the usual one by this share of a line.
_APART = 0.3
#: A line across a page this long, as a share of the table, parts rows.
_LONG = 0.6
#: So many of its words must be header words; so many lines in columns, that a page goes on with the table before.
_MOST = 0.6


class CharSegment(NamedTuple):
    """Characters of one line that stand together."""

    chars: tuple[Char, ...]

    @property
    def left(self) -> float:
        """Where it begins."""
        return float(self.chars[0]["x0"])

    @property
    def right(self) -> float:
        """Where it ends."""
        return _end(self.chars)

    @property
    def text(self) -> str:
        """Its characters."""
        return text_of(self.chars).strip()


class PlacedLine(NamedTuple):
    """A line of a page in its segments."""

    segments: tuple[CharSegment, ...]

    @property
    def top(self) -> float:
        """Its upper edge."""
        return float(min(char["top"] for segment in self.segments for char in segment.chars))

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return float(max(char["bottom"] for segment in self.segments for char in segment.chars))


class TextRow(NamedTuple):
    """A row: the text of every column, or one text across all of them."""

    cells: tuple[str, ...]
    spans: bool = False


@dataclass(frozen=True, slots=True)
class UnruledTable:
    """A table with the left edges of its header words; ``rest`` are the characters of the page outside of it."""

    top: float
    edges: tuple[float, ...]
    rows: tuple[TextRow, ...]
    rest: list[Char]


def table(chars: Sequence[Char], edges: Sequence[dict[str, Any]], before: Sequence[float]) -> UnruledTable | None:
    """The table of a page that has a header but no lines between its columns; None where there is none.

    ``before`` are the edges of the table that the page before ended with: a page without a header may go on with it.
    """
    placed = _placed(chars)
    while placed and is_page_mark(" ".join(segment.text for segment in placed[-1].segments)):
        placed.pop()
    head_at = next(((at, head) for at in range(len(placed)) if (head := _header(placed, at))), None)
    if head_at is None:
        return _going_on(chars, placed, edges, before)
    start, (header, depth) = head_at
    body = placed[start + depth :]
    return _made(chars, _Frame(header, placed[start].top, edges), body) if body else None


def _going_on(
    chars: Sequence[Char], placed: list[PlacedLine], edges: Sequence[dict[str, Any]], before: Sequence[float]
) -> UnruledTable | None:
    if len(before) < _LEAST or not placed:
        return None
    frame = _Frame([(left, left, "") for left in before], placed[0].top, edges)
    borders = frame.borders(placed)
    placed = [_split(line, borders) for line in placed]
    fitting = sum(_columns_of(line, borders) is not None for line in placed)
    several = any(len(line.segments) > 1 for line in placed)
    return _made(chars, frame, placed) if several and fitting >= _MOST * len(placed) else None


def _placed(chars: Iterable[Char]) -> list[PlacedLine]:
    placed_lines = []
    for row in rows_of_chars(chars):
        segments: list[list[Char]] = []
        for char in row:
            if char["text"] == " ":
                if segments:
                    segments[-1].append(char)
            elif segments and char["x0"] - _end(segments[-1]) <= _GAP * max(char["size"], 1):
                segments[-1].append(char)
            else:
                segments.append([char])
        if segments:
            placed_lines.append(PlacedLine(tuple(CharSegment(tuple(segment)) for segment in segments)))
    return placed_lines


def _end(chars: Sequence[Char]) -> float:
    return float(next(char["x1"] for char in reversed(chars) if char["text"] != " "))


_Head = tuple[float, float, str]


def _header(placed: Sequence[PlacedLine], start: int) -> tuple[list[_Head], int] | None:
    """The words of the header that begins at a line, with their places, and how many lines it takes; None for none.

    A word may take several lines, which stand at other heights than those of its neighbours.
    """
    if len(placed[start].segments) < 2:
        return None
    best: tuple[float, list[_Head], int] | None = None
    words: list[_Head] = []
    for depth, line in enumerate(placed[start : start + _DEEPEST], start=1):
        words = _joined(words, line)
        known = [header_words.role(word) for _, _, word in words]
        count = sum(map(bool, known))
        if count >= max(_LEAST, _MOST * len(words)) and len(set(known)) > 1:
            score = 2.0 * count - len(words)
            best = (score, words, depth) if best is None or score >= best[0] else best
    return best[1:] if best else None


def _joined(words: Sequence[_Head], line: PlacedLine) -> list[_Head]:
    """Words with their places, what stands below one of them joined to it."""
    heads = list(words)
    for segment in line.segments:
        over = [at for at, word in enumerate(heads) if word[0] < segment.right and segment.left < word[1]]
        if len(over) != 1:
            heads.append((segment.left, segment.right, segment.text))
            continue
        left, right, text = heads[over[0]]
        heads[over[0]] = (min(left, segment.left), max(right, segment.right), text + segment.text)
    return sorted(heads)


@dataclass(frozen=True, slots=True)
class _Frame:
    """The header of a table (left edge, right edge, word) and the lines drawn on its page."""

    header: Sequence[_Head]
    top: float
    edges: Sequence[dict[str, Any]]

    def borders(self, placed: Iterable[PlacedLine]) -> list[float]:
        """Where one column ends and the next begins: where the fewest lines of the table have a character."""
        covered: dict[int, int] = {}
        for line in placed:
            points = {
                point
                for segment in line.segments
                for char in segment.chars
                for point in range(int(char["x0"]), int(char["x1"]) + 1)
            }
            for point in points:
                covered[point] = covered.get(point, 0) + 1
        result = []
        for (left, right, _), (following, end, _) in pairwise(self.header):
            first = int(left) + 1 if right == left else int((left + right) / 2)
            last = max(int(following if end == following else (following + end) / 2), first + 1)
            least = min(covered.get(point, 0) for point in range(first, last + 1))
            result.append(_widest([point for point in range(first, last + 1) if covered.get(point, 0) == least]))
        return result

    def rules(self) -> list[float]:
        """The heights of lines drawn across most of the table."""
        width = self.header[-1][0] - self.header[0][0]
        across: dict[int, float] = {}
        for edge in self.edges:
            if edge["orientation"] == "h":
                at = round(edge["top"] / 2)
                across[at] = across.get(at, 0) + edge["x1"] - edge["x0"]
        return sorted(2.0 * at for at, length in across.items() if length >= _LONG * width and 2 * at > self.top)


def _widest(points: Sequence[int]) -> float:
    """A place in the widest run of neighbouring points, nearer to its end: cells begin at one place."""
    runs: list[list[int]] = []
    for point in points:
        if runs and point == runs[-1][-1] + 1:
            runs[-1].append(point)
        else:
            runs.append([point])
    best = max(runs, key=len)
    return best[0] + 0.75 * (len(best) - 1)


def _split(line: PlacedLine, borders: Sequence[float]) -> PlacedLine:
    """The line with its segments parted at the borders of columns, where a cell that is full leaves a narrow gap."""
    segments: list[CharSegment] = []
    for segment in line.segments:
        chars = [char for char in segment.chars if char["text"] != " "]
        gaps = [right["x0"] - left["x1"] for left, right in pairwise(chars)]
        usual = sorted(gaps)[len(gaps) // 2] if gaps else 0.0
        begin = 0
        for at, gap in enumerate(gaps, start=1):
            wide = max(_NARROW * chars[at]["size"], 2 * usual)
            if gap >= wide and any(chars[at - 1]["x0"] < border < chars[at]["x1"] for border in borders):
                segments.append(CharSegment(tuple(chars[begin:at])))
                begin = at
        segments.append(segment if begin == 0 else CharSegment(tuple(chars[begin:])))
    return PlacedLine(tuple(segments))


def _columns_of(line: PlacedLine, borders: Sequence[float]) -> list[int] | None:
    """The column of each segment; None where one reaches over a border by more than a character."""
    result = []
    for segment in line.segments:
        places = [sum((char["x0"] + char["x1"]) / 2 > border for border in borders) for char in segment.chars]
        most = max(set(places), key=places.count)
        if sum(place != most for place in places) > 1:
            return None
        result.append(most)
    return result


def _made(chars: Sequence[Char], frame: _Frame, body: list[PlacedLine]) -> UnruledTable:
    borders = frame.borders(body)
    body = [_split(line, borders) for line in body]
    while body and _columns_of(body[-1], borders) is None:
        body = body[:-1]  # notes below
    width = len(frame.header)
    right = [0.0] * width
    for line in body:
        for segment, column in zip(line.segments, _columns_of(line, borders) or (), strict=False):
            right[column] = max(right[column], segment.right)
    rows = [_row(group, borders, right) for group in _grouped(body, frame, borders)]
    words = tuple(word for _, _, word in frame.header)
    bottom = body[-1].bottom if body else frame.top
    rest = [char for char in chars if not frame.top - 1 <= (char["top"] + char["bottom"]) / 2 <= bottom + 1]
    made = (*([TextRow(words)] if any(words) else []), *rows)
    return UnruledTable(frame.top, tuple(left for left, _, _ in frame.header), made, rest)


def _row(group: Sequence[PlacedLine], borders: Sequence[float], right: Sequence[float]) -> TextRow:
    if len(group) == 1 and _columns_of(group[0], borders) is None:
        text = " ".join(segment.text for segment in group[0].segments)
        return TextRow((text,) * len(right), spans=True)
    cells: list[list[Char]] = [[] for _ in right]
    for line in group:
        for segment in line.segments:
            for char in segment.chars:
                cells[sum((char["x0"] + char["x1"]) / 2 > border for border in borders)].append(char)
    return TextRow(tuple(text_in(cell, edge) for cell, edge in zip(cells, right, strict=True)))


def _grouped(body: Sequence[PlacedLine], frame: _Frame, borders: Sequence[float]) -> list[list[PlacedLine]]:
    """The lines row by row: as rules part them, else as the numbers in the first column do, else as gaps do."""
    starts = {at for at, line in enumerate(body) if _columns_of(line, borders) is None}
    starts |= {at + 1 for at in starts}
    rules = [rule for rule in frame.rules() if body and body[0].top < rule < body[-1].bottom]
    numbered = _numbered(body, frame, borders)
    gaps = [below.top - above.bottom for above, below in pairwise(body)]
    if len(rules) >= 1:
        starts |= {
            at + 1
            for at, (above, below) in enumerate(pairwise(body))
            if any(max(above.top, above.bottom - 2) < rule <= below.top + 2 for rule in rules)
        }
    elif numbered:
        goes_on = [0] if not frame.header[0][2] and numbered[0] else []
        for first, second in pairwise([*goes_on, *numbered]):
            starts |= _before(gaps, first, second)
    else:
        usual = sorted(gaps)[len(gaps) // 2] if gaps else 0
        height = max((line.bottom - line.top for line in body), default=1)
        starts |= {at + 1 for at, gap in enumerate(gaps) if gap > usual + _APART * height}
    cuts = sorted({0, *starts, len(body)} - {at for at in starts if at > len(body)})
    return [list(body[first:last]) for first, last in pairwise(cuts) if last > first]


def _numbered(body: Sequence[PlacedLine], frame: _Frame, borders: Sequence[float]) -> list[int]:
    """The lines that have a running number in the first column; none where that holds anything else."""
    word = frame.header[0][2]
    if word and header_words.role(word) is not Role.SERIAL:
        return []
    first = [(at, line.segments[0]) for at, line in enumerate(body) if (_columns_of(line, borders) or [1])[0] == 0]
    return [at for at, _ in first] if all(segment.text.rstrip(".、").isdecimal() for _, segment in first) else []


def _before(gaps: Sequence[float], first: int, second: int) -> set[int]:
    """The line that begins the row of the number at ``second``: behind the widest gap since that at ``first``."""
    between = gaps[first:second]
    widest = max(between, default=0.0)
    return {max(at for at in range(first, second) if gaps[at] >= widest - 0.5) + 1} if between else set()
