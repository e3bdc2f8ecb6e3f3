"""What a line of a statute is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.statutes import lines
from extract.statutes.model import TextLine


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第一条 甲", (1, 0, "甲", True)),
        ("第十二条为了", (12, 0, "为了", False)),
        ("第 三 条　甲", (3, 0, "甲", True)),
        ("第１５条 甲", (15, 0, "甲", True)),
        ("第12条 甲", (12, 0, "甲", True)),
        ("第一百二十条之二 甲", (120, 2, "甲", True)),
        ("第五条之二款", (5, 0, "之二款", False)),
        ("第八条", (8, 0, "", False)),
    ],
)
def test_article(text, expected):
    found = lines.article(text)
    assert (found.number, found.insert, found.rest, found.parted) == expected


@pytest.mark.parametrize("text", ["依照第一条", "第一款 甲", "一、甲", "", "第条"])
def test_no_article(text):
    assert lines.article(text) is None


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("第一章 总 则", "chp", 1),
        ("第二章法律责任", "chp", 2),
        ("第三节　审查", "sec", 3),
        ("第一编　总则", "book", 1),
        ("第二分编 典型合同", "subbook", 2),
        ("附　则", "chp", 0),
        ("第四章", "chp", 4),
    ],
)
def test_heading(text, kind, number):
    found = lines.heading(text)
    assert (found.kind, found.number) == (kind, number)


@pytest.mark.parametrize(
    "text",
    ["第四章有关规定办理。", "第二章、第三章的规定", "第一章 " + "甲" * 60, "第一条 甲", "第二章的规定适用于码头"],
)
def test_no_heading(text):
    assert lines.heading(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("附件", None), ("附件1：灯具目录", "1"), ("附：收费标准", None), ("附录 一", "一"), ("附表", None)],
)
def test_annex(text, number):
    assert lines.annex(text)["number"] == number


@pytest.mark.parametrize("text", ["附则", "附近的码头", "附有说明", "附件所列的灯具"])
def test_no_annex(text):
    assert lines.annex(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("一、甲", ("part", 1)), ("（十二）乙", ("clause", 12)), ("3.丙", ("num", 3)), ("4、丁", ("num", 4))],
)
def test_point(text, expected):
    assert lines.point(text)[:2] == expected


def test_a_figure_is_no_point():
    assert lines.point("3.5米以上") is None


def printed(*texts):
    return [TextLine(text, number) for number, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    "contents",
    [
        ["目 录", "第一章 总则", "第二章 附则"],
        ["第一章 总则", "第二章 附则"],  # a table without its own word
        ["***目录***".strip("*"), "第一章　总　则", "第二章 附则"],
    ],
)
def test_a_table_of_contents_is_left_out(contents):
    body = ["第一章 总则", "第一条 甲。", "第二章 附则", "第二条 乙。"]
    assert [line.text for line in lines.without_contents(printed(*contents, *body))] == body


def test_headings_without_a_table_stay():
    body = ["第一编 总则", "第一章 原则", "第一条 甲。", "第二编 分则", "第一章 航道", "第二条 乙。"]
    assert [line.text for line in lines.without_contents(printed(*body))] == body


@given(st.text(max_size=80))
def test_no_text_crashes(text):
    lines.article(text)
    lines.heading(text)
    lines.point(text)
    lines.annex(text)
    lines.without_contents(printed(*text.split("\n")))
