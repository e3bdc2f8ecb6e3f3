"""Layouts met in lists composed by somebody who knew no line of the reader: words, words in levels, pages, documents."""

import json
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


def _roles(found, *roles):
    return [tuple(row.text(role) for role in roles) for row in found.rows]


CARD = ["实施主体：某县林业局", f"实施依据：{LAW}", "责任单位：林政股"]


@pytest.mark.parametrize(
    ("heads", "serials"),
    [
        (["1.事项名称：甲许可", "2.事项名称：乙许可", "3．事项名称：丙检查"], ["1", "2", "3"]),
        (["（1）权力名称：甲许可", "（2）权力名称：乙许可", "（3）权力名称：丙检查"], ["1", "2", "3"]),
        (["1. 甲许可", "2. 乙许可", "3. 丙检查"], ["1", "2", "3"]),
        (["事项名称：甲许可", "事项名称：乙许可", "事项名称：丙检查"], ["", "", ""]),
    ],
)
def test_sections_over_items_with_a_field_a_line(read, heads, serials):
    """A section is the type of the items below it, and no end of the last field above it."""
    lines = [
        "某县林业局权责清单",
        "一、行政许可（2项）",
        heads[0],
        *CARD,
        "",
        heads[1],
        *CARD,
        "二、行政检查",
        heads[2],
        *CARD,
    ]
    found = read("list.txt", "\n".join(lines))
    assert _roles(found, Role.NAME, Role.TYPE, Role.UNIT) == [
        ("甲许可", "行政许可", "林政股"),
        ("乙许可", "行政许可", "林政股"),
        ("丙检查", "行政检查", "林政股"),
    ]
    assert texts(found, Role.SERIAL) == serials


def test_the_value_of_a_field_is_no_section(read):
    lines = [
        "职权名称",
        "甲许可",
        "职权类型",
        "行政许可",
        "职权依据",
        LAW,
        "职权名称",
        "乙",
        "职权类型",
        "其他",
        "职权依据",
        RULE,
    ]
    found = read("list.txt", "\n".join(lines))
    assert _roles(found, Role.NAME, Role.TYPE) == [("甲许可", "行政许可"), ("乙", "其他")]


@pytest.mark.parametrize("rule", ["----------", "==========", "＊＊＊＊＊＊", "──────"])
def test_a_rule_below_the_last_item_is_no_word_of_it(read, rule):
    lines = [
        "职权名称：甲许可",
        f"职权依据：{LAW}",
        "备注：已公示",
        rule,
        "职权名称：乙",
        f"职权依据：{RULE}",
        "备注：同上",
        rule,
    ]
    assert texts(read("list.txt", "\n".join(lines)), Role.REMARK) == ["已公示", "同上"]


def test_a_section_that_says_that_it_is_a_type(read):
    head = ["序号", "职权名称", "实施依据"]
    rows = [
        ["职权类别：行政许可", "", ""],
        head,
        ["1", "甲", LAW],
        ["权力类型：行政处罚", "", ""],
        head,
        ["1", "乙", RULE],
    ]
    found = read("list.xlsx", workbook({"清单": (rows, ["A1:C1", "A4:C4"])}))
    assert texts(found, Role.TYPE) == ["行政许可", "行政处罚"]


@pytest.mark.parametrize("count", [["①", "②", "③"], ["（1）", "（2）", "（3）"], ["1栏", "2栏", "3栏"]])
def test_a_row_that_counts_the_columns_is_no_item(read, count):
    found = read("list.csv", csv(["序号", "职权名称", "实施依据"], count, ["1", "甲", LAW]))
    assert texts(found, Role.NAME) == ["甲"]


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("制定机关：某州文化广电和旅游局", "某州文化广电和旅游局"),
        ("某市海洋综合行政执法队权责清单", "某市海洋综合行政执法队"),
        ("某县公路管理处权责清单", "某县公路管理处"),
    ],
)
def test_the_body_that_a_line_above_the_table_names(read, line, body):
    assert read("list.csv", csv([line, "", ""], ["序号", "事项名称", "实施依据"], ["1", "甲", LAW])).publisher == body


def test_a_basis_of_duties_alone_is_the_basis(read):
    head = ["主项名称", "权责类型", "履职依据", "履职内容"]
    found = read("list.csv", csv(head, ["甲", "行政许可", LAW, "当场办理"]))
    assert _roles(found, Role.BASIS, Role.DUTIES) == [(LAW, "当场办理")]
    both = read("list.csv", csv([*head, "设定依据"], ["甲", "行政许可", LAW, "当场办理", RULE]))
    assert _roles(both, Role.BASIS, Role.DUTY_BASIS) == [(RULE, LAW)]
    never = read("list.csv", csv(["事项名称", "责任事项依据"], ["甲", LAW]))
    assert _roles(never, Role.BASIS, Role.DUTY_BASIS) == [("", LAW)]


