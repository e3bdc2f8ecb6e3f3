"""Layouts in which lists are published, each in a format it is found in: a table with a row an item."""

from extract.model import ListKind, Role
from tests.extract.reading.layouts import CODE, LAW, RULE, csv, page, texts, tsv, workbook


def test_01_twelve_columns_and_the_header_again_and_again(read):
    header = [
        "序号", "事项名称", "子项名称 (无子项时无需填写)", "权力类型", "地方权力编码",
        "子项地方权力编码 (无子项时无需填写)", "行使主体 (所属部门)", "承办机构 (实施主体)", "实施依据",
        "责任事项内容", "追责情形", "备注",
    ]  # fmt: skip
    row = ["7", "甲许可", "", "行政许可", CODE, "", "某县某局", "许可科", LAW, "1.受理阶段责任", "1.不予受理的", ""]
    found = read("list.txt", "\n\n" + tsv(header, row, row) + "\n\n" + tsv(header, row) + "\n")
    assert len(found.rows) == 3
    assert [cell.role.value for cell in found.rows[0].cells] == [
        "serial", "name", "sub_name", "type", "code", "sub_code", "body", "unit", "basis", "duties", "grounds",
        "remark",
    ]  # fmt: skip
    assert [row.line for row in found.rows] == [4, 5, 8]
    assert [row.number for row in found.rows] == [1, 2, 3]
    assert found.publisher == "某县某局"
    assert not found.troubles


def test_02_responsibility_basis_is_kept_apart(read):
    header = [
        "序号",
        "事项名称",
        "权力类型",
        "实施依据",
        "责任事项",
        "责任事项依据",
        "追责对象范围",
        "追责情形",
        "备注",
    ]
    row = ["1", "甲处罚", "行政处罚", RULE, "立案", LAW, "承办人", "不立案的", "无"]
    found = read("list.csv", csv(header, row)).rows[0]
    assert found.text(Role.BASIS) == RULE
    assert found.text(Role.DUTY_BASIS) == LAW
    assert found.text(Role.LIABLE) == "承办人"
    assert len(found.all(Role.BASIS)) == 1


def test_03_two_level_header_merged_in_a_page(read):
    listing = read(
        "page.html",
        page(
            ["附件1"],
            [("某市某区文化旅游局权责事项目录", 'colspan="6"')],
            [(word, 'rowspan="2"') for word in ("序号", "职权类型")]
            + [("职权名称", 'colspan="2"'), ("职权依据", 'rowspan="2"'), ("备注", 'rowspan="2"')],
            ["项目", "子项"],
            ["1", ("行政许可", 'rowspan="3"'), ("甲审批", 'colspan="2"'), LAW, ""],
            [("2", 'rowspan="2"'), ("乙审批", 'rowspan="2"'), "乙之一", (RULE, 'rowspan="2"'), ""],
            ["乙之二", "下放"],
        ),
    )
    assert texts(listing, Role.NAME) == ["甲审批", "乙审批", "乙审批"]
    assert texts(listing, Role.SUB_NAME) == ["", "乙之一", "乙之二"]
    assert texts(listing, Role.TYPE) == ["行政许可"] * 3
    assert texts(listing, Role.BASIS) == [LAW, RULE, RULE]
    assert [cell.inherited for cell in listing.rows[2].cells] == [True, True, True, False, True, False]
    assert listing.title == "某市某区文化旅游局权责事项目录"
    assert listing.publisher == "某市某区文化旅游局"
    assert [row.line for row in listing.rows] == [1, 1, 1]


def test_04_title_with_empty_columns_before_a_two_level_header(read):
    found = read(
        "list.csv",
        csv(
            ["附件1", "", "", "", "", "", ""],
            ["某县应急管理局权责事项目录（2021年版）", "", "", "", "", "", ""],
            ["序号", "职权类型", "职权名称", "", "职权依据", "责任事项", "备注"],
            ["", "", "项目", "子项", "", "", ""],
            ["1", "行政处罚", "甲处罚", "", RULE, "立案", ""],
        ),
    )
    assert [cell.header for cell in found.rows[0].cells][2:4] == ["职权名称·项目", "职权名称·子项"]
    assert texts(found, Role.BASIS) == [RULE]
    assert found.publisher == "某县应急管理局"
    assert found.title == "某县应急管理局权责事项目录（2021年版）"


def test_05_header_words_with_line_breaks(read):
    rows = [
        ["序号", "权力\n类型", "权力\n事项", "行政\n主体", "实施依据", "责任事项", "追责\n情形", "备注"],
        [
            1,
            "行政许可",
            "甲许可",
            "某省生态环境厅",
            "1.《某某法》第二十二条；\n2.《某某条例》全文",
            "受理",
            "不受理的",
            None,
        ],
    ]
    found = read("list.xlsx", workbook({"Sheet1": (rows, [])}))
    assert found.rows[0].text(Role.SERIAL) == "1"
    assert found.rows[0].text(Role.BODY) == found.publisher == "某省生态环境厅"
    assert found.rows[0].text(Role.BASIS).splitlines()[1] == "2.《某某条例》全文"
    assert found.rows[0].line == 2


