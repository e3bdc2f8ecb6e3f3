import pytest

from extract.model import Cell, Role
from extract.reading.grid import Grid, GridCell, Paragraph
from extract.reading.tables import power_list
from extract.reading.tables.cards import go_on, in_grid, in_paragraphs
from extract.reading.tables.row_builder import RowBuilder

LAW = "《某某法》第一条"


def grid(*rows):
    return Grid(
        tuple(tuple(GridCell(text, line, at) for at, text in enumerate(row, 1)) for line, row in enumerate(rows, 1))
    )


def paragraphs(*lines):
    return [Paragraph(text, line) for line, text in enumerate(lines, 1)]


def fields(draft):
    return [(cell.role.value, cell.header, cell.text) for cell in draft.cells]


def test_names_and_values():
    (found,) = in_grid(
        grid(["事项名称", "甲"], ["事项类型", "行政许可"], ["办件类型", "即办件"], ["设定依据", LAW]), ""
    )
    assert fields(found) == [
        ("name", "事项名称", "甲"),
        ("type", "事项类型", "行政许可"),
        ("other", "办件类型", "即办件"),
        ("basis", "设定依据", LAW),
    ]
    assert found.line == 1


def test_two_fields_a_row_and_an_empty_one():
    card = grid(["事项名称", "甲", "子项名称", ""], ["事项类型", "行政许可", "设定依据", LAW], ["备注", "", "", ""])
    (found,) = in_grid(card, "")
    assert fields(found)[1] == ("sub_name", "子项名称", "")
    assert fields(found)[4] == ("remark", "备注", "")


def test_a_name_at_the_end_of_its_row():
    (found,) = in_grid(grid(["事项名称", "甲", "子项名称"], ["事项类型", "行政许可"], ["设定依据", LAW], ["备注"]), "")
    assert fields(found)[1] == ("sub_name", "子项名称", "")
    assert fields(found)[-1] == ("remark", "备注", "")


def test_several_cards_in_a_table():
    rows = [["职权名称", "甲"], ["职权类型", "行政许可"], ["职权依据", LAW]]
    found = in_grid(grid(*rows, ["职权名称", "乙"], *rows[1:]), "")
    assert [draft.text(Role.NAME) for draft in found] == ["甲", "乙"]
    assert [draft.line for draft in found] == [1, 4]


def test_a_title_names_the_card_below_it():
    rows = [["类别", "行政处罚"], ["实施主体", "某局"], ["实施依据", LAW]]
    found = in_grid(grid(["甲的处罚", ""], *rows, ["乙的处罚", ""], *rows), "无关")
    assert [draft.text(Role.NAME) for draft in found] == ["甲的处罚", "乙的处罚"]
    assert found[0].cells[0].inherited
    assert [draft.text(Role.NAME) for draft in in_grid(grid(*rows), "丙的处罚")] == ["丙的处罚"]


def test_a_basis_over_several_rows():
    card = grid(["事项名称", "甲"], ["事项类型", "行政许可"], ["设定依据", LAW], ["", "《乙法》"])
    (found,) = in_grid(card, "")
    assert [cell.text for cell in found.cells if cell.role is Role.BASIS] == [LAW, "《乙法》"]


@pytest.mark.parametrize(
    "rows",
    [
        [["联系人", "张某"], ["电话", "123"], ["地址", "某街"]],
        [["首页", "公开", "服务"]],
        [["事项名称", "甲"], ["一", "二", "三"], ["四", "五", "六"]],
    ],
)
def test_no_cards(rows):
    assert in_grid(grid(*rows), "") == []


def test_lines_with_a_colon_or_without():
    lines = [
        "某局职权梳理表",
        "职权名称：甲",
        "职权类型",
        "行政许可",
        "",
        "实施依据:" + LAW,
        "第二款",
        "备注：",
        "职权名称：乙",
    ]
    (found,) = in_paragraphs(paragraphs(*lines))
    assert fields(found) == [
        ("name", "职权名称", "甲"),
        ("type", "职权类型", "行政许可"),
        ("basis", "实施依据", f"{LAW}\n第二款"),
        ("remark", "备注", ""),
    ]
    assert found.line == 2


def test_a_title_above_lines_names_the_item():
    (found,) = in_paragraphs(paragraphs("甲的处罚", "类别：行政处罚", "实施主体：某局", "实施依据：" + LAW))
    assert found.text(Role.NAME) == "甲的处罚"


def test_prose_is_no_card():
    assert in_paragraphs(paragraphs("关于公布清单的通知", "备注：以下", "各单位：请执行")) == []


