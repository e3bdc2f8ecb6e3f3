import pytest

from extract.model import Unreadable
from extract.reading.formats.detect import blocks as detected
from extract.reading.formats.spreadsheets.spreadsheetml import blocks, is_spreadsheetml
from extract.reading.grid import Reason

HEAD = (
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
    '<Styles><Style ss:ID="s1"><Font ss:Size="9"/></Style><Style ss:ID="s2"><Font ss:StrikeThrough="1"/></Style></Styles>'
)


def sheet(*rows, name="许可", columns="", options=""):
    body = "".join(row if row.startswith("<") else f"<Row>{''.join(map(cell, row))}</Row>" for row in rows)
    return f'<Worksheet ss:Name="{name}"><Table>{columns}{body}</Table>{options}</Worksheet>'


def cell(text, attributes="", kind="String"):
    return f'<Cell {attributes}><Data ss:Type="{kind}">{text}</Data></Cell>'


def read(*sheets, encoding="utf-8"):
    return blocks(f"{HEAD}{''.join(sheets)}</Workbook>".encode(encoding))


def texts(grid):
    return [[one.text for one in row] for row in grid.rows]


def named(grid):
    return [(one.line, one.column, one.text, one.reason) for one in grid.omissions]


def row(*cells, attributes=""):
    return f"<Row {attributes}>{''.join(cells)}</Row>"


def test_values_places_and_merged_cells():
    last = row(
        cell(7, kind="Number"),
        cell("2021-05-01T00:00:00.000", "ss:Index='3'", "DateTime"),
        attributes="ss:Index='3'",
    )
    merged = row(cell("题", "ss:MergeAcross='1'"), cell("丙"))
    (grid,) = read(sheet(merged, "甲乙", last))
    assert texts(grid) == [["题", "题", "丙"], ["甲", "乙", ""], ["7", "", "2021-05-01"]]
    assert [one.inherited for one in grid.rows[0]] == [False, True, False]
    assert grid.name == "许可"


def test_what_is_not_read_is_named():
    hidden = row(cell("丙"), attributes="ss:Hidden='1'")
    struck = row(cell("丁", "ss:StyleID='s2'"), cell("第<Font>八<S>十</S></Font>条"), cell("#N/A", kind="Error"))
    formula = row("<Cell ss:Formula='=R1C1'/>", cell("1", kind="Boolean"), cell("1.1E+17", kind="Number"))
    first, second = read(
        sheet("甲乙", hidden, struck, formula),
        sheet("旧", name="旧", options="<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>"),
    )
    assert texts(first) == [["甲", "乙", ""], ["", "第八条", ""], ["", "", "110000000000000000"]]
    assert named(first) == [
        (2, 1, "丙", Reason.HIDDEN_ROW),
        (3, 1, "丁", Reason.STRUCK),
        (3, 2, "十", Reason.STRUCK),
        (3, 3, "#N/A", Reason.ERROR_VALUE),
        (4, 1, "=R1C1", Reason.NO_RESULT),
        (4, 2, "TRUE", Reason.BOOLEAN),
        (4, 3, "110000000000000000", Reason.DIGITS_LOST),
    ]
    assert named(second) == [(1, 1, "旧", Reason.HIDDEN_SHEET)]


def test_hidden_columns():
    columns = "<Column ss:Width='9'/><Column ss:Hidden='1' ss:Span='1'/>"
    (grid,) = read(sheet("甲乙丙丁", columns=columns))
    assert texts(grid) == [["甲", "", "", "丁"]]


def test_known_by_its_beginning_whatever_its_name():
    data = f"{HEAD}{sheet('甲乙')}</Workbook>".encode()
    assert is_spreadsheetml(data)
    assert texts(detected(data, ".xls")[0]) == [["甲", "乙"]]
    assert not is_spreadsheetml(b"<?xml version='1.0'?><html></html>")
    with pytest.raises(Unreadable, match=r"损坏.*Excel 2003 XML"):
        detected(data[:-20], ".xls")
