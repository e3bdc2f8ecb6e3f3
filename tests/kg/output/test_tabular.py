"""The workbook of the tables: what a reader can sort and keep in view."""

import io
import re
import sqlite3
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from kg.asking.codebook import columns as codebook
from kg.output.csv_tables import columns, questions
from kg.output.sqlite import database
from kg.output.tabular import TypedTable, one_workbook

SHEETS = [
    ((("甲", "乙"), (1, 2), (None, "丙")), "A1:C3"),
    (((), (), ()), "A1:C1"),
]


def test_items_come_first_and_every_sheet_prints_across_a4():
    one = TypedTable("citations", "引用", "引用了什么", ("清单", "行号"), ("text", "integer"), (("甲",), (1,)))
    two = TypedTable("items", "权责事项", "有哪些事项", ("清单",), ("text",), (("甲",),))
    book = load_workbook(io.BytesIO(one_workbook([one, two])))
    assert book.sheetnames == ["权责事项", "引用", "说明", "字段说明"]
    for sheet in book:
        setup = (sheet.page_setup.orientation, str(sheet.page_setup.paperSize), sheet.page_setup.fitToHeight)
        assert setup == ("landscape", "9", 0)
        assert sheet.print_title_rows == "$1:$1"
    assert list(book["字段说明"].values)[2][:4] == ("引用", "清单", "list", "文字")


def test_a_day_is_a_date_where_spreadsheets_have_it():
    days = (date(2018, 12, 29), None, date(1899, 12, 31))
    content = one_workbook([TypedTable("documents", "法规文件", "?", ("年月日",), ("date",), (days,))])
    cells = [row[0] for row in load_workbook(io.BytesIO(content))["法规文件"].iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == [datetime(2018, 12, 29), None, "1899-12-31"]  # noqa: DTZ001 - a day
    assert cells[0].number_format == "yyyy-mm-dd"


@pytest.mark.parametrize("name", questions())
def test_every_column_is_in_the_codebook_under_a_name_of_its_own(name):
    known = codebook()
    names = columns(questions()[name])
    assert not [column for column in names if column not in known]
    assert len({known[column].english for column in names}) == len(names)
    assert all(re.fullmatch(r"[a-z_]+", known[column].english) and known[column].meaning for column in names)


def test_a_database_holds_every_table_as_it_is_typed():
    one = TypedTable(
        "items",
        "权责事项",
        "?",
        ("清单", "行号", "标识"),
        ("text", "integer", "text"),
        (("甲", "乙"), (1, None), ("x", "y")),
    )
    connection = sqlite3.connect(":memory:")
    connection.deserialize(database([one]))
    assert connection.execute('SELECT "清单", "行号" FROM items ORDER BY "行号"').fetchall() == [
        ("乙", None),
        ("甲", 1),
    ]
    assert connection.execute("SELECT english FROM columns WHERE [column] = '行号'").fetchall() == [("row",)]
    assert connection.execute("SELECT rows FROM tables").fetchall() == [(2,)]


@pytest.mark.parametrize(("values", "filtered"), SHEETS)
def test_the_filter_is_over_the_header_and_every_row_and_column(values, filtered):
    columns, kinds = ("名称", "序号", "备注"), ("text", "integer", "text")
    table = TypedTable("items", "事项", "有哪些事项", columns, kinds, values)
    sheet = load_workbook(io.BytesIO(one_workbook([table])))["事项"]
    assert sheet.auto_filter.ref == filtered
    assert sheet.freeze_panes == "A2"
    assert [cell.value for cell in sheet[1]] == ["名称", "序号", "备注"]
