"""Findings that outlive the check: the file of a build, results in the graph, shapes by code."""

import re

import pytest

from kg import resources
from kg.asking.shapes import Violation, violations
from kg.audit import findings_file
from kg.audit.check import check, view
from kg.audit.examples import listing
from kg.audit.registry import every_rule, find
from kg.audit.results import results
from kg.audit.rules.graph.shapes import GROUPS, OTHERS, code_of
from kg.errors import Problem
from kg.graph.things import findings
from kg.graph.things.evidence import place
from kg.graph.things.triples import quads

ROW = {
    "serial": "1",
    "name": "甲项",
    "code": "11620000000000001 W3620114001000",
    "basis": "《中华人民共和国劳动保险条例》第十四条",
}


def test_what_a_build_writes_is_read_back_the_same(tmp_path):
    found = check(view([listing((ROW, {**ROW, "name": "乙项"}))]))
    assert any(one.conflicts_with for one in found)
    (tmp_path / findings_file.FILE).write_bytes(findings_file.written(found))
    assert findings_file.read(tmp_path) == found


@pytest.mark.parametrize("content", ["[]\n", "{}\n", "x\n", '{"code": "ID001"}\n'])
def test_a_line_that_is_no_finding_is_named(tmp_path, content):
    (tmp_path / findings_file.FILE).write_text(content, encoding="utf-8")
    with pytest.raises(Problem, match=":1"):
        findings_file.read(tmp_path)


def test_a_folder_without_findings_says_what_to_do(tmp_path):
    with pytest.raises(Problem, match="quanze build"):
        findings_file.read(tmp_path)


def test_results_are_about_the_item_and_keep_the_rule(graph):
    rows = graph.query("""SELECT ?code ?item ?message { ?finding a sh:ValidationResult ; sh:focusNode ?item ;
        sh:sourceConstraintComponent ?rule ; sh:resultMessage ?message . ?item a qz:PowerItem
        BIND(REPLACE(STR(?rule), "^.*/", "") AS ?code) }""")
    written = graph.check()
    assert {row["code"] for row in rows} <= {one.code for one in written}
    assert len(rows) > 100
    assert {row["message"] for row in rows} <= {one.message for one in written}


def test_a_result_is_named_by_its_fingerprint():
    seen = view([listing((ROW,))])
    found = check(seen, [find("ID001")])
    (result,) = results(found, seen)
    assert result.rule == "ID001"
    assert result.iri().endswith(f"/id/fact/finding-{found[0].fingerprint}")


def test_results_of_a_build_are_read_back_with_their_words(graph):
    """What a page marks: cell, start and end of each finding are those of the words that it quotes."""
    held = {one.key: one for one in findings.stored(graph.store)}
    assert len(held) == len(graph.check())
    texts = {row["cell"]: row["text"] for row in graph.query("SELECT ?cell ?text { ?cell qz:text ?text }")}
    marked = 0
    for one in graph.check():
        result = held[one.fingerprint]
        assert (result.rule, result.severity, result.message) == (one.code, one.severity.value, one.message)
        if result.evidence:
            cell, start, end = place(result.evidence)
            assert texts[cell][start:end] == one.place.quote == result.quote
            marked += 1
        assert bool(result.conflicts) == bool(one.conflicts_with)
    # Codes, names and bodies are properties of the item: their words stand in no cell of the graph.
    lost = {one.place.column for one in graph.check() if one.place.quote and not held[one.fingerprint].evidence}
    assert not lost & {"实施依据", "责任事项内容", "追责情形", "相关依据", "具体工作事项"}
    assert marked > 80


def test_a_finding_of_a_responsibility_list_is_about_its_entry(graph):
    kinds = graph.query("""SELECT DISTINCT ?kind { ?finding sh:sourceConstraintComponent ?rule ; sh:focusNode ?entry .
        ?entry a ?kind FILTER(STRENDS(STR(?rule), "RG007") || STRENDS(STR(?rule), "RG008")) }""")
    assert {row["kind"].rpartition("#")[2] for row in kinds} == {"Task", "RegimeSection"}


def test_every_shape_has_a_code():
    text = (resources.ontology() / "shapes.ttl").read_text(encoding="utf-8")
    shapes = re.findall(r"^shape:([A-Za-z]+)(?:-\w+)? a sh:", text, re.MULTILINE)
    assert shapes
    assert {shape for shape in shapes if code_of(shape) == OTHERS} == set()
    assert {code_of(shape) for shape in shapes} == set(GROUPS)


def test_a_violation_is_a_finding_that_keeps_its_shape():
    broken = Violation(
        "PowerItem-label",
        "https://example.org/1",
        "http://example.org/p",
        "甲",
        "事项须有名称。",
        "An item has a name.",
    )
    seen = view([])
    object.__setattr__(seen, "violations", (broken,))
    (found,) = check(seen, [rule for rule in every_rule() if rule.family == "GR"])
    assert found.code == "GR002"
    assert "sh:sourceShape PowerItem-label" in found.message
    assert found.place.row == "https://example.org/1"


def test_findings_are_a_frame_and_can_be_chosen(graph):
    assert len(graph.findings) == len(graph.check())
    assert {one.code[:2] for one in graph.check("AU", "DT")} == {"AU", "DT"}
    with pytest.raises(Problem, match="没有以"):
        graph.check("QQ")


def test_what_is_in_the_graph_is_what_its_shapes_ask():
    seen = view([listing((ROW,))])
    listed = list(quads(seen.lists[0].listing, (row.extraction for row in seen.rows), ()))
    assert violations([*listed, *findings.quads(results(check(seen), seen))]) == violations(listed)


def test_grounds_that_repeat_the_law_lead_to_their_provision(graph):
    rows = graph.query("""SELECT DISTINCT ?words ?provision { ?item qz:hasAccountabilityGround ?ground .
        ?ground qz:repeats ?provision ; dct:description ?words }""")
    found = {(row["provision"].rpartition("/")[2], "不予受理" in row["words"]) for row in rows}
    assert ("art_72__item_1", True) in found
    assert all("/id/law/中华人民共和国行政" in row["provision"] for row in rows)
