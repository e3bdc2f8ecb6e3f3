"""Verdicts into a graph that was built: its file of verdicts, its store, and every form of it."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import merge as in_order
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, Protocol

from pyoxigraph import DefaultGraph, NamedNode

from kg.asking.built_folder import STORE, base_of
from kg.asking.resolve import index_of
from kg.builds import writing
from kg.builds.manifest import graph_sizes, leave_out, put, put_quads, recount
from kg.builds.outputs import FILES, FROM_STORE, WHOLE, Output
from kg.builds.parts import part_files
from kg.builds.parts.stream import sorted_chunks
from kg.builds.scan import Scan
from kg.builds.streamed import StreamedLists
from kg.errors import Problem
from kg.graph import nquads_file, serialise
from kg.graph.sorted_lines import Runs
from kg.graph.store import graphs, quad_lines, read_only, restate, writable
from kg.graph.terms import prefixes
from kg.graph.things import evidence, reviews

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pyoxigraph import Quad, Store

    from kg.builds.writing import Pages
    from kg.graph.store import Askable
    from kg.graph.things.reviews import Verdict

BLOCK: Final = 100_000
"""Lines of a graph that pass at a time."""


class Readings(Protocol):
    """How a graph reads facts now."""

    def __call__(self, store: Askable, facts: Iterable[str]) -> Mapping[str, str]:
        """The hash of the reading of each of some facts that the graph holds."""


class Judged(Protocol):
    """What makes the files beside a page that is divided, with the verdicts that stand."""

    def __call__(self, page: Path, steps: Iterable[Verdict], base: str) -> Iterator[tuple[str, str]] | None:
        """The files by name; None where the page has none, for it holds its verdicts itself."""


@dataclass(frozen=True, slots=True)
class Forms:
    """How the pages of a graph are made, and the files beside them that alone change with its verdicts."""

    pages: Pages
    judged: Judged


@dataclass(frozen=True, slots=True)
class MergedFile:
    """What became of the verdicts of a file: how many were new and how many there already.

    Of the new ones ``gone`` are on facts that the graph does not hold, ``older`` on another reading of a fact than it
    has now.
    """

    file: str
    new: int
    known: int
    gone: tuple[Verdict, ...]
    older: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class StoredVerdicts:
    """The verdicts a graph holds that stand.

    ``lost`` are those on facts that it does not hold (any more), ``older`` those on another reading of a fact than it
    has now. ``history`` is every step of every review, ``skipped`` what is wrong with lines that were not taken up,
    ``files`` what became of each file.
    """

    verdicts: tuple[Verdict, ...]
    lost: tuple[Verdict, ...]
    older: tuple[Verdict, ...]
    history: tuple[Verdict, ...]
    skipped: tuple[Problem, ...] = ()
    files: tuple[MergedFile, ...] = ()


def stored_verdicts(folder: Path, readings: Readings) -> StoredVerdicts:
    """What the graph in a folder holds. Raises Problem: there is none."""
    store, history = read_only(folder / STORE), reviews.read(folder / reviews.FILE, missing=True)
    return _stored(Seen(store, readings, history), history)


def of_this_reading(store: Askable, readings: Readings, history: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """The steps of a history without those on another reading of a fact than the graph has now."""
    older = set(Seen(store, readings, history).older(history))
    return tuple(step for step in history if step not in older)


def merge(folder: Path, files: Sequence[Path], forms: Forms, readings: Readings) -> StoredVerdicts:
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
    before = reviews.read(folder / reviews.FILE, missing=True)
    history = reviews.united(before, *new)
    put(folder, [(reviews.FILE, reviews.write(history))])
    seen = Seen(store, readings, history)
    with TemporaryDirectory() as work:
        stated = _written(Path(work), reviews.quads(history, base))
        with stated.open("rb") as lines:
            restate(store, reviews.graph_of(base), lines, base)
        _export(folder, store, base, stated, forms, list(seen.present(reviews.standing(history))))
    outcomes = tuple(_merged_files(seen, before, zip(files, new, strict=True)))
    return _stored(seen, history, skipped, outcomes)


def _written(folder: Path, quads: Iterable[Quad]) -> Path:
    """Quads as sorted N-Quads lines in a file, which may be read again and again: they need not fit in memory."""
    runs = Runs(folder)
    for chunk in sorted_chunks(quads):
        runs.add(chunk)
    path = folder / "stated.nq"
    with path.open("wb") as file:
        for block in runs.merged():
            file.writelines(block)
    return path


def _merged_files(
    seen: Seen, before: Iterable[Verdict], given: Iterable[tuple[Path, tuple[Verdict, ...]]]
) -> Iterator[MergedFile]:
    """What became of each file; what two files have is new in the first."""
    known = {step.key for step in before}
    for path, steps in given:
        fresh = list({step.key: step for step in steps if step.key not in known}.values())
        known.update(step.key for step in fresh)
        yield MergedFile(
            path.name, len(fresh), len(steps) - len(fresh), tuple(seen.lost(fresh)), tuple(seen.older(fresh))
        )


class Seen:
    """What a graph holds of the facts that a history is on, each asked once."""

    def __init__(self, store: Askable, readings: Readings, history: Iterable[Verdict]) -> None:
        self._store, self._present = store, dict[str, bool]()
        self._now = readings(store, sorted({step.fact for step in history if _reads(step)}))

    def older(self, steps: Iterable[Verdict]) -> Iterator[Verdict]:
        """Those on another reading of a fact than the graph has now; what names no reading is on whichever stands."""
        return (step for step in steps if _reads(step) and step.hash != self._now.get(step.fact, step.hash))

    def lost(self, steps: Iterable[Verdict]) -> Iterator[Verdict]:
        """Those on what the graph does not hold."""
        return (step for step in steps if not self._has(step.fact))

    def present(self, steps: Iterable[Verdict]) -> Iterator[Verdict]:
        """Those on what the graph holds."""
        return (step for step in steps if self._has(step.fact))

    def _has(self, fact: str) -> bool:
        """Whether anything is stated of a fact; of a missed one the cell it stands in is looked for."""
        known = self._present.get(fact)
        if known is None:
            cell = evidence.place(fact) if "#char=" in fact else None
            pattern = self._store.quads_for_pattern(NamedNode(cell[0] if cell else fact), None, None, DefaultGraph())
            known = self._present[fact] = next(pattern, None) is not None
        return known


def _reads(step: Verdict) -> bool:
    return bool(step.hash) and step.verdict != "missed"


def _stored(
    seen: Seen, history: tuple[Verdict, ...], skipped: Iterable[Problem] = (), files: tuple[MergedFile, ...] = ()
) -> StoredVerdicts:
    every = reviews.standing(history)
    return StoredVerdicts(every, tuple(seen.lost(every)), tuple(seen.older(every)), history, tuple(skipped), files)


def _export(folder: Path, store: Store, base: str, stated: Path, forms: Forms, steps: Sequence[Verdict]) -> None:
    """Write anew every form of the graph that the folder has; of a graph grown large those that hold it whole go.

    The lines of the graph pass by once: all but those of the verdicts, which ``stated`` has, are in its file already.
    ``steps`` are those that stand on what the graph holds; of a divided page only the files with them are written.
    """
    sizes = graph_sizes(folder) or graphs(quad_lines(store, base))
    with stated.open("rb") as lines:
        own = graphs(lines)
    sizes = {name: count for name, count in sizes.items() if name != reviews.graph_of(base).value} | own
    large = sum(sizes.values()) > writing.SMALL
    here = {output for output in (Output.NQ, Output.PAGE, *WHOLE) if _file(folder, output).exists()}
    gone = here & WHOLE if large else set[Output]()
    beside = forms.judged(_file(folder, Output.PAGE), steps, base) if Output.PAGE in here else None
    scan = Scan() if large and Output.NQ in here and Output.PAGE in here and beside is None else None
    if Output.NQ in here:
        blocks = _passing(_replaced(_file(folder, Output.NQ), stated, base), scan)
        put_quads(folder, chain.from_iterable(blocks))
    put(folder, _texts(folder, store, base, here - gone))
    if beside is not None:
        put(folder, beside, instead_of=f"{_file(folder, Output.PAGE).stem}-judged-*.js")
    elif Output.PAGE in here:
        parts = part_files.files(folder) if scan else ()
        with index_of(folder, store, prefixes(base)) as index:
            streamed = StreamedLists(parts, scan) if scan and parts else None
            put(folder, forms.pages(store, base, index, streamed=streamed))
    leave_out(folder, {FILES[output]: FROM_STORE[output] for output in sorted(gone)})
    recount(folder, dict(sorted(sizes.items())))


def _file(folder: Path, output: Output) -> Path:
    return nquads_file.nquads_file(folder) if output is Output.NQ else folder / FILES[output]


def _replaced(path: Path, stated: Path, base: str) -> Iterator[bytes]:
    """The sorted lines of a graph with those of the verdicts as they are now."""
    ending = f"{reviews.graph_of(base)} .\n".encode()
    with nquads_file.opened(path) as file, stated.open("rb") as lines:
        yield from in_order((line for line in file if not line.endswith(ending)), lines)


def _passing(given: Iterator[bytes], scan: Scan | None) -> Iterator[list[bytes]]:
    """Lines block by block, counted by ``scan`` as they pass."""
    while block := list(islice(given, BLOCK)):
        if scan:
            scan.take(block)
        yield block
    if scan:
        scan.close()


def _texts(folder: Path, store: Store, base: str, outputs: set[Output]) -> Iterator[tuple[str, str]]:
    if outputs & WHOLE:
        if Output.NQ in outputs:
            with nquads_file.opened(_file(folder, Output.NQ)) as file:
                every = file.readlines()
        else:
            every = quad_lines(store, base)
        graph = serialise.parsed(every)
        if Output.TTL in outputs:
            yield FILES[Output.TTL], serialise.turtle(graph, prefixes(base)).decode()
        if Output.JSONLD in outputs:
            yield FILES[Output.JSONLD], "".join(serialise.jsonld(graph, serialise.context()))
