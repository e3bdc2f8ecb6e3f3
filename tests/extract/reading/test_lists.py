"""Files of several tables: whose each is, what goes on where, what is no list of powers, and what is found missing."""

import pytest

from extract.model import ListKind, Role
from extract.reading import lists
from extract.reading.grid import Grid, GridCell, Paragraph
from extract.reading.lists import Source

HEADER = ["序号", "事项名称", "权力类型", "实施依据"]


def row(number, name, basis="《甲法》第一条"):
    return [str(number), name, "行政许可", basis]


def grid(*rows, name="", kind="table"):
    """Rows of texts; ``<`` is covered by the cell to the left, ``^`` by the one above."""
    made = []
    for line, texts in enumerate(rows, start=1):
        cells = []
        for column, text in enumerate(texts, start=1):
            source = {"<": cells[-1:], "^": made[-1][column - 1 : column] if made else []}.get(text)
            cells.append(GridCell(source[0].text if source else text, line, column, bool(source)))
        made.append(tuple(cells))
    return Grid(tuple(made), name, kind)


def read(*blocks):
    made = (Paragraph(block, number) if isinstance(block, str) else block for number, block in enumerate(blocks, 1))
    return lists.of_blocks(tuple(made), Source("清单", "00"))


def bodies(found):
    return [(one.text(Role.NAME), one.text(Role.BODY)) for one in found.rows]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甲县水务局权力清单", "甲县林业局权力清单"),
        ("一、甲县水务局", "二、甲县林业局"),
        ("填报单位：甲县水务局", "填报单位：甲县林业局"),
        ("甲县水务局", "甲县林业局"),
    ],
)
def test_headings_that_name_two_bodies(one, other):
    found = read(one, grid(HEADER, row(1, "取水许可")), other, grid(HEADER, row(1, "采伐许可")))
    assert bodies(found) == [("取水许可", "甲县水务局"), ("采伐许可", "甲县林业局")]
    assert [one.table_number for one in found.rows] == [1, 2]


def test_headings_within_one_sheet():
    sheet = grid(
        ["甲县水务局权力清单", "<", "<", "<"], HEADER, row(1, "取水许可"),
        ["甲县林业局权力清单", "<", "<", "<"], HEADER, row(1, "采伐许可"), kind="sheet",
    )  # fmt: skip
    assert bodies(read(sheet)) == [("取水许可", "甲县水务局"), ("采伐许可", "甲县林业局")]


def test_sheets_named_after_bodies():
    found = read(
        grid(HEADER, row(1, "社团登记"), name="甲市民政局", kind="sheet"),
        grid(HEADER, row(1, "统计检查"), name="2.甲市统计局", kind="sheet"),
    )
    assert bodies(found) == [("社团登记", "甲市民政局"), ("统计检查", "甲市统计局")]
    assert [(one.number, one.sheet) for one in found.tables] == [(1, "甲市民政局"), (2, "2.甲市统计局")]


def test_a_body_in_the_row_stands():
    header = [*HEADER, "行使主体"]
    found = read(
        "甲县水务局权力清单", grid(header, [*row(1, "甲"), "甲县水政支队"]),
        "甲县林业局权力清单", grid(header, [*row(1, "乙"), ""]),
    )  # fmt: skip
    assert bodies(found) == [("甲", "甲县水政支队"), ("乙", "甲县林业局")]


def test_one_heading_is_the_publisher():
    found = read("甲县水务局权力清单", grid(HEADER, row(1, "取水许可")))
    assert found.publisher == "甲县水务局"
    assert bodies(found) == [("取水许可", "")]


def test_a_body_without_its_place_is_that_of_the_title():
    found = read("甲市民政局行政权力清单", grid([*HEADER, "实施主体"], [*row(1, "甲"), "市民政局"]))
    assert found.publisher == "甲市民政局"


def test_a_sheet_without_a_header_goes_on():
    found = read(
        grid(HEADER, row(1, "甲"), name="第1页", kind="sheet"),
        grid(row(2, "乙"), row(3, "丙"), name="第2页", kind="sheet"),
    )
    assert [one.text(Role.NAME) for one in found.rows] == ["甲", "乙", "丙"]


def test_a_table_without_a_header_is_said_to_be_told_by_content():
    found = read(grid([*row(7, "甲许可"), "甲县水务局"], [*row(8, "乙许可"), "甲县水务局"]))
    assert [one.text(Role.BASIS) for one in found.rows] == ["《甲法》第一条"] * 2
    assert "按内容认定" in found.troubles[0].zh


def test_header_words_that_nobody_knows_are_no_row():
    found = read(
        grid(
            ["干什么", "凭什么", "谁来干"],
            ["甲许可", "《甲法》第一条", "甲县水务局"],
            ["乙许可", "《甲法》第二条", "甲县水务局"],
        )
    )
    assert [(one.text(Role.NAME), one.text(Role.BASIS)) for one in found.rows] == [
        ("甲许可", "《甲法》第一条"),
        ("乙许可", "《甲法》第二条"),
    ]
    assert [column.header for column in found.tables[0].columns] == ["干什么", "凭什么", "谁来干"]
    assert "列名均未识别" in found.troubles[0].zh


