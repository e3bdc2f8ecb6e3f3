"""A rule as text: every part of it, each example where there is one."""

from dataclasses import replace

import pytest

from kg.audit.registry import find
from kg.output.findings.rule_text import rule_text

HEAD = "ID001 甲\na\n\n类别：ID 标识：编码、序号、名称\n级别：错误\n依据：乙\n建议：丙\n"
FIRES, QUIET = {"name": "某项审批", "code": "1 2"}, {"name": "某项审批", "code": "12"}
PRINTED_FIRES = "\n会报告的例子：\n    事项名称：某项审批；权力编码：1 2\n"
PRINTED_QUIET = "\n不会报告的例子：\n    事项名称：某项审批；权力编码：12\n"


@pytest.mark.parametrize(
    ("fires", "quiet", "expected"),
    [
        ((), (), HEAD),
        ((FIRES,), (), HEAD + PRINTED_FIRES),
        ((), (QUIET,), HEAD + PRINTED_QUIET),
        ((FIRES,), (QUIET,), HEAD + PRINTED_FIRES + PRINTED_QUIET),
    ],
)
def test_the_text_of_a_rule(fires, quiet, expected):
    rule = replace(find("ID001"), zh="甲", en="a", why="乙", remedy="丙", fires=fires, quiet=quiet)
    assert rule_text(rule) == expected
