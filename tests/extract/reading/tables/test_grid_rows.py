import pytest

from extract.model import Role
from extract.reading.grid import Grid, GridCell
from extract.reading.tables.grid_rows import read_grid
from extract.reading.tables.sections import section

LAW = "《某某法》第一条"
HEADER = ["序号", "事项名称", "实施依据", "备注"]


def grid(*rows, kind="table"):
    """Rows of texts; ``<`` is covered by the cell to the left, ``^`` by the one above."""
    made = []
    for line, row in enumerate(rows, start=1):
        cells = []
        for column, text in enumerate(row, start=1):
            source = {"<": cells[-1:], "^": made[-1][column - 1 : column] if made else []}.get(text)
            cells.append(GridCell(source[0].text if source else text, line, column, bool(source)))
        made.append(tuple(cells))
    return Grid(tuple(made), kind=kind)


def names(found):
    return [draft.text(Role.NAME) for draft in found.builders]


def test_who_signs_a_list_and_when_is_no_more_of_its_last_item():
    found = read_grid(
        grid(HEADER, ["1", "甲", LAW, ""], ["2", "乙", LAW, ""], ["", "", "某县水务局", ""], ["", "", "2022年6月", ""])
    )
    assert [draft.text(Role.BASIS) for draft in found.builders] == [LAW, LAW]
    assert [one.text for one in found.unused] == ["某县水务局", "2022年6月"]


@pytest.mark.parametrize("words", ["无此类事项", "联系人：张某　联系电话：12345678"])
def test_words_alone_among_the_numbers_are_no_item(words):
    found = read_grid(grid(HEADER, ["1", "甲", LAW, ""], [words, "<", "", ""], ["2", "乙", LAW, ""]))
    assert names(found) == ["甲", "乙"]
    assert words in {*(one.text for one in found.unused), *found.headings}


def test_what_stands_beside_an_empty_caption_does_not_fill_it_in():
    found = read_grid(
        grid(["填报单位（盖章）：", "填报时间：2021年", "", ""], HEADER, ["1", "甲", LAW, ""], ["2", "乙", LAW, ""])
    )
    assert [cell.text for made in found.builders for cell in made.cells if cell.role is Role.BODY] == []


def test_headings_header_rows_and_note():
    found = read_grid(
        grid(
            ["某县某局权责清单", "<", "<", "<"],
            ["填报单位：某县某局", "<", "填报日期：2021年", "<"],
            HEADER,
            ["1", "甲", LAW, ""],
            ["", " ", "", ""],
            ["2", "乙", LAW, ""],
            ["注：本清单自公布之日起施行。", "<", "<", "<"],
        )
    )
    assert found.headings[:3] == ["某县某局权责清单", "填报单位：某县某局", "填报日期：2021年"]
    assert names(found) == ["甲", "乙"]
    assert not found.troubles
    assert [(one.line, one.text) for one in found.unused] == [(7, "注：本清单自公布之日起施行。")]


def test_a_header_repeated_ends_nothing():
    found = read_grid(grid(HEADER, ["1", "甲", LAW, ""], HEADER, ["2", "", "《乙法》", ""], ["", "", "《丙法》", ""]))
    assert [(draft.text(Role.NAME), draft.text(Role.BASIS)) for draft in found.builders] == [
        ("甲", LAW),
        ("", "《乙法》\n《丙法》"),
    ]
    assert len(found.parts) == 1


def test_another_header_begins_another_table():
    found = read_grid(
        grid(HEADER, ["1", "甲", LAW, ""], ["编号", "权力类型", "项目名称", "法律依据"], ["9", "行政许可", "乙", LAW])
    )
    assert names(found) == ["甲", "乙"]
    assert found.builders[1].text(Role.TYPE) == "行政许可"


def test_sections_hold_until_the_next():
    found = read_grid(
        grid(
            HEADER,
            ["一、行政许可（共1项）", "<", "<", "<"],
            ["1", "甲", LAW, ""],
            ["二、行政处罚（共2项）", "", "", ""],
            ["2", "乙", LAW, ""],
            ["3", "丙", LAW, ""],
        )
    )
    assert [draft.text(Role.TYPE) for draft in found.builders] == ["行政许可", "行政处罚", "行政处罚"]


