import doctest
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import numerals


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("一百", 100), ("一百零五", 105), ("一百二十", 120),
        ("一千零二十", 1020), ("二〇一八", 2018), ("一〇四", 104), ("两", 2), ("两千", 2000), ("5", 5), ("5万", 50000),
        ("5千", 5000), ("１２", 12), ("三十万", 300000), ("一百五十万", 1500000), ("一亿", 100000000),
        ("10,000", 10000),
        ("l98", 198), ("2O16", 2016), ("一亿二千万", 120000000), ("", None), ("条", None), ("万", None), ("二条", None), ("lO", None),
        ("1.5", None),
        ("一百二", 120), ("二万五", 25000), ("三千五", 3500), ("伍万", 50000), ("贰拾万", 200000), ("壹佰零伍", 105),
        ("廿九", 29), ("卅", 30), ("三0", 30), ("一百O四", 104), ("十二十三", None), ("八十一九十一", None),
        ("二十百", None), ("五三十", None), ("一亿二", 120000000), ("两万零五百", 20500),
    ],
)  # fmt: skip
def test_parse(text, number):
    assert numerals.parse(text) == number


def test_amounts_and_shares():
    assert numerals.amount("1.5万") == 15000
    assert numerals.amount("一点五万") == 15000
    assert numerals.amount("二点五") == Decimal("2.5")
    assert numerals.share("百分之零点五") == Decimal("0.005")
    assert numerals.share("百分之五") == Decimal("0.05")
    assert numerals.share("万分之五") == Decimal("0.0005")
    assert numerals.share("2％") == Decimal("0.02")
    assert numerals.share("5‰") == Decimal("0.005")
    assert numerals.share("五") is None
    assert numerals.share("") is None


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("八十一九十一", (81, 91)), ("十二十三", (12, 13)), ("三四", (3, 4)), ("二〇", (20,)), ("一二", (1, 2)), ("一三", (13,)),
        ("三十", (30,)), ("一百二", ()), ("第", ()), ("二十百", ()),
    ],
)  # fmt: skip
def test_numerals_that_run_together_are_never_added_up(text, numbers):
    assert numerals.ordinals(text) == numbers


@given(st.integers(1, 9999))
def test_a_written_number_is_one_ordinal(number):
    assert numerals.ordinals(numerals.write(number)) == (number,)


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_two_numbers_are_never_one_sum(low, high):
    text = numerals.write(low) + numerals.write(high)
    if numerals.ordinals(text) == (low + high,):
        assert low % 10 ** len(str(high)) == 0


@given(st.integers(0, 9999))
def test_write_and_parse_are_inverse(number):
    assert numerals.parse(numerals.write(number)) == number


@given(st.text(alphabet="零〇一二两三十百千万亿廿伍拾点0123456789.,lIOo%‰分之倍", max_size=30))
def test_no_text_crashes_it(text):
    numerals.parse(text)
    numerals.share(text)
    numerals.ordinals(text)


def test_write_says_what_it_cannot_write():
    with pytest.raises(ValueError, match="between 0 and 9999"):
        numerals.write(10000)


def test_examples_in_the_docstrings():
    assert doctest.testmod(numerals).failed == 0
