"""The legal basis of a cell: which documents it names as its ground, and which of their provisions.

A basis cell is a run of entries, each a title, what the list states about it (number, dates), the provisions cited
(headings) and, mostly, their quoted text. Titles and provisions inside the quoted text are references, not
grounds. ``grounds`` goes once over the tokens of the levelled text, left to right, and says which is which; it keeps
the zones of quoted text, so that what is found in them can be traced to the provision that says it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from extract import numerals
from extract.provision import BARE_CHAIN, WHOLE, Provision, Step, read
from extract.rules import compiled
from extract.understanding import layout, notes, titles

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet

    from extract.understanding.tokens import Token

Head = tuple[Provision, int, int]


@dataclass(slots=True)
class Entry:
    """A document opened as legal basis; offsets are levelled. ``heads`` are its cited provisions with their words.

    ``stands_for`` is the name of the document where the printed one is short for it (及其实施条例).
    """

    title: str
    title_start: int
    title_end: int
    end: int
    label: str | None
    numbers: list[notes.Span] = field(default_factory=list)
    dates: list[tuple[str, int, int, str | None]] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)
    whole: bool = False
    note_end: int = 0
    stands_for: str | None = None


class Zone(NamedTuple):
    """Quoted text from ``start``, the entry it belongs to and the provisions that head it."""

    start: int
    entry: int
    heads: tuple[Provision, ...]


@dataclass(slots=True)
class Grounds:
    """What one pass found: entries, zones of quoted text, and the mentions left for ``references``.

    ``mentions`` are titles in 《》 that open no entry; ``chains`` words of provisions that head no text. Both are
    (start, end, entry index or -1). ``taken`` is how far each entry's own words reach, for those who read on.
    """

    entries: list[Entry] = field(default_factory=list)
    zones: list[Zone] = field(default_factory=list)
    mentions: list[tuple[int, int, int]] = field(default_factory=list)
    chains: list[tuple[int, int, int]] = field(default_factory=list)


_BARE_CHAIN = re.compile(BARE_CHAIN)
_ITEM = re.compile(r"\(([一二三四五六七八九十]{1,3})\)(?![项、,和及或至])")
_PART = compiled("(<TENS>)、")
_CLAUSE = compiled(r"\((<TENS>)\)")
_UNARTICLED = (("part", _PART), ("clause", _CLAUSE), ("num", re.compile(r"(\d{1,3})\.(?!\d)")))
_NUMBERED = re.compile(r"(\d{1,2})[.、](?=[^\d])")
_WHOLE = re.compile(r"[,。:;、+]*全文")
# 第三十五条、第三十六条:… share a text; behind a semicolon (第四十五条;第六十八条 …) only the last one heads it.
_SHARED_TEXT = re.compile(r"[,、:.和及与以并]*")
_MOST_HEADING_WORDS, _SHORT_HEADING, _TWO_ARTICLES = 60, 10, 6
_BELOW_ARTICLE = frozenset({"para", "item", "point"})
#: What no note behind a title goes beyond.
_BOUNDS = frozenset({"chain", "mark", "label"})
_STRUCTURED = frozenset({"part", "clause"})


class _Reader:
    """The state of one pass; ``text`` is levelled."""

    def __init__(
        self, text: str, tokens: Sequence[Token], breaks: AbstractSet[int], blanks: AbstractSet[int], *, prose: bool
    ) -> None:
        self.text, self.tokens, self.breaks, self.blanks, self.prose = text, tokens, breaks, blanks, prose
        self.bounds = [(start, end, kind) for kind, start, end in tokens if kind in _BOUNDS]
        self.found = Grounds()
        self.at = 0  # everything before is consumed by an entry's title, notes or headings
        self.quoted = False  # whether words stand behind the last heading: a list of titles has become a text

    def run(self) -> Grounds:
        if not self.prose and not self.text.startswith(("《", "【")):
            intro = layout.INTRO.match(self.text)
            self._bare_title(intro.end() if intro else 0, 0)
        handlers = _HANDLERS
        for kind, start, end in self.tokens:
            if kind == "stop":
                if self.text[start] == ":" and start >= self.at:
                    self._colon(end)
            elif kind in handlers and start >= self.at:
                handlers[kind](self, start, end)
        if not self.prose:
            self._row_goes_on()
        return self.found

    def _row_goes_on(self) -> None:
        """A last document without 《》 and provision: 《甲法》第三条、乙条例."""
        match = layout.SEPARATORS.match(self.text, self.at)
        if self.entry is None or match is None or match.end() == self.at:
            return
        words = self.text[match.end() :].rstrip("。;")
        if len(words) <= _MOST_HEADING_WORDS and layout.names_whole(words):
            self._open(match.end(), match.end() + len(words), words, self._after(match.end() + len(words)))

    @property
    def entry(self) -> Entry | None:
        return self.found.entries[-1] if self.found.entries else None

    # titles

    def _title(self, start: int, end: int) -> None:
        text = self.text
        inner = text[start + 1 : end - 1]
        if self.prose:
            opens = layout.grounding(text, self.at, start) and self._quotes(after := self._after(end))
        else:
            # Most titles stand in mid-sentence, where nothing that follows makes them an entry.
            lead = layout.lead(text, self.at, start, newline=start in self.breaks)
            may = lead.strong or lead.separated or lead.sentence
            opens = may and self._opens(start, inner, lead, after := self._after(end))
        if opens:
            self._open(start, end, inner, after)
        else:
            self.found.mentions.append((start, end, len(self.found.entries) - 1))

    def _after(self, end: int) -> layout.After:
        """What follows a title, up to the next chain of provisions or list mark."""
        place = bisect_left(self.bounds, (end,))
        if place == len(self.bounds):
            return layout.after_title(self.text, end, None)
        start, last, kind = self.bounds[place]
        return layout.after_title(self.text, end, (start, last) if kind == "chain" else None, start)

    def _quotes(self, after: layout.After) -> bool:
        return after.headed and layout.quoting(self.text, after)

    def _opens(self, start: int, inner: str, lead: layout.Lead, after: layout.After) -> bool:
        text, noted, headed = self.text, after.note.stated, after.headed
        if layout.repealed(text, after):
            return False
        if titles.is_abbreviation(inner) and not noted:
            return lead.strong and headed
        if not (noted or headed or titles.looks_legal(inner)):
            return False
        if lead.strong:
            return lead.first or not layout.referring(text, after)
        if lead.separated and (headed or (self._follows_on(start, after) and self._apart(after))):
            return not layout.referring(text, after)
        # Number and provision make a title of any words a document.
        stated = noted and headed
        enough = stated or ((noted or headed) and titles.looks_legal(inner))
        return lead.sentence and enough and not layout.referring(text, after)

    def _apart(self, after: layout.After) -> bool:
        return after.note_end in self.blanks or layout.apart(self.text, after)

    def _follows_on(self, start: int, after: layout.After) -> bool:
        """Whether a title right behind an entry is the next one: 《甲》《乙》, or something parts it from a heading."""
        entry = self.entry
        return entry is not None and (
            start > self.at or not entry.heads or (after.note.stated and start in self.blanks)
        )

    def _half(self, start: int, end: int) -> None:
        """A title of which one sign is lost: 《某法第三条, 某法》第三条."""
        if self.prose or self.text.startswith(("《", "》"), end):
            return
        if self.text[start] == "《":
            if layout.due(self.text, self.at, start, newline=start in self.breaks):
                if half := layout.half_title(self.text, end):
                    self._open(start, half[0], half[1], self._after(half[0]))
                else:
                    self._bare_title(end, start)
            return
        begin = layout.begin(self.text, self.at, start, self.breaks)
        words = self.text[begin:start]
        if layout.names_document(words) and (after := self._after(end)).headed:
            self._open(begin, end, words, after)

    def _bare_title(self, at: int, start: int) -> bool:
        """Open the entry of a title printed without 《》 that begins at ``at``; several in a row give one each."""
        opened = False
        while found := layout.bare_title(self.text, at):
            first, last, title, more = self._at_blank(*found)
            after = self._after(last)
            known = after.headed or after.note.stated
            if layout.repealed(self.text, after) or (self.quoted and not known):
                break
            self._open(min(first, start) if not opened and start else first, last, title, after)
            opened = True
            if not more or self.at > last:
                break
            at = more
        return opened

    def _at_blank(self, first: int, last: int, title: str, more: int) -> tuple[int, int, str, int]:
        """A title that is two known ones with a blank between is the first: 劳动法 劳动合同法."""
        for place in self.blanks:
            left, right = title[: max(0, place - first)], title[max(0, place - first) :]
            if first < place < last and layout.known_document(left) and layout.names_document(right):
                return first, place, left, place
        return first, last, title, more

    def _open(self, start: int, end: int, inner: str, after: layout.After, stands_for: str | None = None) -> None:
        text, found = self.text, self.found
        entry = Entry(inner, start, end, end, layout.label(text, self.at, start), stands_for=stands_for)
        ahead = layout.ahead(text, self.at, start)
        if ahead < start:
            for value, first, last in notes.numbers(text[ahead:start]):
                entry.numbers.append((value, ahead + first, ahead + last))
        found.entries.append(entry)
        self.quoted = False
        note = after.note
        if note.length:
            entry.numbers += [(value, end + first, end + last) for value, first, last in note.numbers]
            entry.dates += [(value, end + first, end + last, event) for value, first, last, event in note.dates]
            index = len(found.entries) - 1
            found.mentions += [(end + first, end + last, index) for first, last in note.inside]
        entry.end = self.at = entry.note_end = end + note.length
        if after.chain:
            self._head(entry, *after.chain)
        else:
            self._headings(entry)

    def _bracket(self, entry: Entry, at: int) -> None:
        """Consume what a bracket behind a provision states about the document; titles in it are mentions."""
        end, inside = layout.note(self.text, at)
        numbers, dates = notes.stated(
            layout.blank_out(self.text[at:end], [(first - at, last - at) for first, last in inside])
        )
        entry.numbers += [(value, at + first, at + last) for value, first, last in numbers]
        entry.dates += [(value, at + first, at + last, event) for value, first, last, event in dates]
        index = len(self.found.entries) - 1
        self.found.mentions += [(first, last, index) for first, last in inside]
        entry.end = self.at = end

    # headings

    def _headings(self, entry: Entry) -> None:
        """The headings right behind a document's notes, and the zone of text they head."""
        text, at = self.text, self.at
        between = layout.BETWEEN.match(text, at)
        start = between.end() if between else at
        if match := _BARE_CHAIN.match(text, start):
            self._head(entry, *match.span())
            return
        if match := _WHOLE.match(text, at):
            entry.whole, entry.end, self.at = True, match.end(), match.end()
        else:
            # Behind a stop a number is the mark of the next point, no heading.
            apart = any(sign in text[at:start] for sign in ";。")
            for kind, pattern in _UNARTICLED[: 2 if apart else 3]:
                if (match := pattern.match(text, start)) and not layout.opens_entry(text, match.end()):
                    self._step(entry, kind, match[1], *match.span())
                    return
        self.found.zones.append(Zone(self.at, len(self.found.entries) - 1, ()))

    def _head(self, entry: Entry, start: int, end: int, *, within: Provision = WHOLE) -> None:
        """Take the chain as heading; an enumerator right behind belongs to it, further chains join it."""
        text = self.text
        end = self._parted(start, end)
        named: list[Head] = [(path, start + first, start + last) for path, first, last in read(text[start:end], within)]
        if named and text.startswith("(", end) and (match := _ITEM.match(text, end)):
            path, first, _ = named[-1]
            named[-1] = (path.under(_step("item", match[1])), first, match.end())
            end = match.end()
        entry.heads.extend(named)
        entry.end = self.at = end
        if text.startswith("(", end) and not self.prose:
            self._bracket(entry, end)
            end = self.at
        index, zones = len(self.found.entries) - 1, self.found.zones
        paths = tuple([head[0] for head in named])
        if zones and zones[-1].entry == index and _SHARED_TEXT.fullmatch(text, zones[-1].start, start):
            paths = (*zones.pop().heads, *paths)
        zones.append(Zone(end, index, paths))
        self.quoted = True

    def _parted(self, start: int, end: int) -> int:
        """Where a heading ends whose text begins with provisions pointed at: 第六条 第七条规定的人员 …."""
        if end - start < _TWO_ARTICLES or not layout.REFERRING.match(self.text, end):
            return end
        for place in self.blanks:
            if start < place < end and self.text[place] == "第" and self.text[place - 1] in "条款项":
                self.found.chains.append((place, end, len(self.found.entries) - 1))
                return place
        return end

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
        self.quoted = True

    def _chain(self, start: int, end: int) -> None:
        if not self.prose and self._bare_before(start, end):
            return
        entry = self.entry
        due = entry is not None and layout.before_chain(
            self.text, self.at, start, end, newline=start in self.breaks, gap=end in self.blanks
        )
        if entry is None or not due or layout.REFERRING.match(self.text, end):
            self.found.chains.append((start, end, len(self.found.entries) - 1))
            return
        words = read(self.text[start:end])
        if words and words[0].provision.steps[0].kind in _BELOW_ARTICLE:
            if not (entry.heads and layout.heads_text(self.text, end, gap=end in self.blanks)):
                self.found.chains.append((start, end, len(self.found.entries) - 1))
                return
            self._head(entry, start, end, within=entry.heads[-1][0])
            return
        self._head(entry, start, end)

    def _bare_before(self, start: int, end: int) -> bool:
        """Open the entry of a document named without 《》 right before its provision: 、工伤保险条例第五条."""
        text = self.text
        if start == self.at or text[start] != "第" or layout.REFERRING.match(text, end):
            return False
        begin = layout.begin(text, self.at, start, self.breaks)
        words = text[begin:start].removesuffix("的")
        if not words or not layout.may_name(words):
            return False
        follows = begin > self.at and layout.SEPARATORS.fullmatch(text, self.at, begin) is not None
        entry, stands_for = self.entry, None
        if match := layout.ITS_OWN.fullmatch(words):
            if entry is None or not layout.SEPARATORS.fullmatch(text, self.at, begin):
                return False
            stands_for = titles.canonical(entry.stands_for or entry.title) + match["kind"]
            begin, words = begin + match.start("kind"), match["kind"]
        else:
            # 劳动法第三条 工伤保险条例第五条: a blank parts what is known by name.
            row = begin == self.at and begin in self.blanks and layout.known_document(words)
            heads = begin in self.breaks and self._heads(end)
            free = follows or (row and self._set_apart(end)) or heads or self._opens_sentence(begin, words, end)
            if not (free and layout.names_document(words)):
                return False
        last = begin + len(words)
        self._open(begin, last, words, layout.after_title(text, last, (start, end)), stands_for)
        return True

    def _opens_sentence(self, begin: int, words: str, end: int) -> bool:
        """Whether a known name at the beginning of a sentence heads a text: 。中华人民共和国水法第三条 …."""
        text = self.text
        if not (begin and layout.starts_sentence(text, begin) and layout.known_document(words)):
            return False
        return words.startswith("中华人民共和国") or self._heads(end)

    def _heads(self, end: int) -> bool:
        """Whether words that end at ``end`` are set apart from what follows, as a heading is."""
        return self._set_apart(end) or self.text[end] in ";、,。"

    def _set_apart(self, end: int) -> bool:
        """Whether a blank, a colon or the end of the text stands there."""
        return end in self.blanks or end == len(self.text) or self.text[end] in ':"'

    def _mark(self, start: int, end: int) -> None:
        """A list mark: 二、 and （三） of a policy, a numbered point of it, or the mark of a title without 《》."""
        text, entry = self.text, self.entry
        structured = entry is not None and bool(entry.heads) and entry.heads[-1][0].steps[0].kind in _STRUCTURED
        if match := _PART.fullmatch(text, start, end):
            if entry and structured and layout.starts_sentence(text, start):
                self._next(entry, "part", match[1], start, end)
            elif not structured:
                self._unmarked(start, end)
        elif match := _CLAUSE.match(text, start):
            if entry and structured:
                self._clause(entry, match[1], start, match.end())
        elif entry and structured and self._point(entry, start):
            return
        else:
            self._unmarked(start, end)

    def _clause(self, entry: Entry, numeral: str, start: int, end: int) -> None:
        """（三） counts where it stands right behind the heading words of a part (二、主要内容(三)联动措施)."""
        words = self.text[self.at : start]
        titled = len(words) <= _MOST_HEADING_WORDS and layout.HEADING_WORDS.fullmatch(words)
        if titled if len(entry.heads[-1][0].steps) == 1 else layout.starts_sentence(self.text, start):
            self._next(entry, "clause", numeral, start, end)

    def _next(self, entry: Entry, kind: str, numeral: str, start: int, end: int) -> None:
        """Take a further 二、 or （二）, if it goes on from the last of its kind."""
        last = next((step for step in entry.heads[-1][0].steps if step.kind == kind), None)
        if last is None or (last.number or 0) < (numerals.parse(numeral) or 0):
            self._step(entry, kind, numeral, start, end)

    def _point(self, entry: Entry, start: int) -> bool:
        """A numbered point of a policy behind its clause: 二、（三）2."""
        words = self.text[self.at : start]
        match = _NUMBERED.match(self.text, start) if len(words) <= _SHORT_HEADING else None
        if match is None or not layout.HEADING_WORDS.fullmatch(words) or self.text[match.end()] in "《【":
            return False
        self._step(entry, "num", match[1], *match.span())
        return True

    def _unmarked(self, start: int, end: int) -> None:
        """A title without 《》 behind a list mark or a label."""
        if self.prose or self.text.startswith(("《", "【"), end):
            return
        if layout.starts_point(self.text, self.at, start):
            self.quoted = self.quoted and self._words_between(start)
            self._bare_title(end, 0)

    def _words_between(self, start: int) -> bool:
        return layout.SEPARATORS.fullmatch(self.text, self.at, start) is None

    def _label(self, start: int, end: int) -> None:
        """A rank label, behind which a title is due; a title in 【】 itself (【某条例】第七条)."""
        if self.prose:
            return
        words = self.text[start + 1 : end - 1]
        if titles.looks_legal(words) and (after := self._after(end)).headed:
            self._open(start, end, words, after)
            return
        self.quoted = False
        self._bare_title(end, 0)

    def _colon(self, end: int) -> None:
        """A colon behind the name of a field (法律法规名称：…)."""
        if not self.prose and layout.KEY.search(self.text, max(self.at, end - 9), end):
            self.quoted = False
            self._bare_title(end, 0)

    def _stated(self, start: int, _end: int) -> None:
        """A number in a bracket behind a title without 《》 that opens a sentence: 。某办法(某部令第3号)第九条."""
        if self.prose:
            return
        opening = self.text.rfind("(", self.at, start)
        if opening < 0 or start - opening > _MOST_HEADING_WORDS:
            return
        begin = layout.begin(self.text, self.at, opening, self.breaks)
        words = self.text[begin:opening]
        if begin and layout.starts_sentence(self.text, begin) and layout.names_document(words):
            self._open(begin, opening, words, self._after(opening))


