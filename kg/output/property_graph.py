"""The graph as property graphs see it: nodes with labels and properties, edges with a type.

A class is a label, a literal a property, an IRI an edge. What the lists say is taken, with the names of the codes
they use; the vocabulary itself is not.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.asking.query import plain
from kg.graph.network import describe
from kg.graph.terms import FOAF_NAME, RDF_TYPE
from kg.graph.vocabulary import VOCABULARY
from kg.output.sanitise import scalar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.graph.store import Askable
    from kg.output.sanitise import Scalar

Statement = tuple[str, str, NamedNode | Literal]
CONCEPT: Final = "Concept"
WORD: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Node:
    """A thing: its IRI, labels (classes) in order, a name for people, properties in order."""

    iri: str
    labels: tuple[str, ...]
    name: str
    properties: tuple[tuple[str, Any], ...] = ()

    def json(self) -> str:
        """The properties as a JSON object."""
        return json.dumps(dict(self.properties), ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """That a relation holds between two things; ``relation`` as property graphs write types: LEGAL_BASIS."""

    source: str
    relation: str
    target: str


@dataclass(frozen=True, slots=True)
class PropertyGraph:
    """Nodes by IRI, and edges between them."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def property_graph(store: Askable) -> PropertyGraph:
    """What the lists of a store say, sorted."""
    statements = sorted(_statements(store), key=lambda statement: (statement[0], statement[1], str(statement[2])))
    subjects = {subject for subject, _, _ in statements}
    linked = [
        (subject, predicate, target.value)
        for subject, predicate, target in statements
        if isinstance(target, NamedNode) and predicate != RDF_TYPE.value
    ]
    codes = {target for _, _, target in linked} - subjects
    names = describe(store, subjects | codes)
    concepts = {iri: names[iri]["label"] for iri in codes if names[iri]["kind"] == "concept"}
    nodes = [
        _node(iri, list(group), names[iri]["label"])
        for iri, group in groupby(statements, lambda statement: statement[0])
    ]
    nodes += [Node(iri, (CONCEPT,), str(scalar(name))) for iri, name in concepts.items()]
    known = subjects | concepts.keys()
    edges = {Edge(source, relation(predicate), other) for source, predicate, other in linked if other in known}
    return PropertyGraph(tuple(sorted(nodes, key=lambda node: node.iri)), tuple(sorted(edges)))


def _statements(store: Askable) -> set[Statement]:
    """What the lists say: subject, predicate, object, all of them IRIs but for literals."""
    vocabulary = {quad.triple for quad in store.quads_for_pattern(None, None, None, VOCABULARY)}
    return {
        (quad.subject.value, quad.predicate.value, quad.object)
        for quad in store.quads_for_pattern(None, None, None, DefaultGraph())
        if isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, NamedNode | Literal)
        and quad.triple not in vocabulary
    }


def _node(iri: str, statements: list[Statement], name: str) -> Node:
    labels = sorted({local(target.value) for _, predicate, target in statements if predicate == RDF_TYPE.value})
    values_of: dict[str, list[Scalar]] = {}
    for _, predicate, target in statements:
        # The name for people has a place of its own.
        if isinstance(target, Literal) and predicate != FOAF_NAME.value:
            values_of.setdefault(local(predicate), []).extend(_scalars(target))
    properties = tuple(
        (key, values[0] if len(values) == 1 else tuple(values)) for key, values in sorted(values_of.items())
    )
    return Node(iri, tuple(labels), str(scalar(name)), properties)


def _scalars(literal: Literal) -> Iterator[Scalar]:
    value = plain(literal)
    value = float(value) if isinstance(value, Decimal) else scalar(value)  # a column of decimals stays one of those
    if value is not None:
        yield value


def local(iri: str) -> str:
    """The last part of the IRI of a term: ``legalBasis``."""
    return re.split(r"[#/]", iri)[-1]


def relation(iri: str) -> str:
    """The type of an edge: ``LEGAL_BASIS`` for qz:legalBasis, ``IS_PART_OF`` for eli:is_part_of."""
    return WORD.sub("_", local(iri)).upper()


def kinds(values: Iterable[Any]) -> str:
    """What a property holds over all nodes: integer, number, truth or text, with ``[]`` where some hold several."""
    every = list(values)
    several = any(isinstance(value, tuple) for value in every)
    flat = [item for value in every for item in (value if isinstance(value, tuple) else (value,))]
    names = {type(item) for item in flat}
    kind = (
        "truth" if names == {bool} else "integer" if names == {int} else "number" if names <= {int, float} else "text"
    )
    return f"{kind}[]" if several else kind
