import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Unreadable
from extract.reading.formats.html import blocks
from extract.reading.grid import Grid, Paragraph


def cells(grid):
    return [[(cell.text, cell.inherited) for cell in row] for row in grid.rows]


def table(html):
    (grid,) = (block for block in blocks(html) if isinstance(block, Grid))
    return grid


def test_paragraphs_and_tables_in_document_order():
    found = blocks(
        "<html><head><title>题</title><style>p{}</style></head><body>\n<p>甲<b>乙</b></p>丙<br>丁\n<table><tr><td>戊</td></tr></table><div>己</div></body></html>"
    )
    assert [block.text if isinstance(block, Paragraph) else "表" for block in found] == [
        "题",
        "甲乙",
        "丙\n丁",
        "表",
        "己",
    ]
    assert [block.line for block in found if isinstance(block, Paragraph)] == [1, 2, 2, 3]


def test_spanning_cells_are_filled_in():
    grid = table(
        "<table><tr><th colspan=2>甲</th><th rowspan='3'>乙</th></tr>\n<tr><td rowspan=2>丙</td><td>丁</td></tr>\n"
        "<tr><td>戊</td></tr>\n<tr><td>己</td></tr></table>"
    )
    assert cells(grid) == [
        [("甲", False), ("甲", True), ("乙", False)],
        [("丙", False), ("丁", False), ("乙", True)],
        [("丙", True), ("戊", False), ("乙", True)],
        [("己", False)],
    ]
    assert [(cell.line, cell.column) for cell in grid.rows[2]] == [(3, 1), (3, 2), (3, 3)]


def test_text_behind_everything_is_read():
    assert [block.text for block in blocks("<html><body><p>甲</p></body>乙</html>")] == ["甲", "乙"]


def test_a_gap_before_a_cell_that_hangs_down():
    grid = table("<table><tr><td>甲</td><td>乙</td><td rowspan=2>丙</td></tr><tr><td>丁</td></tr></table>")
    assert cells(grid)[1] == [("丁", False), ("", False), ("丙", True)]


@pytest.mark.parametrize("span", ["0", "-1", "x", "", "99999999999"])
def test_spans_that_make_no_sense(span):
    grid = table(f"<table><tr><td colspan='{span}' rowspan='{span}'>甲</td></tr><tr><td>乙</td></tr></table>")
    assert grid.rows[0][0].text == "甲"
    assert len(grid.rows[0]) <= 200


def test_text_as_a_browser_shows_it():
    grid = table(
        "<table><tr><td> 甲\n  乙<p>丙</p><p>丁<br/>戊</p>&lt;p&gt;&nbsp;&amp;nbsp;<script>x</script></td></tr></table>"
    )
    assert grid.rows[0][0].text == "甲 乙\n丙\n丁\n戊\n<p>\xa0&nbsp;"


def test_tables_that_arrange_the_page_are_looked_through():
    grid = table("<table><tr><td>栏</td><td><table><tr><td>甲</td><td>乙</td></tr></table></td></tr></table>")
    assert cells(grid) == [[("甲", False), ("乙", False)]]


def test_a_table_in_a_cell_of_a_list_is_part_of_the_cell():
    row = "<tr><td>1</td><td>甲</td><td>{}</td></tr>"
    grid = table(f"<table>{row.format('乙')}{row.format('<table><tr><td>丙</td><td>丁</td></tr></table>')}</table>")
    assert [cell.text for cell in grid.rows[1]] == ["1", "甲", "丙\n丁"]


def test_a_declared_encoding_or_deep_nesting_is_no_obstacle():
    page = '<?xml version="1.0" encoding="gb2312"?><html><body>' + "<div>" * 1000 + "甲"
    assert [block.text for block in blocks(page)] == ["甲"]


def test_nothing_to_read():
    with pytest.raises(Unreadable):
        blocks("")


@given(st.text(alphabet="<>/tabledrtdpcolspan='\" 甲1=&;!-"))
def test_no_page_crashes_it(text):
    for block in blocks(f"<html>{text}</html>"):
        assert isinstance(block, Grid | Paragraph)
