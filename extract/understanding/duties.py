"""The duties of an item by stage (责任事项) and the grounds on which its officials answer (追责情形).

Lists print a duty cell as one running text, numbered or not, each stage's name before its words (1.受理阶段责任：…,
立案责任：…, 【审查】…), parted by full stops, blanks, line breaks or leftover tags. What a name means is in
``rules/stages.toml``, how a cell names them in ``rules/duties.toml``; a name they do not know stays a stage without a
concept.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from extract import enumerators, rules
from extract.clean import Levelled, level
from extract.facts import Ground, Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_RULES: Final = {rule.code: rule.pattern for rule in rules.load("duties")}
_NAMED, _SHORT, _OTHER, _BEHIND, _START = (_RULES[code] for code in ("named", "short", "other", "behind", "start"))
_LONGEST_LEAD: Final = 4
_LEAST_GROUND: Final = 4


class _Heading(NamedTuple):
    start: int
    name: tuple[int, int]
    end: int


@lru_cache(maxsize=4096)
def concept(name: str) -> str | None:
    """The code of the stage that ``name`` (without 阶段, 责任) stands for, see ``rules/stages.toml``, or None.

    >>> concept("事后监管"), concept("调查取证"), concept("某某")
    ('supervision', 'investigation', None)
    """
    return next((rule.code for rule in rules.load("stages") if rule.pattern.search(name)), None)


@lru_cache(maxsize=1024)
def stages(text: str) -> tuple[Stage, ...]:
    """The duty stages of a cell in order, each with its own words as printed; none where the text names none."""
    levelled = level(text)
    headings = _headings(levelled) or list(_points(levelled))
    ends = [following.start for _, following in pairwise(headings)] + [len(levelled.text)]
    stages: list[Stage] = []
    for heading, last in zip(headings, ends, strict=False):
        if heading.end >= last:
            continue
        name = levelled.quote(*heading.name)
        start, end = levelled.span(heading.end, last)
        stages.append(Stage(len(stages) + 1, concept(name) if name else None, name, text[start:end], start, end))
    return tuple(stages)


@lru_cache(maxsize=1024)
def grounds(text: str) -> tuple[Ground, ...]:
    """The grounds of accountability of a cell in order, without list marks and closing points.

    The preface (因不履行…应承担相应责任：) is no ground. Without list marks every clause parted by ； or a line
    break behind the preface is one; a cell of one sentence is one ground.
    """
    levelled = level(text)
    spans = [(start, end) for _, start, end in enumerators.points(levelled)] or _clauses(levelled)
    grounds: list[Ground] = []
    for first, last in spans:
        end_of_words = first + len(levelled.text[first:last].rstrip(";。,.、"))
        if end_of_words - first < _LEAST_GROUND:
            continue
        start, end = levelled.span(first, end_of_words)
        grounds.append(Ground(len(grounds) + 1, text[start:end], start, end))
    return tuple(grounds)


def _headings(levelled: Levelled) -> list[_Heading]:
    """Named stages; where none is named in full (立案阶段责任：), those named in short (立案：)."""
    text, starts = levelled.text, _starts(levelled)
    named = list(_search(_NAMED, partial(_named, levelled), text, starts))
    named = named or list(_search(_SHORT, _short, text, starts))
    if not named:
        return []
    taken = {place for heading in named for place in range(heading.start, heading.end)}
    return sorted(named + [other for other in _search(_OTHER, _other, text, starts) if other.start not in taken])


def _search(
    pattern: re.Pattern[str],
    read: Callable[[re.Match[str]], _Heading | None],
    text: str,
    starts: Sequence[int],
) -> Iterator[_Heading]:
    """Every heading ``read`` accepts at one of ``starts``, none within another."""
    at = 0
    for start in starts:
        match = pattern.match(text, start) if start >= at else None
        heading = read(match) if match else None
        if heading:
            at = heading.end
            yield heading


def _starts(levelled: Levelled) -> list[int]:
    """Where a heading can begin: at a list mark, at the beginning, after a blank or a sentence."""
    text = levelled.text
    behind = [match.end() for match in _BEHIND.finditer(text)]
    return sorted({0, *levelled.places, *behind, *[match.start() for match in _START.finditer(text)]})


def _named(levelled: Levelled, match: re.Match[str]) -> _Heading | None:
    name = "boxed" if match["boxed"] else "name"
    if match[name].startswith("其") and not match["colon"]:
        return None
    known = concept(match[name]) is not None
    if match["boxed"]:
        certain = known or match["mark"] is not None
    elif match["colon"]:
        certain = known or match["mark"] is not None or match["word"][0] not in "责职"
    else:
        apart = levelled.gap(match.end()) or (match["stop"] and match["mark"])
        certain = known and match["word"][0] not in "责职" and bool(apart)
    return _Heading(match.start(), match.span(name), match.end()) if certain else None


def _short(match: re.Match[str]) -> _Heading | None:
    return _Heading(match.start(), match.span("name"), match.end()) if concept(match["name"]) else None


def _other(match: re.Match[str]) -> _Heading | None:
    return _Heading(match.start(), match.span("name"), match.start("name"))


def _points(levelled: Levelled) -> list[_Heading]:
    """Numbered points without stage names; a short lead (受理。公示…) that is one counts as its name."""
    headings = []
    for mark, start, end in enumerators.points(levelled):
        words = levelled.text[start:end]
        lead = re.split(r"[。;,、:]", words, maxsplit=1)[0]
        named = len(lead) <= _LONGEST_LEAD and concept(lead) is not None
        headings.append(_Heading(mark.start, (start, start + len(lead) if named else start), start))
    return headings if len(headings) > 1 else []


def _clauses(levelled: Levelled) -> list[tuple[int, int]]:
    """What ； and line breaks part, behind a preface that ends in a colon."""
    text = levelled.text
    begin = text.find(":") + 1
    cuts = [
        at
        for at in range(begin, len(text))
        if at == begin or text[at - 1] == ";" or (levelled.gap(at) and text[at - 1] == "。")
    ]
    return list(pairwise([*cuts, len(text)]))
