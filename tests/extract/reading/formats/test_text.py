import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Unreadable
from extract.reading.formats.text import blocks
from extract.reading.grid import Grid, Omission, Paragraph, Reason
from extract.reading.limits import Limits

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


@pytest.mark.parametrize("separator", [",", ";", "|", "，", "｜", "\t"])
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
    (grid,) = blocks(text)
    assert table(text)[1:] == [["1", "甲", "《某法》"], ["2", "乙", "《某法》"], ["3", "丙", "《某法》"]]
    assert grid.omissions == (Omission(2, 3, '"', Reason.STRAY_MARK),)


def test_quotation_marks_that_open_in_every_row():
    text = "序号,事项名称,权力类型,依据\n" + "".join(f'{at},"取水,许可类,《水法》\n' for at in range(1, 6))
    assert table(text)[1:] == [[str(at), "取水", "许可类", "《水法》"] for at in range(1, 6)]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ('1,"根据"放管服"要求,下放",《某法》', ["1", '根据"放管服"要求,下放', "《某法》"]),
        ('1,甲,"第一条\n所称"三同时"制度\n第二条"', ["1", "甲", '第一条\n所称"三同时"制度\n第二条']),
        ('1,甲"乙",《某法》', ["1", '甲"乙"', "《某法》"]),
        ('1,"甲"乙,《某法》', ["1", '甲"乙', "《某法》"]),
    ],
)
def test_quotation_marks_that_are_not_doubled(row, cells):
    (grid,) = blocks(f"序号,事项名称,实施依据\n{row}\n2,丙,《某法》\n")
    assert [[cell.text for cell in one] for one in grid.rows[1:]] == [cells, ["2", "丙", "《某法》"]]


def test_a_line_too_long_to_be_cut_is_named():
    limits = Limits(cell_length=10)
    (grid,) = blocks(f"序号,事项名称,依据\n1,甲,《某法》\n2,{'长' * 400},《某法》\n3,乙,《某法》\n", limits)
    assert [[cell.text for cell in row] for row in grid.rows[1:]] == [
        ["1", "甲", "《某法》"],
        ["2", "长" * 8],
        ["3", "乙", "《某法》"],
    ]
    assert [(one.line, one.column, one.reason) for one in grid.omissions] == [(3, 0, Reason.TOO_LONG)]


def test_many_stray_marks_cost_no_more_than_the_rows_do():
    text = "序号,事项名称,实施依据\n" + '1,"甲,《某法》\n2,乙,《某法》\n' * 20_000
    assert len(table(text)) == 40_001


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ('="116203"', "116203"), ('"=""116203"""', "116203"), ("'116203", "116203"), ("'0012", "0012"), ("'=甲", "=甲"),
        ("''甲'", "'甲'"), ("'十三五'规划", "'十三五'规划"), ("=甲", "=甲"), ("'", "'"), ("'甲", "'甲"),
    ],
)  # fmt: skip
def test_guards_are_no_part_of_the_text(printed, text):
    assert table(f"序号,编码,实施依据\n1,{printed},《某法》")[1][1] == text


def test_errors_and_rounded_codes_are_named():
    (grid,) = blocks("序号,编码,实施依据\n1,3.62021E+17,#N/A\n2,1E5,#5设备\n")
    assert [[cell.text for cell in row] for row in grid.rows[1:]] == [
        ["1", "362021000000000000", ""],
        ["2", "1E5", "#5设备"],
    ]
    assert grid.omissions == (
        Omission(2, 2, "3.62021E+17", Reason.DIGITS_LOST),
        Omission(2, 3, "#N/A", Reason.ERROR_VALUE),
    )


def test_what_is_past_the_limits():
    (grid,) = blocks(f"序号,事项名称,依据\n1,{'长' * 30},《某法》\n", Limits(cell_length=20))
    assert ([cell.text for cell in grid.rows[1]], grid.omissions[0].reason) == (["1", "", "《某法》"], Reason.TOO_LONG)
    (grid,) = blocks("序号,事项名称,依据\n1,甲,《某法》\n2,乙,《某法》\n", Limits(cells=6))
    assert (len(grid.rows), grid.omissions) == (2, (Omission(3, 0, "2 乙 《某法》", Reason.TOO_MUCH),))
    (grid,) = blocks("序号,事项名称,依据\n1,甲,《某法》,多\n", Limits(columns=3))
    assert (len(grid.rows[1]), grid.omissions[0].reason) == (3, Reason.TOO_MUCH)
    with pytest.raises(Unreadable, match=r"9行.*limit of 5"):
        blocks("甲\n" * 9, Limits(lines=5))


def test_a_very_long_cell():
    assert table(f'序号,事项名称,实施依据\n1,甲,"{"长" * 200_000}"')[1][2] == "长" * 200_000


def test_a_table_without_known_words_is_still_a_table():
    assert table("甲\t乙\n丙\t丁") == [["甲", "乙"], ["丙", "丁"]]
    assert table("甲,乙\n丙,丁", table=True) == [["甲", "乙"], ["丙", "丁"]]


def test_other_text_is_paragraphs_tabs_and_empty_lines_kept():
    text = "标题\n\n\t序号\n\t职责\n\t1\n"
    assert blocks(text) == tuple(Paragraph(line, at) for at, line in enumerate(text.split("\n"), start=1))


def test_cells_of_plain_text_join_to_their_lines():
    """Of lines as wide as the header: narrower ones may be parts of one that a line break has parted."""

    @given(st.lists(st.lists(st.text("甲乙《》1 ,"), min_size=3, max_size=5), min_size=1))
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


FOUR = "序号\t事项名称\t实施依据\t承办机构"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["1\t甲\t1.《某法》", "2.《某条例》\t一科"], [["1", "甲", "1.《某法》\n2.《某条例》", "一科"]]),
        (
            ["1\t甲\t《某法》：", "（一）乙；", "（二）丙\t一科"],
            [["1", "甲", "《某法》：\n（一）乙；\n（二）丙", "一科"]],
        ),
        (["1\t甲\t《某法》", "2\t乙\t《某法》"], [["1", "甲", "《某法》"], ["2", "乙", "《某法》"]]),
        (["1\t甲\t《某法》", "合计\t1"], [["1", "甲", "《某法》"], ["合计", "1"]]),
        (["1\t甲\t《某法》", "填报人：张某\t日期"], [["1", "甲", "《某法》"], ["填报人：张某", "日期"]]),
        (
            ["1\t甲\t《某法》", "一、行政处罚", "2\t乙\t《某法》"],
            [["1", "甲", "《某法》"], ["一、行政处罚"], ["2", "乙", "《某法》"]],
        ),
        (
            ["1\t甲\t《某法》", "（一）乙；", "2\t乙\t《某法》\t二科"],
            [["1", "甲", "《某法》"], ["（一）乙；"], ["2", "乙", "《某法》", "二科"]],
        ),
    ],
)
def test_a_line_break_within_a_cell_that_no_marks_enclose(lines, expected):
    (made,) = blocks("\n".join([FOUR, *lines]))
    assert [[cell.text for cell in row] for row in made.rows[1:]] == expected
