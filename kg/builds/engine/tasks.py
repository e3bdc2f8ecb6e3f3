"""What a worker of the engine does with one file: records of a few kinds, which the engine gathers by their keys.

Nothing here knows the engine; a record is its kind, a key, and bytes (pickled, by us and for us alone).
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, NamedTuple

from extract.model import Unreadable
from extract.reading.files import ListedFile, opened
from kg.audit import findings_file
from kg.audit.check import position
from kg.audit.documents import register, standings
from kg.audit.finding import numbered
from kg.builds.engine import across
from kg.builds.engine.across import ListShare
from kg.builds.parts.part import Reading, make
from kg.builds.parts.stream import sorted_chunks
from kg.graph import terms as t
from kg.graph.claims import Claims
from kg.graph.store import lines
from kg.graph.things import findings as findings_graph
from kg.graph.things import standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from extract.reading.limits import Limits
    from kg.audit.finding import Finding
    from kg.builds.parts.part import Part
    from kg.graph.things.findings import Result
    from kg.graph.things.standing import Standing

LINE: Final = 0
CLAIM: Final = 1
FINDING: Final = 2
TITLE: Final = 3
NUMBER: Final = 4
CONDUCT: Final = 5
OUTCOME: Final = 6
KNOWN: Final = 7
"""The kinds: a line of the graph; what a list states of a document; a finding; what it says under a key of each sort of
rule across lists; what came of the file; and a document that the register knows."""


class EngineRecord(NamedTuple):
    """``key`` is what records are gathered by: the line, a title, a number, the words of a finding."""

    kind: int
    key: str
    value: bytes


@dataclass(frozen=True, slots=True)
class ListSource:
    """A list to be made: its name, the number of its file, its path as it is shown, its place by name among all."""

    name: str
    number: int
    shown: str
    rank: int = 0


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What came of a file: what its list is, or why there is none."""

    number: int
    reason: Unreadable | None = None
    sha256: str = ""
    title: str = ""
    publisher: str = ""
    rows: int = 0
    troubles: int = 0
    troubled: bool = False


@dataclass(frozen=True, slots=True)
class Ordered:
    """A finding with what tells its place among all findings: list, place in it, and in what order it was made."""

    order: tuple[object, ...]
    finding: Finding
    result: Result | None


def members(path: str, content: bytes, limits: Limits) -> list[str | Unreadable]:
    """The paths of the files that a file is: its own, or those of the archive that it is."""
    files = opened(ListedFile(PurePath(path), data=content, unnamed=True), limits)
    return [file if isinstance(file, Unreadable) else str(file.path) for file in files]


def records(
    path: str, content: bytes, sources: Mapping[str, ListSource], how: Reading, limits: Limits
) -> Iterator[EngineRecord]:
    """The records of a file; ``sources`` are the lists of all files by their paths, others are passed over."""
    for file in opened(ListedFile(PurePath(path), data=content, unnamed=True), limits):
        source = None if isinstance(file, Unreadable) else sources.get(str(file.path))
        if source is not None and not isinstance(file, Unreadable):
            yield from _of_file(replace(file, path=PurePath(source.shown)), source, how)


def _of_file(file: ListedFile, source: ListSource, how: Reading) -> Iterator[EngineRecord]:
    taken: list[list[bytes]] = []
    try:
        part = make(file, source.name, how, lambda chunk: taken.append(list(chunk)))
    except Unreadable as reason:
        yield EngineRecord(OUTCOME, source.shown, pickle.dumps(FileOutcome(source.number, reason)))
        return
    for line in dict.fromkeys(line for chunk in taken for line in chunk):
        yield EngineRecord(LINE, line[:-1].decode(), b"")
    yield from _claims(part.claims)
    yield from (EngineRecord(KNOWN, standing.title, b"") for standing in _standings(part.documents))
    for place, (finding, result) in enumerate(part.findings):
        yield _finding(Ordered((source.rank, position(finding), 0, place), finding, result))
    yield from _shares(part, source.rank)
    yield EngineRecord(OUTCOME, source.shown, pickle.dumps(_outcome(part, source.number)))


def _outcome(part: Part, number: int) -> FileOutcome:
    known = part.listing
    rows, troubles = part.sizes[0], len(part.troubles)
    return FileOutcome(number, None, known.sha256, part.title, known.publisher, rows, troubles, part.troubled)


