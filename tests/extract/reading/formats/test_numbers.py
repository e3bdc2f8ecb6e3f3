from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.reading.formats.numbers import date, is_date, number


@pytest.mark.parametrize(
    ("raw", "code", "text"),
    [
        ("1", "", "1"),
        ("1577.0", "", "1577"),
        ("330275012000", "", "330275012000"),
        ("0.1", "", "0.1"),
        ("0.30000000000000004", "", "0.3"),
        ("1E-05", "", "0.00001"),
        ("-3", "", "-3"),
        ("7", "000", "007"),
        ("0.05", "0%", "5%"),
        ("0.125", "0.0%", "12.5%"),
        ("x", "", "x"),
        ("1e999", "", "1e999"),
        ("NaN", "", "NaN"),
    ],
)
def test_a_number_as_the_sheet_shows_it(raw, code, text):
    assert number(raw, code) == (text, False)


@pytest.mark.parametrize(
    ("raw", "text", "lost"),
    [
        ("362021400100000102", "362021400100000102", False),
        ("362021400100000100", "362021400100000100", True),
        ("3.62021400100000E+17", "362021400100000000", True),
        ("3.6202140010000013E+17", "362021400100000130", True),
        ("1234567890123450", "1234567890123450", True),
        ("1234567890123456", "1234567890123456", False),
        ("999999999999999", "999999999999999", False),
        ("1234567890123456.0", "1234567890123456", True),
    ],
)
def test_of_a_long_number_every_digit_that_the_file_holds(raw, text, lost):
    assert number(raw) == (text, lost)


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e30, max_value=1e30))
def test_no_number_is_printed_with_an_exponent(value):
    text = number(repr(value)).text
    assert "e" not in text.lower()
    assert float(Decimal(text)) == pytest.approx(value, rel=1e-14, abs=1e-300)


@pytest.mark.parametrize(
    ("code", "builtin", "found"),
    [
        ("", 14, True), ("", 0, False), ("", 57, True), ("yyyy-mm-dd", 0, True), ('yyyy"年"m"月"', 0, True), ("[h]:mm", 0, True),
        ("General", 0, False), ("0.00", 0, False), ('0"项"', 0, False), ("[Red]0", 0, False), ("#,##0_);[Red]", 0, False),
    ],
)  # fmt: skip
def test_which_formats_show_a_date(code, builtin, found):
    assert is_date(code, builtin) is found


def test_dates_in_both_calendars():
    assert date("44317") == "2021-05-01"
    assert date("44317.354166666664") == "2021-05-01 08:30:00"
    assert date("0", since_1904=True) == "00:00:00"
    assert date("42855", since_1904=True) == "2021-05-01"
    assert date("99999999") == "99999999"
