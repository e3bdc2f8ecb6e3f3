"""Every form of the export, read back by the tool it is for."""

import csv
import io
import json
import re
import sys
from dataclasses import replace

import kglite
import networkx as nx
import pyarrow as pa
import pytest
import spacy
from lxml import etree
from openpyxl import load_workbook
from pyarrow import parquet
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse
from rdflib import Dataset, Graph
from spacy.tokens import DocBin
from typer.testing import CliRunner

import kg
from kg.asking import questions
from kg.cli.main import app
from kg.graph.projections import PROJECTIONS
from kg.graph.store import quad_lines, writable
from kg.output import csv_tables, neo4j, networks, rdf, tabular
from kg.output.export import FOLDERS, ExportFormat, name
from kg.output.frames import column, declared
from kg.output.property_graph import Edge, Node, PropertyGraph, kinds, property_graph, relation
from tests.building import build

FIELD = re.compile(r"(iri:ID|:LABEL|:START_ID|:END_ID|:TYPE|\w+:(string|long|double|boolean)(\[\])?)")
READ = {"long": int, "double": float, "boolean": {"true": True, "false": False}.__getitem__, "string": str}
HOSTILE = '=cmd|"/c calc"!A1\x0b;,\n"'


@pytest.fixture(scope="module")
def little_folder(tmp_path_factory, small):
    """The build of a list of two rows: enough to be read by slow tools."""
    return build([small], tmp_path_factory.mktemp("little") / "exports").out


@pytest.fixture(scope="module")
def little(little_folder):
    return kg.open(little_folder)


@pytest.fixture(scope="module")
def property_nodes(graph):
    return property_graph(graph.store)


def run(*arguments):
    return CliRunner().invoke(app, ["export", *map(str, arguments)])


# RDF


@pytest.mark.parametrize(("form", "parser"), [("ttl", "turtle"), ("nt", "nt"), ("xml", "xml")])
def test_rdflib_reads_the_merge(little, form, parser):
    content = rdf.rdf(little.store, form, little.prefixes)
    merge = sum(1 for _ in little.store.quads_for_pattern(None, None, None, DefaultGraph()))
    assert len(Graph().parse(data=content, format=parser)) == merge


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # its own parsers use what it gives up
@pytest.mark.parametrize(("form", "parser"), [("nq", "nquads"), ("trig", "trig")])
def test_rdflib_reads_the_named_graphs(little, form, parser):
    read = Dataset()
    read.parse(data=rdf.rdf(little.store, form, little.prefixes), format=parser)
    assert len(list(read.quads())) == len(quad_lines(little.store))
    assert {str(graph.identifier) for graph in read.graphs()} > {graph.value for graph in little.store.named_graphs()}


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_a_plain_graph_of_rdflib_reads_the_whole_of_the_jsonld(little):
    read = Graph().parse(data=rdf.rdf(little.store, "jsonld", little.prefixes), format="json-ld")
    assert len(read) == len({quad.triple for quad in little.store})


@pytest.mark.parametrize("form", rdf.FORMS)
def test_every_form_says_the_same_of_the_bundled_lists(graph, exports, form):
    content = rdf.rdf(graph.store, form, graph.prefixes)
    formats = {
        "ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "nq": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG,
        "jsonld": RdfFormat.JSON_LD, "xml": RdfFormat.RDF_XML,
    }  # fmt: skip
    expected = set(parse(path=str(exports / "graph.nq")))
    found = set(parse(content, format=formats[form]))
    if form in {"nq", "trig"}:
        assert found == expected
    else:
        assert {quad.triple for quad in found} == {quad.triple for quad in expected}


@pytest.mark.parametrize("form", rdf.FORMS)
def test_ascii_iris(little, form):
    content = rdf.rdf(little.store, form, little.prefixes, ascii_iris=True).decode()
    assert "law/中华" not in content
    assert "law:中华" not in content
    assert "%E4%B8%AD%E5%8D%8E%E4%BA%BA%E6%B0%91%E5%85%B1%E5%92%8C%E5%9B%BD%E5%8A%B3%E5%8A%A8%E6%B3%95" in content
    assert "劳动合同法" in content, "text stays as it is"


