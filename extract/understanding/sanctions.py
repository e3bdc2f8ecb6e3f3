"""Sanctions: what consequences the quoted text itself provides, in text order.

The verbs of the scan (没收, 吊销, 责令 …) are looked at one by one with the rules of ``rules/sanctions.toml``; fines,
and the conditions, persons and bodies round a sanction, have modules of their own.
"""

from __future__ import annotations

import re  # noqa: TC003 - compiled, fields of a NamedTuple are evaluated
from bisect import bisect_right
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from extract.facts import Sanction, SanctionKind
from extract.rules import compiled, load, table
from extract.understanding import mention
from extract.understanding.clause import STOPS, closing, opening
from extract.understanding.context import Context
from extract.understanding.figures import NONE, Figures, figures
from extract.understanding.fines import Fine, fines

if TYPE_CHECKING:
    from extract.understanding.context import Quote
    from extract.understanding.tokens import Tokens

_ORDERS: Final = {name: compiled(pattern) for name, pattern in table("sanctions")["orders"].items()}
_ORDER, _COMPENSATION = SanctionKind.ORDER, SanctionKind.COMPENSATION
_HARMED: Final = compiled("受到?损|受害|被侵害|损失的")
_LICENCES: Final = frozenset({SanctionKind.LICENCE_REVOCATION, SanctionKind.SUSPENSION})
#: Consequences in whose row an order may stand that does not say 责令 again.
_STOPS: Final = frozenset({SanctionKind.SUSPENSION, SanctionKind.CLOSURE})
#: The units of periods for which something is forbidden: 三年内不得申请, 六个月内不得申请.
_BANNED_FOR: Final = frozenset({"年", "月"})
#: Words a consequence is given with; its span begins at the last of them.
_LEADS: Final = ("给予", "给以", "予以", "追究", "承担")
_LED: Final = frozenset(
    {SanctionKind.DISPOSITION, SanctionKind.CRIMINAL, SanctionKind.COMPENSATION, SanctionKind.DETENTION}
)
_INNER: Final = STOPS + "("
#: Behind 没收 such a sign, or nothing, says that what is taken stands before it: 对船舶予以没收.
_ENDS: Final = frozenset({"", *STOPS})
#: What a bracket holds that is no list mark.
_EXPLAINS: Final = compiled(r"(?!<N>\)|[一二三四五六七八九十]{1,3}\))[^()]{1,8}\)")
#: Characters of 吊销, 撤销, 暂扣 …, behind which a holder may be named.
_VERB: Final = 2
#: How far before a verb its clause is looked at: law is shorter, and damaged text must not be read over and over.
_LOOK_BACK: Final = 64


class _Rule(NamedTuple):
    kind: SanctionKind
    pattern: re.Pattern[str]
    before: re.Pattern[str] | None
    unless_before: re.Pattern[str] | None
    unless_after: re.Pattern[str] | None
    needs: str
    within: int


class _Hit(NamedTuple):
    """A consequence in levelled text; ``at`` is the place of its verb."""

    start: int
    end: int
    at: int
    kind: SanctionKind
    figures: Figures
    rule: _Rule | None


_text_order: Final = attrgetter("at", "end")


def sanctions(text: str, tokens: Tokens, cuts: tuple[int, ...] = (), quote: Quote | None = None) -> list[Sanction]:
    """Every consequence that levelled ``text`` provides; offsets are levelled, ``provision`` is left to the caller.

    ``tokens`` are those of the scan of ``text``, ``cuts`` the places where the text under another heading begins,
    ``quote`` gives the words of a levelled span as printed, for in ``text`` titles are blanked out.
    """
    fined = [_of_fine(fine) for fine in fines(text, tokens) if mention.in_list(text, fine.start)]
    hits = fined + _hits(text, tokens, fined)
    if not hits:
        return []
    hits.sort(key=_text_order)
    hits = _with_continued_orders(hits, text)
    context = Context(text, tokens, cuts, quote)
    return [sanction for hit in hits if (sanction := _sanction(hit, text, context))]