def test_08_national_template_with_body_and_level_in_one_group(read):
    found = read(
        "page.htm",
        page(
            [(word, 'rowspan="2"') for word in ("序", "事项名称", "职权类型", "实施依据")]
            + [("实施主体", 'colspan="2"')],
            ["责任部门", "第一责任层级建议"],
            ["1", "对甲的行政处罚", "行政处罚", "1 .某某法第五十九条", "生态环境主管部门", "设区的市"],
        ),
    ).rows[0]
    assert found.text(Role.BODY) == "生态环境主管部门"
    assert found.text(Role.LEVEL) == "设区的市"


def test_10_codes_and_names_under_other_words(read):
    found = read(
        "list.tsv",
        tsv(
            ["序号", "职权类型", "职权编码", "大项名称", "子项", "职权依据", "责任事项", "责任事项依据"],
            ["1", "行政许可", "1100-A-00600-140602", "甲许可", "甲之一", LAW, "受理", "《某某法》第三条"],
        ),
    ).rows[0]
    assert found.text(Role.CODE) == "1100-A-00600-140602"
    assert (found.text(Role.NAME), found.text(Role.SUB_NAME)) == ("甲许可", "甲之一")


def test_13_sub_item_numbers_in_the_item_cell(read):
    found = read(
        "list.csv",
        csv(
            ["序号", "权力类型", "事项名称", "实施依据"],
            ["3", "其他权力", "应急预案的备案", ""],
            ["", "其他权力", "3.1预案初次备案", LAW],
            ["", "其他权力", "3.2 预案变更备案", RULE],
            ["4", "其他权力", "1.5米以上设备的备案", RULE],
        ),
    )
    assert texts(found, Role.NAME) == ["应急预案的备案"] * 3 + ["1.5米以上设备的备案"]
    assert texts(found, Role.SUB_NAME) == ["", "3.1预案初次备案", "3.2 预案变更备案", ""]


def test_14_a_nameless_basis_column(read):
    found = read(
        "list.csv",
        csv(
            ["序号", "事项名称", "事项类型", "子项名称", "", "责任事项", "追责情形", "监督电话", "备注"],
            ["1", "甲处罚", "行政处罚", "", "第五十九条：违反的，处罚款。", "立案", "不立案的", "12345", ""],
        ),
    )
    assert texts(found, Role.BASIS) == ["第五十九条：违反的，处罚款。"]
    assert texts(found, Role.TELEPHONE) == ["12345"]


def test_15_section_rows_that_name_a_field(read):
    found = read(
        "page.html",
        page(
            ["序号", "事项代码", "事项名称", "法律依据", "划转范围"],
            [("一、档案（共 13 项）", 'colspan="5"')],
            ["1", "330275012000", "对甲的处罚", RULE, "全部划转"],
        ),
    ).rows[0]
    assert found.cells[-1].text == "一、档案（共 13 项）"
    assert found.cells[-1].inherited
    assert found.text(Role.TYPE) == ""


def test_16_discretion_rows_share_the_cells_to_their_left(read):
    shared = [(word, 'rowspan="3"') for word in ("1", "330275012000", "对甲的处罚", LAW, RULE)]
    found = read(
        "page.html",
        page(
            ["序号", "事项代码", "事项名称", "违则", "罚则", "违法程度", "处罚标准"],
            [*shared, "轻微", "警告"],
            ["一般", "罚款一千元"],
            ["严重", "罚款一万元"],
        ),
    )
    assert found.kind is ListKind.DISCRETION
    [item] = found.rows
    assert [cell.text for cell in item.all(Role.BASIS)] == [LAW, RULE]
    assert [(tier.degree.text, [cell.text for cell in tier.standards], tier.row) for tier in item.tiers] == [
        ("轻微", ["警告"], 1),
        ("一般", ["罚款一千元"], 2),
        ("严重", ["罚款一万元"], 3),
    ]


def test_17_review_columns_stay_with_their_headers(read):
    header = ["序号", "事项名称", "类别", "实施依据", "实施主体", "单位意见", "编办审核意见", "法制办意见", "审核意见"]
    found = read(
        "list.csv", csv(header, ["1", "甲处罚", "行政处罚", RULE, "某区城管局", "保留", "保留", "同意", "保留"])
    )
    assert [(cell.role, cell.header) for cell in found.rows[0].cells[5:]] == [(Role.OTHER, word) for word in header[5:]]


def test_20_the_body_that_fills_in_the_form_and_an_unclosed_bracket(read):
    rows = [
        ["某县权力清单"],
        ["填报单位：某县水务局", None, None, "填报时间：2021年5月"],
        ["序号", "权力类型", "权力名称（主项）", "权力名称(子项", "权力编码", "设定依据", "承办机构", "责任对象范围"],
        [1, "行政许可", "甲审批", "甲之一", "XK1400100011522427009668517R14522427", LAW, "水保股", "承办人员"],
    ]
    found = read("list.xlsx", workbook({"Sheet1": (rows, ["A1:H1"])}))
    assert found.title == "某县权力清单"
    assert found.publisher == "某县水务局"
    assert (texts(found, Role.NAME), texts(found, Role.SUB_NAME)) == (["甲审批"], ["甲之一"])
    assert found.rows[0].line == 4


