import pytest

from extract.reading.grid import GridCell
from extract.reading.header_words import PRINTED
from extract.reading.tables import columns, headers


def line(number, *texts):
    return tuple(GridCell(text, number, column) for column, text in enumerate(texts, start=1))


def judged(header, *rows):
    found = headers.header_at([line(1, *header)], 0)
    return columns.judge(found, [line(number, *row) for number, row in enumerate(rows, start=2)], PRINTED)


def test_a_part_of_the_basis_is_one_below_the_word_basis_too():
    header = headers.header_at(
        [
            line(1, "序号", "事项名称", "实施依据", "", ""),
            line(2, "", "", "法律法规名称", "条款号", "条款内容"),
        ],
        0,
    )
    rows = [line(number, str(number), "甲", "《甲法》", "第三条", "应当许可。") for number in (3, 4)]
    assert columns.judge(header, rows, PRINTED).spread == ((2, 3, 4),)


def roles(header):
    return [column.role.value for column in header.columns]


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        (["类别", "事项名称", "依据"], ["行政许可", "甲", "《甲法》第一条"], ["type", "name", "basis"]),
        (["类别", "事项名称", "依据"], ["水污染防治", "甲", "《甲法》第一条"], ["other", "name", "basis"]),
        (["类别", "违法行为", "依据"], ["严重", "甲", "《甲法》第一条"], ["degree", "name", "basis"]),
        (["类别", "违法行为", "依据"], ["2", "甲", "《甲法》第一条"], ["other", "name", "basis"]),
        (["编号", "事项名称", "依据"], ["01B0018000", "甲", "《甲法》第一条"], ["code", "name", "basis"]),
        (["编码", "事项名称", "依据"], ["12", "甲", "《甲法》第一条"], ["serial", "name", "basis"]),
        (["编码", "事项名称", "依据"], ["0101", "甲", "《甲法》第一条"], ["code", "name", "basis"]),
        (["编码", "事项名称", "依据"], ["001", "甲", "《甲法》第一条"], ["serial", "name", "basis"]),
        (["序号", "权力类型", "某情形", "实施依据"], ["1", "行政处罚", "对甲的处罚", "《甲法》第一条"],
         ["serial", "type", "name", "basis"]),
        (["序号", "权力类型", "具体情形", "实施依据"], ["1", "行政处罚", "对甲的处罚", "《甲法》第一条"],
         ["serial", "type", "name", "basis"]),
        (["序号", "事项名称", "出处", "备注"], ["1", "甲", "《甲法》第一条", ""], ["serial", "name", "basis", "remark"]),
        (["序号", "事项名称", "依据", "谁办"], ["1", "甲", "《甲法》第一条", "水政科"], ["serial", "name", "basis", "unit"]),
        (["序号", "事项名称", "抽查依据1", "抽查依据2"], ["1", "甲", "《甲法》第一条", "《乙法》第一条"],
         ["serial", "name", "basis", "basis"]),
        (["序号", "事项名称", "依据", "实施机构"], ["1", "甲", "《甲法》第一条", "某县水务局"],
         ["serial", "name", "basis", "body"]),
        (["序号", "事项名称", "依据", "实施机构"], ["1", "甲", "《甲法》第一条", "水务局"],
         ["serial", "name", "basis", "unit"]),
        (["行使主体", "事项名称", "依据", "承办机构"], ["某县", "甲", "《甲法》第一条", "某县水务局"],
         ["body", "name", "basis", "unit"]),
        (["违法行为", "处罚依据", "处罚标准"], ["甲", "《甲法》第一条", "罚款"], ["name", "basis", "penalty"]),
        (["违法行为", "处罚依据", "违法程度", "处罚内容"], ["甲", "《甲法》第一条", "一般", "罚款"],
         ["name", "basis", "degree", "standard"]),
        (["序号", "具体内容", "法源", "实施主体"], ["1", "甲许可", "《甲法》第一条", "某局"], ["serial", "name", "basis", "body"]),
        (["序号", "事项名称", "实施依据", "罚责"], ["1", "甲", "《甲法》第一条", "没有法律依据实施的；包庇、纵容违法行为的；"],
         ["serial", "name", "basis", "grounds"]),
        (["序号", "事项名称", "赋权依据"], ["1", "甲", "《甲法》第一条"], ["serial", "name", "basis"]),
        (["序号", "事项名称", "收费依据"], ["1", "甲", "《甲法》第一条"], ["serial", "name", "other"]),
        (["序号", "某某", "子项", "依据"], ["1", "甲", "乙", "《甲法》第一条"], ["serial", "name", "sub_name", "basis"]),
        (["序号", "事项名称", "依据", "何种过错"], ["1", "甲", "《甲法》第一条", "不履行职责，滥用职权的。"],
         ["serial", "name", "basis", "grounds"]),
        (["事项名称", "依据", "责任单位"], ["甲", "《甲法》第一条", "水政科"], ["name", "basis", "unit"]),
        (["事项名称", "依据", "责任单位"], ["甲", "《甲法》第一条", "某县水务局"], ["name", "basis", "body"]),
        (["事项名称", "依据", "责任单位", "责任科室"], ["甲", "《甲法》第一条", "水政科", "一科"],
         ["name", "basis", "body", "unit"]),
        (["Item 事项名称", "Legal basis 法律依据", "Type 权力类型"], ["甲", "《甲法》第一条", "行政许可"],
         ["name", "basis", "type"]),
        (["违法行为", "处罚依据", "轻微", "严重"], ["甲", "《甲法》第一条", "警告", "罚款"],
         ["name", "basis", "standard", "standard"]),
    ],
)  # fmt: skip
def test_columns_by_header_and_content(header, row, expected):
    assert roles(judged(header, row)) == expected


