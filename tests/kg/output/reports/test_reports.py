"""What two editions or several cities do not share, as text: counted and written out by hand."""

import io
import json

from openpyxl import load_workbook

from kg.comparison.changes import Change
from kg.comparison.cities import Comparison, Power
from kg.output.reports import change_report, comparison_report

POWERS = (
    Power("甲事项", "行政处罚", {0: None, 1: None, 2: None}, ("sanction",)),
    Power("乙事项", "行政许可", {0: None, 2: None}, ()),
    Power("丙事项", "", {1: None}, ()),
    Power("丁事项", "", {2: None}, ()),
)
CITIES = Comparison(("一市", "二市", "三市"), ((), (), ()), POWERS)


def test_a_comparison_counts_what_all_have_and_what_one_alone_has():
    assert comparison_report.summary(CITIES) == "3份清单，4项权力：各清单均有1项，仅一份清单有2项，内容不同1项"


def test_rows_say_who_has_a_power_and_may_leave_out_what_is_alike():
    everything = list(comparison_report.rows(CITIES))
    assert [row[0] for row in everything] == ["甲事项", "乙事项", "丙事项", "丁事项"]
    assert everything[1][2] == "2"
    assert everything[1][-3:] == ("有", "无", "有")
    alike = Comparison(("一市", "二市"), ((), ()), (Power("甲事项", "", {0: None, 1: None}, ()), *POWERS[2:3]))
    assert [row[0] for row in comparison_report.rows(alike, differing=True)] == ["丙事项"]


def test_a_change_of_several_lists_names_list_and_body():
    named = Change("basis", "3", "X1", "甲事项", "实施依据", "旧", "新", 1.0, "编码相同", "甲清单", "甲市", "甲局")
    bodyless = Change("added", "", "", "乙事项", "", "", "乙", 1.0, "", "乙清单")
    text = change_report.as_text([named, bodyless], "旧版", "新版", several=True)
    assert "甲清单，甲局" in text
    assert "乙清单" in text
    assert "乙清单，" not in text
    record = json.loads(change_report.as_json([named]))[0]
    assert (record["change"], record["old"], record["new"], record["list"]) == ("basis", "旧", "新", "甲清单")


def test_a_workbook_without_statutes_has_no_sheet_of_fines():
    nothing = Comparison(("一市", "二市"), ((), ()), ())
    book = load_workbook(io.BytesIO(comparison_report.as_workbook(nothing)))
    assert book.sheetnames == ["对照", "不同之处", "仅一份清单有"]