def _of_fine(fine: Fine) -> _Hit:
    return _Hit(fine.start, fine.end, fine.start, SanctionKind.FINE, fine.figures, None)


@cache
def _rules() -> dict[str, list[_Rule]]:
    """The rules of each verb, in the order of the file."""
    result: dict[str, list[_Rule]] = {}
    for rule in load("sanctions"):
        data = dict(rule.data)
        before, unless_before, unless_after = (
            compiled(data[key]) if key in data else None for key in ("before", "unless_before", "unless_after")
        )
        needs = str(data.get("needs", ""))
        within = int(data.get("within", _LOOK_BACK))
        made = _Rule(SanctionKind(rule.code), rule.pattern, before, unless_before, unless_after, needs, within)
        for verb in data["verbs"]:
            result.setdefault(verb, []).append(made)
    return result


def _hits(text: str, tokens: Tokens, fined: list[_Hit]) -> list[_Hit]:
    """What the verbs of the text give, nothing overlapping, nothing inside the words of a fine."""
    rules = _rules()
    ends = [(hit.start, hit.end) for hit in fined]
    hits: list[_Hit] = []
    behind = 0
    for kind, start, end in tokens.among("verb", "period"):
        if start < behind:
            continue
        words = text[start:end] if kind == "verb" else text[end - 1]
        if (tried := rules.get(words)) is None or (kind == "period" and words not in _BANNED_FOR):
            continue
        # One verb printed twice running is one consequence.
        if start == behind and text.startswith(text[start:end], hits[-1].at if hits else end):
            behind = end
            continue
        if (hit := _tried(tried, text, start)) and not (ends and _inside(ends, hit)):
            # 承担停止侵害、赔偿损失等民事责任 is one consequence, named twice.
            if not (hits and hit.kind in _LED and (hit.start, hit.kind) == (hits[-1].start, hits[-1].kind)):
                hits.append(hit)
            behind = hit.end
    return hits


def _inside(ends: list[tuple[int, int]], hit: _Hit) -> bool:
    place = bisect_right(ends, (hit.at, ends[-1][1] + hit.at)) - 1
    return place >= 0 and hit.at < ends[place][1] and hit.kind is not SanctionKind.LATE_FEE


def _tried(tried: list[_Rule], text: str, at: int) -> _Hit | None:
    """What the first of the rules that holds at the verb gives."""
    begin, before = -1, ""
    for rule in tried:
        if rule.kind is _ORDER and _ORDERS["other"].match(text, at):
            continue
        match = rule.pattern.match(text, at)
        if not match:
            continue
        if begin < 0:
            begin = _clause(text, at)
            before = text[begin:at]
        led = rule.before.search(before, max(0, len(before) - rule.within)) if rule.before else None
        if rule.before and not led and not mention.listed(text, at, rule.kind):
            continue
        if before and rule.unless_before and rule.unless_before.search(before):
            continue
        end = match.end()
        if rule.unless_after and rule.unless_after.match(text, end):
            continue
        if rule.kind is _ORDER and (_ORDERS["mention"].match(text, at, end + 4) or _ORDERS["decided"].match(text, at)):
            continue
        if mention.happened(text, before, end, rule.kind):
            continue
        start = _start(rule.kind, begin, before, at)
        return _Hit(start, end, at, rule.kind, figures(rule.kind, text, at, match, led), rule)
    return None


def _clause(text: str, at: int) -> int:
    """Where the clause of a verb begins; an open bracket parts, one that explains a word (降职(级)处分) does not."""
    begin = opening(text, at, _INNER, _LOOK_BACK)
    if begin and text[begin - 1] == "(" and _EXPLAINS.match(text, begin, at):
        return opening(text, begin - 1, _INNER, _LOOK_BACK)
    return begin


def _start(kind: SanctionKind, begin: int, before: str, at: int) -> int:
    """Where the words of the consequence begin: 给予…处分, 追究…刑事责任."""
    if kind not in _LED:
        return at
    place = max(before.rfind(lead) for lead in _LEADS)
    return begin + place if place >= 0 else at


