from extract.model import Role
from extract.reading.grid import Grid, GridCell, Paragraph
from extract.reading.tables.power_list import read

LAW = "《某某法》第一条"
HEADER = ["序号", "事项名称", "实施依据"]


def grid(*rows, name="", kind="table"):
    made = (tuple(GridCell(text, line, at) for at, text in enumerate(row, 1)) for line, row in enumerate(rows, 1))
    return Grid(tuple(made), name, kind)


def test_rows_are_numbered_through_the_file_and_name_their_table():
    found = read((grid(HEADER, ["1", "甲", LAW]), Paragraph("其间", 5), grid(HEADER, ["1", "乙", LAW], name="续表")))
    assert [(row.number, row.table, row.line) for row in found.rows] == [(1, "表1", 2), (2, "续表", 2)]
    assert "其间" in found.headings


def test_a_table_without_a_header_may_have_its_title_as_its_first_row():
    rows = [[str(at), "行政许可", f"关于事项{at}的许可", f"《某某法》第{at}条", "某县教育局"] for at in range(1, 4)]
    found = read((grid(["某县教育局权责清单"], ["表一 行政许可"], *rows),))
    assert "某县教育局权责清单" in found.headings
    assert [row.line for row in found.rows] == [3, 4, 5]


def test_the_only_table_needs_no_name():
    assert read((grid(HEADER, ["1", "甲", LAW], name="Sheet1"),)).rows[0].table == ""


def test_a_paragraph_may_begin_a_section():
    blocks = (
        Paragraph("一、行政许可（共1项）", 1),
        grid(HEADER, ["1", "甲", LAW]),
        Paragraph("二、行政处罚（共1项）", 9),
    )
    found = read((*blocks, grid(HEADER, ["1", "乙", LAW])))
    assert [row.text(Role.TYPE) for row in found.rows] == ["行政许可", "行政处罚"]


def test_a_table_without_header_goes_on_with_the_last_only_if_it_looks_like_it():
    first = grid(HEADER, ["1", "甲", LAW])
    assert len(read((first, grid(["2", "乙", LAW]))).rows) == 2
    assert len(read((first, grid(["联系人", "电话", "地址"]))).rows) == 1
    assert len(read((first, grid(["2", "乙", "丙", LAW]))).rows) == 1


def test_what_is_left_out_is_told_if_it_cites_law_or_is_a_sheet():
    first = grid(HEADER, ["1", "甲", LAW])
    menu = grid(["首页", "公开"])
    assert not read((first, menu)).troubles
    assert len(read((first, grid(["2", "乙", "丙", LAW]))).troubles) == 1
    assert read((first, grid(["选项"], name="字典", kind="sheet"))).troubles[0].zh == "表“字典”没有可识别的表头，未读入"


def test_a_header_without_rows_was_recognised():
    found = read((grid(HEADER),))
    assert found.recognised
    assert not found.rows
    assert not read((grid(["甲", "乙"]),)).recognised


def test_a_row_tells_which_cell_has_bytes_not_decoded():
    found = read((grid(HEADER, ["1", "甲", LAW + "\ufffd"], ["2", "乙", LAW]),))
    assert [[(trouble.line, trouble.column) for trouble in row.troubles] for row in found.rows] == [[(2, 3)], []]


CUT = ["序号", "事项名称", "实施依据", "责任事项"]


def test_a_row_cut_in_two_between_tables_is_one_row():
    first = grid(
        CUT, ["1", "甲", LAW, "1.受理责任。"], ["2", "乙", "《某某条例》第二条 擅自提供档案", "1.立案责任：发现"]
    )
    second = grid(["", "", "的，给予警告。", "线索的，予以审查。"], ["3", "丙", LAW, "1.立案责任。"])
    found = read((first, Paragraph("", 9), second))
    assert [row.text(Role.NAME) for row in found.rows] == ["甲", "乙", "丙"]
    assert found.rows[1].text(Role.BASIS) == "《某某条例》第二条 擅自提供档案的，给予警告。"
    assert found.rows[1].text(Role.DUTIES) == "1.立案责任：发现线索的，予以审查。"


def test_a_page_may_repeat_the_title_and_the_header_before_the_rest_of_a_row():
    first = grid(CUT, ["1", "甲", LAW, "1.受理责任。"], ["2", "乙", "《某某条例》第二条 责令限期", "1.立案责任。"])
    second = grid(CUT, ["", "", "改正，给予警告。", "2.告知责任。"], ["3", "丙", LAW, "1.立案责任。"])
    found = read((Paragraph("某县档案局权责清单", 1), first, Paragraph("某县档案局权责清单", 9), second))
    assert [row.text(Role.NAME) for row in found.rows] == ["甲", "乙", "丙"]
    assert found.rows[1].text(Role.BASIS) == "《某某条例》第二条 责令限期改正，给予警告。"
    assert found.rows[1].text(Role.DUTIES) == "1.立案责任。\n2.告知责任。"


def test_whole_sentences_are_joined_where_every_row_has_a_number():
    first = grid(CUT, ["1", "甲", LAW, "1.受理责任。"], ["2", "乙", "《某某条例》第二条。", "1.立案责任。"])
    second = grid(["", "", "", "2.告知责任。"], ["3", "丙", LAW, "1.立案责任。"])
    found = read((first, second))
    assert [row.text(Role.DUTIES) for row in found.rows] == [
        "1.受理责任。",
        "1.立案责任。\n2.告知责任。",
        "1.立案责任。",
    ]


def test_further_documents_without_a_number_belong_to_the_item_above():
    first = grid(CUT, ["1", "甲", LAW, ""], ["", "", "《某某条例》第二条", ""])
    second = grid(["", "", "《某某办法》第三条", ""], ["2", "丙", LAW, "1.立案责任。"])
    assert [row.text(Role.BASIS) for row in read((first, second)).rows] == [
        f"{LAW}\n《某某条例》第二条\n《某某办法》第三条", LAW,
    ]  # fmt: skip


def test_the_number_of_a_page_belongs_to_no_item():
    found = read((grid(HEADER, ["1", "甲", LAW], ["", "", "第 1 页 共 2 页"], ["2", "乙", LAW]),))
    assert [row.text(Role.BASIS) for row in found.rows] == [LAW, LAW]
    assert [one.text for one in found.unused] == ["第 1 页 共 2 页"]


def test_an_office_that_sounds_like_a_header_word_begins_no_table():
    card = grid(
        ["事项名称", "乙处罚", "事项编码", "001122335"],
        ["设定依据", LAW, "", ""],
        ["承办机构", "执法股", "联系电话", "0931-1234567"],
    )
    (row,) = read((card,)).rows
    assert [row.text(role) for role in (Role.NAME, Role.BASIS, Role.UNIT)] == ["乙处罚", LAW, "执法股"]


def test_what_a_township_helps_with():
    header = ["序号", "事项名称", "对应上级部门", "上级部门职责", "镇配合职责"]
    (row,) = read((grid(header, ["1", "森林防火", "县林业局", "1.组织巡护。", "1.报告火情。"]),)).rows
    assert [row.text(role) for role in (Role.NAME, Role.BODY, Role.DUTIES)] == [
        "森林防火", "县林业局", "1.组织巡护。\n1.报告火情。"
    ]  # fmt: skip
