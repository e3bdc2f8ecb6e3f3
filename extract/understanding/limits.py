"""Time limits in quoted text: 三十日内, 15个工作日内, 提前三十日, 不得超过12个月."""

from __future__ import annotations

from decimal import Decimal

from extract import numerals
from extract.rules import load

# One pass a form: each begins with its own signs, which the scanner finds far faster than an alternation of all.
_LIMITS = tuple(rule.pattern for rule in load("limits"))
_UNITS = {
    "个工作日": "working_day", "工作日": "working_day", "个自然日": "day", "日": "day", "天": "day", "个小时": "hour",
    "小时": "hour", "个月": "month", "年": "year",
}  # fmt: skip

Limit = tuple[Decimal, str, int, int]


def limits(text: str) -> list[Limit]:
    """Periods that levelled ``text`` sets as (value, unit, start, end); unit hour, day, working_day, month or year.

    >>> limits("应当自收到申请之日起十五日内予以审核")
    [(Decimal('15'), 'day', 10, 14)]
    """
    found = [
        (value, _UNITS[match["unit"]], match.start(), match.end())
        for pattern in _LIMITS
        for match in pattern.finditer(text)
        if (value := numerals.amount(match["value"])) is not None
    ]
    return sorted(found, key=lambda limit: limit[2:])
