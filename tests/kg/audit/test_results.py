"""Findings that outlive the check: the file of a build, results in the graph, shapes by code."""

import re

import pytest
from pyoxigraph import NamedNode

from kg import resources
from kg.asking.shapes import Violation, violations
from kg.audit import findings_file, results
from kg.audit.check import check, view
from kg.audit.examples import listing
from kg.audit.registry import every_rule, find
from kg.audit.rules.graph.shapes import GROUPS, OTHERS, code_of
from kg.errors import Problem
from kg.graph import terms as t

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
    made = list(results.quads(found, seen))
    assert {quad.graph_name for quad in made} == {results.graph_of()}
    assert all(found[0].fingerprint in quad.subject.value for quad in made)
    assert (NamedNode(t.SH + "sourceConstraintComponent"), NamedNode(results.RULE + "ID001")) in {
        (quad.predicate, quad.object) for quad in made
    }


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
    assert violations(results.quads(check(seen), seen)) == ()
