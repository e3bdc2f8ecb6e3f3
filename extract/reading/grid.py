"""What every file becomes before its meaning is asked for: tables and paragraphs in document order.

A format reader turns bytes into blocks; ``tables`` turns grids into rows of a power list, ``register`` turns blocks
into a responsibility list. Neither knows which format it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias


class GridCell(NamedTuple):
    """A cell with its place: ``line`` of the file (row of a sheet or table) and ``column``, both from 1.

    ``inherited`` where a merged cell above or to the left supplies the text. A tuple, as a list holds millions.
    """

    text: str
    line: int
    column: int
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: a sheet, a table of a document, or lines of text cut at their separators.

    Merged cells are filled in, so a cell spanning three columns stands three times, the second and third
    ``inherited``. Rows may differ in length. ``name`` is the sheet's name or empty; ``kind`` is ``sheet``, ``table``
    or ``text``.
    """

    rows: tuple[tuple[GridCell, ...], ...]
    name: str = ""
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text outside tables, as printed. In a text file: one line, its leading tabs kept, empty lines included.

    Leading tabs matter: a word processor's table saved as text puts each cell on a line of its own behind a tab.
    """

    text: str
    line: int


Block: TypeAlias = Grid | Paragraph
Blocks: TypeAlias = tuple[Block, ...]
