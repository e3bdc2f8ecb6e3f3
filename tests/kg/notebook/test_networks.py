"""Networks for other libraries hold what the networkx graph holds."""

import json

import networkx as nx
import pytest
from lxml import html

from kg.graph.network import KINDS_OF_NETWORK


@pytest.mark.parametrize("kind", ["items", "unit-document", "document-citation"])
def test_igraph_has_the_same_nodes_edges_and_attributes(graph, kind):
    network = graph.network(kind)
    made = network.to_igraph()
    assert (made.vcount(), made.ecount(), made.is_directed()) == (
        len(network), network.number_of_edges(), network.is_directed(),
    )  # fmt: skip
    assert dict(zip(made.vs["name"], made.vs["label"], strict=True)) == dict(network.nodes(data="label"))
    ends = sorted(tuple(sorted((made.vs[edge.source]["name"], made.vs[edge.target]["name"]))) for edge in made.es)
    assert ends == sorted(tuple(sorted(edge[:2])) for edge in network.edges())


def test_pyvis_writes_one_page_that_fetches_nothing(graph, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    network = graph.network("unit-document")
    made = network.to_pyvis()
    assert (len(made.nodes), len(made.edges)) == (len(network), network.number_of_edges())
    made.save_graph("网络.html")
    page = (tmp_path / "网络.html").read_text(encoding="utf-8")
    assert page == made.generate_html()
    fetched = [one.get(name) for one in html.fromstring(page).iter("script", "link", "img") for name in ("src", "href")]
    assert [address for address in fetched if address and ":" in address] == []
    assert "vis-network" in page
    assert all(node["label"] in page or json.dumps(node["label"])[1:-1] in page for node in made.nodes)


@pytest.mark.parametrize("kind", KINDS_OF_NETWORK)
def test_what_is_tied_to_nothing_is_there_too(graph, kind):
    network = graph.network(kind)
    assert type(network)(network).__class__ is network.__class__
    alone = set(nx.isolates(network))
    if kind == "item-document":
        assert len(alone) == len(
            graph.query("SELECT ?x { ?x a qz:PowerItem FILTER NOT EXISTS { ?x qz:basisDocument ?y } }")
        )
    assert all(network.nodes[node]["label"] for node in alone)


def test_nodes_and_edges_say_what_is_known_of_them(graph):
    network = graph.network("item-document")
    item = next(known for _, known in network.nodes(data=True) if known.get("code", "").endswith("3620214001000"))
    assert {"list", "place", "body", "type", "unit", "row", "largest_fine"} <= item.keys()
    assert item["largest_fine"] == 2000
    assert all(known["label"] == f"引用处数{known['weight']}" for *_, known in network.edges(data=True))


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # what rdflib deprecates and still asks itself
def test_rdflib_and_shacl(graph):
    dataset = graph.to_rdflib()
    (row,) = dataset.query("SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a <https://w3id.org/quanze/def#PowerItem> }")
    assert int(row.n) == 151
    assert len(list(dataset.graphs())) > 3
    assert graph.shacl() == ()
