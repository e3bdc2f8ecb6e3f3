"""What a build writes once its lists have passed: the graph in its forms, tables, findings, page, card, manifest."""

from __future__ import annotations

import pickle
from collections import Counter, deque
from dataclasses import dataclass, replace
from importlib.util import find_spec
from itertools import chain
from typing import IO, TYPE_CHECKING, Protocol

from kg.asking.built_folder import MANIFEST, PARTS, STORE
from kg.asking.lookup.search import FILE as SEARCH
from kg.asking.lookup.search import opened
from kg.asking.lookup.search_index import write_index
from kg.audit import findings_file
from kg.audit.check import check_across, position
from kg.audit.documents import register, standings
from kg.audit.finding import Finding, numbered
from kg.audit.results import results
from kg.audit.view import ListView, View
from kg.builds.card import card, gaps
from kg.builds.graph_lines import load, passing, write_divided
from kg.builds.manifest import fingerprints, head, listed_input, written
from kg.builds.memory import give_back
from kg.builds.outputs import WHOLE, Output, Outputs, left_out
from kg.builds.parts import part_files
from kg.builds.parts.gather import ABRIDGED, FINDINGS, Gathered
from kg.builds.parts.intake import Intake
from kg.builds.parts.list_audit import ACROSS, unasked
from kg.builds.parts.stream import sorted_chunks
from kg.builds.scan import Scan
from kg.builds.search_rows import SearchRows
from kg.builds.streamed import StreamedLists
from kg.builds.tables import write_parquet, write_tables
from kg.errors import missing
from kg.graph import nquads_file, serialise
from kg.graph.store import fill, merged_in_memory, writable
from kg.graph.terms import prefixes
from kg.graph.things import findings as findings_graph
from kg.graph.things import standing
from kg.graph.vocabulary import vocabulary
from kg.progress import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from pyoxigraph import Quad, Store

    from kg.asking.lookup.search import Index
    from kg.asking.stats import Statistic
    from kg.asking.trouble_list import ListedTrouble
    from kg.builds.parts.list_audit import FindingWithResult
    from kg.builds.parts.part import Part, Reading
    from kg.graph.things.findings import Result
    from kg.laws.library import Library
    from kg.progress import Report


class Pages(Protocol):
    """What makes the pages of a store."""

    def __call__(
        self, store: Store, base: str, index: Index = b"", *, streamed: StreamedLists | None = None
    ) -> Iterable[tuple[str, str]]:
        """The pages by file name; ``index`` is the search index, ``streamed`` a large graph list by list."""


