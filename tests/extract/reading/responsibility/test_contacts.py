"""Offices and telephones of a cell."""

import pytest

from extract.model import Passage
from extract.reading.responsibility import contacts


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("办公室\n7523309", [("办公室", "7523309")]),
        ("劳动科7523309", [("劳动科", "7523309")]),
        ("劳动仲裁科\n劳动科\n7523309", [("劳动仲裁科", "7523309"), ("劳动科", "7523309")]),
        ("甲科、乙股 0310-7523309、7523310", [("甲科", "0310-7523309 7523310"), ("乙股", "0310-7523309 7523310")]),
        ("责任科室：甲科 联系电话：（0310）7523309", [("甲科", "（0310）7523309")]),
        ("监察\n大队 13812345678", [("监察大队", "13812345678")]),
        ("办 公 室 7523309转8012", [("办公室", "7523309转8012")]),
        ("就业科 社保科", [("就业科", ""), ("社保科", "")]),
        ("社会保障中心（7523309）", [("社会保障中心", "7523309")]),
        ("信访办（督查室）7523309", [("信访办（督查室）", "7523309")]),
        ("7523309", [("", "7523309")]),
        ("12345678901234", [("12345678901234", "")]),
    ],
)
def test_contacts(printed, expected):
    passage = Passage(printed, 1)
    found = contacts.contacts(passage)
    assert [(one.office, " ".join(one.telephones)) for one in found] == expected
    assert all(one.printed is passage for one in found)


def test_no_contact_where_nothing_is_printed():
    assert contacts.contacts(None) == ()
