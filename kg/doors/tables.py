"""Tables for people who open them in a spreadsheet: what a cell holds there is what it held here."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from kg import resources
from kg.asking.query import plain, run
from kg.asking.questions import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pyoxigraph import Store

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")  # full-width signs start formulas too
# Digits a spreadsheet would round, shorten, or read as a date or an exponent: 000123, 116203…, 1-2, 12E5.
MISREAD = re.compile(r"0\d+|\d{12,}|\d{1,4}[-/]\d{1,2}|\d{1,2}[-/]\d{1,2}[-/]\d{1,4}|\d+[Ee]\d+")
LIMIT = 32_767  # characters an Excel cell can hold


def sanitise(value: object) -> str:
    """A value as the text of a cell: no control signs, no formula, no number that a spreadsheet would spoil.

    A leading apostrophe marks what must stay text, as spreadsheets themselves do. Python numbers stay numbers.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    text = CONTROLS.sub("", value).replace("\r\n", "\n").replace("\r", "\n")
    if FORMULA.match(text) or MISREAD.fullmatch(text):
        text = "'" + text
    return text if len(text) <= LIMIT else text[: LIMIT - 1] + "…"


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV file with a byte-order mark, so that a spreadsheet knows it is UTF-8; rows sorted as given."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([sanitise(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def tables(store: Store, prefixes: Mapping[str, str]) -> dict[str, bytes]:
    """The tables of a build by file name: one for each question in ``kg/asking/tables``."""
    found = {}
    for path in sorted(resources.tables().glob("*.rq")):
        answer = run(store, read(path).text, prefixes)
        rows = [[plain(term) for term in terms] for terms in answer.terms()]
        found[f"{path.stem}.csv"] = table(answer.columns, rows)
    return found
