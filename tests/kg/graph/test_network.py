import io

import networkx as nx
import pytest
from pyoxigraph import RdfFormat, parse

from kg.errors import Problem
from kg.graph.network import describe, network
from kg.graph.store import fill, lines, writable

TRIG = """
@prefix qz: <https://w3id.org/quanze/def#> . @prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix cpsv: <http://purl.org/vocab/cpsv#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <http://e/> .
:list { :list a dcat:Dataset . :item a qz:PowerItem, cpsv:PublicService ; rdfs:label "许可"@zh ; qz:basisDocument :law ;
        qz:handledBy :unit ; qz:serial "7" . :law a eli:LegalResource ; rdfs:label "劳动法"@zh . }
<https://w3id.org/quanze/def> { :unit skos:prefLabel "unit"@en , "科室"@zh . :Class rdfs:seeAlso :Other . }
"""


@pytest.fixture(scope="module")
def store():
    store = writable()
    fill(store, lines(parse(TRIG.encode(), RdfFormat.TRIG)))
    return store


def test_all_is_what_the_lists_say(store):
    graph = network(store)
    assert set(graph) == {"http://e/item", "http://e/law", "http://e/unit"}
    assert graph.nodes["http://e/item"] == {"label": "许可", "kind": "item", "unit": "科室"}
    assert graph.nodes["http://e/law"] == {"label": "劳动法", "kind": "document", "entries": 1}
    assert graph.nodes["http://e/unit"] == {"label": "科室", "kind": "other", "entries": 1}
    assert sorted(relation for *_, relation in graph.edges(data="relation")) == ["basisDocument", "handledBy"]


def test_what_has_no_label_bears_the_end_of_its_iri(store):
    named = ("http://e/list/某项", "http://e/def#某项/第一段", "http://e/unit")
    assert describe(store, named) == {
        "http://e/list/某项": {"label": "某项", "kind": "other"},
        "http://e/def#某项/第一段": {"label": "第一段", "kind": "other"},
        "http://e/unit": {"label": "科室", "kind": "other"},
    }


def test_documents_and_their_items(store):
    assert list(network(store, "documents").edges(keys=True)) == [("http://e/item", "http://e/law", "basisDocument")]


@pytest.mark.parametrize("kind", ["all", "items", "documents"])
def test_other_tools_can_read_it(store, kind):
    graph = network(store, kind)
    for write, read in ((nx.write_gexf, nx.read_gexf), (nx.write_graphml, nx.read_graphml)):
        file = io.BytesIO()
        write(graph, file)
        file.seek(0)
        assert set(read(file)) == set(graph)


def test_no_such_network(store):
    with pytest.raises(Problem, match="documents"):
        network(store, "everything")
