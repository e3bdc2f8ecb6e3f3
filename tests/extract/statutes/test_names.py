"""What a file name says."""

import pytest

from extract.statutes import names
from extract.statutes.model import Status


@pytest.mark.parametrize(
    ("stem", "title", "date", "status"),
    [
        ("灯塔法(2018-12-29)", "灯塔法", "2018-12-29", Status.UNKNOWN),
        ("灯塔办法（试行）(2018-12-29)", "灯塔办法（试行）", "2018-12-29", Status.UNKNOWN),
        ("灯塔办法_2017-12-18_有效_1.2.156.3005.6-13000", "灯塔办法", "2017-12-18", Status.IN_FORCE),
        ("灯塔办法_2017-12-18_已废止_1.2.156.3005.6-13000", "灯塔办法", "2017-12-18", Status.REPEALED),
        ("灯塔法（2021修正）", "灯塔法（2021修正）", "", Status.UNKNOWN),
        ("灯塔法20181229", "灯塔法", "2018-12-29", Status.UNKNOWN),
        ("README", "README", "", Status.UNKNOWN),
        ("灯塔法(2018-13-45)", "灯塔法(2018-13-45)", "", Status.UNKNOWN),
    ],
)
def test_read(stem, title, date, status):
    found = names.read(stem)
    assert (found.title, found.date, found.status) == (title, date, status)


@pytest.mark.parametrize("code", Status)
def test_a_status_is_read_back_from_its_label(code):
    assert names.status(names.label(code)) is code


def test_codes_of_the_national_database():
    assert [names.status(code) for code in "1234"] == [Status.REPEALED, Status.AMENDED, Status.IN_FORCE, Status.NOT_YET]
