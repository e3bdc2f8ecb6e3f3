import dataclasses
import doctest
import re
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import rules
from extract.clean import left_out
from extract.model import Passage, ResponsibilityList
from extract.reading import reader
from extract.reading.formats.html import page as html
from extract.reading.formats.word import docx
from extract.reading.grid import Grid, GridCell, Paragraph
from extract.reading.responsibility import contacts, flow, parts
from extract.reading.responsibility.responsibility_list import is_responsibility_list, read_responsibility_list

DATA = Path(__file__).parents[4] / "data"
LIST = (DATA / "jize-hrss-responsibility-list.txt").read_text(encoding="utf-8")
#: What the form prints around its contents, in the bundled list: headings, header words, heads, contents, empty heads.
FURNITURE = {
    "部门职责登记表", "二、与相关部门的职责边界", "三、公共服务事项", "事中事后监管制度",
    "序号", "主要职责", "具体工作事项", "责任科室", "及联系方式", "备注", "相关职责", "相关部门", "职责分工",
    "相关依据", "案例", "服务事项", "主要内容", "活动时间", "责任科室及联系电话",
}  # fmt: skip


def lines_of(text):
    return tuple(Paragraph(line, number) for number, line in enumerate(text.split("\n"), start=1))


def leaves(value, kind):
    """Every value of a kind in a tree of dataclasses and tuples."""
    if isinstance(value, kind):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from leaves(getattr(value, field.name), kind)
    elif isinstance(value, tuple):
        for one in value:
            yield from leaves(one, kind)


def pieces(line):
    """A line without its list mark, and cut behind its heading."""
    words = re.sub(r"^[（(]?(?:[一二三四五六七八九十]+|\d+)[)）]?[、.]?(?=.)", "", left_out(line))
    return re.split("[:：。]", words, maxsplit=1)


def lost(text, found, furniture=FURNITURE):
    """The lines of a file whose words are nowhere in what was read from it."""
    bag = left_out("\n".join(leaves(found, str)))
    words = {line.strip() for line in text.split("\n")} - furniture - {""}
    unsigned = [line for line in words if not re.match(r"部门名称（盖章）|单位：", line)]
    return [line for line in unsigned if left_out(line) not in bag and not all(one in bag for one in pieces(line))]


BLOCKS = lines_of(LIST)
READ = read_responsibility_list(BLOCKS)
REGISTER = READ[0]


def test_the_bundled_list_is_a_register_and_the_power_list_is_none():
    assert is_responsibility_list(BLOCKS)
    rows = [
        line.split("\t") for line in (DATA / "jinchang-hrss-power-list.txt").read_text(encoding="utf-8").split("\n")
    ]
    cells = tuple(tuple(GridCell(text, line, at) for at, text in enumerate(row, 1)) for line, row in enumerate(rows, 1))
    assert not is_responsibility_list((Grid(cells, kind="text"),))
    assert not is_responsibility_list(())


def test_title_publisher_and_no_trouble():
    assert READ[1:] == ("鸡泽县人力资源和社会保障局责任清单", "鸡泽县人力资源和社会保障局", ())


def test_responsibilities_keep_their_printed_numbers():
    """16 is missing in print."""
    assert [one.number for one in REGISTER.responsibilities] == [*map(str, range(1, 16)), "17"]
    assert [len(one.tasks) for one in REGISTER.responsibilities] == [3, 4, 2, 2, 1, 1, 1, 2, 1, 1, 1, 1, 2, 1, 1, 1]
    assert REGISTER.responsibilities[-1].text == Passage("负责军队转业干部的安置和培训工作。", 216)


def test_every_task_has_its_office_and_telephone():
    tasks = [task for one in REGISTER.responsibilities for task in one.tasks]
    assert len(tasks) == 25
    offices = [[(contact.office, contact.telephones) for contact in task.contacts] for task in tasks]
    assert [len(found) for found in offices].count(1) == 24
    assert offices[11] == [("劳动仲裁科", ("7523309",)), ("劳动科", ("7523309",))]
    assert offices[12] == [("劳动科", ("7523309",))]
    assert offices[15] == [("农保中心", ("7591916",))]
    assert tasks[12].contacts[0].printed == Passage("劳动科7523309", 120)


