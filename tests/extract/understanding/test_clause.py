"""Where the clause of a place begins and ends."""

import pytest

from extract.understanding.clause import closing, opening

TEXT = "甲,乙。丙:丁"


@pytest.mark.parametrize(
    ("at", "begin", "end"), [(0, 0, 1), (1, 0, 1), (2, 2, 3), (3, 2, 3), (4, 4, 5), (6, 6, 7), (7, 6, 7)]
)
def test_a_clause_stands_between_stops(at, begin, end):
    assert (opening(TEXT, at), closing(TEXT, at)) == (begin, end)


def test_only_the_stops_asked_for_count():
    assert (opening(TEXT, 6, "。"), closing(TEXT, 0, "。")) == (4, 3)
    assert (opening(TEXT, 6, ";"), closing(TEXT, 0, ";")) == (0, 7)


def test_it_is_looked_for_within_reach():
    text = "," + "甲" * 500 + ","
    assert (opening(text, 240), opening(text, 241), opening(text, 242)) == (1, 1, 2)
    assert (closing(text, 260), closing(text, 261), closing(text, 262)) == (500, 501, 501)
    assert (opening(text, 9, reach=5), closing(text, 9, reach=5)) == (4, 14)
