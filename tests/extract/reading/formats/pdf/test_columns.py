"""Tables of a PDF whose columns no line parts."""

from io import BytesIO

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, SimpleDocTemplate, Table
from reportlab.platypus import Paragraph as Flowing

from extract.reading.formats.detect import blocks
from extract.reading.grid import Grid, Paragraph

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
STYLE = ParagraphStyle("x", fontName="STSong-Light", fontSize=9, leading=11, wordWrap="CJK")
HEAD = ["序号", "事项名称", "权力类型", "实施依据"]
WIDTHS = (40, 90, 60, 220)
LONG = "《某某条例》第十条 未经批准擅自取水的，由水行政主管部门责令停止违法行为，限期采取补救措施，处二万元以上罚款。"
ROWS = [
    ["1", "甲许可", "行政许可", LONG],
    ["2", "对拒绝接受监督检查的处罚", "行政处罚", "《某法》第二条"],
    ["3", "丙检查", "行政检查", LONG],
]


def table(rows, *styles):
    cells = [[Flowing(text, STYLE) for text in row] for row in rows]
    return Table(cells, colWidths=WIDTHS, style=[("VALIGN", (0, 0), (-1, -1), "TOP"), *styles])


def saved(*flowing, pagesize=A4):
    target = BytesIO()

    def number(canvas, _):
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(280, 20, f"- {canvas.getPageNumber()} -")

    made = SimpleDocTemplate(target, pagesize=pagesize)
    made.build([Flowing(one, STYLE) if isinstance(one, str) else one for one in flowing], number, number)
    return target.getvalue()


def texts(grid):
    return [["".join(cell.text.split()) for cell in row] for row in grid.rows]


def wanted(rows):
    return [["".join(cell.split()) for cell in row] for row in rows]


@pytest.mark.parametrize(
    "styles",
    [
        [],
        [("LINEABOVE", (0, 0), (-1, -1), 0.5, "black")],
        [("LINEBELOW", (0, 0), (-1, -1), 0.5, "black"), ("LINEBEFORE", (0, 0), (0, -1), 0.5, "black")],
        [("BOX", (0, row), (-1, row), 0.5, "black") for row in range(4)],
        [("VALIGN", (0, 0), (-1, -1), "MIDDLE")],
    ],
)
def test_columns_are_told_by_the_words_of_the_header(styles):
    found = blocks(
        saved("某县水务局权责清单", table([HEAD, *ROWS], *styles), "注：本清单自公布之日起施行，由本局负责解释"), ".pdf"
    )
    assert found[0] == Paragraph("某县水务局权责清单", 1)
    assert texts(found[1]) == wanted([HEAD, *ROWS])
    assert found[2].text.startswith("注：")


@pytest.mark.parametrize("again", [True, False])
def test_the_next_page_goes_on_with_or_without_the_header(again):
    more = [[str(at), f"第{at}项处罚", "行政处罚", f"《某法》第{at}条"] for at in range(4, 9)]
    found = blocks(saved(table([HEAD, *ROWS]), PageBreak(), table([HEAD, *more] if again else more)), ".pdf")
    (grid,) = [block for block in found if isinstance(block, Grid)]
    assert texts(grid) == wanted([HEAD, *ROWS, *more])


def test_a_section_across_the_columns_is_one_text():
    section = [["一、行政处罚（由水行政主管部门实施，共二项，含子项三项）", "", "", ""]]
    found = blocks(
        saved(
            table([HEAD]),
            Table([[Flowing(section[0][0], STYLE)]], colWidths=[sum(WIDTHS)]),
            table(ROWS),
        ),
        ".pdf",
    )
    (grid,) = [block for block in found if isinstance(block, Grid)]
    assert [row[0].text for row in grid.rows] == ["序号", section[0][0], "1", "2", "3"]
    assert all(cell.inherited for cell in grid.rows[1][1:])


def test_header_words_may_take_two_lines():
    head = ["序号", "事项<br/>名称", "权力<br/>类型", "实施依据"]
    (grid,) = [block for block in blocks(saved(table([head, *ROWS])), ".pdf") if isinstance(block, Grid)]
    assert texts(grid)[0] == HEAD


def test_running_text_is_no_table():
    text = "序号、事项名称、权力类型和实施依据应当依法公布。" * 8
    assert all(isinstance(block, Paragraph) for block in blocks(saved(text, text), ".pdf"))


def test_a_cell_that_is_full_leaves_a_narrow_gap_before_the_next():
    """Cells a third of a sign apart are two, though a line of text has no wider gap anywhere."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=(600, 400))
    canvas.setFont("STSong-Light", 10)
    places = (40, 80, 183, 407)
    for top, row in enumerate(
        (
            ["序号", "事项名称", "实施依据", "承办机构"],
            ["1", "从事甲类经营活动许可", "《某某条例》第三条规定当事人应当向本机关申请", "审批管理科"],
            ["", "证核发", "批准，并提交材料。", ""],
            ["2", "乙检查", "《某法》第六条", "一科"],
        )
    ):
        for left, text in zip(places, row, strict=True):
            canvas.drawString(left, 360 - 24 * top + (8 if top == 2 else 0), text)
    canvas.save()
    (grid,) = [block for block in blocks(target.getvalue(), ".pdf") if isinstance(block, Grid)]
    assert texts(grid)[1:] == [
        [
            "1",
            "从事甲类经营活动许可证核发",
            "《某某条例》第三条规定当事人应当向本机关申请批准，并提交材料。",
            "审批管理科",
        ],
        ["2", "乙检查", "《某法》第六条", "一科"],
    ]
