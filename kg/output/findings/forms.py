"""Findings in the form they are wanted in, as bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.output.findings import lines as finding_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.audit.finding import Finding
    from kg.audit.rule import Rule


def written(findings: Sequence[Finding], rules: Sequence[Rule], paths: Mapping[str, str], form: str) -> bytes:
    """The bytes of findings; ``form`` is full, concise, json, jsonl, sarif, html, xlsx or github.

    ``paths`` gives the file of each list. Raises Problem: a workbook is wanted and XlsxWriter is not installed.
    """
    if form == "xlsx":
        from kg.output.findings.workbook import workbook_of  # noqa: PLC0415 - an extra

        return workbook_of(findings, rules)
    if form == "html":
        from kg.output.findings.page import page  # noqa: PLC0415 - only where a page is made

        return page(findings, rules).encode()
    if form == "sarif":
        from kg.output.findings.sarif import sarif  # noqa: PLC0415

        return (sarif(findings, rules, paths) + "\n").encode()
    if form == "json":
        return (finding_lines.as_json(findings) + "\n").encode()
    lines = {
        "concise": lambda: finding_lines.concise(findings, paths),
        "github": lambda: finding_lines.github(findings, paths),
        "jsonl": lambda: finding_lines.jsonl(findings),
        "full": lambda: finding_lines.full(findings, paths, {rule.code: rule.zh for rule in rules}),
    }
    return "".join(f"{line}\n" for line in lines[form]()).encode("utf-8", "surrogatepass")
