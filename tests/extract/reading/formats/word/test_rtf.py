from contextlib import suppress
from io import BytesIO

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.model import Unreadable
from extract.reading.formats.detect import blocks
from extract.reading.formats.word.rich.document import RichDocument
from extract.reading.grid import Grid, Paragraph, Reason

FONTS = r"{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\fnil\fcharset134 \'cb\'ce\'cc\'e5;}{\f2\fcharset2 Wingdings;}}"


def written(body, page=936, fonts=FONTS):
    return (rf"{{\rtf1\ansi\ansicpg{page}\deff0" + fonts + body + "}").encode("latin-1")


def gbk(text):
    return "".join(f"\\'{byte:02x}" for byte in text.encode("gb18030"))


def units(text):
    data = text.encode("utf-16-be")
    numbers = (int.from_bytes(data[at : at + 2], "big", signed=True) for at in range(0, len(data), 2))
    return "".join(f"\\u{number}?" for number in numbers)


def texts(block):
    if isinstance(block, Paragraph):
        return block.text
    return [[f"{one.text}{'^' * one.inherited}" for one in row] for row in block.rows]


def shown(body, **more):
    return [texts(block) for block in blocks(written(body, **more), ".doc")]


def row(texts_, edges=(), more=""):
    edges = edges or [2000 * (at + 1) for at in range(len(texts_))]
    defined = rf"\trowd{more}" + "".join(rf"\cellx{edge}" for edge in edges)
    cells = "".join(rf"\pard\intbl {units(text)}\cell" for text in texts_)
    return rf"{defined}{cells}\pard\intbl\row "


def named(block):
    return [(one.line, one.column, one.text, one.reason) for one in block.omissions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"{\f1 " + gbk("行政处罚") + "}", "行政处罚"),
        (gbk("行政处罚"), "行政处罚"),  # in a Western font: the code page of the document tells
        (units("行政𠮷"), "行政𠮷"),
        (r"{\uc2" + r"\u34892\'d0\'d0}x", "行x"),
        ("行政".encode("gbk").decode("latin-1"), "行政"),
        (
            r"\f1\'a8@a\'81\{b",
            "ˊa亄b".replace("ˊ", b"\xa8@".decode("gb18030")).replace("亄", b"\x81{".decode("gb18030")),
        ),
        (r"{\f2\'fc}", "\uf0fc"),
        (r"a\~b\_c\emdash d\-e\line f\tab g\\\{\}", "a\xa0b-c—de\nf\tg\\{}"),
        ("a\r\nb", "ab"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt 《法》}}".encode("gbk").decode("latin-1"), "《法》"),
        (r"{\*\unknown no}{\pict\bin3 }}}ffd8}x{\info{\title no}}", "x"),
    ],
)
def test_texts(text, expected):
    assert shown(rf"\pard {text}\par") == [expected]


def test_paragraphs_and_tables_in_document_order():
    found = blocks(
        written(rf"\pard {units('甲')}\par{row(['序号', '名称'])}{row(['1', '乙'])}\pard {units('丙')}\par"), ""
    )
    first, grid, last = found
    assert (first, last) == (Paragraph("甲", 1), Paragraph("丙", 2))
    assert isinstance(grid, Grid)
    assert texts(grid) == [["序号", "名称"], ["1", "乙"]]


def test_merged_cells():
    across = r"\trowd\clmgf\cellx900\clmrg\cellx1800\clvmgf\cellx2700"
    down = r"\trowd\cellx900\cellx1800\clvmrg\cellx2700"
    cells = r"\pard\intbl {}\cell \cell {}\cell\row".replace("{}", "%s")
    body = (
        across + cells % (units("甲"), units("合")) + down + cells % (units("乙"), "") + row(["丙", "丁"], (1790, 2700))
    )
    assert shown(body) == [[["甲", "甲^", "合"], ["乙", "", "合^"], ["丙", "丙^", "丁"]]]


def test_a_table_in_a_cell():
    inner = (
        rf"\pard\intbl\itap2 {units('内一')}\nestcell{{\nonesttables\par}}{units('内二')}\nestcell"
        r"{\*\nesttableprops\trowd\cellx900\cellx1800\nestrow}{\nonesttables\par}"
    )
    outer = rf"\trowd\cellx900\cellx1800\pard\intbl {units('左')}\cell{inner}\pard\intbl\itap1 {units('后')}\cell\row"
    assert shown(outer) == ["左", [["内一", "内二"]], "后"]