def test_boundaries():
    assert [one.number for one in REGISTER.boundaries] == ["1", "2", "3"]
    assert [[share.body for share in one.shares] for one in REGISTER.boundaries] == [
        ["人社局", "财政局", "地税局"],
        ["人社局", "残联"],
        ["卫生局", "安监局", "人社局", "环保局"],
    ]
    assert [one.matter.text for one in REGISTER.boundaries] == [
        "社会保险基金收支管理工作", "促进残疾人就业保障", "职业病防治"
    ]  # fmt: skip
    assert all(one.basis and one.case and all(share.text.text for share in one.shares) for one in REGISTER.boundaries)
    assert REGISTER.boundaries[2].basis.text.count("\n") == 1


def test_services():
    assert [(one.number, one.period) for one in REGISTER.services] == [("1", "全年"), ("2", "全年"), ("3", "全年")]
    assert [[(contact.office, contact.telephones) for contact in one.contacts] for one in REGISTER.services] == [
        [("就业局", ("7523309",))],
        [("就业局", ("7523309",)), ("劳动科", ("7523309",)), ("劳动保障监察大队", ("7523309",))],
        [("社会保障中心", ("7523309",))],
    ]
    assert REGISTER.services[1].content.text.count("\n") == 2


def test_regimes():
    assert [one.number for one in REGISTER.regimes] == list("一二三四五六七八")
    assert [len(one.sections) for one in REGISTER.regimes] == [6, 6, 6, 6, 5, 6, 3, 3]
    assert REGISTER.regimes[1].name == Passage("人力资源服务机构监管", 422)
    assert all(one.preface and one.preface.text.endswith(("：", "。")) for one in REGISTER.regimes)
    kinds = [[section.kind for section in one.sections] for one in REGISTER.regimes]
    usual = ["subject", "content", "method", "measure", "procedure", "handling"]
    assert kinds == [usual, usual, usual, usual, [*usual[:3], "procedure", "handling"], usual,
                     ["standard", "procedure", "assessment"], ["content", "standard", "measure"]]  # fmt: skip
    assert [section.number for section in REGISTER.regimes[4].sections] == list("一二三四五")
    assert REGISTER.regimes[3].sections[1].text.text.count("\n（") == 11


def test_every_line_is_accounted_for():
    contents = {line.strip() for line in LIST.split("\n")[350:358]}
    assert lost(LIST, READ, FURNITURE | contents) == []
    assert lost("未收入的文字", READ) == ["未收入的文字"]


def test_passages_say_where_they_begin():
    printed = LIST.split("\n")
    for found in leaves(REGISTER, Passage):
        if found.text:
            assert found.text.split("\n")[0] in printed[found.line - 1]


places = st.integers(20, 915)


@settings(max_examples=40, deadline=None)
@given(
    places,
    st.sampled_from(["夹注甲乙丙", "\t夹格甲乙丙", "三、夹注甲乙丙", "（二）夹注甲乙丙", "\t21", "\t夹格\t甲乙丙"]),
)
def test_a_line_too_many_is_kept_somewhere(place, extra):
    lines = LIST.split("\n")
    text = "\n".join([*lines[:place], extra, *lines[place:]])
    contents = {line.strip() for line in lines[350:358]}
    assert (
        lost(
            text.replace("\t21", "").replace("\t", "\n"), read_responsibility_list(lines_of(text)), FURNITURE | contents
        )
        == []
    )


@settings(max_examples=40, deadline=None)
@given(places, st.integers(1, 3))
def test_lines_too_few_cost_nothing_else(place, count):
    lines = LIST.split("\n")
    text = "\n".join([*lines[:place], *lines[place + count :]])
    contents = {line.strip() for line in lines[345:360]}
    assert lost(text, read_responsibility_list(lines_of(text)), FURNITURE | contents) == []


