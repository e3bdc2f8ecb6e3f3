"""Responsibility lists: numbers, offices, telephones, parties, and texts that should be the same."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from extract import numerals
from extract.clean import left_out
from kg.audit.finding import Place, Severity
from kg.audit.rule import Observation, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extract.model import Passage
    from kg.audit.view import ListView, View

_TELEPHONE = re.compile(r"(?:0\d{2,3}-?)?[2-9]\d{6,7}(?:[-转]\d{1,6})?|1[3-9]\d{9}|[48]00\d{7}|1\d{2,5}|9\d{4,5}")
_ALIKE = 0.9  # share of characters that two texts have in common, at least
_SLIP = 2  # characters of a slip of the pen, at most
_LEAST = 20  # characters of a text worth comparing


def _numbers(listing: ListView, _view: View) -> Iterator[Observation]:
    register = listing.listing.responsibility_list
    if register is None:
        return
    for entries in (
        [(responsibility.number, responsibility.text) for responsibility in register.responsibilities],
        [(boundary.number, boundary.matter) for boundary in register.boundaries],
        [(service.number, service.name) for service in register.services],
        [(regime.number, regime.name) for regime in register.regimes],
    ):
        yield from _skipped(listing, entries)


def _skipped(listing: ListView, entries: Sequence[tuple[str, Passage]]) -> Iterator[Observation]:
    before: int | None = None
    previous: Place | None = None
    for printed, passage in entries:
        number = numerals.parse(printed.strip("()（）、. ")) if printed else None
        if number is None:
            continue
        place = listing.frame(passage)
        if before is not None and number not in {before + 1, 1} and number != before:
            if number == before + 2:
                says = f"序号由{before}跳到{number}，缺{before + 1}"
            elif number > before:
                says = f"序号由{before}跳到{number}，缺{before + 1}至{number - 1}"
            else:
                says = f"序号由{before}回到{number}"
            yield Observation(place, says, previous)
        elif before is not None and number == before:
            yield Observation(place, f"序号{number}重复", previous)
        before, previous = number, place


def _no_office(listing: ListView, _view: View) -> Iterator[Observation]:
    register = listing.listing.responsibility_list
    for duty in register.responsibilities if register else ():
        for task in duty.tasks:
            if not any(left_out(contact.office) for contact in task.contacts):
                text = left_out(task.text.text)
                place = listing.frame(task.text)
                yield Observation(place, f"具体工作事项“{text[:20]}……”没有责任科室")


def _no_telephone(listing: ListView, _view: View) -> Iterator[Observation]:
    reachable = [contact for contact in listing.contacts if contact.telephones]
    for contact in listing.contacts if reachable else ():
        if contact.office and not contact.telephones:
            yield Observation(listing.frame(contact.printed), f"“{contact.office}”没有联系电话")


def _telephone(listing: ListView, _view: View) -> Iterator[Observation]:
    for contact in listing.contacts:
        for number in contact.telephones:
            if not _TELEPHONE.fullmatch(number.replace("－", "-").replace("—", "-").strip("()（）")):
                yield Observation(listing.frame(contact.printed), f"“{contact.office}”的电话“{number}”不是有效的号码")


def _one_party(listing: ListView, _view: View) -> Iterator[Observation]:
    register = listing.listing.responsibility_list
    for boundary in register.boundaries if register else ():
        if len(boundary.shares) == 1:
            place = listing.frame(boundary.matter)
            message = f"“{left_out(boundary.matter.text)}”的职责边界只列了{boundary.shares[0].body or '一个部门'}一方"
            yield Observation(place, message)


def _no_basis(listing: ListView, _view: View) -> Iterator[Observation]:
    register = listing.listing.responsibility_list
    boundaries = register.boundaries if register else ()
    if any(boundary.basis for boundary in boundaries):
        for boundary in boundaries:
            if boundary.basis is None or not left_out(boundary.basis.text):
                message = f"“{left_out(boundary.matter.text)}”的职责边界没有列相关依据"
                yield Observation(listing.frame(boundary.matter), message)


def _slips(listing: ListView, _view: View) -> Iterator[Observation]:
    """A task that repeats its responsibility but for a character or two: one of them is a slip."""
    register = listing.listing.responsibility_list
    for duty in register.responsibilities if register else ():
        for task in duty.tasks:
            yield from _slip(listing, duty.text, task.text)


def _slip(listing: ListView, duty: Passage, task: Passage) -> Iterator[Observation]:
    task_text, other = task.text, duty.text
    if len(task_text) < _LEAST or left_out(task_text) == left_out(other):
        return
    matcher = SequenceMatcher(None, task_text, other, autojunk=False)
    if matcher.quick_ratio() < _ALIKE or matcher.ratio() < _ALIKE:
        return
    changes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    for tag, start, end, first, last in changes:
        ours, theirs = task_text[start:end], other[first:last]
        if tag == "replace" and len(ours) == len(theirs) <= _SLIP and ours.strip() and len(changes) <= _SLIP:
            around = task_text[max(0, start - 3) : end + 3], other[max(0, first - 3) : last + 3]
            frame, beside = listing.frame(task), listing.frame(duty)
            yield Observation(
                Place(frame.list, frame.sheet, frame.line, frame.row, frame.serial, frame.column, start, end, ours),
                f"具体工作事项写作“{around[0]}”，主要职责写作“{around[1]}”，相差一字，疑有错字",
                Place(
                    beside.list,
                    beside.sheet,
                    beside.line,
                    beside.row,
                    beside.serial,
                    beside.column,
                    first,
                    last,
                    theirs,
                ),
            )


_DUTY = "对全县职工工资及其他劳动报酬进行宏观管理，负责全县职工最低工资政策的监督落实。"
_CONTACT = {"office": "劳动科", "telephone": "7000001"}

RULES = (
    Rule(
        code="RG001",
        zh="责任清单序号跳号或者重号",
        en="numbers of a responsibility list left out or used twice",
        severity=Severity.WARNING,
        why="序号是引用职责的依据；跳号可能是漏列职责。",
        remedy="核对是否漏列，改正序号。",
        fires=(
            {"number": "1", "duty": "甲职责", "task": "甲工作", **_CONTACT},
            {"number": "3", "duty": "乙职责", "task": "乙工作", **_CONTACT},
        ),
        quiet=(
            {"number": "1", "duty": "甲职责", "task": "甲工作", **_CONTACT},
            {"number": "2", "duty": "乙职责", "task": "乙工作", **_CONTACT},
        ),
        each_list=_numbers,
    ),
    Rule(
        code="RG002",
        zh="具体工作事项没有责任科室",
        en="a task without a responsible office",
        severity=Severity.WARNING,
        why="责任清单应当把职责落实到承办的内设机构（中办发〔2015〕21号）。",
        remedy="补充责任科室。",
        fires=({"number": "1", "duty": "甲职责", "task": "甲工作"},),
        quiet=({"number": "1", "duty": "甲职责", "task": "甲工作", **_CONTACT},),
        each_list=_no_office,
    ),
    Rule(
        code="RG003",
        zh="职责边界只列了一方",
        en="a boundary with one party only",
        severity=Severity.WARNING,
        why="职责边界说明两个以上部门如何分工，只有一方就没有边界。",
        remedy="补充其他部门的分工；没有其他部门的，移到主要职责。",
        fires=({"number": "1", "boundary": "某项工作", "share_of": "甲局", "share": "负责监管。"},),
        quiet=(
            {"number": "1", "boundary": "某项工作", "share_of": "甲局", "share": "负责监管。"},
            {"share_of": "乙局", "share": "负责救治。"},
        ),
        each_list=_one_party,
    ),
    Rule(
        code="RG004",
        zh="电话号码无效",
        en="a telephone number that is none",
        severity=Severity.WARNING,
        why="固定电话为7或者8位（可带区号），移动电话为11位（《电信网编号计划（2017年版）》）。",
        remedy="核对电话号码。",
        fires=({"number": "1", "duty": "甲职责", "task": "甲工作", "office": "劳动科", "telephone": "700001"},),
        quiet=({"number": "1", "duty": "甲职责", "task": "甲工作", "office": "劳动科", "telephone": "0999-7000001"},),
        each_list=_telephone,
    ),
    Rule(
        code="RG005",
        zh="责任科室没有联系电话",
        en="an office without a telephone",
        severity=Severity.INFO,
        why="清单列有“责任科室及联系方式”栏，其他责任科室均写明电话。",
        remedy="补充联系电话。",
        fires=(
            {"number": "1", "duty": "甲职责", "task": "甲工作", **_CONTACT},
            {"number": "2", "duty": "乙职责", "task": "乙工作", "office": "仲裁科"},
        ),
        quiet=({"number": "1", "duty": "甲职责", "task": "甲工作", **_CONTACT},),
        each_list=_no_telephone,
    ),
    Rule(
        code="RG008",
        zh="职责与具体工作事项的文字只差一字",
        en="a task that differs from its responsibility by a slip",
        severity=Severity.WARNING,
        why="两处文字应当相同，相差一字的，多为录入或者识别错误。",
        remedy="核对两处文字，改正错字。",
        fires=({"number": "1", "duty": _DUTY, "task": _DUTY.replace("负责", "负贵"), **_CONTACT},),
        quiet=({"number": "1", "duty": _DUTY, "task": _DUTY, **_CONTACT},),
        each_list=_slips,
    ),
    Rule(
        code="RG010",
        zh="职责边界没有依据",
        en="a boundary without a basis",
        severity=Severity.WARNING,
        why="部门职责分工应当以法律、法规和“三定”规定为依据。",
        remedy="补充划分职责的文件和条款。",
        fires=(
            {
                "number": "1",
                "boundary": "甲项工作",
                "boundary_basis": "《某某法》",
                "share_of": "甲局",
                "share": "负责监管。",
            },
            {"number": "2", "boundary": "乙项工作", "share_of": "甲局", "share": "负责监管。"},
        ),
        quiet=(
            {
                "number": "1",
                "boundary": "甲项工作",
                "boundary_basis": "《某某法》",
                "share_of": "甲局",
                "share": "负责。",
            },
        ),
        each_list=_no_basis,
    ),
)
