from io import BytesIO

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, SimpleDocTemplate, Table
from reportlab.platypus import Paragraph as Flowing

from extract.model import Role, Unreadable
from extract.reading.formats.detect import blocks
from extract.reading.formats.pdf.chars import readable
from extract.reading.grid import Grid, Paragraph, Reason
from extract.reading.limits import Limits
from extract.reading.tables import power_list

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
STYLE = ParagraphStyle("x", fontName="STSong-Light", fontSize=9, leading=11, wordWrap="CJK")
GRID = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
HEAD = ["序号", "事项名称", "实施依据"]
WIDTHS = (40, 90, 200)


def table(rows, *styles, repeat=1):
    cells = [[Flowing(text, STYLE) if text is not None else "" for text in row] for row in rows]
    return Table(cells, colWidths=WIDTHS, style=[*GRID, *styles], repeatRows=repeat, splitInRow=1)


def saved(*flowing, marks=False, encrypt=None):
    def number(canvas, _):
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(280, 20, f"- {canvas.getPageNumber()} -")
        canvas.drawString(60, 810, "某县水务局")

    target = BytesIO()
    made = SimpleDocTemplate(target, pagesize=A4, encrypt=encrypt)
    how = {"onFirstPage": number, "onLaterPages": number} if marks else {}
    made.build([Flowing(one, STYLE) if isinstance(one, str) else one for one in flowing], **how)
    return target.getvalue()


def texts(grid):
    return [[cell.text for cell in row] for row in grid.rows]


def grids(data, **how):
    return [block for block in blocks(data, ".pdf", **how) if isinstance(block, Grid)]


def test_a_table_between_lines():
    data = saved("某县水务局权力清单", table([HEAD, ["1", "甲许可", "《某法》第一条"]]), "注：说明")
    first, grid, last = blocks(data, ".pdf")
    assert (first, last) == (Paragraph("某县水务局权力清单", 1), Paragraph("注：说明", 2))
    assert texts(grid) == [HEAD, ["1", "甲许可", "《某法》第一条"]]


def test_lines_that_fill_their_cell_go_on_and_others_end():
    long = "未经批准擅自取水的，由水行政主管部门责令停止违法行为，限期采取补救措施，处二万元以上十万元以下的罚款"
    (grid,) = grids(saved(table([HEAD, ["1", long, f"{long}<br/>第二款"]])))
    assert texts(grid)[1] == ["1", long, f"{long}\n第二款"]


@pytest.mark.parametrize("marks", [False, True])
def test_a_table_goes_on_over_pages_without_its_repeated_header(marks):
    rows = [[str(at), f"第{at}项许可", f"《某法》第{at}条"] for at in range(1, 120)]
    (grid,) = grids(saved(table([HEAD, *rows]), marks=marks))
    assert texts(grid) == [HEAD, *rows]
    assert [row[0].line for row in grid.rows] == list(range(1, 121))


def test_a_cell_broken_at_the_end_of_a_page_is_joined():
    first = table([HEAD, ["1", "甲", "《某法》第一条。"], ["2", "乙", "《某法》第二条 责令停业，情节严重的，吊销"]])
    second = table([HEAD, ["", "", "许可证。"], ["3", "丙", "《某法》第三条。"]])
    (grid,) = grids(saved(first, PageBreak(), second))
    assert texts(grid) == [
        HEAD,
        ["1", "甲", "《某法》第一条。"],
        ["2", "乙", "《某法》第二条 责令停业，情节严重的，吊销许可证。"],
        ["3", "丙", "《某法》第三条。"],
    ]


def test_a_row_without_its_serial_on_a_new_page_is_a_row_where_the_one_before_had_ended():
    first = table([HEAD, ["1", "甲。", "《某法》第一条。"]])
    second = table([["", "乙", "《某法》第二条。"]])
    (grid,) = grids(saved(first, PageBreak(), second))
    assert texts(grid)[1:] == [["1", "甲。", "《某法》第一条。"], ["", "乙", "《某法》第二条。"]]


