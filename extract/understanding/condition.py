"""When a sanction applies: the words of its sentence that name the conduct or the circumstance.

A sentence of law that provides consequences runs circumstance, body, consequence: 越界采砂的，由水务部门责令改正
(《立法技术规范（试行）（一）》: 的 closes a circumstance). A sentence here ends with ； 。 or ：, or where an item of
a list or a heading begins. Within it a later circumstance takes the place of an earlier one for what follows it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from extract import rules
from extract.understanding import mention

if TYPE_CHECKING:
    from extract.understanding.tokens import Tokens

_RULES: Final = {rule.code: rule.pattern for rule in rules.load("conditions")}
_BOUND, _LEAD, _ITEM = _RULES["bound"], _RULES["lead"], _RULES["item"]
_BODY, _DUTY, _ASIDE, _WHOM = _RULES["body"], _RULES["duty"], _RULES["aside"], _RULES["whom"]
_GROUND: Final = _RULES["ground"]
_MAIN, _LINK, _GOES_ON = _RULES["main"], _RULES["link"], _RULES["goes_on"]
_OFFICE: Final = _RULES["office"]
_WITHIN, _PERSON, _NOBODY = _RULES["within"], _RULES["person"], _RULES["nobody"]
_NOUN, _CONDUCT, _BARE, _LATER = _RULES["noun"], _RULES["conduct"], _RULES["bare"], _RULES["later"]
_WRONG: Final = _RULES["wrong"]
_OBJECT, _TAKEN = _RULES["object"], _RULES["taken"]
_TAKES: Final = re.compile("(?:没收|收缴)(?=[,;。:]|$)")
_JOINT: Final = re.compile("(?:并|也|还)(?:可以|可|应当|应)?(?=对)")
_LONGEST: Final = 600

Span = tuple[int, int]


class Conditions:
    """The conditions of the sanctions of one levelled text, which are asked for in text order.

    ``tokens`` are those of the scan, ``cuts`` the places where the text under another heading begins.
    """

    def __init__(self, text: str, tokens: Tokens, cuts: tuple[int, ...] = ()) -> None:
        self._text = text
        self._bounds = sorted({0, *cuts, *_bounds(text, tokens)})
        self._prefaces: dict[int, Span | None] = {}
        self._sentence = -1
        self._first_word = 0
        self._from = 0
        self._last: Span | None = None

    def of(self, start: int, end: int) -> Span | None:
        """Start and end of the condition of the sanction from ``start`` to ``end``, or None where no words say so."""
        number = bisect_right(self._bounds, start) - 1
        if number != self._sentence:
            self._sentence, self._last = number, None
            self._from = self._first_word = self._begin(number)
        if start >= self._from:
            first = self._from == self._first_word  # nothing of the sentence has been read
            if start > self._from:
                self._last = _condition(self._text, self._from, start, first=first) or self._last
            self._last = self._last or self._inherited(number, start)
            behind = self._end(number)
            comma = self._text.find(",", end, behind)
            self._from = comma + 1 if comma >= 0 else behind
            if comma > end and self._text.endswith("罚款", 0, end) and _ends(self._text, end + 2, comma):
                self._from = end  # the stop is lost: …的罚款逾期不拆除的,…
        return self._last

    def _begin(self, number: int) -> int:
        """Where the words of a sentence begin, behind list marks, quotes and dots."""
        match = _LEAD.match(self._text, self._bounds[number], self._end(number))
        return match.end() if match else self._bounds[number]

    def _end(self, number: int) -> int:
        return self._bounds[number + 1] if number + 1 < len(self._bounds) else len(self._text)

    def _inherited(self, number: int, start: int) -> Span | None:
        """What a sentence without a circumstance of its own takes from the one before it, or from above its list."""
        at = self._bounds[number]
        if not number or not at:
            return None
        item = _ITEM.match(self._text, at) is not None
        if item and mention.penal(self._text, start) and (own := _of_item(self._text, self._begin(number), start)):
            return own
        if self._text[at - 1] == ":":
            return self._whole(number - 1)
        if item:
            return self._preface(number)
        if self._text[at - 1] in ";。" and _GOES_ON.match(self._text, self._begin(number), start + 4):
            return self._whole(number - 1) or self._preface(number - 1)
        return None

    def _preface(self, number: int) -> Span | None:
        """The circumstance of the sentence in front of the list, or None where the item belongs to none."""
        items: list[int] = []
        result = None
        while number > 0 and _ITEM.match(self._text, self._bounds[number]):
            if number in self._prefaces:
                result = self._prefaces[number]
                break
            items.append(number)
            number -= 1
            if self._text[self._bounds[number + 1] - 1] == ":":
                result = self._whole(number)
                break
        self._prefaces.update(dict.fromkeys(items, result))
        return result

    def _whole(self, number: int) -> Span | None:
        """The circumstance that stands at the end of a sentence."""
        return _condition(self._text, self._begin(number), self._end(number), first=True)


def _bounds(text: str, tokens: Tokens) -> list[int]:
    """Behind the stops that end a sentence, and in front of list marks that no stop precedes."""
    behind = [end for kind in ("stop", "colon") for _, _, end in tokens.of(kind)]
    return behind + [start for _, start, _ in tokens.of("mark") if _BOUND.match(text, start)]


def _condition(text: str, low: int, high: int, *, first: bool) -> Span | None:
    """The last circumstance between the places; ``first`` where ``low`` begins the sentence."""
    dots = text.rfind("…", max(low, high - _LONGEST), high)  # 侵犯权益的……学校违反规定的: what is left out ends there
    low = max(low, high - _LONGEST, dots + 1)
    if low == high:
        return None  # ,没收违法所得: nothing stands before it
    clauses = _clauses(text, low, high)
    takes = _TAKES.match(text, high) is not None
    if takes and len(clauses) > 1 and _TAKEN.match(text, *clauses[-2]):
        del clauses[-2]  # 对不合格的砂石,应当予以没收
    last = len(clauses) - 1
    for place in range(last, -1, -1):
        end = _closed(text, *clauses[place], partial=place == last)
        if end:
            begin = _opened(text, clauses, place, first=first)
            return (begin, end) if begin < end else None
    return _attribute(text, clauses, takes=takes) or _without_sign(text, clauses, first=first)


def _clauses(text: str, low: int, high: int) -> list[Span]:
    """The clauses between commas; the last is what stands before the consequence in its own clause."""
    result: list[Span] = []
    at = low
    while (comma := text.find(",", at, high)) >= 0:
        result.append((at, comma))
        at = comma + 1
    result.append((at, high))
    return result


def _of_item(text: str, low: int, high: int) -> Span | None:
    """The conduct that an item with a consequence of its own names without 的: (一)乱倒砂石,处五十元罚款."""
    *kept, last = _clauses(text, low, high)
    if not kept or not (last[0] == last[1] or _DUTY.match(text, *last) or _BODY.match(text, *last)):
        return None
    if any(_MAIN.match(text, *clause) or _ASIDE.match(text, *clause) for clause in kept):
        return None
    named = text.startswith("对", kept[0][0]) or _NOBODY.search(text, *kept[-1])
    return None if named else (kept[0][0], kept[-1][1])


def _closed(text: str, start: int, end: int, *, partial: bool) -> int:
    """Where the circumstance in a clause is closed by its 的; 0 where it is not."""
    if partial:
        match = _WITHIN.match(text, start, end)
        return match.end("what") if match and not _WHOM.match(text, start, end) else 0
    return _ends(text, start, end)


def _ends(text: str, start: int, end: int) -> int:
    """Where the 的 (or 者) stands that ends the clause; 0 where none does."""
    while end > start and text[end - 1] == '"':
        end -= 1
    if text.startswith("的", end - 1, end):
        return end
    return end if text.startswith("者", end - 1, end) and _PERSON.fullmatch(text, start, end) else 0


def _opened(text: str, clauses: list[Span], place: int, *, first: bool) -> int:
    """Where the circumstance that ends in clause ``place`` begins."""
    begin = place
    closed = False
    while begin:
        start, end = clauses[begin - 1]
        ends = bool(_ends(text, start, end))
        if first and begin == 1 and _GROUND.match(text, start, end):
            return start  # 依照本条例规定,给予单位罚款处罚的
        if _ASIDE.match(text, start, end) or (_WHOM.fullmatch(text, start, end) and not ends):
            break
        if not ends and not _LINK.match(text, start, end):
            later = (
                closed
                or not first
                or _OFFICE.match(text, start, end)
                or any(_ends(text, *clause) for clause in clauses[: begin - 1])
            )
            if later and _MAIN.match(text, start, end):
                break
        closed = closed or ends
        begin -= 1
    # 并可对违法采砂的,处罚款: what joins it to the sentence is no part of it.
    joint = _JOINT.match(text, clauses[begin][0])
    return joint.end() if joint else clauses[begin][0]


def _attribute(text: str, clauses: list[Span], *, takes: bool) -> Span | None:
    """Conduct printed as attribute of who or what it is (未经许可,从事职业介绍的组织或者个人,由…).

    ``takes``: the consequence takes away the thing that stands before it (伪造的证件,由…予以收缴).
    """
    for place in range(len(clauses) - 2, -1, -1):
        start, end = clauses[place]
        if _WHOM.fullmatch(text, start, end):
            return None
        match = _NOUN.match(text, start, end) or (takes and not place and _OBJECT.match(text, start, end))
        if match and _CONDUCT.search(text, clauses[0][0], match.end("what")):
            return clauses[0][0], match.end("what")
    body = _BODY.match(text, *clauses[0]) if takes and len(clauses) == 1 else None
    match = _OBJECT.match(text, clauses[0][0], body.start("body")) if body else None
    return (clauses[0][0], match.end("what")) if match else None  # 不能退还的款项由水务部门予以没收


def _acting(text: str, clauses: list[Span]) -> int | None:
    """The first clause in which a body acts (由水务部门列入名单): what stands before it is the circumstance."""
    return next((place for place, (start, _) in enumerate(clauses) if place and text.startswith("由", start)), None)


def _without_sign(text: str, clauses: list[Span], *, first: bool) -> Span | None:
    """A circumstance that no 的 closes, before the body or the consequence."""
    kept = clauses[:-1]
    last = clauses[-1]
    if body := _BODY.match(text, *last):
        if body.start("body") > last[0]:
            kept.append((last[0], body.start("body")))
    elif last[0] < last[1] and not (_DUTY.match(text, *last) or _ASIDE.match(text, *last)):
        return None
    while kept and first and (acts := _acting(text, kept)) is not None:
        kept = kept[:acts]
    while kept and (_ASIDE.match(text, *kept[-1]) or _WHOM.fullmatch(text, *kept[-1])):
        kept.pop()
    while kept and _ASIDE.match(text, *kept[0]):
        kept.pop(0)
    if not kept:
        return None
    if not first:
        return next((clause for clause in reversed(kept) if _LATER.match(text, *clause)), None)
    return _printed(text, kept, joined=text.startswith("并", last[0]))


def _printed(text: str, kept: list[Span], *, joined: bool) -> Span | None:
    """The circumstance that clauses at the beginning of a sentence name; ``joined`` where 并 goes on behind them."""
    begin, end = kept[0][0], kept[-1][1]
    mains = [place for place, clause in enumerate(kept) if _MAIN.match(text, *clause)]
    if mains and mains[-1] + 1 == len(kept):
        return None
    if mains:  # 应当加强检查,发现污染源,应当责令停止
        begin = kept[mains[-1] + 1][0]
        own = not joined and not _NOUN.match(text, begin, end)
        return (begin, end) if own and _LATER.match(text, begin, end) else None
    named = _BARE.search(text, begin, end) or any(_WRONG.match(text, *clause) for clause in kept)
    return (begin, end) if named else None
