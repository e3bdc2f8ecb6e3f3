"""Lists of fines as PDF: a table an item, several on a page, cut where the pages end."""

from io import BytesIO

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from extract.model import Role
from extract.reading.formats.detect import blocks
from extract.reading.grid import Grid
from extract.reading.tables import power_list

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
STYLE = ParagraphStyle("x", fontName="STSong-Light", fontSize=9, leading=11, wordWrap="CJK")
GRID = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
ACTS = [
    "未按规定采取防渗漏措施", "擅自拆除治理设施", "拒绝接受监督检查", "未保存原始监测记录", "超过标准排放废水",
    "未建立台账", "未公开环境信息", "未制定应急预案", "未取得许可证排放废气", "擅自移动监测点", "倾倒工业固体废物",
]  # fmt: skip


def flowing(rows):
    return [[Paragraph(text, STYLE) for text in row] for row in rows]


def saved(parts):
    target = BytesIO()
    SimpleDocTemplate(target, pagesize=A4).build(
        [Paragraph(part, STYLE) if isinstance(part, str) else part for part in parts]
    )
    return target.getvalue()


def fines(number, act, tiers, shift):
    """The heading of an item and its table; ``shift`` moves the edges between its columns."""
    tops = [
        ["违反条款", f"《某省环境保护条例》第{number}条", "", ""],
        ["处罚依据", f"《某省环境保护条例》第{number + 50}条 处一万元以上十万元以下的罚款。", "", ""],
        ["违法行为", "裁量要素", "违法程度", "裁量权重"],
    ]
    rows = [["", f"要素{at // 2}", f"程度{at}", f"{at}%"] for at in range(tiers)]
    rows[0][0] = act
    spans = [("SPAN", (1, 0), (3, 0)), ("SPAN", (1, 1), (3, 1)), ("SPAN", (0, 3), (0, -1))]
    widths = (60, 110 + shift, 130 - shift, 90)
    yield f"{number}、{act}"
    yield Table(flowing([*tops, *rows]), colWidths=widths, style=[*GRID, *spans])


@pytest.mark.parametrize("shift", [0, 7])
def test_a_table_an_item_with_its_tiers_over_the_ends_of_pages(shift):
    items = [(at, act, 9 + 5 * at % 17) for at, act in enumerate(ACTS, start=1)]
    made = [part for at, act, tiers in items for part in fines(at, act, tiers, shift * (at % 3))]
    found = power_list.read(blocks(saved(["某省生态环境违法行为行政处罚罚款金额裁量表", *made]), ".pdf"))
    assert [(row.text(Role.NAME), len(row.tiers)) for row in found.rows] == [(act, tiers) for _, act, tiers in items]
    for (number, _, tiers), row in zip(items, found.rows, strict=True):
        assert [cell.text.split("条")[1] for cell in row.all(Role.BASIS)] == [f"例》第{number}", f"例》第{number + 50}"]
        assert [tier.standards[0].text for tier in row.tiers] == [f"{at}%" for at in range(tiers)]
    assert found.unused == ()


def test_tables_one_above_the_other_stay_two_though_their_sides_are_in_one_line():
    rows = [["序号", "事项名称", "实施依据"], ["1", "甲许可", "《某法》第一条"]]
    tables = [Table(flowing(rows), colWidths=(40, 90, 200), style=GRID) for _ in range(3)]
    made = list(blocks(saved([tables[0], "其二", tables[1], "其三", tables[2]]), ".pdf"))
    assert [isinstance(block, Grid) for block in made] == [True, False, True, False, True]
    assert [[cell.text for cell in row] for row in made[2].rows] == rows
