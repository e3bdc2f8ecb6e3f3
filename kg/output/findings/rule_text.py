"""A rule of the audit as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.audit.examples import printed
from kg.audit.finding import SEVERITIES
from kg.audit.rule import FAMILIES

if TYPE_CHECKING:
    from kg.audit.rule import Example, Rule


def rule_text(rule: Rule) -> str:
    """What a rule looks for, why, two examples, and what to do: in Chinese, the title in English as well."""
    parts = [
        f"{rule.code} {rule.zh}",
        f"{rule.en}",
        "",
        f"类别：{rule.family} {FAMILIES[rule.family]}",
        f"级别：{SEVERITIES[rule.severity]}",
        f"依据：{rule.why}",
        f"建议：{rule.remedy}",
    ]
    parts += _example("会报告的例子", rule.fires) + _example("不会报告的例子", rule.quiet)
    return "\n".join(parts) + "\n"


def _example(name: str, example: Example) -> list[str]:
    return ["", f"{name}：", *(f"    {line}" for line in printed(example).split("\n"))] if example else []
