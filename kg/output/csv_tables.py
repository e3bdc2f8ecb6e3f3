"""Tables for people who open them in a spreadsheet: what a cell holds there is what it held here."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from kg import resources
from kg.asking.query import plain, run
from kg.asking.questions import read
from kg.output.sanitise import spreadsheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pyoxigraph import Store


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV file with a byte-order mark, so that a spreadsheet knows it is UTF-8; rows sorted as given."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([spreadsheet(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def tables(store: Store, prefixes: Mapping[str, str]) -> dict[str, bytes]:
    """The tables of a build by file name: one for each question in ``kg/asking/tables``."""
    found = {}
    for path in sorted(resources.tables().glob("*.rq")):
        answer = run(store, read(path).text, prefixes)
        rows = [[plain(term) for term in terms] for terms in answer.terms()]
        found[f"{path.stem}.csv"] = table(answer.columns, rows)
    return found
