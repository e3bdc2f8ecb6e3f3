"""What happens to rules themselves."""

from __future__ import annotations

from kg.audit.finding import Severity
from kg.audit.rule import Rule

RULES = (
    Rule(
        code="XX001",
        zh="规则未能执行",
        en="a rule failed",
        severity=Severity.ERROR,
        why="其余规则和其余各行已照常检查；此处没有检查结果，不等于没有问题。",
        remedy="请将此条连同所在行的文字报告给开发者。",
        fires=(),
        quiet=(),
    ),
)
