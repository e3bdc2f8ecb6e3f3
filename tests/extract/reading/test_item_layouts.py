"""Layouts that give each item a table, a page or an object of its own."""

import json

import pytest

from extract.model import Role
from tests.extract.reading.layouts import LAW, RULE, csv, document, page, texts


def test_18_one_small_table_an_item_with_the_name_above(read):
    fields = [["类别", "行政处罚"], ["实施主体", "某县市场局"], ["行使层级", "县级"], ["实施依据", RULE], ["备注", ""]]
    found = read("list.docx", document("甲标识的处罚", fields, "乙标识的处罚", fields))
    assert texts(found, Role.NAME) == ["甲标识的处罚", "乙标识的处罚"]
    assert texts(found, Role.BASIS) == [RULE, RULE]
    assert [row.table for row in found.rows] == ["表1", "表2"]
    assert found.publisher == "某县市场局"


def test_26_an_item_on_a_page_of_its_own(read):
    found = read(
        "item.html",
        page(
            ["行政决定部门", "某市文化局", "项目名称", "对甲的处罚"],
            ["行政职权类别", "行政处罚", "行政相对人类别", "法人"],
            ["设定依据", (RULE, 'colspan="3"')],
        ),
    )
    assert len(found.rows) == 1
    assert texts(found, Role.NAME) == ["对甲的处罚"]
    assert texts(found, Role.TYPE) == ["行政处罚"]
    assert texts(found, Role.BASIS) == [RULE]
    assert found.publisher == "某市文化局"


def test_34_one_field_a_line(read):
    lines = [
        "职权名称：甲审批",
        "职权类型：行政许可",
        "审核转报",
        "否",
        "职权编码：A-1",
        "法定主体",
        "某市国土局",
        "实施依据：" + LAW,
        RULE,
    ]
    found = read("card.txt", "职权梳理表\n" + "\n".join([*lines, "职权名称：乙审批", *lines[1:]]))
    assert texts(found, Role.NAME) == ["甲审批", "乙审批"]
    assert texts(found, Role.BODY) == ["某市国土局"] * 2
    assert texts(found, Role.BASIS) == [f"{LAW}\n{RULE}"] * 2
    assert [row.line for row in found.rows] == [2, 11]


def test_35_an_item_page_named_by_the_conduct(read):
    rows = [
        ["事项编码", "1" * 31],
        ["事项类型", "行政处罚"],
        ["处罚的行为", "甲"],
        ["处罚的种类", "罚款"],
        ["设定依据", RULE],
    ]
    found = read("item.html", page(*rows))
    assert texts(found, Role.NAME) == ["甲"]
    assert texts(found, Role.CODE) == ["1" * 31]


def names_and_types(listing):
    return [(row.text(Role.NAME), row.text(Role.TYPE), row.text(Role.BODY)) for row in listing.rows]


@pytest.mark.parametrize(
    "script",
    ["var list = {};", "callback({});", "export default {}", "window.data={}", "const a = {};\nexport default a;"],
)
def test_data_within_a_script_by_type(read, script):
    rows = '{"行政许可": [{"事项名称": "甲许可", "设定依据": "《甲法》第一条", "org": {"name": "某县水务局"}}]}'
    assert names_and_types(read("list.js", script.replace("{}", rows))) == [("甲许可", "行政许可", "某县水务局")]


def test_keys_nobody_knows_are_judged_by_their_columns(read):
    items = [
        {"a1": at, "title": f"第{at}项处罚", "b7": "行政处罚", "c": f"《某法》第{at}条", "d": "某县水务局"}
        for at in range(1, 5)
    ]
    listing = read("list.json", json.dumps({"code": 200, "data": {"total": 4, "rows": items}}))
    assert names_and_types(listing) == [(f"第{at}项处罚", "行政处罚", "某县水务局") for at in range(1, 5)]


def test_laws_within_an_item_are_no_items(read):
    laws = [{"lawName": f"《{one}法》", "clause": "第一条", "content": "略"} for one in "甲乙"]
    items = [{"matter": {"id": f"u{at}", "title": f"第{at}项"}, "laws": laws} for at in range(1, 4)]
    listing = read("list.json", json.dumps(items))
    assert texts(listing, Role.NAME) == ["第1项", "第2项", "第3项"]
    assert listing.rows[0].text(Role.BASIS) == "《甲法》 第一条 略\n《乙法》 第一条 略"


