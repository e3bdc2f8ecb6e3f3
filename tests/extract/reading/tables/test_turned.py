import pytest

from extract.reading.grid import Grid, GridCell
from extract.reading.header_words import PRINTED
from extract.reading.tables.turned import upright

LAW = "《某某法》第一条"
SIDE = [["事项名称", "甲许可", "乙处罚"], ["事项类型", "行政许可", "行政处罚"], ["实施依据", LAW, "《乙法》第二条"]]


def grid(rows):
    return Grid(
        tuple(tuple(GridCell(text, line, at) for at, text in enumerate(row, 1)) for line, row in enumerate(rows, 1))
    )


def test_items_side_by_side():
    found = upright(grid(SIDE), PRINTED)
    assert [[cell.text for cell in row] for row in found.rows] == [
        ["事项名称", "事项类型", "实施依据"],
        ["甲许可", "行政许可", LAW],
        ["乙处罚", "行政处罚", "《乙法》第二条"],
    ]
    assert [(cell.line, cell.column) for cell in found.rows[2]] == [(3, 1), (3, 2), (3, 3)]


@pytest.mark.parametrize(
    "rows",
    [
        SIDE[:2],
        [row[:2] for row in SIDE],
        [["事项名称", "甲", "事项编码", "1"], ["事项类型", "行政许可", "实施主体", "某局"], ["实施依据", LAW, "", ""]],
        [["事项名称", "甲许可", "甲许可"], *SIDE[1:]],
        [["联系人", "张某", "李某"], ["地址", "某街", "某路"], ["邮编", "1", "2"]],
    ],
)
def test_cards_and_other_tables_stay(rows):
    assert upright(grid(rows), PRINTED) is None
