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
    ],
)  # fmt: skip
def test_parse(text, number):
    assert numerals.parse(text) == number


def test_amounts_and_shares():
    assert numerals.amount("1.5万") == 15000
    assert numerals.share("百分之五") == Decimal("0.05")
    assert numerals.share("万分之五") == Decimal("0.0005")
    assert numerals.share("2％") == Decimal("0.02")
    assert numerals.share("5‰") == Decimal("0.005")
    assert numerals.share("五") is None
    assert numerals.share("") is None


@given(st.integers(0, 9999))
def test_write_and_parse_are_inverse(number):
    assert numerals.parse(numerals.write(number)) == number


@given(st.text(alphabet="零〇一二两三十百千万亿0123456789.,lIO%‰分之倍", max_size=30))
def test_no_text_crashes_it(text):
    numerals.parse(text)
    numerals.share(text)


def test_write_says_what_it_cannot_write():
    with pytest.raises(ValueError, match="between 0 and 9999"):
        numerals.write(10000)


def test_examples_in_the_docstrings():
    assert doctest.testmod(numerals).failed == 0
