"""Tables for people who open them in a spreadsheet: what a cell holds there is what it held here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import Store

from kg import resources
from kg.asking.query import plain, run
from kg.asking.questions import read
from kg.graph.terms import PREFIXES
from kg.output.sanitise import spreadsheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.asking.query import Term
    from kg.asking.questions import Question
    from kg.graph.store import Askable

#: Aggregates whose value depends on the order in which a store answers.
BY_ORDER: Final = ("SAMPLE", "GROUP_CONCAT")
BOM: Final = b"\xef\xbb\xbf"


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, guard: bool = True) -> bytes:
    """A CSV file with a byte-order mark, so that a spreadsheet knows it is UTF-8; rows sorted as given.

    ``guard`` marks what a spreadsheet would misread; without it every value is what it is, for machines.
    """
    return BOM + header(columns) + csv_lines(rows, guard=guard)


def header(columns: Sequence[str]) -> bytes:
    """The first line of a CSV file."""
    return _written([columns])


def csv_lines(rows: Iterable[Sequence[object]], *, guard: bool = True) -> bytes:
    """Rows as lines of a CSV file, codes and formulas marked as text (``guard``)."""
    cell = spreadsheet if guard else _bare
    return _written([cell(value) for value in row] for row in rows)


def _written(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as RFC 4180 has them, the lines of ``csv.writer``, which looks at every character by itself."""
    return "".join(map(_line, rows)).encode()


def _line(row: Sequence[str]) -> str:
    line = ",".join(row)
    if '"' in line or "\n" in line or "\r" in line or line.count(",") >= len(row):
        line = ",".join(map(_field, row))
    return (line or '""' * len(row)) + "\r\n"  # an empty value alone is told from no value


def _field(value: str) -> str:
    if '"' in value:
        value = value.replace('"', '""')
    elif not ("," in value or "\n" in value or "\r" in value):
        return value
    return f'"{value}"'


@dataclass(frozen=True, slots=True)
class BuildTable:
    """A table of a build: its file name without ending, what it is and what it answers, its rows as RDF terms.

    ``types`` is what its columns hold that hold no text (see `kg.asking.questions.TYPES`).
    """

    name: str
    title: str
    question: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    types: Mapping[str, str]


def tables(store: Askable, prefixes: Mapping[str, str], merge: Askable | None = None) -> tuple[BuildTable, ...]:
    """Every table of ``kg/asking/tables``, each asked once, by name.

    ``merge`` is the same graph in memory, where there is one: it answers in half the time, but in an order of its own.
    """
    return tuple(
        _asked(store, store if merge is None else merge, prefixes, question) for question in questions().values()
    )


def questions() -> dict[str, Question]:
    """The questions that make the tables, by the name of the table."""
    return {path.stem: read(path) for path in sorted(resources.tables().glob("*.rq"))}


def columns(question: Question) -> tuple[str, ...]:
    """The columns of a table: those that its question selects."""
    return run(Store(), question.text, PREFIXES).columns


def asked(store: Store, prefixes: Mapping[str, str], name: str) -> Iterator[tuple[Any, ...]]:
    """The rows of one table as plain values."""
    for terms in run(store, questions()[name].text, prefixes).terms():
        yield tuple(map(plain, terms))


def _asked(store: Askable, merge: Askable, prefixes: Mapping[str, str], question: Question) -> BuildTable:
    source = store if any(word in question.text for word in BY_ORDER) else merge
    answer = run(source, question.text, prefixes)
    return BuildTable(
        question.name, question.title, question.question, answer.columns, tuple(answer.terms()), question.types
    )


def _bare(value: object) -> str:
    return "" if value is None else str(value)


def csv_files(every: Iterable[BuildTable], *, bom: bool = True, guard: bool = True) -> dict[str, bytes]:
    """A CSV file a table, for people: with a byte-order mark, codes and formulas marked as text (``guard``)."""
    files = {}
    for known in every:
        content = table(known.columns, ([plain(term) for term in terms] for terms in known.rows), guard=guard)
        files[f"{known.name}.csv"] = content if bom else content.removeprefix(BOM)
    return files
