from io import BytesIO
from struct import pack

import pytest
from docx import Document
from docx.oxml import parse_xml

from extract.reading.formats.detect import blocks
from extract.reading.grid import Grid, Paragraph, Reason
from tests.extract.reading.formats.word.composed import (
    DELETED,
    HIDDEN,
    IN_TABLE,
    SPECIAL,
    STRUCK,
    TWICE_STRUCK,
    cell,
    document,
    ends_inner_row,
    ends_row,
    inner_cell,
    line,
    lists,
    numbered,
    numbers,
    row,
    styles,
    symbol,
    table,
)

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FIRST, MERGED, DOWN, RESTART = 0x1, 0x2, 0x1 << 5, 0x3 << 5


def made(*parts, **more):
    return blocks(document(*parts, **more), ".doc")


def texts(block):
    """The texts of a table or paragraph; what a merged cell repeats has ^ behind it."""
    if isinstance(block, Paragraph):
        return block.text
    return [[f"{one.text}{'^' * one.inherited}" for one in line_] for line_ in block.rows]


def shown(*parts, **more):
    return [texts(block) for block in made(*parts, **more)]


def named(block):
    return [(one.line, one.column, one.text, one.reason) for one in block.omissions]


def test_paragraphs_and_tables_in_document_order():
    first, grid, last = made(line("甲"), *table(["序号", "名称"], ["1", "乙"]), line("丙"))
    assert (first, last) == (Paragraph("甲", 1), Paragraph("丙", 2))
    assert isinstance(grid, Grid)
    assert texts(grid) == [["序号", "名称"], ["1", "乙"]]
    assert [(one.line, one.column) for one in grid.rows[1]] == [(2, 1), (2, 2)]


@pytest.mark.parametrize(
    "stored",
    [
        {"compressed": True},
        {"pieces": 5},
        {"pieces": 4, "shuffled": True},
        {"compressed": True, "pieces": 3, "shuffled": True},
    ],
)
def test_text_is_put_together_from_its_pieces(stored):
    first = "café “x”" if "compressed" in stored else "甲𠮷乙"
    assert shown(line(first), *table(["1", "ab"]), line("last"), **stored) == [first, [["1", "ab"]], "last"]


def test_cells_of_other_widths_take_columns():
    rows = [
        cell("题"), ends_row(row(-108, 6000)),
        cell("甲"), cell("乙"), cell("丙"), ends_row(row(-108, 2000, 4000, 6000)),
        cell("丁"), cell("戊"), ends_row(row(-100, 4010, 5990)),
        cell("己"), ends_row(row(2000, 4000)),
    ]  # fmt: skip
    assert shown(*rows) == [
        [["题", "题^", "题^"], ["甲", "乙", "丙"], ["丁", "丁^", "戊"], ["", "己"]],
    ]


def test_narrow_cells_of_one_row_stay_cells():
    rows = [cell("甲"), cell("乙"), cell("丙"), ends_row(row(0, 50, 90, 4000)), cell("丁"), ends_row(row(0, 4000))]
    assert shown(*rows) == [[["甲", "乙", "丙"], ["丁", "丁^", "丁^"]]]


@pytest.mark.parametrize("first", [1, 2])
def test_cells_merged_across(first):
    """Descriptions of the format differ on which flag the first cell has."""
    other = 3 - first
    rows = [
        cell("甲"), cell("覆盖"), cell("乙"), cell("丙"), cell(""),
        ends_row(row(0, 900, 1800, 2700, 3600, 4500, flags=(first, other, 0, first, other))),
        *[cell(text) for text in "12345"], ends_row(row(0, 900, 1800, 2700, 3600, 4500)),
    ]  # fmt: skip
    (grid,) = made(*rows)
    assert texts(grid) == [["甲", "甲^", "乙", "丙", "丙^"], ["1", "2", "3", "4", "5"]]
    assert named(grid) == [(1, 1, "覆盖", Reason.COVERED)]


