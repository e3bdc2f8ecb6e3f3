import datetime as dt
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from extract.model import Unreadable
from extract.reading.formats.spreadsheets.xlsx import blocks
from extract.reading.grid import Reason
from extract.reading.limits import Limits

SHEET = "xl/worksheets/sheet1.xml"


def saved(book):
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def texts(grid):
    return [[cell.text for cell in row] for row in grid.rows]


def test_values_as_printed():
    book = Workbook()
    sheet = book.active
    sheet.append(
        [
            1,
            2.0,
            3.1,
            330275012000,
            "甲\r\n乙_x000D_",
            True,
            dt.date(2021, 5, 1),
            None,
            dt.datetime.fromisoformat("2021-05-01T08:30"),
        ]
    )
    sheet["A1"].number_format = "000"
    (grid,) = blocks(saved(book))
    assert texts(grid) == [["001", "2", "3.1", "330275012000", "甲\n乙", "", "2021-05-01", "", "2021-05-01 08:30:00"]]
    assert (grid.name, grid.kind) == ("Sheet", "sheet")


def test_merged_cells_are_filled_in_and_empty_rows_left_out():
    book = Workbook()
    sheet = book.active
    sheet["B2"], sheet["A3"], sheet["A5"], sheet["C5"] = "题", "1", "2", "丙"
    sheet.merge_cells("B2:C2")
    sheet.merge_cells("B3:B1000")
    sheet["B3"] = "共"
    (grid,) = blocks(saved(book))
    assert texts(grid) == [["", "题", "题"], ["1", "共", ""], ["2", "共", "丙"]]
    assert [[cell.inherited for cell in row] for row in grid.rows] == [
        [False, False, True],
        [False, False, False],
        [False, True, False],
    ]
    assert [row[0].line for row in grid.rows] == [2, 3, 5]


def test_every_sheet_is_read_and_a_far_format_costs_nothing():
    book = Workbook()
    book.active["A1"] = "甲"
    book.active["XFD1048576"].number_format = "0.00"
    book.create_sheet("空")
    first, second = blocks(saved(book))
    assert texts(first) == [["甲"]]
    assert (second.name, second.rows) == ("空", ())