def test_ascii_iris_lose_nothing(little):
    plain = rdf.rdf(little.store, "nq", little.prefixes)
    ascii_only = rdf.rdf(little.store, "nq", little.prefixes, ascii_iris=True)
    assert ascii_only.count(b"\n") == plain.count(b"\n")
    for quad in parse(ascii_only, RdfFormat.N_QUADS):
        assert all(term.value.isascii() for term in quad if isinstance(term, NamedNode))


def test_text_that_xml_cannot_hold_keeps_its_positions():
    store, node = writable(), NamedNode("http://e/x")
    for text in (Literal("甲\x0b乙\r\n丙\r", language="zh"), Literal("\x01"), Literal("x")):
        store.add(Quad(node, node, text))
    read = Graph().parse(data=rdf.rdf(store, "xml", {"e": "http://e/"}), format="xml")
    assert {(str(value), value.language) for value in read.objects()} == {
        ("甲\ufffd乙 \n丙\n", "zh"),
        ("\ufffd", None),
        ("x", None),
    }


# Tables


def typed(graph):
    return [tabular.typed(table) for table in csv_tables.tables(graph.store, graph.prefixes)]


def test_a_workbook_has_a_sheet_a_table_and_one_that_explains(graph):
    held = typed(graph)
    book = load_workbook(io.BytesIO(tabular.one_workbook(held)))
    titles = [one.title for one in held if one.name != "items"]
    assert book.sheetnames == ["权责事项", *titles, "说明", "字段说明"]
    items = book["权责事项"]
    header = [cell.value for cell in items[1]]
    codes = items[2][header.index("编码")]
    assert (codes.data_type, len(codes.value)) == ("s", 31)
    assert items.freeze_panes == "A2"
    assert items.auto_filter.ref.startswith("A1:")
    assert items.max_row == len(graph.items) + 1
    upper = header = [cell.value for cell in book["法律责任"][1]]
    numbers = {
        cell.data_type
        for (cell,) in book["法律责任"].iter_rows(2, None, upper.index("上限") + 1, upper.index("上限") + 1)
    }
    assert numbers == {"n"}


def test_the_types_of_a_table_do_not_depend_on_its_rows(graph):
    for table in csv_tables.tables(graph.store, graph.prefixes):
        assert tabular.typed(replace(table, rows=())).kinds == tabular.typed(table).kinds, table.name


def test_the_types_of_an_answer_do_not_depend_on_its_rows(graph):
    for question in questions.bundled():
        answer = graph.ask(question.name)
        rows = list(answer.terms())
        assert question.types.keys() <= set(answer.columns), question.name
        for number, variable in enumerate(answer.columns):
            kind = declared(answer.types, variable)
            assert column([], kind)[0] == column((row[number] for row in rows), kind)[0], (question.name, variable)


def hostile_table():
    values = ((HOSTILE, "007", "文" * 40_000, None), (1, 10**18, None, 3))
    return tabular.TypedTable("t", "表", "?", ("文字", "数"), ("text", "integer"), values)


def test_hostile_text_is_text_in_a_workbook():
    sheet = load_workbook(io.BytesIO(tabular.one_workbook([hostile_table()])))["表"]
    cells = list(sheet.iter_rows(2, None, 1, 2))
    assert [row[0].data_type for row in cells[:3]] == ["s"] * 3
    assert cells[0][0].value == HOSTILE.replace("\x0b", "")
    assert cells[1][0].value == "007"
    assert cells[1][1].value == str(10**18)
    assert len(cells[2][0].value) == 32_767
    assert cells[3][0].value is None


def test_csv_for_people_and_for_programs(graph):
    asked = csv_tables.tables(graph.store, graph.prefixes)
    people, programs = csv_tables.csv_files(asked), csv_tables.csv_files(asked, bom=False)
    assert {table.name + ".csv" for table in asked} == people.keys()
    for file, content in people.items():
        assert content == b"\xef\xbb\xbf" + programs[file]
        rows = list(csv.reader(io.StringIO(programs[file].decode(), newline="")))
        assert len({len(row) for row in rows}) == 1