def test_merged_cells_are_filled_in():
    rows = [["某县权力清单", None, None], HEAD, ["1", "甲", "《某法》"], [None, "乙", "《某法》"]]
    (grid,) = grids(saved(table(rows, ("SPAN", (0, 0), (2, 0)), ("SPAN", (0, 2), (0, 3)), repeat=0)))
    assert texts(grid) == [["某县权力清单"] * 3, HEAD, ["1", "甲", "《某法》"], ["1", "乙", "《某法》"]]
    assert [[cell.inherited for cell in row] for row in grid.rows] == [
        [False, True, True],
        [False, False, False],
        [False, False, False],
        [True, False, False],
    ]


def test_tables_of_other_columns_stay_apart():
    other = Table(
        [["甲", "乙"], ["丙", "丁"]], colWidths=(100, 100), style=[*GRID, ("FONT", (0, 0), (-1, -1), "STSong-Light")]
    )
    assert [len(grid.rows[0]) for grid in grids(saved(table([HEAD, HEAD]), PageBreak(), other))] == [3, 2]


def test_an_encrypted_file_is_called_so():
    locked = saved("甲", encrypt=StandardEncryption("secret", canPrint=0))
    with pytest.raises(Unreadable, match=r"已加密.*password"):
        blocks(locked, ".pdf")
    open_to_all = saved(Table([["List"]]), encrypt=StandardEncryption("", ownerPassword="x"))
    assert blocks(open_to_all, ".pdf") == (Paragraph("List", 1),)


def test_characters_that_the_file_does_not_name_are_marked():
    # Encrypted, the name of the character map is lost on its readers.
    nameless = saved("甲乙", encrypt=StandardEncryption("", ownerPassword="x"))
    with pytest.raises(Unreadable, match=r"字体.*OCR.*font"):
        blocks(nameless, ".pdf")


