"""What stands beside the facts of a page: findings of the audit, articles of the statute library, offices alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from kg.comparison.word_diff import word_diff
from kg.graph import terms as t
from kg.graph.things import evidence
from kg.page.model import CellSpan, CitedArticle, FindingMark, OfficePair

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.graph.store import Askable
    from kg.graph.things.findings import Result
    from kg.laws.matching.beside import Beside
    from kg.page.properties import PropertyReader

SIGNS: Final = {"equal": "=", "delete": "-", "insert": "+"}
LEAST_ALIKE: Final = 0.5
"""Below this a diff of quote and article shows nothing but that they differ."""


def finding_marks(
    results: Iterable[Result], base: str, things: Mapping[str, int], cells: Mapping[str, int]
) -> Iterator[FindingMark]:
    """What the audit wrote into the graph, with the places of things and cells on the page."""
    for result in results:
        yield FindingMark(
            result.iri(base),
            result.rule,
            result.severity,
            result.message,
            things.get(result.focus),
            _place(result.evidence, cells),
            result.quote,
            things.get(result.conflicts),
        )


def _place(span: str, cells: Mapping[str, int]) -> CellSpan | None:
    at = evidence.place(span)
    cell = cells.get(at[0]) if at else None
    return CellSpan(cell, at[1], at[2]) if at and cell is not None else None


def proposals(reading: PropertyReader, things: Mapping[str, int]) -> Iterator[OfficePair]:
    """The pairs of offices whose names may mean one, the most alike first."""
    proposals = []
    for iri in reading.members(t.VARIANT_PROPOSAL):
        pair = sorted(things[office] for office in reading.iris(t.VARIANT, iri) if office in things)
        if len(pair) == 2:
            names = [reading.labels.get(office, "") for office in reading.iris(t.VARIANT, iri)]
            reason = reading.labels.get(reading.value(t.REASON, iri), "")
            proposals.append(OfficePair(iri, pair[0], pair[1], reason, round(fuzz.ratio(*names[:2]))))
    yield from sorted(proposals, key=lambda proposal: (-proposal.score, proposal.iri))


def articles(store: Askable, base: str) -> Iterator[CitedArticle]:
    """The articles beside the citations of a store, where it was built with a library of statutes."""
    if next(store.quads_for_pattern(None, t.QUOTE_CLASS, None), None) is None:
        return
    from kg.laws.matching import beside_graph  # noqa: PLC0415 - most graphs have no articles

    for beside in beside_graph.stored(store, base):
        text = beside.wording or beside.article
        yield CitedArticle(
            beside.node,
            beside.kind.value,
            beside.named,
            beside.document or beside.cited,
            beside.version,
            beside.status,
            beside.in_force,
            beside.provision,
            text.text if text else "",
            beside.similarity,
            _diff(beside),
        )


def _diff(beside: Beside) -> tuple[tuple[str, str], ...]:
    """The words of the quote that the article lacks, and those of the article that the quote lacks."""
    if beside.best is None or not beside.changes or beside.similarity < LEAST_ALIKE:
        return ()
    return tuple((SIGNS[op], text) for op, text in word_diff(beside.quote, beside.best.text))
