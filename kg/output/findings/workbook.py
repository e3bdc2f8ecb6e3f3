"""Findings as a workbook: one sheet of findings, one of rules."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from kg.audit.finding import SEVERITIES
from kg.errors import missing
from kg.output.xlsx import add_table, workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.audit.finding import Finding
    from kg.audit.rule import Rule

#: The columns by their headings, with their widths in characters.
_COLUMNS = {
    "代码": 8,
    "级别": 6,
    "清单": 24,
    "工作表": 10,
    "行": 6,
    "序号": 8,
    "编码或名称": 36,
    "栏目": 14,
    "起始位置": 8,
    "结束位置": 8,
    "原文": 40,
    "问题": 60,
    "另见行": 8,
    "另见原文": 30,
    "建议": 40,
    "文件": 30,
    "条款": 14,
    "基准日": 12,
    "指纹": 18,
}
_OF_RULES = {"代码": 8, "级别": 6, "规则": 36, "依据": 80, "建议": 60}


def workbook_of(findings: Sequence[Finding], rules: Iterable[Rule]) -> bytes:
    """The workbook. Raises Problem: XlsxWriter is not installed."""
    file = io.BytesIO()
    try:
        with workbook(file, in_memory=True) as book:
            add_table(book, "发现", list(_COLUMNS), map(_row, findings), list(_COLUMNS.values()))
            rows = ((rule.code, SEVERITIES[rule.severity], rule.zh, rule.why, rule.remedy) for rule in rules)
            add_table(book, "规则", list(_OF_RULES), rows, list(_OF_RULES.values()))
    except ImportError as error:
        raise missing("xlsxwriter", "export") from error
    return file.getvalue()


def _row(finding: Finding) -> tuple[object, ...]:
    place, other = finding.place, finding.conflicts_with
    return (
        finding.code,
        SEVERITIES[finding.severity],
        place.list,
        place.sheet,
        place.line or None,
        place.serial,
        place.row,
        place.column,
        place.start if place.column else None,
        place.end if place.column else None,
        place.quote,
        finding.message,
        other.line if other and other.line else None,
        other.quote if other else "",
        finding.remedy,
        finding.document,
        finding.provision,
        finding.as_of,
        finding.fingerprint,
    )