_HANDLERS: dict[str, Callable[[_Reader, int, int], None]] = {
    "title": _Reader._title,
    "half": _Reader._half,
    "chain": _Reader._chain,
    "mark": _Reader._mark,
    "label": _Reader._label,
    "order": _Reader._stated,
    "number": _Reader._stated,
}


def _above(last: Provision, kind: str) -> Provision | None:
    """The provision that a further （二） or 2. stands under, given the last heading."""
    over = {"clause": ("part",), "num": ("part", "clause")}.get(kind, ())
    steps = tuple(step for step in last.steps if step.kind in over)
    return Provision(steps) if steps else None


def _step(kind: str, words: str) -> Step:
    return Step(kind, numerals.parse(words))


def grounds(
    text: str,
    tokens: Sequence[Token],
    breaks: AbstractSet[int] = frozenset(),
    blanks: AbstractSet[int] = frozenset(),
    *,
    prose: bool = False,
) -> Grounds:
    """Go over the ``tokens`` of levelled ``text``.

    ``breaks`` are the offsets behind a line break, ``blanks`` those behind any blank.
    In ``prose`` (the running text of a responsibility list) a document is a ground only where the text rests on a
    provision and goes on to say what it provides (根据《…》第二十五条规定，…).
    """
    return _Reader(text, tokens, breaks, blanks, prose=prose).run()
