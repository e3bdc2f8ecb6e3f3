"""What every file becomes before its meaning is asked for: tables and paragraphs in document order.

A format reader turns bytes into blocks; ``tables`` turns grids into rows of a power list, ``responsibility`` turns
blocks into a responsibility list. Neither knows which format it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count, repeat
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, overload

from extract.reading.paged import Paged

if TYPE_CHECKING:
    from collections.abc import Iterator


class GridCell(NamedTuple):
    """A cell with its place: ``line`` of the file (row of a sheet or table) and ``column``, both from 1.

    ``inherited`` where a merged cell above or to the left supplies the text. A tuple, as a list holds millions.
    """

    text: str
    line: int
    column: int
    inherited: bool = False


_Line: TypeAlias = tuple[GridCell, ...]


def is_across(row: Sequence[GridCell], index: int) -> bool:
    """Whether a cell is covered by the one to its left."""
    return row[index].inherited and index > 0 and row[index].text == row[index - 1].text


def own_cells(row: Sequence[GridCell]) -> list[GridCell]:
    """The cells of a row with a text, without those that one to their left covers."""
    return [cell for at, cell in enumerate(row) if cell.text and not cell.text.isspace() and not is_across(row, at)]


def is_lone(row: Sequence[GridCell]) -> bool:
    """Whether a row has one text and no other: a title, the heading of a section, a note."""
    return len(own_cells(row)) == 1


def _kept(text: str, above: str) -> str:
    """The text, as the one object that the row above has where both are the same."""
    return above if text == above else text


_KeptLine: TypeAlias = tuple[int, tuple[str, ...], tuple[bool, ...] | None]


class Rows(Sequence[_Line]):
    """The rows of a table, kept as texts; cells are made when a row is asked for.

    A list of a million rows has millions of cells: as texts, most of them the same, they take an eighth of the memory;
    of more rows than `paged.LONG` the texts wait in a file.
    """

    __slots__ = ("_lately", "_lines", "_places")
    #: Rows made lately that are kept: those around the one being read are asked for several times.
    _LATELY = 16

    def __init__(self, lines: Paged[_KeptLine] | None = None, places: range | None = None) -> None:
        self._lines: Paged[_KeptLine] = Paged() if lines is None else lines
        self._places = places
        self._lately: dict[int, _Line] = {}

    def add(self, line: int, texts: Sequence[str], inherited: Sequence[bool] = ()) -> None:
        """A row: the line it stands in, the texts of its cells from column 1, which of them a merged cell repeats."""
        above = self._lines[-1][1] if self._lines else ()
        own = (*map(_kept, texts, above), *texts[len(above) :])
        self._lines.append((line, own, tuple(inherited) if any(inherited) else None))

    def __len__(self) -> int:
        return len(self._lines) if self._places is None else len(self._places)

    @overload
    def __getitem__(self, at: int) -> _Line: ...
    @overload
    def __getitem__(self, at: slice) -> Rows: ...
    def __getitem__(self, at: int | slice) -> _Line | Rows:
        if isinstance(at, slice):
            return Rows(self._lines, (self._places or range(len(self)))[at])
        made = self._lately.get(at)
        if made is None:
            if len(self._lately) >= self._LATELY:
                self._lately.clear()
            made = self._lately[at] = _cells(self._lines[at if self._places is None else self._places[at]])
        return made

    def __iter__(self) -> Iterator[_Line]:
        lines = self._lines if self._places is None else map(self._lines.__getitem__, self._places)
        return map(_cells, lines)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


def _cells(kept: _KeptLine) -> _Line:
    line, texts, inherited = kept
    cells = zip(texts, repeat(line), count(1), inherited or repeat(object=False), strict=False)
    return tuple(map(tuple.__new__, repeat(GridCell), cells))


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
    NOTE = "note"
    HEADER = "header"
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

    rows: Sequence[tuple[GridCell, ...]]
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
