from extract.model import Role
from extract.reading.grid import Grid, GridCell
from extract.reading.tables import power_list

LAW = "《甲条例》第四十条 处十万元以下罚款"


def grid(*rows):
    """Rows of texts; ``^`` is covered by the cell above."""
    made = []
    for line, row in enumerate(rows, start=1):
        cells = []
        for column, text in enumerate(row, start=1):
            above = made[-1][column - 1].text if text == "^" else text
            cells.append(GridCell(above, line, column, text == "^"))
        made.append(tuple(cells))
    return Grid(tuple(made), kind="sheet")


def tiers(row):
    return [
        (
            tier.row,
            tier.degree and tier.degree.text,
            tier.circumstance and tier.circumstance.text,
            [cell.text for cell in tier.standards],
        )
        for tier in row.tiers
    ]


def test_rows_of_tiers_share_one_item():
    found = power_list.read(
        (
            grid(
                ["序号", "违法行为", "处罚依据", "违法程度", "违法情形", "处罚标准"],
                ["1", "甲", LAW, "轻微", "初次", "一万元以下"],
                ["^", "^", "^", "严重", "多次", "一万元以上"],
                ["2", "乙", LAW, "一般", "", "警告"],
            ),
        )
    )
    assert [(row.number, row.text(Role.NAME)) for row in found.rows] == [(1, "甲"), (3, "乙")]
    assert tiers(found.rows[0]) == [(1, "轻微", "初次", ["一万元以下"]), (2, "严重", "多次", ["一万元以上"])]
    assert tiers(found.rows[1]) == [(3, "一般", None, ["警告"])]
    assert [cell.text for cell in found.rows[0].all(Role.BASIS)] == [LAW]


def test_cells_that_an_export_left_blank_go_on():
    found = power_list.read(
        (
            grid(
                ["序号", "违法行为", "处罚依据", "违法程度", "违法情形", "处罚标准"],
                ["1", "甲", LAW, "轻微", "初次", "一万元以下"],
                ["", "", "", "", "二次", "二万元以下"],
            ),
        )
    )
    assert tiers(found.rows[0]) == [(1, "轻微", "初次", ["一万元以下"]), (2, "轻微", "二次", ["二万元以下"])]


def test_columns_of_tiers():
    found = power_list.read(
        (grid(["序号", "违法行为", "处罚依据", "轻微", "一般", "严重"], ["1", "甲", LAW, "警告", "", "罚款"]),)
    )
    assert tiers(found.rows[0]) == [(1, "轻微", None, ["警告"]), (1, "严重", None, ["罚款"])]


def test_two_standards_of_one_tier():
    found = power_list.read(
        (grid(["违法行为", "法律依据", "违法情节", "补种标准", "处罚款标准"], ["甲", LAW, "少量", "一倍", "五倍"]),)
    )
    assert tiers(found.rows[0]) == [(1, None, "少量", ["一倍", "五倍"])]


def test_a_penalty_without_degrees_is_no_tier():
    found = power_list.read((grid(["违法行为", "处罚依据", "处罚标准"], ["甲", LAW, "罚款"]),))
    assert not found.rows[0].tiers
    assert found.rows[0].text(Role.PENALTY) == "罚款"
