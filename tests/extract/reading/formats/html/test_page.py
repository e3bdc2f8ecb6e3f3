import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Unreadable
from extract.reading.formats.html.page import blocks
from extract.reading.grid import Grid, Paragraph, Reason
from extract.reading.limits import Limits


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
    assert len(grid.rows[0]) <= 500


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


def texts(grid):
    return [[cell.text for cell in row] for row in grid.rows]


def named(block):
    return [(one.column, one.text, one.reason) for one in block.omissions]


def rows_of(*rows):
    return "".join(f"<tr>{''.join(f'<td{cell}</td>' for cell in row)}</tr>" for row in rows)


def test_spans_as_browsers_read_them():
    grid = table(f"<table>{rows_of(['>甲', ' rowspan=0>乙'], ['>丙'], ['>丁'])}</table>")
    assert texts(grid) == [["甲", "乙"], ["丙", "乙"], ["丁", "乙"]]
    for span in ("2;", "2px", " 2", "+2"):
        grid = table(f"<table>{rows_of(['>甲', f' rowspan={span!r}>乙'], ['>丙'], ['>丁', '>戊'])}</table>")
        assert texts(grid) == [["甲", "乙"], ["丙", "乙"], ["丁", "戊"]]


def test_a_span_ends_with_its_group_of_rows():
    head, body = rows_of([" rowspan=9>甲", ">乙"]), rows_of([">丙", ">丁"])
    assert texts(table(f"<table><thead>{head}</thead><tbody>{body}</tbody></table>")) == [["甲", "乙"], ["丙", "丁"]]


def test_spans_larger_than_any_table_are_bounded():
    row = "<tr><td rowspan=99999 colspan=99999>2</td></tr>"
    grid = table(f"<table>{rows_of(['>甲', '>乙'])}{row * 3000}</table>")
    assert texts(grid)[0] == ["甲", "乙"]
    assert {len(row) for row in grid.rows[1:]} == {500}
    assert Reason.TOO_MUCH in {one.reason for one in grid.omissions}


def test_a_table_of_blanks_is_cut_short():
    body = rows_of([">甲", ">乙"]) + "<tr><td colspan=400 rowspan=60000>2</td></tr>" + "<tr></tr>" * 2000
    page = blocks(f"<table>{body}</table>", Limits(blanks=1000))
    assert len(page[0].rows) < 20
    assert [one.reason for one in page[0].omissions] == [Reason.TOO_MUCH]


@pytest.mark.parametrize(
    "hidden", ["style='display:none'", "style='color:red; DISPLAY : none'", "hidden", "class='a old b'", "id=gone"]
)
def test_a_hidden_row_is_named_and_not_read(hidden):
    style = "<style>/* . */ td.x, tr.old{color:red;display:none} #gone{visibility:hidden} @media print{tr{display:none}}</style>"
    grid = table(f"{style}<table>{rows_of(['>甲', '>乙'])}<tr {hidden}><td>丙</td><td>丁<b>戊</b></td></tr></table>")
    assert texts(grid) == [["甲", "乙"]]
    assert named(grid) == [(1, "丙", Reason.INVISIBLE), (2, "丁 戊", Reason.INVISIBLE)]


def test_a_rule_for_paper_hides_nothing():
    style = "<style>@media print{ .no{display:none} } .no{color:red}</style>"
    assert texts(table(f"{style}<table>{rows_of([' class=no>甲'])}</table>")) == [["甲"]]


def test_a_group_of_rows_may_be_hidden():
    body = rows_of([">丙"])
    grid = table(f"<table><tbody>{rows_of(['>甲'])}</tbody><tbody style='display:none'>{body}</tbody></table>")
    assert (texts(grid), named(grid)) == ([["甲"]], [(1, "丙", Reason.INVISIBLE)])


def test_struck_out_and_hidden_words():
    grid = table(
        f"<table>{rows_of(['>第<del>八十一</del>九十一条', ' style=text-decoration:line-through>乙', '>丙<span hidden>丁</span>'])}</table>"
    )
    assert texts(grid) == [["第九十一条", "", "丙"]]
    assert named(grid) == [
        (1, "八十一", Reason.STRUCK),
        (2, "乙", Reason.STRUCK),
        (3, "丁", Reason.INVISIBLE),
    ]


def test_a_cell_that_is_not_displayed_takes_no_place():
    grid = table(f"<table>{rows_of([' rowspan=2>甲', '>乙'], [' style=display:none>丙', '>丁'])}</table>")
    assert (texts(grid), named(grid)) == ([["甲", "乙"], ["甲", "丁"]], [(2, "丙", Reason.INVISIBLE)])


def test_hidden_paragraphs_are_named():
    found = blocks("<html><p>甲</p><p style='display:none'>乙</p><p>丙<s>丁</s></p></html>")
    assert [(block.text, named(block)) for block in found] == [
        ("甲", []),
        ("", [(0, "乙", Reason.INVISIBLE)]),
        ("丙", [(0, "丁", Reason.STRUCK)]),
    ]


def div(tag, cells):
    return f"<{tag} class=row>{''.join(f'<span>{cell}</span>' for cell in cells)}</{tag}>"


HEAD = ["序号", "事项名称", "权力类型", "实施依据"]
LINES = [["1", "甲", "行政许可", "《某法》<br>第一条"], ["2", "乙", "行政处罚", ""]]


@pytest.mark.parametrize("tag", ["div", "li", "p"])
@pytest.mark.parametrize(
    "wrap", ["<div>{}{}</div>", "<div>{}</div><div><div>{}</div></div>", "<h1>题</h1><ul>{}{}</ul><p>注</p>"]
)
def test_a_list_laid_out_without_a_table(tag, wrap):
    page = wrap.format(div(tag, HEAD), "".join(div(tag, line) for line in LINES))
    grid = table(f"<html><body>{page}</body></html>")
    assert texts(grid) == [HEAD, ["1", "甲", "行政许可", "《某法》\n第一条"], ["2", "乙", "行政处罚", ""]]


def test_as_many_rows_as_columns_are_no_row():
    page = div("div", HEAD) + f"<div>{''.join(div('div', line) for line in LINES * 2)}</div>"
    assert len(table(f"<html><body>{page}</body></html>").rows) == 5


def test_past_the_limit_of_tags():
    with pytest.raises(Unreadable, match=r"标签.*tags"):
        blocks("<html>" + "<b>甲</b>" * 1500, Limits(cells=8000))
    with pytest.raises(Unreadable, match=r"字，超过上限.*characters"):
        blocks("<html>" + "甲" * 1500, Limits(cells=100))
