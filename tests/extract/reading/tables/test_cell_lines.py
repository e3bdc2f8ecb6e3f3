from hypothesis import given
from hypothesis import strategies as st

from extract.reading.grid import Grid, Paragraph
from extract.reading.tables.cell_lines import regrid

HEADER = ["序号", "事项名称", "权力类型", "实施依据"]


def paragraphs(text):
    return [Paragraph(line, at) for at, line in enumerate(text.split("\n"), start=1)]


def dumped(*rows):
    return "\n".join("".join(f"\t{cell}\n" for cell in row) for row in rows)


def table(text):
    (grid,) = (block for block in regrid(paragraphs(text)) if isinstance(block, Grid))
    return [[cell.text for cell in row] for row in grid.rows]


def test_cells_become_rows_again():
    rows = [HEADER, ["1", "甲", "行政许可", "《某法》\n\n第一条"], ["2", "", "行政处罚", ""]]
    text = f"题\n\n{dumped(*rows)}\n"
    assert table(text) == rows
    (grid,) = (block for block in regrid(paragraphs(text)) if isinstance(block, Grid))
    assert [(row[0].line, row[-1].line) for row in grid.rows] == [(3, 6), (8, 11), (15, 18)]


def test_a_blank_line_at_the_end_of_a_cell_ends_no_row():
    assert table(dumped(HEADER, ["1", "甲\n", "行政许可", "《某法》"])) == [HEADER, ["1", "甲", "行政许可", "《某法》"]]


def test_a_section_between_rows_stands_alone():
    rows = [HEADER, ["一、行政许可（共1项）"], ["1", "甲", "行政许可", "《某法》"]]
    assert table(dumped(*rows)) == rows


def test_what_stands_around_the_table_stays():
    blocks = regrid(paragraphs(f"题\n{dumped(HEADER, ['1', '甲', '行政许可', '《某法》'])}\n\n完"))
    assert [block.text for block in blocks if isinstance(block, Paragraph) and block.text] == ["题", "完"]


def test_text_without_a_table_stays_as_it_is():
    for text in ("题\n\n正文", "\t甲\n\t乙", "\t序号\n\t甲\n\t乙"):
        assert regrid(paragraphs(text)) == tuple(paragraphs(text))


@given(st.lists(st.sampled_from(["\t序号", "\t事项名称", "\t实施依据", "\t", "", "甲", "\t《某法》"])))
def test_no_character_is_lost(lines):
    kept = []
    for block in regrid([Paragraph(line, at) for at, line in enumerate(lines, start=1)]):
        rows = block.rows if isinstance(block, Grid) else [[block]]
        kept += [cell.text for row in rows for cell in row]
    assert "".join("".join(kept).split()) == "".join("".join(lines).split())
