import pytest

from extract.reading.grid import GridCell
from extract.reading.header_words import PRINTED
from extract.reading.tables import headers
from extract.reading.tables.columns import judge


def line(number, *texts):
    """Cells of a row; ``<`` continues the cell to the left, as a merged cell does."""
    cells = []
    for column, text in enumerate(texts, start=1):
        cells.append(GridCell(cells[-1].text if text == "<" else text, number, column, text == "<"))
    return tuple(cells)


def roles(header):
    return [column.role.value for column in header.columns]


def test_a_plain_header():
    header = headers.header_at([line(1, "序号", "权力\n类型", "权力事项", "实施依据", "去年情况")], 0)
    assert roles(header) == ["serial", "type", "name", "basis", "other"]
    assert [column.header for column in header.columns] == ["序号", "权力类型", "权力事项", "实施依据", "去年情况"]
    assert header.depth == 1


def test_two_rows_merged():
    rows = [
        line(1, "序号", "职权名称", "<", "职权依据", "备注"),
        (
            GridCell("序号", 2, 1, inherited=True),
            GridCell("项目", 2, 2),
            GridCell("子项", 2, 3),
            GridCell("职权依据", 2, 4, inherited=True),
            GridCell("备注", 2, 5, inherited=True),
        ),
        line(3, "1", "项目验收", "", "《某办法》第三条", ""),
    ]
    header = headers.header_at(rows, 0)
    assert header.depth == 2
    assert roles(header) == ["serial", "name", "sub_name", "basis", "remark"]
    assert header.columns[2].header == "职权名称·子项"


def test_two_rows_with_the_blanks_of_an_export():
    rows = [
        line(1, "编号", "权力清单", "", "", "责任清单", "", "备注"),
        line(2, "", "权力分类", "项目名称", "实施依据", "责任事项", "责任事项依据", ""),
        line(3, "1", "行政许可", "某许可", "《某法》第一条", "受理", "《某法》第二条", ""),
    ]
    header = headers.header_at(rows, 0)
    assert header.depth == 2
    assert roles(header) == ["serial", "type", "name", "basis", "duties", "duty_basis", "remark"]
    assert header.columns[3].header == "权力清单·实施依据"


def test_a_group_row_that_is_no_header_by_itself():
    rows = [
        line(1, "基本信息", "<", "<", "依据和责任", "<"),
        line(2, "序号", "事项名称", "事项类型", "实施依据", "责任事项"),
    ]
    header = headers.header_at(rows, 0)
    assert header.depth == 2
    assert roles(header) == ["serial", "name", "type", "basis", "duties"]


def test_five_basis_columns_by_rank():
    rows = [
        line(1, "执法事项名称", "执法依据", "<", "<", "<", "<", "备注"),
        line(2, "执法事项名称", "法律", "行政法规", "地方性法规", "部门规章", "政府规章", "备注"),
    ]
    header = headers.header_at(rows, 0)
    assert roles(header) == ["name", *["basis"] * 5, "remark"]
    assert header.columns[5].header == "执法依据·政府规章"


@pytest.mark.parametrize(
    "row",
    [
        ["附件1", "<", "<"],
        ["填报单位：某县水务局", "<", "填报时间：2021年"],
        ["1", "行政许可", "某许可", "《某法》第一条"],
        ["事项名称", "某许可", "事项类型", "行政许可"],
        ["备注", "", "", ""],
        ["", "", ""],
        ["一、行政处罚（共12项）", "<", "<"],
    ],
)
def test_no_header(row):
    assert headers.header_at([line(1, *row), line(2, "甲", "乙", "丙")], 0) is None


