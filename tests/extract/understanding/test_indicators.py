import doctest
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import rules
from extract.understanding import indicators as module
from extract.understanding.indicators import indicators

LIST = (Path(__file__).parents[3] / "data" / "jize-hrss-responsibility-list.txt").read_text(encoding="utf-8")


def short(one):
    """``measure minimum..maximum unit period`` in one line."""
    low, high = ("" if value is None else f"{value.normalize():f}" for value in (one.minimum, one.maximum))
    return f"{one.measure} {low}..{high}{'%' if one.unit == 'percent' else ''} {one.period or '-'}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每月不少于 2 次，每次巡查不少于 2 个定点培训机构。", ["次 2.. month", "定点培训机构 2.. -"]),
        ("每年不少于 1 次，抽查面不少于 30%；", ["次 1.. year", "抽查面 30..% -"]),
        ("必要时，抽取 10%的学员和教师进行电话督查", ["学员和教师 10..10% -"]),
        ("每年组织1次", ["次 1..1 year"]),
        ("每季度一次，每次不少于 10 家单位", ["次 1..1 quarter", "家 10.. -"]),
        ("每月对上个月已处理完毕的业务进行稽核，稽核面不低于 20%；", ["稽核面 20..% month"]),
        ("抽查面不低于 50％", ["抽查面 50..% -"]),
        ("接受至少 2 次专项检查，原则上、下半年各 1 次。", ["次 2.. -", "次 1..1 half_year"]),
        ("上半年和下半年各一次", ["次 1..1 half_year"]),
        ("每半年至少检查两次", ["次 2.. half_year"]),
        ("必须由 2 名以上工作人员参加", ["人 2.. -"]),
        ("必须由两名以上稽核人员组成稽核小组", ["人 2.. -"]),
        ("进行检查时，不得少于 2人，并应出示证件", ["人 2.. -"]),
        ("每季采用电话抽查方式对 10 家申请单位进行核实", ["家 10..10 quarter"]),
        ("每年至少进行一次宣传讲座", ["次 1.. year"]),
        ("每年开展一个次案卷评查", ["次 1..1 year"]),
        ("实现书面审查 100%全覆盖", ["书面审查 100..100% -"]),
        ("抽查覆盖率达到100%", ["抽查覆盖率 100..% -"]),
        ("抽查比例为5%", ["抽查比例 5..5% -"]),
        ("按照不低于5%的比例随机抽取", ["比例 5..% -"]),
        ("每年随机抽查不低于企业总数的百分之十", ["企业总数 10..% year"]),
        ("每年抽查检查对象总数的3%-5%", ["检查对象总数 3..5% year"]),
        ("每年检查2至3次", ["次 2..3 year"]),
        ("每年2次以上", ["次 2.. year"]),
        ("一年不少于两次", ["次 2.. year"]),
        ("全年检查不少于四次", ["次 4.. year"]),
        ("检查频次：1次/年", ["次 1..1 year"]),
        ("不少于2次/季度", ["次 2.. quarter"]),
        ("每周至少巡查三次，每日一次", ["次 3.. week", "次 1..1 day"]),
        ("对同一企业每年检查不超过1次", ["次 ..1 year"]),
        ("每年统一组织三次检查", ["次 3..3 year"]),
        ("每两年至少检查一次", ["次 1.. -"]),
        ("有2名以上执法人员参加", ["人 2.. -"]),
        ("不少于２次", ["次 2.. -"]),
        # Other numbers: limits of time, money, scores, conditions, what an applicant must have, part of a word.
        ("自立案之日起 60 个工作日内完成，可以延长 30 个工作日", []),
        ("收到报告 10 日内提出书面意见", []),
        ("处以一万元以上三万元以下罚款", []),
        ("处违法所得百分之三十以上百分之五十以下的罚款", []),
        ("每日按罚款数额的百分之三加处罚款", []),
        ("按照每介绍一人处五千元罚款", []),
        ("缴费比例为8%，预支50%确认", []),
        ("考核得分在 90 分以上的，为优秀单位", []),
        ("每班次如有 2 次发现，2次以上的，取消培训资格", []),
        ("招用人数不少于30人的，应当备案", []),
        ("下达至 3 人以上用人单位，辖区内用工 20 人以上单位", []),
        ("具备3名以上专职人员，有不少于5名专业技术人员", []),
        ("每年6月30日前，第一次，一次性告知，每年逐一个案", []),
        ("不满十六周岁，不少于3个月", []),
        ("", []),
    ],
)
def test_indicators(text, expected):
    assert [short(one) for one in indicators(text)] == expected


def test_values_are_decimals_of_the_printed_figure():
    (one,) = indicators("抽查面不少于30.5%")
    assert (one.minimum, one.maximum, one.unit) == (Decimal("30.5"), None, "percent")


def test_the_bundled_list():
    """Every target of the eight regimes, read once from the whole text by eye."""
    found = indicators(LIST)
    assert len(found) == 41
    assert sum(one.unit == "percent" for one in found) == 10
    assert [LIST[one.start : one.end] for one in found[:5]] == [
        "每月不少于 2 次", "每次巡查不少于 2 个定点培训机构", "每年不少于 1 次", "抽查面不少于 30%",
        "抽取 10%的学员和教师",
    ]  # fmt: skip
    assert {one.period for one in found} == {"month", "quarter", "half_year", "year", None}


@pytest.mark.parametrize("rule", rules.load("periods"), ids=lambda rule: rule.code)
def test_period_examples(rule):
    for example in rule.examples:
        periods = [period.code for period in module._periods(example) if period.code]
        assert periods[0] == rule.code, example


pieces = st.lists(
    st.sampled_from(
        ["每年", "每次", "每", "月", "/年", "不少于", "至少", "不超过", "2", "两", "百分之", "%", "％", "次", "名",
         "个", "家", "以上", "的", "，", "。", "；", "：", "\n", " ", "抽查面", "抽取", "比例", "工作人员", "、", "有",
         "1-3", "学员", "达到", "１"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@given(pieces | st.text(max_size=60))
def test_no_text_crashes_and_spans_stand_apart(text):
    at = 0
    for one in indicators(text):
        assert at <= one.start < one.end <= len(text)
        assert one.minimum is not None or one.maximum is not None
        assert one.measure
        at = one.end


@given(st.integers(1, 99), st.sampled_from(["month", "year", "quarter", "week", "day", "half_year"]))
def test_what_is_written_is_read(number, period):
    label = next(rule.label for rule in rules.load("periods") if rule.code == period)
    (one,) = indicators(f"{label}不少于{number}次")
    assert short(one) == f"次 {number}.. {period}"


def test_examples_in_the_docstrings():
    assert doctest.testmod(module).failed == 0
