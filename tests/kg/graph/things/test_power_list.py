"""The items of a power list: nothing printed is lost, nothing is merged that only looks alike."""

import pytest

from extract.facts import Extraction
from extract.model import ListFile
from kg.graph import terms as t
from kg.graph.things.triples import quads
from tests.lists import BASIS, CREDIT, DUTIES, GROUNDS, power_graph, row, select

GRAPH = power_graph()
PENALTY = f"id/power/{CREDIT}3620214001000"
TIER_CELLS = ["初次违法", "处五百元以上八百元以下罚款", "已经改正", "批评教育", "轻微"]
MAIN = f"id/power/{CREDIT}362101400700Y"


def stated_values(subject, predicate):
    return [value for (value,) in select(GRAPH, f"SELECT ?v WHERE {{ <{t.BASE}{subject}> {predicate} ?v }}")]


def test_an_item_a_row_and_one_for_the_main_item():
    found = select(GRAPH, "SELECT ?i WHERE { ?i a qz:PowerItem }")
    assert len(found) == 7
    assert select(GRAPH, "SELECT DISTINCT ?m WHERE { ?i dct:isPartOf ?m . ?m a qz:PowerItem }") == [(MAIN,)]
    assert stated_values(MAIN, "^dct:isPartOf") == [
        f"id/power/{CREDIT}3621014007005",
        f"id/power/{CREDIT}3621014007006",
    ]


@pytest.mark.parametrize(
    ("predicate", "expected"),
    [
        ("rdfs:label", ["对扣押劳动者证件的处罚"]),
        ("dct:identifier", [f"{CREDIT}3620214001000"]),
        ("qz:printedCode", [f"{CREDIT[:16]} {CREDIT[16:]}3620214001000"]),
        ("qz:serial", ["1"]),
        ("qz:rowNumber", ["1"]),
        ("qz:line", ["2"]),
        ("dct:type", ["code/power-type/02"]),
        ("qz:codedType", []),
        ("qz:printedType", []),
        ("qz:competentAuthority", [f"id/org/{CREDIT}"]),
        ("qz:handledBy/skos:prefLabel", ["市劳动保障监察支队"]),
        ("cv:contactPoint/cv:telephone", ["0935-8210000"]),
        ("qz:inList", ["id/list/江南市权责清单"]),
        ("qz:basisDocument", ["id/law/中华人民共和国劳动合同法", "id/law/就业补助资金管理办法"]),
        ("qz:cell/qz:text", sorted([BASIS, DUTIES, GROUNDS, "0935-8210000", "省级委托", "承办人", *TIER_CELLS])),
        ("qz:hasDutyStage/qz:stage", ["code/stage/filing"]),
        ("qz:hasDiscretionTier/qz:order", ["1", "2"]),
        ("qz:hasDiscretionTier/qz:kind", ["code/sanction-kind/fine"]),
        ("qz:hasDutyStage/dct:description", ["其他责任。", "发现违法行为的,予以立案。"]),
        ("qz:hasAccountabilityGround/qz:order", ["1", "2"]),
        ("qz:hasTrouble/qz:columnNumber", ["9"]),
    ],
)
def test_what_an_item_says(predicate, expected):
    assert stated_values(PENALTY, predicate) == expected


def test_a_whole_document_is_its_own_ground_a_cited_provision_is_the_ground():
    law = "id/law/中华人民共和国劳动合同法/"
    expected = [law + "art_84__para_1", law + "art_84__para_2", "id/law/就业补助资金管理办法"]
    assert stated_values(PENALTY, "qz:legalBasis") == expected


def test_a_cell_that_names_two_offices_gives_two_and_is_kept():
    item = f"id/power/{CREDIT}3621014007005"
    assert stated_values(item, "qz:handledBy/skos:prefLabel") == ["养老科", "市社会保险事业管理中心"]
    assert stated_values(item, "qz:printedUnit") == ["养老科、市社会保险事业管理中心"]


