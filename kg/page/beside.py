"""What stands beside the facts of a page: findings of the audit, articles of the statute library, offices alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from kg.comparison.word_diff import word_diff
from kg.graph import terms as t
from kg.graph.things import evidence, findings
from kg.laws.matching import beside_graph
from kg.page.model import Article, FindingMark, Place, Proposal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.graph.store import Askable
    from kg.laws.matching.beside import Beside
    from kg.page.properties import PropertyReader

SIGNS: Final = {"equal": "=", "delete": "-", "insert": "+"}
LEAST_ALIKE: Final = 0.5
"""Below this a diff of quote and article shows nothing but that they differ."""


def finding_marks(
    store: Askable, base: str, things: Mapping[str, int], cells: Mapping[str, int]
) -> Iterator[FindingMark]:
    """What the audit wrote into the store, with the places of things and cells on the page."""
    for one in findings.stored(store, base):
        yield FindingMark(
            one.iri(base),
            one.rule,
            one.severity,
            one.message,
            things.get(one.focus),
            _place(one.evidence, cells),
            one.quote,
            things.get(one.conflicts),
        )


def _place(span: str, cells: Mapping[str, int]) -> Place | None:
    at = evidence.place(span)
    cell = cells.get(at[0]) if at else None
    return Place(cell, at[1], at[2]) if at and cell is not None else None


def proposals(reading: PropertyReader, things: Mapping[str, int]) -> Iterator[Proposal]:
    """The pairs of offices whose names may mean one, the most alike first."""
    found = []
    for iri in reading.members(t.VARIANT_PROPOSAL):
        pair = sorted(things[office] for office in reading.iris(t.VARIANT, iri) if office in things)
        if len(pair) == 2:
            names = [reading.labels.get(office, "") for office in reading.iris(t.VARIANT, iri)]
            reason = reading.labels.get(reading.one(t.REASON, iri), "")
            found.append(Proposal(iri, pair[0], pair[1], reason, round(fuzz.ratio(*names[:2]))))
    yield from sorted(found, key=lambda one: (-one.score, one.iri))


def articles(store: Askable, base: str) -> Iterator[Article]:
    """The articles beside the citations of a store, where it was built with a library of statutes."""
    for one in beside_graph.stored(store, base):
        text = one.wording or one.article
        yield Article(
            one.node,
            one.kind.value,
            one.named,
            one.document or one.cited,
            one.version,
            one.status,
            one.in_force,
            one.provision,
            text.text if text else "",
            one.similarity,
            _diff(one),
        )


def _diff(one: Beside) -> tuple[tuple[str, str], ...]:
    """The words of the quote that the article lacks, and those of the article that the quote lacks."""
    if one.best is None or not one.changes or one.similarity < LEAST_ALIKE:
        return ()
    return tuple((SIGNS[op], text) for op, text in word_diff(one.quote, one.best.text))