def test_an_item_a_column(read):
    found = read("a.csv", csv(["事项名称", "甲", "乙"], ["事项类型", "行政许可", "行政处罚"], ["实施依据", LAW, RULE]))
    assert texts(found, Role.NAME) == ["甲", "乙"]
    assert texts(found, Role.BASIS) == [LAW, RULE]
    assert any("每列是一个事项" in trouble.zh for trouble in found.troubles)


def test_labels_in_brackets_leave_those_of_ranks_to_the_basis(read):
    card = f"【事项名称】{{}}\n【事项类型】行政许可\n【设定依据】{LAW}\n【法律】{RULE}\n\n"
    found = read("a.txt", "某县权力事项\n" + card.format("甲") + card.format("乙"))
    assert texts(found, Role.NAME) == ["甲", "乙"]
    assert texts(found, Role.BASIS) == [f"{LAW}\n【法律】{RULE}"] * 2


def test_numbered_lines_name_the_items_below_them(read):
    card = f"职权类型：行政许可\n设定依据：1.{LAW}\n2.{RULE}\n承办机构：某科\n"
    found = read("a.txt", f"权力清单\n1．甲许可\n{card}2．乙许可\n{card}")
    assert [(row.text(Role.SERIAL), row.text(Role.NAME)) for row in found.rows] == [("1", "甲许可"), ("2", "乙许可")]
    assert texts(found, Role.BASIS) == [f"1.{LAW}\n2.{RULE}"] * 2
    assert texts(found, Role.UNIT) == ["某科", "某科"]


def test_items_of_markdown_without_a_table(read):
    card = f"- **权力类型**：行政许可\n- **实施依据**：{LAW}\n- **实施主体**：某局\n\n"
    found = read("a.md", f"# 清单\n\n### 1. 甲\n\n{card}### 2. 乙\n\n{card}")
    assert texts(found, Role.NAME) == ["甲", "乙"]
    assert texts(found, Role.BASIS) == [LAW, LAW]


def test_the_rest_of_a_card_on_the_next_page(read):
    cards = "".join(
        page([("职权名称", ""), name], [("职权类别", ""), "行政许可"], [("法律依据", ""), LAW]) for name in ("甲", "乙")
    )
    found = read("a.html", cards + page(["追责情形", "不予受理的"]))
    assert texts(found, Role.NAME) == ["甲", "乙"]
    assert texts(found, Role.GROUNDS) == ["", "不予受理的"]


def test_lines_that_only_count_the_items_are_no_part_of_them(read):
    card = f"权力名称：甲{{0}}\n权力类型：行政许可\n实施依据：{LAW}\n责任主体：某县卫生健康局\n"
    found = read("a.txt", "某县权责事项\n" + "".join(f"第{at}项\n{card.format(at)}" for at in (1, 2)))
    assert texts(found, Role.NAME) == ["甲1", "甲2"]
    assert texts(found, Role.BODY) == ["某县卫生健康局"] * 2


def test_the_source_of_a_power_is_no_basis(read):
    fields = [
        ["基本编码", "4331-CF-0001"],
        ["事项类型", "行政处罚"],
        ["权力来源", "法定本级行使"],
        ["行使层级", "县级"],
    ]
    found = read("a.docx", document("对非医师行医的处罚", fields, [["设定依据", LAW], ["追责情形", "滥用职权的"]]))
    assert texts(found, Role.NAME) == ["对非医师行医的处罚"]
    assert [cell.text for cell in found.rows[0].all(Role.BASIS)] == [LAW]


def test_a_page_that_draws_its_list_from_a_script(read):
    data = json.dumps([{"qlmc": f"第{at}项", "qllx": "行政许可", "ssyj": f"《某法》第{at}条"} for at in range(1, 4)])
    page = f"<html><head><script>var rows = {data};</script></head><body><h1>某县权责清单</h1><div id=app></div></body>"
    found = read("list.html", page)
    assert names_and_types(found) == [(f"第{at}项", "行政许可", "") for at in range(1, 4)]
    assert found.title == "某县权责清单"


