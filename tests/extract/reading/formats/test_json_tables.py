import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Role
from extract.reading.formats.json_tables import blocks, is_json
from extract.reading.grid import Grid, Paragraph, Reason
from extract.reading.limits import Limits
from extract.reading.tables import power_list

ROWS = [
    {"xh": 1, "name": "甲", "basis": "《某法》", "more": None},
    {"xh": 2, "name": "乙", "basis": ["《某法》", "《某条例》"], "late": True},
]
TEXTS = [
    ["xh", "name", "basis", "more", "late"],
    ["1", "甲", "《某法》", "", ""],
    ["2", "乙", "《某法》\n《某条例》", "", "true"],
]


def texts(grid):
    return [[cell.text for cell in row] for row in grid.rows]


def table(value):
    (grid,) = (block for block in blocks(json.dumps(value, ensure_ascii=False)) if isinstance(block, Grid))
    return texts(grid)


@pytest.mark.parametrize(
    "value",
    [
        ROWS,
        {"code": 0, "data": {"total": 2, "rows": ROWS}},
        {"data": {"list": [{"kind": "许可", "items": ROWS}]}},
        {"a": [[]], "list": ROWS, "b": []},
    ],
)
def test_an_array_of_objects_anywhere(value):
    assert table(value) == TEXTS


def test_the_key_of_an_array_names_its_table():
    found = blocks(json.dumps({"title": "某局清单", "行政许可": ROWS, "行政处罚": ROWS[:1]}, ensure_ascii=False))
    assert [block.text if isinstance(block, Paragraph) else (block.name, len(block.rows)) for block in found] == [
        "某局清单",
        ("行政许可", 3),
        ("行政处罚", 2),
    ]


def test_objects_within_rows_give_columns_and_arrays_of_objects_texts():
    assert table([{"id": 1, "item": {"name": "甲", "id": 7}, "laws": [{"t": "《某法》", "a": "第一条"}]}]) == [
        ["id", "item", "item·id", "laws"],
        ["1", "甲", "7", "《某法》 第一条"],
    ]


@pytest.mark.parametrize("columns", [["序号", "事项"], [{"title": "序号"}, {"title": "事项"}]])
def test_arrays_of_arrays_with_their_columns(columns):
    expected = [["序号", "事项"], ["1", "甲"], ["2", "乙"]]
    assert table({"columns": columns, "rows": [[1, "甲"], [2, "乙"]]}) == expected
    assert table([["序号", "事项"], [1, "甲"], [2, "乙"]]) == expected


def test_one_object_a_line_and_long_numbers_as_they_stand():
    text = '{"编码": 116203004382601060, "名称": "甲", "值": 1.10}\n{"编码": "=\\"0012\\"", "名称": "乙"}\n'
    (grid,) = blocks(text)
    assert texts(grid) == [["编码", "名称", "值"], ["116203004382601060", "甲", "1.10"], ["0012", "乙", ""]]
    assert [row[0].line for row in grid.rows] == [1, 2, 3]


@pytest.mark.parametrize("text", ["", "[附件1]\n序号", "{甲}", "1", '"a"', "[" * 100_000])
def test_what_is_no_json(text):
    assert not is_json(text)
    assert blocks(text) == ()


def test_what_is_past_the_limits():
    (grid,) = blocks(json.dumps(ROWS), Limits(cells=10))
    assert (len(grid.rows), [one.reason for one in grid.omissions]) == (2, [Reason.TOO_MUCH])
    (grid,) = blocks(json.dumps([{"a": "长" * 9, "b": "短", "c": "丙"}]), Limits(cell_length=5, columns=2))
    assert texts(grid) == [["a", "b"], ["", "短"]]
    assert [one.reason for one in grid.omissions] == [Reason.TOO_MUCH, Reason.TOO_LONG, Reason.TOO_MUCH]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text("甲乙", max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", max_size=2), inner, max_size=3),
    max_leaves=12,
)


@given(VALUES)
def test_no_text_of_a_document_is_lost(value):
    text = json.dumps(value, ensure_ascii=False)
    shown = ""
    for block in blocks(text):
        shown += block.text if isinstance(block, Paragraph) else "".join(map("".join, texts(block)))
    if isinstance(value, list | dict):
        assert shown.count("甲") >= text.count("甲")


def test_objects_that_group_named_items_are_looked_into():
    data = [{"department": "甲局", "items": [{"main": "无", "sub": [{"name": "甲", "basis": "《甲法》"}]}]}]
    assert table(data) == [["name", "basis"], ["甲", "《甲法》"]]


