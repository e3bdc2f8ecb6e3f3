"""Figures of the kinds that have them: days of detention, months of suspension, years of a ban, the rate of a fee."""

from __future__ import annotations

import re
from decimal import Decimal  # noqa: TC003 - compiled, fields of a NamedTuple are evaluated
from functools import lru_cache
from typing import Final, NamedTuple

from extract import numerals
from extract.facts import SanctionKind
from extract.rules import compiled, pattern
from extract.understanding.clause import closing, has

_DURATION: Final = compiled(
    r"(?P<low><N>)(?:个)?(?P<low_unit>月|年|日|天)?(?:以上|<TO>)(?P<high><N>)(?:个)?(?P<unit>月|年|日|天)(?:以下)?"
    r"|(?P<one><N>)(?:个)?(?P<one_unit>月|年|日|天)(?P<bound>以上|以下|以内)?"
)
_RATE: Final = compiled(
    r"(?:按日|每日|逐日|每天|每(?:逾期?|延迟|迟延|拖欠|超过)[一1]?[日天]|日(?=[百千万]分之|\d)),?(?:向[^,;。:]{2,12})?"
    r"(?:按照?|以)?(?:加收|加处|加缴|核收|征收|计收|收取|处以|处|缴纳|交纳|支付)?"
    r"(?P<base>[^,;。:]{0,24}?)的?(?P<rate><SHARE>)"
)
#: What a late fee without a rate is measured by: 按日向承运人支付迟交金额的滞纳金.
_UNRATED: Final = re.compile(
    "(?:按日|每日|逐日)(?:向[^,;。:]{2,12})?(?:加收|收取|征收|缴纳|交纳|支付)(?P<base>[^,;。:的]{2,12})的$"
)
#: 处五日以上十五日以下的停业整顿.
_LED: Final = re.compile(rf"(?:{_DURATION.pattern})的?$")
_LED_BACK, _CLAUSE = 24, 80
_PERIODS: Final = "月年日天"
_LED_BY: Final = frozenset("的内下上月年日天")
_LOOK_BACK: Final = 60
_TO: Final = pattern("fines", "to")


class Figures(NamedTuple):
    """Bounds in ``unit``, what a factor multiplies, for each of what, and a ceiling in yuan; None where not printed."""

    minimum: Decimal | None = None
    maximum: Decimal | None = None
    unit: str | None = None
    base: str | None = None
    per: str | None = None
    cap: Decimal | None = None


NONE: Final = Figures()


def figures(kind: SanctionKind, text: str, at: int, match: re.Match[str], before: re.Match[str] | None) -> Figures:
    """The figures of the consequence whose verb stands at ``at``; ``before`` is what the rule found before it."""
    if kind is SanctionKind.LATE_FEE:
        return _rate(text, max(at, match.end()))
    if kind is SanctionKind.DETENTION and before:
        single = before["one"]
        low, high = (_amount(before[name] or single) for name in ("low", "high"))
        return Figures(low, high, "day") if low is not None or high is not None else NONE
    if kind is SanctionKind.RESTRICTION:
        return _banned(match)
    if kind is SanctionKind.SUSPENSION:
        return _duration(text, at, closing(text, match.end(), reach=_CLAUSE))
    return NONE


def _amount(words: str | None) -> Decimal | None:
    return numerals.amount(words) if words else None


def _banned(match: re.Match[str]) -> Figures:
    """How long something is forbidden: years, months where printed in months, or for life."""
    words = match.groupdict()
    if high := _amount(words.get("high")):
        unit = "month" if match.string.startswith(("月", "个月"), match.end("high")) else "year"
        return Figures(_amount(words.get("low")) or high, high, unit)
    return Figures(unit="life") if "life" in words else NONE


