import csv
import errno
import fnmatch
import gzip
import io
import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, RdfFormat, parse
from typer.testing import CliRunner

import kg
import tests.building
from extract.assemble import extract
from extract.reading import files, paged
from extract.reading.header_words import PRINTED
from extract.reading.limits import DEFAULT
from extract.reading.reader import read
from kg import resources
from kg.asking.stats import stats
from kg.asking.trouble_list import troubles
from kg.audit import findings_file, registry
from kg.audit.check import check, view
from kg.builds import build as building
from kg.builds import graph_lines, writing
from kg.builds.manifest import fingerprint
from kg.builds.outputs import chosen
from kg.builds.parts import list_audit, part
from kg.cli.main import app
from kg.errors import Problem
from kg.graph import builder, serialise
from kg.graph.store import quad_lines, read_only
from kg.graph.things.evidence import place
from kg.output import csv_tables
from kg.output.sanitise import spreadsheet
from tests.building import build

FILES = {
    "MANIFEST.json", "README.zh.md", "cells.csv", "citations.csv", "documents.csv", "findings.jsonl", "graph.html", "graph.jsonld", "graph.nq",
    "graph.ttl", "grounds.csv", "indicators.csv", "items.csv", "provisions.csv", "responsibilities.csv", "sanctions.csv",
    "search.tsv", "parts", "stages.csv", "store", "void.ttl",
}  # fmt: skip
COUNTS = {
    "lists": 2, "rows": 137, "items": 151, "items.single": 73, "items.main": 14, "items.sub": 64,
    "units.spellings": 20, "responsibilities": 16, "tasks": 25, "boundaries": 3, "shares": 9, "services": 3,
    "regimes": 8,
}  # fmt: skip


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def manifest(folder):
    return json.loads((folder / "MANIFEST.json").read_text(encoding="utf-8"))


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_everything_is_there(exports):
    assert {path.name for path in exports.iterdir()} == FILES


@pytest.mark.parametrize(("key", "count"), COUNTS.items())
def test_counts(built, key, count):
    assert {statistic.key: statistic.count for statistic in built.statistics}[key] == count


def test_a_second_run_is_the_same_to_the_byte(exports, tmp_path):
    again = build(resources.bundled_lists(), tmp_path / "again").out
    assert contents(again) == contents(exports)


def test_every_row_is_understood_once_and_reported_as_it_is_read_and_written(tmp_path, monkeypatch):
    (path,) = (path for path in resources.bundled_lists() if "power" in path.name)
    lines, reports = [], []

    def counting(row):
        lines.append(row.line)
        return extract(row)

    monkeypatch.setattr("extract.assemble.extract", counting)
    monkeypatch.setattr(list_audit, "MANY", 137)
    build([path], tmp_path / "out", report=lambda what, done, total: reports.append((what, done, total)))
    assert len(lines) == len(set(lines)) == COUNTS["rows"]
    assert [report[1:] for report in reports if report[0] == path.stem] == [(done, 137) for done in range(138)]
    assert reports[-1] == ("写入", 8, 8)


def test_the_forms_say_the_same(exports):
    quads = set(parse(path=str(exports / "graph.nq")))
    triples = {quad.triple for quad in quads}
    found = set(parse(path=str(exports / "graph.jsonld"), format=RdfFormat.JSON_LD))
    assert {quad.triple for quad in found} == triples
    assert {quad.graph_name for quad in found} == {DefaultGraph()}
    assert {quad.triple for quad in parse(path=str(exports / "graph.ttl"))} == triples
    store = read_only(exports / "store")
    assert {quad.triple for quad in store.quads_for_pattern(None, None, None, DefaultGraph())} == triples
    assert set(parse(b"".join(quad_lines(store)), RdfFormat.N_QUADS)) == quads


def test_one_named_graph_a_list_one_for_what_they_share_and_one_for_the_vocabulary(exports):
    names = [name.rpartition("/")[2] for name in manifest(exports)["graphs"]]
    registers = [name for name in names if name.startswith("documents.csv")]
    lists = ["jinchang-hrss-power-list", "jize-hrss-responsibility-list"]
    assert names == ["def", "accountability", "audit", *lists, *registers, "shared"]
    assert registers


