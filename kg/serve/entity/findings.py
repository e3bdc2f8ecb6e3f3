"""What the audit found of a thing, with marks in its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.graph.things.evidence import place
from kg.serve.entity.segments import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.serve.entity.store_reader import Row, StoreReader

MOST = 200
#: The severities of SHACL in the words of the page, gravest first.
SEVERITIES = {"Violation": "错误", "Warning": "警告", "Info": "提示"}
FINDINGS = f"""
SELECT ?finding ?rule ?severity ?message ?span ?other {{
  ?finding a sh:ValidationResult ; sh:focusNode %s ; sh:sourceConstraintComponent ?rule ;
           sh:resultSeverity ?severity ; sh:resultMessage ?message .
  OPTIONAL {{ ?finding qz:findingEvidence ?span }} OPTIONAL {{ ?finding qz:conflictsWith ?other }}
}} ORDER BY ?rule ?finding LIMIT {MOST}
"""


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding as listed: code of the rule, how grave, what was seen, the other thing where two conflict."""

    code: str
    severity: str
    kind: str
    message: str
    other: str = ""
    span: str = ""


def findings(reader: StoreReader, node: str) -> tuple[ShownFinding, ...]:
    """The findings about a thing, the gravest first; ``node`` is its IRI in angle brackets."""
    results = map(_finding, reader.rows(FINDINGS % node))
    ranks = list(SEVERITIES.values())
    return tuple(sorted(results, key=lambda finding: (ranks.index(finding.severity), finding.code, finding.span)))


def _finding(row: Row) -> ShownFinding:
    kind = row["severity"]["value"].rpartition("#")[2]
    other = row.get("other", {}).get("value", "")
    return ShownFinding(
        row["rule"]["value"].rpartition("/")[2],
        SEVERITIES[kind],
        kind.lower(),
        row["message"]["value"],
        other.partition("#")[0],
        row.get("span", {}).get("value", ""),
    )


def marks(findings: Iterable[ShownFinding], cell: str) -> Iterator[Span]:
    """The marks of findings in a cell."""
    for finding in findings:
        at = place(finding.span)
        if at and at[0] == cell:
            yield Span(at[1], at[2], f"finding {finding.kind}", f"{finding.severity} {finding.code}：{finding.message}")
