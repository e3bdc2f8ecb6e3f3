"""Layouts met in lists composed by somebody who knew no line of the reader: words, words in levels, pages, documents."""

from io import BytesIO

import pytest
from docx import Document

from extract.model import ListKind, Role
from extract.reading.account import account
from tests.extract.reading.layouts import CODE, LAW, RULE, csv, page, texts, tsv, workbook

STAGES = ["1.受理责任：当场登记。", "2.审查责任：两人核实。", "3.决定责任：十日内作出决定。"]


def test_duties_in_a_column_for_each_stage(read):
    rows = [
        ["序号", "事项名称", "实施依据", "责任事项", "", "", "备注"],
        ["", "", "", "收件", "核验", "办结", ""],
        ["1", "甲许可", LAW, *STAGES, ""],
        ["2", "乙许可", RULE, STAGES[0], "", STAGES[2], ""],
    ]
    merged = ["A1:A2", "B1:B2", "C1:C2", "D1:F1", "G1:G2"]
    for name, content in (
        ("list.xlsx", workbook({"清单": (rows, merged)})),
        ("list.csv", csv(*rows)),
    ):
        found = read(name, content)
        assert texts(found, Role.NAME) == ["甲许可", "乙许可"]
        assert [row.text(Role.DUTIES).replace("\n", "") for row in found.rows] == [
            "".join(STAGES),
            STAGES[0] + STAGES[2],
        ]
        assert [column.header for column in found.tables[0].columns][3:6] == [
            "责任事项·收件",
            "责任事项·核验",
            "责任事项·办结",
        ]
        assert len(found.tables) == 1


@pytest.mark.parametrize("words", [("基本编码", "主项", "子项"), ("职权编号", "大项", "小项")])
def test_codes_of_main_and_sub_items_under_one_word(read, words):
    rows = [
        [words[0], "", "职权名称", "", "实施依据"],
        [words[1], words[2], "项目名称", "子项名称", ""],
        [CODE, "3700001001", "甲许可", "甲之一", LAW],
        [CODE, "3700001002", "甲许可", "甲之二", RULE],
    ]
    found = read("list.xlsx", workbook({"清单": (rows, ["A1:B1", "C1:D1", "E1:E2"])}))
    assert texts(found, Role.CODE) == [CODE, CODE]
    assert texts(found, Role.SUB_CODE) == ["3700001001", "3700001002"]
    assert texts(found, Role.NAME) == ["甲许可", "甲许可"]
    assert texts(found, Role.SUB_NAME) == ["甲之一", "甲之二"]


def test_a_word_like_another_is_judged_by_its_column(read):
    """担责方武 is one sign from a word that no list has use for; what stands below it are telephones."""
    header = ["序号", "事项名称", "实施依据", "担责方武"]
    found = read("list.tsv", tsv(header, ["1", "甲许可", LAW, "0537-2211001"], ["2", "乙许可", RULE, "0537-2211002"]))
    assert texts(found, Role.TELEPHONE) == ["0537-2211001", "0537-2211002"]


def test_what_an_office_does_to_fulfil_its_duties(read):
    header = ["序号", "事项名称", "实施依据", "履责方式", "追责情形"]
    found = read("list.tsv", tsv(header, ["1", "甲检查", LAW, "按计划抽查", "不抽查的"]))
    assert texts(found, Role.DUTIES) == ["按计划抽查"]


@pytest.mark.parametrize("name", ["07-某县水利局权责清单", "12_某县水利局权责清单", "3—某县水利局权力清单"])
def test_the_number_of_a_file_is_no_part_of_a_body(read, name):
    assert read(f"{name}.csv", csv(["事项名称", "实施依据"], ["甲", LAW])).publisher == "某县水利局"


def _nested(*lines, table):
    """A document whose table stands in the one cell of another, between lines."""
    made = Document()
    cell = made.add_table(1, 1).cell(0, 0)
    cell.text = lines[0]
    inner = cell.add_table(len(table), len(table[0]))
    for row, printed in zip(inner.rows, table, strict=True):
        for one, text in zip(row.cells, printed, strict=True):
            one.text = text
    for line in lines[1:]:
        cell.add_paragraph(line)
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def test_a_table_within_the_cell_that_lays_out_a_page(read):
    table = [["序号", "事项名称", "类别", "法律依据"], ["1", "甲许可", "行政许可", LAW], ["2", "乙", "行政处罚", RULE]]
    found = read("list.docx", _nested("某县文化馆权责清单", "【关闭窗口】", table=table))
    assert texts(found, Role.NAME) == ["甲许可", "乙"]
    assert texts(found, Role.BASIS) == [LAW, RULE]
    assert found.title == "某县文化馆权责清单"
    assert "【关闭窗口】" in found.headings


