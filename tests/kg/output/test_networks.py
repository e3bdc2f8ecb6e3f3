"""Networks, read back by NetworkX and held to their schemas."""

import io
import math
import re
from itertools import combinations

import networkx as nx
import pytest
from lxml import etree

from kg.graph.projections import PROJECTIONS
from kg.output import networks


@pytest.mark.parametrize("form", networks.FORMS)
@pytest.mark.parametrize("kind", ["items", "item-document", "unit-unit", "document-citation"])
def test_networkx_reads_it_back(graph, form, kind):
    expected = graph.network(kind)
    content = networks.write(graph.store, form, kind)
    read = (nx.read_graphml if form == "graphml" else nx.read_gexf)(io.BytesIO(content))
    if form == "graphml":  # whose ids may not hold a slash
        read = nx.relabel_nodes(read, nx.get_node_attributes(read, "iri"))
    assert set(read) == set(expected)
    assert read.number_of_edges() == expected.number_of_edges()
    assert {label for _, label in read.nodes(data="label")} == {label for _, label in expected.nodes(data="label")}
    if kind in PROJECTIONS:
        for a, b, weight in expected.edges(data="weight"):
            assert read.edges[a, b]["weight"] == weight


def test_networks_are_as_their_schemas_ask(graph):
    gexf = etree.fromstring(networks.write(graph.store, "gexf", "item-document"))
    assert "name" not in gexf.find("{*}graph").attrib
    for node in gexf.iter("{*}node"):
        assert etree.QName(node[0]).localname == "attvalues"
    graphml = etree.fromstring(networks.write(graph.store, "graphml", "item-document"))
    ends = {edge.get(end) for edge in graphml.iter("{*}edge") for end in ("source", "target")}
    ids = [node.get("id") for node in graphml.iter("{*}node")]
    assert ends <= set(ids)
    assert all(re.fullmatch(r"[\w.:-]+", name) for name in ids)


def test_how_a_gexf_looks_is_as_its_schema_bounds_it(graph):
    """Of viz the XSD of 1.2 has the types, its elements in the namespace of GEXF; programs write those of viz."""
    gexf = etree.fromstring(networks.write(graph.store, "gexf", "item-document"))
    viz = {name: gexf.findall(f".//{{http://www.gexf.net/1.2draft/viz}}{name}") for name in ("color", "position", "size")}  # fmt: skip
    assert len({len(found) for found in viz.values()}) == 1
    assert viz["size"]
    for colour in viz["color"]:
        assert all(0 <= int(colour.get(channel)) <= 255 for channel in "rgb")
        assert 0 <= float(colour.get("a")) <= 1
    assert all(set(place.attrib) == {"x", "y", "z"} for place in viz["position"])
    assert all(float(size.get("value")) > 0 for size in viz["size"])


def test_a_gexf_has_colours_places_and_no_day(graph):
    content = networks.write(graph.store, "gexf", "document-document")
    assert b"lastmodifieddate" not in content
    read = nx.read_gexf(io.BytesIO(content))
    places = {tuple(held["viz"]["position"].items()) for _, held in read.nodes(data=True)}
    assert len(places) == len(read)
    assert content == networks.write(graph.store, "gexf", "document-document")


def test_the_whole_graph_is_a_network_too(little):
    for form in networks.FORMS:
        content = networks.write(little.store, form, "all")
        read = (nx.read_graphml if form == "graphml" else nx.read_gexf)(io.BytesIO(content))
        assert read.number_of_edges() == little.network("all").number_of_edges()


def test_what_networkx_cannot_hold_is_made_fit():
    graph = nx.MultiDiGraph(kind=None)
    graph.add_node("a\x00", label=None, kind="item", list=["甲", None], text="\x0b\ud800乙")
    graph.add_edge("a\x00", "b", key="same", relation="r")
    graph.add_edge("b", "a\x00", key="same", relation="r")
    made = networks.clean(graph)
    for write, read in ((nx.write_graphml_xml, nx.read_graphml), (nx.write_gexf, nx.read_gexf)):
        file = io.BytesIO()
        write(made, file)
        file.seek(0)
        back = read(file)
        assert back.nodes["a"]["list"] == "甲"
        assert back.nodes["a"]["text"] == "乙"
        assert back.number_of_edges() == 2
    assert len({key for *_, key in made.edges(keys=True)}) == 2


def test_the_largest_component_is_in_the_middle_and_the_others_lie_apart_within_reach():
    graph = nx.Graph([("a", "b"), ("b", "c"), ("c", "d"), ("e", "f"), ("g", "h")])
    places = networks.positions(graph)
    parts = [[places[node] for node in part] for part in ("abcd", "ef", "gh")]
    centres = [(sum(x for x, _ in part) / len(part), sum(y for _, y in part) / len(part)) for part in parts]
    assert math.dist(centres[0], (0, 0)) < 0.5
    for one, other in combinations(range(3), 2):
        reach = [max(math.dist(place, centres[part]) for place in parts[part]) for part in (one, other)]
        assert math.dist(centres[one], centres[other]) > sum(reach)
    # The middle has a radius of at most 1, and so have the others, 0.9 and at most 1.2 further out.
    assert max(math.dist(place, (0, 0)) for place in places.values()) <= 3.1
    assert networks.positions(graph) == places