def test_the_csv_of_an_export_is_that_of_the_build(exports, tmp_path):
    assert run("--to", "csv", "-g", exports, "-o", tmp_path / "tables").exit_code == 0
    for file in sorted((tmp_path / "tables").iterdir()):
        assert file.read_bytes().removeprefix(b"\xef\xbb\xbf") == (exports / file.name).read_bytes()[3:]


def test_pyarrow_reads_typed_columns(graph, property_nodes):
    files = tabular.parquet(typed(graph), property_nodes)
    read = {file: parquet.read_table(io.BytesIO(content)) for file, content in files.items()}
    assert read["items.parquet"].schema.field("行号").type == pa.int64()
    assert read["sanctions.parquet"].schema.field("上限").type == pa.float64()
    assert read["items.parquet"]["编码"].to_pylist() == graph.items["编码"].tolist()
    nodes, edges = read["nodes.parquet"], read["edges.parquet"]
    known = set(nodes["id"].to_pylist())
    assert len(known) == nodes.num_rows == len(property_nodes.nodes)
    assert set(edges["source"].to_pylist()) | set(edges["target"].to_pylist()) <= known
    assert all(isinstance(json.loads(text), dict) for text in nodes["properties"].to_pylist())


def test_hostile_text_in_parquet():
    content = tabular.parquet([hostile_table()], PropertyGraph((), ()))["t.parquet"]
    assert parquet.read_table(io.BytesIO(content))["文字"].to_pylist()[:2] == [HOSTILE.replace("\x0b", ""), "007"]


# Networks


@pytest.mark.parametrize("form", networks.FORMS)
@pytest.mark.parametrize("kind", ["items", "item-document", "unit-unit", "document-citation"])
def test_networkx_reads_it_back(graph, form, kind):
    expected = graph.network(kind)
    content = networks.write(graph.store, form, kind)
    read = (nx.read_graphml if form == "graphml" else nx.read_gexf)(io.BytesIO(content))
    if form == "graphml":  # whose ids may not hold a slash
        read = nx.relabel_nodes(read, nx.get_node_attributes(read, "iri"))
    assert set(read) == set(expected)
    assert read.number_of_edges() == expected.number_of_edges()
    assert {label for _, label in read.nodes(data="label")} == {label for _, label in expected.nodes(data="label")}
    if kind in PROJECTIONS:
        for a, b, weight in expected.edges(data="weight"):
            assert read.edges[a, b]["weight"] == weight


def test_networks_are_as_their_schemas_ask(graph):
    gexf = etree.fromstring(networks.write(graph.store, "gexf", "item-document"))
    assert "name" not in gexf.find("{*}graph").attrib
    for node in gexf.iter("{*}node"):
        assert etree.QName(node[0]).localname == "attvalues"
    graphml = etree.fromstring(networks.write(graph.store, "graphml", "item-document"))
    ends = {edge.get(end) for edge in graphml.iter("{*}edge") for end in ("source", "target")}
    ids = [node.get("id") for node in graphml.iter("{*}node")]
    assert ends <= set(ids)
    assert all(re.fullmatch(r"[\w.:-]+", name) for name in ids)


def test_a_gexf_has_colours_places_and_no_day(graph):
    content = networks.write(graph.store, "gexf", "document-document")
    assert b"lastmodifieddate" not in content
    read = nx.read_gexf(io.BytesIO(content))
    places = {tuple(held["viz"]["position"].items()) for _, held in read.nodes(data=True)}
    assert len(places) == len(read)
    assert content == networks.write(graph.store, "gexf", "document-document")


def test_the_whole_graph_is_a_network_too(little):
    for form in networks.FORMS:
        content = networks.write(little.store, form, "all")
        read = (nx.read_graphml if form == "graphml" else nx.read_gexf)(io.BytesIO(content))
        assert read.number_of_edges() == little.network("all").number_of_edges()


