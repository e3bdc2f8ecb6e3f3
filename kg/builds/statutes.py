"""The articles that lists cite into what a build writes, where that is asked for."""

from __future__ import annotations

from heapq import merge
from typing import TYPE_CHECKING

from kg.graph import nquads_file
from kg.graph.store import lines, replace
from kg.laws.matching import beside_graph
from kg.laws.matching.beside import beside

if TYPE_CHECKING:
    from pathlib import Path

    from pyoxigraph import Store

    from kg.laws.library import Library


def article_lines(store: Store, library: Library, day: str, base: str) -> list[bytes]:
    """The sorted lines of the articles that a store cites, as of a day (YYYY-MM-DD)."""
    return lines(beside_graph.quads(beside(store, library, day), base))


def add_articles(folder: Path, store: Store, library: Library, day: str, base: str) -> None:
    """Put the articles cited into a store that is filled and, where it was written, into its N-Quads, line by line."""
    quads = list(beside_graph.quads(beside(store, library, day), base))
    replace(store, beside_graph.graph_of(base), quads, base)
    path = nquads_file.nquads_file(folder)
    if path.is_file():
        whole = path.with_name(f"joined-{path.name}")
        with nquads_file.opened(path) as old, nquads_file.written(whole) as new:
            new.writelines(merge(old, lines(quads)))
        whole.replace(path)