def test_the_manifest_names_what_was_read_and_written(exports):
    said = manifest(exports)
    for path, found in zip(resources.bundled_lists(), said["inputs"], strict=True):
        assert (found["name"], found["sha256"]) == (path.name, fingerprint(path)["sha256"])
    assert set(said["files"]) == FILES - {"store", "parts", "MANIFEST.json"}
    for name, known in said["files"].items():
        assert known == fingerprint(exports / name)
    assert said["versions"]["quanze"]
    assert "created" not in said


def test_a_time_only_where_one_is_given(tmp_path, monkeypatch, small):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    out = build([small], tmp_path / "out").out
    assert manifest(out)["created"] == "1970-01-02T00:00:00+00:00"


def test_every_quote_is_what_stands_in_its_cell(graph):
    found = graph.query("""SELECT ?span ?text ?quote WHERE { ?span oa:hasSource/qz:text ?text .
        { ?span oa:exact ?quote } UNION { ?fact qz:evidence ?span ; qz:order ?order ; dct:description ?quote }
        UNION { ?fact qz:conditionEvidence ?span ; qz:condition ?quote } }""")
    assert len(found) > 2000
    for row in found:
        _, start, end = place(row["span"])
        assert row["text"][start:end] == row["quote"]


def test_tables_have_a_line_for_each_thing(exports, built):
    counts = {statistic.key: statistic.count for statistic in built.statistics}
    items = rows(exports / "items.csv")
    assert len(items) == counts["items"]
    assert [row["行号"] for row in items if row["行号"]] == [str(number) for number in range(1, 138)]
    assert all(len(row["编码"]) == 31 for row in items)
    assert len({row["标识"] for row in rows(exports / "citations.csv")}) == counts["citations"]
    assert len({row["标识"] for row in rows(exports / "sanctions.csv")}) == counts["sanctions"]


def test_codes_of_the_vocabulary_have_names(built):
    for statistic in built.statistics:
        if statistic.key.count(".") == 2:
            assert statistic.key.rpartition(".")[2] not in statistic.label, statistic


def test_another_base(tmp_path, small):
    here = build([small], tmp_path / "here").out
    there = build([small], tmp_path / "there", base="https://example.org/lists/").out
    text = (there / "graph.nq").read_text(encoding="utf-8")
    assert "https://w3id.org/quanze/id/" not in text
    assert "<https://example.org/lists/id/power/" in text
    assert manifest(there)["counts"] == manifest(here)["counts"]
    assert kg.open(there).query("ASK { ?list a qz:PowerList FILTER (STRSTARTS(STR(?list), STR(list:))) }") == [
        {"answer": True}
    ]


@pytest.fixture
def old(exports, tmp_path):
    """A good build of an earlier day, with a README."""
    folder = tmp_path / "exports"
    shutil.copytree(exports, folder)
    (folder / "README.md").write_text("说明", encoding="utf-8")
    return folder


def test_a_build_takes_the_place_of_the_last_one(old, small):
    before = contents(old)
    build([small], old)
    after = contents(old)
    assert after.keys() == before.keys()
    assert after["README.md"] == before["README.md"]
    assert after["graph.nq"] != before["graph.nq"]
    assert [path.name for path in old.parent.iterdir()] == ["exports"]


FULL = OSError(errno.ENOSPC, "No space left on device")
FAILURES = [(step, FULL) for step in ("fill", "pages", "write_tables", "gather", "card", "written")]
FAILURES += [("pages", PermissionError(errno.EACCES, "no")), ("pages", RuntimeError()), ("pages", KeyboardInterrupt())]


