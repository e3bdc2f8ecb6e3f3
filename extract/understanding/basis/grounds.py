"""The legal basis of a cell: which documents it names as its ground, and which of their provisions.

A basis cell is a run of entries, each a title, what the list states about it (number, dates), the provisions cited
(headings) and, mostly, their quoted text. Titles and provisions inside the quoted text are references, not
grounds. ``grounds`` goes once over the tokens of the levelled text, left to right, and says which is which; it keeps
the zones of quoted text, so that what is found in them can be traced to the provision that says it.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from extract.provision import read
from extract.understanding import notes, titles
from extract.understanding.basis import bare_titles, leads, title_notes
from extract.understanding.basis.entries import Entry
from extract.understanding.basis.headings import CLAUSE, MOST_HEADING_WORDS, PART, HeadingReader

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    from extract.provision import Provision
    from extract.understanding.basis.entries import Grounds
    from extract.understanding.tokens import Tokens

_BELOW_ARTICLE: Final = frozenset({"para", "item", "point"})
#: What no note behind a title goes beyond.
_BOUNDS: Final = ("chain", "mark", "label")
_STRUCTURED: Final = frozenset({"part", "clause"})


class _Reader(HeadingReader):
    """One pass over the tokens: what each kind of token opens or heads."""

    def __init__(
        self, text: str, tokens: Tokens, breaks: AbstractSet[int], blanks: AbstractSet[int], *, prose: bool
    ) -> None:
        super().__init__(text, tokens, breaks, blanks, prose=prose)
        self.repeals: bool | None = None  # not known before it is asked
        self.bounds = tokens.among(*_BOUNDS)
        self.bound_starts = [start for _, start, _ in self.bounds]

    def run(self) -> Grounds:
        if not self.prose and not self.text.startswith(("《", "【")):
            intro = leads.INTRO.match(self.text)
            self._bare_title(intro.end() if intro else 0, 0)
        handlers = _HANDLERS
        for kind, start, end in self.tokens.every:
            if kind in handlers and start >= self.at:
                handlers[kind](self, start, end)
        if not self.prose:
            self._row_goes_on()
        return self.grounds

    def _row_goes_on(self) -> None:
        """A last document without 《》 and provision: 《甲法》第三条、乙条例."""
        match = leads.SEPARATORS.match(self.text, self.at)
        if self.entry is None or match is None or match.end() == self.at:
            return
        last = title_notes.name_end(self.text, match.end(), len(self.text.rstrip("。;")))
        words = self.text[match.end() : last]
        if len(words) <= MOST_HEADING_WORDS and bare_titles.names_whole(words):
            self._open(match.end(), last, words, self._after(last))

    # titles

    def _title(self, start: int, end: int) -> None:
        text = self.text
        inner, printed = text[start + 1 : end - 1], (start, end)
        if text[end : end + 1] in bare_titles.TAIL_SIGNS and (whole := self._wrapped(start, end)):
            start, end = whole
            inner = text[start:end]
        if self.prose:
            opens = leads.grounding(text, self.at, start) and self._quotes(after := self._after(end))
        else:
            # Most titles stand in mid-sentence, where nothing that follows makes them an entry.
            lead = leads.lead(text, self.at, start, newline=start in self.breaks)
            may = lead.strong or lead.separated or lead.sentence
            opens = may and self._opens(start, inner, lead, after := self._after(end))
        if opens:
            self._open(start, end, inner, after)
        else:
            self.grounds.mentions.append((*printed, len(self.grounds.entries) - 1))

    def _wrapped(self, start: int, end: int) -> tuple[int, int] | None:
        """The place of a title that has the one in 《》 in its middle; running text has none."""
        return None if self.prose else bare_titles.wrapped(self.text, self.at, start, end, self.breaks)

    def _after(self, end: int) -> title_notes.After:
        """What follows a title, up to the next chain of provisions or list mark."""
        place = bisect_left(self.bound_starts, end)
        if place == len(self.bounds):
            return title_notes.after_title(self.text, end, None)
        kind, start, last = self.bounds[place]
        return title_notes.after_title(self.text, end, (start, last) if kind == "chain" else None, start)

    def _quotes(self, after: title_notes.After) -> bool:
        return after.headed and title_notes.quoting(self.text, after)

    def _opens(self, start: int, inner: str, lead: leads.Lead, after: title_notes.After) -> bool:
        text, noted, headed = self.text, after.note.stated, after.headed
        if not headed and self._repealed(after):
            return False
        if titles.is_abbreviation(inner) and not noted:
            return lead.strong and headed
        if not (noted or headed or titles.looks_legal(inner)):
            return False
        if lead.strong:
            return lead.first or not (title_notes.referring(text, after) or title_notes.spoken_of(text, after))
        if lead.separated and (headed or (self._follows_on(start, after) and self._apart(after))):
            return not title_notes.referring(text, after)
        # Number and provision make a title of any words a document.
        stated = noted and headed
        enough = stated or ((noted or headed) and titles.looks_legal(inner))
        return lead.sentence and enough and not title_notes.referring(text, after)

    def _repealed(self, after: title_notes.After) -> bool:
        """Whether the words behind a title put it out of force; most texts have no such word anywhere."""
        if self.repeals is None:
            self.repeals = title_notes.OUT_OF_FORCE.search(self.text) is not None
        return self.repeals and title_notes.repealed(self.text, after)

    def _apart(self, after: title_notes.After) -> bool:
        return after.note_end in self.blanks or title_notes.apart(self.text, after)

    def _follows_on(self, start: int, after: title_notes.After) -> bool:
        """Whether a title is the first, the next one right behind an entry (《甲》《乙》) or parted from a heading."""
        entry = self.entry
        return entry is None or start > self.at or not entry.heads or (after.note.stated and start in self.blanks)

    def _half(self, start: int, end: int) -> None:
        """A title of which one sign is lost: 《某法第三条, 某法》第三条."""
        if self.prose or self.text.startswith(("《", "》"), end):
            return
        if self.text[start] == "《":
            if leads.due(self.text, self.at, start, newline=start in self.breaks):
                if half := bare_titles.half_title(self.text, end):
                    self._open(start, half[0], half[1], self._after(half[0]))
                else:
                    self._bare_title(end, start)
            return
        begin = bare_titles.begin(self.text, self.at, start, self.breaks)
        words = self.text[begin:start]
        if bare_titles.names_document(words) and (after := self._after(end)).headed:
            self._open(begin, end, words, after)

    def _bare_title(self, at: int, start: int) -> bool:
        """Open the entry of a title printed without 《》 that begins at ``at``; several in a row give one each."""
        opened = False
        while match := bare_titles.bare_title(self.text, at):
            first, last, title, more = self._at_blank(*match)
            after = self._after(last)
            known = after.headed or after.note.stated
            if self._repealed(after) or (self.quoted and not known):
                break
            self._open(min(first, start) if not opened and start else first, last, title, after)
            opened = True
            if not more or self.at > last:
                break
            at = more
        return opened

    def _at_blank(self, first: int, last: int, title: str, more: int) -> tuple[int, int, str, int]:
        """Of two titles with a blank between the first (劳动法 劳动合同法); behind a rank the second (法律 劳动法)."""
        for place in self.blanks:
            if not first < place < last:
                continue
            left, right = title[: place - first], title[place - first :]
            if bare_titles.RANK.fullmatch(left) and bare_titles.names_document(right):
                return place, last, right, more
            if bare_titles.known_document(left) and bare_titles.names_document(right):
                return first, place, left, place
        return first, last, title, more

    def _open(self, start: int, end: int, inner: str, after: title_notes.After, stands_for: str | None = None) -> None:
        text, grounds = self.text, self.grounds
        entry = Entry(inner, start, end, end, leads.label(text, self.at, start), stands_for=stands_for)
        ahead = leads.ahead(text, self.at, start)
        if ahead < start:
            for value, first, last in notes.numbers(text[ahead:start]):
                entry.numbers.append((value, ahead + first, ahead + last))
        grounds.entries.append(entry)
        self.quoted = False
        note = after.note
        if note.length:
            if note.numbers:
                entry.numbers += [(value, end + first, end + last) for value, first, last in note.numbers]
            if note.dates:
                entry.dates += [(value, end + first, end + last, event) for value, first, last, event in note.dates]
            if note.inside:
                index = len(grounds.entries) - 1
                grounds.mentions += [(end + first, end + last, index) for first, last in note.inside]
        entry.end = self.at = entry.note_end = end + note.length
        if after.chain:
            self._head(entry, *after.chain)
        else:
            self._headings(entry)

    # headings

    def _chain(self, start: int, end: int) -> None:
        if not self.prose and self._bare_before(start, end):
            return
        entry = self.entry
        due = entry is not None and leads.before_chain(
            self.text, self.at, start, end, newline=start in self.breaks, gap=end in self.blanks
        )
        if entry is None or not due or title_notes.REFERRING.match(self.text, end):
            self.grounds.chains.append((start, end, len(self.grounds.entries) - 1))
            return
        words = read(self.text[start:end])
        if words and words[0].provision.steps[0].kind in _BELOW_ARTICLE:
            heads = leads.heads_text(self.text, end, gap=end in self.blanks) or self._next_paragraph(
                words[0].provision, start
            )
            if not (entry.heads and heads):
                self.grounds.chains.append((start, end, len(self.grounds.entries) - 1))
                return
            self._head(entry, start, end, within=entry.heads[-1][0])
            return
        self._head(entry, start, end)

    def _next_paragraph(self, paragraph: Provision, start: int) -> bool:
        """Whether the paragraph that opens a sentence follows the one headed last: 第一款 …。第二款有前款行为的,…."""
        entry, steps = self.entry, paragraph.steps
        last = entry.heads[-1][0].steps[-1] if entry and entry.heads else None
        if last is None or not last.kind == steps[0].kind == "para" or len(steps) > 1:
            return False
        return self.text[start - 1] in "。;" and steps[0].number == (last.number or 0) + 1

    def _bare_before(self, start: int, end: int) -> bool:
        """Open the entry of a document named without 《》 before its provision: 、工伤保险条例（2010年修订）第五条."""
        text = self.text
        if start == self.at or text[start] != "第" or title_notes.REFERRING.match(text, end):
            return False
        last = title_notes.name_end(text, self.at, start)
        begin = bare_titles.begin(text, self.at, last, self.breaks)
        words = text[begin:last].removesuffix("的")
        if not words or not bare_titles.may_name(words):
            return False
        follows = begin > self.at and leads.SEPARATORS.fullmatch(text, self.at, begin) is not None
        entry, stands_for = self.entry, None
        if match := bare_titles.ITS_OWN.fullmatch(words):
            if entry is None or not leads.SEPARATORS.fullmatch(text, self.at, begin):
                return False
            stands_for = titles.canonical(entry.stands_for or entry.title) + match["kind"]
            begin, words = begin + match.start("kind"), match["kind"]
        else:
            # 劳动法第三条 工伤保险条例第五条: a blank parts what is known by name.
            row = begin == self.at and begin in self.blanks and bare_titles.known_document(words)
            row = row and not (entry and titles.amends(entry.title))  # 宪法修正案第三十六条 宪法第一条第二款…
            heads = begin in self.breaks and self._heads(end)
            spaced = last in self.blanks and leads.starts_sentence(text, begin) and self._set_apart(end)
            free = follows or (row and self._set_apart(end)) or heads or spaced
            free = free or self._opens_sentence(begin, words, end)
            if not (free and bare_titles.names_document(words)):
                return False
        last = begin + len(words)
        after = title_notes.after_title(text, last, (start, end))
        if after.headed:
            self._open(begin, last, words, after, stands_for)
        return after.headed

    def _opens_sentence(self, begin: int, words: str, end: int) -> bool:
        """Whether a known name at the beginning of a sentence heads a text: 。中华人民共和国水法第三条 …."""
        text = self.text
        if not (begin and leads.starts_sentence(text, begin) and bare_titles.known_document(words)):
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
        if text[start] == "(" and (match := CLAUSE.match(text, start)):
            if entry and structured:
                self._clause(entry, match[1], start, match.end())
        elif not (entry and structured):
            self._unmarked(start, end)
        elif match := PART.fullmatch(text, start, end):
            if leads.starts_sentence(text, start):
                self._next(entry, "part", match[1], start, end)
        elif not self._point(entry, start):
            self._unmarked(start, end)

    def _unmarked(self, start: int, end: int) -> None:
        """A title without 《》 behind a list mark or a label."""
        if self.prose or self.text.startswith(("《", "【"), end):
            return
        if leads.starts_point(self.text, self.at, start):
            self.quoted = self.quoted and self._words_between(start)
            self._bare_title(end, 0)

    def _words_between(self, start: int) -> bool:
        return leads.SEPARATORS.fullmatch(self.text, self.at, start) is None

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

    def _colon(self, _start: int, end: int) -> None:
        """A colon behind the name of a field (法律法规名称：…)."""
        if not self.prose and leads.KEY.search(self.text, max(self.at, end - 9), end):
            self.quoted = False
            self._bare_title(end, 0)

    def _stated(self, start: int, _end: int) -> None:
        """A number in a bracket behind a title without 《》 that opens a sentence: 。某办法(某部令第3号)第九条."""
        self._noted(start, sure=True)
        if self.at <= start and not self.prose:
            self._set_apart_title(start)

    def _set_apart_title(self, start: int) -> None:
        """Open the entry of a title that only blanks part from its number: 。某办法 某部令第3号 第九条."""
        for place in range(start, max(self.at, start - MOST_HEADING_WORDS), -1):
            if place not in self.blanks:
                continue
            begin = bare_titles.begin(self.text, self.at, place, self.breaks)
            starts = begin in self.breaks or leads.starts_sentence(self.text, begin)
            if not starts or not bare_titles.names_document(self.text[begin:place]):
                continue
            after = self._after(place)
            if after.headed and after.note.stated:
                self._open(begin, place, self.text[begin:place], after)
                return

    def _dated(self, start: int, _end: int) -> None:
        """A date in a bracket behind a title without 《》 that is the next of a row: 、某条例(2018年修订)."""
        self._noted(start, sure=False)

    def _noted(self, start: int, *, sure: bool) -> None:
        """Open the entry of the title without 《》 behind which a bracket holds ``start``."""
        opening = -1 if self.prose else self.text.rfind("(", self.at, start)
        if opening < 0 or start - opening > MOST_HEADING_WORDS:
            return
        begin = bare_titles.begin(self.text, self.at, opening, self.breaks)
        words = self.text[begin:opening]
        follows = begin > self.at and leads.SEPARATORS.fullmatch(self.text, self.at, begin) is not None
        starts = begin > 0 and leads.starts_sentence(self.text, begin)
        if not (follows or (starts and sure)) or not bare_titles.names_document(words):
            return
        after = self._after(opening)
        if (starts and sure) or after.headed or self._apart(after):
            self._open(begin, opening, words, after)


_HANDLERS: Final[dict[str, Callable[[_Reader, int, int], None]]] = {
    "title": _Reader._title,
    "half": _Reader._half,
    "chain": _Reader._chain,
    "mark": _Reader._mark,
    "label": _Reader._label,
    "order": _Reader._stated,
    "number": _Reader._stated,
    "date": _Reader._dated,
    "colon": _Reader._colon,
}


def grounds(
    text: str,
    tokens: Tokens,
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
