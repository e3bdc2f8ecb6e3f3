import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.reading import paged
from extract.reading.formats.sheets import Sheet
from extract.reading.grid import Omission, Reason
from extract.reading.limits import Limits


@pytest.fixture(params=[(2, 1), (20_000, 200)], autouse=True, scope="module")
def sizes(request):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paged, "LONG", request.param[0])
        patch.setattr(paged, "PAGE", request.param[1])
        yield


def sheet(rows, merged=(), **more):
    made = Sheet("表", merged=list(merged), **more)
    for (line, column), text in rows.items():
        made.put(line, column, text)
    return made.grid()


def texts(grid):
    return [[cell.text for cell in row] for row in grid.rows]


def left_out(grid):
    return [(one.line, one.column, one.text, one.reason) for one in grid.omissions]


def test_merged_cells_are_filled_in_and_empty_rows_left_out():
    grid = sheet({(2, 2): "题", (3, 1): "1", (3, 2): "共", (5, 1): "2", (5, 3): "丙"}, [(2, 2, 2, 3), (3, 1000, 2, 2)])
    assert texts(grid) == [["", "题", "题"], ["1", "共", ""], ["2", "共", "丙"]]
    assert [[cell.inherited for cell in row] for row in grid.rows] == [
        [False, False, True],
        [False, False, False],
        [False, True, False],
    ]
    assert [(cell.line, cell.column) for cell in grid.rows[2]] == [(5, 1), (5, 2), (5, 3)]


def test_a_text_below_a_merged_cell_is_named():
    grid = sheet({(1, 1): "甲", (1, 2): "乙", (2, 1): "甲"}, [(1, 2, 1, 2)])
    assert texts(grid) == [["甲", "甲"], ["甲", "甲"]]
    assert left_out(grid) == [(1, 2, "乙", Reason.COVERED)]


def test_of_overlapping_merged_cells_the_first_holds():
    grid = sheet({(1, 1): "甲", (1, 3): "丙", (2, 1): "乙"}, [(1, 2, 1, 2), (1, 2, 2, 3)])
    assert texts(grid) == [["甲", "甲", "丙"], ["甲", "甲", ""]]
    assert left_out(grid) == [(2, 1, "乙", Reason.COVERED)]


def test_a_merged_cell_cut_short_by_another_shows_only_in_what_is_left_of_it():
    grid = sheet({(1, 1): "甲", (1, 2): "乙"}, [(1, 1, 2, 2), (1, 1, 1, 2)], hidden_columns={1})
    assert texts(grid) == [["", "乙"]]
    assert left_out(grid) == [(1, 1, "甲", Reason.HIDDEN_COLUMN)]


def test_hidden_rows_and_columns_are_named_cell_by_cell():
    grid = sheet(
        {(1, 1): "题", (1, 2): "码", (2, 1): "甲", (3, 1): "乙", (3, 2): "9"}, hidden_rows={2}, hidden_columns={2}
    )
    assert texts(grid) == [["题", ""], ["乙", ""]]
    assert left_out(grid) == [
        (1, 2, "码", Reason.HIDDEN_COLUMN),
        (2, 1, "甲", Reason.HIDDEN_ROW),
        (3, 2, "9", Reason.HIDDEN_COLUMN),
    ]


def test_a_merged_cell_that_begins_in_a_hidden_row_shows_in_the_next():
    grid = sheet({(1, 1): "共", (1, 2): "甲", (2, 2): "乙"}, [(1, 2, 1, 1)], hidden_rows={1})
    assert texts(grid) == [["共", "乙"]]
    assert left_out(grid) == [(1, 2, "甲", Reason.HIDDEN_ROW)]


def test_every_text_of_a_merged_cell_that_is_hidden_is_named():
    column = sheet({(1, 1): "共", (2, 1): "共", (2, 2): "乙"}, [(1, 2, 1, 1)], hidden_columns={1})
    assert left_out(column) == [(1, 1, "共", Reason.HIDDEN_COLUMN), (2, 1, "共", Reason.HIDDEN_COLUMN)]
    row = sheet({(1, 1): "共", (1, 2): "共", (2, 2): "乙"}, [(1, 1, 1, 2)], hidden_rows={1})
    assert left_out(row) == [(1, 1, "共", Reason.HIDDEN_ROW), (1, 2, "共", Reason.HIDDEN_ROW)]


