import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import clean
from extract.rules import table


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("《劳动法》第九十条", "《劳动法》第九十条"),
        ("国务院令 第 423 号，2004 年", "国务院令第423号,2004年"),
        ("<p>1.《甲法》</p> <p>2.", "1.《甲法》2."),
        ("第　三\u00a0十&nbsp;条", "第三十条"),
        ("（２０１６）［１］：；", "(2016)[1]:;"),
        ("《关于修改<职业健康检查管理办法>的决定》", "《关于修改<职业健康检查管理办法>的决定》"),
        ("\ufeff\x00第\u200b一条\r\n", "第一条"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_levelled_text(printed, text):
    assert clean.level(printed).text == text


def test_the_way_back():
    levelled = clean.level("1. 《 甲 法 》（ 国务院令 第 9 号）")
    start, end = levelled.text.index("《"), levelled.text.index("》") + 1
    first, last = levelled.span(start, end)
    assert levelled.printed[first:last] == "《 甲 法 》"
    assert levelled.quote(start, end) == "《甲法》"
    assert levelled.gap(levelled.text.index("甲"))
    assert not levelled.gap(levelled.text.index("》(") + 1)


printed_text = st.text(alphabet=st.sampled_from("第一条《》 \t\n　（）1２<p></p>&nbsp;\u200b，:甲<br/>"), max_size=80)


@given(printed_text)
def test_every_levelled_character_goes_back_to_its_own(printed):
    levelled = clean.level(printed)
    places = [levelled.at(offset) for offset in range(len(levelled.text))]
    assert places == sorted(set(places))
    for offset, place in enumerate(places):
        # <<甲法>> is the one sign that two characters make.
        typed = levelled.text[offset] in "《》" and printed[place] in "<>"
        assert typed or clean.level(printed[place]).text == levelled.text[offset]


@given(printed_text)
def test_levelling_twice_changes_nothing(printed):
    once = clean.level(printed).text
    assert clean.level(once).text == once or "<" in once or "&" in once


def test_examples_in_the_docstrings():
    assert doctest.testmod(clean).failed == 0


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("《勞動法》第九十條第二項", "《劳动法》第九十条第二项"),
        ("「劳动法」", '"劳动法"'),
        ("〖法律〗", "【法律】"),
        ("２００８－０１", "2008-01"),
    ],
)
def test_signs_in_other_forms_are_levelled_one_for_one(printed, text):
    assert clean.level(printed) == clean.Levelled(printed, text)


def test_title_marks_typed_as_two_signs():
    levelled = clean.level("1.<<甲 法>>第三条, <<p>乙")
    assert levelled.text == "1.《甲法》第三条,<乙"
    start, end = levelled.text.index("《"), levelled.text.index("》") + 1
    assert levelled.quote(start, end) == "<<甲法>>"
    assert levelled.quote(start + 1, end - 1) == "甲法"


def test_every_traditional_character_is_one_for_one():
    pairs = table("characters")["traditional"].split()
    assert all(len(pair) == 2 for pair in pairs)
    assert len({pair[0] for pair in pairs}) == len(pairs)
    assert not {pair[0] for pair in pairs} & {pair[1] for pair in pairs}


@given(st.text(alphabet="Ａ１（）  <p>&nbsp;甲条條\u200b﹤", max_size=30))
def test_compact_twice_changes_nothing(text):
    assert clean.compact(clean.compact(text)) == clean.compact(text)
