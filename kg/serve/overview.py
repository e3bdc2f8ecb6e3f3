"""What is in the store at a glance: graphs, classes and properties with counts and names. Counted once an edition."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.serve.service import QueryService, Row

MOST_TERMS = 2000
GRAPHS = f"SELECT DISTINCT ?graph {{ GRAPH ?graph {{}} }} ORDER BY ?graph LIMIT {MOST_TERMS}"
PROPERTIES = """
SELECT ?term (SAMPLE(?count) AS ?n) (SAMPLE(?zh) AS ?label) (SAMPLE(?en) AS ?english) (SAMPLE(?said) AS ?comment) {
  { SELECT ?term (COUNT(*) AS ?count) { ?s ?term ?o } GROUP BY ?term }
  OPTIONAL { ?term rdfs:label ?zh FILTER(LANGMATCHES(LANG(?zh), "zh")) }
  OPTIONAL { ?term rdfs:label ?en FILTER(!LANGMATCHES(LANG(?en), "zh")) }
  OPTIONAL { ?term rdfs:comment|skos:definition ?said FILTER(LANGMATCHES(LANG(?said), "zh")) }
} GROUP BY ?term ORDER BY DESC(?n) ?term LIMIT %d
"""


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property in use; ``count`` of its instances or triples; names may be empty."""

    iri: str
    count: int
    label: str
    english: str
    comment: str
    is_class: bool


@dataclass(frozen=True, slots=True)
class StoreOverview:
    """The named graphs and the terms in use, most used first."""

    graphs: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()

    @property
    def triples(self) -> int:
        """The number of triples of the default graph."""
        return sum(term.count for term in self.terms if not term.is_class)


class Counted:
    """The overview of the edition that was counted last."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._edition, self._overview = "", StoreOverview()

    async def of(self, service: QueryService) -> StoreOverview:
        """The overview of the present edition. Raises Refusal: the store cannot be counted in time."""
        async with self._lock:
            edition = service.edition
            if edition != self._edition:
                self._overview = await _count(service)
                self._edition = edition
            return self._overview


async def _count(service: QueryService) -> StoreOverview:
    graphs = await service.rows(GRAPHS)
    properties = await service.rows(PROPERTIES % MOST_TERMS)
    classes = await service.rows((PROPERTIES % MOST_TERMS).replace("?s ?term ?o", "?s a ?term"))
    terms = [_term(row, is_class=False) for row in properties] + [_term(row, is_class=True) for row in classes]
    return StoreOverview(
        tuple(row["graph"]["value"] for row in graphs if row["graph"]["type"] == "uri"),
        tuple(term for term in terms if term.iri),
    )


def _term(row: Row, *, is_class: bool) -> Term:
    term = row.get("term", {"type": "", "value": ""})
    values = {name: row[name]["value"] if name in row else "" for name in ("n", "label", "english", "comment")}
    iri = term["value"] if term["type"] == "uri" else ""
    return Term(iri, int(values["n"] or 0), values["label"], values["english"], values["comment"], is_class)
