"""Time limits in quoted text (三十日内, 提前三十日, 不得超过12个月, 有效期五年) and who has to keep them."""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal  # noqa: TC003 - compiled, fields of a NamedTuple are evaluated
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from extract import numerals
from extract.facts import Actor, Bound
from extract.rules import compiled, load
from extract.understanding.clause import has, opening

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.understanding.tokens import Tokens

_UNITS: Final = {
    "个工作日": "working_day", "工作日": "working_day", "个自然日": "day", "自然日": "day", "日": "day", "天": "day",
    "个小时": "hour", "小时": "hour", "个月": "month", "月": "month", "年": "year",
}  # fmt: skip
_PERIOD: Final = compiled(rf"(?:<N><TO>)?(?P<value><N>)(?P<unit>{'|'.join(_UNITS)})")
#: So far before a period are the words that make a limit of it, and so far its subject.
_LOOK_BACK, _SENTENCE = 12, 160
#: So many clauses before it are looked at; more stand only in damaged text.
_CLAUSES: Final = 8
#: The end of a subject says who it is.
_SUBJECT_END: Final = 40
_SUBJECTS: Final = {rule.code: rule for rule in load("actors")}
_JOINED, _SUBJECT = _SUBJECTS["joined"].pattern, _SUBJECTS["subject"].pattern
#: The last such word before a place.
_MODAL: Final = re.compile(rf".*(?P<modal>{_SUBJECTS['modal'].expression})", re.DOTALL)
#: One of these stands in each.
_MODAL_SIGNS: Final = "应可得须权未"
_SIDES: Final = tuple((rule.pattern, Actor(side)) for rule in load("actors") if (side := dict(rule.data).get("side")))


_ROW: Final = re.compile("、|和|及|与|或者")


class _LimitRule(NamedTuple):
    before: re.Pattern[str] | None
    after: re.Pattern[str]
    bound: Bound


def _rules() -> tuple[_LimitRule, ...]:
    rules = []
    for rule in load("limits"):
        data = dict(rule.data)
        before = compiled(data["before"]) if "before" in data else None
        rules.append(_LimitRule(before, rule.pattern, Bound(data["bound"])))
    return tuple(rules)


_RULES: Final = _rules()
#: What any of the rules needs: most periods have neither.
_AHEAD: Final = re.compile("|".join(f"(?:{rule.before.pattern})" for rule in _RULES if rule.before))
_BEHIND: Final = re.compile("|".join(f"(?:{rule.after.pattern})" for rule in _RULES if not rule.before))


class Limit(NamedTuple):
    """A period with levelled offsets; ``who`` is the place of the words that say who has to keep it."""

    value: Decimal
    unit: str
    start: int
    end: int
    bound: Bound
    actor: Actor | None = None
    who: tuple[int, int] | None = None


def limits(text: str, tokens: Tokens, cuts: Sequence[int] = ()) -> list[Limit]:
    """Periods that levelled ``text`` sets; unit hour, day, working_day, month or year.

    ``tokens`` are those of the scan of ``text``, ``cuts`` the places, in order, where the text under another heading
    begins. The span takes in the words that make a limit of the period.

    >>> from extract.understanding.tokens import scan
    >>> text = "行政机关应当自收到申请之日起十五日内予以审核"
    >>> [(int(one.value), one.unit, one.bound.value, one.actor.value) for one in limits(text, scan(text))]
    [(15, 'day', 'maximum', 'authority')]
    """
    limits: list[Limit] = []
    for _, start, end in tokens.of("period"):
        value, unit = _period(text[start:end])
        if value is not None and (span := _span(text, start, end)):
            who = _who(text, start, cuts)
            actor = _side(text, *who) if who else None
            limits.append(Limit(value, unit, *span, actor, who if actor else None))
    return limits


@lru_cache(maxsize=1024)
def _period(words: str) -> tuple[Decimal | None, str]:
    """The length of a period and its unit: 三十日 is 30 days; of a range the longer (三至五日)."""
    match = _PERIOD.fullmatch(words)
    return (numerals.amount(match["value"]), _UNITS[match["unit"]]) if match else (None, "")


def _span(text: str, start: int, end: int) -> tuple[int, int, Bound] | None:
    """Where the limit begins and ends and what it bounds, or None where the period is none."""
    low = max(0, start - _LOOK_BACK)
    ahead = _AHEAD.search(text, low, start) is not None
    if not (ahead or _BEHIND.match(text, end)):
        return None
    for before, after, bound in _RULES:
        if (before and not ahead) or not (follows := after.match(text, end)):
            continue
        led = before.search(text, low, start) if before else None
        if led or not before:
            return (led.start() if led else start), follows.end(), bound
    return None


def _who(text: str, at: int, cuts: Sequence[int]) -> tuple[int, int] | None:
    """The place of the subject of the period at ``at``: what stands before the last 应当, 可以 … of its sentence.

    Where nothing stands before it in its clause (受理申请后,应当在五日内), the subject of a clause before counts.
    """
    place = bisect_right(cuts, at)
    begin = max(opening(text, at, "。", _SENTENCE), cuts[place - 1] if place else 0)
    last = at
    while has(text, _MODAL_SIGNS, begin, last) and (modal := _MODAL.match(text, begin, last)):
        last = modal.start("modal")
        low = max(begin, opening(text, last))
        if not _JOINED.match(text, low, last):
            return low, last
    low = opening(text, at)
    for _ in range(_CLAUSES):
        if low <= begin:
            break
        low = max(begin, opening(text, low - 1))
        if match := _SUBJECT.match(text, low, at):
            return match.span("who")
    return None


def _side(text: str, start: int, end: int) -> Actor | None:
    """Whether the words end in an authority or a party; None for both in a row, and for anything else (裁决决定)."""
    words = text[max(start, end - _SUBJECT_END) : end]
    side = _side_of(words)
    parts = _ROW.split(words)
    if len(parts) == 1:
        return side
    return None if len({_side_of(part) for part in parts} - {None}) > 1 else side


def _side_of(words: str) -> Actor | None:
    return next((side for pattern, side in _SIDES if pattern.search(words)), None)
