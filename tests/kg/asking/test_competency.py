"""What the questions answer on the bundled lists: held to checked answers, and to the lists read without the graph."""

import re
from collections import Counter

import pytest

from extract.reading import reader
from kg.asking import questions
from tests import expected
from tests.kg.asking.printed import POWER, REGISTER, codes, official, plain

QUESTIONS = questions.bundled()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.name)
def test_the_answer_is_the_checked_one(question, graph):
    assert expected.text(graph, question) == (expected.ANSWERS / f"{question.name}.csv").read_text(encoding="utf-8")


def test_every_checked_answer_has_its_question():
    assert {path.stem for path in expected.ANSWERS.glob("*.csv")} == {question.name for question in QUESTIONS}


def test_the_document_of_questions_is_up_to_date():
    assert expected.document() == expected.DOCUMENT.read_text(encoding="utf-8")


def test_there_are_enough_questions_and_each_has_an_answer():
    assert len(QUESTIONS) >= 24
    empty = {question.name for question in QUESTIONS if not expected.expectation(question)[0]}
    assert empty == {"shared-provisions"}  # the two lists name no article in common, as the test below finds too


def test_workload_is_the_count_of_rows_by_sub_unit(graph, rows):
    city = {row["承办机构"]: row["事项数"] for row in graph.query("unit-workload") if row["机关"].startswith("金昌")}
    assert city == Counter(row.unit for row in rows)


def test_types_by_sub_unit(graph, rows):
    found = {(row["承办机构"], row["权力类型"]): row["事项数"] for row in graph.query("unit-types")}
    assert found == Counter((row.unit, official(row.type)) for row in rows)


def test_items_of_a_sub_unit(graph, rows):
    found = graph.query("items-of-unit", unit="工伤保险科")
    assert codes(found) == sorted(row.code for row in rows if "工伤保险科" in row.unit)


def test_names_that_several_items_bear(graph, rows):
    found = {row["事项"]: row["事项数"] for row in graph.query("same-names")}
    assert found == {name: count for name, count in Counter(row.name for row in rows).items() if count > 1}


def test_regimes_lack_the_sections_whose_heading_they_do_not_print(graph):
    wanted = ["监督检查对象", "监督检查内容", "监督检查方式", "监督检查措施", "监督检查程序", "监督检查处理"]
    found = graph.query("regime-sections")
    for row in found:
        assert sorted([*filter(None, row["缺少"].split("、"))] if row["缺少"] else []) == sorted(
            one for one in wanted if one not in row["已有"].split("、")
        )
    assert any(row["缺少"] for row in found)


def test_common_grounds(graph, rows):
    for row in graph.query("common-grounds", most=12):
        words = re.compile(r"(?:^|\d[.、]|[:;])" + re.escape(plain(row["追责情形"])))
        assert row["事项数"] == sum(bool(words.search(item.grounds)) for item in rows), row


def test_missing_stages_are_in_no_heading(graph, rows):
    by_code = {row.code: row for row in rows}
    found = graph.query("missing-stages")
    assert found
    for row in found:
        word = {"事后监管": "监管"}.get(row["缺少的环节"], row["缺少的环节"])
        assert not re.search(rf"{word}(?:阶段)?责任", by_code[row["编码"]].duties), row
    assert not graph.query("missing-stages", type="行政处罚")
    stages = ("立案", "调查", "审查", "告知", "决定", "送达", "执行")
    assert all(stage in row.duties for row in rows if row.type == "行政处罚" for stage in stages)


def test_boundaries_name_the_bodies_in_the_order_of_print(graph):
    found = [(row["管理事项"], row["机关"]) for row in graph.query("boundaries")]
    assert found == [
        ("促进残疾人就业保障", "人社局"),
        ("促进残疾人就业保障", "残联"),
        ("社会保险基金收支管理工作", "人社局"),
        ("社会保险基金收支管理工作", "财政局"),
        ("社会保险基金收支管理工作", "地税局"),
        ("职业病防治", "卫生局"),
        ("职业病防治", "安监局"),
        ("职业病防治", "人社局"),
        ("职业病防治", "环保局"),
    ]
    assert "牵头" not in REGISTER.read_text(encoding="utf-8").partition("职责边界")[2].partition("公共服务事项")[0]
    assert {row["管理事项"] for row in graph.query("boundaries", matter="财政")} == {"社会保险基金收支管理工作"}


def test_offices_and_telephones_stand_together_in_the_list(graph):
    text = plain(REGISTER.read_text(encoding="utf-8"))
    found = graph.query("contacts", matter="")
    printed = [row for row in found if row["电话"]]
    for row in printed:
        assert re.search(rf"{row['责任科室']}[^\d,。]{{0,12}}{row['电话']}", text)
    assert {row["电话"] for row in printed} == set(re.findall(r"(?<!投诉举报电话)\d{7}", text))


def test_items_without_a_telephone_are_answered_with_the_office_that_handles_them(graph, rows):
    found = [row for row in graph.query("contacts", matter="就业") if not row["电话"]]
    printed = {(row.name, row.unit) for row in rows if "就业" in row.name}
    assert {(plain(row["事项"]), row["责任科室"]) for row in found} == printed


def test_every_row_carries_the_identifier_of_what_it_is_about(graph):
    for question in QUESTIONS:
        answer = graph.ask(question.text)
        assert "标识" in answer.columns, question.name
        for row in answer.rows():
            # Documents whose rank is not known are counted under no rank.
            assert row["标识"] or row.get("位阶") == "位阶未定", (question.name, row)
            for iri in (row["标识"] or "").split(" "):
                assert not iri or graph.query(f"ASK {{ {{ <{iri}> ?p ?o }} UNION {{ ?s ?p <{iri}> }} }}"), iri


