"""Tiers of discretion against the range that the basis of their item provides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.facts import SanctionKind
from kg.audit.finding import Severity
from kg.audit.rule import Observation, Rule
from kg.audit.text.conduct import amount

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.facts import Sanction, TierFacts
    from extract.model import Cell
    from kg.audit.view import RowView, View

#: Degrees whose standard may fall below the range: 行政处罚法第三十二条、第三十三条.
_BELOW = re.compile("减轻|不予|免予|轻微|首违")


def _outside(row: RowView, _view: View) -> Iterator[Observation]:
    ranges = [
        (cell, sanction)
        for cell, facts in row.extraction.facts
        for sanction in facts.sanctions
        if sanction.kind is SanctionKind.FINE and (sanction.minimum is not None or sanction.maximum is not None)
    ]
    for tier in row.extraction.tiers:
        for cell, fine in _fines(tier):
            same = [
                (place, sanction)
                for place, sanction in ranges
                if (sanction.unit, sanction.base) == (fine.unit, fine.base)
            ]
            if same and not any(_within(fine, sanction, lenient=_lenient(tier)) for _, sanction in same):
                yield _observation(row, (tier, cell, fine), same)


def _fines(tier: TierFacts) -> Iterator[tuple[Cell, Sanction]]:
    yield from (
        (cell, sanction)
        for cell, facts in tier.facts
        for sanction in facts.sanctions
        if sanction.kind is SanctionKind.FINE
    )


def _lenient(tier: TierFacts) -> bool:
    printed = (tier.tier.degree, tier.tier.circumstance, *tier.tier.standards)
    return any(cell is not None and _BELOW.search(cell.text) for cell in printed)


def _within(fine: Sanction, range_: Sanction, *, lenient: bool) -> bool:
    """Whether a fine lies within a range; what one of them does not bound is no departure."""
    most, least = fine.maximum or fine.minimum, fine.minimum if fine.minimum is not None else fine.maximum
    above = most is not None and range_.maximum is not None and most > range_.maximum
    below = least is not None and range_.minimum is not None and least < range_.minimum and fine.minimum is not None
    return not above and (lenient or not below)


def _observation(
    row: RowView, tier_fine: tuple[TierFacts, Cell, Sanction], ranges: list[tuple[Cell, Sanction]]
) -> Observation:
    tier, cell, fine = tier_fine
    degree = f"“{tier.tier.degree.text.strip()}”" if tier.tier.degree else f"第{tier.tier.order}档"
    basis, sanction = ranges[0]
    amounts = "、".join(dict.fromkeys(amount(range_) for _, range_ in ranges))
    message = f"{degree}的罚款{amount(fine)}超出依据规定的幅度（{amounts}）"
    return Observation(row.at(cell, fine.start, fine.end), message, row.at(basis, sanction.start, sanction.end))


_ITEM = {
    "name": "某项处罚",
    "type": "行政处罚",
    "basis": "《某某条例》第五条 有违法行为的，处二千元以上五万元以下的罚款。",
}
_MILD = {"degree": "一般", "standard": "处二千元以上一万元以下的罚款"}
RULES = (
    Rule(
        code="SN008",
        zh="裁量档次超出法定幅度",
        en="a tier of discretion outside the range of its basis",
        severity=Severity.WARNING,
        why="行政处罚法第三十四条：裁量基准应当在法律、法规、规章规定的处罚种类和幅度内；减轻处罚须有法定情形（第三十二条）。",
        remedy="按依据规定的幅度调整该档次；属于减轻处罚的，写明法定情形。",
        fires=({**_ITEM, **_MILD}, {"degree": "严重", "standard": "处三万元以上八万元以下的罚款"}),
        quiet=({**_ITEM, **_MILD}, {"degree": "严重", "standard": "处三万元以上五万元以下的罚款"}),
        each_row=_outside,
    ),
)
