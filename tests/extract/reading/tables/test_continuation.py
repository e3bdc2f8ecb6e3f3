import pytest

from extract.model import Cell, Role
from extract.reading.tables.continuation import Filling, inheriting
from extract.reading.tables.row_builder import RowBuilder

LAW = "《某某法》第一条"


def drafts(roles, *rows):
    """Rows of texts under columns of ``roles``; None is a cell that a merged one above supplies."""
    made = []
    for line, row in enumerate(rows, start=2):
        cells = [
            Cell(role, role.value, text, column) for column, (role, text) in enumerate(zip(roles, row, strict=True), 1)
        ]
        made.append(RowBuilder(line, cells))
    filling = Filling()
    for row in inheriting(made):
        filling.look(row)
    for row in made:
        filling.fill(row)
    return made


def table(made):
    return [[cell.text for cell in draft.cells] for draft in made]


def inherited(made):
    return [[cell.inherited for cell in draft.cells] for draft in made]


def test_a_sub_item_takes_what_the_item_says():
    roles = [Role.SERIAL, Role.NAME, Role.SUB_NAME, Role.TYPE, Role.BASIS, Role.REMARK]
    made = drafts(
        roles,
        ["1", "甲", "甲之一", "行政许可", LAW, "注"],
        ["", "", "甲之二", "", "", ""],
        ["", "", "甲之三", "", "《乙法》", ""],
    )
    assert table(made) == [
        ["1", "甲", "甲之一", "行政许可", LAW, "注"],
        ["1", "甲", "甲之二", "行政许可", LAW, ""],
        ["1", "甲", "甲之三", "行政许可", "《乙法》", ""],
    ]
    assert inherited(made)[1] == [True, True, False, True, True, False]
    assert inherited(made)[2] == [True, True, False, True, False, False]


def test_a_sub_item_may_have_a_serial_of_its_own():
    made = drafts([Role.SERIAL, Role.NAME, Role.SUB_NAME], ["1", "甲", "甲之一"], ["2", "", "甲之二"])
    assert table(made) == [["1", "甲", "甲之一"], ["2", "甲", "甲之二"]]


def test_a_second_basis_belongs_to_the_same_sub_item():
    made = drafts([Role.NAME, Role.SUB_NAME, Role.BASIS], ["甲", "甲之一", LAW], ["", "", "《乙法》"])
    assert table(made) == [["甲", "甲之一", LAW], ["甲", "甲之一", "《乙法》"]]


def test_of_a_basis_in_several_columns_all_or_nothing_is_inherited():
    roles = [Role.NAME, Role.SUB_NAME, Role.BASIS, Role.BASIS]
    made = drafts(roles, ["甲", "一", LAW, "《条例》"], ["", "二", "《乙法》", ""], ["", "三", "", ""])
    assert table(made)[1] == ["甲", "二", "《乙法》", ""]
    assert table(made)[2] == ["甲", "三", "《乙法》", ""]


def test_an_item_without_basis_stays_without():
    made = drafts([Role.SERIAL, Role.NAME, Role.BASIS], ["1", "甲", LAW], ["2", "乙", ""])
    assert table(made)[1] == ["2", "乙", ""]


def test_a_numbered_row_without_name_is_no_continuation():
    made = drafts([Role.SERIAL, Role.NAME, Role.BASIS], ["1", "甲", LAW], ["2", "", LAW])
    assert table(made)[1] == ["2", "", LAW]


def test_type_and_body_run_on_where_printed_only_when_they_change():
    roles = [Role.TYPE, Role.NAME, Role.BODY]
    made = drafts(roles, ["行政许可", "甲", "某局"], ["", "乙", ""], ["行政处罚", "丙", ""], ["", "丁", "另局"])
    assert [row[0] for row in table(made)] == ["行政许可", "行政许可", "行政处罚", "行政处罚"]
    assert [row[2] for row in table(made)] == ["某局", "某局", "某局", "另局"]
    assert inherited(made)[1] == [True, False, True]


def test_a_type_missing_in_a_full_column_stays_missing():
    made = drafts([Role.TYPE, Role.NAME], ["行政许可", "甲"], ["行政许可", "乙"], ["", "丙"], ["行政处罚", "丁"])
    assert [row[0] for row in table(made)] == ["行政许可", "行政许可", "", "行政处罚"]


def test_the_unit_does_not_run_on():
    made = drafts([Role.NAME, Role.UNIT], ["甲", "某科"], ["乙", ""])
    assert table(made)[1] == ["乙", ""]


def test_numbered_sub_items_under_their_item():
    made = drafts([Role.SERIAL, Role.NAME], ["3", "甲"], ["3.1", "甲之一"], ["3.2", "甲之二"], ["4", "乙"])
    assert [(draft.text(Role.NAME), draft.text(Role.SUB_NAME)) for draft in made] == [
        ("甲", ""),
        ("甲", "甲之一"),
        ("甲", "甲之二"),
        ("乙", ""),
    ]
    assert [cell.inherited for cell in made[1].cells] == [False, True, False]


def test_numbered_sub_items_fill_the_column_they_have():
    made = drafts([Role.NAME, Role.SUB_NAME, Role.BASIS], ["3．甲", "", ""], ["3.1甲之一", "", LAW])
    assert table(made)[1] == ["3．甲", "3.1甲之一", LAW]


def test_a_number_without_its_item_is_part_of_the_name():
    made = drafts([Role.SERIAL, Role.NAME], ["1", "甲"], ["2", "3.5吨以上车辆的检验"])
    assert table(made)[1] == ["2", "3.5吨以上车辆的检验"]


def test_numbered_rows_of_a_table_without_names():
    made = drafts([Role.SERIAL, Role.BASIS], ["3", LAW], ["3.1", LAW])
    assert table(made) == [["3", LAW], ["3.1", LAW]]


@pytest.mark.parametrize(
    "numbers", [("1-1", "1-2"), ("1—1", "1—2"), ("(1)", "（2）"), ("①", "②"), ("1（1）", "1（2）")]
)
def test_serials_that_number_sub_items(numbers):
    roles = [Role.SERIAL, Role.NAME, Role.BASIS]
    first, second = numbers
    made = drafts(roles, ["1", "甲", LAW], [first, "甲之一", LAW], [second, "甲之二", LAW], ["2", "乙", LAW])
    names = [(draft.text(Role.NAME), draft.text(Role.SUB_NAME)) for draft in made]
    assert names == [("甲", ""), ("甲", "甲之一"), ("甲", "甲之二"), ("乙", "")]


def test_serials_of_one_kind_number_items():
    made = drafts([Role.SERIAL, Role.NAME], ["（1）", "甲"], ["（2）", "乙"])
    assert [draft.text(Role.NAME) for draft in made] == ["甲", "乙"]
    made = drafts([Role.SERIAL, Role.NAME], ["1-1", "甲"], ["1-2", "乙"])
    assert [draft.text(Role.SUB_NAME) for draft in made] == ["", ""]