PIECES = (
    "\t序号|\t主要职责|\t具体工作事项|\t1|\t||文字|一、监督检查对象|（一）某某监管|事中事后监管制度|\t职责分工|\t相关部门|单位：某局"
    "|二、监督检查内容：甲|目录|（二）某某监管|一、主要职责"
)


@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=30))
def test_no_paragraphs_crash(texts):
    blocks = lines_of("\n".join(texts))
    is_responsibility_list(blocks)
    assert isinstance(read_responsibility_list(blocks)[0], ResponsibilityList)


# --- the same form from other places: real tables, other words, other numbering

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
    assert sorted(trouble.zh.partition("：")[2] for trouble in troubles) == ["试行", "附件2"]


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


HEADERS = {
    "responsibilities": ["序号", "主要职责", "具体工作事项", "责任科室<br>及联系方式", "备注"],
    "boundaries": ["序号", "相关职责", "相关部门", "职责分工", "相关依据", "案例"],
    "services": ["序号", "服务事项", "主要内容", "活动时间", "责任科室及联系电话"],
}


def spanned(rows):
    """Table rows with every empty cell merged into the one above, as the form was before it was saved as text."""
    for place, row in enumerate(rows):
        cells = []
        for column, text in enumerate(row):
            empty = 0
            while place + empty + 1 < len(rows) and not rows[place + empty + 1][column]:
                empty += 1
            if text or place == 0:
                cells.append(f'<td rowspan="{empty + 1}">{text}</td>')
        yield f"<tr>{''.join(cells)}</tr>"


def as_page(blocks):
    for item in flow.flow(blocks):
        if isinstance(item, flow.Line):
            yield f"<p>{item.text}</p>"
            continue
        rows = [[cell.text.replace("\n", "<br>") for _, cell in entry.cells] for entry in item.entries]
        yield f"<table><tr>{''.join(f'<th>{word}</th>' for word in HEADERS[item.part])}</tr>"
        yield "".join(spanned(rows)) + "</table>"


def test_the_bundled_list_with_real_tables_reads_the_same():
    page = html.blocks("".join(as_page(BLOCKS)))
    assert sum(isinstance(block, Grid) for block in page) == 3
    assert list(leaves(read_responsibility_list(page), str)) == list(leaves(READ, str))


def test_the_door_reads_it():
    found = reader.read(DATA / "jize-hrss-responsibility-list.txt")
    assert (found.responsibility_list, found.title, found.publisher, found.troubles) == READ
    assert found.rows == ()


def test_a_dump_that_lost_a_cell_says_where():
    header = "\t序号\n\t主要职责\n\t具体工作事项\n\t责任科室\n\n"
    dump = header + "\t1\n\t甲责\n\t甲事\n\t甲科\n\n\t2\n\t乙责\n\t乙事\n\n\t3\n\t丙责\n\t丙事\n\t丙科\n\n"
    register, _, _, troubles = read_responsibility_list(lines_of(dump))
    assert [(one.number, one.tasks[0].text.text) for one in register.responsibilities] == [
        ("1", "甲事"), ("2", "乙事"), ("3", "丙事")
    ]  # fmt: skip
    assert [(trouble.line, trouble.zh) for trouble in troubles] == [(11, "此行应有4格，实有3格：2 乙责 乙事")]


REGIMES = "事中事后监管制度\n"
ALIKE = """目录
(一)危化品企业监管……1
(二)矿山监管 2
（一）危化品生产企业监管
一、监督检查对象
甲
（二）矿山
（二）矿山监管
一、监督检查对象
乙"""
UNANNOUNCED = """（一）甲类监管
（二）乙类监管
（一）甲类监管
一、监管对象
（二）子
（二）乙类监管
一、监管对象
子
（三）丙类监管
一、监管对象
丑"""


