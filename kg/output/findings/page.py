"""Findings as one page for the head of an office: counts, the ten that matter, what to do; offline and printable."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.audit.finding import SEVERITIES, Severity, shorten
from kg.audit.rule import FAMILIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.audit.finding import Finding
    from kg.audit.rule import Rule

HERE = Path(__file__).parent
MATTER = 10
# Which families weigh most for the head of an office: power without basis first, spelling last.
_WEIGHT = {family: number for number, family in enumerate(("AU", "DT", "SN", "LB", "LW", "ID", "DU", "RG", "GR", "XX"))}


class _Group(NamedTuple):
    """All findings of one rule; ``findings`` in reading order."""

    rule: Rule
    severity: str
    findings: list[Finding]

    @property
    def first(self) -> Finding:
        """The one to show as an example."""
        return self.findings[0]


def page(findings: Sequence[Finding], rules: Sequence[Rule]) -> str:
    """The page, as HTML with nothing fetched from anywhere."""
    from jinja2 import Environment  # noqa: PLC0415 - only where a page is made

    known = {rule.code: rule for rule in rules}
    groups = list(_groups(findings, known))
    lists = sorted({finding.place.list for finding in findings if finding.place.list})
    counts = Counter(finding.severity for finding in findings)
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["shorten"] = lambda text: shorten(text, 90)
    return environment.from_string((HERE / "page.html").read_text(encoding="utf-8")).render(
        lists=lists,
        total=len(findings),
        counts=[(severity.value, word, counts[severity]) for severity, word in SEVERITIES.items()],
        matter=[group for group in groups if group.rule.severity is not Severity.INFO][:MATTER],
        groups=groups,
        families=[(family, name) for family, name in FAMILIES.items() if any(g.rule.family == family for g in groups)],
        as_of=max((finding.as_of for finding in findings), default=""),
    )


def _groups(findings: Sequence[Finding], known: dict[str, Rule]) -> Iterator[_Group]:
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding)
    order = list(SEVERITIES)

    def rank(code: str) -> tuple[int, int, str]:
        return order.index(known[code].severity), _WEIGHT.get(code[:2], len(_WEIGHT)), code

    for code in sorted(by_code, key=rank):
        yield _Group(known[code], SEVERITIES[known[code].severity], by_code[code])
