"""The findings of a build as a file of JSON lines, beside its store."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from kg.audit.finding import Finding, Place, Severity
from kg.errors import Problem, unusable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FILE: Final = "findings.jsonl"
_PLACE: Final = tuple(Place.__slots__)


def written(findings: Iterable[Finding]) -> bytes:
    """The findings as JSON lines."""
    lines = (json.dumps(finding.record(), ensure_ascii=False) + "\n" for finding in findings)
    return "".join(lines).encode("utf-8", "replace")


def read(folder: Path) -> tuple[Finding, ...]:
    """The findings that a build wrote into its folder.

    Raises Problem: there are none, they cannot be read, or a line is no finding.
    """
    path = folder / FILE
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError as error:
        raise Problem(
            str(path), "这里没有检查结果，请先运行 quanze build", "no findings here: run quanze build first"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise (
            unusable(error, path) if isinstance(error, OSError) else Problem(str(path), "不是UTF-8文本", "not UTF-8")
        ) from error
    return tuple(_finding(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip())


def _finding(line: str, where: str) -> Finding:
    try:
        record = json.loads(line)
        other = record["conflicts_with"]
        return Finding(
            record["code"],
            Severity(record["severity"]),
            _place(record),
            record["message"],
            record["remedy"],
            _place(other) if other else None,
            record["document"],
            record["provision"],
            record["as_of"],
            record["fingerprint"],
        )
    except (ValueError, LookupError, TypeError) as error:
        raise Problem(where, "不是检查结果", "no finding") from error


def _place(record: dict[str, Any]) -> Place:
    return Place(**{name: record[name] for name in _PLACE})
