"""How far reviewers agree: the share of facts they judge alike, and Cohen's kappa, which allows for chance.

J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20 (1960).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.graph.things.reviews import Verdict


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two reviewers: the facts both judged, those they judged alike, kappa (None where chance leaves no room)."""

    one: str
    other: str
    both: int
    alike: int
    kappa: float | None

    @property
    def percent(self) -> float:
        """The share judged alike, from 0 to 100."""
        return 100 * self.alike / self.both


def agreements(verdicts: Iterable[Verdict]) -> tuple[Agreement, ...]:
    """Every two reviewers who judged a fact in common, by name."""
    judged: dict[str, dict[str, str]] = defaultdict(dict)
    for verdict in verdicts:
        judged[verdict.reviewer][verdict.fact] = verdict.verdict
    found = []
    for one, other in combinations(sorted(judged), 2):
        both = sorted(judged[one].keys() & judged[other].keys())
        if both:
            pairs = [(judged[one][fact], judged[other][fact]) for fact in both]
            found.append(Agreement(one, other, len(both), sum(a == b for a, b in pairs), kappa(pairs)))
    return tuple(found)


def kappa(pairs: list[tuple[str, str]]) -> float | None:
    """Cohen's kappa of paired judgements: 1 is full agreement, 0 what chance gives; None where both say one thing only.

    >>> kappa([("a", "a"), ("a", "a"), ("x", "x"), ("a", "x")])
    0.5
    """
    total = len(pairs)
    seen = sum(one == other for one, other in pairs) / total
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(ones[verdict] * others[verdict] for verdict in ones) / total**2
    return None if chance == 1 else (seen - chance) / (1 - chance)
