import datetime as dt
from io import BytesIO

import pytest
from openpyxl import Workbook

from extract.model import Unreadable
from extract.reading.formats.xlsx import blocks


def saved(book):
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def texts(grid):
    return [[cell.text for cell in row] for row in grid.rows]


def test_values_as_printed():
    book = Workbook()
    sheet = book.active
    sheet.append(
        [
            1,
            2.0,
            3.1,
            330275012000,
            "甲\r\n乙_x000D_",
            True,
            dt.date(2021, 5, 1),
            None,
            dt.datetime.fromisoformat("2021-05-01T08:30"),
        ]
    )
    sheet["A1"].number_format = "000"
    (grid,) = blocks(saved(book))
    assert texts(grid) == [
        ["001", "2", "3.1", "330275012000", "甲\n乙", "TRUE", "2021-05-01", "", "2021-05-01 08:30:00"]
    ]
    assert (grid.name, grid.kind) == ("Sheet", "sheet")


def test_merged_cells_are_filled_in_and_empty_rows_left_out():
    book = Workbook()
    sheet = book.active
    sheet["B2"], sheet["A3"], sheet["A5"], sheet["C5"] = "题", "1", "2", "丙"
    sheet.merge_cells("B2:C2")
    sheet.merge_cells("B3:B1000")
    sheet["B3"] = "共"
    (grid,) = blocks(saved(book))
    assert texts(grid) == [["", "题", "题"], ["1", "共", ""], ["2", "共", "丙"]]
    assert [[cell.inherited for cell in row] for row in grid.rows] == [
        [False, False, True],
        [False, False, False],
        [False, True, False],
    ]
    assert [row[0].line for row in grid.rows] == [2, 3, 5]


def test_every_sheet_is_read_and_a_far_format_costs_nothing():
    book = Workbook()
    book.active["A1"] = "甲"
    book.active["XFD1048576"].number_format = "0.00"
    book.create_sheet("空")
    first, second = blocks(saved(book))
    assert texts(first) == [["甲"]]
    assert (second.name, second.rows) == ("空", ())


@pytest.mark.parametrize(
    "damage", [lambda data: data[: len(data) // 2], lambda data: data.replace(b"xl/workbook", b"xx/workbook")]
)
def test_a_damaged_workbook(damage):
    book = Workbook()
    book.active["A1"] = "甲"
    with pytest.raises(Unreadable, match=r"损坏.*damaged"):
        blocks(damage(saved(book)))
