import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.reading.formats.pipe_tables import blocks, is_drawn, is_marked
from extract.reading.grid import Grid, Omission, Paragraph, Reason

HEAD = "| 序号 | 事项名称 | 实施依据 |"


def texts(grid):
    return [[cell.text for cell in row] for row in grid.rows]


def table(text):
    (grid,) = (block for block in blocks(text) if isinstance(block, Grid))
    return grid


def test_a_table_of_markdown_between_its_headings():
    found = blocks(f"# 某市气象局权力清单\n\n{HEAD}\n| --- | :-: | ---: |\n| 1 | 甲 | 《某法》 |\n\n说明")
    assert [block.text if isinstance(block, Paragraph) else texts(block) for block in found] == [
        "某市气象局权力清单",
        "",
        [["序号", "事项名称", "实施依据"], ["1", "甲", "《某法》"]],
        "",
        "说明",
    ]
    assert [(row[0].line, row[2].column) for row in found[2].rows] == [(3, 3), (5, 3)]


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}\n|---|---|---|\n|1|甲|《某法》|",
        "序号 | 事项名称 | 实施依据\n--- | --- | ---\n1 | 甲 | 《某法》",
        f"+----+----+----+\n{HEAD}\n+====+====+====+\n| 1 | 甲 | 《某法》 |\n+----+----+----+",
        "┌──┬──┬──┐\n│序号│事项名称│实施依据│\n├──┼──┼──┤\n│1│甲│《某法》│\n└──┴──┴──┘",
        f"{HEAD}\n-----+-----+-----\n| 1 | 甲 | 《某法》 |",
    ],
)
def test_ways_to_draw_a_table(text):
    assert is_drawn(text)
    assert texts(table(text)) == [["序号", "事项名称", "实施依据"], ["1", "甲", "《某法》"]]


def test_lines_between_two_rules_of_a_frame_are_one_row():
    rule = "+----+----+\n"
    text = f"{rule}| 序号 | 事项 |\n{rule}| 1 | 甲 |\n|   | 乙 |\n{rule}| 2 | 丙 |\n{rule}"
    assert texts(table(text)) == [["序号", "事项"], ["1", "甲\n乙"], ["2", "丙"]]


def test_marks_within_cells():
    grid = table(f"{HEAD}\n|---|---|---|\n| 1 | **甲**<br>乙 `丙` | a\\|b ~~旧~~新 |")
    assert texts(grid)[1] == ["1", "甲\n乙 丙", "a|b 新"]
    assert grid.omissions == (Omission(3, 3, "旧", Reason.STRUCK),)


def test_several_tables():
    found = [
        block
        for block in blocks(f"{HEAD}\n|---|---|---|\n|1|甲|乙|\n## 表二\n{HEAD}\n|---|---|---|\n|1|丙|丁|")
        if isinstance(block, Grid)
    ]
    assert [len(grid.rows) for grid in found] == [2, 2]


@pytest.mark.parametrize("text", ["甲|乙\n丙|丁", "---\n甲", "甲 -- 乙", "", "|\n|", "- 甲\n--------\n- 乙"])
def test_what_is_not_drawn(text):
    assert not is_drawn(text)


@given(st.text(alphabet="|-+= 甲\n─│\\*~<br>"))
def test_no_text_crashes_it_and_no_line_is_lost(text):
    found = blocks(text)
    is_drawn(text)
    shown = "".join(cell.text for block in found if isinstance(block, Grid) for row in block.rows for cell in row)
    shown += "".join(block.text for block in found if isinstance(block, Paragraph))
    shown += "".join(omission.text for block in found for omission in block.omissions)
    assert shown.count("甲") == text.count("甲")


def test_a_bold_name_and_its_value_with_a_blank_between():
    text = "# 某县某局权责清单\n\n### 甲许可\n\n- **实施依据** 《某法》第三条\n- **承办机构** 一股\n- **责任事项**：受理\n- **备注**\n"
    assert is_marked(text)
    assert [block.text for block in blocks(text) if block.text] == [
        "某县某局权责清单",
        "甲许可",
        "实施依据\t《某法》第三条",
        "承办机构\t一股",
        "责任事项：受理",
        "备注",
    ]


@pytest.mark.parametrize("rule", ["|-|-|-|", "| - | - | - |", "|:-|:-:|-:|", "-|-|-"])
def test_a_rule_of_single_strokes(rule):
    text = f"{HEAD}\n{rule}\n| 1 | 甲 | 《某法》 |"
    assert is_drawn(text)
    assert texts(table(text)) == [["序号", "事项名称", "实施依据"], ["1", "甲", "《某法》"]]
