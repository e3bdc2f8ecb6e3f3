from io import BytesIO

import pytest
from docx import Document
from docx.oxml import parse_xml

from extract.model import Unreadable
from extract.reading.formats.word.docx import blocks
from extract.reading.formats.word.numbering import of_parts
from extract.reading.grid import Grid, Paragraph, Reason
from extract.reading.limits import Limits

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(made):
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def cells(grid):
    return [[(cell.text, cell.inherited) for cell in row] for row in grid.rows]


def test_paragraphs_and_tables_in_document_order():
    made = Document()
    made.add_paragraph("甲")
    made.add_table(1, 2).cell(0, 1).text = "乙"
    made.add_paragraph("丙")
    first, table, second = blocks(saved(made))
    assert (first, second) == (Paragraph("甲", 1), Paragraph("丙", 2))
    assert isinstance(table, Grid)
    assert cells(table) == [[("", False), ("乙", False)]]


def test_merged_cells_are_filled_in():
    made = Document()
    table = made.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "题"
    table.cell(1, 0).merge(table.cell(2, 1)).text = "块"
    table.cell(1, 2).text, table.cell(2, 2).text = "甲", "乙"
    (grid,) = (block for block in blocks(saved(made)) if isinstance(block, Grid))
    assert cells(grid) == [
        [("题", False), ("题", True), ("题", True)],
        [("块", False), ("块", True), ("甲", False)],
        [("块", True), ("块", True), ("乙", False)],
    ]
    assert [(cell.line, cell.column) for cell in grid.rows[2]] == [(3, 1), (3, 2), (3, 3)]


def test_a_row_that_begins_behind_others():
    made = Document()
    row = made.add_table(1, 1).rows[0]._tr
    row.insert(0, parse_xml(f'<w:trPr {W}><w:gridBefore w:val="2"/></w:trPr>'))
    (grid,) = (block for block in blocks(saved(made)) if isinstance(block, Grid))
    assert [cell.column for cell in grid.rows[0]] == [1, 2, 3]


def test_text_as_shown():
    made = Document()
    cell = made.add_table(1, 1).cell(0, 0)
    cell.text = "一\n二\t三"
    cell.add_paragraph("四")
    paragraph = made.add_paragraph("甲")
    for xml in (
        f"<w:ins {W}><w:r><w:t>乙</w:t></w:r></w:ins>",
        f"<w:del {W}><w:r><w:delText>删</w:delText></w:r></w:del>",
        f"<w:moveFrom {W}><w:r><w:t>移</w:t></w:r></w:moveFrom>",
        f"<w:sdt {W}><w:sdtContent><w:r><w:t>丙</w:t></w:r></w:sdtContent></w:sdt>",
        f"<w:hyperlink {W}><w:r><w:t>丁</w:t></w:r></w:hyperlink>",
    ):
        paragraph._p.append(parse_xml(xml))
    grid, last = blocks(saved(made))
    assert grid.rows[0][0].text == "一\n二\t三\n四"
    assert last.text == "甲乙丙丁"


def test_text_of_boxes_is_read_once_and_formulas_are_read():
    made = Document()
    paragraph = made.add_paragraph("甲")
    other = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = "<w:r><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:r>"
    choice = f'<mc:Choice Requires="wps">{box}</mc:Choice>'
    formula = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    for xml in (
        f"<mc:AlternateContent {W} {other}>{choice}<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>",
        f"<m:oMath {formula}><m:r><m:t>乙</m:t></m:r></m:oMath>",
        f'<w:r {W}><w:sym w:font="Wingdings" w:char="221A"/><w:sym w:font="x" w:char="D800"/></w:r>',
    ):
        paragraph._p.append(parse_xml(xml))
    (block,) = blocks(saved(made))
    assert block.text == "甲框\n乙√"


def test_a_table_within_content_control():
    made = Document()
    made.add_table(1, 1).cell(0, 0).text = "甲"
    table = made.tables[0]._tbl
    control = parse_xml(f"<w:sdt {W}><w:sdtContent/></w:sdt>")
    table.addprevious(control)
    control[0].append(table)
    (grid,) = (block for block in blocks(saved(made)) if isinstance(block, Grid))
    assert grid.rows[0][0].text == "甲"


def test_a_damaged_document():
    with pytest.raises(Unreadable, match=r"损坏.*damaged"):
        blocks(saved(Document())[:400])


def named(block):
    return [(one.line, one.column, one.text, one.reason) for one in block.omissions]


def table_of(*rows):
    """A table of which every cell is one run."""
    made = Document()
    table = made.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return made, table


def test_a_row_deleted_by_a_revision_and_a_hidden_row_are_named():
    made, table = table_of("甲乙", "丙丁", "戊己", "庚辛")
    table.rows[1]._tr.insert(0, parse_xml(f'<w:trPr {W}><w:del w:id="3" w:author="x"/></w:trPr>'))
    table.rows[2]._tr.insert(0, parse_xml(f"<w:trPr {W}><w:hidden/></w:trPr>"))
    (grid,) = (block for block in blocks(saved(made)) if isinstance(block, Grid))
    assert [[cell.text for cell in row] for row in grid.rows] == [["甲", "乙"], ["庚", "辛"]]
    assert [row[0].line for row in grid.rows] == [1, 4]
    assert named(grid) == [
        (2, 1, "丙", Reason.DELETED),
        (2, 2, "丁", Reason.DELETED),
        (3, 1, "戊", Reason.HIDDEN_ROW),
        (3, 2, "己", Reason.HIDDEN_ROW),
    ]


