"""The property graph for Neo4j: files for its importer, a script for its engine."""

import csv
import io
import json
import re

import kglite
import pytest

from kg.output import neo4j
from kg.output.property_graph import Edge, Node, PropertyGraph, kinds, property_graph, relation

FIELD = re.compile(r"(iri:ID|:LABEL|:START_ID|:END_ID|:TYPE|\w+:(string|long|double|boolean)(\[\])?)")
READ = {"long": int, "double": float, "boolean": {"true": True, "false": False}.__getitem__, "string": str}


def check_import(files):
    """What ``neo4j-admin database import full`` asks of its files; the IRIs of nodes come back."""
    nodes, ends = {}, set()
    for file, content in files.items():
        if not file.endswith(".csv"):
            continue
        header, *rows = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
        assert all(map(FIELD.fullmatch, header)), header
        assert len(set(header)) == len(header)
        assert all(len(row) == len(header) for row in rows)
        assert "\x00" not in content.decode()
        for row in rows:
            for field, value in zip(header, row, strict=True):
                kind = field.partition(":")[2].removesuffix("[]")
                if kind in READ and value:
                    for part in value.split(";") if field.endswith("[]") else [value]:
                        READ[kind](part)
        if file.startswith("nodes-"):
            assert header[0] == "iri:ID"
            assert header[-1] == ":LABEL"
            for row in rows:
                assert row[0] not in nodes
                assert all(label.isidentifier() for label in row[-1].split(";"))
                nodes[row[0]] = row
        else:
            assert header == [":START_ID", ":END_ID", ":TYPE"]
            ends |= {end for row in rows for end in row[:2]}
            assert all(row[2].isidentifier() for row in rows)
    assert ends <= nodes.keys()
    return nodes


def test_the_importer_of_neo4j_takes_it(graph, property_nodes):
    files = neo4j.admin_import(property_nodes)
    nodes = check_import(files)
    assert len(nodes) == len(property_nodes.nodes)
    assert files["nodes-PowerItem.csv"].count(b";Thing\n") == len(graph.items)
    assert {"nodes-Citation.csv", "nodes-Pinpoint.csv", "edges-LEGAL_BASIS.csv"} <= files.keys()
    how = files["import.txt"].decode()
    assert all(f"={file}" in how for file in files if file.endswith(".csv"))


def hostile_graph():
    nodes = (
        Node("http://e/a", ("PowerItem",), "甲", (("altLabel", ("乙;丙", "丁")), ("label", '"\n\\;'), ("on", True))),
        Node("http://e/b", (), "乙", (("altLabel", "戊"), ("number", 1), ("share", 0.5))),
    )
    return PropertyGraph(nodes, (Edge("http://e/a", "LEGAL_BASIS", "http://e/b"),))


def test_values_that_part_or_break_lines_survive_the_importer():
    files = neo4j.admin_import(hostile_graph())
    nodes = check_import(files)
    assert nodes["http://e/a"] == ["http://e/a", "甲", "乙；丙;丁", '"\n\\;', "true", "PowerItem;Thing"]
    assert nodes["http://e/b"] == ["http://e/b", "乙", "戊", "1", "0.5", "Thing"]
    assert (
        files["nodes-PowerItem.csv"]
        .decode()
        .startswith("iri:ID,name:string,altLabel:string[],label:string,on:boolean,:LABEL\n")
    )


KEYS = re.compile(r'("(?:\\.|[^"\\])*")|(\w+)(?=: )')


def batches(script):
    """The rows of each UNWIND, keys put in quotes so that JSON reads what Cypher reads."""
    for text in re.findall(r"^UNWIND (\[\n.*?\n\]) AS row ([^\n]*);$", script, re.DOTALL | re.MULTILINE):
        yield json.loads(KEYS.sub(lambda found: found[1] or f'"{found[2]}"', text[0])), text[1]


@pytest.mark.parametrize("which", ["bundled", "hostile"])
def test_a_cypher_script_makes_every_node_and_edge(property_nodes, which):
    held = property_nodes if which == "bundled" else hostile_graph()
    script = neo4j.cypher(held).decode()
    found = list(batches(script))
    assert script.count(";\n") >= len(found) + 1
    nodes = {row["iri"]: row["properties"] for rows, then in found if then.startswith("MERGE (n:Thing") for row in rows}
    edges = [row for rows, then in found if then.startswith("MATCH") for row in rows]
    assert len(nodes) == len(held.nodes)
    assert len(edges) == len(held.edges)
    for node in held.nodes:
        assert nodes[node.iri] == {"name": node.name} | {
            key: list(one) if isinstance(one, tuple) else one for key, one in node.properties
        }


@pytest.mark.parametrize(
    ("values", "kind"),
    [([1, 2], "integer"), ([1, 0.5], "number"), ([True], "truth"), ([True, 1], "text"), (["a", ("b", "c")], "text[]")],
)
def test_kinds_of_properties(values, kind):
    assert kinds(values) == kind


@pytest.mark.parametrize(
    ("iri", "type_"),
    [
        ("https://w3id.org/quanze/def#legalBasis", "LEGAL_BASIS"),
        ("http://e/is_part_of", "IS_PART_OF"),
        ("http://e/kind", "KIND"),
    ],
)
def test_types_of_relationships(iri, type_):
    assert relation(iri) == type_


def test_a_cypher_engine_makes_the_graph_of_the_script(little):
    graph, made = property_graph(little.store), kglite.KnowledgeGraph()
    for _ in range(2):  # running it again changes nothing
        for statement in re.split(r";\n(?=UNWIND|$)", neo4j.cypher(graph).decode()):
            if statement.startswith("UNWIND"):
                made.cypher(statement)
    assert [row["n"] for row in made.cypher("MATCH (n:Thing) RETURN count(n) AS n")] == [len(graph.nodes)]
    assert [row["n"] for row in made.cypher("MATCH (a)-[r]->(b) RETURN count(r) AS n")] == [len(graph.edges)]
    names = {row["iri"]: row["name"] for row in made.cypher("MATCH (n:Thing) RETURN n.iri AS iri, n.name AS name")}
    assert names == {node.iri: node.name for node in graph.nodes}


@pytest.mark.parametrize(
    ("labels", "label"),
    [
        (("Aaa", "Sanction"), "Sanction"),
        (("Annotation", "Citation"), "Citation"),
        (("Entity", "Zzz"), "Zzz"),
        ((), "Thing"),
    ],
)
def test_the_label_that_names_the_file_is_that_of_a_kind_and_not_a_general_one(labels, label):
    assert neo4j.main_label(Node("http://a", labels, "甲")) == label


def test_properties_are_written_as_they_are_read():
    node = Node("http://a", ("PowerItem",), "甲", (("serial", 2), ("name", "甲许可")))
    assert node.json() == '{"name": "甲许可", "serial": 2}'
