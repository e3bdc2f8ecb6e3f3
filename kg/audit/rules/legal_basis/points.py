"""Points of a list within a cell: numbers left out or used twice, and a list of one point."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.clean import level
from extract.model import Role
from kg.audit.finding import Severity
from kg.audit.rule import Observation, Rule
from kg.audit.text import points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.clean import Levelled
    from extract.enumerators import Mark
    from kg.audit.view import ListText, ListView, View

_NEAR = 36  # characters between a mark and the title of the document that its point names
_SECOND = re.compile(r"2[.、]《")  # a second point whose mark stands where none is looked for
_INNER = {"clause", "bracket"}  # styles that number the items of an article
_LISTS = {Role.DUTIES, Role.GROUNDS}


def _of_documents(text: ListText, levelled: Levelled) -> list[Mark]:
    """The outermost marks of a basis cell: those that a document follows."""
    titles = sorted(citation.title_start for citation in text.facts.basis)
    marks: list[Mark] = []
    for mark in points.heads(levelled):
        end = levelled.at(mark.end - 1) + 1
        if mark.style in _INNER:
            continue
        if (not marks or mark.style == marks[0].style) and any(end <= title <= end + _NEAR for title in titles):
            marks.append(mark)
    return marks


def _outermost(levelled: Levelled) -> list[Mark]:
    marks = list(points.heads(levelled))
    return [mark for mark in marks if mark.style == marks[0].style] if marks and marks[0].number == 1 else []


def _observed(text: ListText, levelled: Levelled, wrong: points.Misnumbered) -> Observation:
    start, end = levelled.span(wrong.mark.start, wrong.mark.end)
    return Observation(
        text.at(start, end), wrong.message, text.at(*levelled.span(wrong.before.start, wrong.before.end))
    )


def _basis(listing: ListView, _view: View) -> Iterator[Observation]:
    for text in listing.texts:
        if text.role is Role.BASIS:
            levelled = level(text.text)
            for wrong in points.misnumbered(_of_documents(text, levelled)):
                yield _observed(text, levelled, wrong)


def _duties(listing: ListView, _view: View) -> Iterator[Observation]:
    for text in listing.texts:
        if text.role in _LISTS:
            levelled = level(text.text)
            for wrong in points.misnumbered(_outermost(levelled)):
                yield _observed(text, levelled, wrong)


def _alone(listing: ListView, _view: View) -> Iterator[Observation]:
    for text in listing.texts:
        if text.role is Role.BASIS and text.facts.basis:
            levelled = level(text.text)
            marks = _of_documents(text, levelled)
            alone = len(marks) == 1 and marks[0].number == 1 and marks[0].start == 0
            if alone and not _SECOND.search(levelled.text):
                place = text.at(*levelled.span(marks[0].start, marks[0].end))
                yield Observation(place, f"只有一个要点，却编有序号“{place.quote}”；可能缺少后面的要点")


def _passages(listing: ListView, _view: View) -> Iterator[Observation]:
    if listing.listing.responsibility_list is None:
        return
    for text in listing.texts:
        levelled = level(text.text)
        for wrong in points.nested(list(points.heads(levelled))):
            yield _observed(text, levelled, wrong)


RULES = (
    Rule(
        code="LB003",
        zh="依据要点序号缺号或者重号",
        en="points of the basis misnumbered",
        severity=Severity.WARNING,
        why="序号缺号可能是漏列了依据，重号可能是同一依据列了两次（GB/T 9704—2012《党政机关公文格式》7.3.3）。",
        remedy="核对是否漏列、重列依据，改正序号。",
        fires=(
            {
                "name": "某项登记",
                "basis": "1.《某某法》第五条 应当登记。2.《某某条例》第六条 应当登记。5.《某某办法》第七条 应当登记。",
            },
        ),
        quiet=(
            {
                "name": "某项登记",
                "basis": "1.《某某法》第五条 应当登记：（一）甲；（三）丙。2.《某某条例》第六条 应当登记。",
            },
        ),
        each_list=_basis,
    ),
    Rule(
        code="LB015",
        zh="依据只有一个要点却编了序号",
        en="a numbered list of one document",
        severity=Severity.INFO,
        why="编有序号“1.”而没有后续要点，可能漏列了其余依据。",
        remedy="核对是否漏列依据；没有其他依据的，删除序号。",
        fires=({"name": "某项处罚", "basis": "1.《某某法》第五条 有违法行为的，予以警告。"},),
        quiet=({"name": "某项处罚", "basis": "《某某法》第五条 有违法行为的，予以警告。"},),
        each_list=_alone,
    ),
    Rule(
        code="DU006",
        zh="责任事项或者追责情形序号缺号、重号",
        en="points of duties or grounds misnumbered",
        severity=Severity.WARNING,
        why="序号缺号可能是漏列了环节或者情形（GB/T 9704—2012《党政机关公文格式》7.3.3）。",
        remedy="核对是否漏列，改正序号。",
        fires=({"name": "某项登记", "duties": "1.受理责任：依法受理。2.审查责任：依法审查。4.送达责任：依法送达。"},),
        quiet=({"name": "某项登记", "duties": "1.受理责任：依法受理。2.审查责任：依法审查。3.送达责任：依法送达。"},),
        each_list=_duties,
    ),
    Rule(
        code="RG007",
        zh="层次序号缺号、重号",
        en="numbers of a passage left out or used twice",
        severity=Severity.WARNING,
        why="GB/T 9704—2012《党政机关公文格式》7.3.3。序号重复或者缺失，引用时不能确定所指。",
        remedy="核对原文，改正序号。",
        fires=(
            {
                "regime": "某项监管",
                "section": "（一）书面审查。审查材料。\n（二）抽查。电话抽查。\n（二）实地检查。查阅资料。",
            },
        ),
        quiet=(
            {
                "regime": "某项监管",
                "section": "（一）书面审查。审查材料。\n1、甲。\n2、乙。\n（二）抽查。电话抽查。\n1、丙。",
            },
        ),
        each_list=_passages,
    ),
)
