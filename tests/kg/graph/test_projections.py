import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.network import ATTRIBUTES
from kg.graph.projections import PROJECTIONS, Projection, weighted_edges
from tests.lists import power_graph, register_graph

SHARED, PLAIN = Projection("", "", "", shared=True), Projection("", "", "")
FOUND = [
    ("i1", "d1", "x"),
    ("i1", "d2", "x"),
    ("i2", "d1", "y"),
    ("i2", "d2", "y"),
    ("i2", "d1", "z"),
    ("i3", "d3", "x"),
]


def test_a_tie_weighs_what_makes_it():
    assert weighted_edges(PLAIN, [*FOUND, FOUND[0]]) == [
        ("i1", "d1", 1), ("i1", "d2", 1), ("i2", "d1", 2), ("i2", "d2", 1), ("i3", "d3", 1),
    ]  # fmt: skip


def test_a_projection_counts_what_two_share():
    assert weighted_edges(SHARED, FOUND) == [("d1", "d2", 2)]


@given(st.lists(st.tuples(*[st.sampled_from("abcde")] * 3), min_size=1))
def test_a_projection_is_that_of_networkx(found):
    graph = nx.Graph()
    graph.add_nodes_from((("left", a) for a, _, _ in found))
    graph.add_nodes_from((("right", b) for _, b, _ in found))
    graph.add_edges_from((("left", a), ("right", b)) for a, b, _ in found)
    projected = nx.bipartite.weighted_projected_graph(graph, {node for node in graph if node[0] == "right"})
    expected = {(*sorted((a[1], b[1])), weight) for a, b, weight in projected.edges(data="weight")}
    assert set(weighted_edges(SHARED, found)) == expected


@pytest.mark.parametrize("kind", PROJECTIONS)
def test_networks_of_the_bundled_lists(graph, kind):
    network = graph.network(kind)
    assert network.number_of_edges() > 10
    assert network.graph == {"kind": kind, "weight": PROJECTIONS[kind].weight}
    assert network.is_directed() == PROJECTIONS[kind].directed
    for _, _, held in network.edges(data=True):
        assert held["relation"] == kind
        assert held["weight"] >= 1
    for _, held in network.nodes(data=True):
        assert {"label", "kind"} <= held.keys() <= {"label", "kind", *ATTRIBUTES}
        assert all(isinstance(value, str | int | float) for value in held.values())


def test_ends_are_of_the_kinds_the_name_says(graph):
    ends = {
        frozenset({network.nodes[a]["kind"], network.nodes[b]["kind"]})
        for network in [graph.network("unit-provision")]
        for a, b in network.edges
    }
    assert ends == {frozenset({"unit", "provision"})}
    assert {kind for _, kind in graph.network("document-document").nodes(data="kind")} == {"document"}


def test_weights_are_what_a_query_counts(graph):
    network = graph.network("document-document")
    a, b, weight = max(network.edges(data="weight"), key=lambda edge: edge[2])
    found = graph.query(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?x qz:basisDocument <{a}> , <{b}> }}")
    assert found == [{"n": weight}]


def test_the_lists_made_by_hand_have_every_kind_of_end():
    from kg.graph.network import network
    from kg.graph.store import fill, lines, writable

    store = writable()
    fill(store, lines([*power_graph(), *register_graph()]))
    assert network(store, "unit-document").number_of_edges() > 0
    assert "boundary" in {kind for _, kind in network(store, "entry-document").nodes(data="kind")}
