"""A check as a whole: one rule that fails costs nothing, fingerprints stay, choices and baselines hold."""

import json
from dataclasses import replace

import pytest

from kg.audit import baseline
from kg.audit.check import check, view
from kg.audit.examples import listing
from kg.audit.registry import chosen, every_rule, find
from kg.errors import Problem
from kg.graph.things.rows import oddities

BLANK = {"serial": "1", "name": "甲项", "code": "11620000000000001 W3620114001000"}
GOOD = {"serial": "2", "name": "乙项", "code": "11620000000000001W3620114002000"}


def test_a_rule_that_fails_on_a_row_is_a_finding_and_the_rest_goes_on():
    def failing(row, _view):
        if row.own.name == "甲项":
            raise ValueError("某错")
        yield from find("ID001").each_row(row, _view)

    rule = replace(find("ID001"), each_row=failing)
    rows = (BLANK, {**BLANK, "name": "丙项", "serial": "3"})
    found = check(view([listing(rows)]), [rule])
    assert [(one.code, one.place.serial) for one in found] == [("XX001", "1"), ("ID001", "3")]
    assert "ID001" in found[0].message
    assert "某错" in found[0].message


def test_fingerprints_stay_when_a_row_moves_and_changes_its_serial():
    (before,) = check(view([listing((BLANK,))]), [find("ID001")])
    moved = check(view([listing((GOOD, {**BLANK, "serial": "9"}), name="新版")]), [find("ID001")])
    assert [one.fingerprint for one in moved] == [before.fingerprint]
    assert moved[0].place.line != before.place.line


def test_findings_alike_in_everything_have_their_own_fingerprints():
    found = check(view([listing((BLANK, BLANK))]), [find("ID001")])
    assert len({one.fingerprint for one in found}) == len(found) == 2


@pytest.mark.parametrize(
    ("select", "ignore", "inside", "outside"),
    [
        ([], [], "ID001", None),
        (["ID"], [], "ID001", "LB004"),
        (["ID", "LB004"], [], "LB004", "LB005"),
        (["lb，id"], ["ID001"], "ID002", "ID001"),
        (["ID001"], ["ID"], "ID001", "ID002"),
        ([], ["LB"], "ID001", "LB004"),
    ],
)
def test_rules_are_chosen_by_the_beginning_of_their_code(select, ignore, inside, outside):
    codes = {rule.code for rule in chosen(select, ignore)}
    assert inside in codes
    assert outside not in codes


@pytest.mark.parametrize("code", ["QQ", "ID999", "无"])
def test_a_code_that_no_rule_begins_with_is_refused(code):
    for call in (lambda: chosen([code]), lambda: chosen([], [code]), lambda: find(code)):
        with pytest.raises(Problem, match="没有以"):
            call()


def test_rules_come_in_the_order_of_their_codes():
    assert [rule.code for rule in every_rule()] == sorted(rule.code for rule in every_rule())


def test_a_baseline_hides_what_it_knows_and_nothing_else(tmp_path):
    first = check(view([listing((BLANK,))]))
    path = tmp_path / "known.json"
    path.write_text(baseline.written(first), encoding="utf-8")
    json.loads(path.read_text(encoding="utf-8"))
    known = baseline.read(path, ["示例"])
    assert baseline.new(first, known) == ()
    more = check(view([listing((BLANK, {**BLANK, "name": "丙项", "code": "1162000000000000 1W3620114003000"}))]))
    assert {one.place.row for one in baseline.new(more, known)} == {"1162000000000000 1W3620114003000"}


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"kind": "x", "lists": [], "findings": {}}', "not json"])
def test_a_file_that_is_no_baseline_is_refused(tmp_path, content):
    path = tmp_path / "known.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Problem, match="不是基线文件"):
        baseline.read(path, ["示例"])


def test_the_baseline_of_another_list_is_refused(tmp_path):
    path = tmp_path / "known.json"
    path.write_text(baseline.written(check(view([listing((BLANK,), name="甲")]))), encoding="utf-8")
    with pytest.raises(Problem, match="另一份清单"):
        baseline.read(path, ["乙"])


def test_what_the_graph_marks_as_not_understood_is_what_the_rules_find():
    rows = (
        {"name": "甲", "sub_name": "一", "code": "A000100Y", "sub_code": "A0001001"},
        {"name": "甲类", "sub_name": "二", "code": "A000100Y", "sub_code": "A0001002"},
        {"name": "甲类", "sub_name": "三", "code": "A000100Y", "sub_code": "A0001003"},
        {"name": "乙", "code": "B0002000", "type": "行政规化"},
        {"name": "丙", "code": "B0002000"},
    )
    seen = view([listing(rows)])
    (listed,) = seen.lists
    marked = {row.row.line for row in listed.rows for _ in oddities(row.row, row.own, listed.survey)}
    found = {one.place.line for one in check(seen, [find(code) for code in ("ID005", "ID006", "ID009")])}
    first = listed.rows[0].row.line
    assert marked == found == {first, first + 3, first + 4}
