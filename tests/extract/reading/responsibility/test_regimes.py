"""Where a regime of supervision begins."""

import pytest

from extract.reading.responsibility.responsibility_list import read_responsibility_list
from tests.extract.reading.responsibility.lines import lines_of, lost

REGIMES = "事中事后监管制度\n"
ALIKE = """目录
(一)危化品企业监管……1
(二)矿山监管 2
（一）危化品生产企业监管
一、监督检查对象
甲
（二）矿山
（二）矿山监管
一、监督检查对象
乙"""
UNANNOUNCED = """（一）甲类监管
（二）乙类监管
（一）甲类监管
一、监管对象
（二）子
（二）乙类监管
一、监管对象
子
（三）丙类监管
一、监管对象
丑"""


@pytest.mark.parametrize(
    ("text", "names", "troubles"),
    [
        # Contents and headings differ a little; points inside the sections have the numbers of regimes.
        (ALIKE, ["危化品生产企业监管", "矿山监管"], 0),
        # A regime of the contents that does not come, and one that was not announced.
        ("（一）甲类监管\n（二）乙类监管\n（一）甲类监管\n一、监管对象\n子\n二、监管措施\n丑", ["甲类监管"], 1),
        (UNANNOUNCED, ["甲类监管", "乙类监管", "丙类监管"], 1),
        # Sections count 1. 2., regimes 一、 二、.
        (
            "一、甲类监管\n1.监督检查对象\n子\n（1）丑\n2.监督检查方式\n寅\n二、乙类监管\n1.监督检查对象\n卯",
            ["甲类监管", "乙类监管"],
            0,
        ),
        # No numbers before the names; one regime under the heading of the part alone.
        (
            "甲类事项监管制度\n一、监督检查对象\n子\n乙类事项监管办法\n一、监督检查对象\n丑",
            ["甲类事项监管制度", "乙类事项监管办法"],
            0,
        ),
        ("一、监督检查对象\n子\n二、监督检查内容\n（一）丑", ["事中事后监管制度"], 0),
        ("没有编号的一段文字。", [], 1),
    ],
)
def test_where_a_regime_begins(text, names, troubles):
    register, _, _, found = read_responsibility_list(lines_of(REGIMES + text))
    assert [one.name.text for one in register.regimes] == names
    assert len(found) == troubles
    assert lost(text, (register, found), {"目录", "(一)危化品企业监管……1", "(二)矿山监管 2"}) == []
