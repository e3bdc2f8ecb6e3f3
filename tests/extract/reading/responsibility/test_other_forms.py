"""The same form from other places: real tables, other words, other numbering."""

from io import BytesIO

from extract.reading.formats.html import page as html
from extract.reading.formats.word import docx
from extract.reading.grid import Grid, GridCell
from extract.reading.responsibility.responsibility_list import is_responsibility_list, read_responsibility_list
from tests.extract.reading.responsibility.lines import lines_of

ROWS = [
    ["序号", "部门主要职责", "具体责任事项", "承办股室", "联系电话", "备注"],
    ["1", "负责水资源管理。", "编制水资源规划。", "水政股", "0310-1234567", ""],
    ["1", "负责水资源管理。", "核发取水许可。", "审批股、水政股", "1234568", "试行"],
    ["3", "负责防汛。", "组织防汛演练。", "防汛办公室", "1234569", ""],
]


def merged_docx():
    from docx import Document

    document = Document()
    for text in ("附件2", "某县水利局责任清单", "一、部门主要职责", "部门名称（公章）：某县水利局    填报日期：2016年"):
        document.add_paragraph(text)
    table = document.add_table(len(ROWS), len(ROWS[0]))
    for line, row in enumerate(ROWS):
        for column, text in enumerate(row):
            table.cell(line, column).text = text
    for column in (0, 1):
        table.cell(2, column).text = ""
        table.cell(1, column).merge(table.cell(2, column)).text = ROWS[1][column]
    document.add_paragraph("四、事中事后监管措施")
    regimes = (
        "（一）取水许可的事中事后监管|\t为加强监管，制定本制度。|一、监督检查对象：全县取水单位|二、监管内容|（一）取水量；"
        "|（二）计量设施。|三、检查频次|每年不少于1次。|（二）河道采砂监管|一、监督检查对象|采砂单位。|一、监督检查程序"
        "|（一）制定方案；|（二）移送处理。"
    )
    for text in regimes.split("|"):
        document.add_paragraph(text)
    data = BytesIO()
    document.save(data)
    return docx.blocks(data.getvalue())


def test_a_word_document_of_another_county():
    blocks = merged_docx()
    assert is_responsibility_list(blocks)
    register, title, publisher, troubles = read_responsibility_list(blocks)
    assert (title, publisher) == ("某县水利局责任清单", "某县水利局")
    assert [(one.number, one.text.text, len(one.tasks)) for one in register.responsibilities] == [
        ("1", "负责水资源管理。", 2), ("3", "负责防汛。", 1)
    ]  # fmt: skip
    assert [
        [(contact.office, contact.telephones) for contact in task.contacts]
        for one in register.responsibilities
        for task in one.tasks
    ] == [
        [("水政股", ("0310-1234567",))],
        [("审批股", ("1234568",)), ("水政股", ("1234568",))],
        [("防汛办公室", ("1234569",))],
    ]
    assert [(one.number, one.name.text) for one in register.regimes] == [
        ("一", "取水许可的事中事后监管"), ("二", "河道采砂监管")
    ]  # fmt: skip
    first, second = register.regimes
    assert first.preface.text == "为加强监管，制定本制度。"
    assert [(one.heading, one.kind, one.text.text) for one in first.sections] == [
        ("监督检查对象", "subject", "全县取水单位"),
        ("监管内容", "content", "（一）取水量；\n（二）计量设施。"),
        ("检查频次", "standard", "每年不少于1次。"),
    ]
    assert [(one.number, one.heading) for one in second.sections] == [("一", "监督检查对象"), ("一", "监督检查程序")]
    assert [trouble.zh.partition("：")[2] for trouble in troubles] == ["附件2"]
    remarks = [task.remark for one in register.responsibilities for task in one.tasks]
    assert [remark.text for remark in remarks if remark] == ["试行"]


