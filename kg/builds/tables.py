"""The tables of a build: lists by title, each list's rows as they were written when it passed."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING, Final

from kg.builds.shared_tables import shared_tables
from kg.output.csv_tables import BOM, columns, csv_lines, header, questions
from kg.output.list_tables import DOCUMENT, OF_LISTS, RANK, rank_names
from kg.output.sanitise import spreadsheet
from kg.output.tabular import csv_to_parquet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.builds.parts.gather import Gathered
    from kg.builds.parts.part import Part
    from kg.builds.scan import Scan

CITATIONS: Final = "citations"


def write_tables(folder: Path, gathered: Gathered, scan: Scan) -> None:
    """Write every table as CSV."""
    parts = sorted(gathered.parts, key=lambda part: (part.title, part.listing.name))
    lists = Counter(title for part in parts for title in part.documents)
    shared = shared_tables(scan, lists)
    for name, question in questions().items():
        with (folder / f"{name}.csv").open("wb") as file:
            file.write(BOM + header(columns(question)))
            if name in OF_LISTS:
                file.writelines(_of_lists(name, parts, gathered))
            else:
                file.write(csv_lines(shared[name]))


def _of_lists(name: str, parts: list[Part], gathered: Gathered) -> Iterator[bytes]:
    for part in parts:
        if name in part.kept:
            ranks = _other_ranks(part, gathered) if name == CITATIONS else {}
            yield from [_settled(part.kept[name].read(), ranks)] if ranks else part.kept[name].pieces()


def _other_ranks(part: Part, gathered: Gathered) -> dict[str, str]:
    """The ranks of documents that all lists together give otherwise than this one, by title, as tables print both."""
    own, every = part.claims.ranks, gathered.claims.ranks
    return {
        spreadsheet(title): spreadsheet(rank_names(every[title]))
        for title in part.documents & every.keys()
        if own.get(title) != every[title]
    }


def _settled(content: bytes, ranks: dict[str, str]) -> bytes:
    """Lines of citations with the ranks that all lists together give to documents."""
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    for row in rows:
        row[RANK] = ranks.get(row[DOCUMENT], row[RANK])
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def write_parquet(source: Path, target: Path) -> None:
    """Write every table of CSV as Parquet too, typed. Raises Problem: PyArrow is not installed."""
    for name, question in questions().items():
        kinds = {column: question.types.get(column, "text") for column in columns(question)}
        csv_to_parquet(source / f"{name}.csv", target / f"{name}.parquet", kinds)
