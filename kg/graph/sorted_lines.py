"""N-Quads lines in order without holding them all: sorted runs, on disk where they are many, merged in blocks.

Equal lines give equal bytes, whatever the runs they come in.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import chain, compress, islice
from operator import ne
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from pathlib import Path

RUN: Final = 250_000
"""The lines that are sorted in memory at a time."""
BLOCK: Final = 20_000
"""The lines that are read at a time, at most."""
AT_HAND: Final = 250_000
"""The lines of all runs together that are at hand while they are merged: of many runs a smaller block of each."""
MOST_RUNS: Final = 128
"""Runs merged at a time: so many files are open at once."""


@dataclass(slots=True)
class Runs:
    """Lines to be sorted, given in sorted chunks; what does not fit in memory waits in files of ``folder``.

    ``size`` lines make a run; nothing is written while one run holds all.
    """

    folder: Path
    name: str = "run"
    size: int = RUN
    chunks: list[list[bytes]] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    _count: int = 0
    _number: int = 0

    def add(self, chunk: list[bytes]) -> None:
        """Take sorted lines."""
        self.chunks.append(chunk)
        self._count += len(chunk)
        if self._count >= self.size:
            self._flush()

    def close(self) -> list[Path]:
        """Write what is still in memory; the files of all runs come back."""
        if self.chunks:
            self._flush()
        return self.paths

    def merged(self) -> Iterator[list[bytes]]:
        """All lines in order, each once, in blocks."""
        rest = _sorted(self.chunks)
        if not self.paths:
            return _blocks(iter(rest))
        return merged([*_fewer(self.paths, self.folder, self.name), rest])

    def _flush(self) -> None:
        path = self.folder / f"{self.name}-{self._number}.nq"
        with path.open("wb") as file:
            file.writelines(_sorted(self.chunks))
        self.paths.append(path)
        self.chunks, self._count, self._number = [], 0, self._number + 1


def merged(runs: Sequence[Path | list[bytes]], block: int = BLOCK) -> Iterator[list[bytes]]:
    """The lines of sorted runs in order, each once, in blocks that are not empty."""
    block = max(1, min(block, AT_HAND // max(1, len(runs))))
    sources = [_pieces(run, block) for run in runs]
    heads = [next(source, []) for source in sources]
    try:
        while True:
            live = [place for place, head in enumerate(heads) if head]
            if not live:
                return
            # Nothing that is still unread comes before the least of the last lines at hand.
            last = min(heads[place][-1] for place in live)
            taken: list[bytes] = []
            for place in live:
                head = heads[place]
                end = bisect_right(head, last)
                taken += head[:end]
                heads[place] = head[end:] or next(sources[place], [])
            yield _sorted([taken])
    finally:
        for source in sources:
            source.close()


def _fewer(paths: list[Path], folder: Path, name: str) -> list[Path]:
    """So many runs that all can be open at once: where there are more, as few as will do are merged to one."""
    number = 0
    while len(paths) > MOST_RUNS:
        number += 1
        group = paths[: min(MOST_RUNS, len(paths) - MOST_RUNS + 1)]
        paths = [*paths[len(group) :], _joined(group, folder / f"{name}-joined-{number}.nq")]
    return paths


def _joined(group: list[Path], path: Path) -> Path:
    with path.open("wb") as file:
        for block in merged(group):
            file.writelines(block)
    for run in group:
        run.unlink()
    return path


def _pieces(run: Path | list[bytes], block: int) -> Generator[list[bytes], None, None]:
    """The lines of a run, so many at a time."""
    if isinstance(run, list):
        yield from (run[start : start + block] for start in range(0, len(run), block))
        return
    with run.open("rb") as file:
        while some := list(islice(file, block)):
            yield some


def _blocks(lines: Iterator[bytes]) -> Iterator[list[bytes]]:
    while block := list(islice(lines, BLOCK)):
        yield block


def _sorted(chunks: list[list[bytes]]) -> list[bytes]:
    """Sorted chunks as one: the sort of the library merges what is in order already."""
    return in_order(list(chain.from_iterable(chunks)) if len(chunks) != 1 else chunks[0])


def in_order(lines: list[bytes]) -> list[bytes]:
    """The lines sorted, each once; the list itself is sorted too."""
    lines.sort()
    # Equal lines are neighbours now: each is kept where the next differs, in a third of the time a table of all takes.
    return [*compress(lines, map(ne, lines, chain(lines[1:], (None,))))]
