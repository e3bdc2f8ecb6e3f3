"""Findings that reviewers have judged: a verdict names one by its fingerprint, whatever build or edition has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.graph.things.reviews import standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.graph.things.reviews import Verdict

_FINDING: Final = "/fact/finding-"
#: Verdicts on a finding that settle it: it is wrong, or known and left.
_SETTLED: Final = frozenset({"reject", "known"})


def settled(history: Iterable[Verdict]) -> frozenset[str]:
    """The fingerprints of findings that need no look any more.

    What was settled between reviewers decides; else a reviewer found it wrong or known and none found it right or
    doubtful.
    """
    verdicts: dict[str, set[str]] = {}
    decided: dict[str, str] = {}
    for verdict in standing(history):
        _, separator, fingerprint = verdict.fact.partition(_FINDING)
        if separator and verdict.adjudicated:
            decided[fingerprint] = verdict.verdict
        elif separator:
            verdicts.setdefault(fingerprint, set()).add(verdict.verdict)
    agreed = {fingerprint for fingerprint, every in verdicts.items() if every <= _SETTLED}
    return frozenset(
        agreed - decided.keys() | {fingerprint for fingerprint, verdict in decided.items() if verdict in _SETTLED}
    )
