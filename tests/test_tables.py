import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.doors.tables import LIMIT, sanitise, table

CELLS = [
    (None, ""),
    (500, "500"),
    ("行政处罚", "行政处罚"),
    ("art_84", "art_84"),
    ("1577", "1577"),
    ("国务院令第700号", "国务院令第700号"),
    ("=SUM(A1)", "'=SUM(A1)"),
    ("+86", "'+86"),
    ("-1", "'-1"),
    ("@x", "'@x"),
    ("＝SUM(A1)", "'＝SUM(A1)"),
    (" =1", "' =1"),
    ("\t=1", "'\t=1"),
    ("007", "'007"),
    ("330275012000", "'330275012000"),
    ("01B0018000", "01B0018000"),
    ("12E5", "'12E5"),
    ("1-2", "'1-2"),
    ("2019-05", "'2019-05"),
    ("1-2-3", "'1-2-3"),
    ("2019-05-01", "2019-05-01"),
    ("3.1", "3.1"),
    ("11620300438260106W3620114001000", "11620300438260106W3620114001000"),
    ("a\x00b\x0bc\x1b", "abc"),
    ("甲\r\n乙\r丙", "甲\n乙\n丙"),
]


@pytest.mark.parametrize(("value", "cell"), CELLS)
def test_sanitise(value, cell):
    assert sanitise(value) == cell


def test_a_cell_never_holds_more_than_a_spreadsheet_takes():
    assert len(sanitise("文" * (LIMIT + 1))) == LIMIT
    assert sanitise("文" * LIMIT) == "文" * LIMIT
    assert len(sanitise("=" * LIMIT)) == LIMIT


@given(st.text())
def test_no_text_starts_a_formula_or_holds_controls(text):
    cell = sanitise(text)
    assert cell.lstrip()[:1] not in {"=", "+", "-", "@", "＝", "＋", "－", "＠"} or not cell.strip()
    assert not any(ord(sign) < 32 and sign not in "\n\t" for sign in cell)


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2)))
def test_what_is_written_is_what_is_read(rows):
    content = table(["甲", "乙"], rows)
    assert content.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert read == [["甲", "乙"], *([sanitise(value) for value in row] for row in rows)]
