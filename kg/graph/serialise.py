"""The forms a graph is written in beside N-Quads: Turtle for people, JSON-LD for programs.

Both come from sorted N-Quads lines (``kg.graph.store.lines``), so the same graph is the same bytes.
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast

from pyoxigraph import Literal, NamedNode, RdfFormat, parse, serialize

from kg import resources
from kg.graph.store import triples
from kg.graph.terms import RDF_TYPE, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import Quad, Triple

Context = dict[str, Any]


def turtle(nquads: Iterable[bytes], prefixes: Mapping[str, str]) -> bytes:
    """The merge of the named graphs of sorted N-Quads lines, as ``turtle_of`` writes it."""
    return turtle_of(triples(nquads), prefixes)


def turtle_of(ntriples: Iterable[bytes], prefixes: Mapping[str, str]) -> bytes:
    """Sorted N-Triples lines as Turtle: subjects in order, the class of each first."""
    merged = parse(b"".join(ntriples), RdfFormat.N_TRIPLES)
    by_subject = groupby(merged, key=lambda quad: quad.subject)
    ordered = (quad.triple for _, quads in by_subject for quad in sorted(quads, key=_class_first))
    return cast("bytes", serialize(ordered, format=RdfFormat.TURTLE, prefixes=dict(prefixes)))


def _class_first(statement: Quad | Triple) -> bool:
    return statement.predicate != RDF_TYPE


def context() -> Context:
    """The JSON-LD context of the vocabulary."""
    text = (resources.ontology() / "context.jsonld").read_text(encoding="utf-8")
    return cast("Context", json.loads(text)["@context"])


def jsonld(nquads: Iterable[bytes], terms: Context) -> Iterator[str]:
    """The named graphs as one JSON-LD document, a node a line, in the terms of the context (which stands inside)."""
    compact = _Compaction(terms)
    yield f'{{"@context": {_json(terms)},\n"@graph": ['
    graphs: dict[NamedNode, list[Quad]] = {}
    for quad in parse(b"".join(nquads), RdfFormat.N_QUADS):
        graphs.setdefault(cast("NamedNode", quad.graph_name), []).append(quad)
    for number, graph in enumerate(sorted(graphs, key=lambda name: name.value)):
        yield f'{"," if number else ""}\n{{"@id": {_json(compact.iri(graph))}, "@graph": ['
        by_subject = groupby(graphs[graph], key=lambda quad: quad.subject)
        for place, (subject, quads) in enumerate(by_subject):
            yield f"{',' if place else ''}\n{_json(compact.node(cast('NamedNode', subject), quads))}"
        yield "]}"
    yield "]}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


class _Compaction:
    """The terms of a context, found from the IRIs they stand for (JSON-LD 1.1 API, section 6, what a graph needs)."""

    def __init__(self, terms: Context) -> None:
        plain = {name: value for name, value in terms.items() if not name.startswith("@")}
        self.spaces = {name: value for name, value in plain.items() if isinstance(value, str) and value[-1:] in "/#"}
        self.terms: dict[str, list[tuple[str, dict[str, str]]]] = {}
        self.known: dict[str, str] = {}
        for name, value in plain.items():
            definition = {"@id": value} if isinstance(value, str) else value
            if name not in self.spaces:
                self.terms.setdefault(self._full(definition.get("@id", name)), []).append((name, definition))

    def _full(self, name: str) -> str:
        prefix, colon, local = name.partition(":")
        return self.spaces[prefix] + local if colon and prefix in self.spaces else name

    def iri(self, node: NamedNode) -> str:
        """An identifier, by the longest prefix that fits."""
        if node.value not in self.known:
            self.known[node.value] = self._compact(node.value)
        return self.known[node.value]

    def _compact(self, iri: str) -> str:
        fits = [(len(space), name) for name, space in self.spaces.items() if iri.startswith(space)]
        length, name = max(fits, default=(0, ""))
        return iri if not fits or iri.startswith("//", length) else f"{name}:{iri[length:]}"

    def named(self, node: NamedNode) -> str:
        """A class, by its term where it has one."""
        return next((name for name, _ in self.terms.get(node.value, ())), None) or self.iri(node)

    def node(self, subject: NamedNode, quads: Iterable[Quad]) -> dict[str, Any]:
        """Everything a graph says of a subject."""
        said: dict[str, Any] = {"@id": self.iri(subject)}
        for quad in sorted(quads, key=_class_first):
            key, value, always_list = self._said(quad)
            if key not in said:
                said[key] = [value] if always_list else value
            elif isinstance(said[key], list):
                said[key].append(value)
            else:
                said[key] = [said[key], value]
        return said

    def _said(self, quad: Quad) -> tuple[str, Any, bool]:
        if quad.predicate == RDF_TYPE:
            return "@type", self.named(cast("NamedNode", quad.object)), False
        for name, definition in self.terms.get(quad.predicate.value, ()):
            value = self._as(quad.object, definition)
            if value is not None:
                return name, value, definition.get("@container") == "@set"
        return self.iri(quad.predicate), self._in_full(quad.object), False

    def _as(self, node: Any, definition: dict[str, str]) -> str | None:  # noqa: ANN401 - any RDF term
        """The bare value, where the term says all the rest."""
        kind, language = self._full(definition.get("@type", "")), definition.get("@language")
        if isinstance(node, NamedNode):
            return self.iri(node) if kind in {"@id", "@vocab"} else None
        if not isinstance(node, Literal):
            return None
        if node.language:
            return node.value if node.language == language else None
        return node.value if (kind or f"{XSD}string") == node.datatype.value and not language else None

    def _in_full(self, node: Any) -> dict[str, str]:  # noqa: ANN401 - any RDF term
        if isinstance(node, NamedNode):
            return {"@id": self.iri(node)}
        value = {"@value": node.value}
        if node.language:
            return value | {"@language": node.language}
        return value if node.datatype.value == f"{XSD}string" else value | {"@type": self.iri(node.datatype)}
