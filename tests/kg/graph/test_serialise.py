import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.graph.serialise import jsonld, parsed, turtle
from kg.graph.store import lines
from kg.graph.terms import PREFIXES, RDF_TYPE, XSD

EX = "http://example.org/"
CONTEXT = {
    "ex": EX,
    "xsd": XSD,
    "label": {"@id": "ex:label", "@language": "zh"},
    "plain": "ex:plain",
    "amount": {"@id": "ex:amount", "@type": "xsd:decimal"},
    "basis": {"@id": "ex:basis", "@type": "@id", "@container": "@set"},
    "Item": "ex:Item",
}


def ex(name):
    return NamedNode(EX + name)


LISTS = [ex("list/a"), ex("list/b")]
SAID = [
    (RDF_TYPE, ex("Item")),
    (RDF_TYPE, ex("Other")),
    (ex("label"), Literal('处罚\n"x"', language="zh")),
    (ex("label"), Literal("penalty", language="en")),
    (ex("plain"), Literal("1")),
    (ex("plain"), Literal("1", datatype=NamedNode(XSD + "integer"))),
    (ex("amount"), Literal("500.50", datatype=NamedNode(XSD + "decimal"))),
    (ex("amount"), Literal("7", datatype=NamedNode(XSD + "integer"))),
    (ex("basis"), ex("law/劳动法/art_1")),
    (ex("basis"), Literal("none")),
    (ex("other"), ex("law//odd")),
    (ex("other"), NamedNode("urn:x:y")),
]
QUADS = [Quad(ex("item"), predicate, value, graph) for graph in LISTS for predicate, value in SAID]
QUADS.append(Quad(ex("law/劳动法"), ex("label"), Literal("劳动法", language="zh"), LISTS[0]))


def test_jsonld_says_the_same_in_the_terms_of_the_context():
    text = "".join(jsonld(parsed(lines(QUADS)), CONTEXT))
    assert {quad.triple for quad in parse(text.encode(), RdfFormat.JSON_LD)} == {quad.triple for quad in QUADS}
    assert '"label": "处罚' in text
    assert '"amount": "500.50", "ex:amount": {"@value": "7", "@type": "xsd:integer"}' in text
    assert '"basis": ["ex:law/劳动法/art_1"]' in text
    assert '"@type": ["Item", "ex:Other"]' in text


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_another_reader_reads_the_same_jsonld_in_a_plain_graph():
    graph = rdflib.Graph().parse(data="".join(jsonld(parsed(lines(QUADS)), CONTEXT)), format="json-ld")
    assert len(graph) == len(SAID) + 1


def test_turtle_is_the_merge_with_the_class_first():
    text = turtle(parsed(lines(QUADS)), {"ex": EX})
    found = [quad.triple for quad in parse(text, RdfFormat.TURTLE)]
    assert len(found) == len(set(found)) == len(SAID) + 1
    assert {quad.triple for quad in QUADS} == set(found)
    assert b"ex:item a ex:Item" in text
    assert text.decode().index("@prefix ex:") == 0


@pytest.mark.parametrize(
    "form", [lambda nq: turtle(parsed(nq), PREFIXES), lambda nq: "".join(jsonld(parsed(nq), CONTEXT))]
)
def test_the_order_of_the_quads_does_not_matter(form):
    assert form(lines(QUADS)) == form(lines(reversed(QUADS)))


def test_an_empty_graph():
    assert "".join(jsonld(parsed([]), CONTEXT)).endswith('"@graph": []}\n')
    assert list(parse(turtle(parsed([]), PREFIXES), RdfFormat.TURTLE)) == []
