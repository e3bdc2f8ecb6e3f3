"""An edit made by hand, and the change it must be told as; nothing else may be told."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.assemble import extract
from extract.model import Cell, Role, Row
from kg.comparison.diff import diff, diff_lists, list_pairs
from kg.comparison.items import ItemList
from kg.comparison.row_items import item_of
from tests.kg.comparison.editions import BASIS, CREDIT, ROW, item

DUTIES, GROUNDS = ROW[Role.DUTIES], ROW[Role.GROUNDS]


def edited_fields(edits, **options):
    return [(one.change, one.field, one.old, one.new) for one in diff([item()], [item("新版", **edits)], **options)]


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ({}, []),
        ({"name": "对向渠道倾倒垃圾的处罚"}, [("renamed", "name", "对向渠道倾倒废渣的处罚", "对向渠道倾倒垃圾的处罚")]),
        ({"type": "行政强制"}, [("retyped", "type", "行政处罚", "行政强制")]),
        ({"unit": "水政科"}, [("moved", "unit", "水政监察支队", "水政科")]),
        ({"telephone": "0999-7654321"}, [("contact", "telephone", "0999-1234567", "0999-7654321")]),
        ({"remark": "受委托实施"}, [("text", "remark", "", "受委托实施")]),
        (
            {"basis": BASIS.replace("第八条", "第九条")},
            [("basis", "provision", "《江北市渠道管理条例》第八条", "《江北市渠道管理条例》第九条")],
        ),
        (
            {"basis": BASIS.replace("公告第7号", "公告第8号")},
            [
                (
                    "basis",
                    "number",
                    "《江北市渠道管理条例》江北市人大常委会公告第7号",
                    "《江北市渠道管理条例》江北市人大常委会公告第8号",
                )
            ],
        ),
        (
            {"basis": BASIS.replace("2011年5月1日", "2012年5月1日")},
            [("basis", "date", "《江北市渠道管理条例》2011-05-01", "《江北市渠道管理条例》2012-05-01")],
        ),
        (
            {"basis": BASIS.replace("五百元以上二千元", "一千元以上五千元")},
            [("sanction", "fine", "处五百元以上二千元以下罚款", "处一千元以上五千元以下罚款")],
        ),
        (
            {"basis": BASIS.replace("三十日内", "二十日内")},
            [("limit", "limit", "三十日内", "二十日内")],
        ),
        (
            {"basis": BASIS.split("\n")[0]},
            [
                ("basis", "document", "《江北市水工程保护办法》第三条", ""),
                ("limit", "limit", "三十日内", ""),
            ],
        ),
        (
            {"duties": DUTIES.replace("收集证据", "收集证据，询问当事人")},
            [("stage", "investigation", "收集证据。", "收集证据，询问当事人。")],
        ),
        ({"grounds": GROUNDS.replace("\n2.徇私舞弊的。", "")}, [("ground", "徇私舞弊的", "徇私舞弊的", "")]),
        (
            {"basis": BASIS.replace("倾倒废渣的", "倾倒废渣、垃圾的")},
            [("text", "basis", BASIS, BASIS.replace("倾倒废渣的", "倾倒废渣、垃圾的"))],
        ),
    ],
)
def test_an_edit_is_told_as_what_it_is(edits, expected):
    assert edited_fields(edits) == expected


@pytest.mark.parametrize(
    "edits",
    [
        {"name": "对向渠道 倾倒废渣的处罚"},
        {"basis": BASIS.replace("，", ",").replace("（", "(").replace("）", ")")},
        {"basis": BASIS.replace("。\n", "。\n\n  ")},
        {"duties": DUTIES.replace("1.", "（1）")},
        {"serial": "7"},
    ],
)
def test_blanks_width_punctuation_and_place_are_no_difference_unless_asked(edits):
    assert edited_fields(edits) == []
    assert edited_fields(edits, strict=True) != []


def changed_fields(old, new):
    return [(one.change, one.field, one.old, one.new) for one in diff([item(**old)], [item("新版", **new)])]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            {"duties": DUTIES + "\n3.送达责任：送达当事人。"}, {"duties": DUTIES.split("\n")[0] + "\n2.送达责任：送达当事人。"},
            [("stage", "investigation", "收集证据。", "")], id="a stage goes with its heading, the rest is renumbered",
        ),
        pytest.param(
            {"duties": DUTIES.replace("\n", " ")}, {"duties": "1.公示责任：公示。 2.立案责任：发现违法行为的，予以立案。 3.调查责任：收集证据。"},
            [("stage", "publicity", "", "公示。")], id="a stage comes, in one line",
        ),
        pytest.param(
            {}, {"duties": DUTIES.replace("调查责任", "核查责任")},
            [("stage", "review", "调查：收集证据。", "核查：收集证据。")], id="the heading alone",
        ),
        pytest.param(
            {}, {"basis": BASIS.replace("罚款。", "罚款；情节严重的，责令停产停业。")},
            [("sanction", "suspension", "", "停产停业")], id="a sanction comes with its condition",
        ),
        pytest.param(
            {}, {"basis": BASIS.replace("《江北市水工程保护办法》", "《行政强制法》")},
            [("basis", "document", "《江北市水工程保护办法》第三条", "《中华人民共和国行政强制法》第三条")], id="another document in its place",
        ),
        pytest.param(
            {"penalty": "处一千元以下罚款"}, {"penalty": "处二千元以下罚款"},
            [("sanction", "fine", "处一千元以下罚款", "处二千元以下罚款")], id="a sanction in a column of its own",
        ),
        pytest.param(
            {"penalty": "由水政机构负责"}, {"penalty": "由执法机构负责"},
            [("text", "penalty", "由水政机构负责", "由执法机构负责")], id="words of that column",
        ),
        pytest.param(
            {"standard": "处五百元罚款"}, {"standard": "处六百元罚款"},
            [("text", "standard", "处五百元罚款", "处六百元罚款")], id="words of a standard of discretion",
        ),
        pytest.param({"telephone": "0999-1234567"}, {"telephone": "0999—123 4567"}, [], id="a dash in a telephone"),
        pytest.param({"remark": "2020-2021年"}, {"remark": "2020——2021年"}, [], id="a dash between figures"),
        pytest.param({"unit": "水资源科、法规科"}, {"unit": "法规科，水资源科"}, [], id="offices in another order"),
        pytest.param(
            {"type": "行政处罚"}, {"type": "行政处罚类"}, [("text", "type", "行政处罚", "行政处罚类")], id="a type in other words",
        ),
        pytest.param({"remark": "①甲 ②乙"}, {"remark": "(1)甲 (2)乙"}, [], id="marks of list points"),
    ],
)  # fmt: skip
def test_facts_take_the_words_round_them_along(old, new, expected):
    assert changed_fields(old, new) == expected


def column(heading, text):
    cells = (Cell(Role.NAME, "事项名称", "取水许可", 1), Cell(Role.OTHER, heading, text, 2))
    return item_of(extract(Row(1, 2, cells)), "清单")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (("法定期限", "20个工作日"), ("法定期限", "15个工作日"), [("limit", "limit", "20个工作日", "15个工作日")]),
        (("法定期限", "20个工作日"), ("办理期限", "20个 工作日"), []),
        (("收费", "不收费"), ("收费", "10元"), [("text", "收费", "不收费", "10元")]),
        (("收费", "不收费"), ("收费标准", "不收费"), []),
        (("收费", "不收费"), ("监督", "投诉"), [("text", "监督", "", "投诉"), ("text", "收费", "不收费", "")]),
    ],
)
def test_columns_of_no_known_role_are_told_by_their_heading(old, new, expected):
    changes = diff([column(*old)], [column(*new)])
    assert [(one.change, one.field, one.old, one.new) for one in changes] == expected


def test_a_name_and_a_type_that_changed_together_are_one_item_where_a_provision_is_shared():
    changes = diff([item(code="")], [item("新版", code="", name="对向渠道倾倒废渣行为的处罚", type="行政强制")])
    assert [one.change for one in changes] == ["renamed", "retyped"]
    alone = diff(
        [item(code="", basis="")], [item("新版", code="", name="对向渠道倾倒废渣行为的处罚", type="行政强制", basis="")]
    )
    assert [one.change for one in alone] == ["added", "removed"]


@pytest.mark.parametrize(
    "names",
    [("取水许可（设立）", "取水许可（变更）"), ("一级水库检查", "二级水库检查"), ("第1号渠道检查", "第2号渠道检查")],
)
def test_words_that_set_powers_apart(names):
    old, new = (item(list_name, code="", name=name) for list_name, name in zip(("旧版", "新版"), names, strict=True))
    assert [one.change for one in diff([old], [new])] == ["added", "removed"]


def edition(name, publisher, *items):
    return ItemList(name, "", publisher, items)


def test_lists_are_paired_by_name_and_publisher_then_by_either_then_alone():
    old = [
        edition("清单", "甲市水务局"),
        edition("清单", "乙市水务局"),
        edition("2023", "丙市水务局"),
        edition("旧", ""),
    ]
    new = [
        edition("新", ""),
        edition("2025", "丙市水务局"),
        edition("清单", "乙市水务局"),
        edition("清单", "甲市水务局"),
    ]
    assert list_pairs(old, new) == [(3, 0), (2, 1), (1, 2), (0, 3)]


def test_lists_of_one_name_are_all_compared():
    old = [edition("清单", "", item("清单")), edition("清单", "", item("清单", name="取水许可", code=""))]
    new = [
        edition("清单", "", item("清单")),
        edition("清单", "", item("清单", name="取水许可", code="", remark="下放")),
    ]
    assert [(one.item, one.change) for one in diff_lists(old, new)] == [("取水许可", "text")]


def test_a_power_that_another_body_of_the_place_took_over_is_moved():
    stays, goes = item("水务"), item("水务", name="取水许可", code="", type="行政许可")
    there = item("审批", name="营业许可", code="", type="行政许可", body="江北市审批局", basis="")
    taken = item("审批", name="取水许可", code="", type="行政许可", body="江北市审批局")
    old = [edition("水务", "江北市水务局", stays, goes), edition("审批", "江北市审批局", there)]
    new = [edition("水务", "江北市水务局", stays), edition("审批", "江北市审批局", there, taken)]
    (change,) = diff_lists(old, new)
    assert (change.change, change.field, change.old, change.new) == ("moved", "body", "江北市水务局", "江北市审批局")
    assert (change.list_name, change.place, change.body) == ("审批", "江北市", "江北市审批局")


def test_what_one_city_gave_up_and_another_took_up_is_no_move():
    old = [edition("甲", "甲市水务局", item("甲", body="甲市水务局")), edition("乙", "乙市水务局")]
    new = [edition("甲", "甲市水务局"), edition("乙", "乙市水务局", item("乙", body="乙市水务局"))]
    old = [replace(one, items=tuple(replace(found, place=one.name + "市") for found in one.items)) for one in old]
    new = [replace(one, items=tuple(replace(found, place=one.name + "市") for found in one.items)) for one in new]
    assert [one.change for one in diff_lists(old, new)] == ["added", "removed"]


def test_codes_that_were_numbered_anew_do_not_rename_every_item():
    names = ["甲类取水许可", "乙类排污许可", "丙类采砂许可", "丁类水工程检查"]
    old = [item(name=name, code=f"{CREDIT}362021400{at}000") for at, name in enumerate(names)]
    new = [item("新版", name="戊类新增事项", code=f"{CREDIT}3620214000000")]
    new += [item("新版", name=name, code=f"{CREDIT}362021400{at}000") for at, name in enumerate(names, start=1)]
    changes = diff(old, new)
    assert [(one.change, one.field) for one in changes] == [("text", "code")] * 4 + [("added", "item")]


def test_items_of_one_name_are_paired_by_what_they_say():
    first, second = item(code="", basis="《甲条例》第一条"), item(code="", basis="《乙条例》第二条", unit="水政科")
    assert diff([first, second], [second, first]) == ()


def test_figures_and_points_of_figures_are_differences():
    assert edited_fields({"remark": "1.5"}) == [("text", "remark", "", "1.5")]
    old, new = item(remark="比例1.5"), item("新版", remark="比例15")
    assert [(one.old, one.new) for one in diff([old], [new])] == [("比例1.5", "比例15")]


def test_items_come_and_go():
    new = item("新版", name="对取水许可的审批", code="", type="行政许可", basis="《江北市取水条例》第五条")
    changes = diff([item()], [new])
    assert [(one.change, one.item) for one in changes] == [("added", new.title), ("removed", item().title)]
    assert "《江北市取水条例》第五条" in changes[0].new


def test_without_codes_names_and_grounds_tell():
    old = item(code="")
    new = item("新版", code="", name="对向渠道内倾倒废渣行为的处罚")
    (change,) = diff([old], [new])
    assert change.change == "renamed"
    assert 0.62 <= change.score < 1
    assert "共同依据2条" in change.reason


def test_one_code_with_two_names_is_paired_by_name():
    first, second = item(name="甲事项"), item(name="乙事项")
    assert diff([first, second], [second, first]) == ()


@given(
    st.lists(st.sampled_from(["甲", "乙", "丙", "丁"]), max_size=4),
    st.lists(st.sampled_from(["甲", "乙", "戊"]), max_size=4),
)
def test_what_came_one_way_went_the_other(before, after):
    old, new = ([item(name=f"{name}事项", code="") for name in names] for names in (before, after))
    there, back = diff(old, new), diff(new, old)
    assert sum(one.change == "added" for one in there) == sum(one.change == "removed" for one in back)
    assert sum(one.change == "removed" for one in there) - sum(one.change == "added" for one in there) == len(
        old
    ) - len(new)
    assert diff(old, old) == ()
