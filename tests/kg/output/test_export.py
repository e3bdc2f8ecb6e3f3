"""Tables of the export, read back by the tool they are for, and the command."""

import csv
import hashlib
import io
import json
import sys
from dataclasses import replace
from importlib.metadata import version

import networkx as nx
import pyarrow as pa
import pytest
import spacy
from openpyxl import load_workbook
from pyarrow import parquet
from spacy.tokens import DocBin

from kg.asking import questions
from kg.output import csv_tables, tabular
from kg.output.export import BESIDE, FOLDERS, ExportFormat, name
from kg.output.frames import column, declared
from kg.output.property_graph import PropertyGraph
from tests.kg.output.exporting import HOSTILE, run


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
    for file in sorted((tmp_path / "tables").glob("*.csv")):
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


@pytest.mark.parametrize("form", ExportFormat)
def test_every_form_is_written(little_folder, tmp_path, form):
    target = tmp_path / "new" / name(form, "items")
    done = run("--to", form, "-g", little_folder, "-o", target)
    assert done.exit_code == 0, done.stderr
    assert target.is_dir() == (form in FOLDERS)
    beside = {f"{target.name}.PROVENANCE.json"} if form in BESIDE else set()
    assert {path.name for path in target.parent.iterdir()} == {target.name, *beside}
    for name_beside in beside:
        digest = hashlib.sha256((little_folder / "MANIFEST.json").read_bytes()).hexdigest()
        known = json.loads((target.parent / name_beside).read_text(encoding="utf-8"))
        assert known == {"program": "quanze", "version": version("quanze"), "manifest_sha256": digest, "part": "no"}
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
