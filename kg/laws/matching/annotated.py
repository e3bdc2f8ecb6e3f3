"""A built graph with the articles it cites beside it: a copy of the store that has them, for as long as it is asked.

The folder that a build wrote is left alone, so that no statute text enters it unasked. Why a copy: a store opened for
reading takes no triples, and only in one store do queries join citations and articles. Its tables on disk never change
once they are written, so the copy has them by hard link where the disk can.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kg.graph.store import read_only, replace, writable
from kg.graph.terms import BASE
from kg.laws.library import Library
from kg.laws.matching import beside_graph
from kg.laws.matching.beside import beside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Quad

_UNCHANGING = ".sst"


@contextmanager
def annotated(store: Path, library: Path, day: str, base: str = BASE) -> Iterator[Path]:
    """The folder of a copy of a store with the articles cited and how quotes compare, as of a day (YYYY-MM-DD).

    Raises Problem: there is no store, or no library.
    """
    quads = articles(store, library, day, base)
    with TemporaryDirectory(prefix="quanze-laws-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "store"
        shutil.copytree(store, copy, copy_function=_copied)
        with suppress(FileNotFoundError):
            (copy / "LOCK").unlink()
        target = writable(copy)
        replace(target, beside_graph.graph_of(base), quads, base)
        target.flush()
        del target
        yield copy


def articles(store: Path, library: Path, day: str, base: str = BASE) -> list[Quad]:
    """The graph of the articles that a store cites. Raises Problem: there is no store, or no library."""
    with Library(library) as opened:
        return list(beside_graph.quads(beside(read_only(store), opened, day), base))


def _copied(source: str, target: str) -> None:
    if source.endswith(_UNCHANGING):
        with suppress(OSError):
            os.link(source, target)
            return
    shutil.copy2(source, target)
