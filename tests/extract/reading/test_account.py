"""Whatever a table looks like: every text in it is in a row, a header, a heading, or named as unused."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.model import Unreadable
from extract.reading import lists
from extract.reading.account import account
from extract.reading.grid import Grid, GridCell, Paragraph
from extract.reading.lists import Source
from extract.reading.reader import read

WORDS = [
    "序号", "编号", "事项名称", "子项", "权力类型", "类别", "实施依据", "处罚依据", "条款号", "条款内容", "行使主体", "承办机构",
    "责任事项", "追责情形", "违法程度", "违法情形", "处罚标准", "轻微", "严重", "备注", "收费依据", "不明之列", "", "其他资料",
]  # fmt: skip
TEXTS = [
    "1", "2", "3.1", "甲许可", "对乙的处罚", "行政许可", "行政处罚", "《某法》第三条", "《某条例》第五条第一款 处一万元罚款",
    "某县水务局", "许可科", "轻微", "一般", "严重", "处一千元罚款", "受理责任", "不予受理的", "0100381000", "2026-1234567", "", "", " ",
    "合计", "注：见附件", "一、行政处罚（共2项）", "（二）行政许可", "某县林业局权力清单", "填报单位：某县林业局", "依据", "事项",
]  # fmt: skip


def _unique(text, line, column):
    """Most texts stand once in a file, so that one that is lost is not found elsewhere."""
    return f"{text}{line}之{column}" if text[:1] in set("甲对《某处") and len(text) > 2 else text


@st.composite
def grids(draw):
    width = draw(st.integers(1, 7))
    header = draw(st.lists(st.sampled_from(WORDS), min_size=width, max_size=width))
    rows = draw(st.lists(st.lists(st.sampled_from(TEXTS), min_size=width, max_size=width + 1), max_size=6))
    table = [header, *rows] if draw(st.booleans()) else [*rows[:1], header, *rows[1:]]
    if draw(st.booleans()):
        table.insert(draw(st.integers(0, len(table))), header)
    merged = draw(st.sets(st.tuples(st.integers(0, 8), st.integers(0, 7)), max_size=8))
    made = []
    for line, row in enumerate(table):
        cells = []
        for column, text in enumerate(row):
            source = None
            if (line, column) in merged:
                source = (
                    cells[-1]
                    if column and (line + column) % 2
                    else made[-1][column]
                    if made and column < len(made[-1])
                    else None
                )
            cells.append(
                GridCell(
                    source.text if source else _unique(text, line, column), line + 1, column + 1, source is not None
                )
            )
        made.append(tuple(cells))
    return Grid(
        tuple(made),
        draw(st.sampled_from(["", "行政处罚", "某县民政局", "Sheet1"])),
        draw(st.sampled_from(["sheet", "table", "text"])),
    )


BLOCKS = st.lists(
    st.one_of(grids(), st.builds(Paragraph, st.sampled_from([*TEXTS, *WORDS, "事项名称：丙许可"]), st.just(1))),
    min_size=1,
    max_size=4,
)


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from strings(one)


def printed(blocks):
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell.text for row in block.rows for cell in row if not cell.inherited)


@settings(max_examples=400, deadline=None)
@given(BLOCKS)
def test_every_text_is_accounted_for(blocks):
    try:
        listing = lists.of_blocks(tuple(blocks), Source("list", "00"))
    except Unreadable:
        return
    found = account(listing, "list")
    del found["troubles"]
    shown = "\n".join(strings(found))
    for text in printed(blocks):
        assert "".join(text.split()) in "".join(shown.split()), text
    json.dumps(found, ensure_ascii=False)


def test_words_joined_to_a_merged_cell_are_accounted_for():
    texts = [
        [("事项名称", False), ("实施依据", False), ("其他资料", False)],
        [("甲许可", False), ("《某法》第三条", False), ("附件一", False)],
        [("乙许可", False), ("《某法》第四条", False), ("附件一", True)],
        [("乙许可", True), ("《某法》第五条", False), ("附件二", False)],
    ]
    cells = [
        tuple(GridCell(text, line, column, merged) for column, (text, merged) in enumerate(row, start=1))
        for line, row in enumerate(texts, start=1)
    ]
    found = account(lists.of_blocks((Grid(tuple(cells), "", "sheet"),), Source("list", "00")), "list")
    assert any("附件二" in text for text in strings(found)), found["rows"]


def test_no_table_is_lost_between_lines_that_look_like_the_parts_of_a_responsibility_list():
    def table(*rows):
        cells = [[GridCell(text, line, at) for at, text in enumerate(row, 1)] for line, row in enumerate(rows, 1)]
        return Grid(tuple(map(tuple, cells)), "", "sheet")

    blocks = (
        table(("事项名称", "权力类型"), ("甲许可", "行政许可")),
        Paragraph("事项", 1),
        table(("序号", "事项名称"), ("1", "乙许可")),
        Paragraph("事项", 1),
    )
    found = account(lists.of_blocks(blocks, Source("list", "00")), "list")
    assert [row["name"] for row in found["rows"]] == ["甲许可", "乙许可"]


POWERS = "甲县林业局权力清单\n\n|序号|事项名称|实施依据|\n|--|--|--|\n|1|采伐许可|《某法》第三条|\n"
DUTIES = "甲县林业局责任清单\n\n一、主要职责\n\n|序号|主要职责|具体责任事项|\n|--|--|--|\n|1|管理林地|审核林地|\n"


@pytest.mark.parametrize("text", [POWERS, DUTIES])
def test_a_row_without_a_body_is_the_publishers(text, tmp_path):
    path = tmp_path / "list.md"
    path.write_text(text, encoding="utf-8")
    assert [row["body"] for row in account(read(path), "list.md")["rows"]] == ["甲县林业局"]