def test_cells_merged_by_what_follows_the_definition():
    merge = pack("<HBB", 0x5624, 0, 2)
    split = pack("<HBB", 0x5625, 0, 2)
    down = pack("<HBBB", 0xD62B, 2, 2, 1)
    rows = [
        cell("甲"), cell(""), cell("乙"), ends_row(row(0, 900, 1800, 2700, flags=(0, 0, RESTART), more=merge)),
        cell("丙"), cell("丁"), cell(""),
        ends_row(row(0, 900, 1800, 2700, flags=(FIRST, MERGED, 0), more=split + down)),
    ]  # fmt: skip
    assert shown(*rows) == [[["甲", "甲^", "乙"], ["丙", "丁", "乙^"]]]


def test_cells_merged_downwards():
    rows = [
        cell("甲"), cell("合并"), ends_row(row(0, 900, 1800, flags=(0, RESTART))),
        cell("乙"), cell(""), ends_row(row(0, 900, 1800, flags=(0, DOWN))),
        cell("丙"), cell("另外"), ends_row(row(0, 900, 1800, flags=(0, DOWN))),
        cell("丁"), cell("新"), ends_row(row(0, 900, 1800, flags=(0, RESTART))),
    ]  # fmt: skip
    (grid,) = made(*rows)
    assert texts(grid) == [["甲", "合并"], ["乙", "合并^"], ["丙", "合并^"], ["丁", "新"]]
    assert named(grid) == [(3, 2, "另外", Reason.COVERED)]


def test_rows_whose_definition_is_long_stand_elsewhere():
    edges = [300 * at for at in range(31)]
    rows = [*[cell(f"{at}") for at in range(30)], ends_row(row(*edges)), cell("题"), ends_row(row(0, 9000))]
    (grid,) = made(*rows, huge=True)
    assert texts(grid) == [[str(at) for at in range(30)], ["题", *["题^"] * 29]]


def test_a_table_in_a_cell():
    inner = [inner_cell("内一"), inner_cell("内二"), ends_inner_row(row(0, 900, 1800))]
    last = [line("后", properties=IN_TABLE), cell("")]
    wide = [[cell("一"), cell("二"), cell("三"), ends_row(row(0, 900, 1800, 2700))] for _ in range(2)]
    rows = [*wide[0], *wide[1], cell("外"), *inner, *last, cell("右"), ends_row(row(0, 900, 1800, 2700))]
    (grid,) = made(*rows)
    assert texts(grid)[2] == ["外", "内一\n内二\n后", "右"]
    assert shown(cell("左"), *inner, *last, ends_row(row(0, 900, 1800))) == ["左", [["内一", "内二"]], "后"]


def test_what_is_not_current_is_named():
    runs = ["第", ("八十", STRUCK), ("九", TWICE_STRUCK), "九十一条", ("暗", HIDDEN), ("删", DELETED + STRUCK)]
    grid, last = made(cell(*runs), cell("乙"), ends_row(row(0, 900, 1800)), line(("废", STRUCK)))
    assert texts(grid) == [["第九十一条", "乙"]]
    assert named(grid) == [
        (1, 1, "八十九", Reason.STRUCK),
        (1, 1, "暗", Reason.INVISIBLE),
        (1, 1, "删", Reason.DELETED),
    ]
    assert (last.text, named(last)) == ("", [(1, 0, "废", Reason.STRUCK)])


def test_a_deleted_row_is_named_and_one_whose_sign_is_hidden_is_read():
    rows = [
        *table(["甲", "乙"]),
        cell(("丙", DELETED)), cell(("丁", DELETED)), ends_row(row(0, 2000, 4000), of_mark=DELETED),
        cell("戊"), cell("己"), ends_row(row(0, 2000, 4000), of_mark=HIDDEN),
    ]  # fmt: skip
    (grid,) = made(*rows)
    assert texts(grid) == [["甲", "乙"], ["戊", "己"]]
    assert [one[0].line for one in grid.rows] == [1, 3]
    assert named(grid) == [(2, 1, "丙", Reason.DELETED), (2, 2, "丁", Reason.DELETED)]


