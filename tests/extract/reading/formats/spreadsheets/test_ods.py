from io import BytesIO
from zipfile import ZipFile

import pytest

from extract.model import Unreadable
from extract.reading.formats.detect import blocks
from extract.reading.grid import Reason
from extract.reading.limits import Limits

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)
STYLES = (
    '<office:automatic-styles><style:style style:name="T1"><style:text-properties style:text-line-through-style="solid"/>'
    '</style:style><style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    "</office:automatic-styles>"
)


def cell(text, attributes="", times=1):
    inner = "".join(f"<text:p>{line}</text:p>" for line in str(text).split("\n")) if text else ""
    times = f'table:number-columns-repeated="{times}"' if times > 1 else ""
    return f'<table:table-cell office:value-type="string" {attributes} {times}>{inner}</table:table-cell>'


def row(*cells, attributes=""):
    inner = "".join(one if one.startswith("<") else cell(one) for one in cells)
    return f"<table:table-row {attributes}>{inner}</table:table-row>"


def sheet(*rows, name="许可", style="ta1", columns=""):
    return f'<table:table table:name="{name}" table:style-name="{style}">{columns}{"".join(rows)}</table:table>'


def saved(*sheets):
    target = BytesIO()
    with ZipFile(target, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        body = f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body>"
        package.writestr("content.xml", f"<office:document-content {SPACES}>{STYLES}{body}</office:document-content>")
    return target.getvalue()


def texts(grid):
    return [[one.text for one in line] for line in grid.rows]


def named(grid):
    return [(one.line, one.column, one.text, one.reason) for one in grid.omissions]


EMPTY = '<table:table-cell table:number-columns-repeated="16000"/>'
COVERED = "<table:covered-table-cell/>"


def test_values_repeats_and_merged_cells():
    grid, empty = blocks(
        saved(
            sheet(
                row(cell("题", 'table:number-columns-spanned="2"'), COVERED, "丙", EMPTY),
                row(
                    cell("同", times=2),
                    cell("001", 'office:value-type="float" office:value="1"').replace(
                        'office:value-type="string" ', ""
                    ),
                ),
                row(EMPTY, attributes='table:number-rows-repeated="1000000"'),
                row(
                    "甲\n乙",
                    cell("1,234", 'office:value-type="float" office:value="1234"').replace(
                        'office:value-type="string" ', ""
                    ),
                ),
            ),
            sheet(name="空"),
        ),
        ".ods",
    )
    assert texts(grid) == [["题", "题", "丙"], ["同", "同", "001"], ["甲\n乙", "1234", ""]]
    assert [line[0].line for line in grid.rows] == [1, 2, 1_000_003]
    assert (grid.name, empty.name, empty.rows) == ("许可", "空", ())


def test_what_is_not_read_is_named():
    typed = [
        '<table:table-cell table:formula="of:=[.A1]"/>',
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell>',
        cell("#REF!"),
        cell(
            "<text:span text:style-name='T1'>旧</text:span>新<office:annotation><text:p>注</text:p></office:annotation>"
        ),
    ]
    first, second = blocks(
        saved(
            sheet(
                row("甲", "乙", "丙", "丁"),
                row("戊", attributes='table:visibility="collapse"'),
                row(*typed),
                columns='<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>',
            ),
            sheet(row("旧"), name="旧", style="ta2"),
        ),
        ".ods",
    )
    assert texts(first) == [["甲", "乙", "", "丁"], ["", "", "", "新"]]
    assert named(first) == [
        (1, 3, "丙", Reason.HIDDEN_COLUMN),
        (2, 1, "戊", Reason.HIDDEN_ROW),
        (3, 1, "of:=[.A1]", Reason.NO_RESULT),
        (3, 2, "TRUE", Reason.BOOLEAN),
        (3, 3, "#REF!", Reason.ERROR_VALUE),
        (3, 4, "旧", Reason.STRUCK),
    ]
    assert named(second) == [(1, 1, "旧", Reason.HIDDEN_SHEET)]


def test_what_is_past_the_limits_or_damaged():
    many = row(cell("甲", times=16_000), attributes='table:number-rows-repeated="900000"')
    (grid,) = blocks(saved(sheet(many)), ".ods", Limits(cells=5000))
    assert sum(map(len, grid.rows)) <= 5000
    assert [one.reason for one in grid.omissions] == [Reason.TOO_MUCH]
    with pytest.raises(Unreadable, match="超过上限0MB"):
        blocks(saved(sheet(row("长" * 1_000_000))), ".ods", Limits(megabytes=0))
    with pytest.raises(Unreadable, match=r"损坏.*damaged"):
        blocks(saved(sheet(row("甲"), "<table:")), ".ods")
