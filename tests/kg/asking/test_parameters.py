"""Parameters as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.asking import parameters
from kg.graph.terms import prefixes

LAW = "<https://w3id.org/quanze/id/law/中华人民共和国劳动合同法{}>"
TERMS = [
    ("integer", "12", "12"),
    ("integer", "１２", "12"),
    ("integer", "十二", "12"),
    ("integer", "2000年", "2000"),
    ("integer", "-3", "-3"),
    ("decimal", "5万", "50000.0"),
    ("decimal", "五万元", "50000.0"),
    ("decimal", "50,000", "50000.0"),
    ("decimal", "1e3", "1000.0"),
    ("decimal", "０.５", "0.5"),
    ("decimal", "50%", "0.5"),
    ("decimal", "三倍", "3.0"),
    ("boolean", "否", "false"),
    ("string", " 劳动 ", '"劳动"'),
    ("date", "２０１９-05-01", '"2019-05-01"^^<http://www.w3.org/2001/XMLSchema#date>'),
    ("document", "劳动合同法", LAW.format("")),
    ("document", "《劳动合同法》", LAW.format("")),
    ("document", "《中华人民共和国 劳动合同法》（2012年修正）", LAW.format("")),
    ("document", "", "UNDEF"),
    ("article", "第八十四条", '"art_84"'),
    ("article", "八十四条", '"art_84"'),
    ("article", "84条", '"art_84"'),
    ("article", "８４", '"art_84"'),
    ("article", "八十四", '"art_84"'),
    ("article", "art_84", '"art_84"'),
    ("article", "第84条 第1款", '"art_84__para_1"'),
    ("article", "第一百二十条之一", '"art_120-1"'),
    ("article", "附件2", '"annex_2"'),
    ("article", "", '""'),
    ("power-type", "行政处罚", "<https://w3id.org/quanze/code/power-type/02>"),
    ("power-type", "处罚", "<https://w3id.org/quanze/code/power-type/02>"),
    ("power-type", "02", "<https://w3id.org/quanze/code/power-type/02>"),
    ("power-type", "", "UNDEF"),
    ("sanction-kind", "罚款", "<https://w3id.org/quanze/code/sanction-kind/fine>"),
    ("sanction-kind", "吊销", "<https://w3id.org/quanze/code/sanction-kind/licence_revocation>"),
    ("rank", "法律", "<https://w3id.org/quanze/code/rank/law>"),
    ("unit", "日", "<https://w3id.org/quanze/code/unit/day>"),
    ("iri", "law:劳动法", "<https://w3id.org/quanze/id/law/劳动法>"),
]
REFUSED = [
    ("integer", "1.5"),
    ("decimal", "NaN"),
    ("decimal", "many"),
    ("date", "2019-02-30"),
    ("boolean", "maybe"),
    ("article", "劳动法"),
    ("article", "第三条、第四条"),
    ("article", "art_x"),
    ("power-type", "行政"),
    ("rank", "诗"),
    ("money", "3"),
]


@pytest.mark.parametrize(("kind", "value", "term"), TERMS)
def test_values_as_people_type_them(kind, value, term):
    assert parameters.known(kind)
    assert parameters.term(kind, value) == term


@pytest.mark.parametrize(("kind", "value"), REFUSED)
def test_what_is_no_value_of_a_type_is_refused(kind, value):
    with pytest.raises((ValueError, KeyError, ArithmeticError)):
        parameters.term(kind, value)


def test_a_document_is_minted_under_the_base_of_the_graph():
    assert parameters.term("document", "劳动法", prefixes("https://example.org/")).startswith(
        "<https://example.org/id/law/"
    )


def test_an_unknown_code_names_those_there_are():
    with pytest.raises(ValueError, match=r"行政许可；.*行政处罚"):
        parameters.term("power-type", "行政")


@given(st.text(max_size=30), st.sampled_from(sorted({*parameters.PLAIN, "document", "rank"})))
def test_no_text_breaks_out_of_its_place(text, kind):
    try:
        term = parameters.term(kind, text)
    except (ValueError, KeyError, ArithmeticError):
        return
    assert "\n" not in term
    assert term[0] not in "?$"
