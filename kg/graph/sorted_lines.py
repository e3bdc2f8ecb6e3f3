"""Quads as sorted N-Quads lines in bounded memory: sorted runs on disk, merged as they are read.

Equal input gives equal lines in equal order, whatever the size of a run: a small graph is sorted in memory, a large one
never stands there whole.
"""

from __future__ import annotations

import heapq
from contextlib import ExitStack, contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Final

from kg.graph.store import lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pyoxigraph import Quad

RUN: Final = 100_000
"""The quads that are sorted in memory at a time."""


@contextmanager
def sorted_lines(quads: Iterable[Quad], folder: Path, run: int = RUN) -> Iterator[Iterator[bytes]]:
    """The quads as N-Quads lines, sorted, each once, as ``kg.graph.store.lines`` gives them.

    Runs are kept in ``folder`` while the block lasts; nothing is written there where one run holds all.
    """
    rest = iter(quads)
    paths: list[Path] = []
    found = lines(islice(rest, run))
    with ExitStack() as stack:
        while batch := list(islice(rest, run)):
            paths.append(_written(found, folder, len(paths)))
            stack.callback(paths[-1].unlink, missing_ok=True)
            found = lines(batch)
        runs: list[Iterable[bytes]] = [stack.enter_context(path.open("rb")) for path in paths]
        yield _once(heapq.merge(*runs, found)) if runs else iter(found)


def _written(found: list[bytes], folder: Path, number: int) -> Path:
    path = folder / f"run-{number}.nq"
    with path.open("wb") as file:
        file.writelines(found)
    return path


def _once(merged: Iterable[bytes]) -> Iterator[bytes]:
    last = b""
    for line in merged:
        if line != last:
            yield line
        last = line
