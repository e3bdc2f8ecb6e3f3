"""Findings of an audit in the graph: a SHACL validation report in a named graph of its own.

A new audit replaces that graph and touches no list (``kg.graph.store.replace``). The report is the graph's own node;
each result names the thing it is about, the rule as its constraint component, and the words it was seen in. It states
nothing of those words or cells themselves: what lists share stands once. ``quads``
writes results, ``stored`` reads them back.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.graph import terms as t
from kg.graph.iris import Name, digest, mint
from kg.graph.literals import zh
from kg.graph.things.evidence import place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.graph.store import Askable

#: How grave a result is -> the severity of SHACL.
SEVERITIES: Final = {
    "error": NamedNode(t.SH + "Violation"),
    "warning": NamedNode(t.SH + "Warning"),
    "info": NamedNode(t.SH + "Info"),
}
_WORDS: Final = {node.value: word for word, node in SEVERITIES.items()}
_RULE: Final = f"{t.BASE}rule/"


@dataclass(frozen=True, slots=True)
class Result:
    """What a rule found of a thing: ``rule`` is its code, ``focus`` the IRI of the thing.

    ``severity`` is error, warning or info; ``quote`` are the words and ``evidence`` the IRI of their span (of
    ``evidence``: ``place`` reads cell, start and end from it), empty where they stand in no cell of the graph.
    ``conflicts`` is the span of the other place where two contradict each other, or the thing it stands in. ``key`` is
    the fingerprint: it stays while the words do and names the result, so that a verdict on it outlives a build.
    """

    rule: str
    focus: str
    severity: str
    message: str
    evidence: str = ""
    key: str = ""
    quote: str = ""
    conflicts: str = ""

    def iri(self, base: str = t.BASE) -> str:
        """The IRI of the result."""
        key = self.key or digest(self.rule, self.focus.removeprefix(base), self.message)
        return mint(Name("fact", (f"finding-{key}",)), base)


def graph_of(base: str = t.BASE) -> NamedNode:
    """The named graph of the report, and the report itself."""
    return NamedNode(f"{base}id/audit")


def quads(results: Iterable[Result], base: str = t.BASE) -> Iterator[Quad]:
    """The report with its results. Raises KeyError: a severity that is none."""
    report, conforms = graph_of(base), True
    yield Quad(report, t.RDF_TYPE, t.SH_VALIDATION_REPORT, report)
    for result in results:
        conforms = conforms and result.severity != "error"
        node = NamedNode(result.iri(base))
        yield Quad(report, t.SH_RESULT, node, report)
        yield from (Quad(node, predicate, value, report) for predicate, value in _stated(result))
    yield Quad(report, t.SH_CONFORMS, Literal(conforms), report)


def _stated(result: Result) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    yield t.RDF_TYPE, t.SH_VALIDATION_RESULT
    yield t.SH_FOCUS_NODE, NamedNode(result.focus)
    yield t.SH_RESULT_SEVERITY, SEVERITIES[result.severity]
    yield t.SH_SOURCE_CONSTRAINT_COMPONENT, NamedNode(_RULE + result.rule)
    yield t.SH_RESULT_MESSAGE, zh(result.message)
    if result.quote:
        yield t.SH_VALUE, zh(result.quote)
    if result.evidence:
        yield t.FINDING_EVIDENCE, NamedNode(result.evidence)
    if result.conflicts:
        yield t.CONFLICTS_WITH, NamedNode(result.conflicts)


def stored(store: Askable, base: str = t.BASE) -> tuple[Result, ...]:
    """The results that a store holds, by thing, place and rule; none where no audit was written."""
    by_result: dict[str, dict[str, str]] = defaultdict(dict)
    graph = report_in(store, base)
    for result in store.quads_for_pattern(None, t.RDF_TYPE, t.SH_VALIDATION_RESULT, graph):
        for quad in store.quads_for_pattern(result.subject, None, None, graph):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                by_result[quad.subject.value][quad.predicate.value] = quad.object.value
    results = (_read(iri, stated) for iri, stated in by_result.items() if t.SH_FOCUS_NODE.value in stated)
    return in_order(results)


def in_order(results: Iterable[Result]) -> tuple[Result, ...]:
    """Results by thing, place and rule."""
    return tuple(
        sorted(
            results, key=lambda result: (result.focus, *(place(result.evidence) or ("", 0, 0)), result.rule, result.key)
        )
    )


def report_in(store: Askable, base: str = t.BASE) -> NamedNode | DefaultGraph:
    """The graph of the report; in a store in memory, which may hold only what all graphs state together, that."""
    report = graph_of(base)
    return report if next(store.quads_for_pattern(None, None, None, report), None) else DefaultGraph()


def _read(iri: str, stated: Mapping[str, str]) -> Result:
    return Result(
        stated[t.SH_SOURCE_CONSTRAINT_COMPONENT.value].removeprefix(_RULE),
        stated[t.SH_FOCUS_NODE.value],
        _WORDS[stated[t.SH_RESULT_SEVERITY.value]],
        stated[t.SH_RESULT_MESSAGE.value],
        stated.get(t.FINDING_EVIDENCE.value, ""),
        iri.rpartition("/finding-")[2],
        stated.get(t.SH_VALUE.value, ""),
        stated.get(t.CONFLICTS_WITH.value, ""),
    )
