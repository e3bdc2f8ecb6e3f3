"""The forms a graph is written in beside N-Quads: Turtle for people, JSON-LD for programs.

Both come from sorted N-Quads lines (``kg.graph.store.lines``) that are parsed once: the same graph is the same bytes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from json.encoder import encode_basestring as quoted
from typing import TYPE_CHECKING, Any, Final, cast

from pyoxigraph import Literal, NamedNode, RdfFormat, parse, serialize

from kg import resources
from kg.graph.terms import RDF_TYPE, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pyoxigraph import Quad

Context = dict[str, Any]
TYPE: Final = f" {RDF_TYPE} ".encode()


@dataclass(frozen=True, slots=True)
class ParsedGraph:
    """Sorted lines, parsed once: ``quads`` by subject, the class of each first; ``merge`` has each triple once."""

    quads: list[Quad]
    merge: list[Quad]


def parsed(lines: Sequence[bytes], *, named: bool = True) -> ParsedGraph:
    """Sorted N-Quads lines with a named graph each, or (not ``named``) sorted N-Triples lines."""
    quads: list[Quad] = []
    merge: list[Quad] = []
    last = b""
    pairs = zip(lines, parse(b"".join(lines), RdfFormat.N_QUADS), strict=True)
    for subject, group in groupby(pairs, key=lambda pair: pair[0][: pair[0].index(b" ")]):
        start = len(subject)
        for line, quad in sorted(group, key=lambda pair: not pair[0].startswith(TYPE, start)):
            quads.append(quad)
            triple = line[: line.rindex(b" <")] if named else line
            if triple != last:
                merge.append(quad)
            last = triple
    return ParsedGraph(quads, merge)


def turtle(graph: ParsedGraph, prefixes: Mapping[str, str]) -> bytes:
    """The merge of the named graphs as Turtle: subjects in order, the class of each first."""
    statements = (quad.triple for quad in graph.merge)
    return cast("bytes", serialize(statements, format=RdfFormat.TURTLE, prefixes=dict(prefixes)))


def context() -> Context:
    """The JSON-LD context of the vocabulary."""
    text = (resources.ontology() / "context.jsonld").read_text(encoding="utf-8")
    return cast("Context", json.loads(text)["@context"])


def jsonld(graph: ParsedGraph, terms: Context) -> Iterator[str]:
    """The merge of the named graphs as one JSON-LD document, a node a line, in the terms of the context inside.

    Most readers of JSON-LD look at the default graph alone, so that is where everything stands.
    """
    compact = _Compaction(terms)
    yield f'{{"@context": {json.dumps(terms, ensure_ascii=False)},\n"@graph": ['
    by_subject = groupby(graph.merge, key=lambda quad: quad.subject)
    for place, (subject, quads) in enumerate(by_subject):
        yield f"{',' if place else ''}\n{compact.node(cast('NamedNode', subject), quads)}"
    yield "]}\n"


@dataclass(frozen=True, slots=True)
class _Term:
    """A term of the context: its name in JSON, the datatype (or ``@id``) and language, whether a set."""

    key: str
    datatype: str
    language: str
    is_set: bool


class _Compaction:
    """The terms of a context, found from the IRIs they stand for (JSON-LD 1.1 API, section 6, what a graph needs)."""

    def __init__(self, terms: Context) -> None:
        plain = {name: value for name, value in terms.items() if not name.startswith("@")}
        self.spaces = {name: value for name, value in plain.items() if isinstance(value, str) and value[-1:] in "/#"}
        self.terms: dict[str, list[_Term]] = {}
        self.known: dict[NamedNode, str] = {}
        self.by_node: dict[NamedNode, list[_Term]] = {}
        for name, value in plain.items():
            definition = {"@id": value} if isinstance(value, str) else value
            if name not in self.spaces:
                term = _Term(
                    quoted(name),
                    self._full(definition.get("@type", "")),
                    definition.get("@language") or "",
                    definition.get("@container") == "@set",
                )
                self.terms.setdefault(self._full(definition.get("@id", name)), []).append(term)

    def _full(self, name: str) -> str:
        prefix, colon, local = name.partition(":")
        return self.spaces[prefix] + local if colon and prefix in self.spaces else name

    def iri(self, node: NamedNode) -> str:
        """An identifier in JSON, by the longest prefix that fits."""
        known = self.known.get(node)
        if known is None:
            known = self.known[node] = quoted(self._compact(node.value))
        return known

    def _compact(self, iri: str) -> str:
        fits = [(len(space), name) for name, space in self.spaces.items() if iri.startswith(space)]
        length, name = max(fits, default=(0, ""))
        return iri if not fits or iri.startswith("//", length) else f"{name}:{iri[length:]}"

    def node(self, subject: NamedNode, quads: Iterable[Quad]) -> str:
        """Everything a graph says of a subject, in JSON."""
        values: dict[str, list[str]] = {}
        sets = set()
        for quad in quads:
            key, value, is_set = self._stated(quad.predicate, quad.object)
            values.setdefault(key, []).append(value)
            if is_set:
                sets.add(key)
        members = (
            f"{key}: [{', '.join(every)}]" if len(every) > 1 or key in sets else f"{key}: {every[0]}"
            for key, every in values.items()
        )
        return f'{{"@id": {", ".join((self.iri(subject), *members))}}}'

    def _stated(self, predicate: NamedNode, value: Any) -> tuple[str, str, bool]:  # noqa: ANN401 - any RDF term
        """Key and value in JSON, and whether the values of the key are always a list."""
        if predicate == RDF_TYPE:
            term = next((term for term in self._terms(value)), None)
            return '"@type"', term.key if term else self.iri(value), False
        for term in self._terms(predicate):
            written = self._as(value, term)
            if written is not None:
                return term.key, written, term.is_set
        return self.iri(predicate), self._in_full(value), False

    def _terms(self, node: NamedNode) -> Sequence[_Term]:
        terms = self.by_node.get(node)
        if terms is None:
            terms = self.by_node[node] = self.terms.get(node.value, [])
        return terms

    def _as(self, value: Any, term: _Term) -> str | None:  # noqa: ANN401 - any RDF term
        """The bare value, where the term says all the rest."""
        if isinstance(value, NamedNode):
            return self.iri(value) if term.datatype in {"@id", "@vocab"} else None
        if not isinstance(value, Literal):
            return None
        language = value.language
        if language:
            return quoted(value.value) if language == term.language else None
        bare = not term.language and (term.datatype or f"{XSD}string") == value.datatype.value
        return quoted(value.value) if bare else None

    def _in_full(self, value: Any) -> str:  # noqa: ANN401 - any RDF term
        if isinstance(value, NamedNode):
            return f'{{"@id": {self.iri(value)}}}'
        text = f'"@value": {quoted(value.value)}'
        if value.language:
            return f'{{{text}, "@language": {quoted(value.language)}}}'
        plain = value.datatype.value == f"{XSD}string"
        return f"{{{text}}}" if plain else f'{{{text}, "@type": {self.iri(value.datatype)}}}'