def test_services(graph):
    found = {row["服务"]: row["责任科室"] for row in graph.query("services") if row["时间"] == "全年"}
    assert found == {
        "各类就业服务活动": "就业局",
        "劳动保障监察“三春行动”": "劳动保障监察大队、劳动科、就业局",
        "社保政策咨询服务": "社会保障中心",
    }


def test_time_limits_are_printed_in_the_items(graph, rows):
    by_code = {row.code: "".join(row.texts.values()) for row in rows}
    found = [row for row in graph.query("time-limits") if row["编码"]]
    assert len(found) > 30
    for row in found:
        assert plain(row["原文"]) in by_code[row["编码"]]
    assert {row["单位"] for row in graph.query("time-limits", unit="工作日")} == {"工作日"}


def test_time_limits_say_whether_they_are_the_shortest_or_the_longest_and_whose_they_are(graph):
    found = graph.query("time-limits")
    least, most = re.compile("不(?:得)?(?:少|低|短)于|满|以上|提前"), re.compile("内|不(?:得)?超过|以下|之前|不迟于")
    for row in found:
        if row["期限性质"] == "最短":
            assert least.search(row["原文"]), row
        if most.search(row["原文"]):
            assert row["期限性质"] == "最长", row
    assert {row["期限性质"] for row in found} >= {"最短", "最长"}
    of_parties = graph.query("time-limits", actor="相对人")
    assert of_parties
    assert not [row for row in of_parties if re.search("部门|机关|机构|政府|局$", row["称呼"] or "")]
    assert {row["期限性质"] for row in graph.query("time-limits", bound="最短")} == {"最短"}


def test_evidence_is_where_it_says(graph):
    rows = {cell.role.value: cell.text for cell in reader.read(POWER).rows[2].cells}
    columns = {"实施依据": "basis", "责任事项": "duties", "追责情形": "grounds"}
    found = graph.query("evidence", item="1579")
    assert len(found) > 20
    assert {row["事项"] for row in found} == {rows["name"]}
    for row in found:
        assert rows[columns[row["栏目"]]][row["起始位置"] : row["结束位置"]] == row["原文"]


def test_items_are_found_by_name_code_and_serial(graph):
    by_serial = graph.query("evidence", item="1579")
    assert graph.query("evidence", item="11620300438260106W3620214001000") == by_serial
    assert graph.query("evidence", item="以担保或其他名义") == by_serial


def test_bounds_of_limits_add_up_to_the_limits(graph):
    listed = Counter((row["期限性质"], row["期限对象"] or "未写明") for row in graph.query("time-limits"))
    found = {(row["期限性质"], row["期限对象"]): row["处数"] for row in graph.query("limit-bounds")}
    assert found == listed


def grounds_of(row):
    """The grounds a row prints, without their numbers; what stands before the first is no ground."""
    return [part.rstrip(";。:,") for part in re.split(r"(?<![\d条])\d{1,2}[.、]", row.grounds)[1:]]


def test_items_with_the_same_grounds(graph, rows):
    groups = Counter(frozenset(grounds_of(row)) for row in rows if grounds_of(row))
    found = graph.query("same-grounds")
    assert sorted((row["事项数"], row["情形数"]) for row in found) == sorted(
        (count, len(grounds)) for grounds, count in groups.items() if count > 1
    )
    for row in found:
        assert len(row["标识"].split(" ")) == row["事项数"]


def test_main_items_are_counted_beside_their_sub_items(graph, rows):
    (found,) = graph.query("item-counts")
    subs = [row for row in rows if row.texts.get("sub_code")]
    mains = {row.texts["code"] for row in subs}
    assert (found["数据行数"], found["子项"], found["主项"]) == (len(rows), len(subs), len(mains))
    assert found["无子项的事项"] == len(rows) - len(subs)
    assert found["节点数"] == len(rows) + len(mains)
    by_main = Counter(row.texts["code"] for row in subs)
    assert {row["编码"]: row["子项数"] for row in graph.query("main-items")} == by_main


def test_types_of_a_list(graph, rows):
    found = {row["权力类型"]: row["事项数"] for row in graph.query("types-of-list")}
    assert found == Counter(official(row.type) for row in rows)


@pytest.mark.parametrize(("column", "role"), [("实施依据", "basis"), ("责任事项", "duties"), ("追责情形", "grounds")])
def test_cells_that_several_items_print_word_for_word(graph, column, role):
    printed = Counter(cell.text for row in reader.read(POWER).rows for cell in row.cells if cell.role.value == role)
    expected_sizes = sorted((count, len(text)) for text, count in printed.items() if count > 1)
    found = sorted((row["事项数"], row["字数"]) for row in graph.query("same-words", column=column))
    assert found == expected_sizes


def test_grounds_and_stages_of_an_item_in_the_order_of_print(graph, rows):
    (row,) = [row for row in rows if row.texts["serial"] == "1579"]
    found = graph.query("grounds-of-item", item="1579")
    assert [plain(one["追责情形"]) for one in found] == grounds_of(row)
    assert [one["次序"] for one in found] == list(range(1, len(found) + 1))
    stages = graph.query("stages-of-item", item="1579")
    headings = re.findall(r"\d{1,2}[.、](.{2,6}?)(?:阶段)?责任", row.duties)
    assert [one["环节名称"] for one in stages if one["环节名称"] != "其他"] == headings
    assert sum(one["环节名称"] == "其他" for one in stages) == len(re.findall(r"\d[.、]其他", row.duties)) == 1
