"""Names of bodies, offices and power types, and the credit code of the body."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.model import Role
from kg.audit.finding import Severity
from kg.audit.rule import Observation, Rule
from kg.graph import codes
from kg.graph.iris import plain
from kg.graph.things import offices
from kg.graph.things.rows import unknown_type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.audit.finding import Place
    from kg.audit.view import ListView, RowView, View

#: What names end with that says the type of power.
_BY_NAME = {"处罚": "02", "许可": "01"}
_NAMED_TYPE = re.compile("(?:的|行政)(处罚|许可)$")
_REASONS = {
    "transposition": "词语次序不同",
    "level_prefix": "相差层级字样",
    "one_character": "相差一字",
    "omission": "相差两字",
    "abbreviation": "疑为简称",
}


def _blank(row: RowView, _view: View) -> Iterator[Observation]:
    for role in (Role.BODY, Role.UNIT):
        for cell in row.row.all(role):
            text = cell.text.strip()
            parts = text.split()
            han = len(parts) > 1 and all(part[-1] >= "一" and part[0] >= "一" for part in parts)
            # Two whole names beside each other are two offices; a piece of a name is a name broken.
            if han and not cell.inherited and min(map(len, parts)) < 4:
                yield Observation(row.at(cell), f"名称“{text}”中间有空白，应为“{plain(text)}”")


def _unknown_type(row: RowView, _view: View) -> Iterator[Observation]:
    cell = next((cell for cell in row.row.all(Role.TYPE) if cell.text.strip()), None)
    if cell is not None and not cell.inherited and (printed := unknown_type(row.row)):
        yield Observation(row.at(cell), f"“{printed}”不是通行的十类权力类型之一")


def _named_type(row: RowView, _view: View) -> Iterator[Observation]:
    for role in (Role.SUB_NAME, Role.NAME):
        cell = next((cell for cell in row.row.all(role) if cell.text.strip() and not cell.inherited), None)
        match = _NAMED_TYPE.search(plain(cell.text)) if cell else None
        if cell is None or match is None:
            continue
        by_name = next((kind for words, kind in _BY_NAME.items() if words == match[1]), "")
        if row.type and row.type != by_name:
            message = f"事项名称以“{match[1]}”结尾，权力类型栏为“{row.row.text(Role.TYPE).strip()}”"
            yield Observation(row.at(cell), message, row.at_role(Role.TYPE))
        return


def _credit(listing: ListView, _view: View) -> Iterator[Observation]:
    from stdnum.cn import uscc  # noqa: PLC0415 - only where codes are looked at

    seen: dict[str, list[RowView]] = {}
    for row in listing.rows:
        if credit := codes.credit_code(row.own.own_code):
            seen.setdefault(credit, []).append(row)
    for credit, rows in seen.items():
        if not uscc.is_valid(credit):
            yield Observation(
                rows[0].at_role(Role.SUB_CODE, Role.CODE),
                f"编码前18位“{credit}”作为统一社会信用代码，校验位不符（{len(rows)}行）",
            )


def _named(listing: ListView) -> dict[str, list[Place]]:
    """The names of offices of a list without blanks, with every place that prints them."""
    result: dict[str, list[Place]] = {}
    for row in listing.rows:
        for cell in row.row.all(Role.UNIT):
            for name in offices.names(cell.text):
                start = cell.text.find(name)
                result.setdefault(plain(name), []).append(row.at(cell, start, start + len(name)))
    for contact in listing.contacts:
        frame = listing.frame(contact.printed)
        start = max(contact.printed.text.find(contact.office), 0)
        place = replace(frame, start=start, end=start + len(contact.office), quote=contact.office)
        result.setdefault(plain(contact.office), []).append(place)
    result.pop("", None)
    return result


def _alike(listing: ListView, _view: View) -> Iterator[Observation]:
    named = _named(listing)
    counts = Counter({name: len(places) for name, places in named.items()})
    for proposal in offices.variants(named):
        rare, usual = sorted((proposal.name, proposal.other), key=lambda name: counts[name])
        reason = _REASONS[proposal.reason]
        yield Observation(
            named[rare][0],
            f"“{rare}”（{counts[rare]}处）与“{usual}”（{counts[usual]}处）{reason}，疑为同一机构的不同写法",
            named[usual][0],
        )


RULES = (
    Rule(
        code="ID002",
        zh="机构名称中有空白",
        en="blank inside the name of a body",
        severity=Severity.ERROR,
        why="机构名称以机构编制部门批准的名称为准，名称中有空白会被当作另一机构。",
        remedy="删除名称中的空白。",
        fires=({"name": "某项审批", "body": "某市人力资源和社会 保障局"},),
        quiet=({"name": "某项审批", "body": "某市人力资源和社会保障局"},),
        each_row=_blank,
    ),
    Rule(
        code="ID003",
        zh="统一社会信用代码校验位不符",
        en="the check digit of the credit code fails",
        severity=Severity.INFO,
        why="GB 32100—2015第5章；早期赋码的个别代码校验位不符而有效，因此只作提示。",
        remedy="在统一社会信用代码公示系统核对该机关的代码。",
        fires=({"name": "某项审批", "code": "11620000000000001W3620114001000"},),
        quiet=({"name": "某项审批", "code": "11110000MB0000000U3620114001000"},),
        each_list=_credit,
    ),
    Rule(
        code="ID009",
        zh="权力类型不在通行的十类之内",
        en="unknown power type",
        severity=Severity.WARNING,
        why="中办发〔2015〕21号所列行政许可、行政处罚、行政强制、行政征收、行政给付、行政检查、行政确认、行政奖励、行政裁决和其他类别。",
        remedy="按十类权力类型改正；当地另有分类的，在清单说明中注明。",
        fires=({"name": "某项审批", "type": "行政规化"},),
        quiet=({"name": "某项审批", "type": "行政许可类"},),
        each_row=_unknown_type,
    ),
    Rule(
        code="ID015",
        zh="事项名称与权力类型不符",
        en="a name that is of another type of power",
        severity=Severity.WARNING,
        why="名称为处罚、许可的事项列入其他类型，分类统计和适用的程序都会有误（中办发〔2015〕21号）。",
        remedy="核对事项，改正名称或者权力类型。",
        fires=({"name": "对擅自取水的处罚", "type": "行政检查"},),
        quiet=({"name": "对擅自取水的处罚", "type": "行政处罚"},),
        each_row=_named_type,
    ),
    Rule(
        code="ID010",
        zh="机构名称写法相近，疑为同一机构",
        en="two spellings that may be one office",
        severity=Severity.WARNING,
        why="同一机构写成两个名称，会被当作两个机构分别统计。",
        remedy="核对两处名称；为同一机构的，统一写法；确为两个机构的，不必改动。",
        fires=(
            {"name": "甲项", "unit": "失业保险经办科"},
            {"name": "乙项", "unit": "失业保险经办科"},
            {"name": "丙项", "unit": "实业保险经办科"},
        ),
        quiet=({"name": "甲项", "unit": "失业保险经办科"}, {"name": "乙项", "unit": "劳动关系科"}),
        each_list=_alike,
    ),
)