def test_a_table_within_a_cell_of_a_list_stays_in_its_cell(read):
    made = Document()
    table = made.add_table(3, 3)
    for at, row in enumerate((["事项名称", "实施依据", "备注"], ["甲许可", LAW, ""], ["乙许可", RULE, "见下表"])):
        for cell, text in zip(table.rows[at].cells, row, strict=True):
            cell.text = text
    inner = table.cell(2, 2).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "收费", "十元"
    target = BytesIO()
    made.save(target)
    found = read("list.docx", target.getvalue())
    assert texts(found, Role.NAME) == ["甲许可", "乙许可"]
    assert found.rows[1].text(Role.REMARK).split() == ["见下表", "收费", "十元"]


def test_what_a_page_prints_below_its_text_is_in_no_item(read):
    fields = [("职权名称", "甲奖励"), ("职权类型", "行政奖励"), ("职权依据", LAW), ("追责情形", "不公示的")]
    item = "".join(f"<div><b>{name}</b></div><div>{value}</div>" for name, value in fields)
    below = "<div>版权所有：某县人民政府</div><div>京ICP备1号</div><p>邮编：300000</p>"
    found = read("list.html", f"<html><body><h1>某县档案局权责事项</h1>{item}{below}</body></html>")
    assert texts(found, Role.GROUNDS) == ["不公示的"]
    assert {"版权所有：某县人民政府", "京ICP备1号", "邮编：300000"} <= set(found.headings)


def test_a_form_feed_on_a_line_of_its_own(read):
    head = "序号    职权名称            设定依据"
    body = [f"{at}       甲乙丙许可          《某某条例》第三条" for at in (1, 2, 3)]
    text = "\n".join(["某县某局权力清单", "", head, "", body[0], "", body[1], "\f", head, "", body[2]])
    found = read("list.txt", text)
    assert texts(found, Role.NAME) == ["甲乙丙许可"] * 3
    assert texts(found, Role.SERIAL) == ["1", "2", "3"]


def test_one_cell_a_line_in_sections_with_a_note_below(read):
    head = ["序号", "权力名称", "权力类型", "设定依据", "实施主体"]
    rows = [["1", "甲许可", "行政许可", LAW, "某县水利局"], ["2", "乙许可", "行政许可", LAW, "某县水利局"]]
    more = [["1", "对丙的处罚", "行政处罚", RULE, "某县水利局"]]
    lines = [
        *head,
        "一、行政许可（共2项）",
        *rows[0],
        *rows[1],
        "二、行政处罚（共1项）",
        *more[0],
        "注：以上均已公示。",
    ]
    found = read("list.txt", "\n".join(["某县水利局权力清单", *lines]))
    assert texts(found, Role.NAME) == ["甲许可", "乙许可", "对丙的处罚"]
    assert texts(found, Role.BASIS) == [LAW, LAW, RULE]
    assert "注：以上均已公示。" in found.headings


def test_a_responsibility_list_has_a_row_for_every_task(read):
    rows = [
        ["某镇人民政府责任清单", "", "", ""],
        ["序号", "主要职责", "具体责任事项", "责任科室"],
        ["1", "负责甲工作", "1.制定甲计划。", "党政办公室"],
        ["", "", "2.检查甲计划。", "经济发展办公室"],
        ["2", "负责乙工作", "1.制定乙计划。", "党政办公室"],
    ]
    found = read("list.xlsx", workbook({"清单": (rows, ["A1:D1", "A3:A4", "B3:B4"])}))
    assert (found.kind, found.publisher) == (ListKind.RESPONSIBILITY, "某镇人民政府")
    listed = account(found, "list.xlsx")["rows"]
    assert [(row["row"], row["serial"], row["name"], row["sub_name"], row["unit"]) for row in listed] == [
        (1, "1", "负责甲工作", "1.制定甲计划。", "党政办公室"),
        (2, "1", "负责甲工作", "2.检查甲计划。", "经济发展办公室"),
        (3, "2", "负责乙工作", "1.制定乙计划。", "党政办公室"),
    ]
    as_page = read("list.html", page(*rows))
    assert [row["sub_name"] for row in account(as_page, "list.html")["rows"]] == [row["sub_name"] for row in listed]
