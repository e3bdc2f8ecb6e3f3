"""Findings as results in the graph: each about the item or entry it is of, with the span of the words."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.graph import terms as t
from kg.graph.claims import Claims
from kg.graph.iris import Name, digest, mint, parse
from kg.graph.things.evidence import span_iri
from kg.graph.things.findings import Result
from kg.graph.things.power_list import AS_PROPERTIES
from kg.graph.things.triples import graph_of as list_graph
from kg.graph.things.triples import quads as list_quads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.audit.finding import Finding, Place
    from kg.audit.view import ListView, RowView, View


def results(findings: Iterable[Finding], seen: View, base: str = t.BASE) -> Iterator[Result]:
    """The findings as results (``kg.graph.things.findings.quads`` writes them); the key of each is its fingerprint.

    A violation of a shape is about the graph, not about a list: it is left out.
    """
    lists = {listing.name: _Nodes(listing, base) for listing in seen.lists}
    for finding in findings:
        nodes = lists.get(finding.place.list)
        if nodes is not None:
            focus, evidence = nodes.of(finding.place)
            yield Result(
                finding.code,
                focus,
                finding.severity.value,
                finding.message,
                evidence,
                finding.fingerprint,
                finding.place.quote,
                _other(lists, finding.conflicts_with),
            )


def _other(lists: dict[str, _Nodes], place: Place | None) -> str:
    """The span of the other place, or the thing it stands in."""
    nodes = lists.get(place.list) if place else None
    if place is None or nodes is None:
        return ""
    focus, evidence = nodes.of(place)
    return evidence or focus


class _Nodes:
    """The nodes that a list has in the graph, by the places of findings."""

    def __init__(self, listing: ListView, base: str) -> None:
        self._listing, self._base = listing, base
        self._list = list_graph(listing.listing, base).value
        (self._slug,) = parse(self._list, base).keys

    def of(self, place: Place) -> tuple[str, str]:
        """The item or entry of a place, else the list, and the span of its words, empty where no cell has them."""
        row = self._rows.get((place.sheet, place.line))
        if row is not None:
            return self._item(row), self._span(place, self._keys(row, place.column))
        return self._passage(place)

    def _passage(self, place: Place) -> tuple[str, str]:
        """The entry of a responsibility list that prints the words, of several the last that begins before them."""
        fitting = [
            entry
            for entry in self._entries
            if entry[0] <= place.line and entry[2][place.start : place.end] == place.quote and (place.quote or entry[0])
        ]
        if not fitting:
            return self._list, ""
        _, entry, _, cell = max(fitting, key=lambda entry: entry[0])
        return entry, span_iri(cell, place.start, place.end) if place.quote else ""

    @cached_property
    def _rows(self) -> dict[tuple[str, int], RowView]:
        return {(row.row.table, row.row.line): row for row in self._listing.rows}

    def _item(self, row: RowView) -> str:
        own = row.own
        return mint(self._listing.survey.name(self._slug, row.row, own.own_code, own.own_names), self._base)

    def _keys(self, row: RowView, column: str) -> Iterator[tuple[str, str]]:
        """The name and text of each cell of that heading that the graph prints."""
        of_tiers = (cell for tier in row.row.tiers for cell in (tier.degree, tier.circumstance, *tier.standards))
        for cell in (*row.row.cells, *filter(None, of_tiers)):
            if cell.header == column and cell.role not in AS_PROPERTIES and cell.text.strip():
                key = digest(cell.role, cell.header, cell.text)
                yield mint(Name("fact", (f"cell-{key}",)), self._base), cell.text

    @staticmethod
    def _span(place: Place, cells: Iterable[tuple[str, str]]) -> str:
        if not place.quote:
            return ""
        keys = (cell for cell, text in cells if text[place.start : place.end] == place.quote)
        return next((span_iri(cell, place.start, place.end) for cell in keys), "")

    @cached_property
    def _entries(self) -> list[tuple[int, str, str, str]]:
        """The entries of a responsibility list with each cell they print: (line, entry, text, cell)."""
        listing = self._listing.listing
        if listing.responsibility_list is None:
            return []
        texts: dict[str, str] = {}
        lines: dict[str, int] = {}
        cells: dict[str, list[str]] = defaultdict(list)
        for quad in list_quads(listing, (), (), self._base, Claims()):
            subject, value = quad.subject, quad.object
            if not isinstance(subject, NamedNode):
                continue
            if quad.predicate == t.CELL and isinstance(value, NamedNode):
                cells[subject.value].append(value.value)
            elif quad.predicate == t.TEXT and isinstance(value, Literal):
                texts[subject.value] = value.value
            elif quad.predicate == t.LINE and isinstance(value, Literal):
                lines[subject.value] = int(value.value)
        return [
            (lines.get(entry, 0), entry, texts.get(cell, ""), cell) for entry, every in cells.items() for cell in every
        ]