def test_a_name_printed_with_blanks_is_kept():
    item = f"id/power/{CREDIT}3621014007006"
    assert (stated_values(item, "rdfs:label"), stated_values(item, "qz:printedName")) == (["跨省转移"], ["跨省 转移"])


def test_a_credit_code_tells_the_body_only_where_the_cell_names_one():
    rows = (
        row(1, "甲事项", f"{CREDIT}3620214001000", body="江南市甲局"),
        row(2, "乙事项", "91620300438260999X3620214002000", body="江南市乙局、江南市丙局"),
    )
    listing = ListFile("某清单", "ab" * 32, "某清单", "江南市甲局", rows)
    found = list(quads(listing, tuple(Extraction(one, ()) for one in rows), ()))
    query = """SELECT ?name (COALESCE(?credit, "") AS ?code) WHERE { ?body a cv:PublicOrganisation ; skos:prefLabel ?name
        OPTIONAL { ?body org:identifier ?credit } }"""
    assert dict(select(found, query)) == {"江南市甲局": CREDIT, "江南市乙局": "", "江南市丙局": ""}


def test_a_tier_says_in_which_case_which_sanction_and_what_range_and_which_it_narrows():
    found = select(
        GRAPH,
        """SELECT ?degree ?case ?min ?max ?unit WHERE { ?i qz:hasDiscretionTier ?t ; qz:imposes ?s .
        ?t qz:degree ?degree ; qz:circumstance ?case ; qz:minAmount ?min ; qz:maxAmount ?max ; qz:unit ?unit ;
        qz:narrows ?s ; qz:kind ?k . ?s qz:kind ?k }""",
    )
    assert found == [("轻微", "初次违法", "500", "800", "code/unit/CNY")]
    quotes = select(GRAPH, "SELECT ?q WHERE { ?t a qz:DiscretionTier ; qz:evidence/oa:exact ?q }")
    assert [quote for (quote,) in quotes] == TIER_CELLS


def test_what_print_says_is_stated_where_it_differs():
    rows = (
        row(1, "甲事项", f"{CREDIT}3620214001000", type="处罚类"),
        row(2, "乙事项", f"{CREDIT}3620114002000"),
        row(3, "丙事项", f"{CREDIT}3620114003000", type="行政许可类"),
    )
    listing = ListFile("某清单", "ab" * 32, "某清单", "江南市甲局", rows)
    found = list(quads(listing, tuple(Extraction(one, ()) for one in rows), ()))
    query = """SELECT ?name ?said ?value WHERE { ?i rdfs:label ?name ; ?said ?value
        VALUES ?said { qz:printedType qz:codedType } }"""
    assert select(found, query) == [
        ("丙事项", "def#printedType", "行政许可类"),
        ("乙事项", "def#codedType", "code/power-type/01"),
        ("甲事项", "def#printedType", "处罚类"),
    ]


def test_permits_are_public_services_and_penalties_are_not():
    services = select(GRAPH, "SELECT ?label WHERE { ?i a qz:PowerItem , cpsv:PublicService ; dct:title ?label }")
    assert services == [("人力资源服务许可",), ("另一事项",)]


def test_an_item_of_no_known_type_keeps_its_type_in_print_and_is_marked():
    found = select(
        GRAPH,
        """SELECT ?type ?table WHERE { ?i rdfs:label "无编码事项"@zh ; qz:printedType ?type ; qz:table ?table ;
        qz:hasTrouble ?trouble FILTER NOT EXISTS { ?i dct:type ?t } FILTER NOT EXISTS { ?i dct:identifier ?c } }""",
    )
    assert found == [("行政征用", "附表")]


def test_two_items_of_one_code_are_both_there_and_the_second_is_marked():
    found = select(
        GRAPH,
        f"""SELECT ?label (COUNT(?t) AS ?n) WHERE {{ ?i dct:identifier "{CREDIT}3620114001000" ; rdfs:label ?label
        OPTIONAL {{ ?i qz:hasTrouble ?t }} }} GROUP BY ?label""",
    )
    assert found == [("人力资源服务许可", "0"), ("另一事项", "1")]
