"""Tables in text that blanks keep in columns, as a page is printed to text.

Cells are broken over lines, headers come again on every page. Where the columns do not keep apart in every line the
text is not read as a table: a text given to the wrong column would be worse.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from extract.reading.grid import Grid, GridCell, Paragraph
from extract.reading.tables import content, sections

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.reading.grid import Blocks
    from extract.reading.header_words import HeaderWords

#: Header words that a line must have, and the share of its pieces they must be.
_LEAST, _SHARE = 3, 0.6
_PIECE = re.compile(r"\S+(?:[ \u00a0]\S+)*")
_PAGE = re.compile(r"[-—–\s·]*\d{1,4}[-—–\s·]*|第?\s*\d+\s*页.*")


class Piece(NamedTuple):
    """A text between blanks; ``start`` and ``end`` count columns, of which a Chinese sign takes one or two."""

    text: str
    start: int
    end: int


def regrid(paragraphs: Sequence[Paragraph], words: HeaderWords) -> Blocks | None:
    """The lines with the table among them as a grid; None where no line is a header in columns that hold.

    Programs count a Chinese sign as two columns or as one; both are tried.
    """
    for wide in (2, 1):
        lines = [(paragraph, _pieces(paragraph.text, wide)) for paragraph in paragraphs]
        start = next((at for at, (_, pieces) in enumerate(lines) if _is_header(pieces, words)), None)
        if start is None:
            return None
        if bands := _bands([pieces for _, pieces in lines[start:] if len(pieces) > 1]):
            grid, rest = _table(lines[start:], bands)
            return (*(paragraph for paragraph, _ in lines[:start]), grid, *rest)
    return None


def _table(
    lines: Sequence[tuple[Paragraph, list[Piece]]], bands: Sequence[tuple[int, int]]
) -> tuple[Grid, list[Paragraph]]:
    """The table that begins with its header, and the lines among it that are none of its own: notes, page numbers."""
    header = [piece.text for piece in lines[0][1]]
    first = next((pieces[0].text for _, pieces in lines[1:] if len(pieces) > 1), "")
    rows: list[tuple[int, list[list[Piece]]]] = []
    rest: list[Paragraph] = []
    for paragraph, pieces in lines:
        if not pieces or (rows and [one.text for one in pieces] == header):
            continue
        if len(pieces) == 1 and (_PAGE.fullmatch(pieces[0].text) or sections.is_note(pieces[0].text)):
            rest.append(paragraph)
        elif not rows or _begins(pieces, bands, numbered=content.is_serial(first)):
            rows.append((paragraph.line, _placed(pieces, bands)))
        else:
            for cell, more in zip(rows[-1][1], _placed(pieces, bands), strict=True):
                cell.extend(more)
    return Grid(tuple(_row(row, line) for line, row in rows), kind="text"), rest


def _pieces(text: str, wide: int) -> list[Piece]:
    """The texts of a line that two blanks and more keep apart."""
    widths = [0]
    for sign in text:
        widths.append(widths[-1] + (4 if sign == "\t" else wide if unicodedata.east_asian_width(sign) in "WF" else 1))
    return [Piece(found[0], widths[found.start()], widths[found.end()]) for found in _PIECE.finditer(text)]


def _is_header(pieces: Sequence[Piece], words: HeaderWords) -> bool:
    known = sum(words.role(piece.text) is not None for piece in pieces)
    return known >= _LEAST and known >= _SHARE * len(pieces)


def _bands(lines: Sequence[Sequence[Piece]]) -> list[tuple[int, int]] | None:
    """The columns: stretches that blanks part from one another in every line; None unless each has one header word."""
    spans = sorted((piece.start, piece.end) for pieces in lines for piece in pieces)
    bands: list[tuple[int, int]] = []
    for start, end in spans:
        if bands and start < bands[-1][1]:
            bands[-1] = (bands[-1][0], max(end, bands[-1][1]))
        else:
            bands.append((start, end))
    words = [sum(start <= piece.start < end for piece in lines[0]) for start, end in bands]
    return bands if all(count == 1 for count in words) else None


def _placed(pieces: Sequence[Piece], bands: Sequence[tuple[int, int]]) -> list[list[Piece]]:
    """The pieces of a line by column: that which they share most with, or lie nearest to."""
    cells: list[list[Piece]] = [[] for _ in bands]
    for piece in pieces:
        shared = [min(piece.end, end) - max(piece.start, start) for start, end in bands]
        cells[max(range(len(bands)), key=lambda at: shared[at])].append(piece)
    return cells


def _begins(pieces: Sequence[Piece], bands: Sequence[tuple[int, int]], *, numbered: bool) -> bool:
    """Whether a line begins a row: with its number, or - where rows bear none - with something in its first column."""
    first = _placed(pieces, bands)[0]
    if not first:
        return False
    alone = len(pieces) == 1 and sections.section(pieces[0].text) is not None
    return alone or not numbered or content.is_serial(first[0].text)


def _row(cells: Sequence[Sequence[Piece]], line: int) -> tuple[GridCell, ...]:
    return tuple(
        GridCell("\n".join(piece.text for piece in cell), line, column) for column, cell in enumerate(cells, start=1)
    )
