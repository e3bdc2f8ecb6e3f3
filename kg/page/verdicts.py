"""What reviewers found, as it was merged into a graph: read from the store, or from the lines of its reviews."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from kg.graph import terms as t
from kg.graph.written_terms import subject_of
from kg.page.lists.statements import StatedReader, stated
from kg.page.model import MergedVerdict

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence

    from pyoxigraph import NamedNode

    from kg.graph.things.reviews import Verdict
    from kg.page.properties import PropertyReader

_TARGET: Final = f" {t.OA_HAS_TARGET} ".encode()
_LABEL: Final = f" {t.RDFS_LABEL} ".encode()


def in_store(reading: PropertyReader) -> Iterator[MergedVerdict]:
    """Those of a store."""
    for verdict in reading.members(t.VERDICT):

        def value(predicate: NamedNode, verdict: str = verdict) -> str:
            return reading.value(predicate, verdict)

        yield _merged(value, lambda who: reading.value(t.RDFS_LABEL, who))


def in_lines(lines: Sequence[bytes]) -> Iterator[MergedVerdict]:
    """Those that the sorted lines of the graph of all verdicts state, one at a time."""
    names = StatedReader(stated(line for line in lines if _LABEL in line))
    for _, every in groupby(lines, key=subject_of):
        stating = list(every)
        if any(_TARGET in line for line in stating):
            (verdict,) = (read := stated(stating)).by_subject
            reading = StatedReader(read)

            def value(predicate: NamedNode, reading: StatedReader = reading, verdict: str = verdict) -> str:
                return reading.value(predicate, verdict)

            yield _merged(value, lambda who: names.value(t.RDFS_LABEL, who))


def of_steps(steps: Iterable[Verdict]) -> Iterator[MergedVerdict]:
    """Those that stand of a history (`kg.graph.things.reviews.standing`); what was missed is no fact of a page."""
    for step in steps:
        if step.verdict != "missed":
            yield MergedVerdict(step.fact, step.reviewer, step.verdict, step.note, step.time, step.adjudicated)


def shown(verdicts: Iterable[MergedVerdict], facts: Container[str]) -> tuple[MergedVerdict, ...]:
    """Those on what a page has, in order."""
    return tuple(sorted(verdict for verdict in verdicts if verdict.fact in facts))


def _merged(value: Callable[[NamedNode], str], named: Callable[[str], str]) -> MergedVerdict:
    return MergedVerdict(
        value(t.OA_HAS_TARGET),
        named(value(t.PROV_WAS_ATTRIBUTED_TO)),
        value(t.OA_HAS_BODY).rpartition("/")[2],
        value(t.DCT_DESCRIPTION),
        value(t.PROV_GENERATED_AT_TIME),
        value(t.ADJUDICATED) == "true",
    )
