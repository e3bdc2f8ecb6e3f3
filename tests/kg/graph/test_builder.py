"""A list under construction, and the literals it is written in."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, serialize

from kg.graph import terms as t
from kg.graph.builder import GraphBuilder
from kg.graph.iris import Name, fact
from kg.graph.literals import figure, zh


@pytest.mark.parametrize(
    ("number", "text"),
    [("500", "500"), ("500.00", "500"), ("0.0005", "0.0005"), ("1E+4", "10000"), ("0", "0"), ("1.50", "1.5")],
)
def test_figures_have_no_exponent_and_no_idle_zeros(number, text):
    assert figure(Decimal(number)).value == text
    assert figure(Decimal(number)).datatype == t.XSD_DECIMAL


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_figures_keep_their_value(number):
    assert Decimal(figure(number).value) == number


@given(st.text())
def test_chinese_text_is_kept(text):
    assert (zh(text).value, zh(text).language) == (text, "zh")


def test_what_was_said_is_streamed_once_in_the_graph_of_the_list():
    draft = GraphBuilder("清单", t.BASE)
    draft.statements.append((draft.graph, t.DCT_TITLE, zh("甲")))
    (quad,) = draft.drain()
    assert quad.graph_name == draft.graph == NamedNode(t.BASE + "id/list/清单")
    assert draft.drain() == []


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_lines_are_those_of_the_serialiser(text):
    """Terms write themselves as quads are written, whatever signs a text holds."""
    drafts = [GraphBuilder("清单", t.BASE) for _ in range(2)]
    for draft in drafts:
        draft.statements += [(draft.graph, t.DCT_TITLE, zh(text)), (draft.graph, t.DCT_IDENTIFIER, Literal(text))]
        draft.shared += [(draft.graph, t.VALUE, figure(Decimal("1.50"))), (draft.graph, t.RDF_TYPE, t.DCAT_DATASET)]
    expected = serialize(drafts[0].drain(), format=RdfFormat.N_QUADS)
    assert b"".join(drafts[1].drain_lines()) == expected
    assert drafts[1].drain_lines() == []


def test_the_short_way_to_a_fact_is_the_long_one():
    draft = GraphBuilder("清单", t.BASE)
    assert draft.hashed("ground", "1", "甲") == draft.node(fact("ground", "1", "甲"))
    assert draft.key(draft.node(Name("law", ("甲法",)))) == "id/law/甲法"


def test_a_thing_is_met_for_the_first_time_once():
    draft = GraphBuilder("清单", t.BASE)
    assert draft.first("甲", draft.graph)
    assert not draft.first("甲", draft.graph)
