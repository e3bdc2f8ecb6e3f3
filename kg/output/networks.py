"""Networks for Gephi, yEd, Cytoscape and igraph: GraphML, and GEXF with colours, sizes and places."""

from __future__ import annotations

import io
import math
import re
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from kg.graph.kinds import kind as kind_of
from kg.graph.network import network
from kg.output.sanitise import attributes, printable

if TYPE_CHECKING:
    import networkx as nx

    from kg.graph.store import Askable

FORMS: Final = ("graphml", "gexf")
SEED, SCALE = 1, 1000.0
MODIFIED: Final = re.compile(rb' lastmodifieddate="[^"]*"')  # a day would make the same graph other bytes tomorrow


def write(store: Askable, form: str, kind: str, origin: str = "") -> bytes:
    """The network of a kind (``kg.graph.network.KINDS_OF_NETWORK``) in one of ``FORMS``.

    ``origin`` says what it is made from. Raises Problem: there is no such kind.
    """
    import networkx as nx  # noqa: PLC0415 - only where a network is written

    graph = clean(network(store, kind))
    file = io.BytesIO()
    if origin:
        graph.graph["origin"] = origin
    if form == "graphml":
        nx.write_graphml_xml(_numbered(graph), file)
        return file.getvalue()
    nx.write_gexf(_placed(graph), file)
    return _as_the_schema_asks(MODIFIED.sub(b"", file.getvalue()), origin)


def _numbered(graph: nx.Graph[str]) -> nx.Graph[str]:
    """The graph with ids as GraphML allows them (NMTOKEN: no slash); the identifier is the attribute ``iri``."""
    import networkx as nx  # noqa: PLC0415

    nx.set_node_attributes(graph, {node: node for node in graph}, "iri")
    return nx.relabel_nodes(graph, {node: f"n{number}" for number, node in enumerate(graph)})


def _as_the_schema_asks(content: bytes, origin: str) -> bytes:
    """GEXF 1.2 as its XSD has it: a graph bears no name, and what a node holds comes before how it looks."""
    from lxml import etree  # noqa: PLC0415 - only where a network is written

    root = etree.fromstring(content)
    meta = root.find("{*}meta")
    if origin and meta is not None:
        etree.SubElement(meta, str(meta.tag).replace("meta", "description")).text = origin
    for graph in root.iter("{*}graph"):
        graph.attrib.pop("name", None)
    for holder in root.iter("{*}node", "{*}edge"):
        for values in holder.findall("{*}attvalues"):
            holder.insert(0, values)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def clean(graph: nx.Graph[str]) -> nx.Graph[str]:
    """The same graph with attributes that every format can hold, and a key of its own for every parallel edge."""
    made: nx.Graph[str] = graph.__class__()
    made.graph.update(attributes(graph.graph))
    made.add_nodes_from((printable(node), attributes(graph.nodes[node])) for node in sorted(graph))
    numbers = count()
    edges: list[tuple[str, str, dict[str, Any]]] = list(graph.edges(data=True))
    for source, target, values in sorted(edges, key=lambda edge: (edge[0], edge[1], str(edge[2]))):
        key = {"key": f"e{next(numbers)}"} if graph.is_multigraph() else {}
        made.add_edge(printable(source), printable(target), **key, **attributes(values))
    return made


def _placed(graph: nx.Graph[str]) -> nx.Graph[str]:
    """The graph with what GEXF calls viz: the colour of its kind, a size by its degree, a place."""
    places = positions(graph)
    for node, values in graph.nodes(data=True):
        x, y = places[node]
        values["viz"] = {
            "color": _rgb(kind_of(values["kind"]).colour),
            "position": {"x": round(x * SCALE, 1), "y": round(y * SCALE, 1), "z": 0.0},
            "size": round(4 + 3 * math.sqrt(graph.degree[node]), 1),
        }
    return graph


def positions(graph: nx.Graph[str]) -> dict[str, tuple[float, float]]:
    """A place for each node, the same on every run: each component laid out by itself, the largest in the middle."""
    import networkx as nx  # noqa: PLC0415

    parts = sorted(nx.connected_components(nx.Graph(graph)), key=lambda part: (-len(part), min(part)))
    places: dict[str, tuple[float, float]] = {}
    for number, part in enumerate(parts):
        radius = math.sqrt(len(part) / max(len(graph), 1))
        turn, far = number * 2.399963, 1.2 * math.sqrt(number / max(len(parts), 1)) + (number > 0) * 0.9
        within = _spread(graph.subgraph(sorted(part)))
        for node in sorted(part):
            x, y = within[node]
            places[node] = (far * math.cos(turn) + radius * x, far * math.sin(turn) + radius * y)
    return places


def _spread(part: nx.Graph[str]) -> dict[str, Any]:
    """Springs where they settle in a moment; a ring of rings beyond, for the tool that opens it has better ones."""
    import networkx as nx  # noqa: PLC0415

    plain: nx.Graph[str] = nx.Graph()  # in an order of its own: that of a part is another on every run
    plain.add_nodes_from(sorted(part))
    plain.add_edges_from(sorted((min(a, b), max(a, b)) for a, b in part.edges()))
    if len(part) < 500:  # beyond, networkx would ask for SciPy
        return dict(nx.spring_layout(plain, seed=SEED, iterations=60))
    return dict(nx.circular_layout(plain))


def _rgb(code: str) -> dict[str, Any]:
    red, green, blue = (int(code[start : start + 2], 16) for start in (1, 3, 5))
    return {"r": red, "g": green, "b": blue, "a": 1.0}