def test_21_no_serial_column(read):
    rows = [
        ["权力类型", "执法事项", "依据", "执法主体", "职责", "权限"],
        ["行政处罚", "甲", "《某某法》第48条：", "某局", "查", "全县"],
    ]
    found = read("list.csv", csv(*rows)).rows[0]
    assert found.text(Role.BASIS) == "《某某法》第48条："
    assert found.text(Role.SERIAL) == ""


def test_28_power_and_responsibility_side_by_side(read):
    found = read(
        "list.html",
        page(
            [
                ("编号", 'rowspan="2"'),
                ("权力清单", 'colspan="4"'),
                ("责任清单", 'colspan="4"'),
                ("备注", 'rowspan="2"'),
            ],
            [
                "权力分类",
                "项目名称",
                "承办的内设机构",
                "实施依据",
                "责任事项（明确责任主体）",
                "责任事项依据",
                "追责情形",
                "追责依据",
            ],
            ["1", "行政许可", "甲许可", "法规处", LAW, "受理", "《甲法》第一条", "不受理的", "《乙法》第二条"],
        ),
    ).rows[0]
    assert [cell.role.value for cell in found.cells] == [
        "serial", "type", "name", "unit", "basis", "duties", "duty_basis", "grounds", "grounds_basis",
    ]  # fmt: skip
    assert [trouble.zh for trouble in found.troubles] == ["应有10格，实有9格"]


def test_29_sub_items_with_their_codes_and_no_basis_at_all(read):
    rows = [
        ["序号", "主项编码", "主项名称", "子项名称及编码", "权力类型", "行使层级"],
        ["1", "36011801900Y", "甲", "乙360118019001", "行政许可", "县级"],
    ]
    found = read("list.csv", csv(*rows)).rows[0]
    assert found.text(Role.SUB_NAME) == "乙360118019001"
    assert found.text(Role.LEVEL) == "县级"
    assert not found.all(Role.BASIS)


def test_30_the_basis_in_five_columns_by_rank(read):
    ranks = ["法律", "行政法规", "地方性法规", "部门规章", "政府规章"]
    found = read(
        "list.xlsx",
        workbook(
            {
                "执法事项": (
                    [
                        ["执法事项名称", "执法依据", None, None, None, None, "备注"],
                        [None, *ranks, None],
                        ["甲", LAW, RULE, None, "1.《某某办法》第一条", None, None],
                        ["乙", LAW, None, None, None, None, None],
                    ],
                    ["A1:A2", "B1:F1", "G1:G2"],
                )
            }
        ),
    )
    assert [cell.header for cell in found.rows[0].all(Role.BASIS)] == [f"执法依据·{rank}" for rank in ranks]
    assert [cell.text for cell in found.rows[1].all(Role.BASIS)] == [LAW, "", "", "", ""]
    assert texts(found, Role.TYPE) == ["", ""]


def test_31_rows_repeat_for_each_stage(read):
    shared = [("1", 'rowspan="2"'), ("甲许可", 'rowspan="2"'), (LAW, 'rowspan="2"')]
    found = read(
        "page.html",
        page(
            ["序号", "权力名称", "实施依据", "责任事项", "责任科室", "办理期限"],
            [*shared, "受理", "水政科", "5日"],
            ["审查", "水政科", "10日"],
        ),
    )
    assert texts(found, Role.DUTIES) == ["受理\n审查"]
    assert texts(found, Role.NAME) == ["甲许可"]


def test_traditional_characters_and_full_width(read):
    rows = [["序號", "職權名稱", "職權類型", "實施依據", "備註"], ["１", "甲許可", "行政許可", LAW, ""]]
    assert texts(read("list.csv", csv(*rows)), Role.BASIS) == [LAW]


def test_a_table_drawn_on_a_finer_grid(read):
    wide = 'colspan="2"'
    found = read(
        "page.html",
        page(
            ["序号", ("事项名称", wide), "权力类型", ("实施依据", 'colspan="3"')],
            ["1", ("甲", wide), "行政许可", (LAW, 'colspan="3"')],
        ),
    )
    assert [(cell.role.value, cell.text) for cell in found.rows[0].cells] == [
        ("serial", "1"),
        ("name", "甲"),
        ("type", "行政许可"),
        ("basis", LAW),
    ]
    assert not found.rows[0].troubles


def test_circumstances_under_degrees(read):
    above = ["违法行为", "处罚依据", "从轻处罚", "", "一般处罚", ""]
    below = ["", "", "适用情形", "处罚标准", "适用情形", "处罚标准"]
    row = ["甲", RULE, "主动改正", "警告", "一般情形", "罚款一千元"]
    (found,) = read("list.xlsx", workbook({"a": ([above, below, row], ["C1:D1", "E1:F1", "A1:A2", "B1:B2"])})).rows
    assert [(tier.degree.text, tier.circumstance.text, tier.standards[0].text) for tier in found.tiers] == [
        ("从轻处罚", "主动改正", "警告"),
        ("一般处罚", "一般情形", "罚款一千元"),
    ]
