"""Findings of an audit in the graph: a SHACL validation report in a named graph of its own.

A new audit replaces that graph and touches no list (``kg.graph.store.replace``). The report is the graph's own node;
each result names the thing it is about, the rule as its constraint component, and the words it was seen in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph import terms as t
from kg.graph.iris import Name, digest, mint
from kg.graph.literals import zh

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: How grave a result is -> the severity of SHACL.
SEVERITIES: Final = {
    "error": NamedNode(t.SH + "Violation"),
    "warning": NamedNode(t.SH + "Warning"),
    "info": NamedNode(t.SH + "Info"),
}


@dataclass(frozen=True, slots=True)
class Result:
    """What a rule found of a thing: ``rule`` is its code, ``focus`` the IRI of the thing.

    ``severity`` is error, warning or info;
    ``evidence`` is the IRI of the span of the words (``evidence.span_iri``), empty where there are none;
    ``key`` tells results of one rule on one thing apart and stays the same while the words do (a fingerprint).
    """

    rule: str
    focus: str
    severity: str
    message: str
    evidence: str = ""
    key: str = ""


def graph_of(base: str = t.BASE) -> NamedNode:
    """The named graph of the report, and the report itself."""
    return NamedNode(f"{base}id/audit")


def quads(results: Iterable[Result], base: str = t.BASE) -> Iterator[Quad]:
    """The report with its results. Raises KeyError: a severity that is none."""
    report, conforms = graph_of(base), True
    yield Quad(report, t.RDF_TYPE, t.SH_VALIDATION_REPORT, report)
    for result in results:
        conforms = conforms and result.severity != "error"
        key = digest(result.rule, result.focus.removeprefix(base), result.key or result.message)
        node = NamedNode(mint(Name("fact", (f"finding-{key}",)), base))
        yield Quad(report, t.SH_RESULT, node, report)
        yield Quad(node, t.RDF_TYPE, t.SH_VALIDATION_RESULT, report)
        yield Quad(node, t.SH_FOCUS_NODE, NamedNode(result.focus), report)
        yield Quad(node, t.SH_RESULT_SEVERITY, SEVERITIES[result.severity], report)
        yield Quad(node, t.SH_SOURCE_CONSTRAINT_COMPONENT, NamedNode(f"{t.BASE}rule/{result.rule}"), report)
        yield Quad(node, t.SH_RESULT_MESSAGE, zh(result.message), report)
        if result.evidence:
            yield Quad(node, t.EVIDENCE, NamedNode(result.evidence), report)
    yield Quad(report, t.SH_CONFORMS, Literal(conforms), report)
