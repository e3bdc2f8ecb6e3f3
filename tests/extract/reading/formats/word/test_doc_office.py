"""The same content as .docx and, saved by an office program, as .doc gives the same blocks."""

import shutil
import subprocess

import pytest
from docx import Document
from docx.oxml import parse_xml

from extract.reading.formats.detect import blocks
from extract.reading.grid import Grid

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = shutil.which("soffice")


def content():
    made = Document()
    made.add_paragraph("某县市场监督管理局权责清单")
    paragraph = made.add_paragraph("甲")
    for xml in (
        f"<w:ins {W} w:id='11' w:author='x'><w:r><w:t>乙</w:t></w:r></w:ins>",
        f"<w:del {W} w:id='12' w:author='x'><w:r><w:delText>删</w:delText></w:r></w:del>",
    ):
        paragraph._p.append(parse_xml(xml))
    paragraph.add_run("划").font.strike = True
    paragraph.add_run("暗").font.hidden = True
    paragraph.add_run("双").font.double_strike = True
    paragraph.add_run("末\n换\t行𠮷")
    table = made.add_table(5, 5, style="Table Grid")
    for column, text in enumerate(["序号", "事项", "设定依据", "", "备注"]):
        table.cell(0, column).text = text
    for row in range(1, 4):
        table.cell(row, 0).paragraphs[0].style = "List Number"
        table.cell(row, 1).text = f"事项{row}"
        table.cell(row, 2).text = f"《法{row}》第{row}条\n第二段"
    table.cell(0, 2).merge(table.cell(0, 3))
    table.cell(1, 4).merge(table.cell(3, 4)).text = "合并"
    table.cell(4, 0).merge(table.cell(4, 2)).text = "横并"
    made.add_paragraph("列一", style="List Number 2")
    made.add_paragraph("列二", style="List Number 2")
    made.add_paragraph("点", style="List Bullet")
    table = made.add_table(2, 3)
    table.cell(0, 0).text = "外"
    inner = table.cell(0, 1).add_table(2, 2)
    inner.cell(0, 0).text, inner.cell(1, 1).text = "内一", "内二"
    table.cell(1, 2).text = "尾"
    made.add_paragraph("末段")
    return made


def plain(block):
    if isinstance(block, Grid):
        cells = [[(one.text, one.line, one.column, one.inherited) for one in row] for row in block.rows]
    else:
        cells = block.text, block.line
    return cells, [(one.line, one.column, one.text, one.reason) for one in block.omissions]


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not here")
def test_a_document_saved_in_the_old_format(tmp_path):
    new = tmp_path / "清单.docx"
    content().save(new)
    profile = (tmp_path / "profile").as_uri()
    command = [OFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "doc", new.name]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    old = new.with_suffix(".doc")
    found = [[plain(block) for block in blocks(path.read_bytes(), path.suffix)] for path in (new, old)]
    assert found[0] == found[1]
    assert any(omissions for _, omissions in found[1])
