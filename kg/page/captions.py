"""Facts in words: what a citation, a sanction, a time limit says, short enough for a label."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from kg.graph import terms as t

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.page.properties import PropertyReader

_LAW = re.compile(r"^《中华人民共和国(.+?)》")
_LONGEST = 40


def caption(reading: PropertyReader, fact: str, kind: str) -> str:
    """The fact in a few words."""
    return _BY_KIND.get(kind, _described)(reading, fact)


def shortened(text: str, longest: int = _LONGEST) -> str:
    """The text in one line, cut where it is long."""
    plain = " ".join(text.split())
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def sanction(reading: PropertyReader, fact: str) -> str:
    """A sanction by its kind and its figures: 罚款500元以上2000元以下（每人）."""
    kind = reading.labels.get(reading.value(t.KIND, fact), "法律责任")
    unit = reading.labels.get(reading.value(t.UNIT, fact), "")
    bounds = _amounts(reading.value(t.MIN_AMOUNT, fact), reading.value(t.MAX_AMOUNT, fact), unit)
    per = reading.value(t.PER, fact)
    if not bounds:
        return shortened(quoted(reading, fact) or kind)
    return f"{kind}{bounds}" + (f"（每{per}）" if per else "")


def quoted(reading: PropertyReader, fact: str) -> str:
    """The words a fact with evidence was first read from."""
    return reading.value(t.OA_EXACT, reading.value(t.EVIDENCE, fact))


def _citation(reading: PropertyReader, fact: str) -> str:
    document = reading.value(t.CITED_DOCUMENT, fact)
    title = reading.labels.get(document) or reading.value(t.STATED_TITLE, fact)
    return f"《{title}》" if title else reading.value(t.STATED_PATH, fact) or "未写明的文件"


def _pinpoint(reading: PropertyReader, fact: str) -> str:
    named = reading.labels.get(reading.value(t.OA_HAS_BODY, fact), "条款")
    return _LAW.sub(r"《\1》", named)


def _limit(reading: PropertyReader, fact: str) -> str:
    return figure(reading.value(t.VALUE, fact)) + reading.labels.get(reading.value(t.UNIT, fact), "")


def _indicator(reading: PropertyReader, fact: str) -> str:
    """A figure of supervision as a clause: 抽查面不低于30%, 每年不少于1次."""
    measure, unit = reading.value(t.MEASURE, fact), reading.value(t.UNIT, fact)
    period = reading.labels.get(reading.value(t.PERIOD, fact), "")
    low, high = reading.value(t.MIN_VALUE, fact), reading.value(t.MAX_VALUE, fact)
    if unit.endswith("/percent"):
        return shortened(period + measure + _bounds(low, high, "%", "不低于", "不高于"))
    name = "" if unit.endswith("/count") else reading.labels.get(unit, "")
    counted = len(measure) == 1  # 次、家、户 stand behind the number
    bounds = _bounds(low, high, measure if counted else name, "不少于", "不超过")
    return shortened(period + ("" if counted else measure) + bounds)


def _stage(reading: PropertyReader, fact: str) -> str:
    name = reading.labels.get(fact) or reading.labels.get(reading.value(t.STAGE, fact), "责任环节")
    order = reading.value(t.ORDER, fact)
    return f"{order}. {shortened(name)}" if order else shortened(name)


def _described(reading: PropertyReader, fact: str) -> str:
    order, words = reading.value(t.ORDER, fact), shortened(reading.value(t.DCT_DESCRIPTION, fact))
    return f"{order}. {words}" if order else words


def _amounts(low: str, high: str, unit: str) -> str:
    """The bounds of an amount as law writes them; 以上 and 以下 include the number (Civil Code, article 1259)."""
    if low == high:
        return figure(low) + unit if low else ""
    return (f"{figure(low)}{unit}以上" if low else "") + (f"{figure(high)}{unit}以下" if high else "")


def _bounds(low: str, high: str, unit: str, least: str, most: str) -> str:
    if low == high:
        return figure(low) + unit if low else ""
    return "、".join(f"{word}{figure(value)}{unit}" for word, value in ((least, low), (most, high)) if value)


def figure(text: str) -> str:
    """A number for people: 20000 is 2万, 0.0005 stays."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    for unit, word in ((10**8, "亿"), (10**4, "万")):
        if number >= unit and number % (unit // 100) == 0:
            return f"{(number / unit).normalize():f}{word}"
    return f"{number.normalize():f}"


_BY_KIND: Final[Mapping[str, Callable[[PropertyReader, str], str]]] = {
    "citation": _citation, "pinpoint": _pinpoint, "sanction": sanction, "limit": _limit, "indicator": _indicator,
    "stage": _stage,
}  # fmt: skip
