from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import rules
from extract.model import Role
from extract.reading import header_words

RULES = rules.table("headers")["header"]


@pytest.mark.parametrize("rule", RULES, ids=[rule["role"] for rule in RULES])
def test_every_rule_holds_to_its_examples(rule):
    for word in rule["words"]:
        assert header_words.role(word) is not None, word
    for example in rule["examples"]:
        assert header_words.role(example) == rule["role"], example
    assert rule["counter_examples"]
    own = header_words.Meaning(Role(rule["role"]), rule.get("part", ""), rule.get("weak", False))
    for example in rule["counter_examples"]:
        assert header_words.PRINTED.meaning(example) != own, example


def test_a_word_stands_in_one_role_only():
    seen = {}
    for rule in RULES:
        for word in rule["words"]:
            assert seen.setdefault(word, rule["role"]) == rule["role"], word


@pytest.mark.parametrize(
    ("path", "role"),
    [
        (["职权名称", "项目"], Role.NAME),
        (["职权名称", "子项"], Role.SUB_NAME),
        (["项目名称", "子项名称"], Role.SUB_NAME),
        (["子项", "名称"], Role.SUB_NAME),
        (["子项", "权力编码"], Role.SUB_CODE),
        (["主项", "编码"], Role.CODE),
        (["权力清单", "权力分类"], Role.TYPE),
        (["权力清单", "实施依据"], Role.BASIS),
        (["责任清单", "责任事项（明确责任主体）"], Role.DUTIES),
        (["责任清单", "责任事项依据"], Role.DUTY_BASIS),
        (["责任清单", "追责依据"], Role.GROUNDS_BASIS),
        (["责任事项", "依据"], Role.DUTY_BASIS),
        (["责任事项", "内容"], Role.DUTIES),
        (["追责情形", "依据"], Role.GROUNDS_BASIS),
        (["收费", "依据"], Role.OTHER),
        (["责任事项及责任事项依据", "责任事项"], Role.DUTIES),
        (["责任事项及责任事项依据", "责任事项依据"], Role.DUTY_BASIS),
        (["追责情形及追责依据", "追责依据"], Role.GROUNDS_BASIS),
        (["执法依据", "政府规章"], Role.BASIS),
        (["责任事项依据", "法律"], Role.DUTY_BASIS),
        (["实施主体", "责任部门"], Role.BODY),
        (["实施主体", "第一责任层级建议"], Role.LEVEL),
        (["违法行为", "情形甲"], Role.NAME),
        (["甲", "乙"], None),
    ],
)
def test_headers_in_several_levels(path, role):
    assert header_words.path_role(path) == role


@pytest.mark.parametrize(
    ("printed", "levelled"),
    [
        ("权力\n类型", "权力类型"),
        ("序　号", "序号"),
        ("子项名称 (无子项时无需填写)", "子项名称"),
        ("权力名称（主项）", "权力名称主项"),
        ("权力名称(子项", "权力名称子项"),
        ("<p>备注</p>&nbsp;", "备注"),
        ("實施依據：", "实施依据"),
        ("（备注）", "备注"),
    ],
)
def test_levelled(printed, levelled):
    assert header_words.level(printed) == levelled


@given(st.text())
def test_no_text_crashes_it(text):
    header_words.role(text)
    assert header_words.path_role([text, "依据"]) is not None


def words_by_role():
    """The words of ``header_words.txt`` with the role they stand under."""
    role = ""
    for line in (Path(__file__).parent / "header_words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            yield from ((word, role) for word in line.split())
        elif not line.startswith("#"):
            role = line.rstrip(":")


@pytest.mark.parametrize(("word", "role"), tuple(words_by_role()))
def test_words_that_offices_print(word, role):
    assert header_words.role(word) in ({Role.OTHER, None} if role == "other" else {Role(role)})


@pytest.mark.parametrize(
    "value", ["执法股", "执法大队", "监管科", "综合科", "行政处罚", "县级", "甲县水利局", "处罚依据不足"]
)
def test_what_cells_hold_is_no_header_word(value):
    assert header_words.role(value) is None
