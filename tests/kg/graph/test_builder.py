"""A list under construction, and the literals it is written in."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from kg.graph import terms as t
from kg.graph import written_terms
from kg.graph.builder import GraphBuilder
from kg.graph.iris import Name, fact, mint
from kg.graph.literals import figure, zh
from kg.graph.written_terms import simple, term_of


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
    draft.statements.append((draft.listing, t.DCT_TITLE, written_terms.zh("甲")))
    (quad,) = draft.drain()
    assert quad.graph_name == draft.graph == NamedNode(t.BASE + "id/list/清单")
    assert draft.drain() == []


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_lines_are_those_of_the_serialiser(text):
    """What is written from the start is what the library makes of the same terms, whatever signs a text holds."""
    draft, common = GraphBuilder("清单", t.BASE), t.shared_graph(t.BASE)
    node, rest = draft.listing, NamedNode(mint(Name("law", ("甲 法",))))
    draft.statements += [(node, t.DCT_TITLE, written_terms.zh(text)), (node, t.DCT_IDENTIFIER, simple(text))]
    draft.shared += [
        (draft.node(Name("law", ("甲 法",))), t.VALUE, written_terms.figure(Decimal("1.50"))),
        (node, t.RDF_TYPE, t.DCAT_DATASET),
    ]
    expected = [
        Quad(draft.graph, t.DCT_TITLE, zh(text), draft.graph),
        Quad(draft.graph, t.DCT_IDENTIFIER, Literal(text), draft.graph),
        Quad(rest, t.VALUE, figure(Decimal("1.50")), common),
        Quad(draft.graph, t.RDF_TYPE, t.DCAT_DATASET, common),
    ]
    assert b"".join(draft.drain_lines()) == serialize(expected, format=RdfFormat.N_QUADS)
    assert draft.drain_lines() == []


@given(st.text())
def test_any_text_can_be_written(text):
    """Halves of surrogate pairs too, which neither UTF-8 nor RDF hold."""
    for written in (written_terms.zh(text), simple(text)):
        assert term_of(written.encode()).value == zh(text).value


@given(st.text(min_size=1))
def test_the_iri_of_a_node_is_the_one_it_was_made_of(title):
    iri = mint(Name("law", (title,)))
    assert written_terms.node(iri) == str(NamedNode(iri))
    assert written_terms.iri_of(written_terms.node(iri)) == iri


def test_the_short_way_to_a_fact_is_the_long_one():
    draft = GraphBuilder("清单", t.BASE)
    assert draft.hashed("ground", "1", "甲") == draft.node(fact("ground", "1", "甲"))
    assert draft.key(draft.node(Name("law", ("甲法",)))) == "id/law/甲法"


def test_a_thing_is_met_for_the_first_time_once():
    draft = GraphBuilder("清单", t.BASE)
    assert draft.first("甲", draft.listing)
    assert not draft.first("甲", draft.listing)
