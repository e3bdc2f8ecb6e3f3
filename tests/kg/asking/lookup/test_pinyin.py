"""Initials of names, word by word, are those that pypinyin gives the whole name."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin

from extract.model import Role
from extract.reading import reader
from kg import resources
from kg.asking.lookup.pinyin import initials


def of_whole(name):
    return re.sub("[^a-z0-9]", "", "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower())


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("重庆市行政许可", "cqsxzxk"),
        ("重大行政处罚", "zdxzcf"),
        ("银行长期借款", "yhcqjk"),
        ("行长", "hz"),
        ("A类〔2019〕8号", "al20198h"),
        ("", ""),
        ("㐂", ""),
    ],
)
def test_a_word_decides_how_its_characters_are_read(name, letters):
    assert initials(name) == of_whole(name) == letters


def test_every_name_of_the_bundled_lists_has_the_initials_of_the_whole():
    names = {row.text(role) for path in resources.bundled_lists() for row in reader.read(path).rows for role in Role}
    assert len(names) > 500
    assert [name for name in names if initials(name) != of_whole(name)] == []


@given(st.text("重庆行长银大中国人民法第40条（）Ab ，劳动社会保障", max_size=20))
def test_so_of_any_mixture(name):
    assert initials(name) == of_whole(name)
