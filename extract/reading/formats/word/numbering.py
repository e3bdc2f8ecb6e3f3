"""The numbers that Word adds to paragraphs by itself (ECMA-376, part 1, 17.9): they are shown, but are no text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from extract.numerals import write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
#: Numbering is not shown behind a number of zero; it is how a paragraph leaves the list of its style.
_NONE = "0"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def _letters(number: int) -> str:
    """A … z, aa … zz, as Word counts on."""
    return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 9)


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def _chinese(number: int) -> str:
    return write(number) if number <= 9999 else str(number)


def _enclosed(number: int) -> str:
    return chr(ord("①") + number - 1) if 1 <= number <= 20 else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate({ord("0") + at: ord("０") + at for at in range(10)}),
    "decimalEnclosedCircle": _enclosed,
    "decimalEnclosedCircleChinese": _enclosed,
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "none": lambda _: "",
    **dict.fromkeys(
        ["chineseCounting", "chineseCountingThousand", "japaneseCounting", "japaneseDigitalTenThousand",
         "taiwaneseCounting", "taiwaneseCountingThousand", "ideographDigital"],
        _chinese,
    ),
}  # fmt: skip

#: Names of the forms of numbers (ECMA-376, part 1, 17.18.59) by the number that stands for them ([MS-OSHARED] 2.2.1.3).
FORMS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 10: "ideographDigital",
    11: "japaneseCounting", 14: "decimalFullWidth", 17: "japaneseDigitalTenThousand", 18: "decimalEnclosedCircle",
    19: "decimalFullWidth", 22: "decimalZero", 23: "bullet", 28: "decimalEnclosedCircleChinese",
    29: "decimalEnclosedCircle", 33: "taiwaneseCounting", 35: "taiwaneseCountingThousand", 37: "chineseCounting",
    39: "chineseCountingThousand", 255: "none",
}  # fmt: skip


class ListLevel(NamedTuple):
    """How a level of a list counts: from ``start``, in ``form``, printed as ``text`` with %1 for the first level."""

    start: int = 1
    form: str = "decimal"
    text: str = ""


def _uncounted() -> list[int | None]:
    return [None] * _LEVELS


class ListNumber(NamedTuple):
    """A number that paragraphs name: the list they count on in, and what of its levels differs, by level.

    ``starts`` are where a level begins once, ``levels`` how it counts and looks.
    """

    list: str
    starts: Mapping[int, int] = MappingProxyType({})
    levels: Mapping[int, ListLevel] = MappingProxyType({})


@dataclass(slots=True)
class _Counts:
    """What the levels of a list have counted so far; several numbers of a document may share it.

    ``alone`` is the count of paragraphs that have no text beside their number.
    """

    counts: list[int | None] = field(default_factory=_uncounted)
    alone: list[int | None] = field(default_factory=_uncounted)


class Numbering:
    """The lists of a document; ``label`` counts on, so it must be asked in document order.

    ``lists`` are levels by list; ``styles`` the number and level that a style of paragraphs brings.
    """

    def __init__(
        self,
        lists: Mapping[str, Mapping[int, ListLevel]],
        numbers: Mapping[str, ListNumber],
        styles: Mapping[str, tuple[str, int]],
    ) -> None:
        self._counts = {name: _Counts() for name in lists}
        self._lists, self._numbers = lists, numbers
        self._begun: set[tuple[str, int]] = set()
        self.styles = styles

    def label(self, number: str, level: int, *, alone: bool = False) -> str:
        """The label of the next paragraph of list ``number`` at ``level`` (from 0); empty for bullets and no list.

        Paragraphs that have no text beside their number (``alone``) count among themselves: where one style numbers
        the rows of a table and the entries in their cells as well, nobody means 1, 4, 7 for the rows.
        """
        named = self._numbers.get(number)
        if named is None or number == _NONE or named.list not in self._lists or not 0 <= level < _LEVELS:
            return ""
        of_list = self._counts[named.list]
        if level in named.starts and (number, level) not in self._begun:
            self._begun.add((number, level))
            of_list.counts[level] = of_list.alone[level] = named.starts[level] - 1
        levels = {**self._lists[named.list], **named.levels} if named.levels else self._lists[named.list]
        counts = of_list.alone if alone else of_list.counts
        last = counts[level]
        counts[level] = levels.get(level, ListLevel()).start if last is None else last + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        return _printed(levels, counts, level)


def _printed(levels: Mapping[int, ListLevel], counts: list[int | None], level: int) -> str:
    of_level = levels.get(level, ListLevel())
    if of_level.form == "bullet":
        return ""

    def count(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        own = levels.get(at, ListLevel())
        number = counts[at]
        return _FORMATS.get(own.form, str)(max(1, own.start if number is None else number))

    return re.sub("%([1-9])", count, of_level.text)


def of_parts(numbering: bytes | None, styles: bytes | None) -> Numbering:
    """The lists that the parts of a .docx with its numbering and its styles define."""
    if not numbering:
        return Numbering({}, {}, {})
    root = _root(numbering)
    lists = {
        element.get(f"{_W}abstractNumId", ""): dict(_level(level) for level in element.findall(f"{_W}lvl"))
        for element in root.findall(f"{_W}abstractNum")
    }
    numbers = {
        element.get(f"{_W}numId", ""): ListNumber(
            _value(element, "abstractNumId"),
            dict(_starts(element)),
            dict(_level(level) for level in element.findall(f"{_W}lvlOverride/{_W}lvl")),
        )
        for element in root.findall(f"{_W}num")
    }
    return Numbering(lists, numbers, dict(_style_numbers(_root(styles))) if styles else {})


def _starts(number: Any) -> Iterator[tuple[int, int]]:  # noqa: ANN401 - elements of lxml
    for over in number.findall(f"{_W}lvlOverride"):
        if (start := over.find(f"{_W}startOverride")) is not None:
            yield _whole(over.get(f"{_W}ilvl")), _whole(start.get(f"{_W}val"), 1)


def _level(element: Any) -> tuple[int, ListLevel]:  # noqa: ANN401
    start, form = _whole(_value(element, "start"), 1), _value(element, "numFmt") or "decimal"
    return _whole(element.get(f"{_W}ilvl")), ListLevel(start, form, _value(element, "lvlText"))


def _style_numbers(root: Any) -> Iterator[tuple[str, tuple[str, int]]]:  # noqa: ANN401
    for style in root.findall(f"{_W}style"):
        number = style.find(f"{_W}pPr/{_W}numPr")
        if number is not None and (value := _value(number, "numId")):
            yield style.get(f"{_W}styleId", ""), (value, _whole(_value(number, "ilvl")))


def _root(data: bytes) -> Any:  # noqa: ANN401
    from lxml import etree  # noqa: PLC0415

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False))


def _value(element: Any, name: str) -> str:  # noqa: ANN401
    child = element.find(f"{_W}{name}")
    return "" if child is None else str(child.get(f"{_W}val", ""))


def _whole(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else default