def test_a_basis_spread_over_columns():
    header = ["事项名称", "法律法规名称", "依据文号", "条款号", "条款内容"]
    found = judged(header, ["甲", "《甲法》", "主席令第1号", "第二条", "应当许可"])
    assert found.spread == ((1, 2, 3, 4),)


def test_two_whole_citations_side_by_side_are_two():
    found = judged(["事项名称", "实施依据", "条款"], ["甲", "《甲法》第一条", "《乙法》第二条"])
    assert found.spread == ()


def test_a_column_of_citations_without_a_role_is_found():
    row = ["1", "甲", "《甲法》第一条", "《乙法》第二条"]
    found = judged(["序号", "事项名称", "实施依据", "参考资料"], row)
    assert [column.header for column in columns.full_of_citations(found, [line(2, *row)])] == ["参考资料"]


ROWS = [
    line(1, "173", "对甲的处罚", "行政处罚", "《甲条例》第六条 罚款", "某县交通局"),
    line(2, "174", "对乙的处罚", "行政处罚", "《甲条例》第八条", "某县交通局"),
]


def test_a_table_without_a_header_is_told_by_its_content():
    assert roles(columns.by_content(ROWS, PRINTED)) == ["serial", "name", "type", "basis", "body"]


def test_a_table_that_says_nothing_of_law_is_not_guessed():
    assert columns.by_content([line(1, "甲", "乙", "丙")], PRINTED) is None


def test_a_table_of_notices_is_no_list():
    rows = [line(at, str(at), f"通知之{at}", f"《关于某事之{at}的通知》", "某县水务局") for at in range(1, 4)]
    assert columns.by_content(rows, PRINTED) is None


def test_rows_agree_with_the_header_they_go_on_under():
    header = judged(
        ["序号", "事项名称", "权力类型", "实施依据", "行使主体"],
        ["1", "甲", "行政许可", "《甲法》第一条", "某县水利局"],
    )
    assert columns.agrees(header, ROWS)
    assert not columns.agrees(header, [line(1, "行政处罚", "《甲条例》第六条", "对甲的处罚", "1", "某县交通局")])
    assert not columns.agrees(header, [line(1, "序号", "姓名", "科室", "证号", "发证机关"), *ROWS])
    assert not columns.agrees(header, [line(1, "首页", "新闻", "公开", "服务", "互动")])


