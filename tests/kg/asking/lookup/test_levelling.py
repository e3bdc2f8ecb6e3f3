"""What people type and what lists print level to one form."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.asking.lookup.levelling import BRACKETS, DROPPED, FOLDED, level, snippet, typed, without_article

LEVELLED = [
    ("《中华人民共和国就业促进法》第四十条", "中华人民共和国就业促进法第40条"),
    ("第 四 十 条", "第40条"),
    ("第４０条第１款", "第40条第1款"),
    ("第一百二十条之一", "第120条之1"),
    ("第三章第（二）项", "第3章第2项"),
    ("人社部发〔2019〕8号", "人社部发(2019)8号"),
    ("人社部发［２０１９］８号", "人社部发(2019)8号"),
    ("人社部发 (2019) 8号", "人社部发(2019)8号"),
    ("ＡＢ c", "abc"),
    ("第三方", "第三方"),
    ("三条道路", "三条道路"),
]


@pytest.mark.parametrize(("text", "form"), LEVELLED)
def test_level(text, form):
    assert level(text) == form


TYPED = [
    ("劳动法40", "劳动法第40条"),
    ("劳动法４０", "劳动法第40条"),
    ("劳动法40条", "劳动法第40条"),
    ("劳动法四十条", "劳动法第40条"),
    ("劳动法第四十条", "劳动法第40条"),
    ("《劳动法》 第40条", "劳动法第40条"),
    ("jycjf40", "jycjf第40条"),
    ("40条", "第40条"),
    ("四十条第二款", "第40条第2款"),
    ("刑法120-1", "刑法第120条之1"),
    ("第120条之一", "第120条之1"),
    ("1579", "1579"),
    ("7523309", "7523309"),
    ("[2019]8号", "(2019)8号"),
    ("国发〔2010〕40", "国发(2010)40"),
]


@pytest.mark.parametrize(("words", "first"), TYPED)
def test_what_people_type_for_an_article(words, first):
    assert typed(words)[0] == first


def test_a_name_that_ends_in_a_number_is_looked_for_as_it_is_as_well():
    assert "十三五规划2020" in typed("十三五规划2020")


def test_what_is_left_without_the_article():
    assert without_article("劳动法第40条第1款") == "劳动法"
    assert without_article("第40条") == ""
    assert without_article("劳动法") == ""


def test_a_snippet_shows_the_printed_words():
    text = "甲" * 40 + "依据《劳动法》第 四十 条(2018年修正)处理" + "乙" * 40
    shown = snippet(text, "劳动法第40条")
    assert "《劳动法》第 四十 条(2018年修正)" in shown
    assert shown.startswith("…甲")
    assert shown.endswith("乙…")
    assert snippet("短", "无") == "短"


@given(st.text(max_size=60))
def test_levelling_twice_changes_nothing_more(text):
    once = level(text)
    assert not set(once) & set("|\t\n\r \u3000")
    assert typed(text)


@given(st.text(alphabet="甲乙第四十0０条款（〔 《", max_size=30), st.integers(0, 30), st.integers(1, 30))
def test_a_snippet_never_crashes(text, start, length):
    snippet(text, level(text)[start : start + length] or "无")


def test_characters_that_are_passed_over_are_in_their_form_already():
    passed = [sign for sign in map(chr, range(sys.maxunicode + 1)) if not FOLDED.fullmatch(sign)]
    assert all(unicodedata.normalize("NFKC", sign).lower() == sign for sign in passed)
    assert not {sign for sign in passed if unicodedata.category(sign)[0] in "ZC"} | DROPPED.intersection(passed)
    assert not BRACKETS.keys() & set(passed)
