"""Sanctions: items without any, fines without figures or bound, ranges upside down."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.clean import left_out
from extract.facts import SanctionKind
from extract.model import Role
from kg.audit.authority.judge import PENALTIES
from kg.audit.finding import Severity
from kg.audit.rule import Observation, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from extract.facts import Facts, Sanction
    from extract.model import Cell
    from kg.audit.view import RowView, View

_PENALTY = "02"
_QUOTED = 20  # characters beside the citations, so that a cell quotes what it cites
WIDE = 20  # a fine whose most is as many times its least
# 按照下列标准处以罚款：… figures follow in a list.
_AS_FOLLOWS = re.compile("(?:下列|以下|下述|分别)[^。；;]{0,14}$")
# 被处以三次警告或者罚款又有违法行为的: what happened before, no fine that is provided.
_BEFORE = re.compile("被(?:处以?|给予|科以?)[^。；;，,]{0,14}(?:或者|和|、)?$")
_LEAD = 20
_REFERS = ("处罚", "处分", "处理", "罚款", "罚则")


def _quotes(cell: Cell, facts: Facts) -> bool:
    """Whether a basis cell prints the words of its documents, not only their names."""
    named = sum(citation.end - citation.start for citation in facts.basis)
    return len(left_out(cell.text)) - named >= _QUOTED


def _none(row: RowView, _view: View) -> Iterator[Observation]:
    cells = row.extraction.facts
    if row.type != _PENALTY or not any(_quotes(cell, facts) for cell, facts in cells):
        return
    kinds = {sanction.kind for _, facts in cells for sanction in facts.sanctions}
    if kinds & PENALTIES.keys():
        return
    text = "".join(cell.text for cell, _ in cells)
    if SanctionKind.ORDER in kinds and not any(word in text for word in _REFERS):
        yield Observation(row.at_role(Role.BASIS), f"{row.label}为行政处罚，所引条文只规定责令改正等，没有规定处罚")
    elif not kinds and not any(word in text for word in _REFERS):
        yield Observation(row.at_role(Role.BASIS), f"{row.label}为行政处罚，所引条文没有规定处罚")


def _fines(row: RowView) -> Iterator[tuple[Cell, Sanction]]:
    for cell, facts in row.extraction.facts:
        if not cell.inherited:
            yield from ((cell, sanction) for sanction in facts.sanctions if sanction.kind is SanctionKind.FINE)


def _observed(row: RowView, cell: Cell, sanction: Sanction, says: str) -> Observation:
    words = " ".join(cell.text[sanction.start : sanction.end].split())
    return Observation(
        row.at(cell, sanction.start, sanction.end), f"“{words}”{says}", provision=sanction.provision or ""
    )


def _no_figure(row: RowView, _view: View) -> Iterator[Observation]:
    for cell, sanction in _fines(row):
        lead = cell.text[max(0, sanction.start - _LEAD) : sanction.start]
        reference = _AS_FOLLOWS.search(lead) or _BEFORE.search(lead)
        if not _has_figure(sanction) and not reference and not _stated_later(row, cell, sanction):
            yield _observed(row, cell, sanction, "没有写明罚款数额")


def _has_figure(sanction: Sanction) -> bool:
    return not (sanction.minimum is None and sanction.maximum is None and sanction.cap is None)


def _stated_later(row: RowView, cell: Cell, sanction: Sanction) -> bool:
    """Whether figures follow: later in the provision (有前款第一项行为的，处…), or in another document of the row."""
    return any(
        fine.maximum is not None if (other is not cell or fine.basis != sanction.basis) else later
        for other, fine in _fines(row)
        for later in [_has_figure(fine) and fine.start > sanction.start]
    )


def _no_bound(row: RowView, _view: View) -> Iterator[Observation]:
    for cell, sanction in _fines(row):
        if sanction.minimum is not None and sanction.maximum is None and sanction.cap is None:
            yield _observed(row, cell, sanction, "只有下限，没有上限")


def _reversed(row: RowView, _view: View) -> Iterator[Observation]:
    for cell, facts in row.extraction.facts:
        for sanction in facts.sanctions if not cell.inherited else ():
            if sanction.minimum is not None and sanction.maximum is not None and sanction.minimum > sanction.maximum:
                yield _observed(
                    row, cell, sanction, f"下限{_figure(sanction.minimum)}高于上限{_figure(sanction.maximum)}"
                )


def _figure(value: Decimal) -> str:
    return f"{value.normalize():f}"


def is_wide(low: Decimal | None, high: Decimal | None) -> bool:
    """Whether a range leaves much to discretion: its most is twenty times its least, or more.

    >>> from decimal import Decimal
    >>> is_wide(Decimal(1000), Decimal(20000)), is_wide(Decimal(1000), Decimal(19999)), is_wide(None, Decimal(5))
    (True, False, False)
    """
    return bool(low and high and high >= WIDE * low)


def _wide(row: RowView, _view: View) -> Iterator[Observation]:
    for cell, sanction in _fines(row):
        if sanction.minimum and sanction.maximum and is_wide(sanction.minimum, sanction.maximum):
            times = int(sanction.maximum / sanction.minimum)
            yield _observed(row, cell, sanction, f"上限是下限的{times}倍，裁量幅度较大")


def _fine(words: str) -> tuple[dict[str, str]]:
    return ({"name": "某项处罚", "type": "行政处罚", "basis": f"《某某条例》第五条 有违法行为的，由主管部门{words}。"},)


RULES = (
    Rule(
        code="SN001",
        zh="行政处罚事项没有处罚内容",
        en="a penalty item without a penalty",
        severity=Severity.WARNING,
        why="行政处罚法第九条规定了处罚的种类；责令改正不是行政处罚（第二十八条）。",
        remedy="补充规定处罚的条款；只有责令改正的，调整权力类型。",
        fires=_fine("责令限期改正，并将改正的情况在三十日内书面告知，逾期没有告知的应当说明理由"),
        quiet=_fine("责令限期改正，并将改正的情况在三十日内书面告知，逾期没有告知的处以警告"),
        each_row=_none,
    ),
    Rule(
        code="SN002",
        zh="罚款没有数额",
        en="a fine without figures",
        severity=Severity.WARNING,
        why="行政处罚法第十条至第十四条：设定罚款应当规定数额或者幅度；没有数额的，须由其他文件规定（例如1994年《违反〈中华人民共和国劳动法〉行政处罚办法》）。",
        remedy="补充列出规定数额的文件和条款。",
        fires=_fine("给予警告，并可以处以罚款"),
        quiet=_fine("给予警告，并可以处以二千元以下的罚款"),
        each_row=_no_figure,
    ),
    Rule(
        code="SN003",
        zh="罚款没有上限",
        en="a fine without an upper bound",
        severity=Severity.WARNING,
        why="行政处罚法第五条：处罚应当与违法行为的事实、性质、情节和危害程度相当；只有下限的罚款多为引文漏字。",
        remedy="对照原文补全罚款的上限。",
        fires=_fine("处以每人100元以上的罚款"),
        quiet=_fine("处以每人100元以上500元以下的罚款"),
        each_row=_no_bound,
    ),
    Rule(
        code="SN004",
        zh="下限高于上限",
        en="a range upside down",
        severity=Severity.ERROR,
        why="下限高于上限，多为单位或者数字录入错误。",
        remedy="对照原文改正数额。",
        fires=_fine("处五万元以上二万元以下的罚款"),
        quiet=_fine("处二万元以上五万元以下的罚款"),
        each_row=_reversed,
    ),
    Rule(
        code="SN007",
        zh="罚款幅度较大",
        en="a wide range of a fine",
        severity=Severity.INFO,
        why="行政处罚法第三十四条：行政机关可以依法制定裁量基准；国办发〔2022〕27号：裁量幅度较大的应当细化。",
        remedy="核对数额；属实的，制定或者引用裁量基准。",
        fires=_fine("处五百元以上五万元以下的罚款"),
        quiet=_fine("处五千元以上五万元以下的罚款"),
        each_row=_wide,
    ),
)
