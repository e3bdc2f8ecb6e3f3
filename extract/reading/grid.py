"""What every file becomes before its meaning is asked for: tables and paragraphs in document order.

A format reader turns bytes into blocks; ``tables`` turns grids into rows of a power list, ``responsibility`` turns
blocks into a responsibility list. Neither knows which format it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeAlias


class GridCell(NamedTuple):
    """A cell with its place: ``line`` of the file (row of a sheet or table) and ``column``, both from 1.

    ``inherited`` where a merged cell above or to the left supplies the text. A tuple, as a list holds millions.
    """

    text: str
    line: int
    column: int
    inherited: bool = False


class Reason(StrEnum):
    """Why a text of a file is no part of a block: it is not current, the file does not hold it, or it is too much.

    A cell whose digits are lost is read with those that are left; every other text named is read nowhere.
    """

    HIDDEN_SHEET = "hidden_sheet"
    HIDDEN_ROW = "hidden_row"
    HIDDEN_COLUMN = "hidden_column"
    INVISIBLE = "invisible"
    DELETED = "deleted"
    STRUCK = "struck"
    COVERED = "covered"
    ERROR_VALUE = "error_value"
    BOOLEAN = "boolean"
    NO_RESULT = "no_result"
    DIGITS_LOST = "digits_lost"
    STRAY_MARK = "stray_mark"
    PICTURE = "picture"
    SLANTED = "slanted"
    TOO_LONG = "too_long"
    TOO_MUCH = "too_much"


@dataclass(frozen=True, slots=True)
class Omission:
    """A text that a format left out of its block: its place as in ``GridCell`` (0 where it has none), and why."""

    line: int
    column: int
    text: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: a sheet, a table of a document, or lines of text cut at their separators.

    Merged cells are filled in, so a cell spanning three columns stands three times, the second and third
    ``inherited``. Rows may differ in length. ``name`` is the sheet's name or empty; ``kind`` is ``sheet``, ``table``
    or ``text``. ``omissions`` are in the order of the sheet; a hidden sheet has them only, and no rows.
    """

    rows: tuple[tuple[GridCell, ...], ...]
    name: str = ""
    kind: str = "table"
    omissions: tuple[Omission, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text outside tables, as printed. In a text file: one line, its leading tabs kept, empty lines included.

    Leading tabs matter: a word processor's table saved as text puts each cell on a line of its own behind a tab.
    """

    text: str
    line: int
    omissions: tuple[Omission, ...] = ()


Block: TypeAlias = Grid | Paragraph
Blocks: TypeAlias = tuple[Block, ...]
