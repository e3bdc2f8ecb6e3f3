"""Duties and grounds of another type of power: those of a permit at a penalty."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from extract.clean import left_out
from extract.model import Role
from kg.audit.finding import Severity
from kg.audit.rule import Observation, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.audit.view import RowView, View


class _TypeWords(NamedTuple):
    """How texts of a type of power speak: ``named`` by its name, ``any`` in whatever way."""

    named: str
    any: re.Pattern[str]


_TYPES = {
    "01": _TypeWords("行政许可", re.compile("许可|审批|核准|准予|批准|申请|登记|资质|证")),
    "02": _TypeWords("行政处罚", re.compile("处罚|罚|违法|案件|立案")),
    "03": _TypeWords("行政强制", re.compile("强制|查封|扣押|冻结|代履行|划拨|拆除|封存")),
}


def _other_type(row: RowView, _view: View) -> Iterator[Observation]:
    own = _TYPES.get(row.type)
    if own is None:
        return
    for role in (Role.DUTIES, Role.GROUNDS):
        for cell in row.row.all(role):
            text = left_out(cell.text)
            if cell.inherited or own.any.search(text):
                continue
            for code, words in _TYPES.items():
                start = cell.text.find(words.named)
                if code != row.type and start >= 0:
                    column = "责任事项" if role is Role.DUTIES else "追责情形"
                    message = f"{row.label}为{own.named}，{column}写的是{words.named}，没有一处说到{own.named}"
                    yield Observation(row.at(cell, start, start + len(words.named)), message, row.at_role(Role.TYPE))
                    break


RULES = (
    Rule(
        code="DU009",
        zh="责任事项或者追责情形属于另一权力类型",
        en="duties or grounds of another type of power",
        severity=Severity.WARNING,
        why="各类权力的程序和追责情形由不同的法律规定（行政许可法、行政处罚法、行政强制法）；套用另一类的，本事项的责任没有着落。",
        remedy="按本事项的权力类型改写。",
        fires=(
            {"name": "某项处罚", "type": "行政处罚", "grounds": "1.对符合条件的行政许可申请不予受理的；2.收受财物的。"},
        ),
        quiet=({"name": "某项处罚", "type": "行政处罚", "grounds": "1.没有法定依据实施行政处罚的；2.收受财物的。"},),
        each_row=_other_type,
    ),
)
