import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Role
from extract.reading.tables import content


@pytest.mark.parametrize(
    ("texts", "role"),
    [
        (["《甲法》第三条", "甲条例第五条", "无"], Role.BASIS),
        (["行政许可", "行政处罚（共3项）", "其他"], Role.TYPE),
        (["一、行政许可1", "行政许可 (2项)"], Role.TYPE),
        (["1", "2", "3"], Role.SERIAL),
        (["1-1", "（2）", "3."], Role.SERIAL),
        (["0100381000", "01B0018000", "1600-B-00100-140881"], Role.CODE),
        (["0376-1234567", "12345678", "电话：13800000000"], Role.TELEPHONE),
        (["某县水务局", "某县人民政府", "某市卫生健康委员会"], Role.BODY),
        (["水政科", "执法大队", "行政审批股（窗口）"], Role.UNIT),
        (["1.受理责任：公示。2.审查责任：审核。", "立案责任：调查"], Role.DUTIES),
        (["不履行职责的；滥用职权的", "违反规定收费的；玩忽职守的"], Role.GROUNDS),
        (["甲许可", "对乙的处罚"], None),
        ([], None),
    ],
)
def test_what_cells_speak_for(texts, role):
    assert content.role(texts) is role


@pytest.mark.parametrize("text", ["轻微", "一般", "较重", "特别严重", "情节严重的"[:4], "第一档", "不予处罚"])
def test_degrees(text):
    assert content.is_degree(text)


@pytest.mark.parametrize("text", ["重大项目", "一般纳税人登记", "警告", "从重处罚情形说明", ""])
def test_no_degrees(text):
    assert not content.is_degree(text)


@given(st.lists(st.text(), max_size=4))
def test_no_text_crashes_it(texts):
    content.role(texts)
    content.may_be_names(texts)


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ([("unit", "实施机构", "某县公安局"), ("body", "责任单位", "治安管理大队")], ["body", "unit"]),
        ([("unit", "实施机构", "某县公安局"), ("body", "责任单位", "某县应急局")], ["unit", "body"]),
        ([("unit", "实施机构", "公积金中心"), ("unit", "承办机构", "归集处")], ["body", "unit"]),
        ([("unit", "承办机构", "水政科"), ("unit", "责任科室", "一科")], ["unit", "unit"]),
        ([("body", "行使主体", "某县"), ("unit", "承办机构", "某县水务局")], ["body", "unit"]),
        ([("body", "实施主体", "某县水务局"), ("unit", "承办机构", "水政科")], ["body", "unit"]),
    ],
)
def test_who_acts_and_which_office_of_it(columns, expected):
    made = [(Role(role), header, [text, text]) for role, header, text in columns]
    assert [role.value for role in content.acting(made)] == expected
