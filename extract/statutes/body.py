"""The one parser of a statute's body: raw lines to articles under headings, annexes, and what is wrong with them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from extract import numerals
from extract.provision import Step
from extract.statutes import lines as of
from extract.statutes import sequence
from extract.statutes.damages import Damages
from extract.statutes.model import Article, Damage, Heading, TextLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.statutes.model import Raw
    from extract.statutes.sequence import Head

_EDGES = " \t\u3000\u00a0\u2002\u2003\u200b\ufeff"
_PARTED = re.compile(r"(?<=。)[ \u3000]+(?=\S)|(?<=[：；。])[ \u3000]+(?=[（(][一二三四五六七八九十]{1,3}[）)])")
_MERGED = r"(?<=[。！”）])[ \t\u3000]*第{}条(?![的、，和及与或至款项])[ \t\u3000]*"
_GLUED_HEADING = re.compile(
    r"(?<=[。；])[ \t\u3000]*"
    r"(?P<words>第[一二三四五六七八九十]{1,3}[编章节][ \t\u3000]*[^\s。，；：（(][^。，；：]{0,24}"
    r"|[一二三四五六七八九十]{1,3}、[ \t\u3000]*[^。，；：]{1,16})$"
)
_GLUED_ANNEX = re.compile(r"(?<=[。）)])[ \t\u3000]*附(?:件|录|表)?[一1]?[：:]")
_CAPTION = re.compile(r"【([^【】\n]{1,30})】[\s\u3000]*")
_LONGEST_GLUED = 60
_LEVELS = {"book": 0, "subbook": 1, "chp": 2, "sec": 3}


@dataclass(frozen=True, slots=True)
class StatuteContent:
    """What the lines of a text hold; ``damages`` in text order."""

    articles: tuple[Article, ...]
    headings: tuple[Heading, ...]
    annexes: tuple[Article, ...]
    preamble: str
    damages: tuple[Damage, ...]


def read(raw: Raw) -> StatuteContent:
    """The body of a raw text.

    A text without articles gives its parts 一、 or （一）, or itself as one of empty path.
    """
    lines = [replace(line, text=line.text.strip(_EDGES)) for line in raw.lines]
    lines = of.without_contents([line for line in lines if line.text])
    heads = _heads(lines)
    chosen = sequence.articles(heads, excerpt=raw.excerpt)
    if not chosen:
        return _without_articles(lines)
    damages = Damages()
    if not raw.excerpt:
        lines, chosen, heads = _split_merged(lines, heads, chosen, damages)
        damages.gaps(chosen, lines)
    damages.left_out(heads, chosen, lines)
    return _Builder(lines, heads, chosen, damages, joined=raw.joined, whole=not raw.excerpt).build()


def _heads(lines: Sequence[TextLine]) -> list[Head]:
    heads = []
    for place, line in enumerate(lines):
        if head := of.article(line.text):
            before = lines[place - 1] if place else None
            ends = before is None or of.ended(before.text) or of.heading(before.text) is not None
            rest = head.rest or (lines[place + 1].text if place + 1 < len(lines) else "")
            heads.append(sequence.Head(place, head.number, head.insert, rest, ends, head.parted or not head.rest))
    return heads


def _split_merged(
    lines: list[TextLine], heads: list[Head], chosen: list[Head], damages: Damages
) -> tuple[list[TextLine], list[Head], list[Head]]:
    """Articles whose number stands in mid-line, where the numbers at the heads of lines leave it out."""
    cuts: list[tuple[int, int, int]] = []
    for place, head in enumerate(chosen):
        after = chosen[place + 1] if place + 1 < len(chosen) else None
        until = after.place if after else len(lines)
        number, wanted = head.number, (after.number if after else head.number + 50)
        at, offset = head.place, 1
        while number + 1 < wanted:
            position = _mid_line(lines, at, offset, until, number + 1)
            if position is None:
                break
            at, offset = position[0], position[1] + 1
            cuts.append((*position, number + 1))
            number += 1
    if not cuts:
        return lines, chosen, heads
    out: list[TextLine] = []
    for place, line in enumerate(lines):
        start = 0
        for _, offset, number in (cut for cut in cuts if cut[0] == place):
            out.append(replace(line, text=line.text[start:offset].strip(_EDGES)))
            start = offset
            damages.merged(number, line.number)
        out.append(replace(line, text=line.text[start:].strip(_EDGES)))
    heads = _heads(out)
    return out, sequence.articles(heads), heads


def _mid_line(lines: Sequence[TextLine], at: int, offset: int, until: int, number: int) -> tuple[int, int] | None:
    pattern = re.compile(_MERGED.format(f"(?:{numerals.write(number)}|{number})"))
    for place in range(at, until):
        text = lines[place].text
        if (match := pattern.search(text, offset if place == at else 1)) and not sequence.REFERRING.match(
            text, match.end()
        ):
            return place, match.start()
    return None


@dataclass(slots=True)
class _Open:
    """An article being put together: its pieces, each with what joins it to the one before."""

    path: str
    heading: str
    line: int
    pieces: list[str] = field(default_factory=list)
    last: str = ""

    def add(self, words: str, joint: str = "\n") -> None:
        """Add a line."""
        if self.pieces and joint:
            self.pieces.append(joint)
        if words:
            self.pieces.append(words)
            self.last = words

    def closed(self) -> Article:
        """The article."""
        return Article(self.path, "".join(self.pieces), self.heading, self.line)


@dataclass(slots=True)
class _Builder:
    """The state of one pass over the lines, once the heads of articles are known."""

    lines: list[TextLine]
    heads: list[Head]
    chosen: list[Head]
    damages: Damages
    joined: bool
    whole: bool
    articles: list[_Open] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    preamble: list[str] = field(default_factory=list)
    stack: list[Step] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    pending: bool = False

    def build(self) -> StatuteContent:
        starts = {head.place: head for head in self.chosen}
        references = {head.place for head in self.heads} - set(starts)
        end, annexes = self._annexes()
        glue = False
        for place, line in enumerate(self.lines[:end]):
            if head := starts.get(place):
                article = of.article(line.text)
                self.articles.append(
                    _Open(str(Step("art", head.number, head.insert or None)), self._under(), line.number)
                )
                self.articles[-1].add(article.rest if article else "")
                glue = False
            elif place in references:
                self._add(line, glue=not of.ended(self._last()))
                glue = True
            elif not self._heading(line, place):
                glue = glue and not of.ended(self._last())
                self._add(line, glue=glue)
        articles = self._finish([item.closed() for item in self.articles], annexes)
        if self.whole:
            self.damages.cut(articles)
        return StatuteContent(
            tuple(articles), tuple(self.headings), tuple(annexes), "\n".join(self.preamble), self.damages.all()
        )

    def _last(self) -> str:
        return self.articles[-1].last if self.articles else ""

    def _add(self, line: TextLine, *, glue: bool) -> None:
        """Add a line to the article open, or to what stands before the first."""
        if not self.articles:
            self.preamble.append(line.text)
            return
        cut = self._last().endswith(("，", "、", "（", ",")) and not of.point(line.text)
        self.articles[-1].add(line.text, "" if glue or cut else "\n")

    def _under(self) -> str:
        return "__".join(map(str, self.stack))

    def _heading(self, line: TextLine, place: int) -> bool:
        """Take a line as a heading where its number goes on from the last of its kind."""
        if self.pending:
            self.headings[-1] = replace(self.headings[-1], words=f"{self.headings[-1].words} {line.text}")
            self.pending = False
            return True
        heading = of.heading(line.text)
        if heading is None:
            return False
        before = self.lines[place - 1].text if place else ""
        last = self.counts.get(heading.kind, 0)
        number = heading.number or last + 1
        due = number in {last + 1, 1} or (number > last and (of.ended(before) or line.marked))
        if not due or not (of.ended(before) or of.heading(before) or line.marked or not self.articles):
            return False
        self._open_heading(heading, number, line.text)
        following = self.lines[place + 1].text if place + 1 < len(self.lines) else ""
        self.pending = (
            not heading.title and 0 < len(following) <= 20 and not of.article(following) and not of.heading(following)
        )
        return True

    def _open_heading(self, heading: of.HeadingLine, number: int, words: str) -> None:
        level = _LEVELS[heading.kind]
        for kind in [kind for kind in self.counts if _LEVELS[kind] > level]:
            del self.counts[kind]
        self.counts[heading.kind] = number
        self.stack = [step for step in self.stack if _LEVELS.get(step.kind, 9) < level]
        self.stack.append(Step(heading.kind, number))
        self.headings.append(Heading(self._under(), words))

    def _annexes(self) -> tuple[int, list[Article]]:
        """Where the articles end, and the annexes behind them."""
        last = self.chosen[-1].place
        second = sequence.restart(self.heads, self.chosen)
        first = next(
            (place for place in range(last + 1, len(self.lines)) if of.annex(self.lines[place].text)), len(self.lines)
        )
        if second is not None:
            begin = second.place
            while begin - 1 > last and (
                of.heading(self.lines[begin - 1].text) or not of.ended(self.lines[begin - 1].text)
            ):
                begin -= 1
            self.damages.restart(self.lines[second.place].number)
            first = min(first, begin)
        return first, _annexes(self.lines[first:])

    def _finish(self, articles: list[Article], annexes: list[Article]) -> list[Article]:
        """Headings, annexes and captions that ran on taken off, paragraphs that ran together parted."""
        for place, article in enumerate(articles):
            text = _PARTED.sub("\n", article.text) if self.joined else article.text
            if place + 1 < len(articles) and (match := _GLUED_HEADING.search(text, max(0, len(text) - _LONGEST_GLUED))):
                self.damages.glued(article, match["words"])
                text = text[: match.start()]
            if place + 1 == len(articles) and (match := _GLUED_ANNEX.search(text)):
                self.damages.annex_glued(article)
                annexes.insert(0, Article("annex_1", text[match.start() :].strip(_EDGES), "", article.line))
                text = text[: match.start()]
            caption = _CAPTION.match(text)
            text = text[caption.end() :] if caption else text
            articles[place] = replace(article, text=text.strip(), caption=caption[1] if caption else "")
        return articles


def _annexes(lines: Sequence[TextLine]) -> list[Article]:
    """The annexes by their own heads; numbers that are missing are counted on, one that comes again is told apart."""
    out: list[_Open] = []
    for line in lines:
        match = of.annex(line.text)
        if out and (match is None or _title_of(out[-1], match)):
            out[-1].add(line.text)
            continue
        number = numerals.parse(match["number"]) if match and match["number"] else None
        out.append(_Open(f"annex_{number or len(out) + 1}", "", line.number))
        out[-1].add(line.text)
    times: Counter[str] = Counter()
    for item in out:
        times[item.path] += 1
        if times[item.path] > 1:
            item.path = f"{item.path}-{times[item.path]}"
    return [item.closed() for item in out]


def _title_of(item: _Open, match: re.Match[str]) -> bool:
    """Whether a bare 附件 only heads the annex whose name was printed in the line before (附：收费标准 / 附件)."""
    return match["number"] is None and not match["words"].strip() and len(item.pieces) == 1


def _without_articles(lines: Sequence[TextLine]) -> StatuteContent:
    """A text without articles by its outermost points, whichever of 一、 （一） 1. those are."""
    points = [(place, point) for place, line in enumerate(lines) if (point := of.point(line.text))]
    kind = next((kind for kind in ("part", "clause", "num") if any(point[0] == kind for _, point in points)), None)
    starts: dict[int, tuple[int, str]] = {}
    last = 0
    for place, (of_kind, number, rest) in points:
        if of_kind == kind and number == last + 1:
            starts[place], last = (number, rest), number
    articles: list[_Open] = []
    preamble: list[str] = []
    annexes: list[Article] = []
    for place, line in enumerate(lines):
        if articles and place > max(starts, default=0) and of.annex(line.text):
            annexes = _annexes(lines[place:])
            break
        if place in starts:
            number, rest = starts[place]
            articles.append(_Open(f"{kind}_{number}", "", line.number))
            articles[-1].add(rest.strip(_EDGES))
        elif articles:
            articles[-1].add(line.text)
        else:
            preamble.append(line.text)
    if not articles and preamble:
        return StatuteContent((Article("", "\n".join(preamble), "", lines[0].number),), (), (), "", ())
    return StatuteContent(tuple(item.closed() for item in articles), (), tuple(annexes), "\n".join(preamble), ())
