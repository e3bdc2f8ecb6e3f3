"""The graph as networkx sees it: nodes with a label and a kind, edges with a relation, all attributes plain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from kg.errors import Problem
from kg.graph.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import networkx as nx
    from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

# The class a node is counted under: the first that fits, so that a service that is a power item is an item.
KINDS = {
    "qz:PowerItem": "item",
    "qz:Responsibility": "responsibility",
    "qz:Task": "task",
    "qz:ResponsibilityBoundary": "boundary",
    "qz:Share": "share",
    "qz:SupervisionRegime": "regime",
    "qz:RegimeSection": "section",
    "qz:Sanction": "sanction",
    "qz:DutyStage": "stage",
    "qz:AccountabilityGround": "ground",
    "cv:PublicOrganisation": "body",
    "org:OrganizationalUnit": "unit",
    "eli:LegalResource": "document",
    "eli:LegalResourceSubdivision": "provision",
    "skos:Concept": "concept",
    "cpsv:PublicService": "service",
}
LABELLED = """SELECT ?a ?label WHERE { ?a skos:prefLabel|eli:title|rdfs:label|dct:title|dct:description ?label }
    ORDER BY DESC(LANG(?label)) ?label"""
RELATIONS = {
    "all": """SELECT ?a ?p ?b WHERE { GRAPH ?list { ?list a dcat:Dataset . ?a ?p ?b .
        FILTER(isIRI(?b) && ?p != rdf:type) } }""",
    "items": """SELECT ?a ?p ?b WHERE { ?a a qz:PowerItem ; ?p ?b .
        VALUES ?p { dct:type cv:hasCompetentAuthority qz:handledBy dct:isPartOf qz:basisDocument } }""",
    "documents": """SELECT ?a ?p ?b WHERE { ?a a qz:PowerItem ; qz:basisDocument ?b . BIND(qz:basisDocument AS ?p) }""",
}


def network(store: Store, kind: str = "all") -> nx.MultiDiGraph[str]:
    """The store, or a part of it, as a networkx graph; nodes are IRIs.

    ``kind``: ``all`` (every thing and every relation), ``items`` (power items with type, body, sub-unit, main item
    and basis documents) or ``documents`` (power items and the documents they rest on). Node attributes: ``label``,
    ``kind``; edge attribute and key: ``relation``. Raises Problem for another kind.
    """
    if kind not in RELATIONS:
        names = ", ".join(RELATIONS)
        raise Problem(str(kind), f"没有这种网络; 可选 {names}", f"no such network; choose {names}")
    import networkx as nx  # noqa: PLC0415 - a tenth of a second that only networks need

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for source, relation, target in _terms(store, RELATIONS[kind]):
        short = _short(relation.value)
        graph.add_edge(source.value, target.value, key=short, relation=short)
    described = describe(store, graph)
    for node in graph:
        graph.nodes[node].update(described[node])
    return graph


def describe(store: Store, nodes: Iterable[str]) -> dict[str, dict[str, str]]:
    """Label and kind of each node: its Chinese label where it has one, else the end of its IRI."""
    kinds = _kinds(store)
    labels: dict[str, str] = {}
    for node, label in _terms(store, LABELLED):
        labels.setdefault(node.value, label.value)
    return {
        node: {"label": labels.get(node) or _short(node).rpartition("/")[2], "kind": kinds.get(node, "other")}
        for node in nodes
    }


def _kinds(store: Store) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, kind in reversed(KINDS.items()):
        found |= {node.value: kind for (node,) in _terms(store, f"SELECT ?a WHERE {{ ?a a {name} }}")}
    return found


def _terms(store: Store, query: str) -> Iterator[tuple[NamedNode | Literal, ...]]:
    result = cast("QuerySolutions", store.query(query, prefixes=PREFIXES))
    names = [variable.value for variable in result.variables]
    for solution in result:
        yield tuple(cast("Any", solution[name]) for name in names)


def _short(iri: str) -> str:
    return iri.rpartition("#")[2] if "#" in iri else iri.rpartition("/")[2]
