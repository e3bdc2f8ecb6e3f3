"""Supervision regimes (事中事后监管制度) in running text: contents, headings, prefaces, numbered sections.

（一）某某监管 / 为加强… / 一、监督检查对象 / 二、… : a regime begins at a heading whose sections count from one
again. （一）（二） number points inside the sections as well, so a number alone begins nothing: where the file prints
contents, a heading has to agree with them, else the numbering of the sections decides.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from extract import enumerators
from extract.clean import level
from extract.model import Passage, Regime, Section, Trouble
from extract.reading.responsibility.flow import joined
from extract.reading.responsibility.parts import is_plain_section, kind_of_section

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extract.enumerators import Mark
    from extract.reading.responsibility.flow import Line

_LONGEST_NAME = 60
_LONGEST_HEADING = 24
_ALIKE = 0.6
_SENTENCE_END = "。；;，,：:、"
_PAGE = re.compile(r"[.…·．\s]*\d*$")
_CONTENTS = re.compile(r"目\s*录[:：]?")
#: What the name of a regime without a number ends in.
_UNNUMBERED = re.compile(r"(?:监管|监督|管理|检查|制度|规范|规定|办法|机制|措施|查处)$")
_HEAD_END = re.compile("[:：。]")
_HEADED = re.compile(rf"(.{{1,{_LONGEST_HEADING}}}?)([:：。])\s*(.+)")


class _MarkedLine(NamedTuple):
    """A line with the mark it begins with and the words behind the mark."""

    line: Line
    mark: Mark | None
    words: str

    def is_name(self) -> bool:
        """Whether the line can be the heading of a regime."""
        return len(self.words) <= _LONGEST_NAME and bool(self.words) and self.words[-1] not in _SENTENCE_END

    def is_section(self) -> bool:
        """Whether the line is, or begins with, a heading that only a section has (一、监督检查对象：…)."""
        return is_plain_section(_HEAD_END.split(self.words, maxsplit=1)[0])


class _RegimeHeading(NamedTuple):
    at: int
    name: Passage
    number: str


def regimes(lines: Sequence[Line], title: Passage | None = None) -> tuple[tuple[Regime, ...], tuple[Trouble, ...]]:
    """The regimes that ``lines`` print and what was not understood.

    ``title`` names the one regime of a file that gives it no heading of its own.
    """
    entries = [_marked(line) for line in lines]
    contents, begin = _contents(entries)
    outer, inner = _styles(entries, begin)
    headings = _headings(entries, begin, contents, outer, inner)
    if not headings and title and any(entry.mark and entry.mark.style == inner for entry in entries):
        headings = [_RegimeHeading(-1, title, "")]
    before = headings[0].at if headings else len(entries)
    listed = {id(entry) for entry in contents}
    troubles = [
        *_unlike(contents, headings),
        *unplaced(entry.line for entry in entries[: max(before, 0)] if id(entry) not in listed),
    ]
    bounds = [*(heading.at for heading in headings), len(entries)]
    named = {entry.mark.printed: entry for entry in contents if entry.mark}
    regimes = (
        _regime(heading, entries[start + 1 : end], inner, named.get(heading.number))
        for heading, (start, end) in zip(headings, pairwise(bounds), strict=True)
    )
    return tuple(regimes), tuple(troubles)


def unplaced(lines: Iterable[Line]) -> Iterable[Trouble]:
    """One trouble for each run of text that belongs to no part of the list; its words are kept there."""
    rest = [line for line in lines if not _CONTENTS.fullmatch(line.text)]
    if rest:
        words = "\n".join(line.text for line in rest)
        yield Trouble(
            rest[0].line, 0, f"此处文字不属于清单的任何部分，未收入：{words}", f"text that belongs to no part: {words}"
        )


def _marked(line: Line) -> _MarkedLine:
    levelled = level(line.text)
    mark = enumerators.first(levelled.text)
    if mark is None:
        return _MarkedLine(line, None, line.text)
    start = levelled.at(mark.end) if mark.end < len(levelled.text) else len(line.text)
    return _MarkedLine(line, mark, line.text[start:].strip())


def _contents(entries: Sequence[_MarkedLine]) -> tuple[list[_MarkedLine], int]:
    """The contents, if printed - names counted from one that come again as headings - and the line behind them."""
    before_sections = takewhile(lambda entry: not entry.is_section(), entries)
    for start, first in enumerate(before_sections):
        if first.mark and first.mark.number == 1:
            names = _counted_on(entries[start:])
            end = start + len(names)
            if any(entry.is_name() and _alike(entry, first) for entry in entries[end:]):
                return names, end
    return [], 0


def _counted_on(entries: Sequence[_MarkedLine]) -> list[_MarkedLine]:
    """The lines from the first on that count on in its style without anything between them."""
    names = list(entries[:1])
    for entry in entries[1:]:
        last = names[-1].mark
        if not (entry.mark and last and entry.mark[:2] == (last.style, last.number + 1)):
            break
        names.append(entry)
    return names


def _alike(entry: _MarkedLine, other: _MarkedLine) -> bool:
    """Whether a heading and a line of the contents have one number and nearly the same name."""
    same = entry.mark is not None and other.mark is not None and entry.mark.number == other.mark.number
    return same and _same_name(entry.words, other.words)


def _same_name(first: str, second: str) -> bool:
    left, right = (re.sub(r"\s", "", _PAGE.sub("", words)) for words in (first, second))
    return SequenceMatcher(None, left, right, autojunk=False).ratio() >= _ALIKE


def _styles(entries: Sequence[_MarkedLine], begin: int) -> tuple[str | None, str | None]:
    """The styles of mark that number regimes (None where they bear no number) and sections."""
    marks = [entry for entry in entries[begin:] if entry.mark]
    if not marks or not marks[0].mark:
        return None, None
    outer = marks[0].mark.style
    if marks[0].is_section():
        return None, outer
    return outer, next((entry.mark.style for entry in marks if entry.mark and entry.mark.style != outer), None)


def _headings(
    entries: Sequence[_MarkedLine], begin: int, contents: Sequence[_MarkedLine], outer: str | None, inner: str | None
) -> list[_RegimeHeading]:
    """The lines that begin a regime: those the contents announce, and those whose sections count from one again."""
    counted = _counted(entries, begin, outer, inner)
    by_place: dict[int, _RegimeHeading] = {}
    last = begin - 1
    for name in contents:
        alike = [
            place
            for place in range(last + 1, len(entries))
            if entries[place].is_name() and _alike(entries[place], name)
        ]
        if alike:
            last = next((place for place in alike if place in counted), alike[0])
            by_place[last] = _heading(last, entries[last])
    for place, sections in counted.items():
        if not any(place <= at < sections for at in by_place):
            by_place[place] = _heading(place, entries[place])
    return [by_place[place] for place in sorted(by_place)]


def _counted(entries: Sequence[_MarkedLine], begin: int, outer: str | None, inner: str | None) -> dict[int, int]:
    """The lines before sections that count from one again, each with the place of its first section."""
    result: dict[int, int] = {}
    previous = begin
    for place, entry in enumerate(entries[begin:], begin):
        if entry.mark and entry.mark.style == inner and entry.mark.number == 1:
            name = _name_before(entries, previous, place, outer)
            if name is not None:
                result[name] = place
            previous = place
    return result


def _heading(place: int, entry: _MarkedLine) -> _RegimeHeading:
    return _RegimeHeading(place, Passage(entry.words, entry.line.line), entry.mark.printed if entry.mark else "")


def _name_before(entries: Sequence[_MarkedLine], start: int, end: int, outer: str | None) -> int | None:
    """The last line before a first section that can be the name of its regime."""
    for place in range(end - 1, start - 1, -1):
        entry = entries[place]
        if entry.is_name() and (entry.mark.style == outer if entry.mark else bool(_UNNUMBERED.search(entry.words))):
            return place
    return None


def _unlike(contents: Sequence[_MarkedLine], headings: Sequence[_RegimeHeading]) -> Iterable[Trouble]:
    """Where contents and headings disagree."""
    announced = {entry.mark.printed: entry for entry in contents if entry.mark}
    printed = {heading.number: heading.name.text for heading in headings}
    for number, entry in announced.items():
        if number not in printed or not _same_name(printed[number], entry.words):
            zh = f"目录列有（{number}）{entry.words}，正文{f'为{printed[number]}' if number in printed else '未见'}"
            yield Trouble(entry.line.line, 0, zh, f"announced in the contents, not found in the text: {entry.words}")
    for heading in headings:
        if announced and heading.number not in announced:
            zh = f"正文有（{heading.number}）{heading.name.text}，目录未列"
            yield Trouble(heading.name.line, 0, zh, f"not announced in the contents: {heading.name.text}")


def _regime(
    heading: _RegimeHeading, body: Sequence[_MarkedLine], inner: str | None, announced: _MarkedLine | None
) -> Regime:
    starts: list[int] = []
    for place, entry in enumerate(body):
        if entry.mark and entry.mark.style == inner:
            last = body[starts[-1]].mark if starts else None
            if (
                last is None
                or entry.mark.number == last.number + 1
                or (entry.is_name() and len(entry.words) <= _LONGEST_HEADING)
            ):
                starts.append(place)
    preface = body[: starts[0]] if starts else body
    sections = (_section(body[start], body[start + 1 : end]) for start, end in pairwise([*starts, len(body)]))
    line = Passage(_PAGE.sub("", announced.words), announced.line.line) if announced else None
    return Regime(heading.number, heading.name, _text(preface), tuple(sections), line)


def _section(first: _MarkedLine, rest: Sequence[_MarkedLine]) -> Section:
    """A section: its heading may go on in the same line (一、监督检查对象：全市…)."""
    heading, words = _parted(first)
    lines = [Passage(words, first.line.line)] if words else []
    text = joined([*lines, _text(rest)]) or Passage("", first.line.line)
    number = first.mark.printed if first.mark else ""
    return Section(number, heading, kind_of_section(heading), text)


def _parted(first: _MarkedLine) -> tuple[str, str]:
    words = first.words.rstrip(":：")
    if match := _HEADED.fullmatch(words):
        plain = kind_of_section(match[1]) != "other"
        return (match[1], match[3]) if match[2] in ":：" or plain else ("", words)
    bare = words.removesuffix("。")
    heading = len(bare) <= _LONGEST_HEADING and (is_plain_section(bare) or words[-1:] not in _SENTENCE_END)
    return (bare, "") if heading else ("", words)


def _text(entries: Sequence[_MarkedLine]) -> Passage | None:
    return joined(Passage(entry.line.text, entry.line.line) for entry in entries)
