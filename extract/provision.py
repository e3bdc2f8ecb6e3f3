"""Provisions of a document as paths, and the Chinese words that name them.

A path follows the Akoma Ntoso naming convention (eId): steps outermost first, joined by ``__``:
``art_30__para_1__item_1`` is 第三十条第一款第（一）项, ``art_120-1`` is 第一百二十条之一. ``Provision.parse`` and
``str`` are inverse; ``read`` turns printed words into paths, lists and ranges expanded.

The order of levels 编 章 节 条 款 项 目 is that of 立法法 (2023) art. 65.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from extract import numerals

#: Level of a step kind, outermost first. 一、 （一） 1. structure opinions and notices, which have no articles.
LEVELS = {
    "annex": 0, "book": 1, "chp": 2, "sec": 3, "part": 3, "art": 4, "clause": 4, "para": 5, "num": 5, "item": 6,
    "point": 7,
}  # fmt: skip
KINDS = {"编": "book", "章": "chp", "节": "sec", "条": "art", "款": "para", "项": "item", "目": "point"}
WORDS = {kind: word for word, kind in KINDS.items()}

NUMERAL = r"(?:[零〇○一二两三四五六七八九十百千]+|[\dlIO]{1,4})"
_ENTRY = rf"\(?{NUMERAL}\)?"
_LINK = r"(?:、|,|和|及|与|或者|以及|或|至|到|-|—|–|~|～)"
# Possessive: what the list has taken it keeps, or damaged text (第一、第一、…) would be tried again from each end.
_GROUP = rf"{_ENTRY}(?:{_LINK}第?{_ENTRY}){{0,40}}+[编章节条款项目](?:之{NUMERAL})?"
#: A chain of provisions, as a pattern over levelled text: 第三十条第一款、第二款, 第三条至第五条, 附件第101项.
CHAIN = rf"(?:附件(?:{NUMERAL})?)?第{_GROUP}(?:{_LINK}?第?{_GROUP}){{0,60}}|附件{NUMERAL}(?![个份张页])"
#: The same without 第 at its head (四十九条); only where a heading is expected, for 三条 may also be three roads.
BARE_CHAIN = rf"(?:{CHAIN})|{_GROUP}(?:{_LINK}?第?{_GROUP}){{0,60}}"

_SPLIT = re.compile(
    rf"(?P<annex>附件({NUMERAL})?)|第?(?P<entries>{_ENTRY}(?:{_LINK}第?{_ENTRY}){{0,40}})"
    rf"(?P<unit>[编章节条款项目])(?:之(?P<insert>{NUMERAL}))?|(?P<link>{_LINK})"
)
_ENTRIES = re.compile(rf"(?P<number>{NUMERAL})|(?P<range>至|到|-|—|–|~|～)|[、,和及与或者以第()]")
_RANGE = frozenset("至到-—–~～")
_STEP = re.compile(r"([a-z]+)(?:_(\d+)(?:-(\d+))?)?")
_LONGEST_RANGE = 200


@dataclass(frozen=True, slots=True)
class Step:
    """One level of a path: ``Step("art", 120, 1)`` is 第一百二十条之一; ``number`` None for an unnumbered annex."""

    kind: str
    number: int | None = None
    insert: int | None = None

    def __str__(self) -> str:
        number = "" if self.number is None else f"_{self.number}"
        return self.kind + number + ("" if self.insert is None else f"-{self.insert}")

    def words(self) -> str:
        """The step as a statute prints it."""
        if self.number is None:
            return "附件"
        if self.kind == "annex":
            return f"附件{self.number}"
        number = numerals.write(self.number) if self.number <= 9999 else str(self.number)
        if self.kind in WORDS:
            insert = "" if self.insert is None else f"之{numerals.write(self.insert)}"
            return f"第{number}{WORDS[self.kind]}{insert}"
        return {"part": f"{number}、", "clause": f"（{number}）", "num": f"{self.number}."}[self.kind]


@dataclass(frozen=True, slots=True)
class Provision:
    """A place in a document; no steps is the whole document."""

    steps: tuple[Step, ...]

    @classmethod
    def parse(cls, path: str) -> Self:
        """Read a path; raises ValueError where it is none.

        >>> Provision.parse("art_120-1__para_2").words()
        '第一百二十条之一第二款'
        """
        steps = []
        for part in path.split("__") if path else ():
            match = _STEP.fullmatch(part)
            if not match or match[1] not in LEVELS:
                raise ValueError(f"{path!r}: {part!r} is no step of a provision path such as art_30__para_1")
            steps.append(Step(match[1], *(None if figure is None else int(figure) for figure in match.groups()[1:])))
        return cls(tuple(steps))

    def __str__(self) -> str:
        return "__".join(map(str, self.steps))

    def words(self) -> str:
        """The provision as a statute prints it: 第三十条第一款第一项."""
        return "".join(step.words() for step in self.steps)

    def under(self, step: Step) -> Provision:
        """The same path with ``step`` at its level; what stood there or deeper gives way."""
        level = LEVELS[step.kind]
        return Provision((*(held for held in self.steps if LEVELS[held.kind] < level), step))


WHOLE = Provision(())


@dataclass(frozen=True, slots=True)
class Named:
    """A provision and where in the words it is named."""

    provision: Provision
    start: int
    end: int


@lru_cache(maxsize=16384)
def read(words: str, within: Provision = WHOLE) -> tuple[Named, ...]:
    """The provisions that a chain of words names, in text order, ranges and lists expanded.

    ``words`` is levelled text (half-width brackets, no blanks); a chain that starts below the article
    (第三款) continues ``within``.

    >>> [str(named.provision) for named in read("第二十二条第一、三款")]
    ['art_22__para_1', 'art_22__para_3']
    >>> [str(named.provision) for named in read("第三条至第五条")]
    ['art_3', 'art_4', 'art_5']
    """
    found: list[Named] = []
    path, level, linked, ranged = within, -1, True, False
    for match in _SPLIT.finditer(words):
        if match["link"]:
            linked, ranged = True, match["link"] in _RANGE
            continue
        kind = "annex" if match["annex"] else KINDS[match["unit"]]
        steps = _steps(match, kind)
        if not steps:
            continue
        deeper = not linked and LEVELS[kind] > level
        if deeper and found and found[-1].provision == path:
            steps = [(step, found[-1].start if step is steps[0][0] else start, end) for step, start, end in steps]
            found.pop()
        elif ranged and found and path.steps and path.steps[-1].kind == kind:
            steps = [*_between(path.steps[-1], steps[0]), *steps]
        for step, start, end in steps:
            path = path.under(step)
            found.append(Named(path, start, end))
        level, linked, ranged = LEVELS[kind], False, False
    return tuple(found)


def _steps(match: re.Match[str], kind: str) -> list[tuple[Step, int, int]]:
    """The steps of one group: (一)、(三)项 are two, 十三至十五条 three; each with its place."""
    if kind == "annex":
        number = None if match[2] is None else numerals.parse(match[2])
        return [(Step(kind, number), match.start(), match.end())]
    insert = None if match["insert"] is None else numerals.parse(match["insert"])
    steps: list[tuple[Step, int, int]] = []
    ranged, at = False, match.start("entries")
    for entry in _ENTRIES.finditer(match["entries"]):
        if entry["range"]:
            ranged = True
        elif entry["number"] and (number := numerals.parse(entry["number"])) is not None:
            step = (Step(kind, number), at + entry.start(), at + entry.end())
            if ranged and steps:
                steps.extend(_between(steps[-1][0], step))
            steps.append(step)
            ranged = False
    if steps:
        last, start, _ = steps[-1]
        steps[-1] = (Step(kind, last.number, insert), start, match.end())
        steps[0] = (steps[0][0], match.start(), steps[0][2])
    return steps


def _between(first: Step, last: tuple[Step, int, int]) -> list[tuple[Step, int, int]]:
    """The steps a range leaves unsaid, placed where its end is named."""
    step, start, end = last
    low, high = first.number or 0, step.number or 0
    if high - low > _LONGEST_RANGE:
        return []
    return [(Step(step.kind, number), start, end) for number in range(low + 1, high)]
