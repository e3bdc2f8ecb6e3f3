"""What a build makes of one list: its lines, its rows of tables, its findings, and what only all lists settle.

A part is made from a file and nothing else, by this process or another, and is the same each time. What is large goes
to files as it is made; the part itself is what is kept until the last list has passed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import chain, islice
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, TypeAlias

from extract.model import ResponsibilityList
from extract.reading.paged import Paged
from kg.asking.trouble_list import ListedTrouble
from kg.audit import repeated_grounds
from kg.builds.parts.list_audit import audit_of
from kg.builds.parts.stream import fact_lines
from kg.graph.builder import Notes
from kg.graph.claims import Claims
from kg.graph.store import lines, merged_in_memory
from kg.graph.terms import prefixes
from kg.graph.things.triples import title_of
from kg.graph.vocabulary import vocabulary
from kg.output.csv_tables import asked, csv_lines
from kg.output.list_tables import OF_LISTS, ListTables, ranked
from kg.progress import quiet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path, PurePath

    from pyoxigraph import Quad

    from extract.facts import Extraction
    from extract.model import ListFile, Trouble
    from extract.reading.files import ListedFile
    from extract.reading.header_words import HeaderWords
    from extract.reading.limits import Limits
    from kg.audit.view import ListView
    from kg.builds.parts.list_audit import FindingWithResult
    from kg.graph.things.power_list import RowDescription
    from kg.output.list_tables import Row
    from kg.progress import Report

Written: TypeAlias = "dict[str, bytes | IO[bytes]]"
"""Lines of tables by name: in memory, or in a file that waits to be read."""
ENTRIES = 500
"""Rows whose tables wait in memory."""
AT_HAND = 1 << 20
"""Bytes of a table that wait in memory, not in a file."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How lists are read, and what is made of them: nothing here is of one list."""

    base: str
    words: HeaderWords | None = None
    limits: Limits | None = None
    tables: bool = True
    findings: bool = True
    library: Path | None = None


@dataclass(frozen=True, slots=True)
class Fragment:
    """Where in a file the lines of a table stand."""

    path: Path
    start: int
    length: int

    def read(self) -> bytes:
        """The lines."""
        return b"".join(self.pieces())

    def pieces(self) -> Iterator[bytes]:
        """The lines piece by piece."""
        with self.path.open("rb") as file:
            file.seek(self.start)
            left = self.length
            while piece := file.read(min(left, AT_HAND)):
                left -= len(piece)
                yield piece


@dataclass(frozen=True, slots=True)
class Part:
    """A list as the build keeps it: ``listing`` without its rows, its size in words, what it settles with others.

    ``sizes`` are its rows, responsibilities, boundaries, services and regimes; ``unused`` counts the cells that went
    into no field, ``troubled`` tells that reading left something in doubt. ``ranks`` are those it gives to documents.
    ``findings`` are those its own rows tell, each with its result; ``short`` is what rules across lists look at.
    ``key`` names its file where parts are kept. ``written`` are the lines of its tables by name, ``kept`` the places
    where all these went.
    """

    path: PurePath
    listing: ListFile
    title: str
    sizes: tuple[int, ...]
    unused: int
    troubled: bool
    troubles: tuple[ListedTrouble, ...]
    claims: Claims
    documents: frozenset[str]
    findings: tuple[FindingWithResult, ...]
    short: ListView | None
    key: str = ""
    written: Written = field(default_factory=dict)
    kept: dict[str, Fragment] = field(default_factory=dict)


def make(
    file: ListedFile, name: str, how: Reading, take: Callable[[list[bytes]], object], report: Report = quiet
) -> Part:
    """Read a list and make its part; ``take`` is given its lines in sorted chunks. Raises Unreadable."""
    from extract.reading.header_words import PRINTED  # noqa: PLC0415 - readers bring their libraries along
    from extract.reading.limits import DEFAULT  # noqa: PLC0415
    from extract.reading.reader import read_file  # noqa: PLC0415

    listing = read_file(file, how.words or PRINTED, how.limits or DEFAULT)
    return of_list(listing if listing.name == name else replace(listing, name=name), file.path, how, take, report)