@pytest.mark.parametrize(("step", "failure"), FAILURES)
def test_the_last_good_build_survives_any_failure(old, small, monkeypatch, step, failure):
    before = contents(old)

    def fail(*_args, **_options):
        raise failure

    module = {"pages": tests.building, "gather": building}.get(step, writing)
    monkeypatch.setattr(module, step, fail)
    with pytest.raises((Problem, RuntimeError, KeyboardInterrupt)):
        build([small], old)
    assert contents(old) == before
    assert len(read_only(old / "store")) > 0
    assert [path.name for path in old.parent.iterdir()] == ["exports"]


def test_a_folder_with_files_of_others_is_refused(old, small):
    (old / "我的笔记.docx").write_bytes(b"mine")
    before = contents(old)
    with pytest.raises(Problem, match="我的笔记"):
        build([small], old)
    assert contents(old) == before


@pytest.mark.parametrize("text", ["", "[]", '{"generator": "other", "files": {"a": 1}}', '{"files": {}}'])
def test_a_manifest_of_others_makes_nothing_ours(tmp_path, text, small):
    (tmp_path / "MANIFEST.json").write_text(text, encoding="utf-8")
    assert building.ours(tmp_path) == frozenset()
    with pytest.raises(Problem, match="MANIFEST"):
        build([small], tmp_path)


def test_one_file_given_twice_is_read_once(tmp_path, monkeypatch, small):
    monkeypatch.chdir(small.parent)
    built = build([small, Path(small.name)], tmp_path / "out")
    assert len(built.intake.listings) == 1


def test_two_files_of_one_name_are_refused(tmp_path, small):
    shutil.copy(small, tmp_path)
    with pytest.raises(Problem, match="同名"):
        build([small, tmp_path / small.name], tmp_path / "out")


def test_a_large_graph_is_built_as_a_small_one_but_for_the_forms_that_need_it_whole(exports, tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "SMALL", 0)
    monkeypatch.setattr(graph_lines, "BATCH", 1000)
    out = build(resources.bundled_lists(), tmp_path / "out").out
    large, small = contents(out), contents(exports)
    left_out = {"graph.ttl", "graph.jsonld"}
    assert set(small) - set(large) == left_out | {"graph.nq"}
    assert gzip.decompress((out / "graph.nq.gz").read_bytes()) == (exports / "graph.nq").read_bytes()
    more = set(large) - set(small) - {"graph.nq.gz"}
    assert {name.replace(".parquet", ".csv") for name in more} == set(fnmatch.filter(small, "*.csv"))
    manifest = json.loads((out / "MANIFEST.json").read_text(encoding="utf-8"))
    assert manifest["left_out"] == {name: f"quanze export --to {name[6:]}" for name in left_out}
    told_apart = {"MANIFEST.json", "README.zh.md", "void.ttl"}  # they list the files
    assert {name: large[name] for name in set(large) & set(small) - told_apart} == {
        name: small[name] for name in small if name not in told_apart | left_out | {"graph.nq"}
    }
    assert set(read_only(out / "store")) == set(read_only(exports / "store"))


def test_a_list_of_more_rows_than_are_looked_at_together_is_built_row_by_row(exports, tmp_path, monkeypatch):
    for module, name, value in (
        (list_audit, "ACROSS", 20), (writing, "ACROSS", 20), (list_audit, "_BLOCK", 7), (builder, "MOST_RECENT", 3),
        (paged, "LONG", 10), (paged, "PAGE", 4), (files, "LONG", 0), (part, "AT_HAND", 100),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, value)
    out = build(resources.bundled_lists(), tmp_path / "out").out
    assert lines_without_findings(out) == lines_without_findings(exports)
    small, long = contents(exports), contents(out)
    tables = [name for name in small if name.endswith((".csv", ".tsv"))]
    assert {name: long[name] for name in tables} == {name: small[name] for name in tables}

    (power,) = (path.stem for path in resources.bundled_lists() if "power" in path.name)
    rules = {rule.code: rule for rule in registry.every_rule()}
    across = {code for code, rule in rules.items() if rule.across or rule.every_list}
    of_lists = {code for code, rule in rules.items() if rule.each_list}
    expected = [
        finding
        for finding in findings_file.read(exports)
        if finding.code not in across and not (finding.place.list == power and finding.code in of_lists)
    ]
    assert any(finding.place.list == power for finding in expected)
    assert findings_file.read(out) == tuple(expected)
    manifest = json.loads((out / "MANIFEST.json").read_text(encoding="utf-8"))
    assert manifest["rules_left_out"] == sorted(across | of_lists)