@pytest.mark.parametrize(
    "row",
    [
        ["1", "甲", "《某法》第一条", ""],
        ["行政许可", "甲", "<", "某局"],
        ["行政许可", "甲", "", ""],
        ["甲", "", "乙", ""],
        ["某县某局权责清单", "", "", ""],
        ["", "", "", ""],
    ],
)
def test_a_row_above_a_repeated_header_is_no_group(row):
    header = line(2, "序号", "事项名称", "实施依据", "备注")
    assert headers.header_at([line(1, *row), header], 0) is None


@pytest.mark.parametrize(
    ("counts", "depth"),
    [
        (["1", "2", "3", "4"], 2),
        (["①", "②", "③", "④"], 2),
        (["甲", "1", "2", "3"], 2),
        (["栏次", "1", "2", "3"], 2),
        (["甲", "乙", "1", "2"], 1),  # two numbers say nothing
        (["乙", "1", "2", "3"], 1),
        (["1", "某许可", "2", "3"], 1),
    ],
)
def test_a_row_that_counts_the_columns_belongs_to_the_header(counts, depth):
    header = line(1, "序号", "事项名称", "实施依据", "备注")
    rows = [header, line(2, *counts), line(3, "1", "某许可", "《某法》第一条", "")]
    assert headers.header_at(rows, 0).depth == depth


def test_a_first_row_of_data_is_no_second_header():
    rows = [line(1, "事项名称", "事项类型", "实施依据", "备注"), line(2, "某许可", "行政许可", "《某法》第一条", "")]
    assert headers.header_at(rows, 0).depth == 1


def test_a_nameless_basis_column_is_known_by_its_content():
    header = headers.header_at([line(1, "序号", "事项名称", "", "责任事项", "")], 0)
    rows = [line(2, "1", "某许可", "《某法》第三条 应当许可。", "受理、审查", "")] * 3
    assert header.width == 4
    assert roles(judge(header, rows, PRINTED)) == ["serial", "name", "basis", "duties"]


def test_responsibility_basis_is_not_guessed_to_be_the_basis():
    header = headers.header_at([line(1, "序号", "事项名称", "责任事项", "责任事项依据")], 0)
    rows = [line(2, "1", "某许可", "受理", "《某法》第三条")]
    assert "basis" not in roles(judge(header, rows, PRINTED))


def test_numbers_that_are_codes():
    header = headers.header_at([line(1, "编号", "事项名称", "实施依据")], 0)
    codes = [line(2, "01B0018000", "某许可", "《某法》第三条")]
    serials = [line(2, "12", "某许可", "《某法》第三条")]
    assert roles(judge(header, codes, PRINTED))[0] == "code"
    assert roles(judge(header, serials, PRINTED))[0] == "serial"


def test_one_header_cell_over_two_columns_hides_the_sub_items():
    header = headers.header_at([line(1, "序号", "事项名称", "<", "实施依据", "<")], 0)
    assert roles(header) == ["serial", "name", "sub_name", "basis", "basis"]


def test_known_words_that_never_stand_side_by_side():
    """序号 ? 设定依据 ? 实施层级: a card has known words in its next row too."""
    header = ["序号", "办理之事", "设定依据", "谁办", "实施层级"]
    found = headers.header_at([line(1, *header), line(2, "1", "甲", "《某法》第一条", "某局", "县级")], 0)
    assert roles(found) == ["serial", "other", "basis", "other", "level"]
    card = ["职权名称", "甲许可", "职权类型", "行政许可", "实施主体", "某局"]
    assert headers.header_at([line(1, *card), line(2, "实施依据", "《某法》第一条", "<", "<", "<", "<")], 0) is None
    assert headers.header_at([line(1, *card)], 0) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["序号", "轻微违法行为", "免罚情形", "处罚依据"], ["serial", "name", "other", "basis"]),
        (["违法行为", "处罚依据", "轻微违法行为", "严重违法行为"], ["name", "basis", "standard", "standard"]),
    ],
)
def test_slight_conduct_is_a_degree_only_beside_others(words, expected):
    assert [column.role.value for column in headers.header_at([line(1, *words)], 0).columns] == expected