def picture(*pages):
    """Pages of text, or None for a page that is a picture."""
    from PIL import Image

    target = BytesIO()
    canvas = Canvas(target)
    for text in pages:
        if text is None:
            canvas.drawImage(ImageReader(Image.new("L", (20, 20))), 50, 50, 400, 600)
        else:
            canvas.setFont("STSong-Light", 9)
            canvas.drawString(60, 700, text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def test_a_scanned_file_is_called_so():
    with pytest.raises(Unreadable, match=r"扫描.*OCR.*scanned"):
        blocks(picture(None, None), ".pdf")
    first, second = blocks(picture("甲", None), ".pdf")
    assert [(one.line, one.reason) for one in first.omissions] == [(2, Reason.PICTURE)]
    assert second.text == "甲"


def test_a_page_that_unpacks_to_more_than_any_page_is_named():
    target = BytesIO()
    canvas = Canvas(target, pageCompression=1)
    for at in range(120_000):
        canvas.line(at % 600, at // 600, at % 600 + 5, at // 600)
    canvas.showPage()
    canvas.drawString(60, 700, "List")
    canvas.save()
    first, second = blocks(target.getvalue(), ".pdf")
    assert ([(one.line, one.reason) for one in first.omissions], second.text) == ([(1, Reason.TOO_MUCH)], "List")


def test_limits_and_damage():
    first, second = blocks(picture("甲", "乙", "丙"), ".pdf", Limits(pages=1))
    assert ([(one.line, one.reason) for one in first.omissions], second.text) == ([(2, Reason.TOO_MUCH)], "甲")
    (grid,) = grids(saved(table([HEAD, HEAD, HEAD])), limits=Limits(cells=6))
    assert (len(grid.rows), grid.omissions[0].reason) == (2, Reason.TOO_MUCH)
    with pytest.raises(Unreadable, match=r"损坏.*PDF"):
        blocks(b"%PDF-1.4 broken", ".pdf")


def test_a_row_that_the_page_cuts_is_one_though_no_line_is_drawn_there():
    rows = [[str(at), f"第{at}项许可", "<br/>".join(f"第{part}目。" for part in range(1, 15))] for at in range(1, 12)]
    (grid,) = grids(saved(table([HEAD, *rows], repeat=0)))
    assert [row[0].text for row in grid.rows] == ["序号", *(row[0] for row in rows)]
    assert [row[2].text.split("\n") for row in grid.rows[1:]] == [row[2].split("<br/>") for row in rows]


def test_a_table_without_sides():
    style = [("LINEABOVE", (0, 0), (-1, -1), 0.5, "black"), ("LINEBELOW", (0, -1), (-1, -1), 0.5, "black")]
    inner = [("LINEAFTER", (0, 0), (1, -1), 0.5, "black")]
    rows = [HEAD, *([str(at), f"第{at}项", f"《某法》第{at}条"] for at in range(1, 6))]
    cells = [[Flowing(text, STYLE) for text in row] for row in rows]
    (grid,) = grids(saved(Table(cells, colWidths=WIDTHS, style=[*style, *inner])))
    assert texts(grid) == rows


def test_signs_of_radicals_are_the_characters_they_look_like():
    assert readable([{"text": "⺠"}, {"text": "⽤"}, {"text": "⼾"}, {"text": "甲"}]) == [
        {"text": "民"}, {"text": "用"}, {"text": "户"}, {"text": "甲"},
    ]  # fmt: skip


def test_a_watermark_is_named_once_and_read_nowhere():
    def mark(canvas, _):
        canvas.saveState()
        canvas.translate(200, 400)
        canvas.rotate(30)
        canvas.setFont("STSong-Light", 60)
        canvas.drawString(0, 0, "信息公开")
        canvas.restoreState()

    rows = [[str(at), f"第{at}项许可", f"《某法》第{at}条"] for at in range(1, 90)]
    target = BytesIO()
    SimpleDocTemplate(target, pagesize=A4).build([table([HEAD, *rows])], onFirstPage=mark, onLaterPages=mark)
    named, grid = blocks(target.getvalue(), ".pdf")
    assert texts(grid) == [HEAD, *rows]
    assert [(omission.text, omission.reason) for omission in named.omissions] == [("信息公开", Reason.SLANTED)]


def test_blocks_over_a_matrix_that_touch_each_other():
    bases, made = ["《甲条例》第十条", "《乙条例》第二十条"], []
    for at, basis in enumerate(bases):
        rows = [
            ["违法行为", f"违法{at}", "", ""],
            ["处罚依据", basis, "", ""],
            ["裁量基准", "违法程度", "违法情节", "处罚标准"],
        ]
        rows += [["", degree, f"情节{degree}", f"罚款{degree}"] for degree in ("轻微", "严重")]
        spans = [("SPAN", (1, 0), (3, 0)), ("SPAN", (1, 1), (3, 1)), ("SPAN", (0, 2), (0, 4))]
        cells = [[Flowing(text, STYLE) for text in row] for row in rows]
        made.append(Table(cells, colWidths=(60 + 9 * at, 60 - 9 * at, 120, 120), style=[*GRID, *spans]))
    rows = power_list.read(blocks(saved(*made), ".pdf")).rows
    assert [(row.text(Role.NAME), row.text(Role.BASIS), len(row.tiers)) for row in rows] == [
        ("违法0", bases[0], 2), ("违法1", bases[1], 2),
    ]  # fmt: skip
    assert [tier.standards[0].text for row in rows for tier in row.tiers] == ["罚款轻微", "罚款严重"] * 2


def test_a_sum_at_the_top_of_a_page_does_not_run_into_the_one_above():
    head = ["违法行为", "裁量情节", "罚款金额"]
    first = table([head, ["倾倒废水", "三吨以下", "1万元以上2万元以下"]], repeat=0)
    second = table([["", "三吨以上", "2万元以上5万元以下"]], repeat=0)
    [grid] = grids(saved(first, PageBreak(), second))
    assert texts(grid)[1:] == [
        ["倾倒废水", "三吨以下", "1万元以上2万元以下"],
        ["", "三吨以上", "2万元以上5万元以下"],
    ]


def test_a_sum_that_the_page_has_cut_is_made_whole():
    head = ["违法行为", "裁量情节", "罚款金额"]
    first = table([head, ["倾倒废水", "三吨", "1万元以上2万元"]], repeat=0)
    second = table([["", "以下的", "以下罚款"]], repeat=0)
    [grid] = grids(saved(first, PageBreak(), second))
    assert texts(grid)[1:] == [["倾倒废水", "三吨以下的", "1万元以上2万元以下罚款"]]


def test_a_cell_that_begins_behind_the_cut_of_its_row_stays_in_its_column():
    head = ["序号", "实施依据", "追责情形", "追责依据"]
    first = wide(
        [head, ["1", "《甲法》第一条。", "未履行。", "《甲法》"], ["2", "《乙法》第二条 未经批准擅自", "", ""]]
    )
    second = wide([["", "取水的", "未告知的。", "《乙法》"], ["3", "《丙法》第三条。", "未公示的。", "《丙法》"]])
    (grid,) = grids(saved(first, PageBreak(), second))
    assert texts(grid)[2] == ["2", "《乙法》第二条 未经批准擅自取水的", "未告知的。", "《乙法》"]


WIDE = ["责任事项", "事项名称", "编码", "权力类型"]


def wide(rows, *styles):
    cells = [[Flowing(text, STYLE) if text is not None else "" for text in row] for row in rows]
    return Table(cells, colWidths=(120, 90, 80, 60), style=[*GRID, *styles])


def test_a_row_cut_by_the_page_is_joined_where_no_number_stands_first():
    rows = [
        ["决定责任：处罚。", "甲的处罚", "00010001", "行政处罚"],
        ["受理责任：受理。", "乙审批", "00010002", "行政许可"],
    ]
    cut = ["调查责任：收集证据；决定责任：依法作", "企业实行不定时工作制", "00010003", "行政许可"]
    (grid,) = grids(saved(wide([WIDE, *rows, cut]), PageBreak(), wide([["出决定。", "审批", "", ""]])))
    whole = ["调查责任：收集证据；决定责任：依法作出决定。", "企业实行不定时工作制审批", "00010003", "行政许可"]
    assert texts(grid)[1:] == [*rows, whole]


def test_a_row_that_begins_something_is_no_rest_of_the_one_above():
    rows = [["受理责任。", f"第{at}项", f"0001000{at}", "行政许可"] for at in (1, 2, 3)]
    (grid,) = grids(saved(wide([WIDE, *rows]), PageBreak(), wide([["《某法》第二条", "变更", "", ""]])))
    assert len(grid.rows) == 5


def test_a_cell_over_several_rows_that_the_page_cuts_gets_its_end():
    head = ["序号", "违法行为", "程度", "标准"]
    first = wide(
        [head, ["1", "甲", "一般", "警告"], ["2", "未取得许可擅自", "轻微", "警告"], [None, None, "一般", "罚款"]],
        ("SPAN", (0, 2), (0, 3)),
        ("SPAN", (1, 2), (1, 3)),
    )
    second = wide(
        [["", "取水的", "较重", "罚款"], [None, None, "严重", "罚款"], ["3", "丙", "一般", "警告"]],
        ("SPAN", (0, 0), (0, 1)),
        ("SPAN", (1, 0), (1, 1)),
    )
    (grid,) = grids(saved(first, PageBreak(), second))
    assert [row[:3] for row in texts(grid)[2:]] == [
        ["2", "未取得许可擅自取水的", "轻微"],
        ["2", "未取得许可擅自取水的", "一般"],
        ["", "", "较重"],
        ["", "", "严重"],
        ["3", "丙", "一般"],
    ]


def test_a_row_with_a_number_of_its_own_is_no_rest_though_its_first_cell_is_blank():
    head = ["类别", "序号", "事项", "依据"]
    first = wide([head, ["行政许可", "1", "甲许可", "《甲法》"], ["行政处罚", "1", "乙的处罚", "《乙法》"]])
    second = wide([["", "2", "丙的处罚", "《丙法》"]])
    (grid,) = grids(saved(first, PageBreak(), second))
    assert texts(grid)[2:] == [["行政处罚", "1", "乙的处罚", "《乙法》"], ["", "2", "丙的处罚", "《丙法》"]]


def drawn(*pages):
    """Pages of lines (x0, y0, x1, y1) and texts (x, y, text), from the top down as people read."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=(600, 400))
    for lines, words in pages:
        canvas.setFont("STSong-Light", 9)
        for left, top, right, bottom in lines:
            canvas.line(left, 400 - top, right, 400 - bottom)
        for left, top, text in words:
            canvas.drawString(left, 400 - top, text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


@pytest.mark.parametrize("number", [341, 355, 365])
def test_a_page_cuts_cells_over_several_rows_between_those_rows(number):
    """The sub-items are whole on either page; what they share is set within or below the cut, and once more above."""
    edges = (40, 80, 220, 320, 560)
    downs = [(edge, 300, edge, 360) for edge in edges]
    first = [(40, 300, 560, 300), (40, 320, 560, 320), (220, 360, 560, 360), *downs]
    head = [(x + 2, 313, word) for x, word in zip(edges, ["序号", "事项名称", "子项名称", "实施依据"], strict=False)]
    shared = [(42, number, "7"), (82, number, "对丁的处罚")]
    sub = [(222, 340, "甲情形的"), (322, 340, "《某法》第八条处一万元罚款")]
    # The line between the pages is drawn under the two cells that end there.
    second = [(220, 40, 560, 40), (40, 80, 560, 80), *((edge, 40, edge, 100) for edge in edges), (40, 100, 560, 100)]
    again = [(42, 32, "7"), (82, 32, "对丁的处罚")]
    rest = [(222, 60, "乙情形的"), (322, 60, "《某法》第九条处二万元罚款")]
    last = [(42, 93, "8"), (82, 93, "戊确认"), (322, 93, "《某法》第十条")]
    (grid,) = grids(drawn((first, [*head, *shared, *sub]), (second, [*again, *rest, *last])))
    assert texts(grid) == [
        ["序号", "事项名称", "子项名称", "实施依据"],
        ["7", "对丁的处罚", "甲情形的", "《某法》第八条处一万元罚款"],
        ["7", "对丁的处罚", "乙情形的", "《某法》第九条处二万元罚款"],
        ["8", "戊确认", "", "《某法》第十条"],
    ]
    assert [cell.inherited for cell in grid.rows[2]] == [True, True, False, False]


def test_a_text_over_several_rows_runs_over_the_end_of_its_page():
    """The cell is cut between two of its rows; its words go on below the last line drawn, and on the next page."""
    edges = (40, 80, 160, 260, 360)
    names = ["序号", "违法行为", "违法程度", "罚款"]
    downs = [(edge, 300, edge, 360) for edge in edges]
    first = [(40, 300, 360, 300), (40, 320, 360, 320), (160, 360, 360, 360), *downs]
    head = [(x + 2, 313, word) for x, word in zip(edges, names, strict=False)]
    own = [(42, 333, "1"), *((82, 333 + 12 * at, f"造成甲乙丙{at}，") for at in range(4))]
    tier = [(162, 333, "轻微"), (262, 333, "一万元")]
    second = [(40, 40, 360, 40), (40, 60, 360, 60), (40, 100, 360, 100), *((edge, 40, edge, 100) for edge in edges)]
    again = [(x + 2, 53, word) for x, word in zip(edges, names, strict=False)]
    rest = [(82, 73, "后果严重的"), (162, 73, "严重"), (262, 73, "五万元")]
    (grid,) = grids(drawn((first, [*head, *own, *tier]), (second, [*again, *rest])))
    conduct = "造成甲乙丙0，造成甲乙丙1，造成甲乙丙2，造成甲乙丙3，后果严重的"
    assert [[cell.text.replace("\n", "") for cell in row] for row in grid.rows] == [
        names, ["1", conduct, "轻微", "一万元"], ["1", conduct, "严重", "五万元"]
    ]  # fmt: skip


def test_a_header_repeated_without_a_line_below_it():
    first = table([HEAD, ["1", "甲", "《某法》第一条。"], ["2", "乙", "《某法》第二条 责令停业，情节严重的，吊销"]])
    second = table([["序号", "事项名称<br/>许可", "实施依据<br/>许可证。"], ["3", "丙", "《某法》第三条。"]], repeat=0)
    (grid,) = grids(saved(first, PageBreak(), second))
    assert texts(grid)[2:] == [
        ["2", "乙许可", "《某法》第二条 责令停业，情节严重的，吊销许可证。"],
        ["3", "丙", "《某法》第三条。"],
    ]
    third = table([["序号<br/>3", "事项名称<br/>丙", "实施依据<br/>《某法》第三条。"]], repeat=0)
    (grid,) = grids(saved(table([HEAD, ["1", "甲", "《某法》第一条。"]]), PageBreak(), third))
    assert texts(grid)[1:] == [["1", "甲", "《某法》第一条。"], ["3", "丙", "《某法》第三条。"]]
