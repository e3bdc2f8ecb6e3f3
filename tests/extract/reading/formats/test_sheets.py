import datetime as dt

import pytest

from extract.reading.formats.sheets import grid, printed


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (None, "", ""),
        ("甲", "", "甲"),
        (1577.0, "General", "1577"),
        (3.1, "General", "3.1"),
        (12, "0000", "0012"),
        (12.5, "0.00", "12.5"),
        (False, "", "FALSE"),
        (dt.datetime.fromisoformat("2020-01-02"), "", "2020-01-02"),
        (dt.time(8, 30), "", "08:30:00"),
        (123456789012345, "0", "123456789012345"),
    ],
)
def test_printed(value, number_format, text):
    assert printed(value, number_format) == text


def test_a_merged_area_without_text_covers_nothing():
    made = grid("表", {(1, 1): "甲", (2, 2): "乙"}, [(1, 2, 3, 4), (2, 2, 1, 1)])
    assert [[(cell.text, cell.inherited) for cell in row] for row in made.rows] == [
        [("甲", False), ("", False)],
        [("", False), ("乙", False)],
    ]


def test_an_empty_sheet_has_no_rows():
    assert grid("表", {(1, 1): " "}, []).rows == ()
