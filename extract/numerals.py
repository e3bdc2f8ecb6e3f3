"""Numbers as law prints them: 一百二十, 二〇一八, 两, 5万, 1.5万, 百分之五, 万分之五, 5‰.

Chinese drafting writes amounts and article numbers in Chinese numerals (《立法技术规范（试行）（一）》), lists
copy them in either script and scanners swap 0/O and 1/l; all of these are read, nothing is guessed beyond them.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

DIGITS = {
    "零": 0, "〇": 0, "○": 0, "一": 1, "壹": 1, "二": 2, "两": 2, "贰": 2,
    "三": 3, "叁": 3, "四": 4, "肆": 4, "五": 5, "伍": 5, "六": 6, "陆": 6, "七": 7, "柒": 7, "八": 8, "捌": 8,
    "九": 9, "玖": 9,
}  # fmt: skip
#: Letters that scanning puts for digits; read only beside a true digit.
DAMAGED = {"l": 1, "I": 1, "O": 0, "o": 0, "Ｏ": 0}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}

#: Regular-expression classes for other modules: Chinese numerals, and numbers in either script.
CHINESE = "零〇○一二两三四五六七八九十百千万亿"
#: Lengths are bounded, so that no run of digits in damaged text is tried from each of its places to its end.
NUMBER = rf"(?:\d[\d,]{{0,15}}(?:\.\d{{1,6}})?[十百千万亿]{{0,3}}|[{CHINESE}]{{1,16}})"
_ARABIC = re.compile(r"[\dlIOoＯ]+")
_DECIMAL = re.compile(r"(\d[\d,]*(?:\.\d+)?)([十百千万亿]*)")
_FRACTION = re.compile(rf"(百|千|万)分之({NUMBER})")
_SIGNS = {"%": 100, "％": 100, "‰": 1000, "‱": 10_000}
_PARTS = {"百": 100, "千": 1000, "万": 10_000}
_WIDE = str.maketrans("０１２３４５６７８９．，", "0123456789.,")


@lru_cache(maxsize=4096)
def parse(text: str) -> int | None:
    """The whole number that ``text`` writes, or None.

    >>> parse("一百二十"), parse("二〇一八"), parse("5万"), parse("十"), parse("l2O"), parse("条")
    (120, 2018, 50000, 10, 120, None)
    """
    value = amount(text)
    return int(value) if value is not None and value == value.to_integral_value() else None


@lru_cache(maxsize=4096)
def amount(text: str) -> Decimal | None:
    """The number that ``text`` writes, a decimal fraction allowed (1.5万), or None.

    >>> amount("1.5万"), amount("二千"), amount("10,000"), amount("两百五十")
    (Decimal('15000.0'), Decimal('2000'), Decimal('10000'), Decimal('250'))
    """
    text = text.translate(_WIDE)
    if match := _DECIMAL.fullmatch(text):
        value = Decimal(match[1].replace(",", ""))
        for unit in match[2]:
            value *= UNITS.get(unit) or MYRIADS[unit]
        return value
    if _ARABIC.fullmatch(text) and any(sign.isdecimal() for sign in text):
        return Decimal("".join(str(DAMAGED.get(sign, sign)) for sign in text))
    value_ = _chinese(text)
    return None if value_ is None else Decimal(value_)


def share(text: str) -> Decimal | None:
    """A part of a whole as a factor: 百分之五 and 5% are 0.05, 5‰ is 0.005, 万分之五 is 0.0005; else None.

    >>> share("百分之二十"), share("5‰"), share("万分之五"), share("三倍")
    (Decimal('0.2'), Decimal('0.005'), Decimal('0.0005'), None)
    """
    if match := _FRACTION.fullmatch(text):
        value, whole = amount(match[2]), _PARTS[match[1]]
    elif text and text[-1] in _SIGNS:
        value, whole = amount(text[:-1]), _SIGNS[text[-1]]
    else:
        return None
    return None if value is None else value / whole


def _chinese(text: str) -> int | None:
    """一百二十 by place value, 二〇一八 digit by digit, 一千万 by myriads."""
    if not text or text[0] in MYRIADS:
        # XX万元 has lost its figure: 万 alone is no number.
        return None
    if all(sign in DIGITS for sign in text):
        return int("".join(str(DIGITS[sign]) for sign in text))
    total = section = digit = 0
    for sign in text:
        if sign in DIGITS:
            digit = DIGITS[sign]
        elif sign in UNITS:
            section += (digit or 1) * UNITS[sign]
            digit = 0
        elif sign in MYRIADS:
            total = (total + section + digit) * MYRIADS[sign] if sign == "亿" else total + (section + digit) * 10_000
            section = digit = 0
        else:
            return None
    return total + section + digit


def write(number: int) -> str:
    """A whole number from 0 to 9999 in Chinese numerals as statutes print it; the inverse of ``parse``.

    >>> write(120), write(12), write(1005)
    ('一百二十', '十二', '一千零五')
    """
    if not 0 <= number <= 9999:
        raise ValueError(f"{number} is not between 0 and 9999")
    if number == 0:
        return "零"
    signs, out, gap = "零一二三四五六七八九", "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            out += ("零" if gap and out else "") + signs[digit] + name
            gap = False
        else:
            gap = True
    return out.removeprefix("一") if out.startswith("一十") else out
