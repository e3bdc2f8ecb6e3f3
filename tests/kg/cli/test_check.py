"""``quanze check`` and ``quanze rule`` as people call them."""

import csv
import json
import re

import pytest
from typer.testing import CliRunner

from kg.cli.main import app

HEAD = "序号,事项名称,权力类型,权力编码,行使主体,实施依据\n"
GOOD = (
    "1,甲项审批,行政许可,11620000000000001W3620114001000,某市某局,《中华人民共和国就业促进法》第四十条 应当申请许可。\n"
)
BAD = "2,乙项审批,行政许可,11620000000000001 W3620114002000,某市某局,《中华人民共和国劳动保险条例》第十四条 支付。\n"


@pytest.fixture
def lists(tmp_path):
    good, bad = tmp_path / "好.csv", tmp_path / "坏.csv"
    good.write_text(HEAD + GOOD, encoding="utf-8")
    bad.write_text(HEAD + GOOD + BAD, encoding="utf-8")
    return good, bad


def quanze(*args):
    return CliRunner().invoke(app, [str(arg) for arg in args])


def test_a_clean_list_ends_with_0_and_findings_with_1(lists):
    good, bad = lists
    clean = quanze("check", good, "--ignore", "ID003")
    assert (clean.exit_code, clean.stdout) == (0, "")
    found = quanze("check", bad)
    assert found.exit_code == 1
    assert "ID001" in found.stdout
    assert "DT010" in found.stdout
    assert quanze("check", bad, "--exit-zero").exit_code == 0


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--select", "QQ"], "没有以“QQ”开头的规则"),
        (["--as-of", "2026-02-30"], "不是日期"),
        (["--as-of", "昨天"], "不是日期"),
        (["--baseline", "none.json"], "none.json"),
        (["--output-format", "xlsx"], "-o"),
    ],
)
def test_what_cannot_be_asked_is_one_line_and_2(lists, args, said):
    answer = quanze("check", lists[1], *args)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert said in answer.stderr
    assert len(answer.stderr.strip().split("\n")) == 1


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_checked(lists, tmp_path):
    answer = quanze("check", lists[1], tmp_path / "无.csv")
    assert answer.exit_code == 1
    assert "ID001" in answer.stdout
    assert "无.csv" in answer.stderr


@pytest.mark.parametrize("form", ["full", "concise", "json", "jsonl", "github", "sarif", "html"])
def test_every_form_names_every_finding_and_is_the_same_each_time(lists, form):
    first, again = (quanze("check", lists[1], "--output-format", form, "--select", "ID001,DT010") for _ in range(2))
    assert first.stdout == again.stdout
    assert "ID001" in first.stdout
    assert "DT010" in first.stdout


def test_the_ending_of_the_file_says_the_form(lists, tmp_path):
    for name, begins in (("a.html", b"<!doctype html>"), ("a.json", b"["), ("a.sarif", b"{"), ("a.xlsx", b"PK")):
        quanze("check", lists[1], "-o", tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_baseline_leaves_what_is_new(lists, tmp_path):
    known = tmp_path / "known.json"
    assert quanze("check", lists[1], "--write-baseline", known).exit_code == 1
    assert quanze("check", lists[1], "--baseline", known).exit_code == 0
    lists[1].write_text(HEAD + GOOD + BAD + BAD.replace("2,乙", "4,丙").replace("002000", "003000"), encoding="utf-8")
    new = quanze("check", lists[1], "--baseline", known, "--output-format", "jsonl")
    assert {json.loads(line)["code"] for line in new.stdout.splitlines()} == {"ID001", "ID007", "DT010"}


def test_jsonl_has_the_fields_and_places_hold(lists):
    answer = quanze("check", lists[1], "--output-format", "jsonl", "--select", "ID001")
    (one,) = map(json.loads, answer.stdout.splitlines())
    with lists[1].open(encoding="utf-8", newline="") as file:
        cell = list(csv.reader(file))[2][3]
    assert cell[one["start"] : one["end"]] == one["quote"]
    wanted = {"code", "severity", "list", "sheet", "row", "serial", "column", "start", "end", "quote", "message"}
    assert wanted | {"conflicts_with", "remedy", "document", "provision", "as_of", "fingerprint", "line"} == set(one)
    assert (one["row"], one["serial"], one["column"]) == ("11620000000000001 W3620114002000", "2", "权力编码")


def test_sarif_counts_code_points_and_has_no_null(lists):
    log = json.loads(quanze("check", lists[1], "--output-format", "sarif").stdout)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["results"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert result["partialFingerprints"]
        assert re.fullmatch(r"[\w./%~-]+", result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
    assert "null" not in json.dumps(log)


def test_the_page_fetches_nothing(lists):
    page = quanze("check", lists[1], "--output-format", "html").stdout
    assert not re.search(r"(?:src|href|import|url)\s*[=(]\s*[\"']?https?:", page)
    assert "优先处理" in page


def test_rules_are_listed_and_printed():
    listed = quanze("rule")
    assert listed.exit_code == 0
    assert "AU002" in listed.stdout
    one = quanze("rule", "lb004")
    assert one.stdout.startswith("LB004 ")
    for part in ("依据：", "建议：", "会报告的例子", "不会报告的例子"):
        assert part in one.stdout
    assert quanze("rule", "LB999").exit_code == 2


def verdict(fingerprint, what, reviewer="张三"):
    fact = f"https://w3id.org/quanze/id/fact/finding-{fingerprint}"
    line = {"fact": fact, "reviewer": reviewer, "verdict": what, "time": "2026-06-01T08:00:00Z", "id": reviewer + what}
    return json.dumps(line) + "\n"


@pytest.mark.parametrize(
    ("lines", "left"), [(["reject"], False), (["known"], False), (["accept"], True), (["reject", "accept"], True)]
)
def test_a_verdict_on_a_finding_holds_for_the_next_edition(lists, tmp_path, lines, left):
    """The edition after has another file name, a row more above, and the same words."""
    found = [json.loads(line) for line in quanze("check", lists[1], "--output-format", "jsonl").stdout.splitlines()]
    (blank,) = [one for one in found if one["code"] == "ID001"]
    reviews = tmp_path / "review.jsonl"
    reviews.write_text("".join(verdict(blank["fingerprint"], what, f"人{n}") for n, what in enumerate(lines)))
    later = tmp_path / "新版.csv"
    later.write_text(HEAD + GOOD.replace("W3620114001000", "W3620114009000") + GOOD + BAD, encoding="utf-8")
    answer = quanze("check", later, "--select", "ID001", "--reviews", reviews)
    assert ("ID001" in answer.stdout) == left
    assert ("复核已判明1条" in answer.stderr) != left


def test_verdicts_that_are_none_are_named(lists, tmp_path):
    wrong = tmp_path / "review.jsonl"
    wrong.write_text("{}\n", encoding="utf-8")
    answer = quanze("check", lists[1], "--reviews", wrong)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "review.jsonl:1" in answer.stderr
