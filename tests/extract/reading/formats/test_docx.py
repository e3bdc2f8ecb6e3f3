from io import BytesIO

import pytest
from docx import Document
from docx.oxml import parse_xml

from extract.model import Unreadable
from extract.reading.formats.docx import blocks
from extract.reading.grid import Grid, Paragraph

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