def _claims(claims: Claims) -> Iterator[EngineRecord]:
    for title in claims.counts:
        of_title = Claims({title: claims.counts[title]}, {title: claims.ranks[title]} if title in claims.ranks else {})
        yield EngineRecord(CLAIM, title, pickle.dumps(of_title))


def _shares(part: Part, number: int) -> Iterator[EngineRecord]:
    if part.short is None:
        return
    for title, seen in across.by_title(part.short):
        yield EngineRecord(TITLE, title, pickle.dumps(ListShare(number, seen)))
    for value, seen in across.by_number(part.short):
        yield EngineRecord(NUMBER, value, pickle.dumps(ListShare(number, seen)))
    for key, at, seen in across.by_conduct(part.short):
        yield EngineRecord(CONDUCT, "\x1f".join(key), pickle.dumps(ListShare(number, seen, at)))


def _finding(ordered: Ordered) -> EngineRecord:
    place = ordered.finding.place
    parts = (ordered.finding.code, "".join(place.row.split()), place.column, place.quote, ordered.finding.document)
    return EngineRecord(FINDING, "\x1f".join(parts), pickle.dumps(ordered))


def settled(claims: Iterable[bytes], base: str) -> list[str]:
    """The lines of what lists settle of one document."""
    together = Claims()
    for content in claims:
        together.update(pickle.loads(content))  # noqa: S301 - our own
    return _text(lines(list(together.quads(base))))


def found_across(kind: int, key: str, shares: Iterable[bytes], base: str) -> list[EngineRecord]:
    """The findings of rules across lists under one key; of fines, all that are first with their words."""
    given = [pickle.loads(content) for content in shares]  # noqa: S301 - our own
    if kind == TITLE:
        findings = across.of_title(key, given, base)
    elif kind == NUMBER:
        findings = across.of_number(key, given, base)
    else:
        findings = across.of_conducts(across.joined(given), base)
    return [
        _finding(Ordered((share.number, position(finding), 1, place), finding, result))
        for place, (share, finding, result) in enumerate(findings)
    ]


def first(content: bytes, other: bytes) -> bytes:
    """Of two shares of single rows the one that comes first."""
    left, right = pickle.loads(content), pickle.loads(other)  # noqa: S301 - our own
    return content if (left.number, left.at) <= (right.number, right.at) else other


class Settled(NamedTuple):
    """A finding for good: its place among all, its line in the file of findings, its lines in the graph, its rule."""

    order: tuple[object, ...]
    written: str
    lines: list[str]
    code: str
    grave: bool


def numbered_apart(same: Iterable[bytes], base: str) -> Iterator[Settled]:
    """Findings of the same words, told apart by their order."""
    ordered = sorted((pickle.loads(content) for content in same), key=lambda entry: entry.order)  # noqa: S301 - our own
    for entry, finding in zip(ordered, numbered([entry.finding for entry in ordered]), strict=True):
        stated: list[str] = []
        if entry.result:
            stated = _stated(replace(entry.result, key=finding.fingerprint), base)
        written = findings_file.written([finding]).decode().rstrip("\n")
        yield Settled(entry.order, written, stated, finding.code, finding.severity.value == "error")


def _stated(result: Result, base: str) -> list[str]:
    """A result as lines; whether all conforms only all results tell."""
    quads = (quad for quad in findings_graph.quads([result], base) if quad.predicate != t.SH_CONFORMS)
    return _text(line for chunk in sorted_chunks(quads) for line in chunk)


def of_register(titles: Iterable[str], base: str) -> list[str]:
    """The lines of what the register of documents says of those that lists name."""
    return _text(lines(list(standing.quads(_standings(titles), base))))


def _standings(titles: Iterable[str]) -> Iterator[Standing]:
    known = register()
    return standings(known, titles, known.as_of)


def verdict(base: str, *, grave: bool) -> list[str]:
    """The lines of the report itself: that it is one, and whether all conforms."""
    severe = [findings_graph.Result("", f"{base}id/audit", "error", "")] if grave else []
    quads = findings_graph.quads(severe, base)
    own = (quad for quad in quads if quad.predicate == t.SH_CONFORMS or quad.object == t.SH_VALIDATION_REPORT)
    return _text(lines(list(own)))


def _text(content: Iterable[bytes]) -> list[str]:
    """Lines as the engine holds them: text, without what ends them."""
    return [line[:-1].decode() for line in content]
