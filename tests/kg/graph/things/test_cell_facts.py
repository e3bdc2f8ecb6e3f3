"""Sanctions, time limits and indicators in the graph, and what of a cell belongs to the item."""

from decimal import Decimal

import pytest

from extract.facts import Actor, Bound, Facts, TimeLimit
from kg.graph import terms as t
from kg.graph.builder import GraphBuilder
from kg.graph.things import cell_facts, evidence
from kg.graph.written_terms import zh
from tests.lists import BASIS, basis_facts, power_graph, register_graph, select

GRAPH = power_graph()


def test_a_fine_has_its_figures_and_everything_the_text_says_of_it():
    found = select(
        GRAPH,
        """SELECT ?min ?max ?cap ?unit ?per ?on ?condition ?discretion ?by WHERE { ?s a qz:Sanction ;
        qz:kind <https://w3id.org/quanze/code/sanction-kind/fine> ; qz:minAmount ?min ; qz:maxAmount ?max ;
        qz:cap ?cap ; qz:unit ?unit ; qz:per ?per ; qz:onWhom ?on ; qz:condition ?condition ;
        qz:discretion ?discretion ; qz:providedBy ?by }""",
    )
    law = "id/law/中华人民共和国劳动合同法/art_84__para_1"
    words = ("code/unit/CNY", "人", "用人单位", "违反本法第九条规定的", "code/discretion/may", law)
    assert found == [("500", "2000", "30000", *words)]


def test_a_sanction_whose_document_is_not_known_keeps_its_path():
    found = select(
        GRAPH, "SELECT ?path ?min ?base WHERE { ?s qz:statedPath ?path ; qz:minAmount ?min ; qz:base ?base }"
    )
    assert found == [("art_5", "0.0005", "滞纳部分")]


def test_the_authority_of_an_order_is_kept():
    found = select(GRAPH, "SELECT ?who WHERE { ?s qz:decidedBy ?a . ?a a org:Organization ; skos:prefLabel ?who }")
    assert found == [("劳动行政部门",)]


def test_items_that_print_the_same_cell_share_what_it_says():
    found = select(
        GRAPH,
        "SELECT ?s (COUNT(?item) AS ?n) WHERE { ?s a qz:Sanction . ?item qz:imposes ?s } GROUP BY ?s",
    )
    assert [count for _, count in found] == ["3", "3", "3"]


def test_time_limits_have_length_and_unit():
    found = select(GRAPH, "SELECT DISTINCT ?v ?u ?q WHERE { [] qz:hasTimeLimit ?l . ?l qz:value ?v ; qz:unit ?u ; "
                          "qz:evidence/oa:exact ?q }")  # fmt: skip
    assert found == [("15", "code/unit/working_day", "15个工作日")]


def test_indicators_say_what_how_much_and_how_often():
    found = select(
        register_graph(),
        """SELECT ?measure ?min ?unit ?quote (COALESCE(?p, "") AS ?period) WHERE { ?section a qz:RegimeSection ;
        qz:hasIndicator ?i . ?i qz:measure ?measure ; qz:minValue ?min ; qz:unit ?unit ;
        qz:evidence/oa:exact ?quote OPTIONAL { ?i qz:period ?p } }""",
    )
    month = t.concept("period", "month").value
    assert found == [
        ("抽查面", "30", "code/unit/percent", "抽查面不少于30%", ""),
        ("次", "2", "code/unit/count", "每月不少于2次", month.removeprefix(t.BASE)),
    ]


@pytest.mark.parametrize(
    ("role", "links"),
    [
        ("basis", {t.IMPOSES, t.HAS_TIME_LIMIT, t.LEGAL_BASIS, t.BASIS_DOCUMENT}),
        ("duty_basis", {t.HAS_TIME_LIMIT}),
        ("grounds_basis", {t.HAS_TIME_LIMIT}),
    ],
)
def test_what_other_columns_quote_is_no_basis_of_the_item(role, links):
    draft = GraphBuilder("清单", t.BASE)
    cell = evidence.cell(draft, draft.listing, role, BASIS)
    said = cell_facts.describe(draft, cell, basis_facts(), role)
    assert {predicate for predicate, _ in said.links} == links
    assert (t.ROLE, t.concept("role", role)) in {(predicate, value) for _, predicate, value in draft.shared}


def test_a_time_limit_says_whose_it_is_and_where_that_stands():
    text = "受理机关应当在五日内答复。三十日内办结。"
    draft = GraphBuilder("清单", t.BASE)
    cell = evidence.cell(draft, draft.listing, "basis", text)
    limits = (
        TimeLimit(Decimal(5), "day", 7, 10, Bound.MAXIMUM, Actor.AUTHORITY, "受理机关", 0, 4),
        TimeLimit(Decimal(30), "day", 13, 17, Bound.MAXIMUM),
    )
    cell_facts.describe(draft, cell, Facts(limits=limits))
    stated = {(predicate, value) for _, predicate, value in draft.shared}
    assert {value for predicate, value in stated if predicate == t.ACTOR_NAME} == {zh("受理机关")}
    place = evidence.span(draft, cell, 0, 4, quoted=False)
    assert {value for predicate, value in stated if predicate == t.ACTOR_EVIDENCE} == {place}
