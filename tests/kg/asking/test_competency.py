"""What the questions answer on the bundled lists: held to checked answers, and to the lists read without the graph."""

import re
from collections import Counter

import pytest

from extract import numerals
from extract.reading import reader
from kg import resources
from kg.asking import questions
from kg.graph.codes import POWER_TYPES
from tests import expected

QUESTIONS = questions.bundled()
POWER, REGISTER = resources.bundled_lists()


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


# The same answers from the lists alone: rows as read, words searched for in them, nothing of the graph


@pytest.fixture(scope="module")
def rows():
    return [Item(row) for row in reader.read(POWER).rows]


SIGNS = str.maketrans("，；：（）“”", ',;:()""')


def plain(text):
    """Blanks removed, signs at half width."""
    return re.sub(r"\s", "", text).translate(SIGNS)


class Item:
    """A row as plain text."""

    def __init__(self, row):
        self.texts = {cell.role.value: plain(cell.text) for cell in row.cells}
        self.name = self.texts.get("sub_name") or self.texts["name"]
        self.code = self.texts.get("sub_code") or self.texts["code"]
        self.basis, self.unit, self.type = (self.texts[role] for role in ("basis", "unit", "type"))
        self.duties, self.grounds = self.texts["duties"], self.texts["grounds"]


def codes(found):
    return sorted(row["编码"] for row in found if row["编码"])


def test_workload_is_the_count_of_rows_by_sub_unit(graph, rows):
    city = {row["承办机构"]: row["事项数"] for row in graph.query("unit-workload") if row["机关"].startswith("金昌")}
    assert city == Counter(row.unit for row in rows)


def test_types_by_sub_unit(graph, rows):
    found = {(row["承办机构"], row["权力类型"]): row["事项数"] for row in graph.query("unit-types")}
    assert found == Counter((row.unit, official(row.type)) for row in rows)


def official(printed):
    return next(names[0] for names in POWER_TYPES.values() if printed in names)


def test_items_of_a_sub_unit(graph, rows):
    found = graph.query("items-of-unit", unit="工伤保险科")
    assert codes(found) == sorted(row.code for row in rows if "工伤保险科" in row.unit)


def test_names_that_several_items_bear(graph, rows):
    found = {row["事项"]: row["事项数"] for row in graph.query("same-names")}
    assert found == {name: count for name, count in Counter(row.name for row in rows).items() if count > 1}


@pytest.mark.parametrize(
    ("document", "title"),
    [
        ("社会保险法", "《中华人民共和国社会保险法》"),
        ("劳动保障监察条例", "《劳动保障监察条例》"),
        ("《就业促进法》", "《中华人民共和国就业促进法》"),
        ("社会保险费征缴暂行条例", "《社会保险费征缴暂行条例》"),
    ],
)
def test_items_of_a_document_are_the_rows_that_cite_it_with_an_article(graph, rows, document, title):
    cited = re.compile(rf"(?:^|\d[.、]|[。;\"]){re.escape(title)}.{{0,90}}?第")
    found = {row["编码"] for row in graph.query("items-of-document", document=document)} - {None}
    assert found == {row.code for row in rows if cited.search(row.basis)}


@pytest.mark.parametrize(("article", "number"), [("30条", "三十"), ("第四十七条", "四十七"), ("art_33", "三十三")])
def test_items_of_an_article(graph, rows, article, number):
    cited = re.compile(rf"《工伤保险条例》(?:\([^()]*\))*第{number}条")
    found = {row["编码"] for row in graph.query("items-of-document", document="工伤保险条例", article=article)}
    assert found
    assert found == {row.code for row in rows if cited.search(row.basis)}


def test_what_falls_with_a_regulation(graph, rows):
    mentions = {row.code for row in rows if "《社会保险费征缴暂行条例》" in row.basis}
    found = graph.query("repeal-impact")
    assert {row["编码"] for row in found} == mentions
    (only,) = [row for row in found if row["影响"] == "失去唯一依据"]
    (printed,) = [row for row in rows if row.code == only["编码"]]
    assert re.findall("《.+?》", printed.basis) == ["《社会保险费征缴暂行条例》"]
    assert only["失去依据的法律责任"] == len(re.findall("责令|罚款", printed.basis))


