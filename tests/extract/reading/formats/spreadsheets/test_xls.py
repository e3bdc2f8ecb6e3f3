import datetime as dt
from io import BytesIO

import pytest
import xlwt

from extract.model import Unreadable
from extract.reading.formats.spreadsheets.xls import blocks


def saved(fill):
    book = xlwt.Workbook()
    fill(book.add_sheet("权力清单"))
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def test_values_as_printed():
    def fill(sheet):
        zeros, date = xlwt.XFStyle(), xlwt.XFStyle()
        zeros.num_format_str, date.num_format_str = "000", "yyyy-mm-dd"
        for column, value in enumerate(["甲", 1, 3.1, True]):
            sheet.write(0, column, value)
        sheet.write(0, 4, 7, zeros)
        sheet.write(0, 5, dt.date(2021, 5, 1), date)

    (grid,) = blocks(saved(fill))
    assert [cell.text for cell in grid.rows[0]] == ["甲", "1", "3.1", "", "007", "2021-05-01"]
    assert (grid.name, grid.kind) == ("权力清单", "sheet")


def test_merged_cells_are_filled_in():
    def fill(sheet):
        sheet.write_merge(0, 0, 0, 1, "题")
        sheet.write_merge(1, 2, 0, 0, "1")
        sheet.write(1, 1, "甲")
        sheet.write(2, 1, "乙")

    (grid,) = blocks(saved(fill))
    assert [[(cell.text, cell.inherited) for cell in row] for row in grid.rows] == [
        [("题", False), ("题", True)],
        [("1", False), ("甲", False)],
        [("1", True), ("乙", False)],
    ]
    assert [row[0].line for row in grid.rows] == [1, 2, 3]


def test_a_damaged_workbook():
    data = saved(lambda sheet: sheet.write(0, 0, "甲"))
    with pytest.raises(Unreadable, match=r"损坏.*damaged"):
        blocks(data[:600])
