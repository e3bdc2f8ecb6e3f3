"""Verdicts into a graph that was built: its file of verdicts, its store, and every form of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode

from kg.asking.built_folder import STORE, base_of
from kg.asking.resolve import index_of
from kg.builds.manifest import put, recount
from kg.graph import serialise
from kg.graph.store import graphs, quad_lines, read_only, replace, writable
from kg.graph.terms import prefixes
from kg.graph.things import reviews

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pyoxigraph import Store

    from kg.builds.build import Pages
    from kg.graph.things.reviews import Verdict


@dataclass(frozen=True, slots=True)
class StoredVerdicts:
    """The verdicts a graph holds; ``lost`` are those on facts that it does not hold (any more)."""

    verdicts: tuple[Verdict, ...]
    lost: tuple[Verdict, ...]


def stored_verdicts(folder: Path) -> StoredVerdicts:
    """What the graph in a folder holds. Raises Problem: there is none."""
    return _held(read_only(folder / STORE), reviews.read(folder / reviews.FILE, missing=True))


def merge(folder: Path, files: Sequence[Path], pages: Pages) -> StoredVerdicts:
    """Put the verdicts of files into the graph in a folder: kept in its file, stated in its store and its exports.

    Of each reviewer on each fact the latest stands. Raises Problem: a file holds no verdicts, there is no graph, or
    another process writes to it; nothing is changed then.
    """
    new = [reviews.read(path) for path in files]
    base = base_of(folder)
    read_only(folder / STORE)
    store = writable(folder / STORE)
    verdicts = reviews.merged(reviews.read(folder / reviews.FILE, missing=True), *new)
    put(folder, [(reviews.FILE, reviews.write(verdicts))])
    replace(store, reviews.graph_of(base), reviews.quads(verdicts, base), base)
    _export(folder, store, base, pages)
    return _held(store, verdicts)


def _held(store: Store, verdicts: Iterable[Verdict]) -> StoredVerdicts:
    every = tuple(verdicts)
    default = DefaultGraph()
    lost = (
        one for one in every if next(store.quads_for_pattern(NamedNode(one.fact), None, None, default), None) is None
    )
    return StoredVerdicts(every, tuple(lost))


def _export(folder: Path, store: Store, base: str, pages: Pages) -> None:
    """Write every form of the graph anew."""
    nquads = quad_lines(store, base)
    graph = serialise.parsed(nquads)
    with index_of(folder, store, prefixes(base)) as index:
        made = pages(store, base, index)
    put(
        folder,
        [
            ("graph.nq", b"".join(nquads).decode()),
            ("graph.ttl", serialise.turtle(graph, prefixes(base)).decode()),
            ("graph.jsonld", "".join(serialise.jsonld(graph, serialise.context()))),
            *made.items(),
        ],
    )
    recount(folder, graphs(nquads))
