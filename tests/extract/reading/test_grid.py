from extract.reading.grid import GridCell, Rows


def rows():
    made = Rows()
    made.add(2, ["甲", "乙"])
    made.add(5, ["甲", "丙", "丁"], [True, False, False])
    return made


def test_rows_make_their_cells_when_asked():
    made = rows()
    assert len(made) == 2
    assert made[0] == (GridCell("甲", 2, 1), GridCell("乙", 2, 2))
    assert made[-1] == (GridCell("甲", 5, 1, inherited=True), GridCell("丙", 5, 2), GridCell("丁", 5, 3))
    assert list(made) == [made[0], made[1]]


def test_rows_are_equal_to_the_same_rows_of_any_kind():
    assert rows() == rows() == tuple(rows())
    assert hash(rows()) == hash(rows())
    assert rows() != rows()[:1]
    assert rows()[1:] == (rows()[1],)


def test_a_text_that_repeats_the_one_above_is_kept_once():
    made = Rows()
    made.add(1, ["行政处罚" * 2])
    made.add(2, ["".join(["行政处罚", "行政处罚"])])
    assert made[0][0].text is made[1][0].text


def test_a_row_asked_for_often_is_made_once_while_it_is_near():
    made = Rows()
    for line in range(100):
        made.add(line, [str(line)])
    assert made[50] is made[50]
    assert [row[0].text for row in (made[at] for at in range(100))] == [str(at) for at in range(100)]
