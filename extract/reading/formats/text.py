"""Text files to blocks: lines cut at tabs or commas become a grid, other lines paragraphs."""

from __future__ import annotations

import csv
import re
from functools import partial
from itertools import count, islice, repeat
from typing import TYPE_CHECKING

from extract.reading import header_words
from extract.reading.grid import Grid, GridCell, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extract.reading.grid import Blocks

#: Separators tried, the likeliest first.
SEPARATORS = "\t,;|，"
#: Lines in which a header is looked for to choose the separator.
_HEAD = 80
_CELL = partial(tuple.__new__, GridCell)
_OWN = repeat(object=False)
_OPENED = re.compile('(?:^|\t)"', re.MULTILINE)
_QUOTED = re.compile('(?:^|\t)"(?:[^"]|"")*"(?=\t|$)', re.MULTILINE)


def blocks(text: str, *, table: bool = False) -> Blocks:
    """One grid where the lines are cut into cells, else a paragraph for every line; ``table``: it must be a grid."""
    separator = _separator(text)
    if separator is None and (table or _is_tabbed(text)):
        separator = "\t" if "\t" in text else ","
    if separator is None:
        return tuple(Paragraph(line, number) for number, line in enumerate(text.split("\n"), start=1))
    cut = _plain(text) if separator == "\t" and not _is_quoted(text) else _quoted(text, separator)
    rows = (tuple(_cells(number, cells)) for number, cells in cut if any(cell and not cell.isspace() for cell in cells))
    return (Grid(tuple(rows), kind="text"),)


def _cells(line: int, texts: Iterable[str]) -> Iterator[GridCell]:
    """The cells of a line; a list holds millions of them, so they are made without a Python call for each."""
    return map(_CELL, zip(texts, repeat(line), count(1), _OWN, strict=False))


def _separator(text: str) -> str | None:
    """The separator under which a line of the head has the most header words."""
    head = "\n".join(islice(text.split("\n"), _HEAD))
    found = {
        separator: max(
            sum(header_words.role(cell) is not None for cell in cells) for _, cells in _quoted(head, separator)
        )
        for separator in SEPARATORS
        if separator in head
    }
    best = max(found, key=lambda separator: found[separator], default="")
    return best if found.get(best, 0) >= 2 else None


def _is_tabbed(text: str) -> bool:
    """Whether most lines have a tab inside; a tab at the beginning alone is a cell of a word processor's table."""
    lines = [line for line in text.split("\n") if line.strip()]
    return 2 * sum("\t" in line.strip() for line in lines) > len(lines)


def _is_quoted(text: str) -> bool:
    """Whether every cell that opens with a quotation mark is closed by one, as spreadsheets write them."""
    if not text.startswith('"') and '\t"' not in text and '\n"' not in text:
        return False
    rest, closed = _QUOTED.subn("", text)
    return closed > 0 and not _OPENED.search(rest)


def _plain(text: str) -> Iterator[tuple[int, list[str]]]:
    return ((number, line.split("\t")) for number, line in enumerate(text.split("\n"), start=1))


def _quoted(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Rows of cells that may be quoted and then span lines, each with its first line.

    A quotation mark never closed would swallow the rest of the file: its line is then cut as it stands.
    """
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    lines = text.split("\n")
    start = 0
    while start < len(lines):
        reader = csv.reader((f"{line}\n" for line in lines[start:]), delimiter=separator)
        offset, end = start, start
        for cells in reader:
            first, end = end, offset + reader.line_num
            if end - first > 1 and end == len(lines) and "".join(lines[first:]).count('"') % 2:
                yield first + 1, lines[first].split(separator)
                end = first + 1
                break
            yield first + 1, cells
        start = end