def table(rows):
    cells = ("".join(f"<td>{text}</td>" for text in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


PAGE = (
    "<p>某市商务局职责清单</p>"
    + table([
        ["序号", "管理事项", "相关部门", "职责分工", "相关依据", "案例"],
        ["（1）", "成品油市场监管", "市商务局", "负责批发。", "《成品油市场管理办法》", "无"],
        ["", "", "市公安局", "负责消防。", "", ""],
        ["", "", "", "协助查处。", "《消防法》", ""],
        ["（2）", "酒类流通", "市商务局", "负责备案。", "", ""],
    ])
    + "<p>三、部门公共服务事项登记表</p>"
    + table([
        ["序号", "服务事项", "主要内容", "承办机构", "联系电话"],
        ["1", "展会服务", "组织展会。", "贸易科", "8765432"],
        ["2", "咨询", "解答政策。", "办公室", "8765433、8765434"],
    ])
)  # fmt: skip


def test_the_name_of_a_page_may_be_the_heading_of_a_part():
    _, title, publisher, troubles = read_responsibility_list(html.blocks(f"<title>责任清单</title>{PAGE}"))
    assert (title, publisher, troubles) == ("某市商务局职责清单", "某市商务局", ())


def test_a_page_of_another_city():
    blocks = html.blocks(PAGE)
    assert is_responsibility_list(blocks)
    register, title, publisher, troubles = read_responsibility_list(blocks)
    assert (title, publisher, troubles) == ("某市商务局职责清单", "某市商务局", ())
    assert [(one.number, one.matter.text) for one in register.boundaries] == [
        ("1", "成品油市场监管"),
        ("2", "酒类流通"),
    ]
    assert [(share.body, share.text.text) for share in register.boundaries[0].shares] == [
        ("市商务局", "负责批发。"), ("市公安局", "负责消防。\n协助查处。")
    ]  # fmt: skip
    assert register.boundaries[0].basis.text == "《成品油市场管理办法》\n《消防法》"
    assert register.boundaries[1].basis is None
    assert [(one.number, one.name.text, one.period) for one in register.services] == [
        ("1", "展会服务", ""),
        ("2", "咨询", ""),
    ]
    assert register.services[1].contacts[0].telephones == ("8765433", "8765434")


def sheet(rows):
    """A sheet in which a cell alone in its row spans all columns."""
    for line, row in enumerate(rows, start=1):
        alone = len(row) == 1
        texts = row * 5 if alone else row
        yield tuple(GridCell(text, line, at, alone and at > 1) for at, text in enumerate(texts, start=1))


def test_a_sheet_that_holds_everything():
    rows = [
        ["某区民政局权责清单（责任清单部分）"],
        ["单位：某区民政局"],
        ["序号", "部门职责", "工作事项", "责任处室", "备注"],
        ["1", "负责救助。", "低保审核。", "救助科", ""],
        ["2", "负责养老。", "养老机构备案。", "养老科", ""],
        ["公共服务事项"],
        ["序号", "服务项目", "服务内容", "服务时间", "咨询电话"],
        ["1", "婚姻登记咨询", "解答。", "工作日", "12345678"],
        ["注：电话如有变动，以公告为准。"],
        ["事中事后监管"],
        ["（一）养老机构监管\n一、监管对象\n养老机构。"],
        ["", "散落的格", "", "", ""],
    ]
    register, title, publisher, troubles = read_responsibility_list((Grid(tuple(sheet(rows)), kind="sheet"),))
    assert (title, publisher) == ("某区民政局权责清单（责任清单部分）", "某区民政局")
    assert [one.tasks[0].contacts[0].office for one in register.responsibilities] == ["救助科", "养老科"]
    assert register.services[0].contacts[0].telephones == ("12345678",)
    assert [one.sections[0].text.text for one in register.regimes] == ["养老机构。\n散落的格"]
    assert [(one.line, one.zh.partition("：")[2]) for one in troubles] == [(9, "注：电话如有变动，以公告为准。")]


def test_text_behind_a_dumped_table_belongs_to_no_cell():
    header = "\t序号\n\t主要职责\n\t具体工作事项\n\t责任科室\n\n"
    dump = header + "\t1\n\t甲责\n\t甲事\n\t甲科\n\n\n注：另有说明。\n"
    register, _, _, troubles = read_responsibility_list(lines_of(dump))
    assert register.responsibilities[0].tasks[0].contacts[0].office == "甲科"
    assert [(one.line, one.zh.partition("：")[2]) for one in troubles] == [(12, "注：另有说明。")]


def test_a_dump_that_lost_a_cell_says_where():
    header = "\t序号\n\t主要职责\n\t具体工作事项\n\t责任科室\n\n"
    dump = header + "\t1\n\t甲责\n\t甲事\n\t甲科\n\n\t2\n\t乙责\n\t乙事\n\n\t3\n\t丙责\n\t丙事\n\t丙科\n\n"
    register, _, _, troubles = read_responsibility_list(lines_of(dump))
    assert [(one.number, one.tasks[0].text.text) for one in register.responsibilities] == [
        ("1", "甲事"), ("2", "乙事"), ("3", "丙事")
    ]  # fmt: skip
    assert [(trouble.line, trouble.zh) for trouble in troubles] == [(11, "此行应有4格，实有3格：2 乙责 乙事")]


def test_words_for_the_columns_of_every_list_are_known_in_services():
    rows = [
        ["序次", "服务事项", "服务内容", "经办机构", "联系电话", "设立依据", "附注"],
        ["1", "残疾人证办理", "新办、换领。", "康复部", "8765432", "《残疾人保障法》第二条", ""],
        ["2", "就业培训", "组织培训。", "教就部", "8765433", "《残疾人就业条例》第二十一条", ""],
    ]
    register, _, _, troubles = read_responsibility_list((Grid(tuple(sheet(rows)), kind="sheet"),))
    assert [(one.number, one.basis.text) for one in register.services] == [
        ("1", "《残疾人保障法》第二条"),
        ("2", "《残疾人就业条例》第二十一条"),
    ]
    assert troubles == ()
