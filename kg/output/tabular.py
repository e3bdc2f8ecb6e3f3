"""Tables of the graph with typed columns: as one workbook, as Parquet files."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from kg.asking.codebook import columns as codebook
from kg.errors import missing
from kg.output.frames import column, declared
from kg.output.sanitise import scalar
from kg.output.xlsx import Book, workbook, write_cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from kg.output.csv_tables import BuildTable
    from kg.output.property_graph import PropertyGraph

BLOCK: Final = 8 << 20
"""Bytes of a CSV file that are turned at a time."""
#: The mark of what must stay text (`kg.output.sanitise.spreadsheet`), before what it is set to, in the words of RE2.
MARK: Final = (
    r"^'('*(?:[\s\pZ]*[=+\-@＝＋－＠]|(?:0\d+|\d{12,}|\d{1,4}[-/]\d{1,2}|\d{1,2}[-/]\d{1,2}[-/]\d{1,4}|\d+[Ee]\d+)$))"
)
A4: Final = 9  # as spreadsheets number papers
FIRST_YEAR: Final = 1900  # before it spreadsheets have no dates
NARROW, WIDE = 10, 42  # columns of a sheet, in characters
_CODEBOOK: Final = ("工作表", "列", "英文名", "类型", "含义")
_KINDS: Final = {"integer": "整数", "number": "数值", "truth": "是否", "date": "日期", "text": "文字"}
ARROW: Final = {"integer": "int64", "number": "float64", "truth": "bool_", "date": "date32", "text": "string"}


@dataclass(frozen=True, slots=True)
class TypedTable:
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


def typed(table: BuildTable) -> TypedTable:
    """A table with what its columns hold: as it declares, whatever its rows (see `kg.output.frames.column`)."""
    columns = [
        column((row[number] for row in table.rows), declared(table.types, name))
        for number, name in enumerate(table.columns)
    ]
    kinds, values = tuple(kind for kind, _ in columns), tuple(tuple(values) for _, values in columns)
    return TypedTable(table.name, table.title, table.question, table.columns, kinds, values)


def one_workbook(tables: Sequence[TypedTable], origin: Mapping[str, str] | None = None) -> bytes:
    """One workbook, a sheet a table with the items first, then what the sheets and their columns are; text stays text.

    Every sheet prints on A4 across, as wide as the page, its head on each page.

    Raises Problem: XlsxWriter is not installed.
    """
    file = io.BytesIO()
    try:
        with workbook(file, in_memory=True) as book:
            for table in sorted(tables, key=_first):
                _sheet(book, table.title, table.columns, table.kinds, table.rows())
            _sheet(book, "说明", ("工作表", "内容", "行数"), ("text", "text", "integer"), _notes(tables, origin or {}))
            kinds = ("text",) * len(_CODEBOOK)
            _sheet(book, "字段说明", _CODEBOOK, kinds, _codebook(tables))
    except ImportError as error:
        raise missing("xlsxwriter", "export") from error
    return file.getvalue()


def _first(table: TypedTable) -> bool:
    return table.name != "items"


def _codebook(tables: Sequence[TypedTable]) -> Iterator[tuple[str, ...]]:
    known = codebook()
    for table in sorted(tables, key=_first):
        for name, kind in zip(table.columns, table.kinds, strict=True):
            if name in known:
                yield table.title, name, known[name].english, _KINDS[kind], known[name].meaning


def _notes(tables: Sequence[TypedTable], origin: Mapping[str, str]) -> Iterator[tuple[Any, ...]]:
    for table in tables:
        yield table.title, table.question, len(table.values[0])
    yield from ((name, value, None) for name, value in origin.items())


def _sheet(book: Book, title: str, columns: Sequence[str], kinds: Sequence[str], rows: Iterator[Any]) -> None:
    sheet = book.add_worksheet(title)
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    dated = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
    for number, (name, kind) in enumerate(zip(columns, kinds, strict=True)):
        sheet.write_string(0, number, name, bold)
        sheet.set_column(number, number, WIDE if kind == "text" and number else NARROW, wrapped)
    last = 0
    for last, row in enumerate(rows, 1):
        for number, value in enumerate(row):
            if isinstance(value, date) and value.year >= FIRST_YEAR:
                sheet.write_datetime(last, number, value, dated)
            else:
                write_cell(sheet, last, number, value)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&C&A　&P/&N")


def parquet(tables: Sequence[TypedTable], graph: PropertyGraph) -> dict[str, bytes]:
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
    for table in tables:
        typed = zip(table.columns, table.kinds, table.values, strict=True)
        files[f"{table.name}.parquet"] = content(
            {name: pa.array(_arrow(kind, values), getattr(pa, ARROW[kind])()) for name, kind, values in typed}
        )
    return files | {name: content(columns) for name, columns in _graph_columns(graph, pa).items()}


def csv_to_parquet(source: Path, target: Path, kinds: Mapping[str, str]) -> None:
    """A Parquet file from a CSV file for people, block by block, whatever its size; ``kinds`` are those of its columns.

    Raises Problem: PyArrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        from pyarrow import csv  # noqa: PLC0415
        from pyarrow.parquet import ParquetWriter  # noqa: PLC0415
    except ImportError as error:
        raise missing("pyarrow", "export") from error
    schema = pa.schema({name: getattr(pa, ARROW[kind])() for name, kind in kinds.items()})
    blocks = csv.open_csv(
        source,
        read_options=csv.ReadOptions(block_size=BLOCK, use_threads=False),
        parse_options=csv.ParseOptions(newlines_in_values=True),
        convert_options=csv.ConvertOptions(
            column_types=dict.fromkeys(kinds, pa.string()), null_values=[""], strings_can_be_null=True
        ),
    )
    with blocks, ParquetWriter(target, schema, compression="zstd") as file:
        for block in blocks:
            columns = [_typed(values, kept.type, pa) for values, kept in zip(block.columns, schema, strict=True)]
            file.write_batch(pa.record_batch(columns, schema=schema))
    pa.default_memory_pool().release_unused()


def _typed(values: Any, kind: Any, pa: Any) -> Any:  # noqa: ANN401 - pyarrow has no types
    from pyarrow import compute  # noqa: PLC0415

    if kind != pa.string():
        return values.cast(kind)
    # Few columns have a mark, and to look for the pattern takes its time.
    marked = compute.any(compute.starts_with(values, "'")).as_py()
    return compute.replace_substring_regex(values, MARK, r"\1") if marked else values


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
