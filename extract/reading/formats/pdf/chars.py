"""Characters of a page to lines, by where they stand; a page has nothing else."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from extract.clean import unified
from extract.reading.formats.encoding import BAD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    #: Left, top, right, bottom in points, downwards from the upper left corner.
    Box = tuple[float, float, float, float]
    Char = dict[str, Any]

#: A gap this wide, in sizes of the character, is a blank; between letters and digits of a word it is smaller.
_GAP, _WORD_GAP = 0.6, 0.2
#: A line that ends this near to the edge of its cell, in sizes of the character, goes on in the next; within a
#: sentence it may end farther off, as no line begins with a closing sign.
_FULL, _FULL_WITHIN = 2.2, 4.0
_ENDED = re.compile("[。；;！!？?：:]$")
#: Characters whose middles are this near, in sizes, stand in one line.
_SAME_LINE = 0.5
#: Letters drawn in italics lean, but run along the line.
_ASLANT = 0.05
_PAGE_MARK = re.compile(r"[-—–－·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/,，共]\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–－·\s]*")


class PageLine(NamedTuple):
    """A line of text with its place."""

    text: str
    top: float
    right: float
    size: float


def is_nameless(char: Char) -> bool:
    """Whether the file says of a character only its number in the font."""
    return bool(char["text"].startswith("(cid:"))


def is_page_mark(text: str) -> bool:
    """Whether a line is the number of a page."""
    return _PAGE_MARK.fullmatch(text) is not None


def is_slanted(char: Char) -> bool:
    """Whether a character stands aslant, as those of watermarks do."""
    across, up = char.get("matrix", (1, 0))[:2]
    return bool(min(abs(across), abs(up)) > _ASLANT * max(abs(across), abs(up)))


def readable(chars: Iterable[Char]) -> list[Char]:
    """The characters with their texts as people read them; blanks other than spaces and watermarks left out."""
    shown = (char for char in chars if (char["text"].strip() or char["text"] == " ") and not is_slanted(char))
    return [{**char, "text": BAD if is_nameless(char) else unified(char["text"])} for char in shown]


def within(char: Char, box: Box) -> bool:
    """Whether the middle of a character lies in a box."""
    across, down = (char["x0"] + char["x1"]) / 2, middle(char)
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def middle(char: Char) -> float:
    """The height of the middle of a character."""
    return float(char["top"] + char["bottom"]) / 2


def rows_of_chars(chars: Iterable[Char]) -> Iterator[list[Char]]:
    """The characters line by line, each from left to right."""
    line: list[Char] = []
    height = 0.0
    for char in sorted(chars, key=lambda char: (char["top"] + char["bottom"], char["x0"])):
        if line and middle(char) - height > _SAME_LINE * max(char["size"], 1):
            yield sorted(line, key=lambda char: float(char["x0"]))
            line = []
        if not line:
            height = middle(char)
        line.append(char)
    if line:
        yield sorted(line, key=lambda char: float(char["x0"]))


def lines(chars: Iterable[Char]) -> Iterator[PageLine]:
    """The lines that characters make."""
    for row in rows_of_chars(chars):
        yield from _line(row)


def _line(chars: Sequence[Char]) -> Iterator[PageLine]:
    shown = " ".join(text_of(chars).split())
    if shown:
        right = max(char["x1"] for char in chars if char["text"].strip())
        yield PageLine(shown, min(char["top"] for char in chars), right, max(char["size"] for char in chars))


def text_of(chars: Sequence[Char]) -> str:
    """The text of characters in one line, a blank where a gap is wide."""
    text = chars[0]["text"] if chars else ""
    for last, char in pairwise(chars):
        word = last["text"][-1:].isascii() and last["text"][-1:].isalnum() and char["text"][:1].isascii()
        gap = char["x0"] - last["x1"]
        if gap > (_WORD_GAP if word and char["text"][:1].isalnum() else _GAP) * max(char["size"], 1):
            text += " "
        text += char["text"]
    return str(text)


def text_in(chars: Iterable[Char], right: float) -> str:
    """The text of a cell that ends at ``right``: a line that fills it goes on in the next, a shorter one ends there."""
    text = ""
    full = True
    for line in lines(chars):
        text += line.text if full or not text else f"\n{line.text}"
        most = _FULL if _ENDED.search(line.text) else _FULL_WITHIN
        full = right - line.right < most * line.size
    return text.strip()
