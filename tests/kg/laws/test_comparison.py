"""A quote beside an article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.laws.comparison import changes, compare, coverage, similarity

LAW = (
    "看守人有下列行为之一的，由航标机关责令改正，处五百元以上二千元以下罚款：\n（一）擅离灯塔的；\n（二）醉酒看守的；\n"
    "（三）不记录灯况的。\n看守人因前款行为造成船舶触礁的，取消看守资格。航标机关应当通报港口机关。"
)
LEAD = "看守人有下列行为之一的，由航标机关责令改正，处五百元以上二千元以下罚款："


@pytest.mark.parametrize(
    "quote",
    [
        LAW,
        LAW.replace("\n", ""),
        LAW.replace("（", "(").replace("）", ")").replace("，", ","),
        f"“{LAW}”",
        LEAD + "（一）擅离灯塔的；（二）醉酒看守的；（三）不记录灯况的。",
        LEAD + "（二）醉酒看守的。",
        LEAD + "（一）擅离灯塔的；（三）不记录灯况的",
        LEAD + "……（三）不记录灯况的。",
        LEAD + "醉酒看守的",
        LEAD + "不记录灯况的。",
        "看守人因前款行为造成船舶触礁的，取消看守资格。",
        "航标机关应当通报港口机关",
        "看守人因前款行为造成船舶触礁的， 取消 看守资格。航标机关应当通报港口机关。",
        "（二）醉酒看守的",
        "由航标机关责令改正，处五百元以上二千元以下罚款",
        "看守人有下列行为之一的，由航标机关责令改正，处五百元以上二千元以下罚款: （一）擅离灯塔的；航标机关应当通报港口机关。",
    ],
)
def test_word_for_word(quote):
    assert compare(quote, LAW).exact
    assert compare(quote, LAW).coverage == 1.0


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        (LAW.replace("五百元以上", ""), [("", "五百元以上")]),
        (LAW.replace("醉酒", "酗酒"), [("酗", "醉")]),
        (LAW.replace("，取消看守资格", "，不取消看守资格"), [("不", "")]),
        (LAW.replace("触礁的，", "触礁的；"), [(";", ",")]),
        (LAW.replace("（一）擅离灯塔的；", "（一）擅离灯塔的。"), [("。", ";")]),
    ],
)
def test_near_and_where_it_departs(quote, expected):
    found = compare(quote, LAW)
    assert not found.exact
    assert found.coverage > 0.9
    assert [(change.quote, change.law) for change in changes(quote, LAW)] == expected
    assert 0.8 < similarity(quote, LAW) < 1.0


def test_sentences_out_of_order_are_not_word_for_word():
    quote = "航标机关应当通报港口机关。看守人因前款行为造成船舶触礁的，取消看守资格。"
    assert not compare(quote, LAW).exact
    assert compare(quote, LAW).coverage == 1.0


def test_words_of_another_matter():
    quote = "码头经营人应当保持航道出入口清洁畅通，并悬挂照明灯具。"
    assert not compare(quote, LAW).exact
    assert compare(quote, LAW).coverage < 0.3


def test_coverage_by_several_texts():
    assert coverage("甲乙丙丁戊己庚辛", "甲乙丙丁", "戊己庚辛") == 1.0
    assert coverage("甲乙丙丁戊己庚辛", "甲乙丙丁") == 0.5
    assert coverage("", "甲") == 0.0


TEXT = st.text(alphabet="甲乙丙丁，。；：\n（一）1", max_size=40)


@given(TEXT, TEXT)
def test_no_text_crashes_and_shares_are_shares(quote, law):
    found = compare(quote, law)
    assert 0.0 <= found.coverage <= 1.0
    assert 0.0 <= similarity(quote, law) <= 1.0
    changes(quote, law)


@given(st.lists(st.text(alphabet="甲乙丙丁戊己", min_size=4, max_size=9), min_size=2, max_size=5))
def test_any_sentence_of_a_text_is_word_for_word(sentences):
    law = "".join(f"{sentence}。" for sentence in sentences)
    assert compare(law, law).exact
    for sentence in sentences:
        assert compare(f"{sentence}。", law).exact
