"""The workbook of the tables: what a reader can sort and keep in view."""

import io

import pytest
from openpyxl import load_workbook

from kg.output.tabular import TypedTable, one_workbook

SHEETS = [
    ((("甲", "乙"), (1, 2), (None, "丙")), "A1:C3"),
    (((), (), ()), "A1:C1"),
]


@pytest.mark.parametrize(("values", "filtered"), SHEETS)
def test_the_filter_is_over_the_header_and_every_row_and_column(values, filtered):
    columns, kinds = ("名称", "序号", "备注"), ("text", "integer", "text")
    table = TypedTable("items", "事项", "有哪些事项", columns, kinds, values)
    sheet = load_workbook(io.BytesIO(one_workbook([table])))["事项"]
    assert sheet.auto_filter.ref == filtered
    assert sheet.freeze_panes == "A2"
    assert [cell.value for cell in sheet[1]] == ["名称", "序号", "备注"]