def test_where_an_article_falls_the_others_of_its_document_remain(graph, rows):
    """第三十六条 is cited beside another article of the same document: the item keeps that, and other documents."""
    found = {row["编码"]: row for row in graph.query("repeal-impact", document="工伤保险条例", article="第三十六条")}
    cited = re.compile(r"《工伤保险条例》\([^()]*\)(第三十[五六七]条[,、]第三十[五六七]条)")
    beside = {row.code: row for row in rows if (match := cited.search(row.basis)) and "第三十六条" in match[1]}
    assert found.keys() == beside.keys()
    for code, row in beside.items():
        documents = set(re.findall(r"\d\.《(.+?)》", row.basis)) - {"工伤保险条例"}
        assert found[code]["影响"] == "仍有其他依据"
        assert found[code]["其他依据"] == len(documents) + 1


def test_local_regulations(graph, rows):
    found = codes(graph.query("items-by-rank"))
    assert found == sorted(row.code for row in rows if re.search("《甘肃省[^》]+条例》", row.basis))


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


def test_a_repealed_article_leaves_the_other_articles_of_its_document(graph, rows):
    cited = re.compile(r"《人力资源市场暂行条例》.*?第(?:四|十五)条")
    (row,) = graph.query("repeal-impact", document="人力资源市场暂行条例", article="第四条")
    (printed,) = [item for item in rows if item.code == row["编码"]]
    assert cited.search(printed.basis)
    assert "第四条" in printed.basis
    assert "第十五条" in printed.basis
    assert row["影响"] == "仍有其他依据"
    whole = [one for one in graph.query("repeal-impact", document="人力资源市场暂行条例") if one["编码"] == row["编码"]]
    assert {one["影响"] for one in whole} == {"失去唯一依据"}
    assert len(set(re.findall("《(.+?)》", printed.basis))) == 1


def test_regimes_lack_the_sections_whose_heading_they_do_not_print(graph):
    wanted = ["监督检查对象", "监督检查内容", "监督检查方式", "监督检查措施", "监督检查程序", "监督检查处理"]
    found = graph.query("regime-sections")
    for row in found:
        assert sorted([*filter(None, row["缺少"].split("、"))] if row["缺少"] else []) == sorted(
            one for one in wanted if one not in row["已有"].split("、")
        )
    assert any(row["缺少"] for row in found)


def test_a_document_has_one_date_and_no_amendment_is_one(graph, rows):
    dated = Counter(row["document"] for row in graph.query(
        "SELECT ?document ?day { ?document a eli:LegalResource ; eli:date_document|dct:date ?day }"
    ))  # fmt: skip
    assert max(dated.values()) == 1
    found = graph.query("""SELECT DISTINCT ?title ?day { ?entry a qz:PowerItem ; qz:basisDocument ?document .
        ?document rdfs:label ?title ; eli:date_document|dct:date ?day FILTER (!CONTAINS(?title, "〈")) }""")
    assert len(found) > 40
    for row in found:
        words = re.escape(row["title"].removeprefix("中华人民共和国"))
        dated = re.compile(rf"《(?:中华人民共和国)?{words}》?.{{0,90}}?{row['day'][:4]}年")
        assert any(dated.search(item.basis) for item in rows), row
    amended = graph.query(
        "SELECT ?title ?day { ?change a qz:Amendment ; eli:amends/rdfs:label ?title ; eli:date_document|dct:date ?day }"
    )
    text = "".join(row.basis for row in rows)
    assert len(amended) > 5
    for row in amended:
        assert re.search(rf"{row['day'][:4]}年?[^》]{{0,40}}修[正订改]", text), row


def test_the_table_of_documents_has_numbers_and_dates(graph):
    table = graph.query((resources.tables() / "documents.rq").read_text(encoding="utf-8"))
    assert len(table) == len({row["标识"] for row in table})
    known = {row["文件"]: row for row in table}
    text = plain(POWER.read_text(encoding="utf-8") + REGISTER.read_text(encoding="utf-8"))
    numbered = [row for row in table if row["文号"]]
    assert len(numbered) > 100
    for row in numbered:
        for number in row["文号"].split("、"):
            assert re.search(".{0,4}".join(re.findall(r"\d+", number)), text), row
    assert known["就业补助资金管理办法"]["文号"]  # that of the notice that issues it
    assert sum(bool(row["日期"]) for row in table) > 80


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


