"""A baseline: the findings an office knows of already, so that a check tells only what is new."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.errors import Problem, unusable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kg.audit.finding import Finding

_KIND = "quanze-baseline"
_SHOWN = 60


def written(findings: Sequence[Finding]) -> str:
    """The baseline of findings: list, code and words of each by its fingerprint, as JSON with a line a finding."""
    lists = sorted({finding.place.list for finding in findings if finding.place.list})
    known = {
        finding.fingerprint: [finding.code, finding.place.list, " ".join(finding.message.split())[:_SHOWN]]
        for finding in findings
    }
    lines = ",\n".join(f"  {json.dumps(key)}: {json.dumps(known[key], ensure_ascii=False)}" for key in sorted(known))
    head = f'{{"kind": "{_KIND}", "version": 1, "lists": {json.dumps(lists, ensure_ascii=False)}, "findings": {{\n'
    return head + lines + ("\n" if lines else "") + "}}\n"


def read(path: Path, lists: Sequence[str]) -> frozenset[str]:
    """The fingerprints of a baseline.

    Raises Problem: the file is none, or it is of lists none of which is checked now.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
        known, of = frozenset(map(str, content["findings"])), {str(name) for name in content["lists"]}
        right = content["kind"] == _KIND
    except OSError as error:
        raise unusable(error, path) from error
    except (ValueError, LookupError, TypeError):
        right = False
    if not right:
        raise Problem(
            str(path),
            "不是基线文件；请用 quanze check --write-baseline 生成",
            "no baseline: write one with --write-baseline",
        )
    if of and not of.intersection(lists):
        names = "、".join(sorted(of))
        raise Problem(
            str(path),
            f"是另一份清单（{names}）的基线，不是本次检查的清单的",
            f"is the baseline of other lists ({names})",
        )
    return known


def new(findings: Sequence[Finding], known: frozenset[str]) -> tuple[Finding, ...]:
    """The findings that a baseline does not know."""
    return tuple(finding for finding in findings if finding.fingerprint not in known)
