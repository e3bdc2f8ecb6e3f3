"""The graph against its shapes: every SHACL violation, by what its shape is about; the shape keeps its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.audit.finding import Place, Severity, shorten
from kg.audit.rule import Observation, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.audit.view import View

#: Code -> what its shapes are about, and the first part of their names (PowerItem-label is of PowerItem).
GROUPS = {
    "GR001": ("清单和来源文件", "lists and files", ("List", "File")),
    "GR002": ("权责事项", "power items", ("PowerItem", "PublicService", "DiscretionTier")),
    "GR003": (
        "机关和机构",
        "bodies and offices",
        ("Body", "Unit", "VariantProposal", "ContactPoint", "Authority", "Location"),
    ),
    "GR004": (
        "法规文件和条款",
        "documents and provisions",
        ("Document", "Provision", "Amendment", "LegalExpression", "Known", "Unknown"),
    ),
    "GR005": ("引用", "citations", ("Citation", "Pinpoint", "Quoted")),
    "GR006": ("法律责任和期限", "sanctions and time limits", ("Sanction", "TimeLimit", "NoFigure", "WithUnit")),
    "GR007": ("责任环节和追责情形", "duty stages and grounds", ("DutyStage", "AccountabilityGround")),
    "GR008": (
        "责任清单各部分",
        "parts of a responsibility list",
        (
            "Responsibility",
            "Task",
            "ResponsibilityBoundary",
            "Share",
            "SupervisionRegime",
            "RegimeSection",
            "Indicator",
        ),
    ),
    "GR009": ("原文出处和待核问题", "evidence and troubles", ("Cell", "Span", "Trouble")),
    "GR010": ("复核意见", "verdicts", ("Verdict", "Reviewer")),
    "GR011": ("检查结果", "results of the audit", ("ValidationReport", "ValidationResult")),
}
OTHERS = "GR099"
_BY_SHAPE = {name: code for code, (_, _, names) in GROUPS.items() for name in names}


def code_of(shape: str) -> str:
    """The code of the rule for a shape, by its name."""
    return _BY_SHAPE.get(shape.partition("-")[0], OTHERS)


def _look(code: str) -> Callable[[View], Iterator[Observation]]:
    def look(view: View) -> Iterator[Observation]:
        for violation in view.violations:
            if code_of(violation.shape) == code:
                place = Place(
                    "", row=violation.focus, column=violation.path, quote=violation.value, end=len(violation.value)
                )
                value = f"“{shorten(violation.value)}”" if violation.value else ""
                yield Observation(place, f"{violation.zh.rstrip('。')}{value}（sh:sourceShape {violation.shape}）")

    return look


def _rule(code: str, zh: str, en: str) -> Rule:
    return Rule(
        code=code,
        zh=f"图谱不符合约束：{zh}",
        en=f"the graph breaks a shape: {en}",
        severity=Severity.ERROR,
        why="ontology/shapes.ttl（W3C《形状约束语言》SHACL）。",
        remedy="检查该节点所在的行；清单无误的，将此条报告给开发者。",
        fires=(),
        quiet=(),
        every_list=_look(code),
    )


RULES = tuple(
    _rule(code, zh, en)
    for code, (zh, en) in {
        **{code: (zh, en) for code, (zh, en, _) in GROUPS.items()},
        OTHERS: ("其他", "others"),
    }.items()
)