def test_properties_of_a_piece_hold_for_its_text():
    (first,) = made(line("甲"), of_piece=STRUCK, modifier=0 << 1 | 1)
    assert (first.text, named(first)) == ("", [(1, 0, "甲", Reason.STRUCK)])
    (first,) = made(line("甲"), modifier=0x41 << 1 | 1 << 8)
    assert named(first) == [(1, 0, "甲", Reason.DELETED)]


def test_properties_of_styles():
    on, off, same, other = (pack("<HB", 0x083C, value) for value in (1, 0, 0x80, 0x81))
    part = styles((0xFFF, b"", b""), (0xFFF, b"", on), (1, b"", b""), (1, b"", other))
    found = made(
        line("甲", ("乙", off), ("丙", same), ("丁", other), style=1),
        line("戊", style=2),
        line("己", style=3),
        line("庚", ("辛", other), ("壬", same)),
        styles=part,
    )
    assert [block.text for block in found] == ["乙丁", "", "己", "庚壬"]
    assert [one.text for block in found for one in block.omissions] == ["甲丙", "戊", "辛"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('\x13 HYPERLINK "x" \x14《行政处罚法》\x15第一条', "《行政处罚法》第一条"),
        ("\x13 PAGE \x15甲", "甲"),
        ("\x13 IF \x13 A \x14一\x15 \x14二\x13 B \x14三\x15\x15", "二三"),
        ("\x13没有结束", "没有结束"),
        ("\x13 a\x13 b \x14内\x15", " a内"),
        ("一\x15二\x14三", "一二三"),
    ],
)  # fmt: skip
def test_fields_keep_their_results(text, expected):
    assert shown(line(text)) == [expected]


def test_what_looks_like_a_field_and_goes_over_cells_is_text():
    assert shown(cell("甲\x13"), cell("乙\x15丙"), ends_row(row(0, 900, 1800))) == [[["甲", "乙丙"]]]
    assert shown(line("甲\x13乙"), line("丙\x15丁")) == ["甲乙", "丙丁"]


def test_signs_of_word():
    assert shown(line("一\x0b二\t三\x1e四\x1f五\x0c六\x01\x08")) == ["一\n二\t三-四五\n六"]
    special = [("<", SPECIAL), "<甲>", (">", SPECIAL), ("(", symbol("√")), "(乙)"]
    assert shown(line(*special)) == ["<甲>√(乙)"]


def plc(bounds, entries=b""):
    return pack(f"<{len(bounds)}I", *bounds) + entries


def test_notes_and_comments_are_named_where_their_signs_are():
    stories = {
        "footnotes": [line("\x02注一"), line("\x02注二")],
        "comments": [line("\x05请核实")],
        "endnotes": [line("尾注")],
    }
    tables = {
        2: plc([1, 5, 99], pack("<HH", 1, 2)), 3: plc([0, 4, 8, 9]),
        4: plc([5, 99], bytes(30)), 5: plc([0, 5, 6]),
        46: plc([1, 99], pack("<H", 1)), 47: plc([0, 3, 4]),
    }  # fmt: skip
    found = made(line("甲\x02乙"), line("丙\x02\x05丁"), stories=stories, tables=tables)
    assert [block.text for block in found] == ["甲乙", "丙丁"]
    assert [named(block) for block in found] == [
        [(1, 0, "注一尾注", Reason.NOTE)],
        [(2, 0, "注二请核实", Reason.NOTE)],
    ]


def test_notes_without_a_place_are_named_too():
    (found,) = made(line("甲"), stories={"footnotes": [line("注")]})
    assert named(found) == [(1, 0, "注", Reason.NOTE)]


def test_headers_are_named_unless_the_text_has_them():
    stories = {"headers": [line("某县权责清单"), line("第 1 页 共 3 页"), line("内部资料"), line("内部资料")]}
    bounds = [0, 0, 0, 0, 0, 0, 0, 7, 18, 23, 28, 28]
    found = made(line("某县权责清单"), stories=stories, tables={11: plc(bounds)})
    assert [(block.text, named(block)) for block in found] == [
        ("某县权责清单", []),
        ("", [(0, 0, "内部资料", Reason.HEADER)]),
    ]


