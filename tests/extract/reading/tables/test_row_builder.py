import pytest

from extract.model import Cell, Role
from extract.reading.grid import GridCell
from extract.reading.tables import headers
from extract.reading.tables.row_builder import Shortness, build_row, place, undecoded
from extract.reading.tables.sections import section


def line(*texts):
    return tuple(GridCell(text, 7, column) for column, text in enumerate(texts, start=1))


HEADER = headers.header_at([line("序号", "事项名称", "", "实施依据", "备注")], 0)


def rows(*lines, trims=True):
    made = [build_row(line(*texts), HEADER) for texts in lines]
    shortness = Shortness()
    for row in made:
        shortness.look(row)
    return [*shortness.marked(made, trims=trims)]


def marks(made):
    return [[trouble.zh for trouble in one.troubles] for one in made]


def test_cells_under_their_columns():
    made = build_row(line("1", "甲", "", "《某法》", ""), HEADER)
    assert made.line == 7
    assert made.cells == [
        Cell(Role.SERIAL, "序号", "1", 1),
        Cell(Role.NAME, "事项名称", "甲", 2),
        Cell(Role.BASIS, "实施依据", "《某法》", 4),
        Cell(Role.REMARK, "备注", "", 5),
    ]
    assert build_row(line("1", "甲", "乙", "《某法》", ""), HEADER).cells[2] == Cell(Role.OTHER, "", "乙", 3)


def test_a_covered_cell_is_empty():
    made = build_row(line("1", "甲", "", "《某法》", "《某法》"), HEADER, [False, False, False, False, True])
    assert made.cells[-1] == Cell(Role.REMARK, "备注", "", 5)


def test_too_many_cells_are_kept_and_marked():
    made = build_row(line("1", "甲", "", "《某法》", "", "多", "", "余"), HEADER)
    assert [cell.text for cell in made.cells[-2:]] == ["多", "余"]
    (trouble,) = made.troubles
    assert (trouble.line, trouble.column) == (7, 6)
    assert (trouble.zh, trouble.en) == ("应有5格，实有8格", "expected 5 cells, found 8")


def test_empty_cells_at_the_end_are_not_too_many():
    assert not build_row(line("1", "甲", "", "《某法》", "", "", " "), HEADER).troubles


def test_a_short_row_is_marked_where_it_ends():
    full = ["1", "甲", "", "《某法》", ""]
    made = rows(full, ["2", "乙", "", "《某法》"], full)
    assert marks(made) == [[], ["应有5格，实有4格"], []]
    assert made[1].troubles[0].column == 5


def test_where_empty_ends_are_cut_off_only_what_matters_is_missed():
    short = ["1", "甲", "", "《某法》"]
    assert marks(rows(short, short, short, ["2", "乙"])) == [[], [], [], ["应有5格，实有2格"]]
    assert marks(rows(short, short, short, trims=False)) == [["应有5格，实有4格"]] * 3
    assert marks(rows(short, short, short, [*short, ""])) == [*[["应有5格，实有4格"]] * 3, []]


@pytest.mark.parametrize(
    ("short", "full", "marked"),
    [(2, 0, True), (3, 0, False), (3, 2, False), (3, 3, True), (4, 3, False), (4, 4, True)],
    ids=str,
)
def test_empty_ends_were_cut_off_where_more_than_two_and_most_rows_are_short(short, full, marked):
    made = rows(*[["1", "甲", "", "《某法》"]] * short, *[["2", "乙", "", "《某法》", "注"]] * full)
    assert any(marks(made)) is marked


def test_sections_fill_what_is_not_said():
    made = build_row(line("1", "甲", "", "《某法》", ""), HEADER)
    place(made, [section("一、行政处罚（共12项）"), section("二、档案（共3项）")])
    assert made.text(Role.TYPE) == "行政处罚"
    assert made.cells[-1].role is Role.OTHER


def test_a_type_of_its_own_stands():
    header = headers.header_at([line("事项名称", "权力类型", "实施依据")], 0)
    for printed, expected in (("行政许可", "行政许可"), ("", "行政处罚")):
        made = build_row(line("甲", printed, "《某法》"), header)
        place(made, [section("一、行政处罚（共12项）")])
        assert [cell.text for cell in made.cells if cell.role is Role.TYPE] == [expected]


def test_bytes_that_could_not_be_decoded():
    found = undecoded(3, [Cell(Role.NAME, "事项名称", "甲", 2), Cell(Role.BASIS, "实施依据", "乙\ufffd", 4)])
    assert [(trouble.line, trouble.column) for trouble in found] == [(3, 4)]


def test_an_empty_cell_too_many_is_marked_where_the_other_rows_have_none():
    good = ("1", "甲", "", "《某法》", "")
    assert marks(rows(good, (*good, ""), good)) == [[], ["应有5格，实有6格"], []]
    assert marks(rows((*good, ""), (*good, ""))) == [[], []]
    assert marks(rows(good, (*good, "多"), good)) == [[], ["应有5格，实有6格"], []]
    assert marks(rows(good, (*good, ""), good, trims=False)) == [[], [], []]
