"""The door of understanding: what one printed cell says in law, every fact with its place in print."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from extract.clean import Levelled, level
from extract.facts import (
    Citation,
    CitedProvision,
    Document,
    Facts,
    Reference,
    Sanction,
    StatedDate,
    StatedNumber,
    TimeLimit,
)
from extract.provision import Provision
from extract.understanding import notes, titles
from extract.understanding.antecedents import Mention, Names
from extract.understanding.basis.grounds import grounds
from extract.understanding.limits import Limit, limits
from extract.understanding.references import references
from extract.understanding.sanctions import sanctions
from extract.understanding.tokens import Tokens, scan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extract.understanding.basis.entries import Entry, Grounds, Zone

_NONE: Final[frozenset[int]] = frozenset()
_ONE_TITLE: Final = re.compile("《[^《》]*》")
_NEWLINE: Final = re.compile(r"[\r\n]|<br|</p|<p")


def understand(text: str, *, prose: bool = False) -> Facts:
    """What ``text`` says: grounds, references, sanctions, time limits; offsets count code points of ``text``.

    ``prose`` is for the running text of responsibility lists, where documents are mentioned more than cited: a
    document is a ground only where its provision's words follow.

    >>> facts = understand("《劳动法》第九十条 给予警告，并可以处以罚款。")
    >>> [(cited.title, [named.path for named in cited.provisions]) for cited in facts.basis]
    [('劳动法', ['art_90'])]
    >>> [sanction.kind.value for sanction in facts.sanctions]
    ['warning', 'fine']
    """
    levelled = level(text)
    words, breaks = levelled.text, _line_breaks(levelled)
    tokens = scan(words)
    basis = grounds(words, tokens, breaks, frozenset(levelled.places), prose=prose)
    if "short" in tokens.kinds:
        _declare(words, basis)
    cited = tuple([_citation(levelled, entry) for entry in basis.entries])
    mentions = references(words, tokens, basis)
    mentioned = tuple([_reference(levelled, mention) for mention in mentions]) if mentions else ()
    if not ("verb" in tokens.kinds or "period" in tokens.kinds):  # it provides no sanction and sets no time limit
        return Facts(cited, mentioned)
    masked, shown = _shown(words, tokens, basis)
    provided = tuple(_sanctions(levelled, masked, shown, basis, sorted(breaks) if prose else None))
    set_ = limits(masked, shown, [zone.start for zone in basis.zones])
    return Facts(cited, mentioned, provided, tuple([_limit(levelled, limit) for limit in set_]) if set_ else ())


def _limit(levelled: Levelled, limit: Limit) -> TimeLimit:
    who, who_start, who_end = _quote(levelled, *(limit.who or (None, None)))
    start, end = levelled.span(limit.start, limit.end)
    return TimeLimit(limit.value, limit.unit, start, end, limit.bound, limit.actor, who, who_start, who_end)


def _line_breaks(levelled: Levelled) -> frozenset[int]:
    """Levelled offsets behind a line break."""
    printed = levelled.printed
    if "\n" not in printed and "\r" not in printed and "<" not in printed:
        return _NONE
    before = 0
    breaks = []
    for place, shift in zip(levelled.places, levelled.shifts[1:], strict=True):
        if place and _NEWLINE.search(printed, place + before, place + shift):
            breaks.append(place)
        before = shift
    return frozenset(breaks)


def _declare(text: str, grounds: Grounds) -> None:
    """Later entries under a declared short name (以下简称《合同法》) stand for the document that declared it."""
    names = Names(text, grounds)
    for entry in grounds.entries:
        entry.stands_for = names.defined(entry.title, entry.title_start) or entry.stands_for


def _shown(text: str, tokens: Tokens, grounds: Grounds) -> tuple[str, Tokens]:
    """The text with titles blanked, for words in a title (…行政处分暂行规定) provide nothing, and the tokens left."""
    spans = [(entry.title_start, entry.title_end) for entry in grounds.entries]
    spans += [(start, end) for start, end, _ in grounds.mentions if titles.looks_legal(text[start + 1 : end - 1])]
    masked = notes.blank_out(text, spans)
    if all(
        text[start] == "《" and text[end - 1] == "》" and text.find("《", start + 1, end) < 0 for start, end in spans
    ):
        return masked, tokens  # a title in 《》 is one token
    return masked, Tokens([token for token in tokens if masked[token[1]] != "·"])


def _citation(levelled: Levelled, entry: Entry) -> Citation:
    span, start, end = levelled.span, entry.title_start, entry.title_end
    title_start, title_end = span(start, end)
    # The characters of the title as printed, without the signs round it (《》, 【】, “”; one may be lost).
    title, inner = entry.title, levelled.text.find(entry.title, start)
    if title_end - title_start == end - start:
        first = title_start + inner - start
        title = levelled.printed[first : first + len(title)]
    else:
        title = levelled.quote(inner, inner + len(title))
    numbers, dates, label = entry.numbers, entry.dates, entry.label
    values = tuple([value for value, _, _ in numbers]) if numbers else ()
    return Citation(
        title,
        title_start,
        span(start, entry.end)[1] if entry.end > end else title_end,
        title_start,
        title_end,
        titles.document(entry.stands_for or title, values, label),
        tuple([StatedNumber(value, *span(first, last)) for value, first, last in numbers]) if numbers else (),
        tuple([StatedDate(value, *span(first, last), event) for value, first, last, event in dates]) if dates else (),
        _cited(levelled, entry.heads) if entry.heads else (),
        label,
        entry.whole,
    )


def _cited(levelled: Levelled, paths: Iterable[tuple[Provision, int, int]]) -> tuple[CitedProvision, ...]:
    span = levelled.span
    return tuple([CitedProvision(_path(path), *span(start, end)) for path, start, end in paths])


@lru_cache(maxsize=4096)
def _path(provision: Provision) -> str:
    """The path of a provision; the same few thousand come again in every list."""
    return str(provision)


def _reference(levelled: Levelled, mention: Mention) -> Reference:
    start, end = levelled.span(mention.start, mention.end)
    document: Document | None = titles.document(mention.stands_for) if mention.stands_for else None
    basis = mention.entry if mention.entry >= 0 else None
    paths = _cited(levelled, mention.provisions) if mention.provisions else ()
    return Reference(mention.title, start, end, mention.how, mention.resolution, document, paths, basis)


def _sanctions(
    levelled: Levelled, masked: str, tokens: Tokens, grounds: Grounds, paragraphs: list[int] | None
) -> list[Sanction]:
    """The sanctions with the provision that provides each: the path its headings have in common.

    Running text tells of penalties as much as it provides them (an example case, a plan of inspections). There,
    where ``paragraphs`` are given, only what stands in one paragraph with the provision it rests on is kept.
    """
    starts = [zone.start for zone in grounds.zones]
    out = []
    for sanction in sanctions(masked, tokens, tuple(starts), levelled.quote):
        index = bisect_right(starts, sanction.start) - 1
        zone = grounds.zones[index] if index >= 0 else None
        if paragraphs is not None and (not zone or _parted(paragraphs, zone.start, sanction.start)):
            continue
        out.append(_placed(levelled, sanction, zone))
    return out


def _placed(levelled: Levelled, sanction: Sanction, zone: Zone | None) -> Sanction:
    """The sanction in print and under its provision; spelled out, for ``dataclasses.replace`` takes twice as long."""
    basis, provision = (zone.entry, _common(zone.heads)) if zone else (None, None)
    kind, start, end, low, high, unit, base, per, on, cap, _, _, _, discretion, authority, first, last = sanction
    words = None
    if first is not None:
        words, first, last = _quote(levelled, first, last)
    return Sanction(
        kind, *levelled.span(start, end), low, high, unit, base, per, on, cap,
        basis, provision, words, discretion, authority, first, last,
    )  # fmt: skip


def _quote(levelled: Levelled, start: int | None, end: int | None) -> tuple[str | None, int | None, int | None]:
    """The words of a levelled span as printed, with their place; three times None where there is none."""
    if start is None or end is None:
        return None, None, None
    first, last = levelled.span(start, end)
    return levelled.printed[first:last], first, last


def _parted(paragraphs: list[int], start: int, end: int) -> bool:
    """Whether a paragraph begins between the two places."""
    return bisect_right(paragraphs, start) < bisect_right(paragraphs, end)


@lru_cache(maxsize=4096)
def _common(heads: tuple[Provision, ...]) -> str | None:
    """第八十二条第（一）项、第（三）项 have 第八十二条 in common; two articles have nothing."""
    if not heads:
        return None
    shared = heads[0].steps
    for head in heads[1:]:
        steps, same = head.steps, 0
        while same < min(len(shared), len(steps)) and shared[same] == steps[same]:
            same += 1
        shared = shared[:same]
    return str(Provision(shared)) or None