TIERS = [
    {"裁量序号": 1, "裁量阶次": "较轻", "适用条件": "初次", "处罚标准": "处一千元罚款"},
    {"裁量序号": 2, "裁量阶次": "严重", "适用条件": "三次", "处罚标准": "处五千元罚款"},
]


@pytest.mark.parametrize(
    "rules",
    [
        {"裁量规则": TIERS},
        {"裁量分组": [{"分组序号": 1, "裁量规则": TIERS}]},
        {"裁量分组": [{"分组序号": 1, "裁量规则": TIERS[:1]}, {"分组序号": 2, "裁量规则": TIERS[1:]}]},
    ],
)
def test_tiers_within_an_object_are_rows_of_its_item(rules):
    items = [{"序号": 1, "违法行为": "甲", "设定依据": "《某条例》第三条", **rules}, {"序号": 2, "违法行为": "乙"}]
    (grid,) = blocks(json.dumps({"items": items}, ensure_ascii=False))
    found = power_list.read((grid,))
    assert [row.text(Role.NAME) for row in found.rows] == ["甲", "乙"]
    first = found.rows[0]
    assert [(tier.degree.text, tier.circumstance.text, tier.standards[0].text) for tier in first.tiers] == [
        ("较轻", "初次", "处一千元罚款"),
        ("严重", "三次", "处五千元罚款"),
    ]
    assert [cell.text for cell in first.all(Role.BASIS)] == ["《某条例》第三条"]
    assert not found.rows[1].tiers


def test_an_array_without_tiers_stays_in_its_cell():
    items = [
        {"序号": 1, "事项名称": "甲", "材料": [{"材料名称": "申请表", "份数": 2}, {"材料名称": "身份证", "份数": 1}]}
    ] * 2
    (grid,) = blocks(json.dumps(items, ensure_ascii=False))
    assert texts(grid)[1] == ["1", "甲", "申请表 2\n身份证 1"]


ITEM = {"事项名称": "甲", "事项类型": "行政许可", "设定依据": ""}


@pytest.mark.parametrize("key", ["事项名称", "子项名称"])
def test_sub_items_within_an_item(key):
    subs = [{key: "一", "设定依据": "《某法》"}, {key: "二", "设定依据": "《某条例》"}]
    rows = table([ITEM | {"children": subs}, ITEM | {"事项名称": "乙", "设定依据": "《某办法》"}])
    assert rows == [
        ["事项名称", "事项类型", "设定依据", "子项名称"],
        ["甲", "行政许可", "《某法》", "一"],
        ["甲", "行政许可", "《某条例》", "二"],
        ["乙", "行政许可", "《某办法》", ""],
    ]


def test_bodies_that_hold_their_items_are_no_items():
    bodies = [
        {"name": f"{place}局", "items": [ITEM | {"事项名称": name}]} for place, name in (("甲", "一"), ("乙", "二"))
    ]
    grids = [block for block in blocks(json.dumps(bodies, ensure_ascii=False)) if isinstance(block, Grid)]
    assert [[row[0].text for row in grid.rows[1:]] for grid in grids] == [["一"], ["二"]]


def test_keys_in_english_say_what_they_hold():
    row = {"powerName": "甲", "powerTypeName": "行政许可", "setBasis": "《某法》第一条", "basicCode": "000119001000"}
    row |= {
        "implementSubject": "某局",
        "undertakeOrg": "某科",
        "dutyContent": "受理责任",
        "accountabilityCase": "不受理的",
    }
    found = power_list.read(blocks(json.dumps([row], ensure_ascii=False)))
    assert {cell.role.value: cell.text for cell in found.rows[0].cells} == {
        "name": "甲", "type": "行政许可", "basis": "《某法》第一条", "code": "000119001000", "body": "某局", "unit": "某科",
        "duties": "受理责任", "grounds": "不受理的",
    }  # fmt: skip


def test_what_an_object_of_a_body_says_is_of_the_body():
    items = [
        {"事项名称": "甲", "实施主体": {"名称": "某县甲局", "编码": "113"}, "依据": "《某法》第一条"} for _ in range(2)
    ]
    read = power_list.read(blocks(json.dumps({"data": items}, ensure_ascii=False)))
    assert [(row.text(Role.NAME), row.text(Role.BODY), row.text(Role.CODE)) for row in read.rows] == [
        ("甲", "某县甲局", "")
    ] * 2  # fmt: skip
