"""RDF in every form, read back by the tool it is for."""

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse
from rdflib import Dataset, Graph

from kg.graph.store import quad_lines, writable
from kg.output import rdf


@pytest.mark.parametrize(("form", "parser"), [("ttl", "turtle"), ("nt", "nt"), ("xml", "xml")])
def test_rdflib_reads_the_merge(little, form, parser):
    content = rdf.rdf(little.store, form, little.prefixes)
    merge = sum(1 for _ in little.store.quads_for_pattern(None, None, None, DefaultGraph()))
    assert len(Graph().parse(data=content, format=parser)) == merge


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # its own parsers use what it gives up
@pytest.mark.parametrize(("form", "parser"), [("nq", "nquads"), ("trig", "trig")])
def test_rdflib_reads_the_named_graphs(little, form, parser):
    read = Dataset()
    read.parse(data=rdf.rdf(little.store, form, little.prefixes), format=parser)
    assert len(list(read.quads())) == len(quad_lines(little.store))
    assert {str(graph.identifier) for graph in read.graphs()} > {graph.value for graph in little.store.named_graphs()}


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_a_plain_graph_of_rdflib_reads_the_whole_of_the_jsonld(little):
    read = Graph().parse(data=rdf.rdf(little.store, "jsonld", little.prefixes), format="json-ld")
    assert len(read) == len({quad.triple for quad in little.store})


@pytest.mark.parametrize("form", rdf.FORMS)
def test_every_form_says_the_same_of_the_bundled_lists(graph, exports, form):
    content = rdf.rdf(graph.store, form, graph.prefixes)
    formats = {
        "ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "nq": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG,
        "jsonld": RdfFormat.JSON_LD, "xml": RdfFormat.RDF_XML,
    }  # fmt: skip
    expected = set(parse(path=str(exports / "graph.nq")))
    found = set(parse(content, format=formats[form]))
    if form in {"nq", "trig"}:
        assert found == expected
    else:
        assert {quad.triple for quad in found} == {quad.triple for quad in expected}


@pytest.mark.parametrize("form", rdf.FORMS)
def test_ascii_iris(little, form):
    content = rdf.rdf(little.store, form, little.prefixes, ascii_iris=True).decode()
    assert "law/中华" not in content
    assert "law:中华" not in content
    assert "%E4%B8%AD%E5%8D%8E%E4%BA%BA%E6%B0%91%E5%85%B1%E5%92%8C%E5%9B%BD%E5%8A%B3%E5%8A%A8%E6%B3%95" in content
    assert "劳动合同法" in content, "text stays as it is"


def test_ascii_iris_lose_nothing(little):
    plain = rdf.rdf(little.store, "nq", little.prefixes)
    ascii_only = rdf.rdf(little.store, "nq", little.prefixes, ascii_iris=True)
    assert ascii_only.count(b"\n") == plain.count(b"\n")
    for quad in parse(ascii_only, RdfFormat.N_QUADS):
        assert all(term.value.isascii() for term in quad if isinstance(term, NamedNode))


def test_text_that_xml_cannot_hold_keeps_its_positions():
    store, node = writable(), NamedNode("http://e/x")
    for text in (Literal("甲\x0b乙\r\n丙\r", language="zh"), Literal("\x01"), Literal("x")):
        store.add(Quad(node, node, text))
    read = Graph().parse(data=rdf.rdf(store, "xml", {"e": "http://e/"}), format="xml")
    assert {(str(value), value.language) for value in read.objects()} == {
        ("甲\ufffd乙 \n丙\n", "zh"),
        ("\ufffd", None),
        ("x", None),
    }
