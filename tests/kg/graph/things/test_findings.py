"""Findings and registers in the graph: graphs of their own, replaced alone, in the form of SHACL and ELI."""

from pyoxigraph import NamedNode

from kg.asking.shapes import violations
from kg.graph import terms as t
from kg.graph.store import fill, lines, quad_lines, replace, writable
from kg.graph.things import findings, standing
from kg.graph.things.findings import Result
from kg.graph.things.standing import Standing
from tests.lists import CREDIT, power_graph, select

ITEM = f"{t.BASE}id/power/{CREDIT}3620214001000"
WARNING = Result("DC001", ITEM, "warning", "依据的文件已经废止。", f"{t.BASE}id/fact/cell-0a#char=0,9")
ERROR = Result("CF001", ITEM, "error", "两处上限不同。")


def test_a_report_is_one_of_shacl():
    made = list(findings.quads([WARNING, ERROR]))
    assert {quad.graph_name for quad in made} == {findings.graph_of()}
    found = select(
        made,
        """SELECT ?focus ?severity ?rule ?message WHERE { ?report a sh:ValidationReport ; sh:conforms false ;
        sh:result ?r . ?r a sh:ValidationResult ; sh:focusNode ?focus ; sh:resultSeverity ?severity ;
        sh:sourceConstraintComponent ?rule ; sh:resultMessage ?message }""",
    )
    item = ITEM.removeprefix(t.BASE)
    assert found == [
        (item, t.SH + "Violation", "rule/CF001", "两处上限不同。"),
        (item, t.SH + "Warning", "rule/DC001", "依据的文件已经废止。"),
    ]
    assert select(list(findings.quads([WARNING])), "SELECT ?c { ?r sh:conforms ?c }") == [("true",)]


def test_a_new_audit_replaces_the_old_one_and_touches_no_list():
    store = writable()
    fill(store, lines([*power_graph(), *findings.quads([WARNING])]))
    replace(store, findings.graph_of(), findings.quads([ERROR]))
    assert quad_lines(store) == lines([*power_graph(), *findings.quads([ERROR])])
    replace(store, findings.graph_of(), ())
    assert quad_lines(store) == lines(power_graph())


def test_what_a_register_says_stands_in_its_own_graph_beside_the_list():
    known = [
        Standing("中华人民共和国劳动合同法", "甲登记", in_force=True, known_on="2026-09"),
        Standing("就业补助资金管理办法", "乙登记", in_force=False, until="2024-05-01", known_on="2026-05"),
        Standing("工会法", "乙登记"),
    ]
    made = list(standing.quads(known))
    query = "SELECT ?d ?f WHERE { ?d eli:in_force ?f }"
    yes, no = (f"{t.ELI}InForce-{word}" for word in ("inForce", "notInForce"))
    assert select(made, query) == [("id/law/中华人民共和国劳动合同法", yes), ("id/law/就业补助资金管理办法", no)]
    graphs = {quad.graph_name for quad in made}
    assert graphs == {NamedNode(f"{t.BASE}id/register/{name}") for name in ("甲登记", "乙登记")}
    assert violations([*power_graph(), *made, *findings.quads([ERROR])]) == ()
