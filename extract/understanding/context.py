"""What surrounds a sanction in its sentence: on whom, on what condition, at whose discretion, by whom."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from extract.rules import load
from extract.understanding.clause import REACH, opening
from extract.understanding.condition import Conditions
from extract.understanding.mention import alone, heading, penal

if TYPE_CHECKING:
    from collections.abc import Callable

    from extract.understanding.tokens import Tokens

    Quote = Callable[[int, int], str]

_RULES: Final = {rule.code: rule.pattern for rule in load("context")}
_ON, _PERSON, _ACT, _AUTHORITY = _RULES["on"], _RULES["person"], _RULES["act"], _RULES["authority"]
_HOLDER: Final = _RULES["holder"]
_MAY, _MAY_BEFORE = _RULES["may"], _RULES["may_before"]
DISCRETION: Final = ("may", "shall")
#: Of these one stands in every word that gives a choice.
_CHOICE: Final = re.compile("[可视酌权]")
#: Between what is taken and the verb, nothing else.
_TAKEN: Final = re.compile("(?:,?(?:应当?|可以?|由[^,;。:]{2,40}|一律|并|依法|予以|给予|注销或者|追缴或者))+$|$")
_LISTED: Final = re.compile("下列|以下|^依法|^违反[^的]*$")
_FOLLOWS: Final = re.compile("下列|以下|如下|处罚$|处理$")
_REACH: Final = 400
#: No heading above a list begins farther before it, nor a clause before the one before.
_FARTHEST: Final = 1000
_LIST_VERB: Final = 24
#: So many signs of a sentence are tried; more stand only in damaged text.
_TRIES: Final = 8


class Context:
    """The sentences of one levelled text, asked by place; ``quote`` gives the words of a span as printed."""

    def __init__(self, text: str, tokens: Tokens, cuts: tuple[int, ...] = (), quote: Quote | None = None) -> None:
        self._text = text
        self._quote = quote or (lambda start, end: text[start:end])
        self._cuts = cuts
        self._conditions = Conditions(text, tokens, cuts)
        self._choices = [match.start() for match in _CHOICE.finditer(text)]

    def on(self, at: int, *, thing: bool = False) -> str | None:
        """Who the sanction at ``at`` falls on, by a 对X phrase; it governs up to the next ； 。 or heading.

        A phrase above a list of penalties governs all of it; an act (对未依法取得许可证擅自营业的) is nobody, but with
        ``thing`` what is taken counts.
        """
        text = self._text
        match = _last(text, "对", _ON, ";。", at) or self._above(at)
        if not match:
            return None
        if ":" in text[match.end() : at] and (above := heading(text, at)) and _aside(match, above):
            return None
        if self._cuts and bisect_right(self._cuts, match.start()) < bisect_right(self._cuts, at):
            return None
        whom = match["whom"]
        named = _PERSON.search(whom) or (
            thing and _TAKEN.match(text, match.end("whom"), at) and not _LISTED.search(whom)
        )
        return self._quote(*match.span("whom")) if named and not _ACT.search(whom) else None

    def _above(self, at: int) -> re.Match[str] | None:
        """The phrase above the list whose item is the consequence at ``at``: 对该企业给予下列处罚:(一)警告."""
        text = self._text
        if not heading(text, at) or not alone(text, at) or not penal(text, at):
            return None
        return _last(text, "对", _ON, ";。", text.rfind(":", 0, at))

    def whose(self, end: int, on: str | None) -> str | None:
        """``on``, unless the licence behind the verb that ends at ``end`` is another's (吊销船长的证书)."""
        return None if on and _HOLDER.match(self._text, end) else on

    def condition(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the condition of a sanction stands; to be asked for in text order."""
        return self._conditions.of(start, end)

    def authority(self, at: int) -> str | None:
        """Who imposes the sanction at ``at`` (由公安机关…); named once, for the rest of the sentences up to 。."""
        match = _last(self._text, "由", _AUTHORITY, "。", at)
        return self._quote(*match.span("who")) if match else None

    def discretion(self, at: int) -> str:
        """Whether the sanction at ``at`` may follow (可以, 视情节) or shall, which is what a text says otherwise."""
        if not self._chooses(at - _FARTHEST, at + 3):
            return "shall"
        text = self._text
        above = heading(text, at)
        listed = bool(above) and _MAY.search(above[-_LIST_VERB:]) is not None
        if not (listed or self._chooses(at - 2 * REACH - 1, at + 3)):
            return "shall"
        begin = opening(text, at)
        if _MAY.search(text, begin, at + 3):
            return "may"
        if begin and text[begin - 1] == ",":
            listed = _MAY_BEFORE.match(text, opening(text, begin - 1), begin - 1) is not None
        return "may" if listed else "shall"

    def _chooses(self, begin: int, end: int) -> bool:
        """Whether a sign of choice stands between the places."""
        place = bisect_left(self._choices, end)
        return place > 0 and self._choices[place - 1] >= begin


def _last(text: str, sign: str, pattern: re.Pattern[str], stops: str, at: int) -> re.Match[str] | None:
    """The last phrase that begins with ``sign`` and ends before ``at``, in its sentence between ``stops``."""
    place = text.rfind(sign, at - _REACH if at > _REACH else 0, at)
    if place < 0:
        return None
    begin = opening(text, at, stops, _REACH)
    for _ in range(_TRIES):
        if place < begin:
            return None
        match = pattern.match(text, place)
        if match and match.end() <= at:
            return match
        place = text.rfind(sign, begin, place)
    return None


def _aside(match: re.Match[str], above: str) -> bool:
    """Whether a phrase above a list has its own consequence: 对主管人员给予处分:(一)擅自采砂的,处罚款."""
    return match["whom"] in above and not _FOLLOWS.search(above)
