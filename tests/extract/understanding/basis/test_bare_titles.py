"""Titles without 《》: where they begin and end, and which words name a document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.understanding.basis import bare_titles

TITLES = {
    "up to its provision": ("某地河道管理条例第三条", ("某地河道管理条例", 0)),
    "up to its number": ("某地河道管理条例(某令第3号)", ("某地河道管理条例", 0)),
    "in other signs": ('"某地河道管理条例"第三条', ("某地河道管理条例", 0)),
    "first of a row": ("某地河道管理条例、某地湖泊管理条例第三条", ("某地河道管理条例", 9)),
    "running text": ("申请人应当登记。", None),
}


@pytest.mark.parametrize(("text", "expected"), TITLES.values(), ids=TITLES)
def test_the_title_at_a_place(text, expected):
    found = bare_titles.bare_title(text, 0)
    assert (found and found[2:]) == expected


@pytest.mark.parametrize(
    ("words", "expected"), [("某地河道管理条例", True), ("国家赔偿法", True), ("有关规定", False), ("登记", False)]
)
def test_words_that_name_a_document(words, expected):
    assert bare_titles.names_document(words) is expected


def test_words_begin_behind_a_stop_or_a_line_break():
    text = "应当登记。某地河道管理条例第三条"
    end = text.index("第三条")
    assert text[bare_titles.begin(text, 0, end, frozenset()) : end] == "某地河道管理条例"
    assert text[bare_titles.begin(text, 0, end, frozenset({7})) : end] == "河道管理条例"


@given(st.text(alphabet="甲法条例第三《》(),。、 \n", max_size=40))
def test_no_text_crashes_it_and_places_are_within_it(text):
    for at in range(len(text)):
        found = bare_titles.bare_title(text, at)
        assert found is None or at <= found[0] < found[1] <= len(text)
