"""What the questions about sanctions answer, held to the bundled lists read without the graph."""

import re
from collections import Counter

import pytest

from extract import numerals
from tests.kg.asking.printed import REGISTER, plain


@pytest.mark.parametrize(
    ("kind", "word"),
    [("吊销许可证件", "吊销"), ("没收", "没收"), ("警告", "警告"), ("追究刑事责任", "刑事责任|依照刑法")],
)
def test_items_with_a_sanction_are_those_whose_words_say_so(graph, rows, kind, word):
    printed = {row.name for row in rows if row.type == "行政处罚" and re.search(word, row.basis)}
    found = graph.query("items-with-sanction", kind=kind)
    of_items = {plain(row["事项"]) for row in found if row["清单"].startswith("金昌")}
    assert of_items & {row.name for row in rows if row.type == "行政处罚"} == printed


FINES = {"一万元以上五万元以下", "1万元以上5万元以下", "五万元以下", "10万元以下"}


def test_fines_of_fifty_thousand_and_more(graph, rows):
    found = {plain(row["事项"]) for row in graph.query("large-fines", amount="5万元")}
    assert found == {row.name for row in rows if any(re.search(rf"{sum_}的?罚款", row.basis) for sum_ in FINES)}


def yuan(text):
    """The sums of yuan up to which a text lets fine, and the sums it caps a fine at."""
    found = re.findall(
        r"(\d+|[一二三四五六七八九十]+)(万?)元(?:以下)?的?罚款|不得?超过(\d+|[一二三四五六七八九十]+)(万?)元", text
    )
    for most, ten_thousand, cap, of_cap in found:
        number = most or cap
        yield (int(number) if number.isdigit() else numerals.parse(number)) * (10000 if ten_thousand or of_cap else 1)


def test_large_fines_count_caps_in_yuan_on_fines_in_multiples(graph, rows):
    found = graph.query("large-fines", amount="20000")
    printed = {row.name for row in rows if row.type == "行政处罚" and max(yuan(row.basis), default=0) >= 20000}
    assert {plain(row["事项"]) for row in found if "：" not in row["事项"]} == printed
    of_register = [row["原文"] for row in found if "：" in row["事项"]]
    text = REGISTER.read_text(encoding="utf-8")
    assert len(of_register) == len(re.findall("[二三]万元以下罚款", text)) == 2  # in one article, for two acts
    assert len(found) == len({row["标识"] for row in found}) == 15
    assert {(row["单位"], row["最高限额"]) for row in found if row["最高限额"]} == {("倍", 30000)}


def test_fines_per_head(graph, rows):
    of_items = {row["事项"] for row in graph.query("fines-per-head") if row["清单"].startswith("金昌")}
    assert of_items == {row.name for row in rows if re.search("每人.{4,20}(?:罚款|标准)", row.basis)}
    of_register = [row for row in graph.query("fines-per-head") if row["清单"].startswith("鸡泽")]
    text = REGISTER.read_text(encoding="utf-8")
    assert len(of_register) == len(re.findall("每人[^，；]+罚款|每介绍一人处[^，；]+罚款", text)) == 3


def test_fines_as_a_multiple(graph, rows):
    printed = sum(len(re.findall(r"倍(?:以上[^,，;。]{1,3}倍以下)?的罚款", row.basis)) for row in rows)
    found = graph.query("multiple-fines")
    assert len(found) == printed == 11
    bases = Counter(row["基数"] for row in found)
    assert bases == {"骗取金额": 4, "违法所得": 3, "欠缴数额": 2, "瞒报工资数额": 1, "应缴社会保险费数额": 1}
    assert {(row["上限倍数"], row["最高限额"]) for row in found if row["最高限额"]} == {(3, 30000)}


def test_the_highest_fine(graph, rows):
    (row,) = graph.query("highest-fine-by-unit")
    assert row["最高罚款"] == 100000
    assert {row.unit for row in rows if row.type == "行政处罚"} == {row["承办机构"]}
    assert "10万元以下的罚款" in next(item.basis for item in rows if item.name == row["例如"])


def clause(basis, words):
    """The words of a basis up to and with some words, from the last sign that parts clauses."""
    before = basis[: basis.index(words)]
    return re.split("[,;。:]", before)[-1] + words


def test_what_may_and_what_shall_be_imposed(graph, rows):
    by_name = {row.name: row.basis for row in rows}
    for row in graph.query("may-or-shall", discretion=""):
        basis, words = by_name.get(plain(row["事项"])), plain(row["原文"])
        if basis and basis.count(words) == 1:
            assert (row["裁量"] == "可以") == bool(re.search("可以?(?:并)?", clause(basis, words))), row
    found = {row["标识"] for word in ("可以", "应当") for row in graph.query("may-or-shall", discretion=word)}
    assert found == {row["标识"] for row in graph.query("may-or-shall", discretion="")}


def test_authorities_that_decide_are_those_whose_name_stands_before_what_they_decide(graph, rows):
    found = [row for row in graph.query("deciding-authorities") if row["行使主体"].startswith("金昌")]
    assert {row["行使主体标识"].rpartition("/")[2] for row in found} == {"11620300438260106W"}
    for row in found:
        verbs = "责令|处|罚|没收|吊销|追究|加收|撤销|追回"
        naming = [item for item in rows if re.search(rf"{row['决定机关']}.{{0,40}}(?:{verbs})", item.basis)]
        assert 0 < row["事项数"] <= len(naming), row


def test_who_may_do_what_on_whom(graph, rows):
    for row in graph.query("who-may-what"):
        naming = [item for item in rows if row["承办机构"] in item.unit and row["对象"] in item.basis]
        assert 0 < row["事项数"] <= len(naming), row
    assert {row["对象"] for row in graph.query("who-may-what", on="直接负责")} == {
        "直接负责的主管人员和其他直接责任人员"
    }


def test_items_that_may_be_fined_and_lose_their_licence(graph, rows):
    penal = [row for row in rows if row.type == "行政处罚"]
    printed = {row.code for row in penal if "罚款" in row.basis and "吊销" in row.basis}
    assert {row["编码"] for row in graph.query("combined-sanctions")} == printed


def test_sanctions_under_a_condition_stand_behind_it(graph, rows):
    by_name = {row.name: row.basis for row in rows}
    found = graph.query("conditional-sanctions")
    named = {plain(row["事项"]) for row in found} & by_name.keys()
    for row in found:
        basis = by_name.get(plain(row["事项"]))
        assert basis is None or re.search(
            rf"{re.escape(plain(row['条件']))}.*?{re.escape(plain(row['原文']))}", basis
        ), row
    assert named == {
        row.name for row in rows if row.type == "行政处罚" and re.search("逾期(?:仍)?(?:不|未|拒不)", row.basis)
    }
