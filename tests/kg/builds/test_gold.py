"""From verdicts to annotated rows: what was right stays, what was wrong goes, what was missed comes in."""

import json

import pytest
from typer.testing import CliRunner

import kg
from kg.cli.main import app
from tests.building import build

TIME = "2026-01-05T08:30:00Z"
FACTS = """SELECT DISTINCT ?f ?kind ?quote { VALUES (?class ?kind) { (qz:Citation "citation") (qz:Pinpoint "pinpoint")
    (qz:Sanction "sanction") } ?f a ?class ; oa:hasTarget|qz:evidence ?s . OPTIONAL { ?s oa:exact ?quote } } ORDER BY ?f"""


@pytest.fixture
def out(small, tmp_path):
    return build([small], tmp_path / "out").out


def run(*arguments):
    return CliRunner().invoke(app, [*map(str, arguments)])


def judged(out, tmp_path, change=None, *more):
    """Every fact found right but those that ``change`` says something of; the answer of the command."""
    steps = []
    for row in kg.open(out).query(FACTS):
        step = {"fact": row["f"], "kind": row["kind"], "verdict": "accept", "reviewer": "张三", "time": TIME}
        steps.append(step | ((change or (lambda _: {}))(row) or {}))
    path = tmp_path / "review.jsonl"
    path.write_text("".join(json.dumps(step) + "\n" for step in [*steps, *more]), encoding="utf-8")
    told = run("review", "merge", path, "-g", out)
    assert told.exit_code == 0, told.output


def rows(out, small, tmp_path):
    told = run("review", "gold", small, "-g", out, "-o", tmp_path / "gold.jsonl")
    lines = (tmp_path / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["row"]: row for row in map(json.loads, lines)}, told


def fields(small, tmp_path):
    """What `quanze score` says of the rows, by field: (missed, extra)."""
    told = run("score", tmp_path / "gold.jsonl", small, "--markdown")
    assert told.exit_code == 0, told.output
    lines = [[cell.strip() for cell in line.strip("|\n ").split("|")] for line in told.stdout.splitlines()[2:]]
    return {line[0]: (int(line[6]), int(line[7])) for line in lines if len(line) == 8}


def test_rows_found_right_score_whole(out, small, tmp_path):
    judged(out, tmp_path)
    found, told = rows(out, small, tmp_path)
    assert told.exit_code == 0
    assert "标注数据2行" in told.stderr
    assert found[2]["basis"][0]["provisions"] == ["art_84"]
    assert set(fields(small, tmp_path).values()) == {(0, 0)}


def test_what_was_found_wrong_is_not_in_gold(out, small, tmp_path):
    judged(out, tmp_path, lambda row: {"verdict": "reject"} if row["kind"] == "sanction" else {})
    found, _ = rows(out, small, tmp_path)
    assert found[2]["sanctions"] == []
    assert fields(small, tmp_path)["sanction"] == (0, 1)


def test_what_was_missed_comes_in_as_it_reads(out, small, tmp_path):
    cell = kg.open(out).query("SELECT ?c { ?c qz:text ?t . FILTER (CONTAINS(STR(?t), '第八十四条')) }")[0]["c"]
    missed = {"fact": f"{cell}#char=0,4", "verdict": "missed", "reviewer": "张三", "time": TIME, "quote": "《中华"}
    judged(
        out, tmp_path, None,
        missed | {"kind": "sanction", "note": "没收违法所得"},
        missed | {"kind": "pinpoint", "note": "《中华人民共和国劳动合同法》第九条", "fact": f"{cell}#char=0,5"},
        missed | {"kind": "citation", "note": "不知所云", "fact": f"{cell}#char=0,6"},
    )  # fmt: skip
    found, told = rows(out, small, tmp_path)
    assert "confiscation" in [one["kind"] for one in found[2]["sanctions"]]
    assert found[2]["basis"][0]["provisions"] == ["art_84", "art_9"]
    assert told.exit_code == 1
    assert "不知所云" in told.stderr
    scores = fields(small, tmp_path)
    assert scores["sanction"] == scores["provision"] == (1, 0)


def test_rows_that_are_not_settled_are_left_out(out, small, tmp_path):
    fact = next(row for row in kg.open(out).query(FACTS) if row["kind"] == "sanction")["f"]
    other = {"fact": fact, "kind": "sanction", "verdict": "reject", "reviewer": "李四", "time": TIME}
    judged(out, tmp_path, None, other)
    found, told = rows(out, small, tmp_path)
    assert set(found) == {1}
    assert "意见不一致的1行" in told.stderr
    judged(out, tmp_path, None, other | {"reviewer": "王五", "adjudicated": True})
    found, _ = rows(out, small, tmp_path)
    assert found[2]["sanctions"] == []


def test_a_list_is_named(out):
    assert run("review", "gold", "-g", out).exit_code == 2
    assert run("review", "gold", "none.txt", "-g", out).exit_code == 2


def test_a_verdict_on_another_reading_says_nothing_of_this_one(out, small, tmp_path):
    judged(out, tmp_path, lambda row: {"hash": "0badc0de"} if row["kind"] == "sanction" else {})
    found, told = rows(out, small, tmp_path)
    assert 2 not in found
    assert "条复核意见针对较早的识别结果，未采用" in told.stderr
