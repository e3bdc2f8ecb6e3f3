import pytest

from extract.model import Role
from extract.reading.tables.sections import (
    caption,
    entered,
    is_note,
    is_point,
    is_total,
    numbered_section,
    of_sheet,
    section,
)


@pytest.mark.parametrize(
    ("printed", "role", "text", "level"),
    [
        ("一、行政处罚（共12项）", Role.TYPE, "行政处罚", 1),
        ("(一)行政许可类(共1项)", Role.TYPE, "行政许可", 2),
        ("行政许可", Role.TYPE, "行政许可", 4),
        ("  行 政 强 制 措 施  ", Role.TYPE, "行政强制措施", 4),
        ("三、其他权力事项（12项）", Role.TYPE, "其他权力", 1),
        ("1.行政检查", Role.TYPE, "行政检查", 3),
        ("十二、某县水务局（共30项）", Role.BODY, "某县水务局", 1),
        ("一、档案(共 13 项)", Role.OTHER, "一、档案(共 13 项)", 1),
        ("第二部分行政给付", Role.TYPE, "行政给付", 1),
        ("附表2：行政确认", Role.TYPE, "行政确认", 1),
    ],
)
def test_sections(printed, role, text, level):
    found = section(printed)
    assert (found.role, found.text, found.level) == (role, text, level)
    assert found.cell.inherited
    assert found.cell.header == printed.strip()


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "1577",
        "附件1",
        "附件2 抽查事项清单",
        "（三）违反规定的；",
        "1.受理阶段责任：公示依法应当提交的材料",
        "《某法》第三条",
        "某市应急管理局",
        "对擅自取水的处罚",
        "一、" + "长" * 60,
        "行政处罚，应当公开",
        "3.未按照规定将某报告报地方人民政府",
        "12.擅自把某物交给无许可证的单位处",
        "8.未安装某设备或者某设备未经常处",
    ],
)
def test_no_section(printed):
    assert section(printed) is None


def test_a_row_across_the_table_may_be_any_section():
    assert section("劳动保障监察", spanning=True).role is Role.OTHER
    assert section("某市应急管理局", spanning=True).role is Role.BODY


def test_a_section_ends_its_like_and_what_lay_within():
    trail = ()
    for printed in ("一、某县水务局（共30项）", "（一）行政许可", "（二）行政处罚"):
        trail = entered(trail, section(printed))
    assert [found.text for found in trail] == ["某县水务局", "行政处罚"]
    assert [found.text for found in entered(trail, section("二、某县教育局（共9项）"))] == ["某县教育局"]


@pytest.mark.parametrize("text", ["注：本清单自公布之日起施行", "备注: 以上", "合计", "（注）1.以上", "说明：一"])
def test_notes(text):
    assert is_note(text)


@pytest.mark.parametrize("text", ["注册商标的处罚", "说明书", "合计划生育"])
def test_no_notes(text):
    assert not is_note(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("填报单位：某县水务局", ("单位", "某县水务局")),
        ("部门名称（盖章）： 某县水务局 ", ("部门", "某县水务局")),
        ("填表日期: 2021年3月", ("日期", "2021年3月")),
        ("单位", None),
        ("某县水务局权责清单", None),
    ],
)
def test_captions(text, expected):
    assert caption(text) == expected


def test_a_number_in_a_cell_of_its_own():
    assert numbered_section("一", "行政许可（共5项）").text == "行政许可"
    assert numbered_section("十二 ", "档案（共5项）").role is Role.OTHER
    assert numbered_section("1", "行政许可") is None
    assert numbered_section("一", "某县水务局") is None


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("合 计", True),
        ("合计3项", True),
        ("共 9 项。", True),
        ("以上共计：12项，其中行政许可3项", True),
        ("本表共5项", True),
        ("（以下空白）", True),
        ("续下表", True),
        ("共用天线的审批", False),
        ("共同负责", False),
        ("合计费用的核定", False),
    ],
)
def test_totals(text, total):
    assert is_total(text) is total


@pytest.mark.parametrize(
    ("name", "text"),
    [("处罚", "行政处罚"), ("许可类", "行政许可"), ("3.强制（5项）", "行政强制"), ("一、行政检查", "行政检查")],
)
def test_names_of_sheets_may_be_short(name, text):
    assert of_sheet(name).text == text
    assert of_sheet(name).role is Role.TYPE


@pytest.mark.parametrize("name", ["", "Sheet1", "检查内容", "许可证目录表"])
def test_names_of_sheets_that_say_no_type(name):
    found = of_sheet(name)
    assert found is None or found.role is not Role.TYPE


def test_a_type_ends_the_type_before_it_whatever_their_marks():
    trail = entered((), section("一、行政处罚"))
    assert [one.text for one in entered(trail, section("（二）行政许可类（共3项）"))] == ["行政许可"]


def test_a_body_behind_the_word_for_it():
    found = section("部门名称：市文化广电和旅游局（208项）")
    assert (found.role, found.text) == (Role.BODY, "市文化广电和旅游局")
    assert section("填报单位：市文化广电和旅游局") is None


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("2.责任事项以规定为准。", True), ("（二）动态调整", True), ("3.5吨以上车辆", False), ("甲", False)],
)
def test_points_of_a_note(text, is_one):
    assert is_point(text) is is_one