STAGES = "1.受理环节责任：公示材料。\n2.审查环节责任：审核材料。"


def test_of_two_columns_of_duties_the_one_by_stage_is_meant():
    header = ["序号", "部门职责", "事项名称", "实施依据", "责任事项内容"]
    found = judged(header, ["1", "负责本行政区域的监督管理", "甲", "《甲法》第一条", STAGES])
    assert roles(found) == ["serial", "other", "name", "basis", "duties"]
    assert [column.known for column in found.columns] == [True] * 5


def test_a_column_of_stages_goes_with_their_duties():
    found = judged(["事项名称", "实施依据", "责任环节", "责任事项"], ["甲", "《甲法》第一条", "受理", "公示材料并受理"])
    assert roles(found) == ["name", "basis", "duties", "duties"]
    assert found.spread == ((2, 3),)


@pytest.mark.parametrize(("cell", "role"), [("处五千元以上二万元以下罚款", "standard"), ("向社会公布", "other")])
def test_what_follows_on_a_circumstance_is_told_by_its_words(cell, role):
    header = ["违法行为", "处罚依据", "裁量阶次", "适用情形", "如何处理"]
    assert roles(judged(header, ["甲", "《甲法》第一条", "一般", "逾期不改的", cell]))[-1] == role


def test_headings_of_sections_say_nothing_of_a_column():
    rows = [["一、行政许可", "", "", ""], ["1", "甲", "《甲法》第一条", ""], ["二、行政处罚", "", "", ""]]
    found = judged(["某列", "事项名称", "依据", "备注"], *rows, ["2", "乙", "《乙法》第二条", ""])
    assert roles(found) == ["serial", "name", "basis", "remark"]


NAMES = ["序号", "事项名称", "下设名目", "实施依据"]


@pytest.mark.parametrize(
    ("rows", "role"),
    [
        ([("1", "甲", "", "A"), ("2", "乙", "新建", "B"), ("", "", "改建", "C"), ("3", "丙", "", "D")], "sub_name"),
        ([("1", "甲", "", "A"), ("2", "乙", "新建", "B"), ("2", "乙", "改建", "C"), ("3", "丙", "", "D")], "sub_name"),
        ([("1", "甲", "", "A"), ("2", "乙", "现场", "B"), ("", "", "现场", "C"), ("3", "丙", "", "D")], "other"),
        ([("1", "甲", "年检", "A"), ("2", "乙", "季检", "B"), ("3", "丙", "月检", "C")], "other"),
        (
            [("1", "甲", "年检", "A"), ("2", "乙", "季检", "B"), ("", "", "月检", "C"), ("3", "丙", "日检", "C")],
            "other",
        ),
    ],
)
def test_an_unknown_column_that_alone_parts_the_rows_of_an_item(rows, role):
    cited = [(*row[:3], f"《{row[3]}法》第一条") for row in rows]
    assert roles(judged(NAMES, *cited, ("注：说明", "", "", ""))) == ["serial", "name", role, "basis"]


def test_a_first_row_of_unknown_words_may_stand_below_titles():
    rows = [
        line(1, "某县目录", "", ""),
        line(2, "权别", "办理之事", "法源"),
        *(line(at, "行政许可", f"第{at}项", "《某法》第一条") for at in (3, 4)),
    ]
    header = columns.by_first_row(rows, PRINTED)
    assert (roles(header), header.depth) == (["type", "name", "basis"], 2)
    assert columns.by_first_row(rows[2:], PRINTED) is None


def test_posts_beside_offices_are_no_offices():
    names = ["序号", "事项名称", "实施依据", "承办机构", "岗位名称", "岗位人数"]
    rows = [
        ("1", "甲许可", "《某法》第一条", "水政科", "主办岗", "2"),
        ("2", "乙许可", "《某法》第二条", "水政科", "审核岗", "1"),
    ]
    assert roles(judged(names, *rows)) == ["serial", "name", "basis", "unit", "other", "other"]
    alone = [row[:3] + row[4:5] for row in rows]
    assert roles(judged([*names[:3], "承办岗位"], *alone)) == ["serial", "name", "basis", "unit"]


