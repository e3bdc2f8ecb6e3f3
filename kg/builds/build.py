"""From lists to everything a build writes: the store, the graph in three forms, the page, the tables, the manifest."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import chain, islice
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from kg.asking.built_folder import MANIFEST, STORE
from kg.asking.search import FILE as SEARCH
from kg.asking.search_index import index
from kg.asking.stats import Statistic, stats
from kg.asking.trouble_list import ListedTrouble, troubles
from kg.audit import findings_file
from kg.audit.check import check, view
from kg.audit.results import results
from kg.builds.card import card, gaps
from kg.builds.intake import Intake, take
from kg.errors import Problem
from kg.graph import serialise
from kg.graph.claims import Claims
from kg.graph.sorted_lines import sorted_lines
from kg.graph.store import fill, load, merged_in_memory, writable
from kg.graph.terms import BASE, prefixes
from kg.graph.things import findings as findings_graph
from kg.graph.things import reviews
from kg.graph.things.triples import quads
from kg.graph.vocabulary import vocabulary
from kg.output.csv_tables import csv_files, tables
from kg.output.files import fresh_folder
from kg.progress import counted, quiet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from pyoxigraph import Quad, Store

    from extract.facts import Extraction, PassageFacts
    from extract.model import ListFile
    from extract.reading.header_words import HeaderWords
    from extract.reading.limits import Limits
    from kg.asking.search import Index
    from kg.audit.view import View
    from kg.progress import Report

Pages = Callable[["Store", str, "Index"], Mapping[str, str]]
"""What makes the pages of a store, by file name, from the base of its identifiers and its search index."""
SMALL = 250_000
"""The most quads of a graph that is also asked in memory and written as Turtle and JSON-LD.

Beyond, memory would grow with the graph; ``quanze export --to ttl`` and ``--to jsonld`` give the forms left out.
"""
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\ud800-\udfff]+[/#]")
LIBRARIES = ("quanze", "pyoxigraph", "networkx", "pypinyin", "pyvis")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made of its files, for those who want to say so."""

    out: Path
    intake: Intake
    statistics: tuple[Statistic, ...]
    troubles: tuple[ListedTrouble, ...]


def build(
    paths: Sequence[Path],
    out: Path,
    *,
    pages: Pages,
    base: str = BASE,
    report: Report = quiet,
    words: HeaderWords | None = None,
    limits: Limits | None = None,
) -> Built:
    """Read the lists, build the graph, write ``out`` anew; the old ``out`` stays until the new one is complete.

    ``pages`` makes the pages of the store (``kg.page.pages.pages``); ``words`` are the header words known where the
    user maps some himself; ``limits`` how much of one file is read.
    Verdicts of reviewers that were merged into the old one are in the new one. Files that cannot be read are set
    aside in ``Built.intake.unread``. Raises Unreadable or Problem where nothing can be read, where ``out`` holds files
    of others, or where it cannot be written.
    """
    check_base(base)
    intake = take(paths, report, words, limits)
    judged = tuple(reviews.quads(reviews.read(out / reviews.FILE, missing=True), base))
    with fresh_folder(out, ours) as folder:
        statistics, told = _write(folder, intake, base, judged, pages, report)
    return Built(out, intake, statistics, told)


@dataclass(frozen=True, slots=True)
class ListFacts:
    """A list with the facts of its rows, which are taken off as they are written, and of its passages."""

    listing: ListFile
    extractions: deque[Extraction]
    passages: tuple[PassageFacts, ...]


def check_base(base: str) -> None:
    """Raise Problem where identifiers cannot begin with ``base``: it is no absolute IRI that ends in / or #."""
    if not _BASE.fullmatch(base):
        zh = "不是绝对 IRI，或者不以 / 或 # 结尾；例如 https://example.org/quanze/"
        raise Problem(f"--base {base}", zh, "no absolute IRI that ends in / or #, such as https://example.org/quanze/")