def test_a_hidden_sheet_has_no_rows_and_all_its_texts_named():
    grid = sheet({(1, 1): "题", (4, 2): "甲"}, hidden=True)
    assert grid.rows == ()
    assert left_out(grid) == [(1, 1, "题", Reason.HIDDEN_SHEET), (4, 2, "甲", Reason.HIDDEN_SHEET)]


@pytest.mark.parametrize("text", ["#N/A", "#REF!", " #DIV/0! "])
def test_error_values_are_empty(text):
    grid = sheet({(1, 1): "题", (1, 2): text})
    assert texts(grid) == [["题"]]
    assert left_out(grid) == [(1, 2, text, Reason.ERROR_VALUE)]


def test_what_only_looks_like_an_error_is_text():
    assert texts(sheet({(1, 1): "#5 设备", (1, 2): "N/A"})) == [["#5 设备", "N/A"]]


def test_limits_bound_a_sheet_and_are_named_once():
    long = sheet({(1, 1): "长" * 11, (1, 2): "短"}, limits=Limits(cell_length=10))
    assert (texts(long), [one.reason for one in long.omissions]) == ([["", "短"]], [Reason.TOO_LONG])
    wide = sheet({(1, 1): "甲", (1, 3): "乙", (2, 3): "丙"}, limits=Limits(columns=2))
    assert (texts(wide), left_out(wide)) == ([["甲"]], [(1, 3, "乙", Reason.TOO_MUCH)])
    tall = sheet({(line, 1): "甲" for line in range(1, 9)}, limits=Limits(cells=3))
    assert (len(tall.rows), left_out(tall)) == (3, [(4, 1, "甲", Reason.TOO_MUCH)])


def test_a_table_that_is_nearly_all_blank_is_cut_short():
    rows = {(line, 1): "甲" for line in range(1, 50)} | {(1, 40): "远"}
    grid = sheet(rows, limits=Limits(blanks=100))
    assert 2 <= len(grid.rows) < 10
    assert [one.reason for one in grid.omissions] == [Reason.TOO_MUCH]


PLACES = st.tuples(st.integers(1, 6), st.integers(1, 5))


@given(
    st.dictionaries(PLACES, st.sampled_from("甲乙丙丁")),
    st.lists(st.tuples(PLACES, PLACES), max_size=4),
    st.sets(st.integers(1, 6), max_size=2),
    st.sets(st.integers(1, 5), max_size=2),
)
def test_every_text_stands_in_a_row_or_is_named(rows, merged, hidden_rows, hidden_columns):
    spans = [(*sorted((a, c)), *sorted((b, d))) for (a, b), (c, d) in merged]
    grid = sheet(rows, spans, hidden_rows=hidden_rows, hidden_columns=hidden_columns)
    shown = {(cell.line, cell.column): cell.text for row in grid.rows for cell in row}
    named = {(one.line, one.column): one.text for one in grid.omissions}
    for place, text in rows.items():
        in_span = [span for span in spans if span[0] <= place[0] <= span[1] and span[2] <= place[1] <= span[3]]
        assert text in {shown.get(place), named.get(place)} or (in_span and text in shown.values())
    assert all(cell.line not in hidden_rows for row in grid.rows for cell in row)
    assert isinstance(grid.omissions, tuple)
    assert all(isinstance(one, Omission) for one in grid.omissions)


def test_cells_may_come_in_any_order():
    grid = sheet({(2, 3): "丙", (1, 2): "乙", (2, 1): "甲", (1, 1): "题", (2, 2): "中"})
    assert texts(grid) == [["题", "乙", ""], ["甲", "中", "丙"]]


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 4)), max_size=20))
def test_cells_in_any_order_are_those_in_order(places):
    texts_by_place = {place: str(number) for number, place in enumerate(places)}
    made = Sheet("表")
    for number, (line, column) in enumerate(places):
        made.put(line, column, str(number))
    grid = made.grid()
    assert grid == sheet(dict(sorted(texts_by_place.items())))
    assert {(cell.line, cell.column): cell.text for row in grid.rows for cell in row if cell.text} == texts_by_place
