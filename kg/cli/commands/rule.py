"""``quanze rule``: what a rule of the audit looks for, why, and what to do."""

from typing import Annotated

import typer

from kg.cli import console


def rule(
    code: Annotated[str, typer.Argument(help="规则代码，如 LB004；不指定时列出全部规则。")] = "",
) -> None:
    """查看检查规则：依据、示例和处理建议。

    示例：quanze rule · quanze rule AU003
    """
    from kg.audit.finding import SEVERITIES  # noqa: PLC0415 - heavy
    from kg.audit.registry import every_rule, find  # noqa: PLC0415
    from kg.output.findings.rule_text import rule_text  # noqa: PLC0415

    if code:
        console.out(rule_text(find(code)))
        return
    rows = [(rule.code, SEVERITIES[rule.severity], rule.zh) for rule in every_rule()]
    console.table(("代码", "级别", "规则"), rows)
