"""Provisions of a document as paths, and the Chinese words that name them.

A path follows the Akoma Ntoso naming convention (eId): steps outermost first, joined by ``__``:
``art_30__para_1__item_1`` is 第三十条第一款第（一）项, ``art_120-1`` is 第一百二十条之一. ``Provision.parse`` and
``str`` are inverse; ``read`` turns printed words into paths, lists and ranges expanded.

The order of levels 编 章 节 条 款 项 目 is that of 立法法 (2023) art. 65.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple, Self

from extract import numerals
from extract.rules import compiled, piece

#: Level of a step kind, outermost first. 一、 （一） 1. structure opinions and notices, which have no articles.
LEVELS: Final = {
    "annex": 0, "book": 1, "chp": 2, "sec": 3, "part": 3, "art": 4, "clause": 4, "para": 5, "num": 5, "item": 6,
    "point": 7,
}  # fmt: skip
KINDS: Final = {"编": "book", "章": "chp", "节": "sec", "条": "art", "款": "para", "项": "item", "目": "point"}
WORDS: Final = {kind: word for word, kind in KINDS.items()}

#: A chain of provisions, as a pattern over levelled text: 第三十条第一款、第二款, 第三条至第五条, 附件第101项.
CHAIN: Final = piece("CHAIN")
#: The same without 第 at its head (四十九条); only where a heading is expected, for 三条 may also be three roads.
BARE_CHAIN: Final = piece("BARE_CHAIN")

_SPLIT: Final = compiled(
    "(?P<annex>附件(?P<annexed><ORD>)?)|第?(?P<part><TENS>)(?:点|部分)|第?(?P<entries><ENTRY>(?:<LINK>第?<ENTRY>){0,40})(?P<unit><UNIT>)"
    r"(?P<inserts>之<ORD>(?:(?:<TO>|、|和)之<ORD>){0,20})?|第?\((?P<clause><TENS>)\)|(?P<link><LINK>)"
)
_ENTRIES: Final = compiled(r"(?P<bracketed>\(<ORD>\)|<SIGN>)|(?P<number><ORD>)|(?P<range><TO>)|[、,和及与或者以第()之]")
_RANGE: Final = frozenset("至到-—–~～")
_DEEPEST, _TEN = 9, 10
_STEP: Final = re.compile(r"([a-z]+)(?:_(\d+)(?:-(\d+))?)?")
_LONGEST_RANGE: Final = 200


class Step(NamedTuple):
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


class Provision(NamedTuple):
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
        return Provision((*(upper for upper in self.steps if LEVELS[upper.kind] < level), step))


WHOLE: Final = Provision(())


class NamedProvision(NamedTuple):
    """A provision and where in the words it is named."""

    provision: Provision
    start: int
    end: int


@lru_cache(maxsize=16384)
def read(words: str, within: Provision = WHOLE) -> tuple[NamedProvision, ...]:
    """The provisions that a chain of words names, in text order, ranges and lists expanded.

    ``words`` is levelled text (half-width brackets, no blanks); a chain that starts below the article
    (第三款) continues ``within``. A numeral that is none names nothing, nor does what stands below it.

    >>> [str(named.provision) for named in read("第二十二条第一、三款")]
    ['art_22__para_1', 'art_22__para_3']
    >>> [str(named.provision) for named in read("第一百零三条至第一百零四条之一")]
    ['art_103', 'art_104', 'art_104-1']
    """
    nameds: list[NamedProvision] = []
    path, level, linked, ranged = within, -1, True, False
    unread = _DEEPEST
    for match in _SPLIT.finditer(words):
        if match["link"]:
            linked, ranged = True, match["link"][0] in _RANGE
            continue
        kind = _kind(match, path)
        steps = _steps(match, kind)
        if LEVELS[kind] > unread:
            continue
        unread = _DEEPEST if steps else LEVELS[kind]
        if not steps:
            continue
        deeper = not linked and LEVELS[kind] > level
        if deeper and nameds and nameds[-1].provision == path:
            steps = [(step, nameds[-1].start if step is steps[0][0] else start, end) for step, start, end in steps]
            nameds.pop()
        elif ranged and nameds and path.steps and path.steps[-1].kind == kind:
            steps = [*_between(path.steps[-1], steps[0]), *steps]
        for step, start, end in steps:
            path = path.under(step)
            nameds.append(NamedProvision(path, start, end))
        level, linked, ranged = LEVELS[kind], False, False
    return tuple(nameds)


def _kind(match: re.Match[str], path: Provision) -> str:
    """The kind of step; below a point of an opinion (第二点第一条, 第二点第(一)项) it is a clause."""
    if match["annex"]:
        return "annex"
    if match["part"]:
        return "part"
    if match["clause"] or (match["unit"] in "条项" and path.steps and path.steps[-1].kind == "part"):
        return "clause"
    return KINDS[match["unit"]]


def _steps(match: re.Match[str], kind: str) -> list[tuple[Step, int, int]]:
    """The steps of one group: (一)、(三)项 and (一)(三)项 are two, 十三至十五条 three; each with its place."""
    if kind == "annex":
        number = None if match["annexed"] is None else numerals.parse(match["annexed"])
        return [(Step(kind, number), match.start(), match.end())]
    single = "part" if match["part"] else "clause" if match["clause"] else None
    if single:
        return [(Step(kind, number), match.start(), match.end()) for number in numerals.ordinals(match[single])]
    steps = _numbered(match["entries"], match.start("entries"), kind)
    if steps:
        if match["inserts"] and steps[-1][0].number is not None:
            steps[-1:] = _inserted(steps[-1], match["inserts"], match.start("inserts"))
        steps[-1] = (steps[-1][0], steps[-1][1], match.end())
        steps[0] = (steps[0][0], match.start(), steps[0][2])
    return steps


def _numbered(entries: str, at: int, kind: str) -> list[tuple[Step, int, int]]:
    """The steps that the ordinals before one unit name."""
    steps: list[tuple[Step, int, int]] = []
    ranged = False
    for entry in _ENTRIES.finditer(entries):
        if entry["range"]:
            ranged = True
        elif entry["bracketed"] or entry["number"]:
            start, end = at + entry.start(), at + entry.end()
            numbers = _value(entry["bracketed"]) if entry["bracketed"] else numerals.ordinals(entry["number"])
            if not numbers:
                return []
            for ordinal in numbers:
                number = _after(steps[-1][0].number if steps else None, ordinal, entry[0])
                step = (Step(kind, number), start, end)
                if ranged and steps:
                    steps.extend(_between(steps[-1][0], step))
                steps.append(step)
                ranged = False
    return steps


def _after(before: int | None, number: int, words: str) -> int:
    """第十二、三条 are 12 and 13: the tens of a number that would go back are those of the one before."""
    if before is None or len(words) > 1 or not 0 < number < _TEN <= before or number > before:
        return number
    raised = before - before % _TEN + number
    return raised if raised > before else number


def _value(bracketed: str) -> tuple[int, ...]:
    """(三), ③ and ㈢ are 3."""
    return numerals.ordinals(bracketed[1:-1]) if len(bracketed) > 1 else (int(unicodedata.numeric(bracketed)),)


def _inserted(above: tuple[Step, int, int], words: str, at: int) -> list[tuple[Step, int, int]]:
    """一百六十二条之一、之二 are two, 之一至之六 six."""
    step, start, _ = above
    steps: list[tuple[Step, int, int]] = []
    ranged = False
    for entry in _ENTRIES.finditer(words):
        if entry["range"]:
            ranged = True
        elif entry["number"]:
            for number in numerals.ordinals(entry["number"]):
                inserted = (
                    Step(step.kind, step.number, number),
                    start if not steps else at + entry.start(),
                    at + entry.end(),
                )
                if ranged and steps:
                    steps.extend(_between(steps[-1][0], inserted))
                steps.append(inserted)
                ranged = False
    return steps or [above]


def _between(first: Step, last: tuple[Step, int, int]) -> list[tuple[Step, int, int]]:
    """The steps a range leaves unsaid, placed where its end is named; 第三条至第五条之一 leaves 四 and 五 unsaid."""
    step, start, end = last
    low, high = first.number or 0, step.number or 0
    if high - low > _LONGEST_RANGE or (step.insert or 0) > _LONGEST_RANGE:
        return []
    if low == high:
        between = range((first.insert or 0) + 1, step.insert or 0)
        return [(Step(step.kind, high, insert), start, end) for insert in between]
    whole = [(Step(step.kind, number), start, end) for number in range(low + 1, high + (step.insert is not None))]
    return whole + [(Step(step.kind, high, insert), start, end) for insert in range(1, step.insert or 0)]
