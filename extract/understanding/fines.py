"""Fines: every figure, what it is measured by, and for whom it is per.

A sum (五百元以上二千元以下), a factor (违法所得一倍以上五倍以下, 合同价款百分之二), a measure (每平方米三百元), a
ceiling on top (最高不得超过三万元), or 罚款 with no figure. 以上 is the minimum and 以下 the maximum, both inclusive
(行政处罚法 (2021) has no own rule; 民法典 art. 1259 counts 以上, 以下 inclusive).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from extract import numerals
from extract.understanding.clause import opening

if TYPE_CHECKING:
    from collections.abc import Iterator

_N = numerals.NUMBER
_SHARE = rf"(?:[百千万]分之{_N}|\d+(?:\.\d+)?[%‰‱])"
_QUANTITY = rf"(?:{_N}(?:人民币)?元|{_N}(?<=万)(?=以上|以下|的?罚款)|{_N}倍|{_SHARE}|等值|等额)"
_NOTE = r"(?:\([^()]{0,16}\))?"
_AMOUNT = (
    rf"(?:(?P<low>{_QUANTITY}|{_N}){_NOTE}(?:以上|至|到|-|—|–|~|～)(?:不满|不足)?(?P<high>{_QUANTITY})(?:以下|以内)?"
    rf"|(?P<one>{_QUANTITY})(?P<bound>以上|以下|以内)?){_NOTE}"
)
_PLAIN = re.sub(r"\?P<\w+>", "?:", _AMOUNT)
_GIVE = r"(?:并处以?|可处以?|可以|可|并|单处|处以|处|给予|予以|科以|科处|课以|罚以)"
_GLUE = rf"的?(?:标准|数额|金额|比例|幅度|区间|范围)?内?(?:计算|计处)?,?{_GIVE}*的?(?:行政)?"
_CAP = (
    rf"(?:[,(]?(?:但是|但|且|并且|最高)?(?:罚款)?(?:总额|数额|金额|累计)?(?:最高|最多)?(?:罚款)?(?:额|数额|总额)?(?:均)?(?:不得|不能|不)超过"
    rf"(?P<cap>{_N}(?:人民币)?元))?"
)
# Where an amount can begin: a number with its unit, a share, 等值. The scanner finds these far faster than amounts.
_BEGIN = re.compile(
    rf"[\d{numerals.CHINESE}等](?:(?<=[百千万])分之|(?<=等)[值额]"
    rf"|[\d,.{numerals.CHINESE}]{{0,16}}(?:(?:人民币)?元|倍|[%‰‱]|以上|以下|至|到|[-—–~～]))"
)
_FINE = re.compile(
    rf"{_AMOUNT}(?:[,、](?:但|且)?(?:总额|累计|最高)?(?:最高)?(?:不得|不)?超过(?P<first_cap>{_N}(?:人民币)?元))?{_GLUE}罚款{_CAP}"
)
#: 罚款五百元; 罚款数额为合同价款的百分之二.
_AFTER = re.compile(
    rf"罚款(?:(?:数额|金额|额度|额|标准|幅度)?(?:为|是|:)(?P<after_base>[^,;。:\d]{{0,30}}?)的?|人民币)?(?P<after_limit>最高不超过|不超过)?{_AMOUNT}{_CAP}"
)
#: Two figures before one 罚款: 对单位处一万元以下、对个人处一千元以下罚款; 一千元以下或者违法所得三倍以下罚款.
_SHARED = re.compile(
    rf"{_AMOUNT}(?=的?(?:[,、和并]{{1,2}}并?对[^,;。]{{1,40}}?(?:处以?|给予)|(?:或者|或)[^,;。]{{0,24}}?|[,、][^,;。:]{{0,10}}?每[^,;。:]{{1,6}}?){_PLAIN}的?罚款)"
)
_BARE = re.compile(rf"罚款{_CAP}")
_GIVEN = ("处", "处以", "给予", "予以", "可以", "可", "并", "、", "和", "或者", "或", "以及", "科以", "相应")
_MENTIONED = re.compile(
    r"^(?:决定|单据|收据|数额|处罚后|后|票据|收缴|的[,;。:]|的决定|的数额|缴纳|处罚[,]?(?:后|的)|,?被|.{0,4}拒不缴纳|收入|权"
    r"|的实施|罚没)"
)
_TOLD = re.compile(
    r"(?:被|受到|免予|不予|不再|所处)[\u3400-\u9fff]{0,4}$"
    r"|(?:缴纳|收缴|收取|私分|截留|上缴|拒缴|交纳|罚没|不服|加)(?:的|处)?$"
)
_VERB = re.compile(
    r"(?:并处以?|可处以?|处以|处|科处|课以|科以|罚以|给予|予以|按照?|依照?|以|(?<=警告)或者|(?<=罚款)或者|(?<=[下上元倍])或者|并)(?!罚)"
)
_PER = re.compile(
    rf"每(?:超过|超)?(?P<per>(?:{_N})?(?:[\u3400-\u9fff]{{1,3}}?\([\u3400-\u9fff]{{1,4}}\)|[\u3400-\u9fffA-Za-z0-9²³]{{1,6}}?))"
    r"(?:按|按照|以|处以?|罚款|罚|可以|可)*$"
)
_BASE = re.compile(
    r"^(?:人民币)?(?P<limit>最高不(?:得)?超过|不(?:得)?超过|最高|不高于|至多)?(?:其|以)?(?:相当于)?(?P<base>.*?)的?(?P<limit2>不超过)?$"
)
_MEASURES = {
    "平方米": "CNY_per_m2", "㎡": "CNY_per_m2", "m2": "CNY_per_m2", "m²": "CNY_per_m2", "立方米": "CNY_per_m3",
    "m3": "CNY_per_m3", "m³": "CNY_per_m3", "吨": "CNY_per_tonne", "日每平方米": "CNY_per_m2_per_day",
    "平方米每日": "CNY_per_m2_per_day", "天每平方米": "CNY_per_m2_per_day",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fine:
    """A fine with levelled offsets; figures in yuan for CNY units, factors for multiple, None where not printed."""

    start: int
    end: int
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    unit: str | None = None
    base: str | None = None
    per: str | None = None
    cap: Decimal | None = None


def fines(text: str) -> list[Fine]:
    """Every fine that levelled ``text`` provides, in text order; 罚款 that only tells of a fine is left out."""
    if "罚款" not in text:
        return []
    found = [_figured(text, match) for match in _amounts(text)]
    spans = [(fine.start, fine.end) for fine in found]
    for match in _AFTER.finditer(text):
        if not _overlaps(match.span(), spans) and not _TOLD.search(text, max(0, match.start() - 8), match.start()):
            found.append(_figured(text, match))
            spans.append(match.span())
    for match in _BARE.finditer(text):
        given = next((words for words in _GIVEN if text.endswith(words, 0, match.start())), None)
        span = (match.start() - len(given or ""), match.end())
        if given and not (_overlaps(span, spans) or _told(text, *span) or _goes_on(text, *span, spans)):
            found.append(Fine(*span, cap=_money(match["cap"]) if match["cap"] else None))
    return sorted(found, key=lambda fine: fine.start)


def _amounts(text: str) -> Iterator[re.Match[str]]:
    """Amounts with 罚款 behind them, or that share the 罚款 of a later one."""
    end = 0
    for begin in _BEGIN.finditer(text):
        start = begin.start()
        if start < end:
            continue
        if match := _FINE.match(text, start):
            if not _told(text, *match.span()):
                yield match
        elif match := _SHARED.match(text, start):
            if not _GIVING.search(text, opening(text, start), start):
                continue
            yield match
        end = match.end() if match else end


def _overlaps(span: tuple[int, int], spans: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in spans)


def _goes_on(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    """Whether a bare 罚款 only leads to figures (处以罚款,罚款数额为…; 按下列规定处以罚款:), or no act gives it."""
    if any(first == end + 1 for first, _ in spans) and text[end] == ",":
        return True
    begins = opening(text, start)
    if text.startswith(":", end) and any(first > end for first, _ in spans) and _AS_FOLLOWS.search(text, begins, end):
        return True
    if _BY_REFERENCE.search(text, begins, start):
        return True
    return not _GIVING.search(text, begins, end - 2)


_AS_FOLLOWS = re.compile("下列|以下|如下")
_BY_REFERENCE = re.compile(r"(?:依照|按照|依据)[^,;。:]{1,60}规定(?:的标准|的数额)?(?:处以|处|给予|予以|并处)?$")
_GIVING = re.compile("处|给予|予以|可以|科|课|采取")


def _told(text: str, start: int, end: int) -> bool:
    """Whether 罚款 is only told of: 受到罚款处罚, 罚款决定, 被处以罚款的."""
    behind = text.find("罚款", start, end) + 2
    return bool(_MENTIONED.match(text[behind : behind + 10]) or _TOLD.search(text[max(0, start - 8) : start]))


def _figured(text: str, match: re.Match[str]) -> Fine:
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    low, high, unit = _figures(groups)
    begins = opening(text, match.start())
    before = text[begins : match.start()]
    verbs = list(_VERB.finditer(before))
    tail = before[verbs[-1].end() :] if verbs else before
    start = begins + (verbs[-1].start() if verbs else 0) if tail or verbs else match.start()
    per = _PER.search(before) or _PER.search(groups.get("after_base", ""))
    base = None
    if per and per.string == before:
        tail = tail[: -len(per[0])] if tail.endswith(per[0]) else ""
        start = min(start, begins + per.start())
    parts = _BASE.match("" if unit == "CNY" and per else tail)
    if low is None and high is None:
        unit = None
    limited = bool(parts and (parts["limit"] or parts["limit2"])) or "after_limit" in groups
    if unit == "multiple":
        base = groups.get("after_base") or (parts["base"] if parts else None) or None
        # A bracket that explains the base (兽药(包括未售出的,下同)货值金额) is no part of it, nor what it explains.
        base = _EXPLAINED.sub("", base).removeprefix("其") or None if base else None
    elif parts and tail and not parts["limit"] and not _MONEY_TAIL.search(tail):
        start = match.start()
    if limited and high is not None and low == high:
        low = None
    words = per["per"] if per else None
    if unit == "CNY" and words in _MEASURES:
        unit, words = _MEASURES[words], None
    cap = groups.get("cap") or groups.get("first_cap")
    return Fine(start, match.end(), low, high, unit, base, words, _money(cap) if cap else None)


_EXPLAINED = re.compile(r"^.*(?:包括|含|下同)[^()]*\)|^[^()]*下同\)")
_MONEY_TAIL = re.compile(r"^(?:人民币|最高|不超过)*$")


def _figures(groups: dict[str, str]) -> tuple[Decimal | None, Decimal | None, str | None]:
    """Minimum, maximum and unit; a lower bound printed without its unit takes it from the upper (1至3万元)."""
    if "one" in groups:
        value, unit = _quantity(groups["one"])
        bound = groups.get("bound")
        return (None if bound in {"以下", "以内"} else value), (None if bound == "以上" else value), unit
    high, unit = _quantity(groups["high"])
    low, low_unit = _quantity(groups["low"])
    if not low_unit and low is not None and high is not None:
        low = _like(low, groups["high"], high, unit)
    return low, high, unit


def _like(low: Decimal, printed: str, high: Decimal, unit: str) -> Decimal:
    if unit == "multiple":
        return low / 100 if printed.endswith("%") and low > high else low
    scale = next((value for sign, value in (("万", 10_000), ("千", 1_000), ("百", 100)) if sign in printed), 1)
    return low * scale if low * scale < high and low < scale and printed.index("元") else low


def _quantity(words: str) -> tuple[Decimal | None, str]:
    """The value and unit of a quantity; the unit is empty for a bare number.

    >>> _quantity("二万元"), _quantity("百分之五"), _quantity("三倍"), _quantity("等值")
    ((Decimal('20000'), 'CNY'), (Decimal('0.05'), 'multiple'), (Decimal('3'), 'multiple'), (Decimal('1'), 'multiple'))
    """
    if words in {"等值", "等额"}:
        return Decimal(1), "multiple"
    if words.endswith(("元", "万")):
        return _money(words), "CNY"
    if words.endswith("倍"):
        return numerals.amount(words[:-1]), "multiple"
    if (value := numerals.share(words)) is not None:
        return value, "multiple"
    return numerals.amount(words), ""


def _money(words: str) -> Decimal | None:
    return numerals.amount(words.removesuffix("元").removesuffix("人民币"))