def _rate(text: str, at: int) -> Figures:
    """The rate a day of a late fee, printed in its sentence before ``at``."""
    low = max(at - _LOOK_BACK, 0, text.rfind("。", 0, at), text.rfind(";", 0, at))
    matches = list(_RATE.finditer(text, low, at))
    if not matches:
        unrated = _UNRATED.search(text, low, at - len("滞纳金"))
        return Figures(base=unrated["base"]) if unrated else NONE
    last = matches[-1]
    rate = numerals.share(last["rate"])
    return Figures(rate, rate, "rate_per_day", last["base"].removeprefix("其").removesuffix("的") or None)


def _duration(text: str, at: int, end: int) -> Figures:
    """How long a suspension lasts, in months (days where printed in days), if its clause says so."""
    match = _DURATION.search(text, at, end) if has(text, _PERIODS, at, end) else None
    if not match and text[at - 1 : at] in _LED_BY:
        match = _LED.search(text, max(0, at - _LED_BACK), at)
    if not match:
        return NONE
    if match["one"]:
        value = numerals.amount(match["one"])
        low = None if match["bound"] in {"以下", "以内"} else value
        high = None if match["bound"] == "以上" else value
        unit = low_unit = match["one_unit"]
    else:
        low, high, unit = numerals.amount(match["low"]), numerals.amount(match["high"]), match["unit"]
        low_unit = match["low_unit"] or unit
    if low_unit in "日天":
        return Figures(low, high if unit in "日天" else _times(_months(high, unit), 30), "day")
    return Figures(_months(low, low_unit), _months(high, unit), "month")


def _months(value: Decimal | None, unit: str) -> Decimal | None:
    return _times(value, 12) if unit == "年" else value


def _times(value: Decimal | None, factor: int) -> Decimal | None:
    return None if value is None else value * factor


@lru_cache(maxsize=4096)
def values(words: str) -> tuple[Decimal | None, Decimal | None, str | None]:
    """The bounds and unit that the words of one figure write; a low bound takes its unit from the high (1至3万元).

    >>> values("二万元"), values("1至3倍"), values("等值")[0]
    ((Decimal('20000'), Decimal('20000'), 'CNY'), (Decimal('1'), Decimal('3'), 'multiple'), Decimal('1'))
    """
    parts = _range(words)
    high, unit = _quantity(parts[-1])
    if len(parts) == 1:
        return high, high, unit
    low, low_unit = _quantity(parts[0])
    if not low_unit and low is not None and high is not None:
        low = _like(low, parts[-1], high, unit)
    return low, high, unit


def _range(words: str) -> list[str]:
    for place in range(1, len(words) - 1):
        if match := _TO.match(words, place):
            return [words[:place], words[match.end() :]]
    return [words]


def _like(low: Decimal, printed: str, high: Decimal, unit: str | None) -> Decimal:
    if unit == "multiple":
        return low / 100 if printed.endswith("%") and low > high else low
    scale = next((value for sign, value in (("万", 10_000), ("千", 1_000), ("百", 100)) if sign in printed), 1)
    return low * scale if low * scale < high and low < scale else low


def _quantity(words: str) -> tuple[Decimal | None, str | None]:
    """The value and unit of a quantity; no unit for a bare number, neither for another currency.

    >>> _quantity("二万元"), _quantity("百分之五"), _quantity("三倍")
    ((Decimal('20000'), 'CNY'), (Decimal('0.05'), 'multiple'), (Decimal('3'), 'multiple'))
    """
    if words in {"等值", "等额"}:
        return numerals.amount("1"), "multiple"
    if words.endswith("倍"):
        return numerals.amount(words[:-1]), "multiple"
    if (value := numerals.share(words)) is not None:
        return value, "multiple"
    if words.rstrip("整").removesuffix("人民币").endswith(("元", "万", "元整")):
        value = money(words)
        return value, None if value is None else "CNY"
    return numerals.amount(words), None


def money(words: str) -> Decimal | None:
    """A sum in yuan; None for another currency (五万美元)."""
    return numerals.amount(words.removesuffix("人民币").removesuffix("整").removesuffix("元").removesuffix("人民币"))
