"""The earliest of the days that a cell of a table names, taken apart: what is printed of it as numbers and a date."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final

_DAY: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@lru_cache(maxsize=65536)
def earliest_day(days: str) -> tuple[int | None, int | None, str | None]:
    """Year, month and whole date (ISO 8601) of the first of some days joined by 、 in their order.

    What is not stated is None: a year alone has no month, a month no date.

    >>> earliest_day("1999-01-22、2019-03-24"), earliest_day("2018-12"), earliest_day("")
    ((1999, 1, '1999-01-22'), (2018, 12, None), (None, None, None))
    """
    first = days.partition("、")[0]
    match = _DAY.fullmatch(first)
    if not match:
        return None, None, None
    return int(match[1]), int(match[2]) if match[2] else None, first if match[3] and _is_day(first) else None


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