def test_a_section_with_its_number_in_a_cell_of_its_own():
    found = read_grid(
        grid(
            HEADER,
            ["一", "行政许可（共1项）", "", ""],
            ["1", "甲", LAW, ""],
            ["二", "行政处罚", "", ""],
            ["1", "乙", LAW, ""],
        )
    )
    assert [(draft.text(Role.NAME), draft.text(Role.TYPE)) for draft in found.builders] == [
        ("甲", "行政许可"),
        ("乙", "行政处罚"),
    ]


def test_a_total_is_no_item():
    found = read_grid(grid(HEADER, ["1", "甲", LAW, ""], ["合 计", "1项", "", "2021年"]))
    assert names(found) == ["甲"]
    assert [one.text for one in found.unused] == ["合 计", "1项", "2021年"]


def test_a_lone_remark_is_that_of_the_item_above():
    found = read_grid(grid(HEADER, ["1", "甲", LAW, ""], ["", "", "", "说明：另见"], ["2", "乙", LAW, ""]))
    assert [draft.text(Role.REMARK) for draft in found.builders] == ["说明：另见", ""]


def test_a_section_above_the_header_holds_too():
    found = read_grid(grid(["（一）行政许可（共1项）", "<", "<", "<"], HEADER, ["1", "甲", LAW, ""]))
    assert found.builders[0].text(Role.TYPE) == "行政许可"


def test_sections_that_hold_from_before():
    found = read_grid(grid(HEADER, ["1", "甲", LAW, ""]), (section("行政检查"),))
    assert found.builders[0].text(Role.TYPE) == "行政检查"


def test_a_line_of_one_cell_in_a_text_is_a_row_in_trouble():
    found = read_grid(grid(HEADER, ["1", "甲", LAW, ""], ["2"], HEADER, ["3", "丙", LAW, ""], kind="text"))
    assert [draft.text(Role.SERIAL) for draft in found.builders] == ["1", "2", "3"]
    assert [trouble.zh for trouble in found.builders[1].troubles] == ["应有4格，实有1格"]


def test_a_cell_merged_over_two_columns_counts_in_the_first():
    header = ["序号", "事项名称", "子项名称", "实施依据"]
    found = read_grid(grid(header, ["1", "甲", "<", LAW], ["2", "乙", "乙之一", LAW], ["3", "^", "乙之二", "^"]))
    assert names(found) == ["甲", "乙", "乙"]
    assert [draft.text(Role.SUB_NAME) for draft in found.builders] == ["", "乙之一", "乙之二"]


def test_a_cell_merged_down_over_a_merged_row_keeps_its_side():
    header = ["事项名称", "子项名称", "权力类型", "实施依据"]
    found = read_grid(grid([*header, "编码"], ["甲", "<", "其他", LAW, "1"], ["^", "^", "^", "《乙法》", "2"]))
    assert [draft.text(Role.SUB_NAME) for draft in found.builders] == ["", ""]
    assert [draft.text(Role.TYPE) for draft in found.builders] == ["其他", "其他"]


def test_a_row_whose_cells_are_all_merged_into_those_above_is_no_second_item():
    found = read_grid(grid(HEADER, ["1", "甲", LAW, ""], ["^", "^", "^", ""], ["2", "乙", LAW, "见附件"]))
    assert names(found) == ["甲", "乙"]
    other = read_grid(grid(HEADER, ["1", "甲", LAW, ""], ["^", "^", "《乙法》第二条", ""], ["1", "甲", LAW, ""]))
    assert names(other) == ["甲", "甲"]


def test_a_row_for_each_document_of_an_item_is_no_item_of_its_own():
    """Merged cells name one item; what they do not cover says more of it."""
    header = ["序号", "事项名称", "实施依据", "责任事项", "承办机构", "备注"]
    found = read_grid(
        grid(
            header,
            ["1", "甲", LAW, "受理责任", "一科", ""],
            ["^", "^", "《乙法》第二条", "^", "^", ""],
            ["^", "^", "^", "审查责任", "二科", "^"],
            ["2", "乙", LAW, "受理责任", "一科", ""],
        )
    )
    assert names(found) == ["甲", "乙"]
    first = found.builders[0]
    assert first.text(Role.BASIS) == f"{LAW}\n《乙法》第二条"
    assert first.text(Role.DUTIES) == "受理责任\n审查责任"
    assert [cell.text for cell in first.cells if cell.role is Role.UNIT] == ["一科", "二科"]