@pytest.mark.parametrize("other", ["县级主管部门", "行业主管部门", "业务主管部门", "监督部门", "监管部门"])
def test_who_leads_beside_who_acts(other):
    """The competent department is the body only where no other column names one."""
    names = ["事项名称", "实施依据", other, "实施主体"]
    rows = [(f"第{at}项许可", "《某法》第一条", "县甲局", "各乡镇人民政府") for at in (1, 2)]
    assert roles(judged(names, *rows)) == ["name", "basis", "other", "body"]
    assert roles(judged(names[:3], *(row[:3] for row in rows))) == ["name", "basis", "body"]


def test_the_rank_of_a_document_belongs_to_its_basis():
    names = ["序号", "事项名称", "效力级别", "名称及条款", "条文内容"]
    rows = [("1", "甲", "法律", "《甲法》第一条", "应当许可"), ("2", "乙", "部门规章", "《乙办法》第二条", "不得买卖")]
    header = judged(names, *rows)
    assert header.spread == ((2, 3, 4),)
    assert roles(header)[2:] == ["basis"] * 3


def test_ticks_are_no_bodies():
    names = ["事项名称", "实施依据", "实施主体", "承接乡镇", "下放街道"]
    rows = [(f"第{at}项", "《某法》第一条", "某县甲局", "√", "") for at in (1, 2)]
    assert roles(judged(names, *rows, ("第3项", "《某法》第一条", "某县甲局", "", "√"))) == [
        "name", "basis", "body", "other", "other"
    ]  # fmt: skip


def test_a_second_column_of_names_is_that_of_sub_items_where_it_parts_the_rows_of_an_item():
    rows = [
        ("1", "甲", "1", "甲之一", "《某法》第一条"),
        ("1", "甲", "2", "甲之二", "《某法》第一条"),
        ("2", "乙", "1", "乙之一", "《某法》第一条"),
    ]
    names = ["序号", "项目名称", "子项", "项目名称", "依据"]
    assert roles(judged(names, *rows)) == ["serial", "name", "other", "sub_name", "basis"]
    every = [("1", "甲", "甲的许可", "《某法》第一条"), ("2", "乙", "乙的许可", "《某法》第一条")]
    assert roles(judged(["序号", "项目名称", "事项名称", "依据"], *every)) == ["serial", "name", "name", "basis"]


def test_degrees_under_a_word_of_circumstances_say_what_follows():
    above = line(1, "违法行为", "情节", "情节", "情节", "依据")
    above = (*above[:2], *(cell._replace(inherited=True) for cell in above[2:4]), above[4])
    below = [
        cell._replace(inherited=cell.column in {1, 5}) for cell in line(2, "违法行为", "较轻", "一般", "较重", "依据")
    ]
    made = headers.header_at([above, tuple(below)], 0)
    rows = [line(at, f"第{at}项", "处一万元罚款", "处二万元罚款", "处三万元罚款", "《某法》第一条") for at in (1, 2)]
    assert roles(columns.judge(made, rows, PRINTED))[1:4] == ["standard"] * 3


@pytest.mark.parametrize(
    ("word", "numbers", "role"),
    [
        ("ID", "1001 1002 1003", "other"),
        ("件", "3 5 3", "other"),
        ("甲乙", "1 2 3", "serial"),
        ("", "801 802 803", "serial"),
    ],
)
def test_numbers_under_an_unknown_word_are_those_of_rows_if_they_count(word, numbers, role):
    rows = [(number, f"第{number}项许可", "《某法》第一条", "某县甲局") for number in numbers.split()]
    assert roles(judged([word, "事项名称", "依据", "实施主体"], *rows)) == [role, "name", "basis", "body"]


def test_types_without_their_first_word():
    rows = [("1", "甲", "许可", "《某法》第一条"), ("2", "乙", "处罚类", "《某法》第二条")]
    assert roles(judged(["序号", "事项名称", "类型", "依据"], *rows)) == ["serial", "name", "type", "basis"]
