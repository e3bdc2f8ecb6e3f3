import pytest

from extract.reading.grid import Grid, GridCell
from extract.reading.header_words import PRINTED
from extract.reading.tables import power_list
from extract.reading.tables.side_by_side import set_apart

HEAD = ["序号", "事项名称", "实施依据"]


def grid(*rows):
    """A row a list; "<" is merged into the cell before."""
    made = []
    for line, row in enumerate(rows, start=1):
        cells = []
        for column, text in enumerate(row, start=1):
            merged = text == "<"
            cells.append(GridCell(cells[-1].text if merged else text, line, column, merged))
        made.append(tuple(cells))
    return Grid(tuple(made), "", "sheet")


@pytest.mark.parametrize("gap", [[], [""]])
def test_blocks_are_read_one_after_the_other(gap):
    table = grid(
        ["某县水务局权力清单", *["<"] * (5 + len(gap))],
        [*HEAD, *gap, *HEAD],
        ["1", "甲", "《甲法》第一条", *gap, "3", "丙", "《丙法》第三条"],
        ["2", "乙", "《乙法》第二条", *gap, "", "", ""],
    )
    read = power_list.read((table,))
    assert [[cell.text for cell in row.cells][:3] for row in read.rows] == [
        ["1", "甲", "《甲法》第一条"],
        ["2", "乙", "《乙法》第二条"],
        ["3", "丙", "《丙法》第三条"],
    ]
    assert "某县水务局权力清单" in read.headings
    assert ["并列" in trouble.zh for trouble in read.troubles] == [True]


def test_three_blocks():
    read = power_list.read((grid(HEAD * 3, [text for n in "123" for text in (n, f"事项{n}", f"《某法》第{n}条")]),))
    assert [row.cells[1].text for row in read.rows] == ["事项1", "事项2", "事项3"]


@pytest.mark.parametrize(
    "rows",
    [
        [HEAD, ["1", "甲", "《甲法》第一条"]],
        [["主项", "<", "<", "子项", "<", "<"], ["序号", "事项名称", "依据"] * 2, ["1", "甲", "《甲法》第一条"] * 2],
        [["序号", "事项名称", "依据", "依据"], ["1", "甲", "《甲法》第一条", "《乙法》第一条"]],
        [["甲", "乙", "丙"] * 2, ["1", "2", "3"] * 2],
    ],
)
def test_other_tables_stay_whole(rows):
    table = grid(*rows)
    assert set_apart(table, PRINTED) == (table,)
