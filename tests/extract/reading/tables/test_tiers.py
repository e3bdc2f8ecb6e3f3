from extract.model import Role
from extract.reading.grid import Grid, GridCell
from extract.reading.tables import power_list

LAW = "《甲条例》第四十条 处十万元以下罚款"


def grid(*rows):
    """Rows of texts; ``^`` is covered by the cell above, ``<`` by the one to its left."""
    made = []
    for line, row in enumerate(rows, start=1):
        cells = []
        for column, text in enumerate(row, start=1):
            shown = made[-1][column - 1].text if text == "^" else cells[-1].text if text == "<" else text
            cells.append(GridCell(shown, line, column, text in {"^", "<"}))
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


def test_factors_that_no_word_list_knows_are_the_circumstances():
    found = power_list.read(
        (
            grid(
                ["违反条款", "《甲条例》第三条 不得倾倒。", "<", "<"],
                ["处罚依据", LAW, "<", "<"],
                ["违法行为", "区域类型", "整改情况", "罚款"],
                ["倾倒废水", "一般区域", "限期内改正", "1万元以上2万元以下"],
                ["^", "^", "逾期未改正", "2万元以上5万元以下"],
                ["^", "造成严重后果的", "<", "10万元"],
            ),
        )
    )
    assert [row.text(Role.NAME) for row in found.rows] == ["倾倒废水"]
    assert [cell.text for cell in found.rows[0].all(Role.BASIS)] == ["《甲条例》第三条 不得倾倒。", LAW]
    assert tiers(found.rows[0]) == [
        (1, None, "一般区域\n限期内改正", ["1万元以上2万元以下"]),
        (2, None, "一般区域\n逾期未改正", ["2万元以上5万元以下"]),
        (3, None, "造成严重后果的", ["10万元"]),
    ]
    assert not found.unused


def test_an_unknown_column_of_a_list_without_tiers_stays_unknown():
    found = power_list.read(
        (
            grid(
                ["序号", "违法行为", "处罚依据", "涉及领域", "处罚种类"],
                ["1", "甲", LAW, "水务", "警告"],
                ["2", "乙", LAW, "城管", "罚款"],
            ),
        )
    )
    assert not any(row.tiers for row in found.rows)
    assert [cell.text for row in found.rows for cell in row.all(Role.OTHER)] == ["水务", "城管"]


def test_unknown_columns_beside_a_known_circumstance_belong_to_it():
    found = power_list.read(
        (grid(["违法行为", "处罚依据", "违法情节", "涉案数量", "处罚标准"], ["甲", LAW, "初次", "一吨以下", "一万元"]),)
    )
    assert tiers(found.rows[0]) == [(1, None, "初次\n一吨以下", ["一万元"])]


def test_a_starting_weight_above_the_name_is_a_tier_of_the_conduct():
    found = power_list.read(
        (
            grid(
                ["违反条款", "《甲条例》第三条 不得倾倒。", "<", "<"],
                ["违法行为", "裁量要素", "违法程度", "裁量权重"],
                ["裁量起点", "<", "<", "20%"],
                ["倾倒废水", "地点", "一般区域", "0%"],
                ["^", "^", "保护区", "10%"],
            ),
        )
    )
    assert [row.text(Role.NAME) for row in found.rows] == ["倾倒废水"]
    assert tiers(found.rows[0]) == [
        (1, None, "裁量起点", ["20%"]),
        (2, "一般区域", "地点", ["0%"]),
        (3, "保护区", "地点", ["10%"]),
    ]


def test_circumstances_left_blank_before_one_that_is_printed_go_on():
    found = power_list.read(
        (
            grid(
                ["违法行为", "处罚依据", "区域类型", "违法情节", "罚款金额"],
                ["倾倒废水", LAW, "保护区", "初次", "1万元"],
                ["", "", "", "再次", "2万元"],
                ["", "", "一般区域", "", "3万元"],
            ),
        )
    )
    assert [circumstance for _, _, circumstance, _ in tiers(found.rows[0])] == [
        "保护区\n初次",
        "保护区\n再次",
        "一般区域",
    ]


def test_the_end_of_a_name_in_a_row_of_its_own_belongs_to_the_name():
    found = power_list.read(
        (
            grid(
                ["违法行为", "处罚依据", "违法程度", "处罚标准"],
                ["未按规定安装监测设备并保证正常", LAW, "轻微", "警告"],
                ["运行", "", "", ""],
            ),
        )
    )
    assert [row.text(Role.NAME) for row in found.rows] == ["未按规定安装监测设备并保证正常运行"]
    assert len(found.rows[0].tiers) == 1


def test_numbers_and_consequences_between_are_no_circumstances():
    head = ["违法行为", "处罚依据", "分组", "罚则摘录", "违法程度", "处罚标准"]
    found = power_list.read(
        (
            grid(
                head,
                ["甲", LAW, "1", "处十万元以下罚款", "轻微", "一万元以下"],
                ["^", "^", "2", "^", "严重", "一万元以上"],
            ),
        )
    )
    assert [circumstance for _, _, circumstance, _ in tiers(found.rows[0])] == [None, None]


def test_a_row_that_ends_before_the_name_of_the_conduct_is_read():
    found = power_list.read(
        (
            grid(
                ["裁量情节", "违法程度", "处罚依据", "违法行为", "处罚标准"],
                ["初次", "轻微", LAW, "甲", "一万元"],
                ["再次", "严重"],
            ),
        )
    )
    assert found.rows[0].text(Role.NAME) == "甲"


HEAD = ["违法行为", "违法程度", "处罚标准"]


def names(*tables):
    """The items of tables beside a dozen that hold one item each."""
    others = [grid(HEAD, [f"第{at}种行为", "轻微", "警告"], ["^", "严重", "罚款"]) for at in range(20)]
    return [row.text(Role.NAME) for row in power_list.read((*others, *tables)).rows[20:]]


def test_the_end_of_a_name_that_a_page_has_cut_is_no_second_item():
    cut = grid(
        HEAD, ["服装干洗和机", "轻微", "警告"], ["动车维修未按规定设置装置", "一般", "罚款"], ["^", "严重", "罚款"]
    )
    assert names(cut) == ["服装干洗和机动车维修未按规定设置装置"]
    whole = grid(HEAD, ["设备正常", "轻微", "警告"], ["设备正常运行", "严重", "罚款"])
    assert names(whole) == ["设备正常运行"]


def test_items_that_begin_alike_or_with_a_number_are_two():
    alike = grid(HEAD, ["违反规定造成一般事故", "轻微", "警告"], ["违反规定造成重大事故", "严重", "罚款"])
    assert names(alike) == ["违反规定造成一般事故", "违反规定造成重大事故"]
    more = grid(HEAD, ["设施不符合要求", "轻微", "警告"], ["设施不符合要求，逾期未改正", "严重", "罚款"])
    assert names(more) == ["设施不符合要求", "设施不符合要求，逾期未改正"]
    numbered = grid(["序号", *HEAD], ["1", "甲", "轻微", "警告"], ["2", "乙", "严重", "罚款"])
    assert names(numbered) == ["甲", "乙"]


def test_tiers_of_a_cut_item_count_on():
    others = [grid(HEAD, [f"第{at}种行为", "轻微", "警告"]) for at in range(20)]
    cut = grid(HEAD, ["服装干洗和机", "轻微", "警告"], ["动车维修", "严重", "罚款"])
    found = power_list.read((*others, cut)).rows[-1]
    assert [(tier.order, tier.degree.text) for tier in found.tiers] == [(1, "轻微"), (2, "严重")]
