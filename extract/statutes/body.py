"""The one parser of a statute's body: raw lines to articles under headings, annexes, and what is wrong with them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from extract import numerals
from extract.provision import Step
from extract.statutes import lines as of
from extract.statutes import sequence
from extract.statutes.damages import Damages
from extract.statutes.model import Article, Damage, Heading, Line

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
_LEVELS = {"book": 0, "subbook": 1, "chp": 2, "sec": 3}


@dataclass(frozen=True, slots=True)
class Body:
    """What the lines of a text hold; ``damages`` in text order."""

    articles: tuple[Article, ...]
    headings: tuple[Heading, ...]
    annexes: tuple[Article, ...]
    preamble: str
    damages: tuple[Damage, ...]


def read(raw: Raw) -> Body:
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
    return _Builder(lines, heads, chosen, damages, joined=raw.joined).build()


def _heads(lines: Sequence[Line]) -> list[Head]:
    found = []
    for place, line in enumerate(lines):
        if head := of.article(line.text):
            before = lines[place - 1] if place else None
            ends = before is None or of.ended(before.text) or of.heading(before.text) is not None
            rest = head.rest or (lines[place + 1].text if place + 1 < len(lines) else "")
            found.append(sequence.Head(place, head.number, head.insert, rest, ends, head.parted or not head.rest))
    return found


def _split_merged(
    lines: list[Line], heads: list[Head], chosen: list[Head], damages: Damages
) -> tuple[list[Line], list[Head], list[Head]]:
    """Articles whose number stands in mid-line, where the numbers at the heads of lines leave it out."""
    cuts: list[tuple[int, int, int]] = []
    for place, head in enumerate(chosen):
        after = chosen[place + 1] if place + 1 < len(chosen) else None
        until = after.place if after else len(lines)
        number, wanted = head.number, (after.number if after else head.number + 50)
        at, offset = head.place, 1
        while number + 1 < wanted:
            found = _mid_line(lines, at, offset, until, number + 1)
            if found is None:
                break
            at, offset = found[0], found[1] + 1
            cuts.append((*found, number + 1))
            number += 1
    if not cuts:
        return lines, chosen, heads
    out: list[Line] = []
    for place, line in enumerate(lines):
        start = 0
        for _, offset, number in (cut for cut in cuts if cut[0] == place):
            out.append(replace(line, text=line.text[start:offset].strip(_EDGES)))
            start = offset
            damages.merged(number, line.number)
        out.append(replace(line, text=line.text[start:].strip(_EDGES)))
    heads = _heads(out)
    return out, sequence.articles(heads), heads


def _mid_line(lines: Sequence[Line], at: int, offset: int, until: int, number: int) -> tuple[int, int] | None:
    pattern = re.compile(_MERGED.format(f"(?:{numerals.write(number)}|{number})"))
    for place in range(at, until):
        text = lines[place].text
        if (match := pattern.search(text, offset if place == at else 1)) and not sequence.REFERRING.match(
            text, match.end()
        ):
            return place, match.start()
    return None


@dataclass(slots=True)
class _Builder:
    """The state of one pass over the lines, once the heads of articles are known."""

    lines: list[Line]
    heads: list[Head]
    chosen: list[Head]
    damages: Damages
    joined: bool
    articles: list[Article] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    preamble: list[str] = field(default_factory=list)
    stack: list[Step] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    pending: str = ""

    def build(self) -> Body:
        starts = {head.place: head for head in self.chosen}
        references = {head.place for head in self.heads} - set(starts)
        end, annexes = self._annexes()
        glue = False
        for place, line in enumerate(self.lines[:end]):
            if head := starts.get(place):
                found = of.article(line.text)
                path = str(Step("art", head.number, head.insert or None))
                self.articles.append(Article(path, found.rest if found else "", self._under(), line.number))
                glue = False
            elif place in references:
                glue = self._add(line, glue=not of.ended(self._last()), follows=True)
            elif not self._heading(line, place):
                glue = self._add(line, glue=glue and not of.ended(self._last()), follows=False)
        self._finish(annexes)
        return Body(
            tuple(self.articles), tuple(self.headings), tuple(annexes), "\n".join(self.preamble), self.damages.all()
        )

    def _last(self) -> str:
        return self.articles[-1].text if self.articles else ""

    def _add(self, line: Line, *, glue: bool, follows: bool) -> bool:
        """Add a line to the article open; whether the next one may go on in it."""
        if not self.articles:
            self.preamble.append(line.text)
            return False
        last = self.articles[-1]
        cut = last.text.endswith(("，", "、", "（", ",")) and not of.point(line.text)
        text = last.text + ("" if glue or cut or not last.text else "\n") + line.text
        self.articles[-1] = replace(last, text=text)
        return follows or glue

    def _under(self) -> str:
        return "__".join(map(str, self.stack))

    def _heading(self, line: Line, place: int) -> bool:
        """Take a line as a heading where its number goes on from the last of its kind."""
        if self.pending:
            self.headings[-1] = replace(self.headings[-1], words=f"{self.headings[-1].words} {line.text}")
            self.pending = ""
            return True
        found = of.heading(line.text)
        if found is None:
            return False
        before = self.lines[place - 1].text if place else ""
        last = self.counts.get(found.kind, 0)
        number = found.number or last + 1
        due = number in {last + 1, 1} or (number > last and (of.ended(before) or line.marked))
        if not due or not (of.ended(before) or of.heading(before) or line.marked or not self.articles):
            return False
        level = _LEVELS[found.kind]
        for kind in [kind for kind in self.counts if _LEVELS[kind] > level]:
            del self.counts[kind]
        self.counts[found.kind] = number
        self.stack = [step for step in self.stack if _LEVELS.get(step.kind, 9) < level]
        self.stack.append(Step(found.kind, number))
        self.headings.append(Heading(self._under(), line.text))
        following = self.lines[place + 1].text if place + 1 < len(self.lines) else ""
        if not found.title and len(following) <= 20 and not of.article(following) and not of.heading(following):
            self.pending = following
        return True

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

    def _finish(self, annexes: list[Article]) -> None:
        for place, article in enumerate(self.articles):
            text = article.text
            if self.joined:
                text = _PARTED.sub("\n", text)
            if (match := _GLUED_HEADING.search(text)) and (place + 1 < len(self.articles)):
                self.damages.glued(article, match["words"])
                text = text[: match.start()]
            if place + 1 == len(self.articles) and (match := _GLUED_ANNEX.search(text)):
                self.damages.annex_glued(article)
                annexes.insert(0, Article("annex_1", text[match.start() :].strip(_EDGES), "", article.line))
                text = text[: match.start()]
            caption = _CAPTION.match(text)
            text = text[caption.end() :] if caption else text
            self.articles[place] = replace(article, text=text.strip(), caption=caption[1] if caption else "")


def _annexes(lines: Sequence[Line]) -> list[Article]:
    """The annexes by their own heads; numbers that are missing are counted on."""
    out: list[Article] = []
    for line in lines:
        if (match := of.annex(line.text)) or not out:
            number = numerals.parse(match["number"]) if match and match["number"] else None
            if out and number is None and match and not match["words"].strip() and not out[-1].text.count("\n"):
                out[-1] = replace(out[-1], text=f"{out[-1].text}\n{line.text}")
                continue
            out.append(Article(f"annex_{number or len(out) + 1}", line.text, "", line.number))
        else:
            out[-1] = replace(out[-1], text=f"{out[-1].text}\n{line.text}")
    paths: dict[str, int] = {}
    for place, article in enumerate(out):
        times = paths[article.path] = paths.get(article.path, 0) + 1
        if times > 1:
            out[place] = replace(article, path=f"{article.path}-{times}")
    return out


def _without_articles(lines: Sequence[Line]) -> Body:
    """A text without articles by its outermost points, whichever of 一、 （一） 1. those are."""
    points = [(place, found) for place, line in enumerate(lines) if (found := of.point(line.text))]
    kind = next((kind for kind in ("part", "clause", "num") if any(found[0] == kind for _, found in points)), None)
    starts: dict[int, tuple[int, str]] = {}
    last = 0
    for place, (of_kind, number, rest) in points:
        if of_kind == kind and number == last + 1:
            starts[place], last = (number, rest), number
    articles: list[Article] = []
    preamble: list[str] = []
    annexes: list[Article] = []
    for place, line in enumerate(lines):
        if articles and place not in starts and of.annex(line.text) and place > max(starts, default=0):
            annexes = _annexes(lines[place:])
            break
        if place in starts:
            number, rest = starts[place]
            articles.append(Article(f"{kind}_{number}", rest.strip(_EDGES), "", line.number))
        elif articles:
            articles[-1] = replace(articles[-1], text=f"{articles[-1].text}\n{line.text}".strip("\n"))
        else:
            preamble.append(line.text)
    if not articles and preamble:
        return Body((Article("", "\n".join(preamble), "", lines[0].number),), (), (), "", ())
    return Body(tuple(articles), (), tuple(annexes), "\n".join(preamble), ())
