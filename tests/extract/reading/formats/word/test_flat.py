from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document

from extract.model import Unreadable
from extract.reading.formats.detect import blocks
from extract.reading.grid import Grid, Paragraph, Reason

NAMES = (
    'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
    'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" '
    'xmlns:aml="http://schemas.microsoft.com/aml/2001/core"'
)
SPAN, RESTART = '<w:gridSpan w:val="2"/>', '<w:vmerge w:val="restart"/>'
LISTS = (
    '<w:lists><w:listDef w:listDefId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:nfc w:val="37"/><w:lvlText w:val="%1、"/>'
    '</w:lvl></w:listDef><w:list w:ilfo="1"><w:ilst w:val="3"/></w:list></w:lists>'
    '<w:styles><w:style w:type="paragraph" w:styleId="a"><w:pPr><w:listPr><w:ilfo w:val="1"/></w:listPr></w:pPr></w:style>'
    "</w:styles>"
)


def old(body, before=LISTS):
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<?mso-application progid="Word.Document"?>\n'
    return f"{head}<w:wordDocument {NAMES}>{before}<w:body>{body}</w:body></w:wordDocument>".encode()


def paragraph(text, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def texts(block):
    if isinstance(block, Paragraph):
        return block.text
    return [[f"{one.text}{'^' * one.inherited}" for one in row] for row in block.rows]


def test_a_document_of_word_2003():
    number = '<w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/></w:listPr>'
    body = (
        "<wx:sect>"
        + paragraph("甲", number)
        + paragraph("乙", '<w:pStyle w:val="a"/>')
        + f"<w:tbl><w:tr>{cell('题', SPAN)}</w:tr>"
        + f"<w:tr>{cell('并', RESTART)}{cell('1')}</w:tr>"
        + f"<w:tr>{cell('', '<w:vmerge/>')}{cell('2')}</w:tr></w:tbl>"
        + "<w:p><w:r><w:t>丙</w:t></w:r><aml:annotation w:type='Word.Deletion'><aml:content><w:r><w:delText>删</w:delText></w:r>"
        "</aml:content></aml:annotation><aml:annotation w:type='Word.Insertion'><aml:content><w:r><w:t>增</w:t></w:r>"
        "</aml:content></aml:annotation><w:r><w:rPr><w:strike/></w:rPr><w:t>划</w:t></w:r><w:r><w:instrText>PAGE</w:instrText>"
        f"</w:r></w:p><w:sectPr><w:hdr>{paragraph('眉')}</w:hdr></w:sectPr></wx:sect>"
    )
    found = blocks(old(body), ".doc")
    assert [texts(block) for block in found] == [
        "一、甲",
        "二、乙",
        [["题", "题^"], ["并", "1"], ["并^", "2"]],
        "丙增",
    ]
    assert [(one.text, one.reason) for one in found[-1].omissions] == [("删", Reason.DELETED), ("划", Reason.STRUCK)]


def test_a_flat_package():
    made = Document()
    made.add_paragraph("甲", style="List Number")
    made.add_table(1, 2).cell(0, 1).text = "乙"
    target = BytesIO()
    made.save(target)
    parts = []
    with ZipFile(target) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                content = archive.read(name).decode().partition("?>")[2]
                parts.append(f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{content}</pkg:xmlData></pkg:part>')
    package = (
        '<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
        + "".join(parts)
        + "</pkg:package>"
    )
    found = blocks(package.encode(), ".doc")
    assert found == blocks(target.getvalue(), ".docx")
    assert isinstance(found[1], Grid)


@pytest.mark.parametrize("data", [old("<w:p>")[:-30], b"<pkg:package><pkg:part/></pkg:package>"])
def test_damaged_files(data):
    with pytest.raises(Unreadable, match="损坏"):
        blocks(data, ".doc")
