"""The same conduct with different ranges: in one provision as two rows print it, or in two documents."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from extract.facts import SanctionKind
from kg.audit.finding import Severity
from kg.audit.rule import Observation, Rule
from kg.audit.text.conduct import amount, conduct_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extract.facts import Sanction
    from kg.audit.finding import Place
    from kg.audit.view import RowView, View

_GRAM = 8  # characters that two conditions must share
_SHARE = 0.85  # of two conditions
_COMMON = 12  # conditions that share as much are worded by habit
# Conduct that another clause or provision words; of it two conditions share nothing but the form.
_ELSEWHERE = re.compile("下列|所列|之一|上述|前款|本条|第[^,;]{1,12}[条款项]|情节|逾期|拒不|违法所得|经营额|货值")
_LEAST = 8  # characters of conduct that tells


class ComparableFine(NamedTuple):
    """A fine with its condition, levelled; ``amount`` in words."""

    conduct: str
    amount: str
    document: str
    title: str
    place: Place
    sanction: Sanction


def fines(rows: Iterable[RowView]) -> Iterator[ComparableFine]:
    """The fines of rows that have a document, a condition and an upper bound."""
    for row in rows:
        for cell, facts in row.extraction.facts:
            for sanction in facts.sanctions if not cell.inherited else ():
                whole = sanction.kind is SanctionKind.FINE and sanction.basis is not None and sanction.condition
                if whole and sanction.maximum:
                    citation = facts.basis[sanction.basis or 0]
                    conduct = conduct_of(sanction.condition or "")
                    place = row.at(cell, sanction.start, sanction.end)
                    yield ComparableFine(
                        conduct, amount(sanction), citation.document.title, citation.title, place, sanction
                    )


def _same_provision(view: View) -> Iterator[Observation]:
    """One document, one provision, one condition, one addressee: the rows that quote it must give one range."""
    first: dict[tuple[object, ...], dict[tuple[str, str], list[ComparableFine]]] = {}
    for fine in fines(view.rows):
        sanction = fine.sanction
        key = (fine.document, sanction.provision, fine.conduct, sanction.on, sanction.unit, sanction.base, sanction.per)
        entry = (fine.place.list, fine.place.row + str(fine.place.line))
        first.setdefault(key, {}).setdefault(entry, []).append(fine)
    for entries in first.values():
        groups = list(entries.values())
        usual = groups[0]
        for group in groups[1:]:
            ours, theirs = {fine.amount for fine in group}, {fine.amount for fine in usual}
            if ours.isdisjoint(theirs) and group[0].conduct:
                here, there = group[0], usual[0]
                message = f"《{here.title}》同一条的罚款在此处为{here.amount}，在{there.place.where}为{there.amount}"
                provision = here.sanction.provision or ""
                yield Observation(here.place, message, there.place, here.document, provision)


def _two_documents(view: View) -> Iterator[Observation]:
    distinct: dict[tuple[str, str, str], ComparableFine] = {}
    for fine in fines(view.rows):
        if len(fine.conduct) < _LEAST or _ELSEWHERE.search(fine.conduct):
            continue
        distinct.setdefault((fine.document, fine.conduct, fine.amount), fine)
    several = list(distinct.values())
    seen: set[frozenset[str]] = set()
    for here, other in _alike(several):
        pair = frozenset({here.document + here.amount, other.document + other.amount})
        if pair in seen:
            continue
        seen.add(pair)
        yield Observation(
            here.place,
            f"“{here.conduct}”的罚款，《{here.title}》为{_base(here)}{here.amount}；"
            f"“{other.conduct}”的罚款，《{other.title}》为{_base(other)}{other.amount}，行为相近而幅度不同",
            other.place,
            here.document,
            here.sanction.provision or "",
        )


def _base(fine: ComparableFine) -> str:
    return fine.sanction.base or ""


def _alike(fines: list[ComparableFine]) -> Iterator[tuple[ComparableFine, ComparableFine]]:
    """Pairs of fines of two documents, of one unit and one base, whose conditions share most of their words."""
    grams: dict[tuple[object, ...], list[int]] = {}
    for number, fine in enumerate(fines):
        words = {fine.conduct[at : at + _GRAM] for at in range(max(1, len(fine.conduct) - _GRAM + 1))}
        for gram in sorted(words):
            if len(gram) == _GRAM:
                key = (gram, fine.sanction.unit, fine.sanction.base, fine.sanction.per)
                grams.setdefault(key, []).append(number)
    pairs = {
        (left, right)
        for bearers in grams.values()
        if len(bearers) <= _COMMON
        for left in bearers
        for right in bearers
        if left < right
    }
    for left, right in sorted(pairs):
        later, other = fines[right], fines[left]
        if later.document == other.document or later.amount == other.amount:
            continue
        if _holds(later.conduct, other.conduct) or _alike_words(later.conduct, other.conduct) >= _SHARE:
            yield later, other


def _holds(conduct: str, other: str) -> bool:
    """Whether an act that one condition names by itself (甲的或者乙的) stands in the other: verb, object and all."""
    pairs = (
        (part, whole) for left, whole in ((conduct, other), (other, conduct)) for part in re.split("或者|,|;", left)
    )
    return any(len(part) >= _GRAM and "、" not in part and part in whole for part, whole in pairs)


def _alike_words(conduct: str, other: str) -> float:
    matcher = SequenceMatcher(None, conduct, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _SHARE else 0.0


def _row(serial: str, basis: str) -> dict[str, str]:
    return {"serial": serial, "name": f"第{serial}项处罚", "type": "行政处罚", "basis": basis}


RULES = (
    Rule(
        code="SN005",
        zh="行为相近而罚款幅度不同",
        en="like conduct with different ranges",
        severity=Severity.INFO,
        why="行政处罚法第二十九条：对同一违法行为不得给予两次以上罚款；违反多个规范应当罚款的，按罚款数额高的规定处罚。",
        remedy="核对两个事项是否针对同一行为；是的，合并事项或者注明适用关系。",
        fires=(
            _row("1", "《甲某法》第八条 以欺诈等手段骗取社会保险待遇的，由主管部门处骗取金额二倍以上五倍以下的罚款。"),
            _row("2", "《乙某条例》第七条 骗取社会保险待遇或者支出的，由主管部门处骗取金额一倍以上三倍以下的罚款。"),
        ),
        quiet=(
            _row("1", "《甲某法》第八条 以欺诈等手段骗取社会保险待遇的，由主管部门处骗取金额二倍以上五倍以下的罚款。"),
            _row("2", "《乙某条例》第七条 拒绝提供材料的，由主管部门处二千元以上五千元以下的罚款。"),
        ),
        every_list=_two_documents,
    ),
    Rule(
        code="SN006",
        zh="同一条款的罚款幅度前后不一",
        en="one provision quoted with different ranges",
        severity=Severity.ERROR,
        why="同一文件同一条的条文只有一个，前后引文的数额不同，必有一处有误或者版本不同。",
        remedy="对照现行文本改正。",
        fires=(
            _row("1", "《甲某法》第八条 骗取社会保险待遇的，由主管部门处二千元以上五千元以下的罚款。"),
            _row("2", "《甲某法》第八条 骗取社会保险待遇的，由主管部门处二千元以上五万元以下的罚款。"),
        ),
        quiet=(
            _row("1", "《甲某法》第八条 骗取社会保险待遇的，由主管部门处二千元以上五千元以下的罚款。"),
            _row("2", "《甲某法》第八条 骗取社会保险待遇的，由主管部门处2000元以上5000元以下的罚款。"),
        ),
        every_list=_same_provision,
    ),
)