def test_numbered_titles_part_the_cards_of_a_text():
    lines = """某省罚款裁量表
一、未依法报批开工
  类别
报告表类
处罚依据
《评价法》第三十一条 处五万元以下的罚款。
备注
按百分值计算。
二、未登记放射源
违反条款    生产单位应当按照主管部门制定的编码
规则，对放射源统一编码。
处罚依据
《放射条例》第五十八条 处二十万元以下的罚款。
备注
按百分值计算。"""
    made = in_paragraphs([Paragraph(text, number) for number, text in enumerate(lines.split("\n"), 1)])
    assert [card.text(Role.NAME) for card in made] == ["未依法报批开工", "未登记放射源"]
    assert [[cell.text for cell in card.cells if cell.role is Role.BASIS] for card in made] == [
        ["《评价法》第三十一条 处五万元以下的罚款。"],
        [
            "生产单位应当按照主管部门制定的编码\n规则，对放射源统一编码。",
            "《放射条例》第五十八条 处二十万元以下的罚款。",
        ],
    ]
    assert [card.text(Role.TYPE) for card in made] == ["", ""]


def test_the_name_of_a_field_on_two_lines():
    lines = [
        "职权名称",
        "甲处罚",
        "职权类型",
        "行政处罚",
        "审核",
        "转报",
        "否",
        "法定主体",
        "某局",
        "职权依据",
        "《甲法》第一条",
    ]
    (made,) = in_paragraphs([Paragraph(text, at) for at, text in enumerate(lines, 1)])
    assert [(cell.header, cell.text) for cell in made.cells] == [
        ("职权名称", "甲处罚"), ("职权类型", "行政处罚"), ("审核转报", "否"), ("法定主体", "某局"), ("职权依据", "《甲法》第一条"),
    ]  # fmt: skip


def test_a_table_behind_a_card_with_a_text_beside_its_fields_is_no_part_of_it():
    """What stands in no field would be lost with the card."""
    card = RowBuilder(1, [Cell(Role.NAME, "职权名称", "甲", 2)])
    row = [GridCell(text, 1, column) for column, text in enumerate(("别处的字", "编号", "7"), start=1)]
    assert not go_on(card, Grid((tuple(row),)))
    assert go_on(card, Grid((tuple(row[1:]),)))
    assert [cell.text for cell in card.cells] == ["甲", "7"]


@pytest.mark.parametrize(
    "head",
    [[], ["项目", "内容"], ["要素名称", "具体内容"], ["序号", "项目", "内容"], ["字段", "填写内容"]],
)
def test_a_row_that_calls_names_and_values_so_names_no_item(head):
    rows = [["事项编码", "3700001001"], ["实施主体", "某县档案局"], ["实施依据", "《某法》第一条"]]
    rows = [[str(at), *row] for at, row in enumerate(rows, 1)] if len(head) == 3 else rows
    found = power_list.read(
        (Paragraph("二、行政处罚", 1), Paragraph("3. 对甲的处罚", 2), grid(*([head] if head else []), *rows))
    )
    (row,) = found.rows
    roles = (Role.SERIAL, Role.NAME, Role.TYPE, Role.CODE, Role.BODY, Role.BASIS)
    assert [row.text(role) for role in roles] == [
        "3", "对甲的处罚", "行政处罚", "3700001001", "某县档案局", "《某法》第一条"
    ]  # fmt: skip
    assert {omission.text for omission in found.unused} <= {"1", "2", "3"}
    assert set(head) <= set(found.headings)


def test_numbered_fields_below_a_title():
    law, point = f"1.设定依据：{LAW}", "2.承办机构：审批股"
    made = in_paragraphs(
        paragraphs(
            "一、行政许可", "（一）甲许可", law, point, "（二）乙许可", law, "2.追责情形：不受理的；", "拖延的。"
        )
    )
    assert [fields(one)[0][2] for one in made] == ["甲许可", "乙许可"]
    assert [cell.text for cell in made[1].cells if cell.role is Role.GROUNDS] == ["不受理的；\n拖延的。"]
    assert [cell.text for cell in made[0].cells if cell.role is Role.BASIS] == [LAW]


def test_two_units_of_a_card():
    (found,) = in_paragraphs(
        paragraphs("事项名称：甲登记", "实施机构：某市公积金中心", "承办机构：归集处", f"设定依据：{LAW}")
    )
    assert [(cell.role.value, cell.text) for cell in found.cells][1:3] == [
        ("body", "某市公积金中心"),
        ("unit", "归集处"),
    ]
