"""Duty stages against what the law of their type of power asks for."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract import rules as extraction_rules
from extract.clean import left_out
from extract.model import Role
from kg.audit import accountability
from kg.audit.finding import Severity
from kg.audit.rule import Observation, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.facts import Stage
    from extract.model import Cell
    from kg.audit.view import ListView, RowView, View

_TEMPLATES = Path(__file__).parents[2] / "templates.toml"
#: A column that names the stage of its row: the duties are parted by rows.
_OF_STAGE = re.compile("环节|阶段|步骤")
_LEAST = 3  # stages, so that a list is one of stages at all


@cache
def _templates() -> dict[str, Any]:
    return tomllib.loads(_TEMPLATES.read_text(encoding="utf-8"))


@cache
def _labels() -> dict[str, str]:
    return {rule.code: rule.label for rule in extraction_rules.load("stages")}


@cache
def _parts() -> dict[str, tuple[str, ...]]:
    """What two stages printed as one are made of."""
    stages = ((rule.code, dict(rule.data).get("parts", "")) for rule in extraction_rules.load("stages"))
    return {code: tuple(str(parts).split()) for code, parts in stages if parts}


def _cell(row: RowView) -> Cell | None:
    """The cell of duties, unless it holds what the whole department is for."""
    cell = row.duties
    return None if cell is None or ("职责" in cell.header and "责任" not in cell.header) else cell


def _no_stages(row: RowView, _view: View) -> Iterator[Observation]:
    cell = _cell(row)
    if (
        cell is not None
        and not row.stages
        and not any(_OF_STAGE.search(cell.header) for cell in row.row.all(Role.DUTIES))
    ):
        yield Observation(row.at(cell), f"{row.label}的责任事项没有分环节")


def _concepts(stages: tuple[Stage, ...]) -> list[str]:
    """The concepts of the stages in order, those printed as one taken apart."""
    return [part for stage in stages if stage.concept for part in _parts().get(stage.concept, (stage.concept,))]


def _missing(row: RowView, _view: View) -> Iterator[Observation]:
    template, cell = _templates().get(row.type), _cell(row)
    if template is None or cell is None or len(row.stages) < _LEAST:
        return
    known, instead, words = set(_concepts(row.stages)), _templates()["instead"], _templates()["words"]
    if len(known) < _LEAST:
        return  # duties by another division: 直接实施责任, 指导监督责任
    lacking = [
        stage
        for stage in template["stages"]
        if stage not in known
        and not known.intersection(instead.get(stage, ()))
        and not any(word in cell.text for word in words[stage])  # named in a sentence, not as a stage
    ]
    if lacking:
        names = "、".join(_labels()[stage] for stage in lacking)
        yield Observation(row.at(cell), f"{row.label}的责任事项缺少环节：{names}")


def _order(row: RowView, _view: View) -> Iterator[Observation]:
    template, cell = _templates().get(row.type), _cell(row)
    if template is None or cell is None:
        return
    place = {stage: number for number, stage in enumerate(template["stages"])}
    known = [(stage, place[stage.concept]) for stage in row.stages if stage.concept in place]
    for (before, left), (after, right) in pairwise(known):
        if right < left:
            message = f"环节“{after.name}”排在“{before.name}”之后，次序颠倒"
            yield Observation(row.at(cell, after.start, after.end), message, row.at(cell, before.start, before.end))


def _no_grounds(listing: ListView, _view: View) -> Iterator[Observation]:
    if not any(row.row.all(Role.GROUNDS) for row in listing.rows):
        return
    for row in listing.rows:
        printed = any(left_out(cell.text) for cell in row.row.all(Role.GROUNDS))
        if not printed and any(left_out(cell.text) for cell in row.row.all(Role.DUTIES)):
            yield Observation(row.at(None), f"{row.label}列了责任事项，没有列追责情形")
        elif printed and not row.extraction.grounds:
            yield Observation(row.at_role(Role.GROUNDS), f"{row.label}的追责情形栏没有列出情形")


def _no_statutory(row: RowView, _view: View) -> Iterator[Observation]:
    grounds = row.extraction.grounds
    if row.type not in accountability.types() or len(grounds) < _LEAST:
        return
    if not any(accountability.repeated(ground.text, row.type) for ground in grounds):
        message = f"{row.label}的追责情形{len(grounds)}条，没有一条是法律所列的追责情形"
        yield Observation(row.at_role(Role.GROUNDS), message)


_PENALTY = (
    "1.立案责任：立案。2.调查责任：调查。3.审查责任：审查。{}5.决定责任：决定。6.送达责任：送达。7.执行责任：执行。"
)

RULES = (
    Rule(
        code="DU001",
        zh="责任事项没有分环节",
        en="duties without stages",
        severity=Severity.WARNING,
        why="中办发〔2015〕21号：责任清单应当逐一厘清与行政职权相对应的责任事项；没有环节，不能确定责任由哪一步承担。",
        remedy="按办理流程分环节列出责任。",
        fires=({"name": "某项处理", "duties": "对违规行为的认定与处理，应当事实清楚、证据确凿、程序规范。"},),
        quiet=({"name": "某项处理", "duties": "1.受理责任：依法受理。2.审查责任：依法审查。3.决定责任：依法决定。"},),
        each_row=_no_stages,
    ),
    Rule(
        code="DU002",
        zh="责任事项缺少法定环节",
        en="a stage that the law asks for is missing",
        severity=Severity.INFO,
        why="行政处罚：立案、调查、审查、告知、决定、送达、执行（行政处罚法第五章、第六章）；行政许可：受理、审查、决定、送达、监督检查（行政许可法第四章、第六章）。",
        remedy="补充所缺的环节；以其他名称列出的，改用通行名称。",
        fires=({"name": "某项处罚", "type": "行政处罚", "duties": _PENALTY.format("")},),
        quiet=({"name": "某项处罚", "type": "行政处罚", "duties": _PENALTY.format("4.告知责任：告知。")},),
        each_row=_missing,
    ),
    Rule(
        code="DU003",
        zh="责任环节次序颠倒",
        en="stages out of order",
        severity=Severity.WARNING,
        why="法定程序有先后：未经告知不得作出处罚决定（行政处罚法第六十二条）。",
        remedy="按法定程序调整次序。",
        fires=(
            {
                "name": "某项处罚",
                "type": "行政处罚",
                "duties": "1.决定责任：决定。2.告知责任：告知。3.送达责任：送达。",
            },
        ),
        quiet=(
            {
                "name": "某项处罚",
                "type": "行政处罚",
                "duties": "1.告知责任：告知。2.决定责任：决定。3.送达责任：送达。",
            },
        ),
        each_row=_order,
    ),
    Rule(
        code="DU004",
        zh="有责任事项而没有追责情形",
        en="duties without grounds of accountability",
        severity=Severity.WARNING,
        why="中办发〔2015〕21号：建立责任清单，健全问责机制；有责任而无追责情形，责任不能落实。",
        remedy="补充追责情形。",
        fires=(
            {
                "name": "甲项",
                "duties": "1.受理责任：受理。2.审查责任：审查。",
                "grounds": "1.不予受理的；2.违法审查的。",
            },
            {"name": "乙项", "duties": "1.受理责任：受理。2.审查责任：审查。", "grounds": ""},
        ),
        quiet=(
            {
                "name": "甲项",
                "duties": "1.受理责任：受理。2.审查责任：审查。",
                "grounds": "1.不予受理的；2.违法审查的。",
            },
        ),
        each_list=_no_grounds,
    ),
    Rule(
        code="DU008",
        zh="追责情形没有法定情形",
        en="grounds of accountability without any that the law names",
        severity=Severity.INFO,
        why="行政处罚法第七十六条至第八十三条、行政许可法第七十二条至第七十七条、行政强制法第六十一条至第六十四条列明了追责情形。",
        remedy="对照法律列明的情形补充。",
        fires=({"name": "某项处罚", "type": "行政处罚", "grounds": "1.工作懒散的；2.作风漂浮的；3.群众不满意的。"},),
        quiet=(
            {
                "name": "某项处罚",
                "type": "行政处罚",
                "grounds": "1.没有法定依据实施处罚的；2.作风漂浮的；3.群众不满意的。",
            },
        ),
        each_row=_no_statutory,
    ),
)