def lines_without_findings(out):
    lines = (out / "graph.nq").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.endswith("/id/audit> .")]


def test_the_graph_is_parsed_once(small, tmp_path, monkeypatch):
    parsed = []
    monkeypatch.setattr(serialise, "parse", lambda *args: parsed.append(args) or parse(*args))
    build([small], tmp_path / "out")
    assert len(parsed) == 1


def test_tables_are_what_their_questions_find(exports, graph):
    for asked in csv_tables.tables(graph.store, graph.prefixes):
        written = rows(exports / f"{asked.name}.csv")
        answer = csv_tables.csv_files([asked])[f"{asked.name}.csv"].decode("utf-8-sig")
        found = list(csv.DictReader(io.StringIO(answer, newline="")))
        assert sorted(map(_levelled, written)) == sorted(map(_levelled, found)), asked.name


def _levelled(row):
    """A row whose joined values are in order: a question joins them in an order of its own."""
    return [(name, sorted(value.split("、"))) for name, value in row.items()]


def test_statistics_are_what_queries_count(built, graph):
    assert built.statistics == stats(graph.store, graph.prefixes)


def test_troubles_are_what_a_query_finds(built, graph):
    assert built.troubles == troubles(graph.store, graph.prefixes)


def test_findings_of_lists_that_pass_are_those_of_all_lists_at_once(exports):
    listings = [read(path) for path in resources.bundled_lists()]
    assert findings_file.read(exports) == check(view(listings))


def test_several_processes_write_the_same_bytes(exports, tmp_path):
    out = build(resources.bundled_lists(), tmp_path / "out", jobs=2, words=PRINTED, limits=DEFAULT).out
    assert contents(out) == contents(exports)
    assert {path.name for path in (out / "parts").iterdir()} == {path.name for path in (exports / "parts").iterdir()}


def test_the_command_reads_with_several_processes(tmp_path):
    answer = CliRunner().invoke(app, ["build", "-o", str(tmp_path / "out"), "--jobs", "2", "--only", "nq", "-q"])
    assert answer.exit_code in {0, 1}, answer.output
    assert (tmp_path / "out" / "graph.nq").stat().st_size


def test_only_what_is_asked_for_is_written(small, tmp_path):
    whole = build([small], tmp_path / "whole").out
    out = build([small], tmp_path / "out", only=chosen(["nq,csv", "parquet"])).out
    assert {path.suffix for path in out.iterdir()} == {".nq", ".csv", ".parquet", ".json"}
    for path in out.glob("*.csv"):
        assert path.read_bytes() == (whole / path.name).read_bytes()
    lacking = manifest(out)["left_out"]
    assert lacking["store"] == lacking["graph.ttl"].replace("ttl", "store") == "quanze build --only store"
    assert "graph.nq" not in lacking


def test_parquet_holds_what_csv_holds(exports, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    out = build(resources.bundled_lists(), tmp_path / "out", only=chosen(["parquet"])).out
    for path in sorted(exports.glob("*.csv")):
        table = parquet.read_table(out / f"{path.stem}.parquet")
        types = csv_tables.questions()[path.stem].types
        written = rows(path)
        assert table.num_rows == len(written)
        for name in table.column_names:
            values = [value if value is not None else "" for value in table.column(name).to_pylist()]
            if name in types:
                read = date.fromisoformat if types[name] == "date" else float
                assert values == [read(row[name]) if row[name] else "" for row in written], name
            else:
                assert [spreadsheet(value) for value in values] == [row[name] for row in written], name


def test_an_unknown_output_is_refused():
    with pytest.raises(Problem, match="--only xml"):
        chosen(["nq,xml"])
