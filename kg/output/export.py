"""One door to all forms: what each writes, a file or a folder, and under which name."""

from __future__ import annotations

from enum import StrEnum
from fnmatch import fnmatch
from typing import TYPE_CHECKING, Final

from kg.errors import Problem, unusable
from kg.output import neo4j, networks, rdf, sqlite, tabular
from kg.output.csv_tables import csv_files, tables
from kg.output.files import fresh_folder, put
from kg.output.property_graph import property_graph
from kg.output.provenance import FILE, as_file, in_words, provenance
from kg.output.spans import span_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kg.asking.opened import Opened


class ExportFormat(StrEnum):
    """The forms a graph is exported in."""

    TTL = "ttl"
    NT = "nt"
    NQ = "nq"
    TRIG = "trig"
    JSONLD = "jsonld"
    XML = "xml"
    CSV = "csv"
    XLSX = "xlsx"
    SQLITE = "sqlite"
    PARQUET = "parquet"
    GRAPHML = "graphml"
    GEXF = "gexf"
    NEO4J = "neo4j"
    CYPHER = "cypher"
    SPACY = "spacy"
    HTML = "html"


#: The forms that are a folder of files, and what may stand there from an earlier export.
FOLDERS: Final = {
    ExportFormat.CSV: ("*.csv",),
    ExportFormat.PARQUET: ("*.parquet",),
    ExportFormat.SPACY: ("*.spacy",),
    ExportFormat.NEO4J: ("nodes-*.csv", "edges-*.csv", "import.txt"),
}
PAGE: Final = "graph.html"
#: The forms of one file that have no room to say what they are made from: a file beside them does.
BESIDE: Final = frozenset({ExportFormat.CYPHER, ExportFormat.HTML, *map(ExportFormat, rdf.FORMS)})
ENDINGS: Final = {ExportFormat.XML: "rdf"}


def name(form: ExportFormat, kind: str = "") -> str:
    """The name of a form's file or folder where none is given; a network's names its kind."""
    if form in FOLDERS:
        return f"quanze-{form}"
    tail = f"-{kind}" if form in networks.FORMS else ""
    return f"quanze{tail}.{ENDINGS.get(form, form)}"


def one_file(folder: Path, graph: Opened, form: ExportFormat, kind: str, *, ascii_iris: bool) -> bytes:
    """The content of a form that is one file; ``folder`` is that of the build.

    Raises Problem: there is no such network, no page in the folder, or a library is missing.
    """
    if form in rdf.FORMS:
        return rdf.rdf(graph.store, form, graph.prefixes, ascii_iris=ascii_iris)
    if form in networks.FORMS:
        return networks.write(graph.store, form, kind, in_words(provenance(graph)))
    if form is ExportFormat.XLSX:
        return tabular.one_workbook(
            [tabular.typed(table) for table in tables(graph.store, graph.prefixes)], provenance(graph)
        )
    if form is ExportFormat.SQLITE:
        return sqlite.database(
            [tabular.typed(table) for table in tables(graph.store, graph.prefixes)], provenance(graph)
        )
    if form is ExportFormat.CYPHER:
        return neo4j.cypher(property_graph(graph.store))
    try:
        return (folder / PAGE).read_bytes()
    except OSError as error:
        raise unusable(error, folder / PAGE) from error


def files(graph: Opened, form: ExportFormat, *, bom: bool, guard: bool = True) -> dict[str, bytes]:
    """The files of a form that is a folder, by name, with one that says what they are made from.

    Raises Problem: a library is missing.
    """
    return _files(graph, form, bom=bom, guard=guard) | as_file(provenance(graph))


def _files(graph: Opened, form: ExportFormat, *, bom: bool, guard: bool) -> dict[str, bytes]:
    if form is ExportFormat.NEO4J:
        return neo4j.admin_import(property_graph(graph.store))
    if form is ExportFormat.SPACY:
        return span_files(graph.store)
    asked = tables(graph.store, graph.prefixes)
    if form is ExportFormat.CSV:
        return csv_files(asked, bom=bom, guard=guard)
    return tabular.parquet([tabular.typed(table) for table in asked], property_graph(graph.store))


def write_file(target: Path, content: bytes, beside: Mapping[str, str] | None = None) -> None:
    """Write a file that is whole or not there, and the folder it stands in; ``beside`` is said in a file next to it.

    Raises Problem: it cannot be written.
    """
    if target.is_dir():
        raise Problem(str(target), "这是一个文件夹，不是文件", "a folder, not a file")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unusable(error, target) from error
    put(target, content)
    if beside is not None:
        put(target.with_name(f"{target.name}.{FILE}"), as_file(beside)[FILE])


def write_folder(target: Path, form: ExportFormat, content: dict[str, bytes]) -> None:
    """Write a folder anew. Raises Problem: it holds files of others, or cannot be written."""
    with fresh_folder(target, lambda folder: _ours(folder, form)) as fresh:
        for file, data in content.items():
            (fresh / file).write_bytes(data)


def _ours(folder: Path, form: ExportFormat) -> frozenset[str]:
    return frozenset(
        path.name
        for path in folder.iterdir()
        if path.name == FILE or any(fnmatch(path.name, pattern) for pattern in FOLDERS[form])
    )