def test_what_is_not_current_is_named():
    runs = (
        rf"{units('第')}{{\strike {units('八十')}}}{{\striked1 {units('九')}}}\strike\strike0 {units('九十一条')}"
        rf"{{\v {units('暗')}}}{{\deleted\strike {units('删')}}}{{\v\plain {units('末')}}}"
    )
    (grid, last) = blocks(written(rf"\trowd\cellx900\pard\intbl {runs}\cell\row\pard{{\strike {units('废')}}}\par"), "")
    assert texts(grid) == [["第九十一条末"]]
    assert named(grid) == [
        (1, 1, "八十九", Reason.STRUCK),
        (1, 1, "暗", Reason.INVISIBLE),
        (1, 1, "删", Reason.DELETED),
    ]
    assert (last.text, named(last)) == ("", [(1, 0, "废", Reason.STRUCK)])


def test_notes_headers_and_text_boxes():
    body = (
        rf"{{\header\pard {units('内部资料')}\par}}{{\footer\pard 1\par}}\pard {units('甲')}"
        rf"{{\footnote\pard {units('注')}\par}}{{\*\annotation\pard {units('核')}}}"
        rf"{{\shp{{\*\shpinst{{\sp{{\sn x}}{{\sv 1}}}}{{\shptxt\pard {units('框')}\par}}}}{{\shprslt no}}}}{units('乙')}\par"
    )
    found = blocks(written(body), "")
    assert [block.text for block in found] == ["框", "甲乙", ""]
    assert [named(block) for block in found] == [
        [],
        [(2, 0, "注\n核", Reason.NOTE)],
        [(0, 0, "内部资料", Reason.HEADER)],
    ]


def test_numbers_of_lists_stand_in_the_file():
    body = (
        rf"{{\listtext\pard\plain 1.\tab}}\pard {units('甲')}\par{{\pntext\f2\'b7\tab}}{units('点')}\par"
        rf"\trowd\cellx900\pard\intbl{{\listtext 2.\tab}}\cell\row"
    )
    assert shown(body) == ["1.甲", "点", [["2"]]]


def test_the_same_content_gives_the_same_blocks_as_docx():
    other = Document()
    other.add_paragraph("某县权责清单")
    grid = other.add_table(2, 3)
    for line_, cells in zip(grid.rows, [["序号", "事项", "依据"], ["合计", "", "2"]], strict=True):
        for one, text in zip(line_.cells, cells, strict=True):
            one.text = text
    grid.cell(1, 0).merge(grid.cell(1, 1))
    grid.cell(1, 0).text = "合计"
    target = BytesIO()
    other.save(target)
    body = rf"\pard {units('某县权责清单')}\par" + row(["序号", "事项", "依据"]) + row(["合计", "2"], (4000, 6000))
    assert blocks(written(body), ".doc") == blocks(target.getvalue(), ".docx")


_WHOLE = written(
    rf"{{\header x}}\pard\ls1{{\listtext 1.\tab}}{units('甲')}{{\footnote y}}\par{row(['序号', '名'])}"
    rf"\trowd\clmgf\clvmgf\cellx9\clmrg\cellx99\pard\intbl{{\v a}}\cell\itap2 b\nestcell{{\*\nesttableprops\trowd\cellx9"
    rf"\nestrow}}\itap1 {gbk('丙')}\cell\row{{\shp{{\*\shpinst{{\shptxt\pard z\par}}}}}}\pard\f1 {gbk('丁')}\par"
)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_bytes_crash_it(data):
    content = bytearray(_WHOLE)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(6, len(content) - 1))
        new = data.draw(st.one_of(st.binary(max_size=3), st.sampled_from([b"{", b"}", b"\\", b"\\row ", b"\\u-9999?"])))
        content[at : at + data.draw(st.integers(0, 5))] = new
    with suppress(Unreadable):
        for block in blocks(bytes(content), ".doc"):
            rows = [[block]] if isinstance(block, Paragraph) else block.rows
            assert all(one.text.encode().decode() == one.text for cells in rows for one in cells)


def test_braces_without_end_are_bounded():
    with pytest.raises(Unreadable, match="损坏"):
        blocks(b"{\\rtf1 " + b"{" * 100_000, ".rtf")


@pytest.mark.parametrize(("most", "words"), [(3, 100), (100, 5)])
def test_paragraphs_and_words_are_bounded(most, words):
    data = written(r"\pard\par\par\par\par")
    assert len(list(RichDocument(data, 100, 100).paragraphs())) == 4
    with pytest.raises(Unreadable, match="损坏"):
        list(RichDocument(data, most, words).paragraphs())
