"""Tables for people who open them in a spreadsheet: what a cell holds there is what it held here."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg import resources
from kg.asking.query import plain, run
from kg.asking.questions import read
from kg.output.sanitise import spreadsheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from kg.asking.query import Term
    from kg.graph.store import Askable

#: Aggregates whose value depends on the order in which a store answers.
BY_ORDER: Final = ("SAMPLE", "GROUP_CONCAT")
BOM: Final = b"\xef\xbb\xbf"


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV file with a byte-order mark, so that a spreadsheet knows it is UTF-8; rows sorted as given."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([spreadsheet(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a build: its file name without ending, what it is and what it answers, its rows as RDF terms.

    ``types`` is what its columns hold that hold no text (see `kg.asking.questions.TYPES`).
    """

    name: str
    title: str
    question: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    types: Mapping[str, str]


def tables(store: Askable, prefixes: Mapping[str, str], merge: Askable | None = None) -> tuple[Table, ...]:
    """Every table of ``kg/asking/tables``, each asked once, by name.

    ``merge`` is the same graph in memory, where there is one: it answers in half the time, but in an order of its own.
    """
    return tuple(
        _asked(store, store if merge is None else merge, prefixes, path)
        for path in sorted(resources.tables().glob("*.rq"))
    )


def _asked(store: Askable, merge: Askable, prefixes: Mapping[str, str], path: Path) -> Table:
    question = read(path)
    source = store if any(word in question.text for word in BY_ORDER) else merge
    answer = run(source, question.text, prefixes)
    return Table(path.stem, question.title, question.question, answer.columns, tuple(answer.terms()), question.types)


def csv_files(every: Iterable[Table], *, bom: bool = True) -> dict[str, bytes]:
    """A CSV file a table, for people: with a byte-order mark, codes and formulas marked as text."""
    files = {}
    for known in every:
        content = table(known.columns, ([plain(term) for term in terms] for terms in known.rows))
        files[f"{known.name}.csv"] = content if bom else content.removeprefix(BOM)
    return files
