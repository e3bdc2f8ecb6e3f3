"""N-Quads lines in order without holding them all: sorted runs, on disk where they are many, merged range by range.

Equal lines give equal bytes, whatever the runs they come in. Ranges end between subjects; which they are depends on the
lines alone, not on the runs, so that several processes may merge a range each and still write what one would.
"""

from __future__ import annotations

import pickle
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import chain, compress, pairwise
from operator import ne
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

RUN: Final = 250_000
"""The lines that are sorted in memory at a time."""
AT_HAND: Final = 24 << 20
"""Bytes of all runs together that are at hand while they are merged: of many runs a smaller piece of each."""
RANGE: Final = 50_000
"""About as many lines make a range, more where there would be more than `MOST_RANGES`."""
MOST_RANGES: Final = 256
_SAMPLE: Final = 2_000
"""The subject of one line in so many may end a range."""
_MARK: Final = 200
"""Of one line in so many of a run is known where it begins."""
_FEWEST_BYTES: Final = 1 << 12


@dataclass(frozen=True, slots=True)
class RunPiece:
    """Bytes of the file of a run; lines at its ends may belong to the ranges beside it."""

    path: Path
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LineRange:
    """The lines from ``low`` to before ``high`` (None: to the last), in pieces of runs and a sorted list."""

    low: bytes
    high: bytes | None
    pieces: tuple[RunPiece, ...]
    lines: list[bytes] = field(default_factory=list)

    def merged(self) -> Iterator[list[bytes]]:
        """The lines in order, each once, in blocks that are not empty."""
        most = max(_FEWEST_BYTES, AT_HAND // max(1, len(self.pieces)))
        sources = [_Source(piece, self, most) for piece in self.pieces]
        heads = [_cut(self.lines, self.low, self.high)]
        while any(source.more for source in sources):
            # Nothing that is still unread comes before the least of the last lines at hand.
            last = min(source.head[-1] for source in sources if source.more)
            heads += [source.head for source in sources]
            ends = [bisect_right(head, last) for head in heads]
            taken = [head[:end] for head, end in zip(heads, ends, strict=True)]
            yield _sorted(taken)
            for head, end in zip(heads, ends, strict=True):
                del head[:end]
            del heads[1:]
            for source in sources:
                source.fill()
        heads += [source.head for source in sources]
        if any(heads):
            yield _sorted(heads)


class _Source:
    """The lines of a piece as they are read: ``head`` those at hand, ``more`` whether others follow.

    The file is open only while it is read: there may be more runs than files that a process may have open.
    """

    __slots__ = ("_at", "_least", "_most", "_piece", "_within", "head", "more")

    def __init__(self, piece: RunPiece, within: LineRange, most: int) -> None:
        self._piece, self._within, self._most = piece, within, most
        self._at, self._least, self.more = piece.start, 0, piece.start < piece.end
        self.head: list[bytes] = []
        self.fill()

    def fill(self) -> None:
        """Read on where less than half of what was read last is left: a step is never a small one."""
        while self.more and len(self.head) <= self._least:
            with self._piece.path.open("rb") as file:
                file.seek(self._at)
                read = file.readlines(min(self._most, self._piece.end - self._at))
                self._at = file.tell()
            self._least = len(read) // 2
            lines = _cut(read, self._within.low, self._within.high)
            self.head += lines
            passed = bool(read) and self._within.high is not None and read[-1] >= self._within.high
            self.more = self._at < self._piece.end and not passed


def _cut(lines: list[bytes], low: bytes, high: bytes | None) -> list[bytes]:
    """The sorted lines from ``low`` to before ``high``."""
    end = len(lines) if high is None else bisect_left(lines, high)
    return lines[bisect_left(lines, low) : end]


@dataclass(slots=True)
class Runs:
    """Lines to be sorted, given in sorted chunks; what does not fit in memory waits in files of ``folder``.

    ``size`` lines make a run; nothing is written while one run holds all. ``samples`` are subjects of some lines,
    ``count`` how many lines were given, equal ones too.
    """

    folder: Path
    name: str = "run"
    size: int = RUN
    chunks: list[list[bytes]] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    samples: set[bytes] = field(default_factory=set)
    count: int = 0
    _waiting: int = 0
    _number: int = 0

    def add(self, chunk: list[bytes]) -> None:
        """Take sorted lines."""
        self.chunks.append(chunk)
        self.samples.update(map(_subject, chunk[_SAMPLE // 2 :: _SAMPLE]))
        self.count += len(chunk)
        self._waiting += len(chunk)
        if self._waiting >= self.size:
            self._flush()

    def close(self) -> None:
        """Write what is still in memory: then another process can have them."""
        if self.chunks:
            self._flush()

    def join(self, other: Runs) -> None:
        """Take the lines of others that are closed."""
        self.paths += other.paths
        self.samples |= other.samples
        self.count += other.count

    def cuts(self) -> list[bytes]:
        """Where ranges begin, but for the first: by the lines alone, in whatever runs they stand."""
        known, number = sorted(self.samples), min(MOST_RANGES, self.count // RANGE)
        return sorted({known[len(known) * place // number] for place in range(1, number)}) if known else []

    def ranges(self) -> list[LineRange]:
        """All lines in ranges, in order."""
        cuts, rest = self.cuts(), _sorted(self.chunks)
        bounds = [*pairwise([b"", *cuts]), (cuts[-1] if cuts else b"", None)]
        pieces: list[list[RunPiece]] = [[] for _ in bounds]
        for path in self.paths:
            subjects, begins = pickle.loads(_marks(path).read_bytes())  # noqa: S301 - our own
            for place, (low, high) in enumerate(bounds):
                start, end = _between(subjects, begins, low, high)
                if start < end:
                    pieces[place].append(RunPiece(path, start, end))
        return [
            LineRange(low, high, tuple(some), _cut(rest, low, high))
            for (low, high), some in zip(bounds, pieces, strict=True)
        ]

    def merged(self) -> Iterator[list[bytes]]:
        """All lines in order, each once, in blocks; none has lines of two ranges."""
        return chain.from_iterable(part.merged() for part in self.ranges())

    def _flush(self) -> None:
        path = self.folder / f"{self.name}-{self._number}.nq"
        lines = _sorted(self.chunks)
        marks: tuple[list[bytes], list[int]] = ([], [])
        with path.open("wb") as file:
            for start in range(0, len(lines), _MARK):
                marks[0].append(_subject(lines[start]))
                marks[1].append(file.tell())
                file.write(b"".join(lines[start : start + _MARK]))
            marks[1].append(file.tell())
        _marks(path).write_bytes(pickle.dumps(marks))
        self.paths.append(path)
        self.chunks, self._waiting, self._number = [], 0, self._number + 1


def _marks(path: Path) -> Path:
    """The file that says where some lines of a run begin."""
    return path.with_suffix(".marks")


def _between(subjects: Sequence[bytes], begins: Sequence[int], low: bytes, high: bytes | None) -> tuple[int, int]:
    """The bytes within which all lines of a run from ``low`` to before ``high`` stand.

    ``subjects`` are those of its marks, ``begins`` where each begins, and at last where the run ends.
    """
    start = max(0, bisect_left(subjects, low) - 1)
    end = len(subjects) if high is None else bisect_left(subjects, high)
    return begins[min(start, end)], begins[end]


def _subject(line: bytes) -> bytes:
    """The subject of a line with the blank behind it: no line of it comes before that, all of others on one side."""
    return line[: line.index(b" ") + 1]


def _sorted(chunks: list[list[bytes]]) -> list[bytes]:
    """Sorted chunks as one: the sort of the library merges what is in order already."""
    return in_order(list(chain.from_iterable(chunks)) if len(chunks) != 1 else chunks[0])


def in_order(lines: list[bytes]) -> list[bytes]:
    """The lines sorted, each once; the list itself is sorted too."""
    lines.sort()
    # Equal lines are neighbours now: each is kept where the next differs, in a third of the time a table of all takes.
    return [*compress(lines, map(ne, lines, chain(lines[1:], (None,))))]
