import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from extract.model import Unreadable
from extract.reading.formats.detect import blocks
from extract.reading.grid import Grid, Paragraph, Reason
from extract.reading.limits import Limits
from tests.extract.reading.formats.word.composed import compound

PAGE = "<table><tr><td>序号</td><td>事项名称</td></tr></table>"


def archive(*names):
    target = BytesIO()
    with ZipFile(target, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return target.getvalue()


def kinds(found):
    return [block.kind if isinstance(block, Grid) else "paragraph" for block in found]


@pytest.mark.parametrize(
    ("text", "suffix", "expected"),
    [
        ("序号\t事项名称\n1\t甲", ".txt", ["text"]),
        ("甲,乙\n丙,丁", ".csv", ["text"]),
        ("甲,乙\n丙,丁", ".txt", ["paragraph"] * 2),
        (PAGE, ".xls", ["table"]),
        (f"\n<!DOCTYPE html><!-- 甲 --><html>{PAGE}", "", ["table"]),
        ("甲", ".htm", ["paragraph"]),
        ("<总则>甲", ".txt", ["paragraph"]),
    ],
)
def test_text_is_known_by_what_it_holds(text, suffix, expected):
    assert kinds(blocks(text.encode("gb18030"), suffix)) == expected


@pytest.mark.parametrize(
    ("data", "zh", "en"),
    [
        (b"%PDF-1.7 x", "PDF", "damaged"),
        (b"{\\rtf1 " + b"{" * 20_000, "损坏", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "OLE.*损坏|损坏.*OLE", "damaged"),
        (compound({"WordDocument": b""}), "Word 97 以前", "older than Word 97"),
        (compound({"Workbook": b""}), "xls", "damaged"),
        (compound({"EncryptedPackage": b""}), "加密", "encrypted"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + "EncryptedPackage".encode("utf-16-le"), "加密", "encrypted"),
        (compound({"Contents": b""}), "OLE.*另存为", "OLE is not supported"),
        (b"\x89PNG\r\n\x1a\n", "PNG", "PNG is not supported"),
        (archive("content.xml"), "ODF.*另存为 .xlsx", "save it as .xlsx or .docx"),
        (b"PK\x03\x04", "损坏", "damaged"),
        (archive("xl/workbook.xml"), "xlsx", "damaged"),
        (archive("word/document.xml"), "docx", "damaged"),
        (bytes(range(256)) * 9, "不是文本", "not text"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(data, zh, en):
    with pytest.raises(Unreadable) as caught:
        blocks(data, ".txt")
    assert re.search(zh, caught.value.zh)
    assert re.search(en, caught.value.en)


def test_a_page_has_paragraphs_too():
    assert isinstance(blocks(f"<html><p>甲</p>{PAGE}".encode(), "")[0], Paragraph)


def test_text_outside_tables_is_bounded():
    page = "<html><p>甲</p><p>长长长长</p><table><tr><td>乙</td></tr></table><p>丙</p><p>丁</p><p>戊</p></html>"
    found = blocks(page.encode(), ".html", Limits(cell_length=3, lines=3))
    assert [block.text if isinstance(block, Paragraph) else "表" for block in found] == ["甲", "", "表", "丙", ""]
    assert [(one.text, one.reason) for block in found for one in block.omissions] == [
        ("长长长长", Reason.TOO_LONG),
        ("丁", Reason.TOO_MUCH),
    ]
    with pytest.raises(Unreadable, match=r"3行.*limit of 2"):
        blocks("<html><p>甲<p>乙<p>丙</html>".encode(), ".html", Limits(lines=2))
    with pytest.raises(Unreadable, match="超过上限0MB"):
        blocks(b"<html>" + b" " * (1 << 20), ".html", Limits(megabytes=0))
