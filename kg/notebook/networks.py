"""Networks for other libraries: networkx graphs that turn into pyvis pages and igraph graphs.

pyvis and igraph are asked for when they are needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import networkx as nx

from kg.errors import missing
from kg.graph.kinds import kind as kind_of
from kg.output.networks import clean

if TYPE_CHECKING:
    import igraph
    from pyvis.network import Network

    _Graph = nx.Graph[str]
    _DiGraph = nx.DiGraph[str]
    _MultiDiGraph = nx.MultiDiGraph[str]
else:
    _Graph, _DiGraph, _MultiDiGraph = nx.Graph, nx.DiGraph, nx.MultiDiGraph

#: A label in a picture is cut here; the whole stands in its tooltip.
_LABEL: Final = 16


class _Exports:
    """What networks of a graph offer beside what networkx does."""

    def to_pyvis(self, height: str = "720px", width: str = "100%") -> Network:
        """A pyvis network with names, colours of kinds and weights; ``.write_html("net.html")`` is one offline page.

        Raises kg.errors.Problem: pyvis is not installed.
        """
        try:
            from kg.notebook.pyvis_page import OfflineNetwork  # noqa: PLC0415 - slow to import
        except ImportError as error:
            raise missing("pyvis", "quanze") from error
        graph = clean(self)  # type: ignore[arg-type]
        made = OfflineNetwork(
            height=height, width=width, directed=graph.is_directed(), cdn_resources="in_line", notebook=False
        )
        for node, known in graph.nodes(data=True):
            label = str(known.get("label", node))
            made.add_node(
                node,
                label=label if len(label) <= _LABEL else f"{label[: _LABEL - 1]}…",
                title="\n".join(f"{name}: {value}" for name, value in known.items()),
                color=kind_of(str(known.get("kind", "other"))).colour,
            )
        for source, target, known in graph.edges(data=True):
            made.add_edge(source, target, value=known.get("weight", 1), title=str(known.get("label", "")))
        return made

    def to_igraph(self) -> igraph.Graph:
        """The same as an igraph graph; the identifier of a node is its attribute ``name``.

        Raises kg.errors.Problem: igraph is not installed.
        """
        try:
            import igraph  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise missing("igraph", "networks") from error
        graph = clean(self)  # type: ignore[arg-type]
        nodes = list(graph)
        places = {node: place for place, node in enumerate(nodes)}
        made = igraph.Graph(n=len(nodes), directed=graph.is_directed())
        made["kind"], made["weight"] = graph.graph.get("kind", ""), graph.graph.get("weight", "")
        made.vs["name"] = nodes
        for name in sorted({name for node in nodes for name in graph.nodes[node]}):
            made.vs[name] = [graph.nodes[node].get(name) for node in nodes]
        edges: list[tuple[str, str, dict[str, Any]]] = list(graph.edges(data=True))
        made.add_edges([(places[source], places[target]) for source, target, _ in edges])
        for name in sorted({name for *_, known in edges for name in known}):
            made.es[name] = [known.get(name) for *_, known in edges]
        return made


class TieGraph(_Exports, _Graph):
    """An undirected network."""


class DirectedTieGraph(_Exports, _DiGraph):
    """A directed network."""


class RelationGraph(_Exports, _MultiDiGraph):
    """A directed network in which two things may be tied by several relations."""


def with_exports(graph: nx.Graph[str]) -> TieGraph | DirectedTieGraph | RelationGraph:
    """The same network with ``to_pyvis`` and ``to_igraph``."""
    if graph.is_multigraph():
        return RelationGraph(graph)
    return DirectedTieGraph(graph) if graph.is_directed() else TieGraph(graph)
