"""A day as people give it to a command."""

import datetime as dt
import re

from kg.errors import Problem

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def iso_day(text: str) -> str:
    """A day as YYYY-MM-DD, or nothing. Raises Problem: it is none."""
    if not text:
        return ""
    try:
        if _DAY.fullmatch(text):
            return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise Problem("--as-of", f"“{text}”不是日期，应写作 2026-09-30", f"{text!r} is no day: write 2026-09-30")


def today() -> str:
    """Today as YYYY-MM-DD, where the machine stands."""
    return dt.datetime.now(tz=dt.UTC).astimezone().date().isoformat()
