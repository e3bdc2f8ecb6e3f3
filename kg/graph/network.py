"""The graph as networkx sees it: nodes with a label and a kind, edges with a relation, all attributes plain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from kg.errors import Problem
from kg.graph import kinds
from kg.graph.projections import PROJECTIONS, weighted_edges
from kg.graph.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import networkx as nx
    from pyoxigraph import Literal, NamedNode, QuerySolutions

    from kg.graph.store import Askable

# What a thing is called, the first that it has: a name, its text, the words it was read from.
LABELS = (
    f"""SELECT ?a ?label WHERE {{ ?a {"|".join(map(str, kinds.NAMES))} ?label }}
    ORDER BY DESC(LANG(?label)) ?label""",
    "SELECT ?a ?label WHERE { ?a dct:description ?label } ORDER BY DESC(LANG(?label)) ?label",
    "SELECT ?a ?label WHERE { ?a qz:evidence/oa:exact ?label } ORDER BY ?label",
)
RELATIONS = {
    "all": """SELECT ?a ?p ?b WHERE { ?a ?p ?b . FILTER (isIRI(?b) && ?p != rdf:type)
        FILTER NOT EXISTS { ?a a ?class . VALUES ?class { qz:Verdict sh:ValidationReport sh:ValidationResult } }
        FILTER NOT EXISTS { GRAPH <https://w3id.org/quanze/def> { ?a ?p ?b } } }""",
    "items": """SELECT ?a ?p ?b WHERE { ?a a qz:PowerItem ; ?p ?b .
        VALUES ?p { dct:type qz:competentAuthority qz:handledBy dct:isPartOf qz:basisDocument } }""",
    "documents": """SELECT ?a ?p ?b WHERE { ?a a qz:PowerItem ; qz:basisDocument ?b . BIND(qz:basisDocument AS ?p) }""",
}


KINDS_OF_NETWORK = (*RELATIONS, *PROJECTIONS)
# What else is known of a node, by the name of its attribute: a name, a figure, a day or the words it was read from.
_LISTED = 'SELECT ?a (GROUP_CONCAT(DISTINCT ?name; SEPARATOR = "、") AS ?value) { ?a qz:inList ?list . %s } GROUP BY ?a'
ATTRIBUTES = {
    "rank": """SELECT ?a ?value WHERE { ?a eli:type_document/skos:prefLabel ?value FILTER (LANG(?value) = "zh") }""",
    "type": """SELECT ?a ?value WHERE { ?a a qz:PowerItem ; dct:type/skos:prefLabel ?value
        FILTER (LANG(?value) = "zh") }""",
    "unit": """SELECT ?a (MIN(?name) AS ?value) WHERE { ?a a qz:PowerItem ; qz:handledBy/skos:prefLabel ?name
        FILTER (LANG(?name) = "zh") } GROUP BY ?a""",
    "entries": """SELECT ?a (COUNT(DISTINCT ?entry) AS ?value) WHERE {
        { ?entry qz:basisDocument ?a } UNION { ?entry qz:legalBasis ?a . ?a a eli:LegalResourceSubdivision }
        UNION { ?entry qz:handledBy ?a } UNION { ?entry qz:competentAuthority ?a } } GROUP BY ?a""",
    "list": _LISTED % "?list dct:title ?name",
    "place": _LISTED % "?list dct:publisher/dct:spatial/(rdfs:label|skos:prefLabel) ?name",
    "body": """SELECT ?a (MIN(?name) AS ?value) { ?a qz:competentAuthority/skos:prefLabel ?name } GROUP BY ?a""",
    "code": "SELECT ?a ?value { ?a a qz:PowerItem ; dct:identifier ?value }",
    "row": "SELECT ?a (MIN(?number) AS ?value) { ?a qz:rowNumber ?number } GROUP BY ?a",
    "number": "SELECT ?a (MIN(?number) AS ?value) { ?a eli:number ?number } GROUP BY ?a",
    "date": "SELECT ?a (MIN(STR(?day)) AS ?value) { ?a eli:date_document|dct:date ?day } GROUP BY ?a",
    "minimum": "SELECT ?a (MIN(?amount) AS ?value) { ?a qz:minAmount ?amount } GROUP BY ?a",
    "maximum": "SELECT ?a (MAX(?amount) AS ?value) { ?a qz:maxAmount ?amount } GROUP BY ?a",
    "sanction_unit": """SELECT ?a ?value { ?a a qz:Sanction ; qz:unit/skos:prefLabel ?value
        FILTER (LANG(?value) = "zh") }""",
    "largest_fine": """SELECT ?a (MAX(?amount) AS ?value) { ?a qz:imposes ?sanction . ?sanction qz:maxAmount ?amount ;
        qz:unit <https://w3id.org/quanze/code/unit/CNY> } GROUP BY ?a""",
    "text": """SELECT ?a (MIN(?words) AS ?value) { ?a dct:description|(qz:evidence/oa:exact) ?words } GROUP BY ?a""",
}
#: What the vocabulary calls its terms in Chinese.
_TERMS = """SELECT ?a ?name { ?a a ?kind ; rdfs:label ?name FILTER (LANG(?name) = "zh")
    VALUES ?kind { owl:ObjectProperty rdf:Property } }"""
#: The attributes that are numbers; all others are text.
_WHOLE = frozenset({"entries", "row"})
_AMOUNTS = frozenset({"minimum", "maximum", "largest_fine"})


def network(store: Askable, kind: str = "all") -> nx.Graph[str]:
    """The store, or a part of it, as a networkx graph; nodes are IRIs with ``label`` and ``kind``, and more if known.

    ``all`` (every thing and every relation), ``items`` (power items with type, body, sub-unit, main item and basis
    documents) and ``documents`` (power items and the documents they rest on) are MultiDiGraphs, edge attribute and
    key ``relation``, with its name in ``label``. The kinds of `kg.graph.projections` are Graphs (``document-citation``
    a DiGraph), edge attributes ``weight``, ``relation`` and ``label``; ``graph.graph["weight"]`` says what the weight
    counts. What belongs to a network and is tied to nothing is a node without edges. Node attributes beside label and
    kind are those of ``ATTRIBUTES`` as far as they are known: amounts in the unit of the sanction, ``largest_fine`` in
    yuan, days as printed (2018-05 may be a month).
    Raises Problem for another kind.
    """
    if kind not in KINDS_OF_NETWORK:
        names = ", ".join(KINDS_OF_NETWORK)
        raise Problem(str(kind), f"没有这一网络；可选 {names}", f"no such network; choose {names}")
    graph = _weighted(store, kind) if kind in PROJECTIONS else _related(store, kind)
    described = describe(store, graph)
    for node in graph:
        graph.nodes[node].update(described[node])
    for name, query in ATTRIBUTES.items():
        for iri, value in _plain(store, query):
            if iri in graph:
                graph.nodes[iri][name] = _value(name, value)
    return graph


def _value(name: str, value: str) -> str | int | float:
    if name in _WHOLE:
        return int(value)
    return float(value) if name in _AMOUNTS else value


def _related(store: Askable, kind: str) -> nx.MultiDiGraph[str]:
    import networkx as nx  # noqa: PLC0415 - a tenth of a second that only networks need

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(kind=kind)
    if kind != "all":
        graph.add_nodes_from(sorted(item for (item,) in _plain(store, "SELECT ?a { ?a a qz:PowerItem }")))
    names = {term: name for term, name in _plain(store, _TERMS)}  # noqa: C416 - rows of two
    for source, relation, target in sorted(_plain(store, RELATIONS[kind])):
        short = _short(relation)
        graph.add_edge(source, target, key=short, relation=short, label=names.get(relation, short))
    return graph


def _weighted(store: Askable, kind: str) -> nx.Graph[str]:
    import networkx as nx  # noqa: PLC0415

    projection = PROJECTIONS[kind]
    graph: nx.Graph[str] = (nx.DiGraph if projection.directed else nx.Graph)(kind=kind, weight=projection.weight)
    graph.add_nodes_from(sorted(x for (x,) in _plain(store, f"SELECT DISTINCT ?x {{ {projection.members} }}")))
    ties = _plain(store, f"SELECT DISTINCT ?a ?b ?via WHERE {{ {projection.pattern} }}")
    for a, b, weight in weighted_edges(projection, ((a, b, via) for a, b, via in ties)):
        graph.add_edge(a, b, weight=weight, relation=kind, label=f"{projection.weight}{weight}")
    return graph


def _plain(store: Askable, query: str) -> Iterator[tuple[str, ...]]:
    for terms in _terms(store, query):
        yield tuple(term.value for term in terms)


def describe(store: Askable, nodes: Iterable[str]) -> dict[str, dict[str, str]]:
    """Label and kind of each node: its Chinese name, else its text, the words it was read from, the end of its IRI."""
    classes = _classes(store)
    labels: dict[str, str] = {}
    for query in LABELS:
        for node, label in _terms(store, query):
            labels.setdefault(node.value, label.value)
    return {
        node: {"label": labels.get(node) or _short(node).rpartition("/")[2], "kind": classes.get(node, "other")}
        for node in nodes
    }


def _classes(store: Askable) -> dict[str, str]:
    """Node -> code of its kind: the first of the table whose class it bears."""
    codes: dict[str, str] = {}
    for rdf_class, kind in reversed(list(kinds.with_class())):
        codes |= {node.value: kind.code for (node,) in _terms(store, f"SELECT ?a WHERE {{ ?a a {rdf_class} }}")}
    return codes


def _terms(store: Askable, query: str) -> Iterator[tuple[NamedNode | Literal, ...]]:
    result = cast("QuerySolutions", store.query(query, prefixes=PREFIXES))
    names = [variable.value for variable in result.variables]
    for solution in result:
        yield tuple(cast("Any", solution[name]) for name in names)


def _short(iri: str) -> str:
    return iri.rpartition("#")[2] if "#" in iri else iri.rpartition("/")[2]
