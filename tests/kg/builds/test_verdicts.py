"""``quanze review``: from the page's file to the graph, and through a new build."""

import json

import pytest
from typer.testing import CliRunner

import kg
from kg.builds import writing
from kg.builds.outputs import chosen
from kg.cli.main import app
from kg.graph.store import read_only
from kg.graph.terms import BASE
from kg.page import pages
from kg.page.gather import gather
from kg.page.readings import hashes
from tests.building import build

MANIFEST = "MANIFEST.json"


@pytest.fixture
def out(small, tmp_path):
    return build([small], tmp_path / "out").out


def facts(out):
    return [row["f"] for row in kg.open(out).query("SELECT ?f { ?f a qz:Citation } ORDER BY ?f")]


def reviewed(tmp_path, who, *verdicts):
    path = tmp_path / f"{who}.jsonl"
    lines = [
        {"fact": fact, "verdict": verdict, "reviewer": who, "time": "2026-01-05T08:30:00Z", "note": "", "quote": "《》"}
        for fact, verdict in verdicts
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return str(path)


def run(*arguments):
    return CliRunner().invoke(app, ["review", *map(str, arguments)])


ASKED = """SELECT ?who ?fact { ?v a qz:Verdict ; oa:hasTarget ?fact ; prov:wasAttributedTo/rdfs:label ?who }
    ORDER BY ?who ?fact"""


def test_verdicts_are_merged_and_agreement_is_told(out, tmp_path):
    one, other = facts(out)[:2]
    zhang = reviewed(tmp_path, "张三", (one, "accept"), (other, "reject"))
    li = reviewed(tmp_path, "李四", (one, "accept"), (other, "accept"))
    told = run("merge", zhang, li, "-g", out)
    assert told.exit_code == 0, told.output
    assert "50.0%" in told.stdout
    assert "0.00" in told.stdout
    assert "4条" in told.stderr
    assert [row["who"] for row in kg.open(out).query(ASKED)] == ["张三", "张三", "李四", "李四"]
    assert run("show", "-g", out).stdout == told.stdout


def test_every_form_of_the_graph_has_them(out, tmp_path):
    assert run("merge", reviewed(tmp_path, "张三", (facts(out)[0], "flag")), "-g", out).exit_code == 0
    for name in ("graph.nq", "graph.ttl", "graph.jsonld", "graph.html", "reviews.jsonl"):
        assert "张三" in (out / name).read_text(encoding="utf-8"), name
    manifest = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    assert manifest["graphs"]["https://w3id.org/quanze/id/reviews"] == 8
    assert manifest["files"]["graph.nq"]["bytes"] == (out / "graph.nq").stat().st_size
    assert "reviews.jsonl" in manifest["files"]


def test_a_new_build_keeps_them(out, small, tmp_path):
    run("merge", reviewed(tmp_path, "张三", (facts(out)[0], "flag")), "-g", out)
    merged = (out / "graph.nq").read_bytes()
    rows = kg.open(out).query(ASKED)
    assert len(rows) == 1
    build([small], out)
    assert kg.open(out).query(ASKED) == rows
    assert (out / "graph.nq").read_bytes() == merged
    build([small], out)
    assert kg.open(out).query(ASKED) == rows


def test_what_is_merged_twice_is_there_once_and_the_latest_stands(out, tmp_path):
    fact = facts(out)[0]
    first = reviewed(tmp_path, "张三", (fact, "flag"))
    run("merge", first, "-g", out)
    run("merge", first, reviewed(tmp_path, "张三", (fact, "accept")), "-g", out)
    assert len(kg.open(out).query(ASKED)) == 1
    assert kg.open(out).query("SELECT ?b { ?v a qz:Verdict ; oa:hasBody ?b }")[0]["b"].endswith("accept")


def test_a_fact_that_is_not_there_is_told_and_its_verdict_kept(out, tmp_path):
    told = run("merge", reviewed(tmp_path, "张三", ("https://w3id.org/quanze/id/fact/gone", "flag")), "-g", out)
    assert told.exit_code == 0
    assert "其中1条所指的提取项已不在图谱中" in told.stderr
    assert len(kg.open(out).query(ASKED)) == 1


@pytest.mark.parametrize("arguments", [("merge",), ("merge", "none.jsonl"), ("show", "x.jsonl"), ("burn",)])
def test_what_cannot_be_done_is_said(out, arguments):
    before = (out / "graph.nq").read_bytes()
    told = run(*arguments, "-g", out)
    assert told.exit_code == 2
    assert told.stderr.strip()
    assert (out / "graph.nq").read_bytes() == before


def test_disagreements_are_listed_with_both_notes_until_they_are_settled(out, tmp_path):
    one, other = facts(out)[:2]
    steps = [
        ("张三", one, "accept", "名称一致"),
        ("李四", one, "reject", "条号不对"),
        ("张三", other, "accept", ""),
        ("李四", other, "accept", ""),
    ]
    lines = [
        {
            "fact": f,
            "verdict": v,
            "reviewer": w,
            "time": "2026-01-05T08:30:00Z",
            "note": n,
            "kind": "citation",
            "quote": f"引文{f[-2:]}",
        }
        for w, f, v, n in steps
    ]
    path = tmp_path / "both.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    told = run("merge", path, "-g", out)
    assert told.exit_code == 0, told.output
    assert "张三：无误（名称一致）" in told.stdout
    assert "李四：有误（条号不对）" in told.stdout
    assert [line.split()[2] for line in told.stdout.splitlines() if line.startswith("张三") and "%" in line] == [
        "全部",
        "引用",
    ]
    assert "尚未裁定的1个" in told.stderr
    settled = {**lines[1], "reviewer": "王五", "adjudicated": True, "time": "2026-01-06T08:30:00Z"}
    path.write_text(json.dumps(settled), encoding="utf-8")
    told = run("merge", path, "-g", out)
    assert "尚未裁定的0个" in told.stderr
    assert "全部经过5条" in told.stderr
    asked = kg.open(out).query("SELECT ?b { ?v qz:adjudicated true ; oa:hasBody ?b }")
    assert [row["b"].rpartition("/")[2] for row in asked] == ["reject"]


def test_a_file_cut_short_is_taken_as_far_as_it_goes(out, tmp_path):
    path = tmp_path / "cut.jsonl"
    whole = (tmp_path / "张三.jsonl", reviewed(tmp_path, "张三", (facts(out)[0], "flag"), (facts(out)[1], "accept")))[0]
    path.write_bytes(whole.read_bytes()[:-30])
    told = run("merge", path, "-g", out)
    assert told.exit_code == 1
    assert "cut.jsonl:2" in told.stderr
    assert len(kg.open(out).query(ASKED)) == 1


def test_a_bad_file_changes_nothing(out, tmp_path):
    bad = tmp_path / "bad.jsonl"
    bad.write_text("{}\n", encoding="utf-8")
    good = reviewed(tmp_path, "张三", (facts(out)[0], "flag"))
    told = run("merge", good, bad, "-g", out)
    assert told.exit_code == 2
    assert "bad.jsonl:1" in told.stderr
    assert kg.open(out).query(ASKED) == []


def test_a_graph_grown_large_loses_the_forms_that_hold_it_whole(out, tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "SMALL", 100)
    verdicts = reviewed(tmp_path, "张三", (facts(out)[0], "flag"))
    assert run("merge", verdicts, "-g", out).exit_code == 0
    assert not (out / "graph.ttl").exists()
    assert not (out / "graph.jsonld").exists()
    assert "张三" in (out / "graph.nq").read_text(encoding="utf-8")
    manifest = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    assert manifest["left_out"]["graph.ttl"] == "quanze export --to ttl"
    assert manifest["left_out"]["graph.jsonld"] == "quanze export --to jsonld"
    assert not {"graph.ttl", "graph.jsonld"} & manifest["files"].keys()


def test_forms_that_were_not_asked_for_do_not_come_with_verdicts(small, tmp_path):
    out = build([small], tmp_path / "out", only=chosen(["store,search"])).out
    before = {path.name for path in out.iterdir()}
    assert run("merge", reviewed(tmp_path, "张三", (facts(out)[0], "flag")), "-g", out).exit_code == 0
    assert {path.name for path in out.iterdir()} == before | {"reviews.jsonl"}
    assert [row["who"] for row in kg.open(out).query(ASKED)] == ["张三"]


def test_the_page_shows_what_was_merged(out, tmp_path):
    run("merge", reviewed(tmp_path, "张三", (facts(out)[0], "flag")), "-g", out)
    html = (out / "graph.html").read_text(encoding="utf-8")
    assert '"张三","flag","","2026-01-05T08:30:00Z",0]' in html


def test_a_hash_is_the_one_the_page_shows(exports):
    store = read_only(exports / "store")
    shown = {fact.iri: fact.hash for fact in gather(store, BASE).facts}
    assert hashes(store, [*shown, f"{BASE}id/fact/gone"]) == shown
    assert len(shown) > 1000


def test_each_file_is_told_with_what_belongs_to_another_reading(out, tmp_path):
    store = read_only(out / "store")
    shown = {fact.iri: fact for fact in gather(store, BASE).facts}
    one, other, third = sorted(shown)[:3]
    line = {"verdict": "accept", "reviewer": "张三", "time": "2026-01-05T08:30:00Z", "note": ""}
    steps = [
        {**line, "id": "1", "fact": one, "hash": shown[one].hash},
        {**line, "id": "2", "fact": other, "hash": "0badc0de"},
        {**line, "id": "3", "fact": f"{BASE}id/fact/gone", "hash": "0badc0de"},
        {**line, "id": "4", "fact": f"{BASE}id/cell/gone#char=0,4", "verdict": "missed", "quote": "第三条"},
        {**line, "id": "1", "fact": one, "hash": shown[one].hash},
    ]
    first, second = tmp_path / "甲.jsonl", tmp_path / "乙.jsonl"
    first.write_text("".join(json.dumps(step) + "\n" for step in steps), encoding="utf-8")
    second.write_text("".join(json.dumps(step) + "\n" for step in [steps[1], {**line, "id": "5", "fact": third}]))
    told = run("merge", first, second, "-g", out)
    assert told.exit_code == 0, told.output
    assert "甲.jsonl：新增4条，已有1条，2条所指的提取项不在图谱中，1条针对较早的识别结果" in told.stderr
    assert "乙.jsonl：新增1条，已有1条\n" in told.stderr
    assert "其中2条所指的提取项已不在图谱中" in told.stderr
    assert "其中1条针对较早的识别结果，意见仍保留，请重新复核" in told.stderr
    again = run("merge", first, "-g", out)
    assert "甲.jsonl：新增0条，已有5条\n" in again.stderr
    assert "其中1条针对较早的识别结果" in run("show", "-g", out).stderr


@pytest.mark.parametrize("size", [0, 250_000])
def test_what_a_merge_writes_is_what_a_build_would(out, small, tmp_path, monkeypatch, size):
    """Of a graph that counts as large too, whose page is put together list by list."""
    monkeypatch.setattr(writing, "SMALL", size)
    monkeypatch.setattr(pages, "TOO_MANY", 0)
    made = build([small], out).out
    one, other = facts(made)[:2]
    for who in ("张三", "李四"):
        assert run("merge", reviewed(tmp_path, who, (one, "accept"), (other, "reject")), "-g", made).exit_code == 0
    merged = {path.name: path.read_bytes() for path in made.iterdir() if path.name.startswith("graph")}
    assert len(merged) > 3
    sizes = json.loads((made / MANIFEST).read_text(encoding="utf-8"))["graphs"]
    build([small], made)
    assert {path.name: path.read_bytes() for path in made.iterdir() if path.name.startswith("graph")} == merged
    assert json.loads((made / MANIFEST).read_text(encoding="utf-8"))["graphs"] == sizes
