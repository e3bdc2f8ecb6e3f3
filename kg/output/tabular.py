"""Tables of the graph as one workbook, as CSV files, as Parquet files."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kg import resources
from kg.asking.query import run
from kg.asking.questions import read
from kg.errors import missing
from kg.output.csv_tables import table
from kg.output.frames import column
from kg.output.sanitise import scalar
from kg.output.xlsx import Book, workbook, write_cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pyoxigraph import Store

    from kg.output.property_graph import PropertyGraph

NARROW, WIDE = 10, 42  # columns of a sheet, in characters
ARROW: Final = {"integer": "int64", "number": "float64", "truth": "bool_", "date": "date32", "text": "string"}


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the build: its file name without ending, what it is and what it answers, its typed columns."""

    name: str
    title: str
    question: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    values: tuple[tuple[Any, ...], ...]

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The rows, None where there is no value."""
        return zip(*self.values, strict=True)


def tables(store: Store, prefixes: Mapping[str, str]) -> tuple[Table, ...]:
    """Every table of ``kg/asking/tables``."""
    return tuple(
        _table(store, prefixes, name) for name in sorted(path.stem for path in resources.tables().glob("*.rq"))
    )


def _table(store: Store, prefixes: Mapping[str, str], name: str) -> Table:
    question = read(resources.tables() / f"{name}.rq")
    answer = run(store, question.text, prefixes)
    rows = list(answer.terms())
    typed = [column(row[number] for row in rows) for number in range(len(answer.columns))]
    kinds, values = tuple(kind for kind, _ in typed), tuple(tuple(held) for _, held in typed)
    return Table(name, question.title, question.question, answer.columns, kinds, values)


def csv(held: Sequence[Table], *, bom: bool = True) -> dict[str, bytes]:
    """A CSV file a table, for people: with a byte-order mark, codes and formulas marked as text."""
    files = {f"{one.name}.csv": table(one.columns, one.rows()) for one in held}
    return files if bom else {name: content.removeprefix(b"\xef\xbb\xbf") for name, content in files.items()}


def one_workbook(held: Sequence[Table]) -> bytes:
    """One workbook, a sheet a table and one that explains them; text stays text.

    Raises Problem: XlsxWriter is not installed.
    """
    file = io.BytesIO()
    try:
        with workbook(file, in_memory=True) as book:
            _sheet(book, "说明", ("工作表", "内容", "行数"), ("text", "text", "integer"), _notes(held))
            for one in held:
                _sheet(book, one.title, one.columns, one.kinds, one.rows())
    except ImportError as error:
        raise missing("xlsxwriter", "export") from error
    return file.getvalue()


def _notes(held: Sequence[Table]) -> Iterator[tuple[Any, ...]]:
    for one in held:
        yield one.title, one.question, len(one.values[0])


def _sheet(book: Book, title: str, columns: Sequence[str], kinds: Sequence[str], rows: Iterator[Any]) -> None:
    sheet = book.add_worksheet(title)
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for number, (name, kind) in enumerate(zip(columns, kinds, strict=True)):
        sheet.write_string(0, number, name, bold)
        sheet.set_column(number, number, WIDE if kind == "text" and number else NARROW, wrapped)
    last = 0
    for last, row in enumerate(rows, 1):
        for number, value in enumerate(row):
            write_cell(sheet, last, number, value)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(columns) - 1)


def parquet(held: Sequence[Table], graph: PropertyGraph) -> dict[str, bytes]:
    """A Parquet file a table, and nodes and edges of the whole graph.

    Raises Problem: PyArrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        from pyarrow.parquet import write_table  # noqa: PLC0415
    except ImportError as error:
        raise missing("pyarrow", "export") from error

    def content(columns: Mapping[str, Any]) -> bytes:
        file = io.BytesIO()
        write_table(pa.table(columns), file, compression="zstd")
        return file.getvalue()

    files = {}
    for one in held:
        typed = zip(one.columns, one.kinds, one.values, strict=True)
        files[f"{one.name}.parquet"] = content(
            {name: pa.array(_arrow(kind, values), getattr(pa, ARROW[kind])()) for name, kind, values in typed}
        )
    return files | {name: content(columns) for name, columns in _graph_columns(graph, pa).items()}


def _arrow(kind: str, values: Sequence[Any]) -> list[Any]:
    return [scalar(value) if kind == "text" else value for value in values]


def _graph_columns(graph: PropertyGraph, pa: Any) -> dict[str, dict[str, Any]]:  # noqa: ANN401 - pyarrow has no types
    words = pa.string()
    nodes, edges = graph.nodes, graph.edges
    return {
        "nodes.parquet": {
            "id": pa.array([node.iri for node in nodes], words),
            "labels": pa.array([list(node.labels) for node in nodes], pa.list_(words)),
            "name": pa.array([node.name for node in nodes], words),
            "properties": pa.array([node.json() for node in nodes], words),
        },
        "edges.parquet": {
            "source": pa.array([edge.source for edge in edges], words),
            "relation": pa.array([edge.relation for edge in edges], words),
            "target": pa.array([edge.target for edge in edges], words),
        },
    }
