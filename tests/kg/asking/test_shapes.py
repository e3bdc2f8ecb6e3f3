"""What a broken shape is told as; which shapes there are is in test_ontology."""

import sys

import pytest
from pyoxigraph import Literal, Quad

from kg.asking.shapes import Violation, violations
from kg.errors import Problem
from kg.graph import terms as t
from kg.graph.iris import Name, mint
from tests.lists import power_graph


def test_a_violation_says_shape_focus_path_value_and_why_in_two_languages():
    law = next(quad for quad in power_graph() if quad.object == t.ELI_LEGAL_RESOURCE)
    second = Quad(law.subject, t.RDFS_LABEL, Literal("另一标题", language="zh"), law.graph_name)
    assert violations([*power_graph(), second]) == (
        Violation(
            "Document-title",
            mint(Name("law", ("中华人民共和国劳动合同法",))),
            t.RDFS_LABEL.value,
            "",
            "文件须有一个规范标题，不含空白。",
            "A document has one canonical title, without blanks.",
        ),
    )


def test_nothing_breaks_nothing():
    assert violations([]) == ()


def test_without_pyshacl_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    with pytest.raises(Problem, match="pip install pyshacl"):
        violations([])