def _sanction(hit: _Hit, text: str, context: Context) -> Sanction | None:
    """The sanction of a hit with what its sentence says of it; None where the sentence only mentions it."""
    start, end, at, kind, figures, rule = hit
    span = context.condition(start, end)
    # 按照前款数额的二倍对负有责任的单位处以罚款: whom it falls on stands within the words of the fine.
    whole = kind is SanctionKind.CONFISCATION and text[end : end + 1] in _ENDS
    on = context.on(end if rule is None and text.find("对", start, end) >= 0 else at, thing=whole)
    if on:
        on = _fallen(text, hit, on, context)
    if rule is not None and rule.needs and not mention.fits(text, at, span, rule.needs):
        return None
    if span is None:
        if mention.only(text, at, end, kind, on):
            return None
    elif mention.listed_as(mention.heading(text, at)) or mention.by_rule(text, span) or mention.measure(text, at, span):
        return None
    if mention.conduct(text, at):
        return None
    if kind is _COMPENSATION and (mention.lawful(text, span) or mention.claimed(text, at)):
        return None
    low, high, unit, base, per, cap = figures
    begin, behind = span or (None, None)
    return Sanction(
        kind, start, end, low, high, unit, base, per, on, cap,
        None, None, None, context.discretion(at), context.authority(at), begin, behind,
    )  # fmt: skip


def _fallen(text: str, hit: _Hit, on: str, context: Context) -> str | None:
    """``on``, unless the consequence falls on another who is named."""
    if hit.kind in _LICENCES:
        return context.whose(hit.at + _VERB, context.whose(hit.end, on))
    if hit.kind is SanctionKind.RESTRICTION and text.startswith("该", opening(text, hit.at)):
        return None  # ,该机构三年内不得再申请: who may not is named
    if hit.kind is _COMPENSATION and _HARMED.search(on):
        return None  # 对受到损失的单位进行赔偿: who is paid, not who pays
    return on


def _with_continued_orders(hits: list[_Hit], text: str) -> list[_Hit]:
    """Add the orders that go on in later phrases of a sentence without saying 责令 again (限期改正,补办相关手续)."""
    stops = [hit for hit in hits if hit.kind in _STOPS]
    added = [more for hit in stops if (more := _beside(hit, text))] if stops else []
    orders = [hit for hit in hits if hit.kind is _ORDER]
    if not orders:
        return sorted((*hits, *added), key=_text_order) if added else hits
    taken = sorted((hit.start, hit.end) for hit in (*hits, *added))
    behind = 0
    for order in orders:
        if order.start < behind:
            continue
        behind = closing(text, order.end, "。;")
        last = order.end
        for match in _ORDERS["continued"].finditer(text, order.end, behind):
            if not _overlaps(*match.span(), taken) and _goes_on(text, match, last):
                last = match.end()
                added.append(_Hit(match.start(), last, match.start(), _ORDER, NONE, None))
    return sorted((*hits, *added), key=_text_order) if added else hits


def _beside(stop: _Hit, text: str) -> _Hit | None:
    """The order that stands beside a closure in one row: 责令停业、搬迁, 责令停产停业或者停止使用某设备."""
    match = _ORDERS["beside"].match(text, stop.end)
    if not match or "责令" not in text[opening(text, stop.at, _INNER, _LOOK_BACK) : stop.at]:
        return None
    return _Hit(match.start("order"), match.end(), match.start("order"), _ORDER, NONE, None)


def _goes_on(text: str, match: re.Match[str], last: int) -> bool:
    """Whether words behind an order that ends at ``last`` are one more: 停止经营、停止使用, not 改航、停止作业."""
    start, end = match.span()
    beside = start - 1 == last and match[0].startswith("停止")
    if text[start - 1] in "、并" and not (beside or _ORDERS["free"].match(match[0])):
        return False
    before = text[opening(text, start, _INNER, _LOOK_BACK) : start]
    return not mention.happened(text, before, end, _ORDER)


def _overlaps(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    """Whether one of the sorted spans overlaps."""
    place = bisect_right(taken, (end, 0)) - 1
    return place >= 0 and start < taken[place][1]
