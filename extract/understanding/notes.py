"""Numbers and dates that a list states for a document, wherever round its title they stand."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from extract import numerals
from extract.rules import compiled, load, table

_NUMBER: Final = re.compile("|".join(f"(?:{rule.expression})" for rule in load("notes")))
_DATE: Final = compiled("<DATE>")
_PARTS: Final = compiled(r"[\dlIOo]+|[零〇○一二三四五六七八九十]+")
_YEAR: Final = compiled(table("notes")["dates"]["year"])
_JOINED: Final = re.compile(r"\s*[、和及与]\s*")
_EVENTS: Final = tuple((event, re.compile(words)) for event, words in table("notes")["events"].items())

# The issuer's name is a run of characters; what precedes it in the same run belongs to a date or a verb.
_LEAD: Final = compiled(table("notes")["lead"]["pattern"])
_KEEP: Final = re.compile(r"^(?:发布|公布|年|月|日|号|经|由|按|以|自|起)+$")
_YEAR_BRACKETS: Final = re.compile(r"[〔\[(【]((?:19|20)?\d{2})[〕\])】]")
_MONTHS, _DAYS = 12, 31

Span = tuple[str, int, int]
Dated = tuple[str, int, int, "str | None"]


@lru_cache(maxsize=2048)
def numbers(note: str) -> tuple[Span, ...]:
    """Document and decree numbers in ``note`` (levelled), as (value, start, end), in text order.

    The value is as printed but for a leading 中华人民共和国, which is dropped, and the brackets round the year,
    which are written 〔〕; letters that scanning put for digits stay.

    >>> numbers("(中华人民共和国国务院令第700号,2018年5月2日)")
    (('国务院令第700号', 8, 17),)
    >>> numbers("劳部发[1994]503号")
    (('劳部发〔1994〕503号', 0, 13),)
    """
    spans = []
    for match in _NUMBER.finditer(note):
        words = match[0]
        lead = _LEAD.match(note, match.start(), match.end())
        skip = lead.end() - match.start() if lead and not _KEEP.match(words[: words.find("令")]) else 0
        start = match.start() + skip
        value = _YEAR_BRACKETS.sub(r"〔\1〕", words[skip:].replace(",", ""))  # 某部令,第3号
        spans.append((value, start, match.end()))
    return tuple(spans)


@lru_cache(maxsize=2048)
def stated(note: str) -> tuple[tuple[Span, ...], tuple[Dated, ...]]:
    """The numbers and the dates in ``note``."""
    return numbers(note), dates(note)


@lru_cache(maxsize=2048)
def dates(note: str) -> tuple[Dated, ...]:
    """Dates in ``note`` as (ISO value as exact as printed, start, end, event), years inside numbers left out.

    >>> dates("1999年1月22日发布,2019年3月24日修订")
    (('1999-01-22', 0, 10, 'promulgated'), ('2019-03-24', 13, 23, 'amended'))
    """
    taken = [(start, end) for _, start, end in numbers(note)]
    spans = {match.start(): match.end() for match in _YEAR.finditer(note)}
    spans.update((match.start(), match.end()) for match in _DATE.finditer(note))
    entries: list[tuple[str, int, int]] = []
    for start, end in sorted(spans.items()):
        if not any(first <= start < last for first, last in taken):
            value = _iso([numerals.parse(part) for part in _PARTS.findall(note[start:end])])
            if value:
                entries.append((value, start, end))
    ends = [start for _, start, _ in entries] + [len(note)]
    dated: list[Dated] = []
    for date, end in zip(reversed(entries), reversed(ends[1:]), strict=True):
        words = note[date[2] : end]
        joined = dated and _JOINED.fullmatch(words)  # 2014年、2015年分别修订
        dated.append((*date, dated[-1][3] if joined else _event(words)))
    return tuple(reversed(dated))


def _iso(parts: list[int | None]) -> str | None:
    """2018, 5, 2 as 2018-05-02; a month or day that cannot be is left out rather than guessed."""
    year, *rest = parts or [None]
    if year is None:
        return None
    value = f"{year:04d}"
    for part, most in zip(rest, (_MONTHS, _DAYS), strict=False):
        if part is None or not 1 <= part <= most:
            break
        value += f"-{part:02d}"
    return value


def _event(words: str) -> str | None:
    """What happened on the date that ``words`` follow: the event named first."""
    hits = [(match.start(), event) for event, pattern in _EVENTS if (match := pattern.search(words))]
    return min(hits)[1] if hits else None


def blank_out(text: str, spans: list[tuple[int, int]]) -> str:
    """``text`` with the spans made unreadable, offsets kept: a title's own numbers are not the document's."""
    if not spans:
        return text
    parts: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if end > at:
            first = max(start, at)
            parts += text[at:first], "·" * (end - first)
            at = end
    return "".join(parts) + text[at:]