def test_the_name_of_a_type_beside_its_code(read):
    keys = ["ITEM_NAME", "ITEM_TYPE", "ITEM_TYPE_TEXT", "BY_LAW"]
    rows = [
        dict(zip(keys, one, strict=True)) for one in (("甲", "01", "行政许可", LAW), ("乙", "05", "行政确认", RULE))
    ]
    assert texts(read("list.json", json.dumps(rows)), Role.TYPE) == ["行政许可", "行政确认"]


@pytest.mark.parametrize(("field", "title"), [("field", "title"), ("prop", "label"), ("dataIndex", "title")])
def test_columns_described_beside_the_rows(read, field, title):
    heads = {"c1": "序号", "c2": "主项名称", "c3": "子项名称", "c4": "法律依据"}
    columns = [{field: key, title: word, "width": "80"} for key, word in heads.items()]
    rows = [{"c1": 1, "c2": "甲", "c3": "甲之一", "c4": LAW}, {"c1": 2, "c2": "乙", "c3": "", "c4": RULE}]
    for data in (rows, {"total": 2, "rows": rows}):
        found = read("list.json", json.dumps({"code": 0, "columns": columns, "data": data}, ensure_ascii=False))
        assert _roles(found, Role.SERIAL, Role.NAME, Role.SUB_NAME, Role.BASIS) == [
            ("1", "甲", "甲之一", LAW),
            ("2", "乙", "", RULE),
        ]
        assert found.troubles == ()


def test_tasks_of_a_responsibility_list_with_their_basis(read):
    rows = [
        ["序号", "主要职责", "具体工作事项", "工作依据", "责任股室"],
        ["一", "负责甲工作", "制定甲计划", LAW, "一股"],
        ["一", "负责甲工作", "检查甲计划", RULE, "二股"],
    ]
    found = read("list.html", page(["某县应急管理局责任清单", "", "", "", ""], *rows))
    assert found.troubles == ()
    (duty,) = found.responsibility_list.responsibilities
    assert [task.basis.text for task in duty.tasks] == [LAW, RULE]
    assert [row["basis"] for row in account(found, "list.html")["rows"]] == [LAW, RULE]


def test_an_item_that_is_the_whole_of_a_file(read):
    item = {"事项编码": CODE, "事项类型": "行政处罚", "处罚的行为": "对甲的处罚", "处罚的种类": "罚款", "设定依据": LAW}
    found = read("item.json", json.dumps(item, ensure_ascii=False))
    assert _roles(found, Role.NAME, Role.TYPE, Role.CODE, Role.BASIS) == [("对甲的处罚", "行政处罚", CODE, LAW)]


@pytest.mark.parametrize(
    "field",
    [
        "<div><span>{}</span><span>{}</span></div>",
        "<li><label>{}</label><em>{}</em></li>",
        "<p><strong>{}</strong> {}</p>",
        "<p><strong>{}</strong>：{}</p>",
        "<b>{}</b><br>{}<br>",
        "<div><span><i></i>{}</span><span><span>{}</span></span></div>",
        "<div><div>{}</div><div>{}</div></div>",
    ],
)
def test_labels_beside_their_values_without_a_table(read, field):
    items = [
        {"职权名称": "甲许可", "职权类型": "行政许可", "实施依据": LAW, "责任事项": "受理责任：登记。", "备注": ""},
        {"职权名称": "乙检查", "职权类型": "行政检查", "实施依据": RULE, "责任事项": "检查责任：到场。", "备注": "无"},
    ]
    shown = ["".join(field.format(name, value) for name, value in item.items()) for item in items]
    found = read(
        "page.html", f"<body><h1>某县水利局权责清单</h1>{''.join(f'<div>{one}</div>' for one in shown)}</body>"
    )
    roles = (Role.NAME, Role.TYPE, Role.BASIS, Role.DUTIES, Role.REMARK)
    assert _roles(found, *roles) == [tuple(item.values()) for item in items]


def test_titles_without_numbers_over_items_without_a_name(read):
    """A line before the first field of the next item is its title, as it is of the first; a type stands above it."""
    lines = ["某县林业局权责清单", "行政许可", "甲许可", *CARD, "乙许可", *CARD, "行政检查", "丙检查", *CARD]
    found = read("list.txt", "\n".join(lines))
    assert _roles(found, Role.NAME, Role.TYPE, Role.UNIT) == [
        ("甲许可", "行政许可", "林政股"),
        ("乙许可", "行政许可", "林政股"),
        ("丙检查", "行政检查", "林政股"),
    ]
    marked = "\n\n".join(
        [
            "# 某县林业局权责清单",
            "## 行政许可",
            "### 甲许可",
            f"- **实施依据** {LAW}\n- **责任单位** 一股",
            "### 乙许可",
            f"- **实施依据** {RULE}\n- **责任单位** 二股",
            "## 行政检查",
            "### 丙检查",
            f"- **实施依据** {LAW}\n- **责任单位** 三股",
        ]
    )
    assert _roles(read("list.md", marked), Role.NAME, Role.TYPE, Role.BASIS, Role.UNIT) == [
        ("甲许可", "行政许可", LAW, "一股"),
        ("乙许可", "行政许可", RULE, "二股"),
        ("丙检查", "行政检查", LAW, "三股"),
    ]
