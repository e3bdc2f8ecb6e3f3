"""Workbooks of Excel and WPS (.xlsx) to grids.

openpyxl, in its full mode: its streaming mode and most faster readers do not tell which cells are merged, and the one
that does, over Rust, can end the whole process on a damaged file instead of raising an error.
"""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from extract.reading.formats.damage import broken_is_unreadable
from extract.reading.formats.sheets import grid, printed

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell

    from extract.reading.grid import Blocks


def blocks(data: bytes) -> Blocks:
    """A grid for every sheet. Raises Unreadable where the workbook cannot be opened."""
    from openpyxl import load_workbook  # noqa: PLC0415

    with broken_is_unreadable(".xlsx"), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of extensions it does not keep when saving: nothing is saved here
        book = load_workbook(BytesIO(data), data_only=True, keep_links=False)
        return tuple(
            grid(
                sheet.title,
                # The cells there are, not every cell within the bounds: one stray format at the far end of a sheet
                # would make billions of the latter.
                {place: _printed(cell) for place, cell in sheet._cells.items() if cell.value is not None},
                [(span.min_row, span.max_row, span.min_col, span.max_col) for span in sheet.merged_cells.ranges],
            )
            for sheet in book.worksheets
        )


def _printed(cell: Cell | MergedCell) -> str:
    # Formats are looked up for numbers only: most cells are text, and the look-up costs more than the rest.
    return printed(cell.value, cell.number_format if cell.data_type == "n" else "")
