"""Numbers as law prints them: 一百二十, 二〇一八, 两, 伍万, 廿九, 5万, 1.5万, 一点五, 百分之零点五, 万分之五, 5‰.

Chinese drafting writes amounts and article numbers in Chinese numerals (《立法技术规范（试行）（一）》), invoices and
older rules in capitals (壹贰叁…, 《支付结算办法》附一), lists copy them in either script and scanners swap 0/O and
1/l; all of these are read, nothing is guessed beyond them: two numerals run together (十二十三) are no number.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

DIGITS: Final = {
    "零": 0, "〇": 0, "○": 0, "一": 1, "壹": 1, "二": 2, "两": 2, "贰": 2,
    "三": 3, "叁": 3, "四": 4, "肆": 4, "五": 5, "伍": 5, "六": 6, "陆": 6, "七": 7, "柒": 7, "八": 8, "捌": 8,
    "九": 9, "玖": 9,
}  # fmt: skip
#: Letters that scanning puts for digits; read only beside a true digit.
DAMAGED: Final = {"l": 1, "I": 1, "O": 0, "o": 0, "Ｏ": 0}
UNITS: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
TENS: Final = {"廿": 20, "卅": 30}
MYRIADS: Final = {"万": 10_000, "亿": 100_000_000}

#: Regular-expression classes for other modules: plain Chinese numerals, and the capitals of invoices.
CHINESE: Final = "零〇○一二两三四五六七八九十百千万亿廿卅"
CAPITALS: Final = "壹贰叁肆伍陆柒捌玖"
_ALL: Final = CHINESE + CAPITALS + "拾佰仟"
#: Numbers in either script. Lengths are bounded, so that no run of digits in damaged text is tried from each of its
#: places to its end; a capital alone is more often a word (队伍, 陆地) than a number.
NUMBER: Final = (
    rf"(?:\d[\d,]{{0,15}}(?:\.\d{{1,6}})?[十百千万亿拾佰仟]{{0,3}}|[{CHINESE}]{{1,16}}(?:点[零〇一二三四五六七八九]{{1,6}}[万亿]?)?"
    rf"|[{CAPITALS}][{_ALL}]{{1,15}})"
)
#: What numbers an article or a point: no myriads, scripts mixed by scanning (第一百O四条).
ORDINAL: Final = rf"[\dlIOo零〇○一二两三四五六七八九十百千廿卅{CAPITALS}拾佰仟]{{1,12}}"

_ARABIC: Final = re.compile(r"[\dlIOoＯ]+")
_DECIMAL: Final = re.compile(r"(\d[\d,]*(?:\.\d+)?)([十百千万亿拾佰仟]*)")
_FRACTION: Final = re.compile(rf"(百|千|万)分之({NUMBER})")
_POINT: Final = re.compile(r"(.+)点([零〇一二三四五六七八九]+)([万亿]?)")
_SIGNS: Final = {"%": 100, "％": 100, "‰": 1000, "‱": 10_000}
_PARTS: Final = {"百": 100, "千": 1000, "万": 10_000}
_WIDE: Final = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_HAN: Final = str.maketrans("0123456789lIOo", "〇一二三四五六七八九一一〇〇")


@lru_cache(maxsize=4096)
def parse(text: str) -> int | None:
    """The whole number that ``text`` writes, or None.

    >>> parse("一百二十"), parse("二〇一八"), parse("5万"), parse("十"), parse("l2O"), parse("条"), parse("十二十三")
    (120, 2018, 50000, 10, 120, None, None)
    """
    value = amount(text)
    return int(value) if value is not None and value == value.to_integral_value() else None


@lru_cache(maxsize=4096)
def amount(text: str) -> Decimal | None:
    """The number that ``text`` writes, a decimal fraction allowed (1.5万, 一点五), or None.

    >>> amount("1.5万"), amount("二千"), amount("10,000"), amount("两百五十"), amount("伍万"), amount("二万五")
    (Decimal('15000.0'), Decimal('2000'), Decimal('10000'), Decimal('250'), Decimal('50000'), Decimal('25000'))
    """
    text = text.translate(_WIDE)
    if match := _DECIMAL.fullmatch(text):
        value = Decimal(match[1].replace(",", ""))
        for unit in match[2]:
            value *= UNITS.get(unit) or MYRIADS[unit]
        return value
    if _ARABIC.fullmatch(text):
        if not any(sign.isdecimal() for sign in text):
            return None
        return Decimal("".join(str(DAMAGED.get(sign, sign)) for sign in text))
    if match := _POINT.fullmatch(text):
        whole = _chinese(match[1])
        digits = "".join(str(DIGITS[sign]) for sign in match[2])
        return None if whole is None else Decimal(f"{whole}.{digits}") * MYRIADS.get(match[3], 1)
    value_ = _chinese(text.translate(_HAN))
    return None if value_ is None else Decimal(value_)


@lru_cache(maxsize=4096)
def ordinals(text: str) -> tuple[int, ...]:
    """The numbers that the numeral of an article or a point writes: one, two run together, or none.

    Two numerals that a lost 、 has joined are two numbers where they can be parted in one way, or as neighbours;
    never are they added up. 一百二 names no article for certain (102 or 120).

    >>> ordinals("一百二十"), ordinals("八十一九十一"), ordinals("十二十三"), ordinals("三四"), ordinals("一百二")
    ((120,), (81, 91), (12, 13), (3, 4), ())
    """
    if len(text) == 2 and text[0] in DIGITS and text[1] in DIGITS and DIGITS[text[1]] == DIGITS[text[0]] + 1 != 1:
        return DIGITS[text[0]], DIGITS[text[1]]
    if (number := parse(text)) is not None:
        return () if _SHORT.search(text) else (number,)
    parted = ((parse(text[:at]), parse(text[at:])) for at in range(1, len(text)) if text[at] not in "百千佰仟")
    pairs = [(low, high) for low, high in parted if low is not None and high is not None and 0 < low < high]
    neighbours = [pair for pair in pairs if pair[1] == pair[0] + 1]
    candidates = neighbours or pairs
    return candidates[0] if len(candidates) == 1 else ()


_SHORT: Final = re.compile("[百千][一二三四五六七八九]$")


def share(text: str) -> Decimal | None:
    """A part of a whole as a factor: 百分之五 and 5% are 0.05, 5‰ is 0.005, 万分之五 is 0.0005; else None.

    >>> share("百分之二十"), share("5‰"), share("万分之五"), share("百分之零点五"), share("三倍")
    (Decimal('0.2'), Decimal('0.005'), Decimal('0.0005'), Decimal('0.005'), None)
    """
    if match := _FRACTION.fullmatch(text):
        value, whole = amount(match[2]), _PARTS[match[1]]
    elif text and text[-1] in _SIGNS:
        value, whole = amount(text[:-1]), _SIGNS[text[-1]]
    else:
        return None
    return None if value is None else value / whole


def _chinese(text: str) -> int | None:
    """一百二十 by place value, 二〇一八 digit by digit, 一千万 by myriads; None where places do not descend."""
    if not text or text[0] in MYRIADS:
        # XX万元 has lost its figure: 万 alone is no number.
        return None
    if all(sign in DIGITS for sign in text):
        return int("".join(str(DIGITS[sign]) for sign in text))
    total, rest = 0, text
    for sign, value in (("亿", 100_000_000), ("万", 10_000)):
        head, separator, tail = rest.partition(sign)
        if separator:
            part = _chinese(head) if sign == "亿" else _section(head)
            if part is None:
                return None
            total, rest = total + part * value, tail
            if len(rest) == 1 and DIGITS.get(rest):  # 二万五 is 25,000
                return total + DIGITS[rest] * value // 10
    below = _section(rest) if rest else 0
    return None if below is None else total + below


def _section(text: str) -> int | None:
    """A number below ten thousand; 一百二 is 120, 一百零二 is 102."""
    total, last, digit, zero = 0, 10_000, 0, False
    for sign in text:
        if (value := DIGITS.get(sign)) is not None:
            if digit or last == 1:
                return None
            digit, zero = value, zero or not value
            continue
        unit = 10 if sign in TENS else UNITS.get(sign, 0)
        if not unit or unit >= last or (sign in TENS and digit):
            return None
        total += TENS.get(sign) or (digit or 1) * unit
        last, digit, zero = unit, 0, False
    if digit:
        total += digit * last // 10 if 10 < last < 10_000 and not zero else digit
    return total


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