def of_list(
    listing: ListFile, path: PurePath, how: Reading, take: Callable[[list[bytes]], object], report: Report = quiet
) -> Part:
    """The part of a list that was read; rows of a long one are reported."""
    from extract.reading.account import is_troubled, unused  # noqa: PLC0415

    audit = audit_of(listing, how.base, how.library, report, findings=how.findings)
    claims, tables = Claims(), _tables(listing, how)
    notes = Notes(tables.entry)
    repeated: list[Quad] = []
    extractions = _seen(audit.extractions(), lambda seen: repeated.extend(repeated_grounds.quads(seen, how.base)))
    for chunk in fact_lines(listing, extractions, audit.passages(), how.base, claims=claims, notes=notes):
        tables.chunk(chunk)
        take(chunk)
        if repeated:
            take(lines(repeated))
            repeated.clear()
    return Part(
        path,
        replace(listing, rows=(), responsibility_list=None, headings=(), unused=(), troubles=()),
        title_of(listing),
        _sizes(listing),
        sum(1 for _ in unused(listing)),
        is_troubled(listing),
        tuple(_listed(listing.name, trouble) for trouble in notes.troubles),
        claims,
        frozenset(notes.documents),
        audit.findings(),
        audit.short(),
        written=tables.files(claims),
    )


def _seen(extractions: Iterable[Extraction], look: Callable[[Extraction], object]) -> Iterator[Extraction]:
    """What rows say, each shown to ``look`` as it passes."""
    for extraction in extractions:
        look(extraction)
        yield extraction


def _sizes(listing: ListFile) -> tuple[int, ...]:
    register = listing.responsibility_list or ResponsibilityList()
    parts = (register.responsibilities, register.boundaries, register.services, register.regimes)
    return (len(listing.rows), *map(len, parts))


def _listed(file: str, trouble: Trouble) -> ListedTrouble:
    return ListedTrouble(file, trouble.line, trouble.column, trouble.zh, trouble.en, trouble.table)


def _tables(listing: ListFile, how: Reading) -> _NoTables:
    if not how.tables:
        return _NoTables()
    return _AskedTables(how.base) if listing.responsibility_list else _RowTables(title_of(listing))


class _NoTables:
    """Where no tables are wanted."""

    def entry(self, entry: RowDescription) -> None:
        """Take a row as it is described."""

    def chunk(self, chunk: list[bytes]) -> None:
        """Take lines of the list."""

    def files(self, claims: Claims) -> Written:  # noqa: ARG002 - what the tables below need
        """The lines of each table that is one of rows of lists, when the whole list has passed."""
        return {}


class _RowTables(_NoTables):
    """The tables of a power list, written as its rows pass; documents have the ranks that this list gives them."""

    def __init__(self, title: str) -> None:
        self._tables = ListTables(title)
        self._written: dict[str, IO[bytes]] = {}
        self._citations: Paged[Row] = Paged()
        self._waiting = 0

    def entry(self, entry: RowDescription) -> None:
        self._tables.add(entry)
        self._waiting += 1
        if self._waiting == ENTRIES:
            self._write()

    def files(self, claims: Claims) -> Written:
        self._write()
        citations = ranked(self._citations, claims.ranks)
        while some := list(islice(citations, ENTRIES)):
            self._put("citations", some)
        self._put("items", self._tables.items())
        return {**self._written}

    def _write(self) -> None:
        rows = self._tables.drain()
        self._citations.extend(rows.pop("citations", []))
        for name, table_rows in rows.items():
            self._put(name, table_rows)
        self._waiting = 0

    def _put(self, name: str, rows: list[Row]) -> None:
        """Add lines to a table, which of a long list waits in a file."""
        if name not in self._written:
            self._written[name] = SpooledTemporaryFile(AT_HAND)  # noqa: SIM115 - whoever takes it closes it
        self._written[name].write(csv_lines(rows))


class _AskedTables(_NoTables):
    """The tables of a list with a register, asked of its graph."""

    def __init__(self, base: str) -> None:
        self._prefixes = prefixes(base)
        self._chunks: list[list[bytes]] = []

    def chunk(self, chunk: list[bytes]) -> None:
        self._chunks.append(list(chunk))

    def files(self, claims: Claims) -> Written:  # noqa: ARG002 - its own graph says the ranks
        store = merged_in_memory(sorted({*chain.from_iterable(self._chunks), *lines(vocabulary())}))
        return {name: csv_lines(asked(store, self._prefixes, name)) for name in OF_LISTS}
