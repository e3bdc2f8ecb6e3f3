"""Files in, parts out: lists are read, understood and described in batches, by one process or several.

What comes out is the same whatever the number of processes: lines are sorted, and what is not a line comes in the order
of the files.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from extract.model import Unreadable
from kg.builds.intake import names, nothing_read, refuse_namesakes
from kg.builds.part import Fragment, Part, Reading, make
from kg.builds.workers import in_order
from kg.graph.claims import Claims
from kg.graph.sorted_lines import Runs
from kg.progress import quiet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from extract.reading.files import ListedFile
    from kg.progress import Report

BATCH: Final = 8 << 20
"""Bytes of input that one process takes at a time."""
FINDINGS, ABRIDGED = "findings", "abridged"
"""What of a part is kept in files beside its tables: pickled."""
FEWEST: Final = 4
"""Batches for each process: with fewer, one would wait for the last."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that one process works on, with the names of their lists; ``number`` names what it writes."""

    number: int
    sources: tuple[tuple[ListedFile, str], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a batch: a part for each file, or the reason why it has none, and its sorted lines in files."""

    parts: tuple[Part | Unreadable, ...]
    runs: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The parts in the order of their files, the reasons of those that have none, all lines, what lists state."""

    parts: tuple[Part, ...]
    unread: tuple[Unreadable, ...]
    lines: Runs
    claims: Claims


def gather(files: Sequence[ListedFile | Unreadable], how: Reading, folder: Path, jobs: int, report: Report) -> Gathered:
    """The parts of all files. Raises Unreadable or Problem: nothing can be read, two files named bear one name."""
    refuse_namesakes(files, how.words, how.limits)
    found = list(files)
    while True:
        # A file that gives no list leaves its name to another: then that one is named anew.
        named = names([file for file in found if not isinstance(file, Unreadable)])
        gathered, found = _gathered(found, named, how, folder, jobs, report)
        if not gathered.parts:
            raise nothing_read(gathered.unread)
        readable = [file for file in found if not isinstance(file, Unreadable)]
        if names(readable) == [part.listing.name for part in gathered.parts]:
            return gathered


def _gathered(
    files: Sequence[ListedFile | Unreadable],
    named: list[str],
    how: Reading,
    folder: Path,
    jobs: int,
    report: Report,
) -> tuple[Gathered, list[ListedFile | Unreadable]]:
    """What came of the files, and the files again with the reason in place of each that has no list."""
    lines, claims = Runs(folder), Claims()
    parts: list[Part] = []
    after: list[ListedFile | Unreadable] = []
    left = iter(named)
    sources = [(file, next(left)) for file in files if not isinstance(file, Unreadable)]
    outcomes = _outcomes(sources, how, folder, jobs, lines, report)
    for done, file in enumerate(files):
        report("读取", done, len(files))
        found = file if isinstance(file, Unreadable) else next(outcomes)
        if isinstance(found, Part):
            claims.update(found.claims)
            parts.append(replace(found, claims=Claims(ranks=found.claims.ranks)))
            after.append(file)
        else:
            after.append(found)
    report("读取", len(files), len(files))
    unread = tuple(one for one in after if isinstance(one, Unreadable))
    return Gathered(tuple(parts), unread, lines, claims), after


def _outcomes(
    sources: list[tuple[ListedFile, str]], how: Reading, folder: Path, jobs: int, lines: Runs, report: Report
) -> Iterator[Part | Unreadable]:
    """The outcome of each file; its lines go to ``lines``."""
    if jobs == 1:
        for number, source in enumerate(sources):
            yield _made(source, how, lines, folder, number, report)
        return
    for outcome in in_order(partial(_work, how=how, folder=folder), _batches(sources, jobs), jobs):
        lines.paths += outcome.runs
        yield from outcome.parts


def _batches(sources: list[tuple[ListedFile, str]], jobs: int) -> list[Batch]:
    sizes = [_size(file) for file, _ in sources]
    most = min(BATCH, sum(sizes) // (jobs * FEWEST) + 1)
    groups: list[list[tuple[ListedFile, str]]] = [[]]
    filled = 0
    for source, size in zip(sources, sizes, strict=True):
        if groups[-1] and filled + size > most:
            groups.append([])
            filled = 0
        groups[-1].append(source)
        filled += size
    return [Batch(number, tuple(group)) for number, group in enumerate(groups) if group]


def _size(file: ListedFile) -> int:
    """About how much a file is to read, in bytes."""
    if file.data is not None:
        return len(file.data)
    return file.place.stat().st_size if file.place and file.place.is_file() else 0


def _work(batch: Batch, how: Reading, folder: Path) -> Outcome:
    """What a process does with a batch."""
    lines = Runs(folder, f"batch-{batch.number}")
    parts = tuple(_made(source, how, lines, folder, batch.number) for source in batch.sources)
    return Outcome(parts, tuple(lines.close()))


def _made(
    source: tuple[ListedFile, str], how: Reading, lines: Runs, folder: Path, number: int, report: Report = quiet
) -> Part | Unreadable:
    """The part of a file; what of it is large goes to files of that number."""
    file, name = source
    try:
        part = make(file, name, how, lines.add, report)
    except Unreadable as reason:
        return reason
    large = part.written | {FINDINGS: pickle.dumps(part.findings), ABRIDGED: pickle.dumps(part.short)}
    kept = {name: _appended(folder / f"{name}-{number}.part", content) for name, content in large.items()}
    return replace(part, written={}, findings=(), short=None, kept=kept)


def _appended(path: Path, content: bytes) -> Fragment:
    with path.open("ab") as file:
        start = file.tell()
        file.write(content)
    return Fragment(path, start, len(content))
