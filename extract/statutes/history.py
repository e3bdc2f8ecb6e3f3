"""The head of a statute: its events (通过, 公布, 修正, 施行), the number it bears, the day of this version.

A head stands in brackets under the title, or as a line an event, or as words of the promulgating decree. The date of a
version is the last day on which something was passed, made public or amended that the text itself names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.clean import level
from extract.statutes.model import Event, Happened
from extract.understanding import notes

if TYPE_CHECKING:
    from collections.abc import Sequence

_TITLE = re.compile(r"《(?:[^《》]|《[^《》]*》)*》|<(?:[^<>]|<[^<>]*>)*>|〈(?:[^〈〉]|〈[^〈〉]*〉)*〉")
_KINDS = {
    "passed": Happened.PASSED,
    "approved": Happened.PASSED,
    "promulgated": Happened.PROMULGATED,
    "amended": Happened.AMENDED,
    "effective": Happened.EFFECTIVE,
    "repealed": Happened.REPEALED,
}
_LONGEST = 20_000
_DATED = {Happened.PASSED, Happened.PROMULGATED, Happened.AMENDED}
_EFFECT = re.compile(
    r"自(?P<date>[^,;。自]{4,20}日)起(?:正式)?(?:施行|实施|执行|生效)|自(?:公布|发布|颁布|印发|发文)之日起"
)
_ON_PROMULGATION = re.compile(
    r"(?:本[\u3400-\u9fff]{1,8}|决定|修正案)?自(?:公布|发布|颁布|印发|发文|通过)之日起(?:施行|实施|执行|生效)"
)


def events(head: Sequence[str]) -> tuple[Event, ...]:
    """The dated events that the lines of a head tell, in print order; amending decisions' own words are left out.

    >>> found = events(["2001年3月1日通过 根据2019年5月2日《关于修改〈甲〉的决定》修正"])
    >>> [(event.kind.value, event.date) for event in found]
    [('passed', '2001-03-01'), ('amended', '2019-05-02')]
    """
    text = _masked(level("\n".join(head)[:_LONGEST]).text)
    events = []
    dates = notes.dates(text)
    opening = {level(line[:40]).text.lstrip("(")[:10] for line in head}
    ends = [*(start for _, start, *_ in dates[1:]), len(text)]
    for (value, start, end, event), stop in zip(dates, ends, strict=False):
        if len(value) < 10:
            continue
        words = text[start:stop]
        numbers = notes.numbers(words)
        opens = any(text[start:end].startswith(line[: end - start]) for line in opening if line)
        if event is None and not numbers and not opens and not text.endswith("自", 0, start):
            continue  # a day on which nothing happened to the document: when a page was looked at
        kind = _kind(text[max(0, start - 2) : start], event)
        events.append(Event(kind, value, words[:120].strip("·,;。()"), numbers[0][0] if numbers else ""))
    return tuple(events)


def _masked(text: str) -> str:
    return _TITLE.sub(lambda match: "·" * len(match[0]), text)


def _kind(before: str, event: str | None) -> Happened:
    if before.endswith("自") or event == "effective":
        return Happened.EFFECTIVE
    return _KINDS.get(event or "promulgated", Happened.PROMULGATED)


def last(events: Sequence[Event]) -> str:
    """The last day on which the text was passed, made public or amended; empty where no event has a date."""
    return max((event.date for event in events if event.kind in _DATED), default="")


def first(events: Sequence[Event]) -> str:
    """The first such day: that of the document itself."""
    return min((event.date for event in events if event.kind in _DATED), default="")


def number(events: Sequence[Event], head: Sequence[str]) -> str:
    """The number the document was first made public under, or the first one its head bears; else empty."""
    own = [event.number for event in events if event.number and event.kind is not Happened.AMENDED]
    if own:
        return own[0]
    return next((value for value, *_ in notes.numbers(_masked(level("\n".join(head)[:_LONGEST]).text))), "")


def effect(words: str, promulgated: str) -> str:
    """The day of effect that ``words`` (an article of the final chapter, or a head) set; empty where they set none.

    A day before ``promulgated`` is that of an older version: amendments leave the sentence as it was.

    >>> effect("本办法自2013年1月1日起施行。", "2012-10-30"), effect("本办法自公布之日起施行。", "2012-10-30")
    ('2013-01-01', '2012-10-30')
    """
    text = level(words).text
    for match in _EFFECT.finditer(text):
        if match["date"] and (dates := notes.dates(match["date"])) and len(dates[0][0]) == 10:
            return dates[0][0] if dates[0][0] >= promulgated else ""
    return promulgated if _ON_PROMULGATION.search(text) else ""
