"""Measurable targets of supervision in running text: 每月不少于2次, 抽查面不少于30%, 2名以上工作人员参加.

A target is a number with what it counts, bound by 不少于, 至少, 不超过, 以上 …, or set for a period (每年组织1次).
Sums of money, time limits (5个工作日内), scores and the conditions of a consequence (2次以上的，取消…) are none,
nor is what an applicant must have (具备3名以上专职人员). Periods are read by ``rules/periods.toml``.
"""

from __future__ import annotations

import re
from decimal import Decimal  # noqa: TC003 - compiled, fields of a NamedTuple are evaluated
from typing import TYPE_CHECKING, Final, NamedTuple

from extract import numerals, rules
from extract.clean import level
from extract.facts import Indicator

if TYPE_CHECKING:
    from collections.abc import Iterator

_RULES: Final = {rule.code: rule.pattern for rule in rules.load("indicators")}
_QUANTITY, _BOUND, _REACH, _RATIO = (_RULES[code] for code in ("quantity", "bound", "reach", "ratio"))
_DRAWN, _COVERED, _OF, _NOUN = (_RULES[code] for code in ("drawn", "covered", "of", "noun"))
_NOT_THE_NOUN, _MONEY, _CONDITION, _IF = (_RULES[code] for code in ("not_the_noun", "money", "condition", "if"))
_POSSESSED, _STAFF, _PRESENT = (_RULES[code] for code in ("possessed", "staff", "present"))
_NUMBER: Final = rules.compiled("<N>")
_PERSONS: Final = frozenset({"人", "名", "位"})
_TIMES: Final = frozenset(
    {"次", "个次", "人次", "户次", "家次", "车次", "批次", "场次", "场", "期", "轮", "遍", "学时", "课时"}
)
_SENTENCE: Final = re.compile(r"[^。;!?]+")


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
    indicators: list[Indicator] = []
    at = 0
    for line in text.split("\n"):
        levelled = level(line)
        for sentence in _SENTENCE.finditer(levelled.text):
            for parts, first, last in _in_sentence(sentence[0]):
                start, end = levelled.span(sentence.start() + first, sentence.start() + last)
                indicators.append(Indicator(*parts, at + start, at + end))
        at += len(line) + 1
    return tuple(indicators)


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
        printed = _NUMBER.findall(match["share"].replace("百分之", " "))
    else:
        printed = [match["low"], match["high"] or match["low"]]
    values = [value for text in printed if (value := numerals.amount(text)) is not None]
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
