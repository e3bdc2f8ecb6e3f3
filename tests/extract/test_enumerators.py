import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import enumerators, numerals
from extract.clean import level


@pytest.mark.parametrize(
    ("text", "style", "number"),
    [
        ("一、监督检查对象", "part", 1),
        ("十二、其他", "part", 12),
        ("（一）监督", "clause", 1),
        ("(十一)监督", "clause", 11),
        ("㈡监督", "clause", 2),
        ("3．检查", "num", 3),
        ("10、检查", "num", 10),
        ("⒊检查", "num", 3),
        ("1.2019年以来", "num", 1),
        ("（4）检查", "bracket", 4),
        ("⑷检查", "bracket", 4),
        ("5)检查", "half", 5),
        ("⑥检查", "circle", 6),
    ],
)
def test_a_mark_at_the_beginning(text, style, number):
    mark = enumerators.first(level(text).text)
    assert (mark.style, mark.number, mark.start) == (style, number, 0)


@pytest.mark.parametrize("text", ["2014年", "1.5万元", "第一、二款", "一是", "（以下简称）", "", "123.", "一"])
def test_no_mark_at_the_beginning(text):
    assert enumerators.first(level(text).text) is None


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("有下列情形的：1.甲；2.乙；3.丙", [1, 2, 3]),
        ("1.甲（第2.项）。2.乙", [1, 2]),
        ("1.甲1.5万元。2.乙", [1, 2]),
        ("(一)按照第(二)项。(二)乙", [1, 2]),
        ("1.甲；3.丙", [1, 3]),
        ("1.甲；2.乙；2.丙", [1, 2, 2]),
        ("甲：1.子；2.丑。乙：1.寅", [1, 2, 1]),
        ("1.甲(1)子(2)丑2.乙", [1, 2]),
        ("2.甲；3.乙", []),
        ("没有", []),
    ],
)
def test_series(text, numbers):
    assert [mark.number for mark in enumerators.series(level(text))] == numbers


@given(st.integers(1, 60), st.sampled_from(["{}、", "（{}）", "{}.", "{}"]))
def test_written_marks_are_read_back(number, form):
    numeral = str(number) if form == "{}." else numerals.write(number)
    mark = enumerators.first(level(form.format(numeral) + "甲").text)
    assert mark is None if form == "{}" else mark.number == number


@given(st.text(alphabet="1２.、（一）二①㈠第:。； 甲年", max_size=60))
def test_points_stand_in_order_and_within_the_text(text):
    levelled = level(text)
    at = 0
    for mark, start, end in enumerators.points(levelled):
        assert at <= mark.start < mark.end == start <= end <= len(levelled.text)
        at = end


def test_examples_in_the_docstrings():
    assert doctest.testmod(enumerators).failed == 0
