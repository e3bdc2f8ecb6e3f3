"""Time limits: texts and the limits expected in them, and every rule held to its own examples."""

from decimal import Decimal

import pytest

from extract.clean import level
from extract.rules import load
from extract.understanding.cell import understand
from extract.understanding.limits import limits
from extract.understanding.tokens import scan


def found_in(printed):
    text = level(printed).text
    return [(int(one.value), one.unit, text[one.start : one.end]) for one in limits(text, scan(text))]


LIMITS = {
    "自受理之日起 二十日 内作出决定": [(20, "day", "二十日内")],
    "15个工作日内办结，24小时内报告": [(15, "working_day", "15个工作日内"), (24, "hour", "24小时内")],
    "提前三十日公告，延长不得超过十日": [(30, "day", "提前三十日"), (10, "day", "不得超过十日")],
    "三至六个月内": [(6, "month", "三至六个月内")],
    "一年以内、两年之内": [(1, "year", "一年以内"), (2, "year", "两年之内")],
    "满三十日；三十日后；十五日以下拘留；2019年内": [],
}


@pytest.mark.parametrize("text", LIMITS)
def test_limits(text):
    assert found_in(text) == LIMITS[text]


@pytest.mark.parametrize("rule", load("limits"), ids=lambda rule: rule.code)
def test_examples_and_counter_examples_of_each_rule(rule):
    for example in rule.examples:
        assert found_in(example), example
    for example in rule.counter_examples:
        assert not found_in(example), example


def test_values_are_exact():
    text = "三十日内"
    assert [(one.value, one.unit, one.start, one.end) for one in limits(text, scan(text))] == [
        (Decimal(30), "day", 0, 4)
    ]


BOUNDS = {
    "公示期不少于5个工作日": "minimum",
    "试用期不得少于三个月": "minimum",
    "提前三十日通知": "minimum",
    "保存至少二年": "minimum",
    "停工留薪期一般不超过12个月": "maximum",
    "最长不得超过六个月": "maximum",
    "二十日内作出决定": "maximum",
    "许可证有效期为五年": "exact",
    "公示期7日": "exact",
}


@pytest.mark.parametrize("text", BOUNDS)
def test_what_a_period_bounds(text):
    assert [limit.bound.value for limit in understand(text).limits] == [BOUNDS[text]]


ACTORS = {
    "行政机关应当自受理行政许可申请之日起二十日内作出决定。": ("authority", "行政机关"),
    "申请人应当自收到通知之日起五日内补正。": ("party", "申请人"),
    "《甲条例》第三条 县级以上人民政府水行政主管部门 应当在十日内答复。": (
        "authority",
        "县级以上人民政府水行政主管部门",
    ),
    "当事人对处罚决定不服的，可以自收到决定书之日起六十日内申请复议。": ("party", "当事人"),
    "行政复议机关收到申请后，应当在五日内进行审查。": ("authority", "行政复议机关"),
    "业主委员会应当自选举产生之日起三十日内备案。": ("party", "业主委员会"),
    "用人单位应当于每年三月内申报，并在十日内缴纳。": ("party", "用人单位"),
    "裁决决定应当自接到申请之日起六十日内作出。": (None, None),
    "自受理之日起二十日内作出决定。": (None, None),
    "主管部门和运营单位应当在五日内答复。": (None, None),
    "经检验合格的，应当在三日内签发证书。": (None, None),
    # 知道或者应当知道 is no duty, and 对人民法院 no subject.
    "当事人可以自知道或者应当知道之日起六十日内申请复议。": ("party", "当事人"),
    "可以自知道或者应当知道该行为之日起六十日内申请复议。": (None, None),
    "对人民法院作出的裁定，当事人有异议的，应当自收到裁定之日起十五日内提出。": ("party", "当事人"),
}


@pytest.mark.parametrize("text", ACTORS)
def test_who_has_to_keep_a_limit(text):
    limit = understand(text).limits[-1]
    assert (limit.actor.value if limit.actor else None, limit.who) == ACTORS[text]
    assert limit.who is None or text[limit.who_start : limit.who_end] == limit.who