def test_names_and_values_above_a_matrix_hold_for_its_rows():
    found = read(
        grid(
            ["处罚依据", "《甲法》第三条 处五万元以下罚款", "<", "<"],
            ["违法行为", "裁量要素", "违法程度", "裁量权重"],
            ["未报批", "文件类别", "轻微", "0%"],
            ["^", "^", "严重", "10%"],
            ["处罚依据", "《乙法》第四条 处二万元以下罚款", "<", "<"],
            ["违法行为", "裁量要素", "违法程度", "裁量权重"],
            ["未公开", "整改", "一般", "20%"],
        )
    )
    assert [(one.text(Role.NAME), one.text(Role.BASIS), len(one.tiers)) for one in found.rows] == [
        ("未报批", "《甲法》第三条 处五万元以下罚款", 2),
        ("未公开", "《乙法》第四条 处二万元以下罚款", 1),
    ]
    assert found.kind is ListKind.DISCRETION


def test_a_basis_that_goes_on_in_the_next_row_is_one():
    found = read(
        grid(
            ["序号", "违法行为", "法律依据"],
            ["1", "甲", "《甲条例》第二条：责令改正，处五万元罚款；"],
            ["^", "^", "逾期不改正的，处十万元罚款。"],
            ["2", "乙", "《甲条例》第三条"],
        )
    )
    assert [one.text(Role.BASIS) for one in found.rows] == [
        "《甲条例》第二条：责令改正，处五万元罚款；\n逾期不改正的，处十万元罚款。",
        "《甲条例》第三条",
    ]


@pytest.mark.parametrize("gap", [(), ("",)])
def test_one_cell_a_line(gap):
    cells = ["序号", "职权名称", "类别", "实施依据", "备注", "1", "甲核准", "行政许可", "《甲法》第七条", "无",
             "2", "乙核准", "行政许可", "《乙法》第九条", "《乙条例》第一条", "无"]  # fmt: skip
    found = read("某县商务局权力清单", *(line for cell in cells for line in (cell, *gap)))
    assert [(one.text(Role.NAME), one.text(Role.BASIS), one.text(Role.REMARK)) for one in found.rows] == [
        ("甲核准", "《甲法》第七条", "无"),
        ("乙核准", "《乙法》第九条\n《乙条例》第一条", "无"),
    ]


def test_one_cell_a_line_where_empty_cells_left_no_line():
    cells = ["序号", "事项名称", "子项名称", "权力类型", "编码", "行使主体", "实施依据", "备注",
             "1", "甲许可", "行政许可", "0100381000", "甲县水务局", "《甲法》第七条",
             "2", "乙许可", "乙之一", "行政许可", "甲县水务局", "《乙法》第九条", "无"]  # fmt: skip
    found = read(*cells)
    roles = (Role.NAME, Role.SUB_NAME, Role.TYPE, Role.CODE, Role.BODY, Role.BASIS, Role.REMARK)
    assert [[one.text(role) for role in roles] for one in found.rows] == [
        ["甲许可", "", "行政许可", "0100381000", "甲县水务局", "《甲法》第七条", ""],
        ["乙许可", "乙之一", "行政许可", "", "甲县水务局", "《乙法》第九条", "无"],
    ]


def test_powers_with_a_basis_are_no_services():
    header = ["序号", "事项名称", "实施依据", "实施主体", "承办机构"]
    found = read(grid(header, ["1", "采砂许可", "《水法》第三十九条", "甲市水务局", "河道科"]))
    assert found.kind is ListKind.POWER
    assert [(one.text(Role.BODY), one.text(Role.UNIT)) for one in found.rows] == [("甲市水务局", "河道科")]


def test_powers_beside_services_are_both_read():
    found = read(
        grid(HEADER, row(1, "医师注册"), name="权力清单", kind="sheet"),
        grid(
            ["序号", "服务事项", "主要内容", "承办机构"], ["1", "健康咨询", "咨询", "疾控中心"],
            name="公共服务清单", kind="sheet",
        ),
    )  # fmt: skip
    assert [one.text(Role.NAME) for one in found.rows] == ["医师注册"]
    assert [one.name.text for one in found.responsibility_list.services] == ["健康咨询"]


@pytest.mark.parametrize(
    ("header", "cells", "missing"),
    [
        (["序号", "事项名称", "权力类型", "行使主体"], ["1", "甲", "行政许可", "甲县水务局"], "实施依据"),
        (["序号", "权力类型", "实施依据", "行使主体"], ["1", "行政许可", "《甲法》第一条", "甲县水务局"], "事项名称"),
        ([*HEADER, "谁办"], [*row(1, "甲"), "见附件"], "行使主体"),
    ],
)
def test_a_list_without_what_every_list_has_is_a_finding(header, cells, missing):
    found = read(grid(header, cells))
    assert len(found.rows) == 1
    assert [one.zh for one in found.troubles] == [f"全部1行都没有{missing}，请核对列名，或用 --map 指定"]


def test_a_list_that_prints_no_body_has_lost_none():
    assert not read(grid(HEADER, row(1, "甲"))).troubles
