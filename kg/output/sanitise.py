"""One sanitiser before all writers: a value as every tool can hold it, changed only where some tool would spoil it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Final

from extract.reading.formats.guards import unguarded

Scalar = str | int | float | bool

# What XML 1.0 cannot hold, and so no workbook, GraphML or GEXF: most controls, lone surrogates, two noncharacters.
UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
FORMULA: Final = re.compile(r"\s*[=+\-@＝＋－＠]")  # full-width signs start formulas too
# Digits a spreadsheet would round, shorten, or read as a day, an exponent: 000123, 116203…, 1-2, 12E5. A whole date
# (2018-05-02) it shows as a date, which is what it is.
MISREAD: Final = re.compile(r"0\d+|\d{12,}|\d{1,4}[-/]\d{1,2}|\d{1,2}[-/]\d{1,2}[-/]\d{1,4}|\d+[Ee]\d+")
ERROR: Final = re.compile(r"\s*#[A-Z][A-Z0-9/_]*[!?]?\s*")  # #N/A and the like, as text
LIMIT: Final = 32_767  # characters a cell of a workbook can hold
CUT: Final = "…［全文{}字，超出单元格长度，已截断］"
EXACT: Final = 10**15  # beyond this a spreadsheet rounds
SEPARATOR: Final = "; "


def printable(text: str) -> str:
    """The text without what XML cannot hold, its line ends as newlines; nothing else is touched."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return UNPRINTABLE.sub("", text)


def placeholder(text: str) -> str:
    """The text as XML gives it back, with a replacement character for each sign it cannot hold.

    A carriage return it would read as a newline, and two signs as one: positions in the text stay what they are.
    """
    return UNPRINTABLE.sub("\ufffd", text.replace("\r\n", " \n").replace("\r", "\n"))


def scalar(value: object) -> Scalar | None:
    """A value as text, number or truth value: days in ISO 8601, lists joined, None and what is no number as None.

    >>> scalar(["甲", None, 3]), scalar(float("nan")), scalar(Decimal("500.0"))
    ('甲; 3', None, 500)
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) < EXACT else str(value)
    if isinstance(value, float | Decimal):
        return _number(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping):
        return SEPARATOR.join(str(part) for part in map(scalar, value) if part is not None)
    return printable(str(value))


def _number(value: float | Decimal) -> Scalar | None:
    if not math.isfinite(value):
        return None
    return int(value) if value == int(value) and -EXACT < value < EXACT else float(value)


def attributes(values: Mapping[str, object]) -> dict[str, Scalar]:
    """The attributes of a node or an edge: what is None is left out, all else is a scalar."""
    scalars = {printable(name): scalar(value) for name, value in values.items()}
    return {name: value for name, value in scalars.items() if value is not None}


def fitting(text: str) -> str:
    """The text as long as a cell can hold; where it is cut, the end says so."""
    if len(text) <= LIMIT:
        return text
    note = CUT.format(len(text))
    return text[: LIMIT - len(note)] + note


def spreadsheet(value: object) -> str:
    """A value as the text of a CSV cell that people open: no formula, no number that a spreadsheet would spoil.

    A leading apostrophe marks what must stay text, as spreadsheets themselves do. Numbers stay as they are.
    """
    if isinstance(value, str):  # most values are, and what else it may be takes its time to tell
        # A text that begins with a letter or Chinese character is no formula, number, error or guarded text.
        if value[:1].isalpha() and value.isprintable():
            return fitting(value)
        return _marked(printable(value))
    if value is None:
        return ""
    if isinstance(value, int | float | Decimal):
        return str(value)
    return _marked(str(scalar(value)))


@lru_cache(maxsize=4096)
def _marked(text: str) -> str:
    """The text with the mark, where it needs one; columns hold the same names many times.

    What begins with the mark itself is marked as well, so that taking the mark off gives the text back.
    """
    bare = text.lstrip("'")
    misread = FORMULA.match(bare) or MISREAD.fullmatch(bare) or ERROR.fullmatch(bare) or unguarded(text) != text
    return fitting("'" + text if misread else text)