SMALL = 250_000
"""The most quads of a graph that is also asked in memory and written as Turtle and JSON-LD.

Beyond, memory would grow with the graph; ``quanze export --to ttl`` and ``--to jsonld`` give the forms left out.
"""
CELLS, RESULTS = "cells.rows", "results.pickled"
_STEPS = ("检查", "图数据库", "Turtle", "JSON-LD", "表格", "检索", "网页", "清单")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made of its files, for those who want to say so.

    ``written`` are its outputs; ``unasked`` the codes of rules over lists that were not asked of so many rows;
    ``left_out`` what was not written, by file, with the command that gives it.
    """

    out: Path
    intake: Intake
    parts: tuple[Part, ...]
    statistics: tuple[Statistic, ...]
    troubles: tuple[ListedTrouble, ...]
    written: frozenset[Output]
    unasked: tuple[str, ...]
    left_out: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WrittenGraph:
    """The graph when all its lines have passed: ``lines`` where it is small, the store where one is wanted.

    ``printed`` is what search finds of a large one; a small one is asked in memory.
    """

    scan: Scan
    lines: list[bytes]
    small: bool
    store: Store | None
    printed: SearchRows | None


@dataclass(frozen=True, slots=True)
class Writing:
    """One build being written into ``folder``; ``work`` is for what is in the making.

    ``laws`` is the statute library, where one is given; ``statutes`` says that the articles cited are written too,
    ``jobs`` how many processes write what can be divided.
    """

    folder: Path
    work: Path
    base: str
    only: Outputs
    how: Reading
    report: Report
    laws: Library | None = None
    statutes: bool = False
    jobs: int = 1

    def write(self, gathered: Gathered, verdicts: Sequence[Quad], pages: Pages, out: Path) -> Built:
        """Write everything that is wanted. Raises Problem: a library is missing."""
        if self.only.names(Output.PARQUET) and not find_spec("pyarrow"):
            raise missing("pyarrow", "export")
        parts, only = gathered.parts, self.only
        steps = iter(counted(_STEPS, "写入", self.report))
        next(steps)
        counts, unasked = self._findings(gathered) if only.wants(Output.FINDINGS) else (Counter[str](), ())
        settled = chain(gathered.claims.quads(self.base), vocabulary(), verdicts, self._standings(parts))
        for chunk in sorted_chunks(settled):
            gathered.lines.add(chunk)
        next(steps)
        graph = self._graph(gathered)
        done = {output for output in Output if only.wants(output)} - {Output.PARQUET}
        next(steps)
        if not graph.small:
            done -= WHOLE - only.asked
        merge = self._forms(graph, steps)
        next(steps)
        if self._tables(gathered, graph):
            done.add(Output.PARQUET)
        next(steps)
        self._page(graph, merge, gathered, pages, steps)
        next(steps)
        intake = Intake(tuple((part.path, part.listing) for part in parts), gathered.unread)
        built = Built(
            out,
            intake,
            parts,
            graph.scan.statistics(),
            _troubles(parts),
            frozenset(done),
            unasked,
            left_out(frozenset(done), only, small=graph.small),
        )
        self._manifest(built, graph.scan, counts)
        if only.wants(Output.PARTS):
            part_files.settle(self.folder / PARTS, {part.listing.name: part.key for part in parts}, self.how)
        list(steps)
        return built

    def _standings(self, parts: Sequence[Part]) -> Iterator[Quad]:
        """What the register of documents says of those that the lists name."""
        known = register()
        titles = frozenset[str]().union(*(part.documents for part in parts))
        return standing.quads(standings(known, titles, known.as_of), self.base)

    def _page(
        self, graph: WrittenGraph, merge: Store | None, gathered: Gathered, pages: Pages, steps: Iterator[str]
    ) -> None:
        """Write the index that search scans, and the pages."""
        store = graph.store
        place = (self.folder if self.only.wants(Output.SEARCH) else self.work) / SEARCH
        if store is not None and self._needs(Output.SEARCH, Output.PAGE):
            write_index(place, store, prefixes(self.base), graph.printed)
        if graph.printed is not None:
            graph.printed.clear()
            give_back()
        next(steps)
        if merge is not None and self.only.wants(Output.PAGE):
            streamed = None if graph.small else self._streamed(gathered, graph.scan)
            with opened(place) as index:
                for name, html in pages(merge, self.base, index, streamed=streamed):
                    self._put(name, html.encode())

    def _streamed(self, gathered: Gathered, scan: Scan) -> StreamedLists:
        """The lines of a large graph list by list, from the files of its parts."""
        place = (self.folder if self.only.wants(Output.PARTS) else self.work) / PARTS
        results_file = self.work / RESULTS
        return StreamedLists(
            tuple(part_files.place_of(place, part.key) for part in gathered.parts),
            scan,
            results_file if results_file.exists() else None,
        )

    def _manifest(self, built: Built, scan: Scan, counts: Counter[str]) -> None:
        """Write the manifest and, before it, the card; ``counts`` is how often each rule found something."""
        manifest = head(self.base) | {
            "inputs": [listed_input(part) for part in built.parts],
            "counts": {statistic.key: statistic.count for statistic in built.statistics},
            "graphs": scan.graph_sizes(),
        }
        if built.left_out:
            manifest["left_out"] = dict(built.left_out)
        if built.unasked:
            manifest["rules_left_out"] = list(built.unasked)
        files = fingerprints(self.folder)
        if self.only.wants(Output.CARD):
            titles = {part.listing.sha256: part.title for part in built.parts}
            known = card(manifest, built.statistics, built.troubles, files, gaps(counts), titles, scan.types())
            for name, content in known.items():
                self._put(name, content)
        self._put(MANIFEST, written(manifest | {"files": fingerprints(self.folder, files)}))

    def _needs(self, *outputs: Output) -> bool:
        return any(map(self.only.wants, outputs))

    def _put(self, name: str, content: bytes) -> None:
        (self.folder / name).write_bytes(content)

    def _findings(self, gathered: Gathered) -> tuple[Counter[str], tuple[str, ...]]:
        """Write the findings, state them in the graph; how often each rule found something, and the rules not asked."""
        counts: Counter[str] = Counter()
        rows = sum(part.sizes[0] for part in gathered.parts)
        asked = rows <= ACROSS
        across = self._across(gathered.parts) if asked else {}
        with (self.folder / findings_file.FILE).open("wb") as file, (self.work / RESULTS).open("wb") as kept:
            stated = _kept(self._results(gathered.parts, across, counts, file.write), kept)
            for chunk in sorted_chunks(findings_graph.quads(stated, self.base)):
                gathered.lines.add(chunk)
        return counts, unasked(max(part.sizes[0] for part in gathered.parts), rows)

    def _across(self, parts: Sequence[Part]) -> dict[str, list[FindingWithResult]]:
        """What rules across lists find, by list."""
        short: list[ListView] = [pickle.loads(part.kept[ABRIDGED].read()) for part in parts]  # noqa: S301 - our own
        known = register()
        seen = View(tuple(short), known, known.as_of, self.laws)
        findings = tuple(numbered(check_across(seen)))
        stated = {result.key: result for result in results(findings, seen, self.base)}
        by_list: dict[str, list[FindingWithResult]] = {}
        for finding in findings:
            by_list.setdefault(finding.place.list, []).append((finding, stated.get(finding.fingerprint)))
        return by_list

    def _results(
        self,
        parts: Sequence[Part],
        across: dict[str, list[FindingWithResult]],
        counts: Counter[str],
        put: Callable[[bytes], object],
    ) -> Iterator[Result]:
        """The results of all findings in their order, while these are written and counted."""
        waiting: deque[Result | None] = deque()
        for finding in numbered(_in_order(parts, across, waiting)):
            counts[finding.code] += 1
            put(findings_file.written([finding]))
            result = waiting.popleft()
            if result:
                yield replace(result, key=finding.fingerprint)

    def _graph(self, gathered: Gathered) -> WrittenGraph:
        """Count the lines, write them, fill the store. Of a small graph the lines come back, a large one passes by."""
        # Tables and pages have what lists share from the lines that the pass keeps.
        keep = self._needs(Output.CSV, Output.PARQUET, Output.PAGE)
        scan = Scan(keep=keep)
        cuts = gathered.lines.cuts()
        blocks = gathered.lines.merged()
        whole = bool(self.only.asked & WHOLE)
        first: list[list[bytes]] = []
        count = 0
        for block in blocks:
            first.append(block)
            count += len(block)
            if count > SMALL and not whole:
                break
        small = count <= SMALL or whole
        if small and self.laws and self.statutes:
            from kg.builds.statutes import article_lines  # noqa: PLC0415 - most builds have no library

            known = list(chain.from_iterable(first))
            first = [sorted([*known, *article_lines(merged_in_memory(known), *self._of_laws)])]
        store = self._store()
        if self.jobs > 1 and cuts and not small and store is None and self.only.wants(Output.NQ):
            del first, blocks  # each process merges its own
            target = self.folder / nquads_file.COMPRESSED
            divided = write_divided(gathered.lines, target, self.work, self.jobs, keep=keep)
            return WrittenGraph(divided, [], small, None, None)
        folder = self.folder if self.only.wants(Output.NQ) else self.work
        name = nquads_file.PLAIN if small else nquads_file.COMPRESSED
        with nquads_file.written_in_ranges(folder / name, cuts) as put, SearchRows(self.work / CELLS) as printed:
            scan.watch = None if small or not self._needs(Output.SEARCH, Output.PAGE) else printed.take
            every = chain(first if small else _released(first), blocks)
            passed = passing(every, scan, put if self.only.wants(Output.NQ) else None)
            lines = list(chain.from_iterable(passed)) if small else []
            load(store, passed, self.base)
        if store is not None and not small and self.laws and self.statutes:
            from kg.builds.statutes import add_articles  # noqa: PLC0415

            add_articles(self.folder, store, *self._of_laws)
        return WrittenGraph(scan, lines, small, store, None if small else printed)

    @property
    def _of_laws(self) -> tuple[Library, str, str]:
        """The library, the day of the register and the base of identifiers."""
        if self.laws is None:
            raise ValueError("no library")
        return self.laws, register().as_of, self.base

    def _store(self) -> Store | None:
        """The store to be filled: one for good, one for the page alone where that is all, or none."""
        if self.only.wants(Output.STORE):
            return writable(self.folder / STORE)
        if self._needs(Output.PAGE, Output.SEARCH):
            return writable(self.work / STORE)
        return None

    def _forms(self, graph: WrittenGraph, steps: Iterator[str]) -> Store | None:
        """Write the forms that need the whole graph in memory; what is asked for the page comes back."""
        if not graph.small:
            give_back()
            next(steps)
            return graph.store
        if graph.store is not None or self._needs(*WHOLE):
            parsed = serialise.parsed(graph.lines)
            if graph.store is not None:
                fill(graph.store, graph.lines, self.base, parsed.quads)
            if self.only.wants(Output.TTL):
                self._put("graph.ttl", serialise.turtle(parsed, prefixes(self.base)))
            next(steps)
            if self.only.wants(Output.JSONLD):
                self._put("graph.jsonld", "".join(serialise.jsonld(parsed, serialise.context())).encode())
        else:
            next(steps)
        return merged_in_memory(graph.lines) if self.only.wants(Output.PAGE) else None

    def _tables(self, gathered: Gathered, graph: WrittenGraph) -> bool:
        """Write the tables that are wanted; whether they were written as Parquet too."""
        csv, parquet = self.only.wants(Output.CSV), self.only.names(Output.PARQUET)
        parquet = parquet or (not self.only.asked and not graph.small and find_spec("pyarrow") is not None)
        if csv or parquet:
            folder = self.folder if csv else self.work
            write_tables(folder, gathered, graph.scan)
            if parquet:
                write_parquet(folder, self.folder)
        return parquet


def _in_order(
    parts: Sequence[Part], across: dict[str, list[FindingWithResult]], waiting: deque[Result | None]
) -> Iterator[Finding]:
    """The findings list by list, each list in order; their results wait in the same order."""
    nameless = across.get("", [])
    for own in chain([nameless], (_own(part) + across.get(part.listing.name, []) for part in parts)):
        for finding, result in sorted(own, key=lambda entry: position(entry[0])):
            waiting.append(result)
            yield finding


def _own(part: Part) -> list[FindingWithResult]:
    return list(pickle.loads(part.kept[FINDINGS].read()))  # noqa: S301 - our own


def _kept(results: Iterable[Result], file: IO[bytes]) -> Iterator[Result]:
    """The results, which are written into a file as they pass: the page has them from there."""
    for result in results:
        pickle.dump(result, file)
        yield result


def _released(blocks: list[list[bytes]]) -> Iterator[list[bytes]]:
    """The blocks of a list, which is empty when they have been read."""
    blocks.reverse()
    while blocks:
        yield blocks.pop()


def _troubles(parts: Sequence[Part]) -> tuple[ListedTrouble, ...]:
    every = {trouble for part in parts for trouble in part.troubles}
    return tuple(
        sorted(every, key=lambda trouble: (trouble.file, trouble.table, trouble.line, trouble.column, trouble.zh))
    )