WIDE = ["序号", "事项名称", "子项名称", "权力类型", "实施依据", "处罚种类", "责任事项", "承办机构"]


@pytest.mark.parametrize(
    "more",
    [
        {"实施依据": "《乙法》第二条"},
        {"责任事项": "2.审查责任"},
        {"实施依据": "《乙法》第二条", "责任事项": "2.审查责任"},
        {"承办机构": "二股"},
    ],
)
def test_a_row_that_leaves_its_item_blank_says_more_of_the_one_above(more):
    """What merged cells said before an export: of the last sub-item, where there are some."""
    items = [
        ["1", "甲", "甲一", "行政处罚", LAW, "罚款", "1.受理责任", "一股"],
        ["2", "乙", "", "行政处罚", LAW, "", "", ""],
    ]
    rest = [more.get(word, "") for word in WIDE]
    (first, _) = read_grid(grid(WIDE, items[0], rest, items[1])).builders
    for word, role in (("实施依据", Role.BASIS), ("责任事项", Role.DUTIES), ("承办机构", Role.UNIT)):
        cells = [cell.text for cell in first.cells if cell.role is role]
        own = [items[0][WIDE.index(word)], *([more[word]] if word in more else [])]
        assert cells == (own if role is Role.UNIT else ["\n".join(own)])
    assert (first.line, first.number) == (2, 1)


@pytest.mark.parametrize(
    "own", [{"序号": "2"}, {"子项名称": "甲二"}, {"权力类型": "行政许可"}, {"处罚种类": "警告"}, {"事项名称": "乙"}]
)
def test_a_row_with_something_of_an_item_is_one_though_most_is_blank(own):
    rest = [({"实施依据": "《乙法》第二条"} | own).get(word, "") for word in WIDE]
    found = read_grid(grid(WIDE, ["1", "甲", "甲一", "行政处罚", LAW, "罚款", "", ""], rest))
    assert [draft.text(Role.BASIS) for draft in found.builders] == [LAW, "《乙法》第二条"]


def test_rows_below_no_item_stay_rows():
    found = read_grid(grid(HEADER, ["", "", LAW, ""], ["", "", "《乙法》", ""]))
    assert [draft.text(Role.BASIS) for draft in found.builders] == [LAW, "《乙法》"]


def test_an_unknown_column_before_the_basis_may_be_what_parts_the_rows_of_an_item():
    header = ["序号", "事项名称", "不明之列", "实施依据"]
    found = read_grid(grid(header, ["1", "甲", "其一", LAW], ["^", "^", "其二", "《乙法》第二条"]))
    assert names(found) == ["甲", "甲"]


def test_a_note_beside_the_word_that_says_so_is_no_item():
    found = read_grid(
        grid(
            HEADER, ["1", "甲", LAW, ""], ["备注", "一、首次是指一年内第一次。", "<", "<"], ["注：", "二、略。", "", ""]
        )
    )
    assert names(found) == ["甲"]
    assert [one.text for one in found.unused] == ["备注", "一、首次是指一年内第一次。", "注：", "二、略。"]
    assert names(read_grid(grid(HEADER, ["说明", "甲", LAW, ""]))) == ["甲"]


def test_the_further_points_of_a_note_are_no_items():
    note = ["说明：1.本清单动态调整。", "2.责任事项以规定为准。", "（3）解释权归某局。"]
    found = read_grid(grid(HEADER, ["1", "甲", LAW, ""], *([text, "", "", ""] for text in note), ["2.", "乙", LAW, ""]))
    assert names(found) == ["甲", "乙"]
    assert [one.text for one in found.unused] == note


def test_without_a_header_there_are_headings_only():
    found = read_grid(grid(["甲", "乙"], ["丙", "丁"]))
    assert not found.builders
    assert found.headings == ["甲", "乙", "丙", "丁"]


def test_bytes_not_decoded_in_a_header_are_told():
    found = read_grid(grid([*HEADER[:3], "备\ufffd"], ["1", "甲", LAW, ""]))
    assert [(trouble.line, trouble.column) for trouble in found.troubles] == [(1, 4)]