@pytest.mark.parametrize(
    ("text", "names", "troubles"),
    [
        # Contents and headings differ a little; points inside the sections have the numbers of regimes.
        (ALIKE, ["危化品生产企业监管", "矿山监管"], 0),
        # A regime of the contents that does not come, and one that was not announced.
        ("（一）甲类监管\n（二）乙类监管\n（一）甲类监管\n一、监管对象\n子\n二、监管措施\n丑", ["甲类监管"], 1),
        (UNANNOUNCED, ["甲类监管", "乙类监管", "丙类监管"], 1),
        # Sections count 1. 2., regimes 一、 二、.
        (
            "一、甲类监管\n1.监督检查对象\n子\n（1）丑\n2.监督检查方式\n寅\n二、乙类监管\n1.监督检查对象\n卯",
            ["甲类监管", "乙类监管"],
            0,
        ),
        # No numbers before the names; one regime under the heading of the part alone.
        (
            "甲类事项监管制度\n一、监督检查对象\n子\n乙类事项监管办法\n一、监督检查对象\n丑",
            ["甲类事项监管制度", "乙类事项监管办法"],
            0,
        ),
        ("一、监督检查对象\n子\n二、监督检查内容\n（一）丑", ["事中事后监管制度"], 0),
        ("没有编号的一段文字。", [], 1),
    ],
)
def test_where_a_regime_begins(text, names, troubles):
    register, _, _, found = read_responsibility_list(lines_of(REGIMES + text))
    assert [one.name.text for one in register.regimes] == names
    assert len(found) == troubles
    assert lost(text, (register, found), {"目录", "(一)危化品企业监管……1", "(二)矿山监管 2"}) == []


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("办公室\n7523309", [("办公室", "7523309")]),
        ("劳动科7523309", [("劳动科", "7523309")]),
        ("劳动仲裁科\n劳动科\n7523309", [("劳动仲裁科", "7523309"), ("劳动科", "7523309")]),
        ("甲科、乙股 0310-7523309、7523310", [("甲科", "0310-7523309 7523310"), ("乙股", "0310-7523309 7523310")]),
        ("责任科室：甲科 联系电话：（0310）7523309", [("甲科", "（0310）7523309")]),
        ("监察\n大队 13812345678", [("监察大队", "13812345678")]),
        ("办 公 室 7523309转8012", [("办公室", "7523309转8012")]),
        ("就业科 社保科", [("就业科", ""), ("社保科", "")]),
        ("社会保障中心（7523309）", [("社会保障中心", "7523309")]),
        ("信访办（督查室）7523309", [("信访办（督查室）", "7523309")]),
        ("7523309", [("", "7523309")]),
        ("12345678901234", [("12345678901234", "")]),
    ],
)
def test_contacts(printed, expected):
    passage = Passage(printed, 1)
    found = contacts.contacts(passage)
    assert [(one.office, " ".join(one.telephones)) for one in found] == expected
    assert all(one.printed is passage for one in found)


def test_no_contact_where_nothing_is_printed():
    assert contacts.contacts(None) == ()


@pytest.mark.parametrize("part", rules.table("responsibility")["part"], ids=lambda part: part["code"])
def test_words_of_the_form(part):
    for heading in part["headings"]:
        assert parts.part_of_heading(heading) == part["code"], heading
        assert parts.part_of_heading(f"二、{heading}") == part["code"], heading
    for heading in part["not_headings"]:
        assert parts.part_of_heading(heading) != part["code"], heading
    for column in part.get("column", ()):
        for word in column["examples"]:
            assert re.fullmatch(column["pattern"], word), word


@pytest.mark.parametrize("rule", rules.load("sections"), ids=lambda rule: rule.code)
def test_kinds_of_sections(rule):
    assert {parts.kind_of_section(heading) for heading in rule.examples} == {rule.code}
    assert parts.kind_of_section("附则") == "other"


@pytest.mark.parametrize(
    "words",
    [
        ["序号", "职权类型", "职权名称", "具体工作事项", "主要职责"],
        ["序号", "事项名称", "实施依据", "责任事项内容", "追责情形"],
        ["1", "负责水资源管理", "编制规划"],
        ["序号", "主要职责"],
        ["序号", "名称", "内容"],
    ],
)
def test_headers_of_other_tables(words):
    assert parts.columns_of_header(words) is None


def test_examples_in_the_docstrings():
    assert doctest.testmod(parts).failed == 0
