"""Fines: every figure, what it is measured by, and for whom it is per.

A sum (五百元以上二千元以下), a factor (违法所得一倍以上五倍以下, 合同价款百分之二), a measure (每平方米三百元), a
ceiling on top (最高不得超过三万元), or 罚款 with no figure. 以上 is the minimum and 以下 the maximum, both inclusive
(行政处罚法 (2021) has no own rule; 民法典 art. 1259 counts 以上, 以下 inclusive). A sum in another currency is a fine
without figures.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal  # noqa: TC003 - compiled, fields of a NamedTuple are evaluated
from typing import TYPE_CHECKING, Final, NamedTuple

from extract import numerals
from extract.rules import load
from extract.understanding.clause import STOPS, opening
from extract.understanding.figures import NONE, Figures, money, values

if TYPE_CHECKING:
    from extract.understanding.tokens import Token, Tokens

_RULES: Final = {rule.code: rule.pattern for rule in load("fines")}
_NOTE, _BETWEEN, _TO, _LEAST = _RULES["note"], _RULES["between"], _RULES["to"], _RULES["least"]
_BEHIND, _BEFORE, _SHARED, _CAP = _RULES["behind"], _RULES["before"], _RULES["shared"], _RULES["cap"]
_MENTIONED, _REPORTED, _GIVING, _GIVEN = _RULES["mentioned"], _RULES["told"], _RULES["giving"], _RULES["given"]
_VERB, _PER, _EXPLAINED = _RULES["verb"], _RULES["per"], _RULES["explained"]
_BASE, _BASE_END = _RULES["base"], _RULES["base_end"]
_AS_FOLLOWS, _BY_REFERENCE = _RULES["as_follows"], _RULES["by_reference"]
_SURCHARGE, _EQUAL = _RULES["surcharge"], _RULES["equal"]
_MARK: Final = next(rule.pattern for rule in load("conditions") if rule.code == "item")
_FIGURES: Final = ("money", "factor")
_AFTER_WORDS: Final = frozenset({"以上", "以下", "以内"})
#: 的最高不得超过.
_LONGEST_LIMIT: Final = 7
#: What a ceiling can begin with.
_CAPPED: Final = frozenset(",(、但且并最罚总数金累额均不")
#: A range, a floor and a ceiling: 一倍以上三倍以下、不低于一千元、不超过三万元.
_MOST_FIGURES: Final = 3
_LOOK_BACK, _CLAUSE, _LONGEST_EACH, _REPORT_BACK, _GIVEN_BACK = 48, 96, 24, 24, 4
#: What a fine is for each of, in a clause of its own, and the words that may stand between it and the figure.
_EACH: Final = re.compile("每(?![年月日周季半])[\u3400-\u9fff、]{2,20},$")
_GIVES: Final = frozenset({"处", "处以", "并处", "可以处", "可以并处"})
_MEASURES: Final = {
    "平方米每日": "CNY_per_m2_per_day", "日每平方米": "CNY_per_m2_per_day", "天每平方米": "CNY_per_m2_per_day",
    "平方米": "CNY_per_m2", "㎡": "CNY_per_m2", "m2": "CNY_per_m2", "m²": "CNY_per_m2", "立方米": "CNY_per_m3",
    "m3": "CNY_per_m3", "m³": "CNY_per_m3", "吨": "CNY_per_tonne",
}  # fmt: skip


class Fine(NamedTuple):
    """A fine with levelled offsets; figures in yuan for CNY units, factors for multiple, None where not printed."""

    start: int
    end: int
    figures: Figures = NONE


@dataclass(slots=True)
class _Amount:
    """One or two figures with their bounds, as they stand; ``ends`` behind the last bound."""

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    cap: Decimal | None = None
    per: str | None = None


def fines(text: str, tokens: Tokens) -> list[Fine]:
    """Every fine that levelled ``text`` provides, in text order; 罚款 that only tells of a fine is left out."""
    if "罚款" not in text:
        return []
    words = [start for _, start, _ in tokens.of("verb") if text.startswith("罚款", start)]
    if not words:
        return []
    fines: list[Fine] = []
    if not tokens.kinds.keys().isdisjoint(_FIGURES):
        fines = _figured(text, _amounts(text, tokens.among(*_FIGURES, "bound")))
    taken = sorted((fine.start, fine.end) for fine in fines)
    for start in words:
        given = _GIVEN.search(text, max(0, start - _GIVEN_BACK), start)
        if given and not _bare_is_none(text, start, given[0], taken):
            begin = start if given[0][-1:] in "、).①②③④⑤⑥" else given.start()
            cap = _CAP.match(text, start + 2) if text[start + 2 : start + 3] in _CAPPED else None
            end = cap.end() if cap else start + 2
            fines.append(Fine(begin, end, Figures(cap=money(cap["cap"] or cap["cap2"])) if cap else NONE))
        elif (equal := _EQUAL.search(text, max(0, start - _LOOK_BACK), start)) and not _overlaps(taken, start):
            top = numerals.amount("1")
            figures = Figures(None if equal["most"] else top, top, "multiple", equal["base"])
            fines.append(Fine(equal.start(), start + 2, figures))
    fines.sort(key=lambda fine: fine.start)
    # ,但罚款最高不超过五千元 is the ceiling of the fine before it.
    return [fine for place, fine in enumerate(fines) if not place or fine.start >= fines[place - 1].end]


def _amounts(text: str, tokens: list[Token]) -> list[_Amount]:
    """The figures of the text, two bounds of one range together."""
    amounts: list[_Amount] = []
    place, count = 0, len(tokens)
    while place < count:
        if tokens[place][0] not in _FIGURES:
            place += 1
            continue
        amount, place = _bounded(text, tokens, place)
        for _ in range(_MOST_FIGURES):
            if (behind := _taken_up(text, tokens, place, amount)) == place:
                break
            place = behind
        end = _capped(text, amount, amount.end)
        while place < count and tokens[place][1] < end:
            place += 1
        amount.end = end
        amounts.append(amount)
    return amounts


def _taken_up(text: str, tokens: list[Token], place: int, amount: _Amount) -> int:
    """Behind the figure that follows at once, where it is the other bound, a floor or a ceiling; else ``place``."""
    second = _next(tokens, place) if place < len(tokens) else None
    if second is None:
        return place
    other, behind = _bounded(text, tokens, second)
    near = other.start >= amount.end and _BETWEEN.match(text, amount.end, other.start)
    ranged = bool(_TO.match(text, amount.end, tokens[second][1]))
    return behind if near and _joined(amount, other, ranged=ranged) else place


def _next(tokens: list[Token], place: int) -> int | None:
    """The place of a figure that follows at once, past bounds."""
    for ahead in range(place, min(place + 3, len(tokens))):
        kind = tokens[ahead][0]
        if kind in _FIGURES:
            return ahead
        if kind != "bound":
            return None
    return None


def _bounded(text: str, tokens: list[Token], place: int) -> tuple[_Amount, int]:
    """The figure at ``place`` with the bounds before and behind it, and the place behind them."""
    _, start, end = tokens[place]
    low, high, unit = values(text[start:end])
    begin = start
    least = most = False
    if place and tokens[place - 1][0] == "bound" and text[tokens[place - 1][2] : start] in {"", "人民币"}:
        words = text[tokens[place - 1][1] : tokens[place - 1][2]]
        if words not in _AFTER_WORDS:
            begin = tokens[place - 1][1]
            least = bool(_LEAST.match(words))
            most = not least
    elif text.startswith("人民币", start - 3):
        begin = start - 3
    place, end = _past_note(text, tokens, place + 1, end)
    if place < len(tokens) and tokens[place][0] == "bound" and tokens[place][1] == end:
        words = text[tokens[place][1] : tokens[place][2]]
        if words in _AFTER_WORDS:
            end = tokens[place][2]
            least, most = least or words == "以上", most or words != "以上"
            place, end = _past_note(text, tokens, place + 1, end)
    if least:
        high = None
    elif most:
        low = None
    return _Amount(begin, end, low, high, unit), place


def _past_note(text: str, tokens: list[Token], place: int, end: int) -> tuple[int, int]:
    """Behind (含五千元), and behind the tokens in it."""
    if note := _NOTE.match(text, end):
        end = note.end()
        while place < len(tokens) and tokens[place][1] < end:
            place += 1
    return place, end


def _joined(amount: _Amount, other: _Amount, *, ranged: bool) -> bool:
    """Whether the second figure is the other bound of the first, or its ceiling; then the first takes it up."""
    if amount.unit != other.unit:
        if amount.unit != "multiple" or other.unit != "CNY" or other.low == other.high:
            return False
        # A floor in yuan (但不低于一千元) has no place of its own.
        amount.cap, amount.end = other.high or amount.cap, other.end
        return True
    if amount.high is None or ranged:
        if other.high is None and not ranged:
            return False
        amount.high, amount.end = other.high, other.end
    elif amount.low is not None and other.low is None:
        amount.cap, amount.end = other.high, other.end
    elif amount.low is None and other.high is None:
        amount.low, amount.end = other.low, other.end
    else:
        return False
    return True


def _figured(text: str, amounts: list[_Amount]) -> list[Fine]:
    """The amounts that 罚款 stands behind or before, and those that share it with a later one."""
    fines: list[Fine] = []
    ahead: _Amount | None = None
    for amount in reversed(amounts):
        fine = _behind(text, amount) or _before(text, amount)
        shared = fine is None and ahead and _SHARED.match(text, amount.end, ahead.start)
        if shared and _GIVING.search(text, opening(text, amount.start, STOPS, _CLAUSE), amount.start):
            fine = _fine(text, amount, amount.end, None)
        if fine:
            fines.append(fine)
        ahead = amount if fine else None
    fines.reverse()
    return fines


def _behind(text: str, amount: _Amount) -> Fine | None:
    """…的罚款."""
    if text.startswith("/", amount.end):
        amount.per = _slash(text, amount)
    match = _BEHIND.match(text, amount.end)
    if not match:
        return None
    word = text.find("罚款", amount.end)
    settled = "确定" in match[0]
    if not settled and _MENTIONED.match(text, word):
        return None
    if _REPORTED.search(text, max(0, amount.start - _REPORT_BACK), amount.start) or _threshold(text, amount):
        return None
    if amount.unit == "multiple" and _SURCHARGE.search(text, max(0, amount.start - _LOOK_BACK), amount.start):
        return None
    return _fine(text, amount, _capped(text, amount, match.end()), None)


def _threshold(text: str, amount: _Amount) -> bool:
    """,超过一万元的罚款,报…批准 says who may fine, not how much."""
    return text.startswith("超过", amount.start) and text[amount.start - 1 : amount.start] in {"", ",", ";", "。"}


def _slash(text: str, amount: _Amount) -> str | None:
    """500元/人."""
    end = amount.end + 1
    while end < len(text) and end - amount.end < 4 and "\u3400" <= text[end] <= "\u9fff" and text[end] not in "的罚以":
        end += 1
    words = text[amount.end + 1 : end]
    amount.end = end
    return words or None


def _before(text: str, amount: _Amount) -> Fine | None:
    """罚款五百元, 罚款数额为合同价款的百分之二."""
    match = _BEFORE.search(text, max(0, amount.start - _LOOK_BACK), amount.start)
    if not match or _REPORTED.search(text, max(0, match.start() - _REPORT_BACK), match.start()):
        return None
    fine = _fine(text, amount, amount.end, match["base"] or "")
    return Fine(min(match.start(), fine.start), fine.end, fine.figures)


def _capped(text: str, amount: _Amount, end: int) -> int:
    """Behind the ceiling that follows, if one does; the amount takes it up."""
    match = _CAP.match(text, end) if text[end : end + 1] in _CAPPED else None
    if not match:
        return end
    amount.cap = amount.cap or money(match["cap"] or match["cap2"])
    return match.end()


def _fine(text: str, amount: _Amount, end: int, stated: str | None) -> Fine:
    """The fine of an amount; ``stated`` is the base that stands between 罚款 and the figures."""
    begins = _begins(text, amount.start)
    before = text[begins : amount.start]
    verbs = list(_VERB.finditer(before))
    tail = before[verbs[-1].end() :] if verbs else before
    start = begins + verbs[-1].start() if verbs else (begins if tail else amount.start)
    per = _PER.search(before) or _PER.search(stated or "")
    if per and per.string == before:
        tail = tail[: -len(per[0])] if tail.endswith(per[0]) else ""
        start = min(start, begins + per.start())
    low, high, unit = amount.low, amount.high, amount.unit
    led, measured, ended = _based("" if unit == "CNY" and per else tail)
    base = None
    if (led or ended) and high is not None and low == high:
        low = None
    if unit == "multiple":
        base = stated or measured or None
        # A bracket that explains the base (兽药(包括未售出的,下同)货值金额) is no part of it, nor what it explains.
        base = _EXPLAINED.sub("", base).removeprefix("其").removesuffix("的") or None if base else None
    elif tail and not led and tail not in {"人民币", "最高", "不超过"}:
        start = amount.start
    unit, words = _measured(unit, amount.per or (per["per"] if per else None))
    if low is None and high is None:
        unit = None
    return Fine(start, end, Figures(low, high, unit, base, words, amount.cap))


def _based(words: str) -> tuple[bool, str, bool]:
    """What the words before a figure say it is measured by, and whether a limit leads and ends them.

    >>> _based("不超过违法所得的"), _based("货值金额的最高不得超过")
    ((True, '违法所得', False), (False, '货值金额', True))
    """
    lead = _BASE.match(words)
    begin = lead.end() if lead else 0
    end = _BASE_END.search(words, max(begin, len(words) - _LONGEST_LIMIT))
    return bool(lead and lead["limit"]), words[begin : end.start() if end else None], bool(end and end["limit"])


def _begins(text: str, at: int) -> int:
    """Where the clause of a figure begins; a comma in a bracket (兽药(含未售出的,下同)货值) parts nothing."""
    begins = opening(text, at, STOPS, _CLAUSE)
    if not text.startswith(",", begins - 1):
        return begins
    if text[begins:at] in _GIVES and (each := _EACH.search(text, max(0, begins - _LONGEST_EACH), begins)):
        return each.start()  # 每违规出售一个车位、车库,处五万元罚款
    closed = text.find(")", begins, at)
    if closed < 0 or "(" in text[begins:closed]:
        return begins
    opened = text.rfind("(", max(0, begins - _CLAUSE), begins)
    return opening(text, opened, STOPS, _CLAUSE) if opened >= 0 else begins


def _measured(unit: str | None, words: str | None) -> tuple[str | None, str | None]:
    """平方米 and the like are units of their own; everything else stays as printed."""
    if unit == "CNY" and words:
        for measure, name in _MEASURES.items():
            if words.startswith(measure):
                return name, None
    return unit, words


def _overlaps(taken: list[tuple[int, int]], start: int) -> bool:
    """Whether a 罚款 at ``start`` lies in one of the sorted spans."""
    place = bisect_right(taken, (start + 2, 0))
    return bool(place) and start < taken[place - 1][1]


def _bare_is_none(text: str, start: int, given: str, taken: list[tuple[int, int]]) -> bool:
    """Whether a 罚款 with no figure provides none: it has figures elsewhere, or is only told of.

    ``given`` are the words that lead it, right before it.
    """
    end = start + 2
    place = bisect_right(taken, (end, 0)) if taken else 0
    follows = taken[place][0] if place < len(taken) else -1
    if (place and start < taken[place - 1][1]) or (follows == end + 1 and text[end] in ",:"):
        return True
    if _MENTIONED.match(text, start) or _REPORTED.search(text, max(0, start - _REPORT_BACK), start):
        return True
    low = max(0, start - _CLAUSE)
    below = text.find("下", low, end) >= 0
    ruled = text.find("规定", low, start) >= 0
    gives = _GIVING.search(given) is not None
    if gives and not (below or ruled or text.startswith("幅度", end)):
        return False
    begins = opening(text, start, STOPS, _CLAUSE)
    leads = (below and _AS_FOLLOWS.search(text, begins, end)) or text.startswith("幅度", end)
    listed = 0 <= text.find(":", end, end + _CLAUSE) < follows
    if leads and (listed or (text.startswith((":", "的,罚款"), end) and follows > end)):
        return True
    if ruled and _BY_REFERENCE.search(text, begins, start):
        return True
    return not (gives or _GIVING.search(text, begins, start) or _MARK.match(text, begins, start))
