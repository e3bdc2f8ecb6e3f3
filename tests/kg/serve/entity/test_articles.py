"""The page about a thing shows what the audit found of it and, where the store has them, the articles it cites."""

import pytest

from extract.assemble import extract
from kg.audit.check import check, view
from kg.audit.examples import listing
from kg.audit.results import results
from kg.graph.store import fill, lines, writable
from kg.graph.terms import BASE, prefixes
from kg.graph.things import findings as findings_graph
from kg.graph.things.triples import quads as list_quads
from kg.graph.vocabulary import vocabulary
from kg.laws.library import Library
from kg.laws.matching.beside import beside
from kg.laws.matching.beside_graph import quads as article_quads
from kg.serve.entity.entity_page import entity_page
from kg.serve.entity.store_reader import StoreReader
from kg.serve.templating import rendered
from tests.kg.laws.conftest import TODAY, texts

CODE = "11620000000000001 W3620214001000"
ITEM = f"{BASE}id/power/{CODE.replace(' ', '')}"
ROW = {
    "serial": "1",
    "name": "擅离灯塔的处罚",
    "type": "行政处罚",
    "code": CODE,
    "basis": "《中华人民共和国灯塔法》第四条 看守人擅离灯塔的，由航标机关责令改正，处一千元以上五千元以下罚款；情节严重的，取消资格。<br>"
    "（《中华人民共和国灯塔法》第二条）",
}


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    where = tmp_path_factory.mktemp("library")
    with Library(where, writable=True) as library:
        library.add([texts(tmp_path_factory.mktemp("statutes"))], TODAY)
    made = listing((ROW,))
    seen = view([made])
    quads = [*vocabulary(), *list_quads(made, map(extract, made.rows), ())]
    quads += findings_graph.quads(results(check(seen), seen))
    store = writable()
    fill(store, lines(quads))
    with Library(where) as library:
        quads += article_quads(beside(store, library, TODAY))
    whole = writable()
    fill(whole, lines(quads))
    return StoreReader(whole, prefixes(), BASE)


def test_an_item_shows_its_findings_and_marks_them_in_the_words(reader):
    page = entity_page(reader, ITEM)
    assert page.findings[0].code in {"ID001", "LB005"}
    assert page.findings[0].severity == "错误"
    marked = {one.code for one in page.findings if one.span}
    kinds = {span.kind for words in page.cells for piece in words.pieces for span in piece.spans}
    assert any(kind.startswith("finding ") for kind in kinds) == bool(marked)
    assert marked


def test_an_item_shows_the_articles_it_cites_and_how_the_quote_compares(reader):
    page = entity_page(reader, ITEM)
    first = page.articles[0]
    assert first.name.text == "《中华人民共和国灯塔法》第四条"
    assert (first.comparison, first.difference) == ("与条文文字有出入", "缺“看守”")
    assert "".join(piece.text for piece in first.pieces).endswith("取消看守资格。")


def test_a_provision_shows_its_words_and_what_cites_it(reader):
    page = entity_page(reader, f"{BASE}id/law/中华人民共和国灯塔法/art_4")
    (article,) = page.articles
    assert article.comparison == ""
    assert "2019-06-07" in article.version.text
    assert "以此为依据的事项" in {group.caption for group in page.incoming}


def test_the_page_is_rendered_with_both(reader):
    page = entity_page(reader, ITEM)
    text = rendered("doc.html", BASE, it=page, forms=(), facts=())
    assert "检查发现" in text
    assert "引文比对：与条文文字有出入" in text
    assert "ID001" in text


def test_without_a_library_a_page_has_no_articles(graph):
    page = entity_page(StoreReader(graph.store, prefixes(), BASE), f"{BASE}id/law/工伤保险条例/art_30")
    assert page.articles == ()
