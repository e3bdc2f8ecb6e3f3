"""A number of a spreadsheet as the sheet shows it: exact as far as the file is, with its zeros, as a date."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

#: Spreadsheets hold this many digits of a number; codes have 16 and more.
DIGITS = 15
_ZEROS = re.compile("0+")
_PERCENT = re.compile(r"[#0,]*0(?:\.(0+))?%")
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]')
#: Formats that every workbook has without saying so, of those that show a date or a time.
_BUILTIN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_BUILTIN = {9: "0%", 10: "0.00%"}
_EPOCH, _EPOCH_1904 = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)  # noqa: DTZ001 - sheets know no zone
#: 9999-12-31, the last day that a sheet can show.
_LAST_DAY = 2_958_465


class Number(NamedTuple):
    """A number in print; ``lost`` where the file does not hold all of its digits."""

    text: str
    lost: bool = False


@lru_cache(maxsize=4096)
def is_date(code: str, builtin: int = 0) -> bool:
    """Whether a number format shows a date or a time, as code or by its ``builtin`` number."""
    if not code:
        return builtin in _BUILTIN_DATES
    shown = _QUOTED.sub("", code.split(";", maxsplit=1)[0]).lower()
    return "general" not in shown and bool(re.search("[ymdhs年月日]", shown))


def number(raw: str, code: str = "", builtin: int = 0) -> Number:
    """``raw`` as stored, under a number format: whole numbers without a point or an exponent, zeros as formatted.

    >>> number("1577.0").text, number("7", "000").text, number("3.1").text, number("0.05", "0%").text
    ('1577', '007', '3.1', '5%')
    >>> number("3.6202140010000013E+17")
    Number(text='362021400100000130', lost=True)
    """
    plain = raw.strip()
    if plain.isdecimal() and len(plain) <= DIGITS and not code and not builtin:
        return Number(plain.lstrip("0") or "0")
    try:
        exact = Decimal(plain)
    except ArithmeticError:
        return Number(plain)
    if not exact.is_finite() or exact.adjusted() > 400:
        return Number(plain)
    if abs(exact) >= 10**DIGITS:
        return _long(plain, exact)
    if percent := _PERCENT.fullmatch(code or _BUILTIN.get(builtin, "")):
        return Number(f"{exact * 100:.{len(percent[1] or '')}f}%")
    text = f"{float(exact):.15g}"
    text = f"{Decimal(text):f}" if "e" in text else text
    return Number(text.zfill(len(code)) if _ZEROS.fullmatch(code) else text)


def _long(plain: str, exact: Decimal) -> Number:
    """A number of 16 and more digits: exact only where it is written out, and not what a float would hold as well."""
    text = f"{exact:f}".rstrip("0").rstrip(".") if "." in f"{exact:f}" else f"{exact:f}"
    whole = plain.lstrip("-").isdecimal()
    kept = whole and plain.rstrip("0") == plain and (abs(exact) < 2**53 or int(float(exact)) != int(exact))
    return Number(text, not kept)


def date(raw: str, *, since_1904: bool = False) -> str:
    """A stored date in ISO 8601: without the time where that is midnight, without the day where it is none.

    >>> date("44317"), date("44317.5"), date("0.25")
    ('2021-05-01', '2021-05-01 12:00:00', '06:00:00')
    """
    days = float(raw)
    if not 0 <= days <= _LAST_DAY:
        return number(raw).text
    moment = (_EPOCH_1904 if since_1904 else _EPOCH) + dt.timedelta(seconds=round(days * 86_400))
    if days < 1:
        return moment.time().isoformat()
    return moment.date().isoformat() if moment.time() == dt.time() else moment.isoformat(" ")