@pytest.mark.parametrize("sign", ["无", "/", "——", "－", "无子项", " 无 "])
def test_a_sign_for_nothing_is_no_sub_item_no_code_and_no_unit(sign):
    head = ["序号", "事项名称", "子项名称", "权力编码", "承办机构", "实施依据", "备注"]
    found = read_grid(grid(head, ["1", "甲", sign, sign, sign, LAW, sign]))
    (row,) = found.builders
    assert [row.text(role) for role in (Role.SUB_NAME, Role.CODE, Role.UNIT)] == ["", "", ""]
    assert row.text(Role.REMARK) == sign.strip()
    assert [(one.line, one.column, one.header, one.text) for one in found.unused] == [
        (2, 3, "子项名称", sign), (2, 4, "权力编码", sign), (2, 5, "承办机构", sign),
    ]  # fmt: skip


def test_a_sub_item_that_only_begins_with_such_a_sign_stays():
    head = ["序号", "事项名称", "子项名称", "实施依据"]
    found = read_grid(grid(head, ["1", "甲", "无线电台执照核发", LAW]))
    assert found.builders[0].text(Role.SUB_NAME) == "无线电台执照核发"


def test_what_stands_above_a_table_and_is_said_in_its_rows_is_named():
    table = [HEADER, ["1", "甲", LAW, ""]]
    given = read_grid(grid(["事项名称", "乙类：含丙", "<", "<"], *table))
    assert names(given) == ["甲"]
    assert [(one.header, one.text) for one in given.unused] == [("事项名称", "乙类：含丙")]


@pytest.mark.parametrize("text", ["一、《某某法》", "（二）水资源管理", "第三章 附属事项"])
def test_words_alone_in_the_column_of_numbers_head_what_stands_below(text):
    found = read_grid(grid(HEADER, [text, "", "", ""], ["1", "甲", LAW, ""], ["2", "乙", LAW, ""]))
    assert names(found) == ["甲", "乙"]
    assert text in found.headings


@pytest.mark.parametrize("note", ["共2项。", "（以下空白）", "本表由某局负责解释", "续下页"])
def test_words_alone_in_the_column_of_codes_are_no_item(note):
    rows = [["0101", "甲备案", LAW], ["0102", "乙备案", LAW], [note, "", ""]]
    found = read_grid(grid(["编码", "事项名称", "备案依据"], *rows))
    assert names(found) == ["甲备案", "乙备案"]
    assert [omission.text for omission in found.unused] == [note]


def test_a_table_that_counts_items_lists_none():
    rows = [["1", "行政许可", "3", ""], ["2", "行政处罚", "4", "含一项"], ["合计", "<", "7", ""]]
    found = read_grid(grid(["序号", "权力类型", "事项数量", "备注"], *rows))
    assert not found.builders
    assert {"行政许可", "3", "含一项", "合计", "7"} <= {omission.text for omission in found.unused}
    assert (
        len(read_grid(grid(["序号", "权力类型", "事项名称", "事项数量"], ["1", "行政许可", "甲", "3"])).builders) == 1
    )


def test_who_fills_in_a_form_below_its_table():
    head = ["序号", "事项名称", "实施依据", "实施主体", "承办机构", "备注"]
    foot = ["填表人：张某", "<", "审核人：", "<", "联系电话：12345678", "<"]
    found = read_grid(grid(head, ["1", "甲", LAW, "某县甲局", "一科", ""], foot))
    assert names(found) == ["甲"]
    assert "审核人：" in found.headings


@pytest.mark.parametrize("mark", ["<p>", "</p>", "&nbsp;", "<br/>"])
def test_markup_alone_is_no_item(mark):
    found = read_grid(grid(HEADER, ["1", "甲", LAW, ""], [mark, "", "", ""], ["2", "乙", LAW, ""]))
    assert names(found) == ["甲", "乙"]
    assert [omission.text for omission in found.unused] == [mark]


def test_a_row_that_counts_the_columns_is_named():
    found = read_grid(grid(HEADER, ["甲", "1", "2", "3"], ["1", "乙", LAW, ""]))
    assert names(found) == ["乙"]
    assert [omission.text for omission in found.unused] == ["甲", "1", "2", "3"]
