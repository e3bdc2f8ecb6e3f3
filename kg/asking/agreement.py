"""How far reviewers agree: the share of facts they judge alike, Cohen's kappa, which allows for chance, and where not.

J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20 (1960).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.graph.things.reviews import Verdict


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two reviewers: the facts both judged, those they judged alike, kappa (None where chance leaves no room).

    ``kind`` is the kind of facts that were compared, empty for all.
    """

    first: str
    second: str
    both: int
    alike: int
    kappa: float | None
    kind: str = ""

    @property
    def percent(self) -> float:
        """The share judged alike, from 0 to 100."""
        return 100 * self.alike / self.both


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A fact that reviewers judged differently: their verdicts by name, and what settled it, where anything did."""

    fact: str
    verdicts: tuple[Verdict, ...]
    settled: Verdict | None = None


def agreements(verdicts: Iterable[Verdict], *, by_kind: bool = False) -> tuple[Agreement, ...]:
    """Every two reviewers who judged a fact in common, by name; ``by_kind``: for each kind of facts apart.

    ``verdicts`` are those that stand (`kg.graph.things.reviews.standing`); what was settled afterwards and what was
    said of missed facts is not compared.
    """
    by_fact: dict[str, dict[str, Verdict]] = defaultdict(dict)
    for verdict in _compared(verdicts):
        by_fact[verdict.fact][verdict.reviewer] = verdict
    groups: dict[tuple[str, str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for given in by_fact.values():
        for first, second in combinations(sorted(given), 2):
            mine, theirs = given[first], given[second]
            kind = (mine.kind or theirs.kind) if by_kind else ""
            groups[first, second, kind][mine.verdict, theirs.verdict] += 1
    return tuple(
        Agreement(first, second, pairs.total(), sum(n for (a, b), n in pairs.items() if a == b), _kappa(pairs), kind)
        for (first, second, kind), pairs in sorted(groups.items(), key=itemgetter(0))
    )


def disagreements(verdicts: Iterable[Verdict]) -> tuple[Disagreement, ...]:
    """Every fact whose reviewers differ, by its identifier, with what settled it."""
    every = tuple(verdicts)
    settled = {verdict.fact: verdict for verdict in every if verdict.adjudicated}
    by_fact: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in _compared(every):
        by_fact[verdict.fact].append(verdict)
    return tuple(
        Disagreement(fact, tuple(sorted(given, key=lambda verdict: verdict.reviewer)), settled.get(fact))
        for fact, given in sorted(by_fact.items())
        if len({verdict.verdict for verdict in given}) > 1
    )


def _compared(verdicts: Iterable[Verdict]) -> Iterable[Verdict]:
    return (verdict for verdict in verdicts if not verdict.adjudicated and verdict.verdict != "missed")


def kappa(pairs: list[tuple[str, str]]) -> float | None:
    """Cohen's kappa of paired judgements: 1 is full agreement, 0 what chance gives; None where both say one thing only.

    >>> kappa([("a", "a"), ("a", "a"), ("x", "x"), ("a", "x")])
    0.5
    """
    return _kappa(Counter(pairs))


def _kappa(pairs: Counter[tuple[str, str]]) -> float | None:
    total = pairs.total()
    seen = sum(count for (first, second), count in pairs.items() if first == second) / total
    ones, others = Counter[str](), Counter[str]()
    for (first, second), count in pairs.items():
        ones[first] += count
        others[second] += count
    chance = sum(ones[verdict] * others[verdict] for verdict in ones) / total**2
    return None if chance == 1 else (seen - chance) / (1 - chance)
