"""Sanctions: what consequences the quoted text itself provides, in text order."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from decimal import Decimal

from extract import numerals
from extract.facts import Sanction, SanctionKind
from extract.rules import load, table
from extract.understanding.clause import STOPS, closing, opening
from extract.understanding.context import Context
from extract.understanding.fines import Fine, fines

_RULES = tuple((SanctionKind(rule.code), rule.pattern) for rule in load("sanctions"))
_GATES = {gate: order for order, rule in enumerate(load("sanctions")) for gate in dict(rule.data)["gates"]}
# Longest first: of 年内 and 年 the longer must win where both stand.
_GATE = re.compile("|".join(sorted(_GATES, key=len, reverse=True)))
_CONDITIONS = table("sanctions")["conditions"]
_DIRECTLY = re.compile(_CONDITIONS["directly"])
_AFTER = re.compile(_CONDITIONS["after"])
_CONTINUED = re.compile(rf"(?<=[,、并]){table('sanctions')['orders']['continued']}[^,;。:、]*")
_DURATION = re.compile(
    rf"(?P<low>{numerals.NUMBER})(?:个)?(?P<low_unit>月|年|日|天)?(?:以上|至|到|-|—)(?P<high>{numerals.NUMBER})(?:个)?(?P<unit>月|年|日|天)(?:以下)?"
    rf"|(?P<one>{numerals.NUMBER})(?:个)?(?P<one_unit>月|年|日|天)(?P<bound>以上|以下|以内)?"
)
_LOOK_BACK = 32
# 警告 in an enumeration of penalties is a name; a verb makes it a sanction.
_GIVEN = re.compile(r"给予|予以|处|(?<![一二三四五六七八九十\d])[、和或者并]$")


def sanctions(text: str, cuts: tuple[int, ...] = ()) -> list[Sanction]:
    """Every consequence that levelled ``text`` provides; offsets are levelled, ``provision`` is left to the caller.

    ``cuts`` are the places where the text under another heading begins.
    """
    fined = fines(text)
    spans = [(fine.start, fine.end) for fine in fined]
    matches = [
        (kind, match)
        for kind, match in _matches(text)
        if not (_happened(text, match.start(), match.end(), kind) or _within(match.span(), spans, kind))
    ]
    if not (fined or matches):
        return []
    context = Context(text, cuts)
    found = [_fine(fine, context) for fine in fined]
    found += [_of_kind(kind, match, text, context) for kind, match in matches]
    found.sort(key=lambda sanction: (sanction.start, sanction.end))
    return [_conditioned(sanction, context) for sanction in _with_continued_orders(found, text, context)]


def _conditioned(sanction: Sanction, context: Context) -> Sanction:
    span = context.condition(sanction.start, sanction.end)
    return sanction._replace(condition_start=span[0], condition_end=span[1]) if span else sanction


def _matches(text: str) -> list[tuple[SanctionKind, re.Match[str]]]:
    """What the rules find, leftmost first, earlier rules first at one place, nothing overlapping.

    Each pattern runs only where one of its gate words stands: one alternation of all of them costs ten times more.
    """
    found = [
        (match.start(), order, _RULES[order][0], match)
        for order in {_GATES[gate] for gate in _GATE.findall(text)}
        for match in _RULES[order][1].finditer(text)
    ]
    found.sort(key=lambda hit: hit[:2])
    kept, end = [], 0
    for start, _, kind, match in found:
        if start >= end:
            kept.append((kind, match))
            end = match.end()
    return kept


def _within(span: tuple[int, int], fined: list[tuple[int, int]], kind: SanctionKind) -> bool:
    """A late fee has figures of its own; anything else inside the words of a fine is part of them."""
    at = bisect_right(fined, (span[0], sys.maxsize)) - 1
    return kind is not SanctionKind.LATE_FEE and at >= 0 and span[1] <= fined[at][1]


def _happened(text: str, start: int, end: int, kind: SanctionKind) -> bool:
    """Whether the words tell of something that happened (被吊销许可证的) rather than provide it."""
    begins = opening(text, start, STOPS + "(")
    before = text[max(begins, start - _LOOK_BACK) : start]
    if _DIRECTLY.search(before):
        return True
    rest = text[end : closing(text, end)]
    clause = text[begins:end] + rest
    if kind is SanctionKind.WARNING and not _GIVEN.search(before):
        return True
    if kind is SanctionKind.ORDER and _AFTER.match(text[end : end + 24]):
        return clause.endswith("的") or before.endswith("经") or "经" in before
    return clause.endswith("的") and not rest.startswith("责任")


def _fine(fine: Fine, context: Context) -> Sanction:
    return Sanction(
        SanctionKind.FINE, fine.start, fine.end, fine.minimum, fine.maximum, fine.unit, fine.base, fine.per,
        context.on(fine.start), fine.cap,
        discretion=context.discretion(fine.start),
        authority=context.authority(fine.start),
    )  # fmt: skip


def _of_kind(kind: SanctionKind, match: re.Match[str], text: str, context: Context) -> Sanction:
    start, end = match.span()
    low, high, unit, base = _figures(kind, match, text)
    return Sanction(
        kind, start, end, low, high, unit, base, None, context.on(start),
        discretion=context.discretion(start),
        authority=context.authority(start),
    )  # fmt: skip


_Figures = tuple[Decimal | None, Decimal | None, str | None, str | None]


def _figures(kind: SanctionKind, match: re.Match[str], text: str) -> _Figures:
    """Figures of the kinds that have them: days of detention, months of suspension, years of restriction, rates."""
    if kind is SanctionKind.LATE_FEE and match["fee_rate"]:
        rate = numerals.share(match["fee_rate"])
        base = (match["fee_base"] or "").removeprefix("其").removesuffix("的") or None
        return rate, rate, "rate_per_day", base
    if kind is SanctionKind.DETENTION and (match["days_low"] or match["days_high"] or match["days_one"]):
        low, high = (
            numerals.amount(words) if (words := match[name] or match["days_one"]) else None
            for name in ("days_low", "days_high")
        )
        return low, high, "day", None
    if kind is SanctionKind.RESTRICTION:
        if match["years_high"]:
            high = numerals.amount(match["years_high"])
            return (numerals.amount(match["years_low"]) if match["years_low"] else high), high, "year", None
        if re.match("终身|永久", match[0]):
            return None, None, "life", None
    if kind is SanctionKind.SUSPENSION:
        return _duration(match, text)
    return None, None, None, None


def _duration(match: re.Match[str], text: str) -> _Figures:
    """How long a suspension lasts, in months (days where printed in days), if its clause says so."""
    found = _DURATION.search(text, match.start(), closing(text, match.end()))
    if not found:
        return None, None, None, None
    if found["one"]:
        value = numerals.amount(found["one"])
        low = None if found["bound"] in {"以下", "以内"} else value
        high = None if found["bound"] == "以上" else value
        unit = low_unit = found["one_unit"]
    else:
        low, high, unit = numerals.amount(found["low"]), numerals.amount(found["high"]), found["unit"]
        low_unit = found["low_unit"] or unit
    if unit in "日天":
        return low, high, "day", None
    return _months(low, low_unit), _months(high, unit), "month", None


def _months(value: Decimal | None, unit: str) -> Decimal | None:
    return value * 12 if value is not None and unit == "年" else value


def _with_continued_orders(found: list[Sanction], text: str, context: Context) -> list[Sanction]:
    """Add the orders that go on in later phrases of a sentence without saying 责令 again (限期改正,补办相关手续)."""
    taken = [(sanction.start, sanction.end) for sanction in found]
    orders = [sanction.start for sanction in found if sanction.kind is SanctionKind.ORDER]
    added: list[Sanction] = []
    for match in _CONTINUED.finditer(text):
        start, end = match.span()
        sentence = opening(text, start, "。;")
        ordered = any(place < start for place in orders[bisect_left(orders, sentence) :][:1])
        if ordered and not _overlaps(start, end, taken) and not _happened(text, start, end, SanctionKind.ORDER):
            if text[start - 1] in "、并" and not _FREE_STANDING.match(match[0]):
                continue
            added.append(
                Sanction(SanctionKind.ORDER, start, end, on=context.on(start),
                         discretion=context.discretion(start), authority=context.authority(start))
            )  # fmt: skip
    return sorted((*found, *added), key=lambda sanction: (sanction.start, sanction.end)) if added else found


_FREE_STANDING = re.compile("限期|恢复|补办|赔礼|消除影响|采取|退还|退回|拆除")


def _overlaps(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    """Whether one of the sorted spans overlaps."""
    at = bisect_left(taken, (end, 0)) - 1
    return at >= 0 and start < taken[at][1]