def test_documents_older_than_2000(graph, rows):
    for row in graph.query("old-basis"):
        (item,) = [item for item in rows if item.code == row["编码"]]
        words = plain(row["文件"]).removeprefix("中华人民共和国")
        assert words in item.basis
        dated = re.compile(re.escape(words) + rf".{{0,60}}{str(row['日期'])[:4]}年")
        assert any(dated.search(other.basis) for other in rows), row


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


def test_no_article_is_named_in_both_lists(graph, rows):
    named = re.compile(r"《(?:中华人民共和国)?([^《》]+)》(?:\([^()]*\))?(第[一二三四五六七八九十百]+条)")
    text = plain(REGISTER.read_text(encoding="utf-8"))
    both = set(named.findall(text)) & {pair for row in rows for pair in named.findall(row.basis)}
    assert not both
    assert graph.query("shared-provisions") == []
    assert len(graph.query("shared-provisions", lists=1)) > 100


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


def test_weak_bases_name_no_law_regulation_or_decree(graph, rows):
    by_code = {row.code: row for row in rows}
    found = graph.query("weak-basis")
    for row in found:
        for title in row["依据文件"].split("、"):
            assert not re.search("(?<!办)法$|条例$", title), title
        decrees = re.findall(r"令第?\s*\d+号", by_code[row["编码"]].basis)
        assert not decrees, row
    assert codes(found) == sorted(row["编码"] for row in found)
    assert graph.query("weak-basis", type="处罚") == []


# The questions about counts, bounds and who may do what


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


def test_bounds_of_limits_add_up_to_the_limits(graph):
    listed = Counter((row["期限性质"], row["期限对象"] or "未写明") for row in graph.query("time-limits"))
    found = {(row["期限性质"], row["期限对象"]): row["处数"] for row in graph.query("limit-bounds")}
    assert found == listed


def test_authorities_that_decide_are_those_whose_name_stands_before_what_they_decide(graph, rows):
    found = [row for row in graph.query("deciding-authorities") if row["行使主体"].startswith("金昌")]
    assert {row["行使主体标识"].rpartition("/")[2] for row in found} == {"11620300438260106W"}
    for row in found:
        verbs = "责令|处|罚|没收|吊销|追究|加收|撤销|追回"
        naming = [item for item in rows if re.search(rf"{row['决定机关']}.{{0,40}}(?:{verbs})", item.basis)]
        assert 0 < row["事项数"] <= len(naming), row


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


def test_documents_that_a_notice_issues(graph):
    text = plain(POWER.read_text(encoding="utf-8") + REGISTER.read_text(encoding="utf-8"))
    for row in graph.query("issuing-notices"):
        assert plain(row["文件"]).removeprefix("中华人民共和国") in plain(row["印发文件"]).translate(
            str.maketrans("〈〉", "《》")
        )
        if row["文号"]:
            assert re.search(".{0,4}".join(re.findall(r"\d+", row["文号"])), text), row


def test_amendments_are_dated_in_print(graph, rows):
    text = "".join(row.basis for row in rows) + plain(REGISTER.read_text(encoding="utf-8"))
    found = graph.query("amendments")
    assert len(found) > 10
    for row in found:
        words = re.escape(row["文件"].removeprefix("中华人民共和国"))
        assert re.search(rf"{words}》?.{{0,300}}?{str(row['日期'])[:4]}年?[^》]{{0,60}}修", text), row


def test_types_of_a_list(graph, rows):
    found = {row["权力类型"]: row["事项数"] for row in graph.query("types-of-list")}
    assert found == Counter(official(row.type) for row in rows)


def test_documents_that_are_only_mentioned_head_no_basis(graph, rows):
    found = graph.query("mentioned-only")
    assert len(found) > 10
    for row in found:
        title = re.escape(plain(row["文件"]).removeprefix("中华人民共和国"))
        head = re.compile(rf"(?:^|\d[.、])(?:【[^】]*】)?《(?:中华人民共和国)?{title}》")
        assert not any(head.search(item.basis) for item in rows), row


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


def test_documents_that_a_unit_applies(graph, rows):
    own = [row for row in rows if "劳动保障监察" in row.unit]
    found = graph.query("documents-of-unit")
    for row in found:
        title = re.escape(plain(row["文件"]).removeprefix("中华人民共和国"))
        citing = [item for item in own if re.search(rf"《(?:中华人民共和国)?{title}》", item.basis)]
        assert 0 < row["事项数"] <= len(citing), row
    assert sum(row["事项数"] for row in found) >= len(own)
