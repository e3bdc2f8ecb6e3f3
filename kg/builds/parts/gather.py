"""Files in, parts out: lists are read, understood and described in batches, by one process or several.

What comes out is the same whatever the number of processes: lines are sorted, and what is not a line comes in the order
of the files.
"""

from __future__ import annotations

import pickle
import shutil
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from sys import intern
from typing import IO, TYPE_CHECKING, Final

from extract.model import Unreadable
from extract.reading.files import ListedFile
from extract.reading.limits import DEFAULT
from kg.builds.parts import part_files
from kg.builds.parts.intake import names, nothing_read, refuse_namesakes
from kg.builds.parts.part import Fragment, Part, Reading, make
from kg.builds.parts.part_files import Packed, PartFiles
from kg.builds.parts.workers import in_order
from kg.graph.claims import Claims
from kg.graph.sorted_lines import Runs
from kg.progress import quiet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from extract.model import Table
    from kg.progress import Report

BATCH: Final = 8 << 20
"""Bytes of input that one process takes at a time."""
FINDINGS, ABRIDGED = "findings", "abridged"
"""What of a part is kept in files beside its tables: pickled."""
FEWEST: Final = 4
"""Batches for each process: with fewer, one would wait for the last."""


@dataclass(frozen=True, slots=True)
class KeptPart:
    """A list of an earlier build, whose part is in a file; ``name`` is that of the list."""

    path: Path
    name: str


Given = ListedFile | KeptPart | Unreadable
Source = tuple[ListedFile | KeptPart, str]


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that one process works on, with the names of their lists; ``number`` names what it writes."""

    number: int
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Workspace:
    """How lists are read, the folder ``work`` for what is in the making, and where parts are kept, if they are."""

    how: Reading
    work: Path
    parts: PartFiles | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a batch: a part for each file, or the reason why it has none, and its sorted lines in files."""

    parts: tuple[Part | Unreadable, ...]
    lines: Runs


@dataclass(frozen=True, slots=True)
class Gathered:
    """The parts in the order of their files, the reasons of those that have none, all lines, what lists state."""

    parts: tuple[Part, ...]
    unread: tuple[Unreadable, ...]
    lines: Runs
    claims: Claims


def gather(files: Sequence[Given], place: Workspace, jobs: int, report: Report) -> Gathered:
    """The parts of all files, by the names of their lists.

    Raises Unreadable or Problem: nothing can be read, two files named bear one name.
    """
    refuse_namesakes([file for file in files if isinstance(file, ListedFile)], place.how.words, place.how.limits)
    given = list(files)
    while True:
        # A file that gives no list leaves its name to another: then that one is named anew.
        named = _named(given)
        gathered, given = _gathered(given, named, place, jobs, report)
        if not gathered.parts:
            raise nothing_read(gathered.unread)
        if [name for _, name in _named(given)] == [part.listing.name for part in gathered.parts]:
            return replace(gathered, parts=tuple(sorted(gathered.parts, key=lambda part: part.listing.name)))


def _named(files: Sequence[Given]) -> list[Source]:
    """What can be read, each with the name of its list."""
    left = iter(names([file for file in files if isinstance(file, ListedFile)]))
    return [
        (file, file.name if isinstance(file, KeptPart) else next(left))
        for file in files
        if not isinstance(file, Unreadable)
    ]


def _gathered(
    files: Sequence[Given], sources: list[Source], place: Workspace, jobs: int, report: Report
) -> tuple[Gathered, list[Given]]:
    """What came of the files, and the files again with the reason in place of each that has no list."""
    lines, claims = Runs(place.work), Claims()
    parts: list[Part] = []
    tables: dict[object, tuple[Table, ...]] = {}
    after: list[Given] = []
    outcomes = _outcomes(sources, place, jobs, lines, report)
    for done, file in enumerate(files):
        report("读取", done, len(files))
        outcome = file if isinstance(file, Unreadable) else next(outcomes)
        if isinstance(outcome, Part):
            claims.update(outcome.claims)
            parts.append(_light(outcome, tables, place.how))
            after.append(file)
        else:
            after.append(outcome)
    report("读取", len(files), len(files))
    unread = tuple(reason for reason in after if isinstance(reason, Unreadable))
    return Gathered(tuple(parts), unread, lines, claims), after


