"""A number printed before the title is one of the entry, at its own place."""

import pytest

from extract.understanding.cell import understand

NUMBERS = [
    ("国务院令第684号《某某管理条例》第三条", [("国务院令第684号", 0, 9)]),
    ("根据国务院令第684号《某某管理条例》第三条", [("国务院令第684号", 2, 11)]),
    ("《劳动法》第三条；国务院令第684号《某某管理条例》第三条", [("国务院令第684号", 9, 18)]),
]


@pytest.mark.parametrize(("text", "numbers"), NUMBERS)
def test_a_number_before_the_title_is_where_it_stands(text, numbers):
    found = understand(text).basis[-1].numbers
    assert [(number.value, number.start, number.end) for number in found] == numbers
    assert [text[number.start : number.end] for number in found] == [number.value for number in found]
