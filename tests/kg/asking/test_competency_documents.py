"""What the questions about documents answer, held to the bundled lists read without the graph."""

import re
from collections import Counter

import pytest

from kg import resources
from tests.kg.asking.printed import POWER, REGISTER, codes, plain


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


def test_no_year_of_a_document_is_printed_as_that_of_an_amendment(graph, rows):
    amended = {}
    for row in rows:
        for title, note in re.findall(r"《([^《》]+)》\(([^()]*)\)", row.basis):
            for years in re.findall(r"((?:\d{4}年(?:\d+月)?(?:\d+日)?[、和]?)+)(?:分别|第.次)?修[订正]", note):
                amended.setdefault(title, set()).update(re.findall(r"\d{4}", years))
    assert amended["就业服务与就业管理规定"] == {"2014", "2015"}
    years = {
        title.removeprefix("中华人民共和国"): str(row["年份"])
        for row in graph.query("documents-by-year")
        for title in row["文件"].split("、")
    }
    assert years["工伤保险条例"] == "2003"
    both = {title for title in amended if years.get(title.removeprefix("中华人民共和国")) in amended[title]}
    assert both == set()


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


def test_documents_older_than_2000(graph, rows):
    for row in graph.query("old-basis"):
        (item,) = [item for item in rows if item.code == row["编码"]]
        words = plain(row["文件"]).removeprefix("中华人民共和国")
        assert words in item.basis
        dated = re.compile(re.escape(words) + rf".{{0,60}}{str(row['日期'])[:4]}年")
        assert any(dated.search(other.basis) for other in rows), row


def test_no_article_is_named_in_both_lists(graph, rows):
    named = re.compile(r"《(?:中华人民共和国)?([^《》]+)》(?:\([^()]*\))?(第[一二三四五六七八九十百]+条)")
    text = plain(REGISTER.read_text(encoding="utf-8"))
    both = set(named.findall(text)) & {pair for row in rows for pair in named.findall(row.basis)}
    assert not both
    assert graph.query("shared-provisions") == []
    assert len(graph.query("shared-provisions", lists=1)) > 100


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


def test_documents_that_are_only_mentioned_head_no_basis(graph, rows):
    found = graph.query("mentioned-only")
    assert len(found) > 10
    for row in found:
        title = re.escape(plain(row["文件"]).removeprefix("中华人民共和国"))
        head = re.compile(rf"(?:^|\d[.、])(?:【[^】]*】)?《(?:中华人民共和国)?{title}》")
        assert not any(head.search(item.basis) for item in rows), row


def test_documents_that_a_unit_applies(graph, rows):
    own = [row for row in rows if "劳动保障监察" in row.unit]
    found = graph.query("documents-of-unit")
    for row in found:
        title = re.escape(plain(row["文件"]).removeprefix("中华人民共和国"))
        citing = [item for item in own if re.search(rf"《(?:中华人民共和国)?{title}》", item.basis)]
        assert 0 < row["事项数"] <= len(citing), row
    assert sum(row["事项数"] for row in found) >= len(own)
