"""Verdicts into a graph that was built: its file of verdicts, its store, and every form of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode

from kg.asking.built_folder import STORE, base_of
from kg.asking.resolve import index_of
from kg.builds import writing
from kg.builds.manifest import leave_out, put, put_quads, recount
from kg.builds.outputs import FILES, FROM_STORE, WHOLE, Output
from kg.errors import Problem
from kg.graph import serialise
from kg.graph.nquads_file import nquads_file
from kg.graph.store import graphs, quad_lines, read_only, replace, writable
from kg.graph.terms import prefixes
from kg.graph.things import evidence, reviews

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from pyoxigraph import Store

    from kg.builds.writing import Pages
    from kg.graph.things.reviews import Verdict


@dataclass(frozen=True, slots=True)
class StoredVerdicts:
    """The verdicts a graph holds that stand; ``lost`` are those on facts that it does not hold (any more).

    ``history`` is every step of every review, ``skipped`` what is wrong with lines that were not taken up.
    """

    verdicts: tuple[Verdict, ...]
    lost: tuple[Verdict, ...]
    history: tuple[Verdict, ...]
    skipped: tuple[Problem, ...] = ()


def stored_verdicts(folder: Path) -> StoredVerdicts:
    """What the graph in a folder holds. Raises Problem: there is none."""
    return _stored(read_only(folder / STORE), reviews.read(folder / reviews.FILE, missing=True))


def merge(folder: Path, files: Sequence[Path], pages: Pages) -> StoredVerdicts:
    """Put the verdicts of files into the graph in a folder: kept in its file, stated in its store and its exports.

    The histories are united, nothing is replaced; of each reviewer on each fact the latest step stands. Lines that are
    none are left out and named. Raises Problem: a file cannot be read or holds no verdict at all, there is no graph, or
    another process writes to it; nothing is changed then.
    """
    new: list[tuple[Verdict, ...]] = []
    skipped: list[Problem] = []
    for path in files:
        taken, wrong = reviews.read_lines(path)
        if not taken:
            raise wrong[0] if wrong else Problem(str(path), "没有复核意见", "no verdict in it")
        new.append(taken)
        skipped += wrong
    base = base_of(folder)
    read_only(folder / STORE)
    store = writable(folder / STORE)
    history = reviews.united(reviews.read(folder / reviews.FILE, missing=True), *new)
    put(folder, [(reviews.FILE, reviews.write(history))])
    replace(store, reviews.graph_of(base), reviews.quads(history, base), base)
    _export(folder, store, base, pages)
    return _stored(store, history, skipped)


def _stored(store: Store, history: tuple[Verdict, ...], skipped: Iterable[Problem] = ()) -> StoredVerdicts:
    every = reviews.standing(history)
    return StoredVerdicts(
        every, tuple(verdict for verdict in every if not _known(store, verdict)), history, tuple(skipped)
    )


def _known(store: Store, verdict: Verdict) -> bool:
    """Whether the graph holds what was judged; of a missed fact the cell it stands in."""
    cell = evidence.place(verdict.fact) if verdict.verdict == "missed" else None
    subject, default = NamedNode(cell[0] if cell else verdict.fact), DefaultGraph()
    return next(store.quads_for_pattern(subject, None, None, default), None) is not None


def _export(folder: Path, store: Store, base: str, pages: Pages) -> None:
    """Write anew every form of the graph that the folder has; of a graph grown large those that hold it whole go."""
    nquads = quad_lines(store, base)
    large = WHOLE if len(nquads) > writing.SMALL else frozenset()
    here = {output for output in (Output.NQ, Output.PAGE, *WHOLE) if _file(folder, output).exists()}
    made = {}
    if Output.PAGE in here:
        with index_of(folder, store, prefixes(base)) as index:
            made = dict(pages(store, base, index))
    put(folder, [*_forms(nquads, base, here - large), *made.items()])
    if Output.NQ in here:
        put_quads(folder, nquads)
    leave_out(folder, {FILES[output]: FROM_STORE[output] for output in sorted(here & large)})
    recount(folder, graphs(nquads))


def _file(folder: Path, output: Output) -> Path:
    return nquads_file(folder) if output is Output.NQ else folder / FILES[output]


def _forms(nquads: list[bytes], base: str, outputs: set[Output]) -> Iterator[tuple[str, str]]:
    if outputs & WHOLE:
        graph = serialise.parsed(nquads)
        if Output.TTL in outputs:
            yield FILES[Output.TTL], serialise.turtle(graph, prefixes(base)).decode()
        if Output.JSONLD in outputs:
            yield FILES[Output.JSONLD], "".join(serialise.jsonld(graph, serialise.context()))