def ours(folder: Path) -> frozenset[str]:
    """The names in a folder that a build wrote there, as its manifest says; none without a manifest of ours."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        written = frozenset(manifest["files"])
        return written | {STORE, MANIFEST} if manifest["generator"] == "quanze" else frozenset()
    except (OSError, ValueError, LookupError, TypeError):
        return frozenset()


def _write(
    folder: Path, intake: Intake, base: str, judged: Sequence[Quad], pages: Pages, report: Report
) -> tuple[tuple[Statistic, ...], tuple[ListedTrouble, ...]]:
    names = prefixes(base)
    seen = view((listing for _, listing in intake.listings), report=report)
    findings = check(seen)
    judged = (*judged, *findings_graph.quads(results(findings, seen, base), base))
    lists = _facts(seen)
    del seen
    _put(folder, findings_file.FILE, findings_file.written(findings))
    steps = iter(counted(("图数据库", "Turtle", "JSON-LD", "表格", "检索", "网页", "清单"), "写入", report))
    store = writable(folder / STORE)
    held, counts = _graph(folder, store, chain(_quads(lists, base, report), judged), base)
    left_out = _small_forms(folder, store, held, base, steps) if held else ("graph.ttl", "graph.jsonld")
    merge = merged_in_memory(held) if held else store
    del held
    next(steps)
    for name, content in csv_files(tables(store, names, merge)).items():
        _put(folder, name, content)
    next(steps)
    found_by = index(store, names)
    _put(folder, SEARCH, found_by)
    next(steps)
    for name, html in pages(merge, base, found_by).items():
        _put(folder, name, html.encode())
    next(steps)
    statistics, told = stats(merge, names), troubles(merge, names)
    manifest = _manifest(base) | {
        "inputs": [_input(path, listing, told) for path, listing in intake.listings],
        "counts": {statistic.key: statistic.count for statistic in statistics},
        "graphs": dict(sorted(counts.items())),
    }
    if left_out:
        manifest["left_out"] = {name: f"quanze export --to {PurePath(name).suffix[1:]}" for name in left_out}
    for name, content in card(store, names, manifest, statistics, told, _fingerprints(folder), gaps(findings)).items():
        _put(folder, name, content)
    _put(folder, MANIFEST, _json(manifest | {"files": _fingerprints(folder)}))
    return statistics, told


def _graph(folder: Path, store: Store, quads: Iterable[Quad], base: str) -> tuple[list[bytes], Counter[str]]:
    """Write ``graph.nq`` and fill the store; the lines come back where the graph is small, and the size of each graph.

    A large graph passes as it is read: its lines are sorted in runs beside the store and loaded in batches.
    """
    counts: Counter[str] = Counter()
    with sorted_lines(quads, folder) as every, (folder / "graph.nq").open("wb") as file:
        held = list(islice(every, SMALL + 1))
        small = len(held) <= SMALL
        passing = iter(held) if small else load(store, chain(_released(held), every), base)
        for line in passing:
            file.write(line)
            counts[line[line.rindex(b" <") + 2 : -4].decode()] += 1
    return (held if small else []), counts


def _small_forms(folder: Path, store: Store, held: list[bytes], base: str, steps: Iterator[str]) -> tuple[str, ...]:
    """Fill the store and write the forms that need the whole graph in memory; nothing is left out."""
    next(steps)
    graph = serialise.parsed(held)
    fill(store, held, base, graph.quads)
    next(steps)
    _put(folder, "graph.ttl", serialise.turtle(graph, prefixes(base)))
    next(steps)
    _put(folder, "graph.jsonld", "".join(serialise.jsonld(graph, serialise.context())).encode())
    return ()


def _released(lines: list[bytes]) -> Iterator[bytes]:
    """The lines of a list, which is empty when they have been read."""
    lines.reverse()
    while lines:
        yield lines.pop()


def _facts(seen: View) -> list[ListFacts]:
    """What the audit looked at, for the graph: no row is understood twice."""
    return [ListFacts(one.listing, deque(row.extraction for row in one.rows), one.passages) for one in seen.lists]


def _quads(lists: Iterable[ListFacts], base: str, report: Report) -> Iterator[Quad]:
    """The quads of the lists and what they settle together."""
    claims = Claims()
    for one in lists:
        rows = counted(one.listing.rows, f"{one.listing.name} 入图", report)
        extractions = (one.extractions.popleft() for _ in rows)
        yield from quads(one.listing, extractions, one.passages, base, claims)
    yield from claims.quads(base)
    yield from vocabulary()


def _put(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)


def _json(value: Any) -> bytes:  # noqa: ANN401 - anything JSON holds
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _manifest(base: str) -> dict[str, Any]:
    """With what it was made; no time unless SOURCE_DATE_EPOCH gives one."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    created = {"created": datetime.fromtimestamp(int(epoch), UTC).isoformat()} if epoch.isdigit() else {}
    return {"generator": "quanze", "versions": {name: version(name) for name in LIBRARIES}, **created, "base": base}


def _input(path: PurePath, listing: ListFile, told: Sequence[ListedTrouble]) -> dict[str, Any]:
    return {
        "name": path.name,
        "sha256": listing.sha256,
        "title": listing.title,
        "publisher": listing.publisher,
        "rows": len(listing.rows),
        "troubles": sum(trouble.file == listing.name for trouble in told),
    }


def _fingerprints(folder: Path) -> dict[str, dict[str, Any]]:
    return {path.name: fingerprint(path) for path in sorted(folder.iterdir()) if path.is_file()}


def fingerprint(path: Path) -> dict[str, Any]:
    """Size and SHA-256 of a file."""
    content = path.read_bytes()
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
