"""Bodies and sub-units: what makes two names one, and what is only proposed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.builder import GraphBuilder
from kg.graph.terms import (
    BASE,
    ORG_ORGANIZATIONAL_UNIT,
    ORG_UNIT_OF,
    PROPOSED_SAME_AS,
    RDF_TYPE,
    SKOS_ALT_LABEL,
    SKOS_HIDDEN_LABEL,
    SKOS_PREF_LABEL,
)
from kg.graph.things.offices import Proposal, abbreviations, area, body, names, propose, unit, variants
from kg.graph.written_terms import term_of


def draft():
    return GraphBuilder("清单", BASE)


def labels(said, predicate):
    return [term_of(value.encode()).value for _, found, value in said if found == predicate]


@pytest.mark.parametrize(
    ("publisher", "place"),
    [
        ("江北县人力资源和社会保障局", "江北县"),
        ("江南市人力资源和社会保障局", "江南市"),
        ("江南省江东市江北县人力资源和社会保障局", "江南省江东市江北县"),
        ("江南省江东市磁县水利局", "江南省江东市磁县"),
        ("江南省生态环境厅", "江南省"),
        ("江东市江心区城市管理局", "江东市江心区"),
        ("江东市市场监督管理局", "江东市"),
        ("江南壮族自治区财政厅", "江南壮族自治区"),
        ("江东市经济技术开发区管理委员会", "江东市经济技术开发区"),
        ("人社局", ""),
        ("", ""),
    ],
)
def test_the_place_of_a_body_is_the_head_of_its_name(publisher, place):
    assert area(publisher) == place


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("法规科", ("法规科",)),
        ("法规科、执法支队", ("法规科", "执法支队")),
        ("法规科\n执法支队；办公室", ("法规科", "执法支队", "办公室")),
        (" <p>", ()),
        ("", ()),
    ],
)
def test_a_cell_may_name_several_offices(cell, found):
    assert names(cell) == found


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("市社会保险事业管理中心", "市社会事业保险管理中心", "transposition"),
        ("劳动监察保障大队", "劳动保障监察大队", "transposition"),
        ("社会事业保险管理中心", "市社会事业保险管理中心", "level_prefix"),
        ("失业保险科", "实业保险科", "one_character"),
        ("人力资源社会保障局", "人力资源和社会保障局", "one_character"),
        ("市社会事业保险管理中心", "市社会事业保险中心", "omission"),
    ],
)
def test_slips_of_the_pen_are_proposed_with_their_reason(one, other, reason):
    assert variants([one, other]) == (Proposal(one, other, reason),)
    assert variants([other, one]) == (Proposal(other, one, reason),)


def test_names_of_one_pattern_are_told_apart_by_it():
    assert variants([f"{place}县税务所" for place in "甲乙丙丁戊己庚辛"]) == ()
    assert variants([f"城{place}税务所" for place in "关郊厢墙"]) == ()
    assert len(variants(["城关税务所", "城郊税务所"])) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("执法监督一科", "执法监督二科"),
        ("城东税务分局", "城西税务分局"),
        ("办公室", "档案室"),
        ("人事科", "人才科"),
        ("工伤保险科", "失业保险科"),
        ("市社会事业保险管理中心", "市社会事业保险管理中心工伤保险科"),
        ("养老保险科", "养老保险科"),
    ],
)
def test_other_names_are_not_proposed(one, other):
    assert variants([one, other]) == ()


@pytest.mark.parametrize(
    ("names_", "found"),
    [
        (["人力资源和社会保障局", "人社局"], 1),
        (["县人社局", "人力资源和社会保障局"], 1),
        (["财政局", "民政局"], 0),
        (["卫生局", "卫计局"], 0),
    ],
)
def test_short_names_of_bodies_are_proposed(names_, found):
    assert len(abbreviations(names_)) == found


@given(st.lists(st.text("市县社会保险事业一二中心", max_size=9), max_size=12))
def test_proposals_are_between_different_names_and_each_pair_once(spellings):
    pairs = [(proposal.name, proposal.other) for proposal in variants(spellings)]
    assert all(one != other for one, other in pairs)
    assert len({frozenset(pair) for pair in pairs}) == len(pairs)


def test_a_credit_code_makes_names_one_body():
    said = draft()
    first = body(said, "江南市人力资源和社会保障局", "11990100012345678X")
    assert body(said, "江南市人社局", "11990100012345678X") == first
    assert body(said, "江南市人力资源和社会 保障局", "11990100012345678X") == first
    assert labels(said.statements, SKOS_PREF_LABEL) == ["江南市人力资源和社会保障局"]
    assert labels(said.statements, SKOS_ALT_LABEL) == ["江南市人社局"]
    assert labels(said.statements, SKOS_HIDDEN_LABEL) == ["江南市人力资源和社会 保障局"]


def test_a_short_name_means_a_body_of_the_area_of_its_list():
    here, there = body(draft(), "人社局", place="江北县"), body(draft(), "人社局", place="江东县")
    assert here != there
    assert body(draft(), "江北县人社局", place="江北县") == here


def key(name, place="", slug="甲清单"):
    return body(GraphBuilder(slug, BASE), name, place=place).key


@pytest.mark.parametrize(
    ("printed", "place", "full"),
    [
        ("市民政局", "甲市", "甲市民政局"),
        ("民政局", "甲市", "甲市民政局"),
        ("市场监督管理局", "甲市", "甲市市场监督管理局"),
        ("市政管理局", "甲市", "甲市市政管理局"),
        ("市政府办公室", "甲市", "甲市政府办公室"),
        ("甲市民政局", "甲市", "甲市民政局"),
    ],
)
def test_a_name_without_its_place_is_that_of_the_list(printed, place, full):
    assert key(printed, place) == key(full)


def test_a_name_that_needs_a_place_is_of_its_list_where_none_is_known():
    assert key("市民政局", slug="甲清单") != key("市民政局", slug="乙清单")
    assert key("甲市民政局", slug="甲清单") == key("甲市民政局", slug="乙清单")


def test_sub_units_of_two_bodies_are_two():
    said = draft()
    one, other = body(said, "甲局"), body(said, "乙局")
    assert unit(said, one, "办公室") != unit(said, other, "办公室")
    assert unit(said, one, "办 公 室") == unit(said, one, "办公室")


def test_proposals_stay_within_a_body_and_merge_nothing():
    said = draft()
    one, other = body(said, "甲局"), body(said, "乙局")
    first, second = unit(said, one, "社会保险事业中心"), unit(said, one, "社会事业保险中心")
    unit(said, other, "社会事业保险中心")
    said.drain()
    propose(said)
    same = [(subject, value) for subject, predicate, value in said.statements if predicate == PROPOSED_SAME_AS]
    assert same == [(second, first)]


def test_a_sub_unit_is_described_once():
    said = draft()
    of = body(said, "江南市民政局", None)
    node = unit(said, of, "法规科")
    for _ in range(2):
        facts = [(predicate, value) for subject, predicate, value in said.statements if subject == node]
        assert facts.count((RDF_TYPE, ORG_ORGANIZATIONAL_UNIT)) == 1
        assert facts.count((ORG_UNIT_OF, of.node)) == 1
        assert unit(said, of, " 法规科 ") == node


@pytest.mark.parametrize(
    ("short", "proposed"), [("人社局", True), ("社局", False), ("人力社会保障局", True), ("人力资源社会保障局", False)]
)
def test_an_abbreviation_has_three_characters_and_is_shorter_by_two(short, proposed):
    assert bool(abbreviations([short, "人力资源和社会保障局"])) is proposed
