"""Findings in the graph: results of validation (SHACL) in a graph of their own, about the items they are of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad

from kg.audit.finding import Severity
from kg.graph import terms as t
from kg.graph.iris import Name, mint, parse
from kg.graph.literals import zh
from kg.graph.things.triples import graph_of as list_graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.audit.finding import Finding
    from kg.audit.view import ListView, View

RULE: Final = "https://w3id.org/quanze/rule/"
_SEVERITIES: Final = {Severity.ERROR: "Violation", Severity.WARNING: "Warning", Severity.INFO: "Info"}


def graph_of(base: str = t.BASE) -> NamedNode:
    """The named graph of all findings."""
    return NamedNode(f"{base}id/findings")


def quads(findings: Iterable[Finding], seen: View, base: str = t.BASE) -> Iterator[Quad]:
    """The findings as results: focus node (the item, or the list), rule, severity, message, the words they are about.

    The name of a result is its fingerprint: a verdict on it stays with it from build to build.
    """
    graph = graph_of(base)
    items = {listing.name: dict(_items(listing, base)) for listing in seen.lists}
    lists = {listing.name: list_graph(listing.listing, base) for listing in seen.lists}
    for one in findings:
        place = one.place
        focus = items.get(place.list, {}).get(place.line) or lists.get(place.list)
        if focus is None:
            continue  # a violation of a shape is about the graph, not about a list
        node = NamedNode(mint(Name("fact", (f"finding-{one.fingerprint}",)), base))
        said: list[tuple[str, NamedNode | Literal]] = [
            ("focusNode", focus),
            ("resultSeverity", NamedNode(t.SH + _SEVERITIES[one.severity])),
            ("sourceConstraintComponent", NamedNode(RULE + one.code)),
            ("resultMessage", zh(one.message)),
        ]
        if place.quote:
            said.append(("value", zh(place.quote)))
        yield Quad(node, t.RDF_TYPE, NamedNode(t.SH + "ValidationResult"), graph)
        yield from (Quad(node, NamedNode(t.SH + name), value, graph) for name, value in said)


def _items(listing: ListView, base: str) -> Iterator[tuple[int, NamedNode]]:
    """The item of each row, by the line of the row."""
    (slug,) = parse(list_graph(listing.listing, base).value, base).keys
    for row in listing.rows:
        name = listing.survey.name(slug, row.row, row.own.own_code, row.own.own_names)
        yield row.row.line, NamedNode(mint(name, base))
