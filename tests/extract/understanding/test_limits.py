"""Time limits: texts and the limits expected in them, and every rule held to its own examples."""

from decimal import Decimal

import pytest

from extract.clean import level
from extract.rules import load
from extract.understanding.limits import limits
from extract.understanding.tokens import scan


def found_in(printed):
    text = level(printed).text
    return [(int(value), unit, text[start:end]) for value, unit, start, end in limits(text, scan(text))]


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
    assert limits(text, scan(text)) == [(Decimal(30), "day", 0, 4)]