def test_the_fields_of_items_may_be_counted(read):
    """A number before the name alone is that of the item; where the next field has the next one, fields are counted."""
    lines = [
        f"事项{at}\n1.事项名称：第{at}项\n2.事项类型：行政许可\n3.实施主体：某局\n4.设定依据：{LAW}" for at in (1, 2)
    ]
    found = read("list.txt", "\n".join(["某县权责清单", *lines]))
    assert names_and_types(found) == [("第1项", "行政许可", "某局"), ("第2项", "行政许可", "某局")]
    assert texts(found, Role.BASIS) == [LAW, LAW]
    assert texts(found, Role.SERIAL) == ["", ""]


def test_points_of_a_value_are_no_fields_though_they_begin_like_some(read):
    lines = [
        f"{at}.事项名称：第{at}项\n事项类型：行政许可\n实施依据：\n1.法律：{LAW}\n2.行政法规：{RULE}" for at in (1, 2)
    ]
    found = read("list.txt", "\n".join(["某县权责清单", *lines]))
    assert texts(found, Role.SERIAL) == ["1", "2"]
    assert texts(found, Role.BASIS) == [f"1.法律：{LAW}\n2.行政法规：{RULE}"] * 2


def test_the_line_above_names_the_one_row_of_a_table_without_names(read):
    rows = [["类别", "实施依据", "实施主体"], ["行政许可", LAW, "某局"]]
    table = page(*rows).removeprefix("<html><body>").removesuffix("</body></html>")
    found = read("list.html", f"<html><body><p>1.甲许可，含变更</p>{table}<p>乙许可</p>{table}</body></html>")
    assert names_and_types(found) == [("甲许可，含变更", "行政许可", "某局"), ("乙许可", "行政许可", "某局")]
    assert texts(found, Role.SERIAL) == ["1", ""]
    whole = read("list.html", f"<html><body><p>某县权责清单</p>{table}</body></html>")
    assert texts(whole, Role.NAME) == [""]


def test_a_title_that_is_a_header_word_too(read):
    items = [f"{at}.违法行为：第{at}项\n处罚依据：{RULE}\n处罚种类：罚款" for at in (1, 2)]
    found = read("list.txt", "\n\n".join(["行政处罚裁量基准", *items]))
    assert texts(found, Role.NAME) == ["第1项", "第2项"]
    assert texts(found, Role.BASIS) == [RULE, RULE]


def test_names_of_fields_as_headings_of_markdown(read):
    items = [f"## {name}\n\n### 权力类型\n\n行政许可\n\n### 实施依据\n\n{LAW}\n" for name in ("甲许可", "乙许可")]
    found = read("list.md", "\n".join(["# 某县权责清单\n", *items]))
    assert names_and_types(found) == [("甲许可", "行政许可", ""), ("乙许可", "行政许可", "")]
    assert texts(found, Role.BASIS) == [LAW, LAW]


@pytest.mark.parametrize("blank", ["　　", "  ", " ", "\t"])
def test_fields_side_by_side_on_a_line(read, blank):
    items = [f"{at}、第{at}项\n权力类型：行政许可{blank}实施主体：某局\n实施依据：{LAW} 条件：略" for at in (1, 2)]
    found = read("list.txt", "\n".join(["某县权责清单", *items]))
    assert names_and_types(found) == [("第1项", "行政许可", "某局"), ("第2项", "行政许可", "某局")]
    assert texts(found, Role.BASIS) == [f"{LAW} 条件：略"] * 2


def test_titles_with_their_number_in_brackets(read):
    items = [
        f"（{at}）第{at}项\n职权类型：行政许可\n责任事项：\n（1）公示材料\n（2）一次告知\n实施主体：某局\n实施依据：{LAW}"
        for at in (1, 2)
    ]
    found = read("list.txt", "\n".join(["某县权责清单", *items]))
    assert names_and_types(found) == [("第1项", "行政许可", "某局"), ("第2项", "行政许可", "某局")]
    assert texts(found, Role.SERIAL) == ["1", "2"]
    assert texts(found, Role.DUTIES) == ["（1）公示材料\n（2）一次告知"] * 2
