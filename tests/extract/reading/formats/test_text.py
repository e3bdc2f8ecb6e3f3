import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.reading.formats.text import blocks
from extract.reading.grid import Grid, Paragraph

HEADER = "序号\t事项名称\t实施依据"


def table(text, **how):
    (grid,) = blocks(text, **how)
    assert isinstance(grid, Grid)
    return [[cell.text for cell in row] for row in grid.rows]


def test_lines_cut_at_tabs_as_they_stand():
    text = f'\n{HEADER}\n\n1\t甲,乙；丙\t"三同时"制度 \n'
    (grid,) = blocks(text)
    assert grid.kind == "text"
    assert table(text) == [["序号", "事项名称", "实施依据"], ["1", "甲,乙；丙", '"三同时"制度 ']]
    assert [(cell.line, cell.column, cell.inherited) for cell in grid.rows[1]] == [
        (4, 1, False),
        (4, 2, False),
        (4, 3, False),
    ]


@pytest.mark.parametrize("separator", [",", ";", "|", "，", "\t"])
def test_separators(separator):
    text = separator.join(["序号", "事项名称", "实施依据"]) + "\n" + separator.join(["1", "甲", "《某法》"])
    assert table(text)[1] == ["1", "甲", "《某法》"]


@pytest.mark.parametrize("separator", [",", "\t"])
def test_quoted_cells_may_hold_anything(separator):
    row = separator.join(["1", f'"甲{separator}""乙"""', '"《某法》\n\n第一条"'])
    text = f"{separator.join(['序号', '事项名称', '实施依据'])}\n{row}\n{separator.join('2丙丁')}\n"
    (grid,) = blocks(text)
    assert [cell.text for cell in grid.rows[1]] == ["1", f'甲{separator}"乙"', "《某法》\n\n第一条"]
    assert [row[0].line for row in grid.rows] == [1, 2, 5]


def test_a_quotation_mark_never_closed_costs_one_row():
    text = '序号,事项名称,实施依据\n1,甲,"《某法》\n2,乙,《某法》\n3,丙,《某法》'
    assert table(text)[1:] == [["1", "甲", '"《某法》'], ["2", "乙", "《某法》"], ["3", "丙", "《某法》"]]


def test_a_very_long_cell():
    assert table(f'序号,事项名称,实施依据\n1,甲,"{"长" * 200_000}"')[1][2] == "长" * 200_000


def test_a_table_without_known_words_is_still_a_table():
    assert table("甲\t乙\n丙\t丁") == [["甲", "乙"], ["丙", "丁"]]
    assert table("甲,乙\n丙,丁", table=True) == [["甲", "乙"], ["丙", "丁"]]


def test_other_text_is_paragraphs_tabs_and_empty_lines_kept():
    text = "标题\n\n\t序号\n\t职责\n\t1\n"
    assert blocks(text) == tuple(Paragraph(line, at) for at, line in enumerate(text.split("\n"), start=1))


def test_cells_of_plain_text_join_to_their_lines():
    @given(st.lists(st.lists(st.text("甲乙《》1 ,"), min_size=2, max_size=5), min_size=1))
    def holds(rows):
        text = "\n".join("\t".join(row) for row in [["序号", "事项名称", "实施依据"], *rows])
        filled = [row for row in rows if any(cell.strip() for cell in row)]
        assert table(text)[1:] == filled

    holds()


@given(st.text())
def test_no_text_crashes_it(text):
    for must in (True, False):
        for block in blocks(text.replace("\r", ""), table=must):
            assert isinstance(block, Grid | Paragraph)
