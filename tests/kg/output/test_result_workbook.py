import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pyoxigraph import Store

from kg.output.result_workbook import TooLarge, write
from kg.serve.workers.spool import Spool

ODD = """SELECT ?text ?number ?code ?nothing ?truth ?iri {
  VALUES (?text ?number ?code ?truth ?iri) {
    ("=1+1" 1.5 "0012" true <http://example.org/词>)
    ("\\u0001 控制符" 12345678901234567890 "11620300438260106W" false <http://example.org/b>)
  }
}"""


def workbook(text, max_rows=0):
    output = Spool(Path("unused"), 0)
    write(Store().query(text), output, text, max_rows)
    return output.finish()[0]


def table(data):
    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(data))["结果"].iter_rows()]


def test_text_stays_text_and_numbers_are_numbers():
    rows = table(workbook(ODD))
    assert rows[0] == ["text", "number", "code", "nothing", "truth", "iri"]
    assert rows[1] == ["=1+1", 1.5, "0012", None, True, "http://example.org/词"]
    assert rows[2][1:3] == ["12345678901234567890", "11620300438260106W"]
    assert "控制符" in rows[2][0]
    cell = load_workbook(io.BytesIO(workbook(ODD)))["结果"]["A2"]
    assert cell.data_type == "s"


def test_the_header_stays_in_view_and_the_query_is_kept():
    book = load_workbook(io.BytesIO(workbook(ODD)))
    assert book["结果"].freeze_panes == "A2"
    assert book["结果"].auto_filter.ref == "A1:F3"
    assert [row[0].value for row in book["查询"].iter_rows()] == ODD.splitlines()


def test_a_text_no_cell_holds_says_that_it_was_cut():
    (_, (text,)) = table(workbook(f'SELECT ("{"长" * 40_000}" AS ?x) {{}}'))
    assert len(text) == 32_767
    assert "40000" in text[-30:]


def test_too_many_rows_are_refused():
    with pytest.raises(TooLarge):
        workbook("SELECT ?x { VALUES ?x { 1 2 3 } }", max_rows=2)
    assert len(table(workbook("SELECT ?x { VALUES ?x { 1 2 3 } }", max_rows=3))) == 4


def test_a_truth_value_has_a_sheet_too():
    assert table(workbook("ASK {}")) == [["answer"], [True]]


def test_the_same_answer_is_the_same_bytes():
    assert workbook(ODD) == workbook(ODD)


def test_rows_are_written_as_they_come():
    """No table of shared strings, which would hold every text of a large answer in memory until the end."""
    assert "xl/sharedStrings.xml" not in zipfile.ZipFile(io.BytesIO(workbook(ODD))).namelist()
