"""For Neo4j: CSV files for ``neo4j-admin database import full``, or one Cypher script."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from kg.graph.kinds import with_class
from kg.output.property_graph import kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.output.property_graph import Node, PropertyGraph

TYPES: Final = {"integer": "long", "number": "double", "truth": "boolean", "text": "string"}
ARRAY: Final = ";"  # parts the values of one cell; where a value holds it, its full-width twin stands instead
THING: Final = "Thing"  # every node has it, so that one constraint covers all
BATCH: Final = 500
# The label that names the file of a node: what it is before what else it is, the general last.
_GENERAL: Final = ("Annotation", "Dataset", "Entity", "FormalOrganization")
_ORDER: Final = [name for node, _ in with_class() if (name := re.split("[#/]", node.value)[-1]) not in _GENERAL]
HOW: Final = """# 导入 Neo4j 5（在本文件夹中运行；数据库名 quanze 可以更换）/ how to import:
neo4j-admin database import full quanze --overwrite-destination --multiline-fields=true --id-type=string \\
  {files}
"""


def admin_import(graph: PropertyGraph) -> dict[str, bytes]:
    """Node and relationship files with the headers of the importer, and the command that reads them."""
    files = {}
    by_label = sorted(graph.nodes, key=lambda node: (main_label(node), node.iri))
    for label, nodes in groupby(by_label, key=main_label):
        files[f"nodes-{label}.csv"] = _nodes(list(nodes))
    by_relation = sorted(graph.edges, key=lambda edge: (edge.relation, edge))
    for relation, edges in groupby(by_relation, key=lambda edge: edge.relation):
        rows = ((edge.source, edge.target, relation) for edge in edges)
        files[f"edges-{relation}.csv"] = _csv([":START_ID", ":END_ID", ":TYPE"], rows)
    return files | {"import.txt": HOW.format(files=_arguments(files)).encode()}


def main_label(node: Node) -> str:
    """The label that says most of what a node is."""

    def place(label: str) -> tuple[int, bool, str]:
        return _ORDER.index(label) if label in _ORDER else len(_ORDER), label in _GENERAL, label

    return min(node.labels, key=place, default=THING)


def _nodes(nodes: Sequence[Node]) -> bytes:
    by_name: dict[str, list[Any]] = {}
    for node in nodes:
        for name, value in node.properties:
            by_name.setdefault(name, []).append(value)
    types = {name: kinds(values) for name, values in sorted(by_name.items())}
    header = ["iri:ID", "name:string", *(f"{name}:{_type(kind)}" for name, kind in types.items()), ":LABEL"]
    return _csv(header, (_row(node, types) for node in nodes))


def _type(kind: str) -> str:
    return TYPES[kind.removesuffix("[]")] + ("[]" if kind.endswith("[]") else "")


def _row(node: Node, types: Mapping[str, str]) -> Iterator[str]:
    properties = dict(node.properties)
    yield node.iri
    yield node.name
    for name, kind in types.items():
        yield _cell(properties.get(name), several=kind.endswith("[]"))
    yield ARRAY.join((*node.labels, THING))


def _cell(value: Any, *, several: bool) -> str:  # noqa: ANN401 - a scalar, several, or none
    if value is None:
        return ""
    parts = value if isinstance(value, tuple) else (value,)
    written = [str(part).lower() if isinstance(part, bool) else str(part) for part in parts]
    return ARRAY.join(text.replace(ARRAY, "；") for text in written) if several else written[0]


def _csv(header: Sequence[str], rows: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def _arguments(files: Iterable[str]) -> str:
    options = {"nodes": "--nodes", "edges": "--relationships"}
    return " \\\n  ".join(f"{options[name.partition('-')[0]]}={name}" for name in files)


def cypher(graph: PropertyGraph) -> bytes:
    """A script that makes the graph; running it again changes nothing."""
    text = [f"CREATE CONSTRAINT quanze_iri IF NOT EXISTS FOR (n:{THING}) REQUIRE n.iri IS UNIQUE;\n"]
    for labels, nodes in groupby(
        sorted(graph.nodes, key=lambda node: (node.labels, node.iri)), lambda node: node.labels
    ):
        rows = [{"iri": node.iri, "properties": {"name": node.name, **dict(node.properties)}} for node in nodes]
        marks = "".join(f":{_quoted(label)}" for label in labels)
        labelled = f" SET n{marks}" if marks else ""
        text += _batches(rows, f"MERGE (n:{THING} {{iri: row.iri}}) SET n += row.properties{labelled}")
    by_relation = sorted(graph.edges, key=lambda edge: (edge.relation, edge))
    for relation, edges in groupby(by_relation, lambda edge: edge.relation):
        rows = [{"source": edge.source, "target": edge.target} for edge in edges]
        ends = f"MATCH (a:{THING} {{iri: row.source}}), (b:{THING} {{iri: row.target}})"
        text += _batches(rows, f"{ends} MERGE (a)-[:{_quoted(relation)}]->(b)")
    return "".join(text).encode()


def _batches(rows: Sequence[Mapping[str, Any]], then: str) -> Iterator[str]:
    for start in range(0, len(rows), BATCH):
        written = ",\n  ".join(map(_literal, rows[start : start + BATCH]))
        yield f"UNWIND [\n  {written}\n] AS row {then};\n"


def _literal(value: Any) -> str:  # noqa: ANN401 - what a property holds, and maps and lists of it
    """A value as Cypher writes it: strings and numbers as JSON does, keys bare or in backticks."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_quoted(key)}: {_literal(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_literal, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _quoted(name: str) -> str:
    return name if name.isascii() and name.isidentifier() else "`" + name.replace("`", "``") + "`"