def _light(part: Part, tables: dict[object, tuple[Table, ...]], how: Reading) -> Part:
    """A part for as long as the build lasts: what many print alike, titles and heads of columns, is there once."""
    listing = part.listing
    return replace(
        part,
        claims=Claims(ranks=part.claims.ranks) if how.tables else Claims(),
        documents=frozenset(map(intern, part.documents)),
        listing=replace(listing, tables=tables.setdefault(listing.tables, listing.tables)),
    )


def _outcomes(
    sources: list[Source], place: Workspace, jobs: int, lines: Runs, report: Report
) -> Iterator[Part | Unreadable]:
    """The outcome of each file; its lines go to ``lines``."""
    if jobs == 1:
        for number, source in enumerate(sources):
            yield _made(source, place, lines, number, report)
        return
    for outcome in in_order(partial(_work, place=place), _batches(sources, jobs), jobs):
        lines.join(outcome.lines)
        yield from outcome.parts


def _batches(sources: list[Source], jobs: int) -> list[Batch]:
    sizes = [_size(file) for file, _ in sources]
    most = min(BATCH, sum(sizes) // (jobs * FEWEST) + 1)
    groups: list[list[Source]] = [[]]
    filled = 0
    for source, size in zip(sources, sizes, strict=True):
        if groups[-1] and filled + size > most:
            groups.append([])
            filled = 0
        groups[-1].append(source)
        filled += size
    return [Batch(number, tuple(group)) for number, group in enumerate(groups) if group]


def _size(file: ListedFile | KeptPart) -> int:
    """About how much a file is to read, in bytes."""
    if isinstance(file, KeptPart):
        return 0
    if file.data is not None:
        return len(file.data)
    return file.place.stat().st_size if file.place and file.place.is_file() else 0


def _work(batch: Batch, place: Workspace) -> Outcome:
    """What a process does with a batch."""
    lines = Runs(place.work, f"batch-{batch.number}")
    parts = tuple(_made(source, place, lines, batch.number) for source in batch.sources)
    lines.close()
    return Outcome(parts, lines)


def _made(source: Source, place: Workspace, lines: Runs, number: int, report: Report = quiet) -> Part | Unreadable:
    """The part of a file; what of it is large goes to files of that number."""
    file, name = source
    try:
        part = _kept(file, place, lines) if isinstance(file, KeptPart) else _new(file, name, place, lines, report)
    except Unreadable as reason:
        return reason
    large = part.written | {FINDINGS: pickle.dumps(part.findings), ABRIDGED: pickle.dumps(part.short)}
    kept = {name: _appended(place.work / f"{name}-{number}.part", content) for name, content in large.items()}
    return replace(part, written={}, findings=(), short=None, kept=kept)


def _new(file: ListedFile, name: str, place: Workspace, lines: Runs, report: Report) -> Part:
    """The part of a file, made or found; it is kept where parts are."""
    how, files = place.how, place.parts
    if files is None:
        return make(file, name, how, lines.add, report)
    with file.long_content(how.limits or DEFAULT) or nullcontext() as source:
        data = file.content(how.limits or DEFAULT) if source is None else None
        key = part_files.key(source or data or b"", name, how)
    if path := files.find(key):
        return replace(_again(path, lines), path=file.path)
    packed = Packed()

    def take(chunk: list[bytes]) -> None:
        packed.take(chunk)
        lines.add(chunk)

    given = file if data is None else replace(file, data=data, member="")
    part = replace(make(given, name, how, take, report), key=key)
    part = replace(part, written={table: _bytes(content) for table, content in part.written.items()})
    files.put(key, part, packed.chunks)
    return part


def _kept(kept: KeptPart, place: Workspace, lines: Runs) -> Part:
    """The part of a list of an earlier build, kept on."""
    if place.parts is not None:
        place.parts.keep(kept.path)
    return _again(kept.path, lines)


def _again(path: Path, lines: Runs) -> Part:
    part, chunks = part_files.read(path)
    for chunk in chunks:
        lines.add(part_files.unpacked(chunk))
    return part


def _appended(path: Path, content: bytes | IO[bytes]) -> Fragment:
    with path.open("ab") as file:
        start = file.tell()
        if isinstance(content, bytes):
            file.write(content)
        else:
            with content:
                content.seek(0)
                shutil.copyfileobj(content, file)
        return Fragment(path, start, file.tell() - start)


def _bytes(content: bytes | IO[bytes]) -> bytes:
    """The lines of a table in memory, as they are kept."""
    if isinstance(content, bytes):
        return content
    with content:
        content.seek(0)
        return content.read()
