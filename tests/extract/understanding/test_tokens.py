"""What one scan finds: texts and the tokens expected in them, words between tokens left out."""

import doctest
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import rules
from extract.clean import level
from extract.understanding import tokens
from extract.understanding.tokens import scan

CASES = {
    "a citation": (
        "1.《甲条例》（国务院令第700号，2018年5月2日）第三十条第一款",
        ["mark 1.", "title 《甲条例》", "order 令第700号", "date 2018年5月2日", "chain 第三十条第一款"],
    ),
    "a document number": ("《关于甲的通知》（国发〔2015〕2号）", ["title 《关于甲的通知》", "number 〔2015〕2号"]),
    "a label": (
        "【行政法规】《甲条例》第四条：",
        ["label 【行政法规】", "title 《甲条例》", "chain 第四条", "colon :"],
    ),
    "half a title": ("《甲条例第四条", ["half 《", "law 条例", "chain 第四条"]),
    "a fine": (
        "处五百元以上二千元以下罚款，吊销许可证。",
        [
            "verb 处",
            "money 五百元",
            "bound 以上",
            "money 二千元",
            "bound 以下",
            "verb 罚款",
            "verb 吊销",
            "stop 。",
        ],
    ),
    "factors": (
        "并处违法所得一倍以上百分之三百以下罚款",
        ["verb 并处", "factor 一倍", "bound 以上", "factor 百分之三百", "bound 以下", "verb 罚款"],
    ),
    "a rate": ("按日加收万分之五的滞纳金", ["factor 万分之五", "verb 滞纳金"]),
    "periods": (
        "处五日以上十日以下拘留",
        ["verb 处", "period 五日", "bound 以上", "period 十日", "bound 以下", "verb 拘留"],
    ),
    "pointers": ("违反本法第三条和前款规定", ["pointer 本法", "chain 第三条", "pointer 前款"]),
    "bare laws": ("依照劳动法、某某条例的规定", ["law 法", "law 条例"]),
    "marks of every style": (
        "一、甲（二）乙(3)丙④丁㈤戊6.己7、庚8)辛",
        ["mark 一、", "mark (二)", "mark (3)", "mark ④", "mark ㈤", "mark 6.", "mark 7、", "mark 8)"],
    ),
    "a short name": ("（以下简称条例）", ["short 以下简称", "law 条例"]),
    "words in a title": ("《关于没收财物处罚款五万元的规定》", ["title 《关于没收财物处罚款五万元的规定》"]),
}


@pytest.mark.parametrize(("printed", "expected"), CASES.values(), ids=CASES)
def test_tokens(printed, expected):
    text = level(printed).text
    found = [f"{kind} {text[start:end]}" for kind, start, end in scan(text)]
    assert found == expected


@given(st.text(alphabet="《》第一二十百条款项(),。；处罚款5万元%倍以上令号〔2015〕年月日【】本法前", max_size=80))
def test_tokens_stand_in_order_and_are_not_empty(text):
    at = 0
    for kind, start, end in scan(text):
        assert kind
        assert at <= start < end <= len(text)
        at = end


@pytest.mark.parametrize("rule", rules.load("lexicon"), ids=lambda rule: rule.code)
def test_what_a_rule_finds_begins_with_its_first_characters(rule):
    first = re.compile(dict(rule.data)["first"])
    for example in rule.examples:
        for match in rule.pattern.finditer(level(example).text):
            assert first.match(match[0]), match[0]


@pytest.mark.parametrize("rule", rules.load("lexicon"), ids=lambda rule: rule.code)
def test_a_token_is_looked_for_wherever_its_rule_finds_one_first(rule):
    for example in rule.examples:
        text = level(example).text
        first = rule.pattern.search(text)
        assert any(start <= first.start() < end for _, start, end in scan(text)), example


def test_tokens_of_a_kind_and_of_several_are_in_text_order():
    text = "(一)《甲法》第三条:处五万元罚款;(二)第五条。"
    tokens = scan(text)
    sought = [text.index(words) for words in ("(一)", "第三条", ";", "(二)", "第五条", "。")]
    assert [start for _, start, _ in tokens.among("chain", "mark", "stop")] == sought
    assert tokens.of("chain") == [token for token in tokens if token[0] == "chain"]
    assert tokens.among("standard", "label") == list(tokens.of("label")) == []


def test_every_word_of_sanction_passes_the_look_at_its_second_character():
    verb = next(rule for rule in rules.load("lexicon") if rule.code == "verb")
    words = [word for word in verb.expression.split("|") if re.fullmatch("[\u4e00-\u9fff]+", word)]
    assert len(words) > 40
    for word in words:
        if len(word) > 1:
            assert "verb" in {kind for kind, *_ in scan(f"应当{word}。")}, word


def test_examples_in_the_docstrings():
    assert doctest.testmod(tokens).failed == 0
