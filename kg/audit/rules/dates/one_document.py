"""One document in several places: different numbers, different dates, an amendment that only one place knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.audit.finding import Severity
from kg.audit.pairs import against_usual
from kg.audit.rule import Observation, Rule
from kg.audit.text.numbers import agree, apart, later_dates, own_dates, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.audit.finding import Place
    from kg.audit.view import BasisMention, View

_SHOWN = 6
_SLIP = 10  # between the figures of two orders of one body, one of which may be meant for the other
_NOTE = 300  # characters behind a title in which its note stands, if that could not be read
_AMENDED = re.compile(
    r"(?:^|[，,、；;（(]|公布|发布)[^，,、；;（(年月日]{0,24}令(?:第?[\d一二三四五六七八九十百零〇]+号)?修[订正改]"
)
_ARTICLE = re.compile("第[\\d一二三四五六七八九十百零〇]+条")
_PROMULGATED = 100  # days from the adoption of a version to its taking effect: still the same version


def _serials(mentions: Sequence[BasisMention]) -> str:
    """Where mentions stand, shortly: 序号3、5 (or lines where there are no serials)."""
    places = list(dict.fromkeys(mention.place.serial or f"第{mention.place.line}行" for mention in mentions))
    more = "等" if len(places) > _SHOWN else ""
    head = "序号" if mentions[0].place.serial else ""
    return head + "、".join(places[:_SHOWN]) + more


def _number_place(mention: BasisMention, value: str) -> Place:
    stated = next(number for number in mention.citation.numbers if number.value == value)
    return mention.text.at(stated.start, stated.end)


def _two_numbers(view: View) -> Iterator[Observation]:
    yield from (observation for observation, contradicts in _differing(view) if contradicts)


def _other_number(view: View) -> Iterator[Observation]:
    yield from (observation for observation, contradicts in _differing(view) if not contradicts)


def _differing(view: View) -> Iterator[tuple[Observation, bool]]:
    """Documents that bear different numbers, and whether these contradict each other.

    The order that promulgates a document and the one that amends it are two numbers of one document; only where both
    are given for the same day, or none of them has a day, must one be wrong.
    """
    for title, mentions in view.by_document.items():
        for group, usual in against_usual(mentions, _only_number):
            mention, other = group[0], usual[0]
            mine, theirs = mention.citation.numbers[0].value, other.citation.numbers[0].value
            contradicts = _contradict(group, usual)
            amending = "" if contradicts else "；可能一为公布令，一为修改令"
            message = (
                f"《{mention.citation.title}》在此处（{_serials(group)}）文号为“{mine}”，"
                f"在{_serials(usual)}为“{theirs}”{amending}"
            )
            yield Observation(_number_place(mention, mine), message, _number_place(other, theirs), title), contradicts


def _only_number(mention: BasisMention) -> object | None:
    """What the number of a document is compared by, where a mention gives one that is understood."""
    numbers = [number for document_number in mention.citation.numbers if (number := parsed(document_number.value))]
    return numbers[0].key if len(numbers) == len(mention.citation.numbers) == 1 else None


def _own_day(mention: BasisMention) -> str | None:
    own = own_dates(mention.citation)
    return own[0].value if own else None


def _contradict(group: Sequence[BasisMention], usual: Sequence[BasisMention]) -> bool:
    """Whether two numbers cannot both be right.

    A document number is given once. Of orders it takes one body, one day and figures so near that one of them is a
    slip or that of another amendment.
    """
    left, right = (parsed(mentions[0].citation.numbers[0].value) for mentions in (group, usual))
    if left is None or right is None:
        return False
    if not (left.order or right.order):
        return True
    near = left.body == right.body and abs(int(left.figure) - int(right.figure)) <= _SLIP
    return near and any(agree(day, other) for day in _days(group) for other in _days(usual))


def _days(mentions: Sequence[BasisMention]) -> set[str]:
    """The days that go with the number of a document: its own where given, else those of its amendments."""
    result: set[str] = set()
    for mention in mentions:
        own = own_dates(mention.citation) or later_dates(mention.citation)
        result |= {date.value for date in own}
    return result


def _two_dates(view: View) -> Iterator[Observation]:
    for title, mentions in view.by_document.items():
        versions = {version.promulgated for version in view.register.versions(title)}
        for group, usual in against_usual(mentions, _own_day):
            other = usual[0]
            mine, theirs = own_dates(group[0].citation)[0], own_dates(other.citation)[0]
            day = mine.value
            if _compatible(day, other, group[0], versions):
                continue
            yield Observation(
                group[0].text.at(mine.start, mine.end),
                f"《{group[0].citation.title}》的日期在此处（{_serials(group)}）为{day}，在{_serials(usual)}为{theirs.value}",
                other.text.at(theirs.start, theirs.end),
                title,
            )


def _compatible(day: str, other: BasisMention, own: BasisMention, versions: set[str]) -> bool:
    """Whether two dates of a document are no contradiction: one is less exact, an amendment, or another version."""
    theirs = own_dates(other.citation)[0].value
    amendments = {date.value for mention in (own, other) for date in later_dates(mention.citation)}
    if agree(day, theirs) or any(agree(each, later) for each in (day, theirs) for later in amendments):
        return True
    if any({day, theirs} <= {date.value for date in mention.citation.dates} for mention in (own, other)):
        return True  # one place gives both: of its adoption and of its promulgation
    numbers = [{parsed(number.value) for number in mention.citation.numbers} for mention in (own, other)]
    if numbers[0] & numbers[1] - {None}:
        return False
    # With other numbers or none, years between them are versions, as are days that the register knows.
    return abs(int(day[:4]) - int(theirs[:4])) > 1 or {day, theirs} <= versions


def _prints(mention: BasisMention, day: str) -> bool:
    """Whether a place prints a day, however damaged the note that has it."""
    year, *rest = day.split("-")
    words = re.escape(f"{year}年") + "".join(rf"0?{int(part)}{sign}" for part, sign in zip(rest, "月日", strict=False))
    return re.search(words, _heading(mention)) is not None


def _heading(mention: BasisMention) -> str:
    """What stands behind a title up to the quote of its first article, blanks left out."""
    text = mention.text.text[mention.citation.title_end : mention.citation.end + _NOTE]
    return _ARTICLE.split("".join(text.split()))[0]


def _numbered_before(mention: BasisMention, mentions: Sequence[BasisMention], day: str) -> bool:
    """Whether a number without a day is older than an amendment: by its year, or by the day another place gives it."""
    for number in (parsed(number.value) for number in mention.citation.numbers):
        if number is None:
            return False
        alike = [entry for entry in mentions if number in [parsed(each.value) for each in entry.citation.numbers[:1]]]
        days = [date.value for entry in alike for date in own_dates(entry.citation)]
        if not (number.year and number.year < day[:4]) and not any(date < day for date in days):
            return False
    return bool(mention.citation.numbers)


def _amended_without_day(mention: BasisMention) -> bool:
    """Whether a place says that a document was amended, by which order, but not when: it may be that amendment."""
    return _AMENDED.search(_heading(mention)) is not None and not later_dates(mention.citation)


def _later_elsewhere(view: View) -> Iterator[Observation]:
    for title, mentions in view.by_document.items():
        newest = max(
            ((date.value, mention, date) for mention in mentions for date in later_dates(mention.citation)),
            key=lambda entry: entry[0],
            default=None,
        )
        if newest is None:
            continue
        day, other, date = newest
        for mention in mentions:
            citation = mention.citation
            known = [each.value for each in citation.dates]
            if _prints(mention, day) or _amended_without_day(mention):
                continue
            dated = bool(known) or _numbered_before(mention, mentions, day)
            near = any(apart(other_day, day) <= _PROMULGATED for other_day in known)
            if dated and not near and not any(agree(other_day, day) or other_day > day for other_day in known):
                yield Observation(
                    mention.place,
                    f"此处《{citation.title}》标注到{max(known) if known else '文号'}，"
                    f"{other.place.where}标注该文件{day}已修改",
                    other.text.at(date.start, date.end),
                    title,
                )


_REASON = "同一文件前后标注不一，必有一处有误，或者引用的是不同版本；版本不同，条文和罚则可能不同。"

RULES = (
    Rule(
        code="DT001",
        zh="同一文件标注了不同的文号",
        en="one document with two different numbers",
        severity=Severity.WARNING,
        why=_REASON,
        remedy="核对公布该文件的文号，统一标注；标注修改令的，同时写明公布令。",
        fires=(
            {
                "serial": "1",
                "name": "甲项",
                "basis": "《某某就业规定》（某某部令第23号，2015年4月30日修订）第五条 登记。",
            },
            {
                "serial": "2",
                "name": "乙项",
                "basis": "《某某就业规定》（某某部令第24号，2015年4月30日修订）第六条 登记。",
            },
        ),
        quiet=(
            {"serial": "1", "name": "甲项", "basis": "《某某就业规定》（某某部令第24号，2010年12月20日）第五条 登记。"},
            {
                "serial": "2",
                "name": "乙项",
                "basis": "《某某就业规定》（中华人民共和国某某部令第二十四号）第六条 登记。",
            },
        ),
        every_list=_two_numbers,
    ),
    Rule(
        code="DT015",
        zh="同一文件标注了不同的令号",
        en="one document with the numbers of different orders",
        severity=Severity.INFO,
        why="公布令和修改令的文号不同；前后各标注一个，读者会当作两个文件。",
        remedy="统一标注公布令，并写明最近一次修改的日期或者修改令。",
        fires=(
            {"serial": "1", "name": "甲项", "basis": "《某某就业规定》（某某部令第24号，2010年12月20日）第五条 登记。"},
            {
                "serial": "2",
                "name": "乙项",
                "basis": "《某某就业规定》（某某部令第3号，2003年4月1日公布，2010年12月20日修订）第六条 登记。",
            },
        ),
        quiet=(
            {"serial": "1", "name": "甲项", "basis": "《某某就业规定》（某某部令第24号，2010年12月20日）第五条 登记。"},
            {"serial": "2", "name": "乙项", "basis": "《某某就业规定》（某某部令第二十四号）第六条 登记。"},
        ),
        every_list=_other_number,
    ),
    Rule(
        code="DT002",
        zh="同一文件标注了不同的日期",
        en="one document with two different dates",
        severity=Severity.WARNING,
        why=_REASON,
        remedy="核对文件的公布（印发）日期，统一标注。",
        fires=(
            {
                "serial": "1",
                "name": "甲项",
                "basis": "《某某制度的意见》（国发〔2014〕999号，2014年2月21日）第五条 登记。",
            },
            {
                "serial": "2",
                "name": "乙项",
                "basis": "《某某制度的意见》（国发〔2014〕999号，2014年2月26日）第六条 登记。",
            },
        ),
        quiet=(
            {
                "serial": "1",
                "name": "甲项",
                "basis": "《某某制度的意见》（国发〔2014〕999号，2014年2月21日）第五条 登记。",
            },
            {"serial": "2", "name": "乙项", "basis": "《某某制度的意见》（国发〔2014〕999号，2014年2月）第六条 登记。"},
        ),
        every_list=_two_dates,
    ),
    Rule(
        code="DT004",
        zh="他处标注该文件此后已经修改",
        en="an amendment that another place knows of",
        severity=Severity.WARNING,
        why=_REASON,
        remedy="按最新版本核对条文，统一标注最近一次修改的日期。",
        fires=(
            {"serial": "1", "name": "甲项", "basis": "《某某管理办法》（某某部令第27号，2016年2月16日）第五条 登记。"},
            {
                "serial": "2",
                "name": "乙项",
                "basis": "《某某管理办法》（某某部令第27号，2016年2月16日公布，2018年12月14日修订）第六条 登记。",
            },
        ),
        quiet=(
            {"serial": "1", "name": "甲项", "basis": "《某某管理办法》第五条 登记。"},
            {
                "serial": "2",
                "name": "乙项",
                "basis": "《某某管理办法》（某某部令第27号，2016年2月16日公布，2018年12月14日修订）第六条 登记。",
            },
        ),
        every_list=_later_elsewhere,
    ),
)