def test_struck_out_hidden_and_deleted_words_are_named():
    made, table = table_of("第乙")
    paragraph = table.cell(0, 0).paragraphs[0]
    paragraph.add_run("八十一").font.strike = True
    paragraph.add_run("九十一条")
    paragraph.add_run("暗").font.hidden = True
    paragraph._p.append(parse_xml(f"<w:del {W}><w:r><w:delText>删</w:delText></w:r></w:del>"))
    made.add_paragraph("").add_run("废").font.double_strike = True
    grid, last = blocks(saved(made))
    assert [cell.text for cell in grid.rows[0]] == ["第九十一条", "乙"]
    assert named(grid) == [
        (1, 1, "八十一", Reason.STRUCK),
        (1, 1, "暗", Reason.INVISIBLE),
        (1, 1, "删", Reason.DELETED),
    ]
    assert (last.text, named(last)) == ("", [(1, 0, "废", Reason.STRUCK)])


def test_former_formats_change_nothing():
    made, table = table_of("甲乙")
    run = table.cell(0, 0).paragraphs[0].runs[0]._r
    run.insert(0, parse_xml(f"<w:rPr {W}><w:b/><w:rPrChange w:id='1'><w:rPr><w:strike/></w:rPr></w:rPrChange></w:rPr>"))
    (grid,) = (block for block in blocks(saved(made)) if isinstance(block, Grid))
    assert cells(grid) == [[("甲", False), ("乙", False)]]
    assert named(grid) == []


def test_numbers_that_word_makes():
    made, table = table_of(("序号", "事项"), ("", "甲"), ("", "乙"), ("", "丙"))
    for row in table.rows[1:]:
        row.cells[0].paragraphs[0].style = "List Number"
    table.cell(1, 1).paragraphs[0].style = "List Number 2"
    table.cell(1, 1).add_paragraph("续", style="List Number 2")
    table.cell(2, 1).add_paragraph("点", style="List Bullet")
    table.rows[2]._tr.insert(0, parse_xml(f'<w:trPr {W}><w:del w:id="3" w:author="x"/></w:trPr>'))
    (grid,) = (block for block in blocks(saved(made)) if isinstance(block, Grid))
    assert [[cell.text for cell in row] for row in grid.rows] == [["序号", "事项"], ["1", "1.甲\n2.续"], ["2", "丙"]]


def numbering(*levels, numbers=()):
    shown = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (start, form, text) in enumerate(levels)
    )
    more = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/>'
        "</w:lvlOverride></w:num>"
        for number, start in numbers
    )
    return (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="7">{shown}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{more}</w:numbering>'
    ).encode()


def test_levels_count_below_each_other_and_begin_again():
    found = of_parts(numbering((1, "chineseCounting", "%1、"), (1, "decimal", "%1.%2")), None)
    asked = [("1", 0), ("1", 1), ("1", 1), ("1", 0), ("1", 1), ("0", 0), ("9", 0)]
    assert [found.label(*one) for one in asked] == ["一、", "一.1", "一.2", "二、", "二.1", "", ""]


def test_a_number_may_begin_elsewhere():
    found = of_parts(numbering((3, "decimalZero", "(%1)"), numbers=[("2", 10)]), None)
    assert [found.label(number, 0) for number in "11212"] == ["(03)", "(04)", "(10)", "(11)", "(12)"]


def test_numbers_without_a_text_count_among_themselves():
    made, table = table_of(("", ""), ("", ""))
    for row in table.rows:
        row.cells[0].paragraphs[0].style = "List Number"
        row.cells[1].paragraphs[0].style = "List Number"
        row.cells[1].paragraphs[0].add_run("甲")
        row.cells[1].add_paragraph("乙", style="List Number")
    (grid,) = (block for block in blocks(saved(made)) if isinstance(block, Grid))
    assert [[cell.text for cell in row] for row in grid.rows] == [["1", "1.甲\n2.乙"], ["2", "3.甲\n4.乙"]]


@pytest.mark.parametrize(
    ("form", "labels"),
    [
        ("decimal", ["1", "2", "27"]),
        ("decimalFullWidth", ["１", "２", "２７"]),
        ("decimalEnclosedCircle", ["①", "②", "27"]),
        ("upperLetter", ["A", "B", "AA"]),
        ("lowerRoman", ["i", "ii", "xxvii"]),
        ("ideographDigital", ["一", "二", "二十七"]),
        ("none", ["", "", ""]),
        ("bullet", ["", "", ""]),
    ],
)
def test_forms_of_numbers(form, labels):
    found = of_parts(numbering((1, form, "%1")), None)
    counted = [found.label("1", 0) for _ in range(27)]
    assert [counted[0], counted[1], counted[26]] == labels


def test_what_is_past_the_limits():
    made, _ = table_of("长乙", "丙丁")
    made.tables[0].cell(0, 0).text = "长" * 30
    (grid,) = (block for block in blocks(saved(made), Limits(cell_length=20)) if isinstance(block, Grid))
    assert [[cell.text for cell in row] for row in grid.rows] == [["", "乙"], ["丙", "丁"]]
    assert [one.reason for one in grid.omissions] == [Reason.TOO_LONG]
    (grid,) = (block for block in blocks(saved(made), Limits(cells=1)) if isinstance(block, Grid))
    assert (len(grid.rows), named(grid)) == (1, [(1, 0, "", Reason.TOO_MUCH)])
    made.add_paragraph("一" * 3_000_000)
    with pytest.raises(Unreadable, match=r"超过上限0MB"):
        blocks(saved(made), Limits(megabytes=0))
