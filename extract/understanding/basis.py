"""The legal basis of a cell: which documents it names as its ground, and which of their provisions.

A basis cell is a run of entries, each a title, what the list states about it (number, dates), the provisions cited
(headings) and, mostly, their quoted text. Titles and provisions inside the quoted text are references, not
grounds. ``walk`` goes once through the levelled text, left to right, and says which is which; it keeps the
zones of quoted text, so that what is found in them can be traced to the provision that says it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract import numerals
from extract.provision import BARE_CHAIN, CHAIN, WHOLE, Provision, Step, read
from extract.understanding import layout, notes, titles

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(slots=True)
class Entry:
    """A document opened as legal basis; offsets are levelled. ``heads`` are its cited provisions with their words."""

    title: str
    title_start: int
    title_end: int
    end: int
    label: str | None
    numbers: list[notes.Span] = field(default_factory=list)
    dates: list[tuple[str, int, int, str | None]] = field(default_factory=list)
    heads: list[tuple[Provision, int, int]] = field(default_factory=list)
    whole: bool = False
    note_end: int = 0


@dataclass(frozen=True, slots=True)
class Zone:
    """Quoted text from ``start``, the entry it belongs to and the provisions that head it."""

    start: int
    entry: int
    heads: tuple[Provision, ...]


@dataclass(slots=True)
class Walk:
    """What one pass found: entries, zones of quoted text, and the mentions left for ``references``.

    ``mentions`` are titles in 《》 that open no entry; ``chains`` words of provisions that head no text. Both are
    (start, end, entry index or -1).
    """

    entries: list[Entry] = field(default_factory=list)
    zones: list[Zone] = field(default_factory=list)
    mentions: list[tuple[int, int, int]] = field(default_factory=list)
    chains: list[tuple[int, int, int]] = field(default_factory=list)


# Where a token can begin; the scanner skips to these signs at once, and only there the grammar is tried.
_BEGIN = re.compile(
    r"[《第附(【\[〔①-⑳⑴-⒇⒈-⒛0-9A-Z一二三四五六七八九十依法文](?:(?<=[《第附(【\[〔①-⑳⑴-⒇⒈-⒛])|(?<=[0-9])(?=[0-9]?[.、【《])"
    r"|(?<=[A-Z])(?=[.、])|(?<=[一二三四五六七八九十])(?=[一二三四五六七八九十]{0,2}、)|(?<=[依法文])(?=[据律规件]))"
)
#: A title without 《》 behind a full stop: 中华人民共和国水法, or any with a number in brackets behind it.
_BARE_BEGIN = re.compile(r"[。;\"](?=中华人民共和国|[\u3400-\u9fff]{4,50}\([^()]{2,60}[令号])")
_TOKEN = re.compile(
    rf"(?P<title>{layout.TITLE})|(?P<chain>{CHAIN})|(?P<part>[一二三四五六七八九十]{{1,3}}、)"
    r"|(?P<clause>\([一二三四五六七八九十]{1,3}\))|(?P<mark>" + layout.MARK_LABELLED + ")"
)
_BARE_CHAIN = re.compile(BARE_CHAIN)
_ITEM = re.compile(r"\(([一二三四五六七八九十]{1,3})\)(?![项、,和及或至])")
_PART = re.compile(r"([一二三四五六七八九十]{1,3})、")
_CLAUSE = re.compile(r"\(([一二三四五六七八九十]{1,3})\)")
_UNARTICLED = (("part", _PART), ("clause", _CLAUSE), ("num", re.compile(r"(\d{1,3})\.(?!\d)")))
_NUMBERED = re.compile(r"(\d{1,2})[.、](?=[^\d])")
_WHOLE = re.compile(r"[,。:;、+]*全文")
# 第三十五条、第三十六条:… share a text; behind a semicolon (第四十五条;第六十八条 …) only the last one heads it.
_SHARED_TEXT = re.compile(r"[,、:.和及与以并]*")
_MOST_HEADING_WORDS, _SHORT_HEADING = 60, 10


class _Walker:
    """The state of one pass; ``text`` is levelled."""

    def __init__(self, text: str, breaks: frozenset[int], blanks: frozenset[int], *, prose: bool) -> None:
        self.text, self.breaks, self.blanks, self.prose = text, breaks, blanks, prose
        self.found = Walk()
        self.at = 0  # everything before is consumed by an entry's title, notes or headings

    def run(self) -> Walk:
        text = self.text
        if match := _TOKEN.match(text):
            getattr(self, f"_{match.lastgroup}")(*match.span())
        past = 0
        begins = [match.start() for match in _BEGIN.finditer(text, 1)]
        if bare := [match.end() for match in _BARE_BEGIN.finditer(text)]:
            begins = sorted({*begins, *bare})
        for start in begins:
            if start < self.at or start < past or not (match := _TOKEN.match(text, start)):
                continue
            past = match.end()
            getattr(self, f"_{match.lastgroup}")(start, past)
        return self.found

    @property
    def entry(self) -> Entry | None:
        return self.found.entries[-1] if self.found.entries else None

    # titles

    def _title(self, start: int, end: int) -> None:
        inner = self.text[start + 1 : end - 1]
        lead = layout.lead(self.text, self.at, start, newline=start in self.breaks)
        # Most titles stand in mid-sentence, where nothing that follows makes them an entry.
        may = lead.grounding if self.prose else lead.strong or lead.separated or lead.sentence
        if may and self._opens(start, inner, lead, after := layout.after_title(self.text, end)):
            self._open(start, end, inner, after)
        else:
            self.found.mentions.append((start, end, len(self.found.entries) - 1))

    def _opens(self, start: int, inner: str, lead: layout.Lead, after: layout.After) -> bool:
        if self.prose:
            return after.headed and after.quoting
        legal = titles.looks_legal(inner)
        if titles.is_abbreviation(inner) and not after.noted:
            return lead.strong and after.headed
        if lead.strong or (lead.separated and (self._follows_on(start) or after.headed)):
            return (legal or after.noted or after.headed) and (lead.first or not after.referring)
        stated = after.noted and after.headed  # number and provision make a title of any words a document
        return lead.sentence and (stated or (legal and (after.noted or after.headed))) and not after.referring

    def _follows_on(self, start: int) -> bool:
        """Whether a title right behind an entry is the next one: 《甲》《乙》, or something parts it from a heading."""
        return self.entry is not None and (start > self.at or not self.entry.heads)

    def _open(self, start: int, end: int, inner: str, after: layout.After) -> None:
        label = layout.label(self.text, self.at, start)
        entry = Entry(inner, start, end, end, label)
        ahead = layout.ahead(self.text, self.at, start)
        for value, first, last in notes.numbers(self.text[ahead:start]):
            entry.numbers.append((value, ahead + first, ahead + last))
        self.found.entries.append(entry)
        self._note(entry, end, after.note_end, after.inside)
        entry.note_end = self.at
        self._headings(entry)

    def _note(self, entry: Entry, at: int, end: int, inside: Sequence[tuple[int, int]]) -> None:
        """Consume what is stated about the document; titles in it are mentions (amending decisions)."""
        index = len(self.found.entries) - 1
        zone = layout.blank_out(self.text[at:end], [(first - at, last - at) for first, last in inside])
        for value, first, last in notes.numbers(zone):
            entry.numbers.append((value, at + first, at + last))
        for value, first, last, event in notes.dates(zone):
            entry.dates.append((value, at + first, at + last, event))
        self.found.mentions.extend((first, last, index) for first, last in inside)
        entry.end = self.at = end

    # headings

    def _headings(self, entry: Entry) -> None:
        """The headings right behind a document's notes, and the zone of text they head."""
        text, at = self.text, self.at
        if match := _WHOLE.match(text, at):
            entry.whole, entry.end, self.at = True, match.end(), match.end()
        else:
            start = between.end() if (between := layout.BETWEEN.match(text, at)) else at
            if match := _BARE_CHAIN.match(text, start):
                self._head(entry, *match.span())
                return
            for kind, pattern in _UNARTICLED:
                if (match := pattern.match(text, start)) and not layout.opens_entry(text, match.end()):
                    self._step(entry, kind, match[1], *match.span())
                    return
        self.found.zones.append(Zone(self.at, len(self.found.entries) - 1, ()))

    def _head(self, entry: Entry, start: int, end: int, *, within: Provision = WHOLE) -> None:
        """Take the chain as heading; an enumerator right behind belongs to it, further chains join it."""
        named = [(item.provision, start + item.start, start + item.end) for item in read(self.text[start:end], within)]
        if named and (match := _ITEM.match(self.text, end)):
            path, first, _ = named[-1]
            named[-1] = (path.under(_step("item", match[1])), first, match.end())
            end = match.end()
        entry.heads.extend(named)
        entry.end = self.at = end
        if self.text.startswith("(", end) and not self.prose:
            self._note(entry, end, *layout.note(self.text, end))
            end = self.at
        zone = Zone(end, len(self.found.entries) - 1, tuple(path for path, *_ in named))
        zones = self.found.zones
        if zones and zones[-1].entry == zone.entry and _SHARED_TEXT.fullmatch(self.text, zones[-1].start, start):
            zone = Zone(end, zone.entry, (*zones.pop().heads, *zone.heads))
        zones.append(zone)

    def _step(self, entry: Entry, kind: str, numeral: str, start: int, end: int) -> None:
        """Take 一、 （一） or 1. as heading of a document without articles; a clause goes under the last part."""
        path = WHOLE.under(_step(kind, numeral))
        if entry.heads and (above := _above(entry.heads[-1][0], kind)):
            path = above.under(path.steps[0])
            if entry.heads[-1][0] == above:
                start = entry.heads.pop()[1]
        entry.heads.append((path, start, end))
        entry.end = self.at = end
        self.found.zones.append(Zone(end, len(self.found.entries) - 1, (path,)))

    def _chain(self, start: int, end: int) -> None:
        entry = self.entry
        due = layout.before_chain(self.text, self.at, start, newline=start in self.breaks)
        if entry is None or not due or layout.REFERRING.match(self.text, end):
            self.found.chains.append((start, end, len(self.found.entries) - 1))
            return
        words = read(self.text[start:end])
        if words and words[0].provision.steps[0].kind in {"para", "item", "point"}:
            if not (entry.heads and layout.heads_text(self.text, end, gap=end in self.blanks)):
                self.found.chains.append((start, end, len(self.found.entries) - 1))
                return
            self._head(entry, start, end, within=entry.heads[-1][0])
            return
        self._head(entry, start, end)

    def _part(self, start: int, end: int) -> None:
        entry = self.entry
        if entry and self._structured(entry) and layout.starts_sentence(self.text, start):
            self._next(entry, "part", self.text[start : end - 1], start, end)

    def _clause(self, start: int, end: int) -> None:
        """（三） counts where it stands right behind the heading words of a part (二、主要内容(三)联动措施)."""
        entry = self.entry
        if entry is None or not self._structured(entry):
            return
        words = self.text[self.at : start]
        titled = len(words) <= _MOST_HEADING_WORDS and layout.HEADING_WORDS.fullmatch(words)
        if titled if len(entry.heads[-1][0].steps) == 1 else layout.starts_sentence(self.text, start):
            self._next(entry, "clause", self.text[start + 1 : end - 1], start, end)

    def _next(self, entry: Entry, kind: str, numeral: str, start: int, end: int) -> None:
        """Take a further 二、 or （二）, if it goes on from the last of its kind."""
        last = next((step for step in entry.heads[-1][0].steps if step.kind == kind), None)
        if last is None or (last.number or 0) < (numerals.parse(numeral) or 0):
            self._step(entry, kind, numeral, start, end)

    def _mark(self, start: int, end: int) -> None:
        """A title printed without 《》 behind a list mark or label, or a numbered point of a policy: 二、（三）2.…."""
        if (entry := self.entry) and self._structured(entry) and (match := _NUMBERED.match(self.text, start)):
            words = self.text[self.at : start]
            if (
                len(words) <= _SHORT_HEADING
                and layout.HEADING_WORDS.fullmatch(words)
                and self.text[match.end()] not in "《【"
            ):
                self._step(entry, "num", match[1], *match.span())
                return
        if not self.prose and (match := layout.BARE_TITLE.match(self.text, end)) and layout.names_document(match):
            at = match.start("title")
            end = match.end("title")
            self._open(at, end, match["title"], layout.after_title(self.text, end))

    def _structured(self, entry: Entry) -> bool:
        """Whether the entry is cited by 一、 （一）, so that further ones may be headings."""
        return bool(entry.heads) and entry.heads[-1][0].steps[0].kind in {"part", "clause"}


def _above(last: Provision, kind: str) -> Provision | None:
    """The provision that a further （二） or 2. stands under, given the last heading."""
    over = {"clause": ("part",), "num": ("part", "clause")}.get(kind, ())
    steps = tuple(step for step in last.steps if step.kind in over)
    return Provision(steps) if steps else None


def _step(kind: str, words: str) -> Step:
    return Step(kind, numerals.parse(words))


def walk(
    text: str, breaks: frozenset[int] = frozenset(), blanks: frozenset[int] = frozenset(), *, prose: bool = False
) -> Walk:
    """Go through levelled ``text``; ``breaks`` are the offsets behind a line break, ``blanks`` behind any blank.

    In ``prose`` (the running text of a responsibility list) a document is a ground only where the text rests on a
    provision and goes on to say what it provides (根据《…》第二十五条规定，…).
    """
    return _Walker(text, breaks, blanks, prose=prose).run()
