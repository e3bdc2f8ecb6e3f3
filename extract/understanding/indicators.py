"""Measurable targets of supervision in running text: 每月不少于2次, 抽查面不少于30%, 2名以上工作人员参加.

A target is a number with what it counts, bound by 不少于, 至少, 不超过, 以上 …, or set for a period (每年组织1次).
Sums of money, time limits (5个工作日内), scores and the conditions of a consequence (2次以上的，取消…) are none,
nor is what an applicant must have (具备3名以上专职人员). Periods are read by ``rules/periods.toml``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from extract import numerals, rules
from extract.clean import level
from extract.facts import Indicator

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

_N = rf"(?:\d[\d,]*(?:\.\d+)?|(?<![统同唯单逐进之第某专另任万])[{numerals.CHINESE}]+)"
_TO = "(?:至|到|[-—–~～])"
#: What targets are counted in, each kept from the words that begin alike (人民, 处罚, 个月 …).
_COUNTED = (
    r"人次|户次|家次|车次|批次|场次|个次|学时|课时|次(?![性序数级])|人(?![民力事社才])|名(?![称义])|位|家(?![庭属长])"
    r"|户(?![籍口])|个(?!月|工作日|小时|自然|百分|体|日|人(?![以员])|季|星期)|所(?![得有在属])|处(?![罚理置以分])"
    r"|起(?![草诉])|件|批(?![准复评发])|场(?![所地])|份(?!额)|期(?![限间满])|轮(?![流换])|遍|宗|篇|台|辆|艘|例|项(?!目)"
)
_ANY = numerals.NUMBER
_PERCENT = r"\d+(?:\.\d+)?"
_QUANTITY = re.compile(
    rf"(?:(?P<share>百分之{_ANY}(?:{_TO}(?:百分之)?{_ANY})?|{_PERCENT}%?{_TO}{_PERCENT}%|{_PERCENT}%)"
    rf"|(?P<low>{_N})(?:{_TO}(?P<high>{_N}))?(?P<unit>{_COUNTED}))(?P<edge>及?以上|及?以下|以内)?"
)
_BOUND = re.compile(
    r"(?:(?P<least>不(?:得|能|应|可|宜)?(?:少|低|小)于|至少|最少|不下于)"
    r"|(?P<most>不(?:得|能|应|可|宜)?(?:超过|超出|多于|高于|大于)|最多|至多))(?P<gap>[^,、\d%每]{0,14})$"
)
_REACH = re.compile(r"(?:达到?|保持在?)$")
_WORDS = r"[\u4e00-\u9fff]"
_ACTS = "进行|开展|实施|予以|作为|接受|参加"
#: 抽查面, 覆盖率, 抽查比例: the noun whose share is set.
_RATIO = re.compile(
    rf"{_WORDS}{{0,8}}(?:面|率|比例|比重|数量|户数|家数|总数)(?=(?:应当|应该|应|须|必须|原则上)?(?:为|是)?$)"
)
_DRAWN = re.compile(r"(?:抽[取查检选验样测]|选取|检查|核查|复查|走访|回访|稽核|巡查|暗访|按照?|采取)([^,\d]{0,10})$")
_COVERED = re.compile(r"的?比例|全?覆盖")
_OF = re.compile(rf"的(?!比例)({_WORDS}[\u4e00-\u9fff、]{{0,15}}?)(?={_ACTS}|[^\u4e00-\u9fff、]|$)")
_NOUN = re.compile(rf"{_WORDS}{{1,12}}?(?={_ACTS}|以上|[^\u4e00-\u9fff]|$)")
#: Words before the noun of a measure that are not part of it.
_NOT_THE_NOUN = re.compile(r"^.*(?:每(?:半年|季度|.)|[的以将其使]|对(?!象)|按照?|确保|保证|实现|做到|达到|要求|随机)")
_MONEY = re.compile(
    r"罚|违法所得|货值|滞纳|加收|加处|税款|预支|注册资本|出资|股份|利率|赔偿"
    r"|(?:支付|补贴|补助|缴[纳存]|计提|收取|扣除)[^,]{0,8}$"
    r"|(?:缴[费纳存]|补贴|报销|持股|分摊)(?:比例|率)"
)
_CONDITION = re.compile(r"的(?:[,;:、)]|$|为|视为|属于|用人单位|单位|企业|机构)")
_IF = re.compile(r"(?:如|若|凡|累计|连续|发现|受到|超过|满|用工|职工|从业)[^,]{0,6}$")
_POSSESSED = re.compile(r"(?:具备|具有|配备|拥有|聘有|设有|(?<![没应所])有)[^,]{0,6}$")
_STAFF = re.compile(r"[^,]{0,8}?(?:人员|执法|检查|参加|在场|到场|组成|实施|进行|负责|办理)")
_PRESENT = re.compile(r"[^,]{0,12}?(?:参加|在场|到场|进行|实施|组成|负责|共同|同时)")
_PERSONS = frozenset({"人", "名", "位"})
_TIMES = frozenset(
    {"次", "个次", "人次", "户次", "家次", "车次", "批次", "场次", "场", "期", "轮", "遍", "学时", "课时"}
)
_SENTENCE = re.compile(r"[^。;!?]+")


class _Period(NamedTuple):
    start: int
    end: int
    code: str | None


class _Limits(NamedTuple):
    minimum: Decimal | None
    maximum: Decimal | None


class _Quantity(NamedTuple):
    """A number in its clause: ``before`` and ``after`` it within the clause, ``at`` the offset of the clause."""

    match: re.Match[str]
    before: str
    after: str
    at: int
    bound: re.Match[str] | None
    period: _Period | None

    @property
    def in_clause(self) -> bool:
        """Whether the period is named in the clause itself."""
        return self.period is not None and self.period.code is not None and self.period.start >= self.at


def indicators(text: str) -> tuple[Indicator, ...]:
    """The targets a text sets, in order; ``minimum`` equals ``maximum`` for a fixed number (每年组织1次).

    A percentage is given as printed (30% is 30, unit ``percent``). The period may stand in an earlier clause of the
    sentence, unless that clause sets how often itself (每年1次，抽查面不少于30%: the share has no period of its own).

    >>> [(one.measure, int(one.minimum), one.period) for one in indicators("每月不少于2次，每次不少于10家。")]
    [('次', 2, 'month'), ('家', 10, None)]
    """
    found: list[Indicator] = []
    at = 0
    for line in text.split("\n"):
        levelled = level(line)
        for sentence in _SENTENCE.finditer(levelled.text):
            for one, first, last in _in_sentence(sentence[0]):
                start, end = levelled.span(sentence.start() + first, sentence.start() + last)
                found.append(Indicator(*one, at + start, at + end))
        at += len(line) + 1
    return tuple(found)


_Reading = tuple[str, "Decimal | None", "Decimal | None", str, "str | None"]


def _in_sentence(sentence: str) -> Iterator[tuple[_Reading, int, int]]:
    periods = _periods(sentence)
    spent: set[int] = set()
    done = 0
    for match in _QUANTITY.finditer(sentence):
        quantity = _quantity(sentence, match, periods)
        limits = _limits(quantity)
        if limits is None or not (_is_share(quantity) if match["share"] else _is_count(quantity)):
            continue
        period = quantity.period if quantity.period and quantity.period.start not in spent else None
        if period and match["unit"] in _TIMES:
            spent.add(period.start)
        measure, start, end = _share(quantity) if match["share"] else _count(quantity)
        if period and period.start >= quantity.at:
            start, end = min(start, period.start), max(end, period.end)
        unit = "percent" if match["share"] else "count"
        yield (measure, *limits, unit, period.code if period else None), max(start, done), end
        done = end


def _periods(sentence: str) -> list[_Period]:
    """Every period named, and as None every other 每 (每次, 每两年, 每户), in order."""
    known = {
        match.start(): _Period(match.start(), match.end(), rule.code)
        for rule in reversed(rules.load("periods"))
        for match in rule.pattern.finditer(sentence)
    }
    others = {at: _Period(at, at + 1, None) for at, sign in enumerate(sentence) if sign == "每"}
    return sorted((others | known).values())


def _quantity(sentence: str, match: re.Match[str], periods: list[_Period]) -> _Quantity:
    at = max(sentence.rfind(",", 0, match.start()), sentence.rfind(":", 0, match.start())) + 1
    after = sentence[match.end() :].split(",", 1)[0] + ("," if "," in sentence[match.end() :] else "")
    behind = next((period for period in periods if period.start == match.end() and after[0] == "/"), None)
    ahead = [period for period in periods if period.end <= match.start()]
    before = sentence[at : match.start()]
    return _Quantity(match, before, after, at, _BOUND.search(before), behind or (ahead[-1] if ahead else None))


def _limits(quantity: _Quantity) -> _Limits | None:
    match, bound = quantity.match, quantity.bound
    figures = _figures(match)
    if figures is None:
        return None
    low, high = figures
    if bound and bound["most"]:
        return _Limits(None, high)
    if bound:
        return _Limits(low, high if high != low else None)
    edge = match["edge"] or ""
    if edge.endswith("以上"):
        return _Limits(low, None)
    if edge:
        return _Limits(None, low)
    return _Limits(low, None if _REACH.search(quantity.before) and match["share"] else high)


def _figures(match: re.Match[str]) -> tuple[Decimal, Decimal] | None:
    """The lower and upper number of a quantity, equal where it has one."""
    if match["share"]:
        printed = re.findall(rf"{_PERCENT}|[{numerals.CHINESE}]+", match["share"].replace("百分之", " "))
    else:
        printed = [match["low"], match["high"] or match["low"]]
    values = [value for one in printed if (value := numerals.amount(one)) is not None]
    return (values[0], values[-1]) if values else None


def _is_count(quantity: _Quantity) -> bool:
    match, before, after = quantity.match, quantity.before, quantity.after
    if _CONDITION.match(after) or (_POSSESSED.search(_ahead(quantity)) and not _PRESENT.match(after)):
        return False
    if quantity.bound:
        return len(quantity.bound["gap"]) <= 6
    if match["edge"]:
        staff = match["unit"] in _PERSONS and _STAFF.match(after) is not None
        return (quantity.in_clause or staff) and not _IF.search(before)
    once = match["unit"] in _TIMES or match["low"] not in {"一", "1"} or _DRAWN.search(before) is not None
    return quantity.in_clause and once


def _is_share(quantity: _Quantity) -> bool:
    if _CONDITION.match(quantity.after) or _MONEY.search(quantity.before):
        return False
    return bool(
        quantity.bound
        or _RATIO.search(_ahead(quantity))
        or _DRAWN.search(quantity.before)
        or _COVERED.match(quantity.after)
    )


def _ahead(quantity: _Quantity) -> str:
    """The words of the clause before the bound, or before 达到, or before the number."""
    if quantity.bound:
        return quantity.before[: quantity.bound.start()]
    return _REACH.sub("", quantity.before)


def _count(quantity: _Quantity) -> tuple[str, int, int]:
    """What is counted, and where the target begins and ends."""
    match, bound = quantity.match, quantity.bound
    start = quantity.at + bound.start() if bound else match.start()
    unit = match["unit"]
    if unit in _PERSONS:
        return "人", start, match.end()
    if unit == "个次":
        return "次", start, match.end()
    noun = _NOUN.match(quantity.after) if unit == "个" else None
    return (noun[0], start, match.end() + noun.end()) if noun else (unit, start, match.end())


def _share(quantity: _Quantity) -> tuple[str, int, int]:
    """Of what a share is set, and where the target begins and ends: 抽查面, else 10%的学员, else 总数的10%."""
    match, bound = quantity.match, quantity.bound
    ahead = _ahead(quantity)
    drawn = _DRAWN.search(quantity.before)
    start = quantity.at + (bound.start() if bound else drawn.start() if drawn else len(quantity.before))
    if ratio := _RATIO.search(ahead):
        noun = _NOT_THE_NOUN.sub("", ratio[0])
        return noun or ratio[0], min(start, quantity.at + ratio.end() - len(noun or ratio[0])), match.end()
    if of := _OF.match(quantity.after):
        return of[1], start, match.end() + of.end()
    if covered := _COVERED.match(quantity.after):
        noun = _NOT_THE_NOUN.sub("", re.split(r"[^\u4e00-\u9fff]", ahead)[-1])
        return noun or "比例", start - (len(noun) if not bound else 0), match.end() + covered.end()
    noun = (bound["gap"] if bound else drawn[1] if drawn else "").removesuffix("的")
    return noun or "比例", start, match.end()
