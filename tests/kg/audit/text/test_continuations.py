"""Where words go on as they never do: slips are found, ordinary words and unknown ones are left alone."""

import pytest

from kg.audit.check import check, view
from kg.audit.examples import listing
from kg.audit.registry import find
from kg.audit.text.continuations import breaks


@pytest.mark.parametrize(
    ("text", "head", "following"),
    [
        ("在报刊、广播和电视等新闻媒进行宣传报道", "新闻媒", "进"),
        ("人力资源和社会保政策", "社会保", "政"),
        ("人 力 资 源 和 社 会 保 政 策 措 施", "社会保", "政"),
    ],
)
def test_a_missing_character_is_found_where_it_is(text, head, following):
    (found,) = breaks(text)
    assert (found.head, found.next) == (head, following)
    assert text[found.at] == following


@pytest.mark.parametrize(
    "text",
    [
        "人力资源和社会保障政策",
        "国家安监总局规定的事项",
        "处五万美元以下罚款",
        "县级人才市场的管理",
        "被监督单位违纪违规事实",
        "社会保",
        "负责特种设备安龙登记的人员",
    ],
)
def test_words_that_are_usual_or_known_in_short_are_none(text):
    assert list(breaks(text)) == []


def test_what_a_list_prints_often_is_a_name():
    row = {"name": "甲", "duties": "拟订人力资源和社会保政策。"}
    rows = tuple({**row, "name": f"{number}项", "remark": f"社会保政策{number}"} for number in range(3))
    assert check(view([listing((row,))]), [find("TX001")])
    assert not check(view([listing(rows)]), [find("TX001")])