def test_what_networkx_cannot_hold_is_made_fit():
    graph = nx.MultiDiGraph(kind=None)
    graph.add_node("a\x00", label=None, kind="item", list=["甲", None], text="\x0b\ud800乙")
    graph.add_edge("a\x00", "b", key="same", relation="r")
    graph.add_edge("b", "a\x00", key="same", relation="r")
    made = networks.clean(graph)
    for write, read in ((nx.write_graphml_xml, nx.read_graphml), (nx.write_gexf, nx.read_gexf)):
        file = io.BytesIO()
        write(made, file)
        file.seek(0)
        back = read(file)
        assert back.nodes["a"]["list"] == "甲"
        assert back.nodes["a"]["text"] == "乙"
        assert back.number_of_edges() == 2
    assert len({key for *_, key in made.edges(keys=True)}) == 2


# Neo4j


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


# The command


@pytest.mark.parametrize("form", ExportFormat)
def test_every_form_is_written(little_folder, tmp_path, form):
    target = tmp_path / "new" / name(form, "items")
    done = run("--to", form, "-g", little_folder, "-o", target)
    assert done.exit_code == 0, done.stderr
    assert target.is_dir() == (form in FOLDERS)
    assert not [path for path in target.parent.iterdir() if path != target]
    assert run("--to", form, "-g", little_folder, "-o", target).exit_code == 0, "again, in its place"


def test_the_page_is_that_of_the_build(little_folder):
    done = run("--to", "html", "-g", little_folder, "-o", "-")
    assert done.stdout_bytes == (little_folder / "graph.html").read_bytes()


def test_without_a_page_one_line_says_so(little_folder, tmp_path):
    (tmp_path / "store").symlink_to(little_folder / "store")
    done = run("--to", "html", "-g", tmp_path)
    assert done.exit_code == 2
    assert "graph.html" in done.stderr


def test_a_file_to_stdout(little_folder):
    done = run("--to", "gexf", "-g", little_folder, "--network", "unit-document", "-o", "-")
    assert nx.read_gexf(io.BytesIO(done.stdout_bytes)).number_of_edges() == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--to", "neo4j", "-o", "-"], "文件夹"),
        (["--to", "gexf", "--network", "everything", "-o", "-"], "item-document"),
        (["--to", "docx"], "docx"),
    ],
)
def test_what_cannot_be_is_said(little_folder, arguments, said):
    done = run(*arguments, "-g", little_folder)
    assert done.exit_code == 2
    assert said in done.stderr


def test_files_of_others_are_not_touched(little_folder, tmp_path):
    (tmp_path / "我的.docx").write_bytes(b"mine")
    done = run("--to", "csv", "-g", little_folder, "-o", tmp_path)
    assert (done.exit_code, [path.name for path in tmp_path.iterdir()]) == (2, ["我的.docx"])
    assert run("--to", "nt", "-g", little_folder, "-o", tmp_path).exit_code == 2


@pytest.mark.parametrize(("form", "library"), [("xlsx", "xlsxwriter"), ("parquet", "pyarrow")])
def test_a_missing_library_names_its_extra(little_folder, tmp_path, monkeypatch, form, library):
    monkeypatch.setitem(sys.modules, library, None)
    done = run("--to", form, "-g", little_folder, "-o", tmp_path / "x")
    assert done.exit_code == 2
    assert 'pip install "quanze[export]"' in done.stderr


def test_spacy_trains_on_what_is_exported(exports, tmp_path):
    assert run("--to", "spacy", "-g", exports, "-o", tmp_path / "spans").exit_code == 0
    nlp = spacy.blank("zh")
    train, dev = (
        {doc.text: doc for doc in DocBin().from_disk(tmp_path / "spans" / name).get_docs(nlp.vocab)}
        for name in ("train.spacy", "dev.spacy")
    )
    assert not train.keys() & dev.keys()
    assert 0.1 < len(dev) / (len(dev) + len(train)) < 0.35
    assert all(doc.ents or any(doc.spans.values()) for doc in (*train.values(), *dev.values()))


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
