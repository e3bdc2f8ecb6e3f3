"""The bundled responsibility list, part by part; every line of it is kept somewhere."""

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.model import Passage, ResponsibilityList
from extract.reading import reader
from extract.reading.formats.html import page as html
from extract.reading.grid import Grid, GridCell
from extract.reading.responsibility import flow
from extract.reading.responsibility.responsibility_list import is_responsibility_list, read_responsibility_list
from tests.extract.reading.responsibility.lines import DATA, FURNITURE, LIST, leaves, lines_of, lost

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
