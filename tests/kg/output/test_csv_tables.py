import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from kg.output.csv_tables import csv_lines, table

# What no spreadsheet takes for anything but text.
PLAIN = st.text("甲乙丙《》，。；：\"' \n\tabc", max_size=30).filter(
    lambda text: text == "" or text[0] in "甲乙丙《》abc"
)


@given(st.lists(st.lists(PLAIN, min_size=2, max_size=2)))
def test_what_is_written_is_what_is_read(rows):
    content = table(["甲", "乙"], rows)
    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))) == [["甲", "乙"], *rows]


def test_codes_stay_text():
    content = table(["码"], [["000123"], ["=1"], ["甲"]]).decode("utf-8-sig")
    assert content.splitlines() == ["码", "'000123", "'=1", "甲"]


def test_without_guards_every_value_is_what_it_is():
    content = table(["码"], [["000123"], ["=1"], [None]], guard=False).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(content, newline=""))) == [["码"], ["000123"], ["=1"], [""]]


@given(st.lists(st.lists(st.text("甲,\"' \n\t"), max_size=3)))
def test_lines_are_those_of_the_csv_writer(rows):
    expected = io.StringIO()
    csv.writer(expected, lineterminator="\r\n").writerows(["甲" + value for value in row] for row in rows)
    assert csv_lines([["甲" + value for value in row] for row in rows]) == expected.getvalue().encode()
