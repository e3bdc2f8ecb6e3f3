"""Findings as lines, written out by hand beside what is printed."""

from kg.audit.finding import Finding, Place, Severity
from kg.output.findings.lines import concise, full, github

PATHS, TITLES = {"甲清单": "a/甲,1.csv", "乙清单": "乙.csv"}, {"DT001": "一部文件两个文号"}
PLACE = Place("甲清单", line=12, row="X1", serial="3", column="实施依据", start=4, end=9, quote="国发〔2010〕1号")
OTHER = Place("乙清单", line=7, column="实施依据", start=0, end=3, quote="另一号")
IN_ROW = Finding("DT001", Severity.ERROR, PLACE, "文号不同", "请核对", conflicts_with=OTHER)
OF_LIST = Finding("DT001", Severity.INFO, Place("乙清单"), "50%的行\n没有日期", "请补充")


def test_one_line_a_finding_with_file_and_line_where_it_has_one():
    assert list(concise([IN_ROW, OF_LIST], PATHS)) == [
        "a/甲,1.csv:12: DT001 错误 文号不同",
        "乙.csv: DT001 提示 50%的行\n没有日期",
    ]


def test_a_paragraph_says_place_words_other_place_and_remedy():
    assert list(full([IN_ROW], PATHS, TITLES)) == [
        "a/甲,1.csv:12: DT001 错误 一部文件两个文号",
        "    文号不同",
        "    位置：第12行，序号3，“实施依据”栏第5～9字“国发〔2010〕1号”",
        "    另见：乙.csv，第7行，“实施依据”栏第1～3字“另一号”",
        "    建议：请核对",
        "",
    ]
    assert list(full([OF_LIST], PATHS, TITLES))[2:] == ["    建议：请补充", ""]


def test_commands_of_github_escape_what_would_end_them():
    assert list(github([IN_ROW, OF_LIST], PATHS)) == [
        "::error file=a/甲%2C1.csv,line=12,title=DT001::文号不同",
        "::notice file=乙.csv,title=DT001::50%25的行%0A没有日期",
    ]
