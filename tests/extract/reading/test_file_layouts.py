"""Layouts in which a list is spread over several tables or sheets, or shares its file with others."""

from io import BytesIO

from extract.model import Role
from tests.extract.reading.layouts import LAW, RULE, csv, document, page, texts, tsv, workbook


def test_24_one_table_a_type_with_the_type_in_the_line_above(read):
    table = [["序号", "职权名称", "基本编码", "职权依据", "备注"], ["1", "甲", "01B0018000", LAW, ""]]
    found = read(
        "list.docx",
        document("某市发展改革委权责清单", "（一）行政许可类（共1项）", table, "（二）行政处罚类（共1项）", table),
    )
    assert texts(found, Role.TYPE) == ["行政许可", "行政处罚"]
    assert texts(found, Role.CODE) == ["01B0018000"] * 2
    assert [row.number for row in found.rows] == [1, 2]
    assert found.publisher == "某市发展改革委"


def test_25_an_old_workbook_with_a_two_level_header(read):
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("权力清单")
    sheet.write_merge(0, 1, 0, 0, "基本编码")
    sheet.write_merge(0, 0, 1, 2, "权力名称")
    sheet.write(1, 1, "项目名称")
    sheet.write(1, 2, "子项名称")
    sheet.write_merge(0, 1, 3, 3, "法律依据")
    sheet.write_merge(2, 3, 0, 0, "0100381000")
    sheet.write_merge(2, 3, 1, 1, "甲审查")
    sheet.write(2, 2, "甲之一")
    sheet.write(3, 2, "甲之二")
    sheet.write_merge(2, 3, 3, 3, LAW)
    target = BytesIO()
    book.save(target)
    found = read("list.xls", target.getvalue())
    assert texts(found, Role.CODE) == ["0100381000"] * 2
    assert texts(found, Role.SUB_NAME) == ["甲之一", "甲之二"]
    assert texts(found, Role.BASIS) == [LAW, LAW]


def test_a_word_table_saved_as_text(read):
    header = ["序号", "事项名称", "权力类型", "实施依据", "备注"]
    lines = ["某县某局权力清单", ""]
    for row in (
        header,
        ["1", "甲许可", "行政许可", f"{LAW}\n\n{RULE}", ""],
        ["2", "乙许可", "行政许可", LAW, "已下放"],
    ):
        lines += [f"\t{cell}" for cell in row] + [""]
    found = read("list.txt", "\n".join([*lines, "说明完"]))
    assert texts(found, Role.NAME) == ["甲许可", "乙许可"]
    assert texts(found, Role.BASIS) == [f"{LAW}\n\n{RULE}", LAW]
    assert texts(found, Role.REMARK) == ["", "已下放"]
    assert found.publisher == "某县某局"


def test_sheets_named_by_type(read):
    rows = [["序号", "事项名称", "实施依据"], [1, "甲", LAW]]
    book = workbook({"行政许可": (rows, []), "行政处罚类": (rows, []), "填表说明": ([["请勿改动"]], [])})
    found = read("list.xlsx", book)
    assert texts(found, Role.TYPE) == ["行政许可", "行政处罚"]
    assert [row.table for row in found.rows] == ["行政许可", "行政处罚类"]
    assert [trouble.zh for trouble in found.troubles] == ["表“填表说明”没有可识别的表头，未读入"]
    assert [(one.text, one.zh) for one in found.unused] == [("请勿改动", "所在的表“填表说明”没有可识别的表头，未读入")]


def test_a_table_that_goes_on_behind_a_page_break(read):
    table = [["序号", "事项名称", "权力类型", "实施依据"], ["1", "甲", "行政许可", LAW]]
    found = read("list.docx", document(table, [["2", "乙", "行政许可", RULE], ["3", "丙", "行政许可", LAW]]))
    assert texts(found, Role.NAME) == ["甲", "乙", "丙"]


def test_several_lists_in_one_file(read):
    found = read(
        "list.txt",
        tsv(
            ["甲县水务局权责清单"], ["序号", "事项名称", "实施依据"], ["1", "甲", LAW],
            ["附件2 抽查事项清单"], ["抽查依据", "抽查事项", "抽查对象", "责任科室"], [RULE, "乙", "企业", "水政股"],
        ),
    )  # fmt: skip
    assert texts(found, Role.NAME) == ["甲", "乙"]
    assert found.rows[1].text(Role.UNIT) == "水政股"
    assert not found.troubles


def test_a_table_of_a_page_within_markdown(read):
    rows = "".join(f"<tr><td>{at}</td><td>第{at}项</td><td>行政处罚</td><td>{LAW}</td></tr>" for at in (1, 2))
    head = "<tr><td>序号</td><td>事项名称</td><td>权力类型</td><td>实施依据</td></tr>"
    listing = read("list.md", f"# 某县水务局权责清单\n\n<table>\n{head}{rows}\n</table>\n")
    assert texts(listing, Role.NAME) == ["第1项", "第2项"]
    assert listing.publisher == "某县水务局"


def test_services_keep_the_basis_of_their_own(read):
    head = ["序号", "服务事项名称", "设定依据", "服务对象", "责任科室"]
    rows = [head, ["1", "甲补贴", LAW, "企业", "就业科"]]
    listing = read("list.docx", document("某县人社局公共服务事项清单", rows))
    (service,) = listing.responsibility_list.services
    assert (service.name.text, service.basis.text) == ("甲补贴", LAW)
    assert [one.text for one in listing.unused] == ["服务对象", "企业"]


def test_whom_items_serve_makes_them_no_services(read):
    head = ["序号", "事项名称", "设定依据", "服务对象", "责任科室"]
    assert texts(read("list.csv", csv(head, ["1", "甲许可", LAW, "企业", "就业科"])), Role.BASIS) == [LAW]


def test_pages_one_after_another_are_all_read(read):
    whole = [page(["序号", "事项名称", "实施依据"], ["1", name, LAW]) for name in ("甲", "乙")]
    assert texts(read("a.html", "\n".join(whole)), Role.NAME) == ["甲", "乙"]


def test_a_type_stands_over_tables_that_go_on_without_a_header(read):
    header = ["序号", "事项名称", "实施依据", "实施主体"]
    parts = [("行政许可", [header, ["1", "甲许可", LAW, "某局"]]), ("行政处罚", [["1", "对乙的处罚", RULE, "某局"]])]
    found = read("list.docx", document("某县权责清单", *(block for part in parts for block in part)))
    assert [(row.text(Role.NAME), row.text(Role.TYPE)) for row in found.rows] == [
        ("甲许可", "行政许可"),
        ("对乙的处罚", "行政处罚"),
    ]


def test_the_caption_of_a_table_and_text_between_its_rows_are_read(read):
    row = "<tr><td>{}</td><td>{}</td><td>{}</td></tr>"
    tables = [
        f"<table><caption>{kind}</caption>{row.format('序号', '事项名称', '实施依据')}{row.format('1', name, LAW)}注{name}</table>"
        for kind, name in (("行政许可", "甲许可"), ("二、行政检查（共1项）", "乙检查"))
    ]
    found = read("list.html", f"<html><body>{''.join(tables)}</body></html>")
    assert [(row.text(Role.NAME), row.text(Role.TYPE)) for row in found.rows] == [
        ("甲许可", "行政许可"),
        ("乙检查", "行政检查"),
    ]
    assert "注甲许可" in "".join(found.headings)
