"""Time limits in quoted text: 三十日内, 15个工作日内, 提前三十日, 不得超过12个月."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract import numerals
from extract.rules import compiled, load

if TYPE_CHECKING:
    from decimal import Decimal

    from extract.understanding.tokens import Token

_UNITS = {
    "个工作日": "working_day", "工作日": "working_day", "个自然日": "day", "自然日": "day", "日": "day", "天": "day",
    "个小时": "hour", "小时": "hour", "个月": "month", "月": "month", "年": "year",
}  # fmt: skip
_RULES = tuple(
    (compiled(before) if (before := dict(rule.data).get("before")) else None, rule.pattern) for rule in load("limits")
)
_PERIOD = compiled(rf"(?:<N><TO>)?(?P<value><N>)(?P<unit>{'|'.join(_UNITS)})")
#: So far before a period are the words that make a limit of it.
_LOOK_BACK = 6

Limit = tuple["Decimal", str, int, int]


def limits(text: str, tokens: list[Token]) -> list[Limit]:
    """Periods that levelled ``text`` sets as (value, unit, start, end); unit hour, day, working_day, month or year.

    ``tokens`` are those of the scan of ``text``. The span takes in the words that make a limit of the period.

    >>> from extract.understanding.tokens import scan
    >>> text = "应当自收到申请之日起十五日内予以审核"
    >>> limits(text, scan(text))
    [(Decimal('15'), 'day', 10, 14)]
    """
    found: list[Limit] = []
    for kind, start, end in tokens:
        if kind != "period":
            continue
        match = _PERIOD.fullmatch(text, start, end)
        value = numerals.amount(match["value"]) if match else None
        if match and value is not None and (span := _span(text, start, end)):
            found.append((value, _UNITS[match["unit"]], *span))
    return found


def _span(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the limit begins and ends, or None where the period is none."""
    for before, after in _RULES:
        led = before.search(text, max(0, start - _LOOK_BACK), start) if before else None
        follows = after.match(text, end)
        if follows and (led or not before):
            return (led.start() if led else start), follows.end()
    return None
