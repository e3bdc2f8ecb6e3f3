import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from kg.output.csv_tables import table
from kg.output.sanitise import spreadsheet


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2)))
def test_what_is_written_is_what_is_read(rows):
    content = table(["甲", "乙"], rows)
    assert content.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert read == [["甲", "乙"], *([spreadsheet(value) for value in row] for row in rows)]
