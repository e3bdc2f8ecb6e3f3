import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Unreadable
from extract.reading.formats.aligned import blocks
from extract.reading.formats.detect import blocks as detected
from extract.reading.grid import Grid, Paragraph

HEAD = "序号    事项名称      权力类型    实施依据\n"


def texts(found):
    (grid,) = (block for block in found if isinstance(block, Grid))
    return [[cell.text for cell in row] for row in grid.rows]


TABLE = (
    HEAD
    + "1     取水许可      行政许可    《某水法》第七条 实\n"
    + "                          行许可\n"
    + "2     对擅自取水      行政处罚    《某水法》第九条\n"
    + "      的处罚\n"
)
ROWS = [
    ["序号", "事项名称", "权力类型", "实施依据"],
    ["1", "取水许可", "行政许可", "《某水法》第七条 实行许可"],
    ["2", "对擅自取水的处罚", "行政处罚", "《某水法》第九条"],
]


def test_columns_begin_where_their_headers_begin():
    found = blocks(f"某县水务局权力清单\n\n{TABLE}\n注：本清单自公布之日起施行，由某县水务局负责解释\n")
    assert texts(found) == ROWS
    assert [block.text for block in found if isinstance(block, Paragraph)] == [
        "某县水务局权力清单",
        "注：本清单自公布之日起施行，由某县水务局负责解释",
    ]
    assert [row[0].line for row in found[1].rows] == [3, 4, 6]
    assert detected(TABLE.encode(), ".txt") == blocks(TABLE)


def test_a_header_wrapped_over_lines():
    header = "序号    事项        权力      实施\n      名称        类型      依据\n"
    assert texts(blocks(header + "1     甲许可       行政许可    《某法》\n"))[0] == ROWS[0]


def test_the_next_page_with_its_header_or_with_places_of_its_own():
    second = "3       丙许可        行政许可      《某法》第一条\n"
    third = ["3", "丙许可", "行政许可", "《某法》第一条"]
    again = f"\f序号      事项名称       权力类型      实施依据\n{second}"
    assert texts(blocks(TABLE + again)) == [*ROWS, third]
    assert texts(blocks(f"{TABLE}\n            1\n\f{second}")) == [*ROWS, third]


def test_rows_and_columns_that_cannot_be_told_are_refused():
    middle = HEAD + "      取水许可      行政许可    《某法》第\n1\n                          七条\n" * 5
    with pytest.raises(Unreadable, match=r":1: .*无法确定.*cannot be told"):
        blocks(middle)
    shifted = TABLE + "\f" + "3     丙许可\n          丁许可   行政许可\n   戊         己    《某法》\n"
    with pytest.raises(Unreadable, match="无法确定"):
        blocks(shifted)


@pytest.mark.parametrize(
    "text", ["", "甲  乙  丙\n1  2  3\n", "序号\t事项名称\t实施依据\n1\t甲  乙\t丙\n", "序号 事项名称 实施依据\n"]
)
def test_what_is_not_aligned(text):
    assert blocks(text) == ()


@given(st.text(alphabet="12 \n\f序号事项名称依据  "))
def test_no_text_crashes_it(text):
    try:
        found = blocks(HEAD + text)
    except Unreadable:
        return
    shown = "".join(cell.text for block in found if isinstance(block, Grid) for row in block.rows for cell in row)
    shown += "".join(block.text for block in found if isinstance(block, Paragraph))
    assert shown.count("依") >= (HEAD + text).count("依") - text.count("序号")


SCREEN = """\
序号   事项名称   权力类型   实施依据
1      取水许可   行政许可   《甲法》第四十八条
2      罚         行政处罚   《甲法》第六条
"""


def test_columns_as_they_stand_on_a_screen():
    [grid] = blocks(SCREEN)
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["序号", "事项名称", "权力类型", "实施依据"],
        ["1", "取水许可", "行政许可", "《甲法》第四十八条"],
        ["2", "罚", "行政处罚", "《甲法》第六条"],
    ]


def test_numbers_in_the_middle_of_their_rows_where_empty_lines_part_these():
    text = """
序号   事项名称         实施依据                 承办机构

                        《某某条例》第三条：应
1      甲许可           当经过批准；不批准的，   一科
                        说明理由。

       对乙的行为的     《某法》第五条处一万元
2      处罚             以下罚款。               二科

3      丙检查           《某法》第六条           一科

注：以上事项均已公布。
"""
    found = blocks(text)
    (grid,) = [block for block in found if isinstance(block, Grid)]
    assert [[cell.text for cell in row] for row in grid.rows][1:] == [
        ["1", "甲许可", "《某某条例》第三条：应当经过批准；不批准的，说明理由。", "一科"],
        ["2", "对乙的行为的处罚", "《某法》第五条处一万元以下罚款。", "二科"],
        ["3", "丙检查", "《某法》第六条", "一科"],
    ]
    assert [block.text for block in found if isinstance(block, Paragraph)] == ["注：以上事项均已公布。"]


def test_empty_lines_part_rows_without_numbers():
    table = (
        "事项名称        权力类型    实施依据\n\n"
        "取水许可        行政许可    《某水法》第七条 实\n"
        "                            行许可\n\n"
        "对擅自取水的    行政处罚    《某水法》第九条 擅\n"
        "处罚                        自取水的\n\n"
        "注：说明\n"
    )
    assert texts(blocks(table))[1:3] == [
        ["取水许可", "行政许可", "《某水法》第七条 实行许可"],
        ["对擅自取水的处罚", "行政处罚", "《某水法》第九条 擅自取水的"],
    ]