@pytest.mark.parametrize(
    "damage", [lambda data: data[: len(data) // 2], lambda data: data.replace(b"xl/workbook", b"xx/workbook")]
)
def test_a_damaged_workbook(damage):
    book = Workbook()
    book.active["A1"] = "甲"
    with pytest.raises(Unreadable, match=r"损坏.*damaged"):
        blocks(damage(saved(book)))


def named(grid):
    return [(one.line, one.column, one.text, one.reason) for one in grid.omissions]


def changed(data, part, old, new):
    """The workbook with a part of its package changed."""
    target = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(target, "w", ZIP_DEFLATED) as copy:
        for name in source.namelist():
            content = source.read(name)
            assert name != part or old in content
            copy.writestr(name, content.replace(old, new) if name == part else content)
    return target.getvalue()


def test_what_is_hidden_is_named_and_not_read():
    book = Workbook()
    sheet = book.active
    for line in ["甲乙丙", "123", "456"]:
        sheet.append(list(line))
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True
    old = book.create_sheet("旧版")
    old["B2"] = "废"
    old.sheet_state = "veryHidden"
    first, second = blocks(saved(book))
    assert texts(first) == [["甲", "乙", ""], ["4", "5", ""]]
    assert named(first) == [
        (1, 3, "丙", Reason.HIDDEN_COLUMN),
        (2, 1, "1", Reason.HIDDEN_ROW),
        (2, 2, "2", Reason.HIDDEN_ROW),
        (2, 3, "3", Reason.HIDDEN_ROW),
        (3, 3, "6", Reason.HIDDEN_COLUMN),
    ]
    assert (second.rows, named(second)) == ((), [(2, 2, "废", Reason.HIDDEN_SHEET)])


def test_struck_out_cells_and_parts_of_cells():
    book = Workbook()
    sheet = book.active
    sheet["A1"], sheet["B1"] = "甲", "乙"
    sheet["A1"].font = Font(strike=True)
    sheet["C1"] = CellRichText(
        "第", TextBlock(InlineFont(strike=True), "八十一"), TextBlock(InlineFont(b=True), "九十一条")
    )
    (grid,) = blocks(saved(book))
    assert texts(grid) == [["", "乙", "第九十一条"]]
    assert named(grid) == [(1, 1, "甲", Reason.STRUCK), (1, 3, "八十一", Reason.STRUCK)]


def test_formulas_without_a_result_errors_and_truth_values():
    book = Workbook()
    sheet = book.active
    sheet.append(["题", "=B2&C2", '="11620300MB1234567X"', "#N/A", False, '="甲"&A1'])
    (grid,) = blocks(saved(book))
    assert texts(grid) == [["题", "", "11620300MB1234567X"]]
    assert named(grid) == [
        (1, 2, "=B2&C2", Reason.NO_RESULT),
        (1, 4, "#N/A", Reason.ERROR_VALUE),
        (1, 5, "FALSE", Reason.BOOLEAN),
        (1, 6, '="甲"&A1', Reason.NO_RESULT),
    ]
    stored = changed(saved(book), SHEET, b"<f>B2&amp;C2</f><v></v>", "<f>B2&amp;C2</f><v>许可</v>".encode())
    stored = changed(stored, SHEET, b'<c r="B1">', b'<c r="B1" t="str">')
    assert texts(blocks(stored)[0])[0][1] == "许可"


def test_a_long_number_keeps_the_digits_that_the_file_holds():
    book = Workbook()
    book.active.append([11, 22])
    data = changed(saved(book), SHEET, b"<v>11</v>", b"<v>362021400100000102</v>")
    data = changed(data, SHEET, b"<v>22</v>", b"<v>3.6202140010000013E+17</v>")
    (grid,) = blocks(data)
    assert texts(grid) == [["362021400100000102", "362021400100000130"]]
    assert named(grid) == [(1, 2, "362021400100000130", Reason.DIGITS_LOST)]


def test_prefixes_missing_places_shared_texts_and_pronunciation():
    space = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "_rels/.rels": f'<R><Relationship Id="r1" Type="{kinds}/officeDocument" Target="/xl/book.xml"/></R>',
        "xl/book.xml": f'<x:workbook {space} xmlns:r="{kinds}"><x:sheets><x:sheet name="许可" r:id="r1"/></x:sheets></x:workbook>',
        "xl/_rels/book.xml.rels": f'<R><Relationship Id="r1" Type="{kinds}/worksheet" Target="Sheet.xml"/>'
        f'<Relationship Id="r2" Type="{kinds}/sharedStrings" Target="../xl/texts.xml"/></R>',
        "xl/texts.xml": f'<x:sst {space}><x:si><x:t>甲</x:t><x:rPh sb="0" eb="1"><x:t>jia</x:t></x:rPh></x:si>'
        "<x:si><x:r><x:t>乙</x:t></x:r><x:r><x:rPr><x:strike/></x:rPr><x:t>丙</x:t></x:r></x:si></x:sst>",
        "xl/sheet.xml": f'<x:worksheet {space}><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c>'
        '<x:c t="s"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    }
    target = BytesIO()
    with ZipFile(target, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    (grid,) = blocks(target.getvalue())
    assert (grid.name, texts(grid)) == ("许可", [["甲", "乙"]])
    assert named(grid) == [(1, 2, "丙", Reason.STRUCK)]


def test_a_merged_cell_over_the_whole_sheet_costs_what_the_sheet_holds():
    book = Workbook()
    sheet = book.active
    sheet.append(["甲", "乙"])
    sheet.append(["共"])
    sheet.append(["1"])
    data = changed(
        saved(book), SHEET, b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>'
    )
    (grid,) = blocks(data)
    assert texts(grid) == [["甲", "乙"], ["共", "共"], ["共", "共"]]
    assert named(grid) == [(3, 1, "1", Reason.COVERED)]


def test_what_is_past_the_limits():
    book = Workbook()
    book.active.append(["长" * 50, "短"])
    (grid,) = blocks(saved(book), Limits(cell_length=20))
    assert texts(grid) == [["", "短"]]
    assert [one.reason for one in grid.omissions] == [Reason.TOO_LONG]
    with pytest.raises(Unreadable, match=r"超过上限0MB.*more than the limit of 0 MB"):
        blocks(changed(saved(book), SHEET, b"<sheetData>", b" " * (2 << 20) + b"<sheetData>"), Limits(megabytes=0))


def test_entities_are_refused():
    book = Workbook()
    book.active.append(["甲"])
    bomb = b'<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]><worksheet '
    with pytest.raises(Unreadable, match=r"实体.*entities"):
        blocks(changed(saved(book), SHEET, b"<worksheet ", bomb))


def test_empty_cells_among_others_change_nothing():
    book = Workbook()
    for line in range(1, 4000):
        book.active.cell(line, 1, f"第{line}行")
        for column in (2, 3):
            book.active.cell(line, column).font = Font(bold=True)
        book.active.cell(line, 4, "末格" * 5)
    (grid,) = blocks(saved(book))
    assert texts(grid) == [[f"第{line}行", "", "", "末格" * 5] for line in range(1, 4000)]


def test_a_text_longer_than_a_piece_of_the_file():
    book = Workbook()
    book.active.append(["甲" * 30_000 + "<&>", "乙" * 30_000])
    (grid,) = blocks(saved(book))
    assert texts(grid) == [["甲" * 30_000 + "<&>", "乙" * 30_000]]
