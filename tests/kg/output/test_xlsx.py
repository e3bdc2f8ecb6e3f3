"""Workbooks as a spreadsheet program reads them."""

import io

import pytest
from openpyxl import load_workbook

from kg.output.xlsx import add_table, workbook


def read_back(head, rows, widths=()):
    file = io.BytesIO()
    with workbook(file, in_memory=True) as book:
        add_table(book, "表", head, rows, widths)
    return load_workbook(file)["表"]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_table_has_its_head_in_view_and_a_filter_over_all_of_it(count):
    sheet = read_back(["序号", "名称", "备注"], ([str(number), "甲", None] for number in range(count)))
    assert [cell.value for cell in sheet[1]] == ["序号", "名称", "备注"]
    assert all(cell.font.bold for cell in sheet[1])
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [str(number) for number in range(count)]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:C{count + 1}"


def test_columns_are_as_wide_as_asked_and_then_wrapped():
    sheet = read_back(["短", "长"], [["一", "二"]], [8, 60])
    assert [round(sheet.column_dimensions[name].width) for name in "AB"] == [9, 61]
    assert sheet.column_dimensions["B"].alignment.wrap_text


def test_an_answer_without_columns_is_an_empty_sheet():
    assert read_back([], []).max_row == 1
