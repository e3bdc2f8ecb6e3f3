"""The provisions an entry cites: its headings, and the zones of quoted text that they head."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from extract import numerals
from extract.provision import BARE_CHAIN, WHOLE, Provision, Step, read
from extract.rules import compiled, pattern
from extract.understanding import notes
from extract.understanding.basis import leads, title_notes
from extract.understanding.basis.entries import Entry, Grounds, Head, Zone

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from extract.understanding.tokens import Tokens

#: The most characters of the words of a heading (二、主要内容), and of a document's name without 《》.
MOST_HEADING_WORDS: Final = 60
_BARE_CHAIN: Final = re.compile(BARE_CHAIN)
_ITEM: Final = compiled(
    r"(?:(?<=[条款])第)?\((?P<item><TENS>)\)(?![项、,和及或至])(?:(?P<point>\d{1,2})(?=[;,。、]|$))?"
)
_ITEM_SIGNS: Final = frozenset("(第")
#: The marks of parts (一、) and clauses (（一）) of a document without articles.
PART: Final = compiled("(<TENS>)、")
CLAUSE: Final = compiled(r"\((<TENS>)\)")
#: Parts in a row, with nothing of their text: 一、二、三。
_PARTS: Final = compiled("(?P<parts><TENS>(?:、<TENS>)+)(?=[,;。:《)(]|$)")
_TENS: Final = compiled("<TENS>")
#: An item of an annex that is named by its title (附件《某事项清单》第312项), and a point of a clause (（六）第2点).
_ANNEX: Final = re.compile(rf"附件(?P<number>\d{{1,2}})?:?《[^《》]{{2,60}}》(?P<item>第{numerals.ORDINAL}项)")
_POINT: Final = re.compile(r"第(\d{1,2})点")
_UNARTICLED: Final = (("part", PART), ("clause", CLAUSE), ("num", re.compile(r"(\d{1,3})\.(?!\d)")))
_ARTICLE: Final = re.compile(rf"第{numerals.ORDINAL}条")
_NUMBERED: Final = re.compile(r"(\d{1,2})[.、](?=[^\d])")
_GLOSS: Final = pattern("layout", "gloss")
_WHOLE: Final = re.compile(r"[,。:;、+]*全文")
# 第三十五条、第三十六条:… share a text; behind a semicolon (第四十五条;第六十八条 …) only the last one heads it.
_SHARED_TEXT: Final = re.compile(r"[,、:.和及与以并]*")
_SHORT_HEADING, _TWO_ARTICLES = 10, 6
_HEADING_WORDS: Final = re.compile(r"[^。;]{0,58}[。:;]?")


class HeadingReader:
    """The state of one pass, and how it takes the headings of an entry; ``text`` is levelled."""

    def __init__(
        self, text: str, tokens: Tokens, breaks: AbstractSet[int], blanks: AbstractSet[int], *, prose: bool
    ) -> None:
        self.text, self.tokens, self.breaks, self.blanks, self.prose = text, tokens, breaks, blanks, prose
        self.grounds = Grounds()
        self.at = 0  # everything before is consumed by an entry's title, notes or headings
        self.quoted = False  # whether words stand behind the last heading: a list of titles has become a text

    @property
    def entry(self) -> Entry | None:
        """The document opened last."""
        return self.grounds.entries[-1] if self.grounds.entries else None

    def _bracket(self, entry: Entry, at: int) -> None:
        """Consume what a bracket behind a provision states about the document; titles in it are mentions."""
        end, inside = title_notes.note(self.text, at)
        numbers, dates = notes.stated(
            notes.blank_out(self.text[at:end], [(first - at, last - at) for first, last in inside])
        )
        entry.numbers += [(value, at + first, at + last) for value, first, last in numbers]
        entry.dates += [(value, at + first, at + last, event) for value, first, last, event in dates]
        index = len(self.grounds.entries) - 1
        self.grounds.mentions += [(first, last, index) for first, last in inside]
        entry.end = self.at = end

    def _headings(self, entry: Entry) -> None:
        """The headings right behind a document's notes, and the zone of text they head."""
        text, at = self.text, self.at
        between = title_notes.BETWEEN.match(text, at)
        start = between.end() if between else at
        if match := _ANNEX.match(text, start) or _BARE_CHAIN.match(text, start):
            self._head(entry, *match.span())
            return
        if match := _WHOLE.match(text, at):
            entry.whole, entry.end, self.at = True, match.end(), match.end()
        else:
            if (match := _PARTS.match(text, start)) and start == at:
                for part in _TENS.finditer(match["parts"]):
                    self._part(entry, part[0], start + part.start(), start + part.end())
                return
            # Behind a stop a number is the mark of the next point, no heading.
            apart = any(sign in text[at:start] for sign in ";。")
            for kind, pattern in _UNARTICLED[: 2 if apart else 3]:
                match = pattern.match(text, start)
                if match and _ARTICLE.match(text, match.end()) and (chain := _BARE_CHAIN.match(text, match.end())):
                    self._head(entry, *chain.span())  # 2.第三十六条: the number is the list's
                    return
                if match and not leads.opens_entry(text, match.end()):
                    self._step(entry, kind, match[1], *match.span())
                    return
        self.grounds.zones.append(Zone(self.at, len(self.grounds.entries) - 1, ()))

    def _head(self, entry: Entry, start: int, end: int, *, within: Provision = WHOLE) -> None:
        """Take the chain as heading; an enumerator right behind belongs to it, further chains join it."""
        text = self.text
        if text[start] == "附" and (match := _ANNEX.match(text, start)):
            annex = _step("annex", match["number"]) if match["number"] else Step("annex")
            start, end = match.span("item")
            within = Provision((annex,))
        if end - start >= _TWO_ARTICLES:
            end = self._parted(start, end)
        named: list[Head] = [(path, start + first, start + last) for path, first, last in read(text[start:end], within)]
        if named and text[end : end + 1] in _ITEM_SIGNS and (match := _ITEM.match(text, end)):
            path, first, _ = named[-1]
            path = path.under(_step("item", match["item"]))
            if match["point"]:
                path = path.under(_step("point", match["point"]))
            named[-1] = (path, first, match.end())
            end = match.end()
        entry.heads.extend(named)
        entry.end = self.at = end
        if text.startswith("(", end) and not self.prose:
            self._bracket(entry, end)
            if self.at == end and (gloss := _GLOSS.match(self.text, end)):
                self.at = gloss.end()
            end = self.at
        index, zones = len(self.grounds.entries) - 1, self.grounds.zones
        paths = tuple([head[0] for head in named])
        if zones and zones[-1].entry == index and _SHARED_TEXT.fullmatch(text, zones[-1].start, start):
            paths = (*zones.pop().heads, *paths)
        zones.append(Zone(end, index, paths))
        self.quoted = True

    def _parted(self, start: int, end: int) -> int:
        """Where a heading ends whose text begins with provisions pointed at: 第六条 第七条规定的人员 …."""
        if not title_notes.REFERRING.match(self.text, end):
            return end
        for place in self.blanks:
            if start < place < end and self.text[place] == "第" and self.text[place - 1] in "条款项":
                self.grounds.chains.append((place, end, len(self.grounds.entries) - 1))
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
        if kind == "clause" and (point := _POINT.match(self.text, end)):
            self._step(entry, "num", point[1], *point.span())
            return
        self.grounds.zones.append(Zone(end, len(self.grounds.entries) - 1, (path,)))
        self.quoted = True

    def _part(self, entry: Entry, numeral: str, start: int, end: int) -> None:
        """Take one of the parts of a row: 一、二、三."""
        zones, index = self.grounds.zones, len(self.grounds.entries) - 1
        paths = zones.pop().heads if zones and zones[-1].entry == index else ()
        path = WHOLE.under(_step("part", numeral))
        entry.heads.append((path, start, end))
        entry.end = self.at = end
        zones.append(Zone(end, index, (*paths, path)))

    def _clause(self, entry: Entry, numeral: str, start: int, end: int) -> None:
        """（三） counts where it stands right behind the heading words of a part (二、主要内容(三)联动措施)."""
        words = self.text[self.at : start]
        titled = len(words) <= MOST_HEADING_WORDS and _HEADING_WORDS.fullmatch(words)
        if titled if len(entry.heads[-1][0].steps) == 1 else leads.starts_sentence(self.text, start):
            self._next(entry, "clause", numeral, start, end)

    def _next(self, entry: Entry, kind: str, numeral: str, start: int, end: int) -> None:
        """Take a further 二、 or （二）, if it goes on from the last of its kind."""
        last = next((step for step in entry.heads[-1][0].steps if step.kind == kind), None)
        if last is None or (last.number or 0) < (numerals.parse(numeral) or 0):
            self._step(entry, kind, numeral, start, end)

    def _point(self, entry: Entry, start: int) -> bool:
        """A numbered point of a policy behind its clause: 二、（三）2.; not the next line of a numbered cell."""
        if start in self.breaks and leads.NUMBERED.match(self.text):
            return False
        words = self.text[self.at : start]
        match = _NUMBERED.match(self.text, start) if len(words) <= _SHORT_HEADING else None
        if match is None or not _HEADING_WORDS.fullmatch(words) or self.text[match.end()] in "《【":
            return False
        self._step(entry, "num", match[1], *match.span())
        return True


def _above(last: Provision, kind: str) -> Provision | None:
    """The provision that a further （二） or 2. stands under, given the last heading."""
    over = {"clause": ("part",), "num": ("part", "clause")}.get(kind, ())
    steps = tuple(step for step in last.steps if step.kind in over)
    return Provision(steps) if steps else None


def _step(kind: str, words: str) -> Step:
    return Step(kind, numerals.parse(words))
