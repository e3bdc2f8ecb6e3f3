"""The sanitiser: what each writer gets of a value, written down by hand."""

import math
from datetime import date, datetime
from decimal import Decimal

import pytest

from kg.output.sanitise import CUT, LIMIT, attributes, fitting, placeholder, printable, scalar, spreadsheet

AS_TEXT = "'"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        ("甲", "甲"),
        (12, "12"),
        (-3, "-3"),
        (Decimal("500.50"), "500.50"),
        ("007", AS_TEXT + "007"),
        ("0", "0"),
        ("01", AS_TEXT + "01"),
        ("0.5", "0.5"),
        ("12345678901", "12345678901"),
        ("123456789012", AS_TEXT + "123456789012"),
        ("11620300438260106W", "11620300438260106W"),
        ("1-2", AS_TEXT + "1-2"),
        ("3/4", AS_TEXT + "3/4"),
        ("1-2-03", AS_TEXT + "1-2-03"),
        ("2018-05-02", "2018-05-02"),
        ("12E5", AS_TEXT + "12E5"),
        ("E12", "E12"),
        ("=1+1", AS_TEXT + "=1+1"),
        ("\t=1+1", AS_TEXT + "\t=1+1"),
        ("＝1", AS_TEXT + "＝1"),
        ("+86", AS_TEXT + "+86"),
        ("-", AS_TEXT + "-"),
        ("@甲", AS_TEXT + "@甲"),
        ("甲=乙", "甲=乙"),
        ("甲\x00乙", "甲乙"),
    ],
)
def test_a_cell_of_csv(value, expected):
    assert spreadsheet(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, True),
        (10**15 - 1, 10**15 - 1),
        (10**15, "1000000000000000"),
        (-(10**15), "-1000000000000000"),
        (0.5, 0.5),
        (2.0, 2),
        (Decimal("500.0"), 500),
        (Decimal("0.05"), 0.05),
        (math.inf, None),
        (math.nan, None),
        (date(2018, 5, 2), "2018-05-02"),
        (datetime(2018, 5, 2, 1, 2, 3), "2018-05-02T01:02:03"),  # noqa: DTZ001 - as printed
        (["甲", None, 3], "甲; 3"),
        ([], ""),
        ({"甲": 1}, "{'甲': 1}"),
        ("甲\r\n乙\r丙", "甲\n乙\n丙"),
    ],
)
def test_a_scalar(value, expected):
    assert scalar(value) == expected
    assert type(scalar(value)) is type(expected)


def test_what_no_xml_can_hold_goes_and_line_ends_are_one():
    assert printable("甲\x0b乙\ud800丙\uffff丁\t戊\n") == "甲乙丙丁\t戊\n"


@pytest.mark.parametrize("text", ["甲\r\n乙", "甲\r乙", "甲\x00乙", "\ufffe", "甲\n乙"])
def test_a_placeholder_keeps_every_place(text):
    shown = placeholder(text)
    assert len(shown) == len(text)
    assert [at for at, sign in enumerate(shown) if sign == "乙"] == [at for at, sign in enumerate(text) if sign == "乙"]
    assert "\r" not in shown


def test_a_text_is_cut_only_past_the_limit_and_the_cut_says_so():
    assert fitting("甲" * LIMIT) == "甲" * LIMIT
    cut = fitting("甲" * (LIMIT + 1))
    assert len(cut) == 32_767
    assert cut.endswith(CUT.format(32_768))


def test_attributes_leave_out_what_is_not_known():
    assert attributes({"a\x00": 1, "b": None, "c": ["甲", "乙"], "d": math.nan}) == {"a": 1, "c": "甲; 乙"}