def test_text_boxes_are_read_behind_their_paragraphs():
    stories = {"boxes": [*table(["内一", "内二"]), line("框一"), line("框二")]}
    shapes = plc([1, 99], pack("<I22x", 1026))
    boxes = plc([0, 10, 13, 14], b"".join(pack("<14xII", name, 0) for name in (1026, 7, 0)))
    assert shown(line("甲\x08乙"), line("丙"), stories=stories, tables={40: shapes, 56: boxes}) == [
        "甲乙", [["内一", "内二"]], "框一", "丙", "框二",
    ]  # fmt: skip


def counted(*levels, overrides=((),)):
    part, behind = lists(*levels)
    return {"tables": {73: part, 74: numbers(*overrides)}, "behind": {73: behind}}


def test_numbers_that_word_makes():
    rows = [
        cell("", properties=numbered(1)), cell("甲"), ends_row(row(0, 900, 1800)),
        cell("", properties=numbered(1)), cell("乙"), ends_row(row(0, 900, 1800)),
    ]  # fmt: skip
    levels = (1, 0, "\0."), (1, 37, "（\1）")
    found = shown(
        *rows,
        line("丙", properties=numbered(1)),
        line("丁", properties=numbered(1, 1)),
        line("戊", properties=numbered(1, 1)),
        line("己", properties=numbered(0)),
        **counted(*levels),
    )
    assert found == [[["1", "甲"], ["2", "乙"]], "1.丙", "（一）丁", "（二）戊", "己"]


def test_numbers_of_styles_and_numbers_that_begin_elsewhere():
    of_list, of_level = pack("<HH", 0x460B, 1), pack("<HB", 0x260A, 1)
    part = styles((0xFFF, b"", b""), (0xFFF, of_list, b""), (1, of_level, b""))
    found = shown(
        line("甲", style=1),
        line("乙", style=2),
        line("丙", properties=numbered(2, 1)),
        line("丁", style=2),
        line("戊", style=1, properties=numbered(0)),
        styles=part,
        **counted((1, 0, "\0、"), (1, 0, "\0.\1 "), overrides=((), ((0, 5), (1, 9)))),
    )
    assert found == ["1、甲", "1.1 乙", "1.9 丙", "1.10 丁", "戊"]


def test_the_same_content_gives_the_same_blocks_as_docx():
    other = Document()
    other.add_paragraph("某县权责清单")
    grid = other.add_table(4, 3)
    content = [["序号", "事项", "依据"], ["1", "甲", "《甲法》\n第一条"], ["2", "乙", ""], ["合计", "", "2"]]
    for line_, cells in zip(grid.rows, content, strict=True):
        for one, text in zip(line_.cells, cells, strict=True):
            one.text = text
    grid.cell(1, 2).merge(grid.cell(2, 2))
    grid.cell(1, 2).text = "《甲法》\n第一条"
    grid.cell(3, 0).merge(grid.cell(3, 1))
    grid.cell(3, 0).text = "合计"
    grid.cell(1, 1).paragraphs[0].add_run("旧").font.strike = True
    grid.cell(1, 1).paragraphs[0].add_run("新")
    grid.rows[2]._tr.insert(0, parse_xml(f'<w:trPr {W}><w:del w:id="3" w:author="x"/></w:trPr>'))
    other.add_paragraph("末")
    target = BytesIO()
    other.save(target)
    edges = (0, 900, 1800, 2700)
    same = made(
        line("某县权责清单"),
        cell("序号"), cell("事项"), cell("依据"), ends_row(row(*edges)),
        cell("1"), cell("甲", ("旧", STRUCK), "新"), cell("《甲法》\x0b第一条"),
        ends_row(row(*edges, flags=(0, 0, RESTART))),
        cell(("2", DELETED)), cell(("乙", DELETED)), cell(""),
        ends_row(row(*edges, flags=(0, 0, DOWN)), of_mark=DELETED),
        cell("合计"), cell("2"), ends_row(row(0, 1800, 2700)),
        line("末"),
    )  # fmt: skip
    assert same == blocks(target.getvalue(), ".docx")
