"""The words of the form: headings of parts, header words, kinds of sections."""

import doctest
import re

import pytest

from extract import rules
from extract.reading.responsibility import parts


@pytest.mark.parametrize("part", rules.table("responsibility")["part"], ids=lambda part: part["code"])
def test_words_of_the_form(part):
    for heading in part["headings"]:
        assert parts.part_of_heading(heading) == part["code"], heading
        assert parts.part_of_heading(f"二、{heading}") == part["code"], heading
    for heading in part["not_headings"]:
        assert parts.part_of_heading(heading) != part["code"], heading
    for column in part.get("column", ()):
        for word in column["examples"]:
            assert re.fullmatch(column["pattern"], word), word


@pytest.mark.parametrize("rule", rules.load("sections"), ids=lambda rule: rule.code)
def test_kinds_of_sections(rule):
    assert {parts.kind_of_section(heading) for heading in rule.examples} == {rule.code}
    assert parts.kind_of_section("附则") == "other"


@pytest.mark.parametrize(
    "words",
    [
        ["序号", "职权类型", "职权名称", "具体工作事项", "主要职责"],
        ["序号", "事项名称", "实施依据", "责任事项内容", "追责情形"],
        ["1", "负责水资源管理", "编制规划"],
        ["序号", "主要职责"],
        ["序号", "名称", "内容"],
    ],
)
def test_headers_of_other_tables(words):
    assert parts.columns_of_header(words) is None


def test_examples_in_the_docstrings():
    assert doctest.testmod(parts).failed == 0


def test_a_table_with_sub_items_lists_powers():
    assert parts.columns_of_header(["服务事项名称", "子项", "法律依据", "承办机构"]) is None
    assert parts.columns_of_header(["服务事项名称", "服务内容", "法律依据", "承办机构"]) is not None
