import pytest

from extract.model import Role
from extract.reading.grid import Grid, GridCell, Paragraph
from extract.reading.tables import page_breaks, power_list

LAW = "《甲条例》第四十条 处十万元以下罚款"
DUTY = "《甲条例》第三条 不得倾倒。"
HEAD = ["违法行为", "裁量要素", "违法程度", "裁量权重"]


def grid(*rows):
    """A table of a document; ``<`` is covered by the cell to its left."""
    made = []
    for line, row in enumerate(rows, start=1):
        cells = []
        for column, text in enumerate(row, start=1):
            cells.append(GridCell(cells[-1].text if text == "<" else text, line, column, text == "<"))
        made.append(tuple(cells))
    return Grid(tuple(made))


def weights(row):
    return [
        (
            tier.row,
            tier.circumstance and tier.circumstance.text,
            tier.degree and tier.degree.text,
            [cell.text for cell in tier.standards],
        )
        for tier in row.tiers
    ]


def test_names_and_values_at_the_end_of_a_page_hold_for_the_table_on_the_next():
    found = power_list.read(
        (
            grid(["违反条款", DUTY], ["处罚依据", LAW]),
            grid(HEAD, ["倾倒废水", "地点", "一般区域", "0%"]),
        )
    )
    assert [cell.text for cell in found.rows[0].all(Role.BASIS)] == [DUTY, LAW]
    assert not found.unused
    assert not found.troubles


def test_the_rest_of_a_value_at_the_top_of_the_next_page_ends_it():
    found = power_list.read(
        (
            grid(["违反条款", DUTY], ["处罚依据", "《甲条例》第四十条 处十"]),
            grid(["", "万元以下罚款", "<", "<"], HEAD, ["倾倒废水", "地点", "一般区域", "0%"]),
        )
    )
    assert [cell.text for cell in found.rows[0].all(Role.BASIS)] == [DUTY, LAW]


def test_a_line_between_keeps_them_apart():
    blocks = (
        grid(["违反条款", DUTY]),
        Paragraph("§1.2裁量标准", 1),
        grid(HEAD, ["倾倒废水", "地点", "一般区域", "0%"]),
    )
    assert page_breaks.whole(blocks) == blocks


@pytest.mark.parametrize(
    "top",
    [
        [["违法行为名称", "甲"], ["处罚依据", LAW]],  # a card: it names its item
        [["序号", "1"], ["处罚依据", LAW]],
        [["违反条款", "处罚依据"]],  # a header
    ],
)
def test_what_says_more_is_no_value_of_the_next_table(top):
    blocks = (grid(*top), grid(HEAD, ["倾倒废水", "地点", "一般区域", "0%"]))
    assert page_breaks.whole(blocks) == blocks


def test_tiers_go_on_under_fewer_columns():
    found = power_list.read(
        (
            grid(
                ["处罚依据", LAW, "<", "<", "<"],
                ["违法行为", "裁量要素", "违法程度", "裁量权重", "<"],
                ["倾倒废水", "裁量起点", "<", "20%", "25%"],
                ["", "地点", "一般区域", "0%", "<"],
            ),
            grid(["", "", "保护区", "6%"], ["", "时间", "一年以上", "9%"], ["备注", "本表合计不超过100%。", "<", "<"]),
        )
    )
    assert [row.text(Role.NAME) for row in found.rows] == ["倾倒废水"]
    assert weights(found.rows[0]) == [
        (1, "裁量起点", None, ["20%", "25%"]),
        (2, "地点", "一般区域", ["0%"]),
        (3, "地点", "保护区", ["6%"]),
        (4, "时间", "一年以上", ["9%"]),
    ]


def test_a_cell_that_the_page_has_cut_is_made_whole():
    found = power_list.read(
        (
            grid(
                ["违法行为", "<", "裁量要素", "违法程度", "裁量权重"],
                ["倾倒废水且拒不改", "<", "时间", "六个月以", "2%"],
            ),
            grid(["", "", "上", ""], ["", "", "一年以上", "9%"]),
        )
    )
    assert weights(found.rows[0]) == [(1, "时间", "六个月以上", ["2%"]), (2, "时间", "一年以上", ["9%"])]


def test_a_name_that_the_page_has_cut_is_made_whole():
    found = power_list.read(
        (
            grid(["违法行为", "<", "裁量要素", "裁量权重"], ["倾倒废水且拒不改", "<", "时间", "2%"]),
            grid(["正的", "地点", "9%"], ["", "区域", "1%"]),
        )
    )
    assert [row.text(Role.NAME) for row in found.rows] == ["倾倒废水且拒不改正的"]
    assert weights(found.rows[0]) == [(1, "时间", None, ["2%"]), (2, "地点", None, ["9%"]), (3, "区域", None, ["1%"])]


def test_a_table_of_another_kind_below_tiers_stays_apart():
    blocks = (
        grid(HEAD, ["倾倒废水", "地点", "一般区域", "0%"]),
        grid(["", "张三", "电话", "3"], ["李四", "", "", "4"]),
    )
    assert page_breaks.whole(blocks) == blocks


def test_the_name_of_an_item_and_its_bases_above_a_header_of_tiers_alone():
    """The page ends between 处罚依据 and 裁量基准 of one table."""
    found = power_list.read(
        (
            grid(["违法行为", "倾倒废水的"], ["处罚依据", LAW]),
            grid(["裁量基准", "违法程度", "违法情节", "处罚标准"], ["裁量基准", "一般", "三吨以下", "罚款一万元"]),
            Paragraph("2．排放废气", 9),
        )
    )
    assert [(row.text(Role.NAME), row.text(Role.BASIS), len(row.tiers)) for row in found.rows] == [
        ("倾倒废水的", LAW, 1),
    ]
