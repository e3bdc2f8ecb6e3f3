"""Citations of a graph beside the articles of a library: computed, written, read back."""

import pytest

from extract.assemble import extract
from extract.understanding.cell import understand
from kg.asking.shapes import violations
from kg.audit.examples import listing
from kg.graph.store import fill, lines, writable
from kg.graph.things.evidence import place as span
from kg.graph.things.triples import quads as list_quads
from kg.laws.comparison import WordChange
from kg.laws.matching.beside import beside
from kg.laws.matching.beside_graph import graph_of, quads, stored
from kg.laws.matching.cited_cells import cited_in_cells
from kg.laws.matching.match import Class
from kg.laws.matching.quotes import citations
from tests.kg.laws.conftest import LATER, TODAY
from tests.lists import select

BASES = (
    (
        "《中华人民共和国灯塔法》第四条 看守人擅离灯塔的，由航标机关责令改正，处一千元以上五千元以下罚款；情节严重的，"
        "取消看守资格。第七条 灯塔的灯具应当使用国产灯芯，具体规格由航标机关会同港口机关制定。"
    ),
    "1.《灯塔法》第二条第二款；2.《码头条例》第三条 未悬挂照明灯具的，由港口机关处三万元以下罚款；3.《灯塔法》第九十九条",
    "《没有文本的办法》第一条 甲。《码头条例》（2015年）",
)


@pytest.fixture(scope="module")
def quads_of_list():
    made = listing(tuple({"name": f"第{number}项", "basis": text} for number, text in enumerate(BASES)))
    return list(list_quads(made, map(extract, made.rows), ()))


@pytest.fixture(scope="module")
def store(quads_of_list):
    made = writable()
    fill(made, lines(quads_of_list))
    return made


def test_cells_are_taken_apart_as_their_texts_are(store):
    """What is read back from a graph quotes the words that understanding the text anew quotes."""
    texts = {text: list(citations(text, understand(text))) for text in BASES}
    found = list(cited_in_cells(store))
    for text, expected in texts.items():
        (cell,) = {one.cell for one in found if one.cited.quote and one.cited.quote in text} or {""}
        here = [one.cited for one in found if one.cell == cell]
        assert [(one.title, one.path, one.quote, one.start, one.end) for one in here] == [
            (one.title, one.path, one.quote, one.start, one.end) for one in expected
        ]


def test_each_citation_has_its_article_and_status(store, library):
    found = {(one.document, one.provision): one for one in beside(store, library, TODAY)}
    exact = found["中华人民共和国灯塔法", "art_4"]
    assert (exact.kind, exact.named, exact.in_force) == (Class.EXACT, "与条文一致", None)
    assert exact.wording.text == exact.article.text == LATER[4]
    near = found["中华人民共和国灯塔法", "art_7"]
    assert near.changes == (WordChange("制定", "规定"),)
    assert found["中华人民共和国灯塔法", "art_2__para_2"].wording.text == LATER[2].split("\n")[1]
    assert found["中华人民共和国灯塔法", "art_2__para_2"].article.text == LATER[2]
    assert found["中华人民共和国灯塔法", "art_99"].wording is None
    assert "没有文本的办法" not in {document for document, _ in found}
    assert found["码头条例", "art_3"].kind is Class.NEAR


def test_the_words_quoted_are_where_their_span_says(store, library):
    texts = {quad.subject.value: quad.object.value for quad in store if quad.predicate.value.endswith("def#text")}
    for one in beside(store, library, TODAY):
        if one.quote:
            cell, start, end = span(one.evidence)
            assert texts[cell][start:end] == one.quote


def test_what_is_written_is_read_back(store, library, quads_of_list):
    found = beside(store, library, TODAY)
    written = writable()
    fill(written, lines([*quads_of_list, *quads(found)]))
    assert stored(written) == found
    assert stored(store) == ()
    assert violations([*quads_of_list, *quads(found)]) == violations(quads_of_list)


def test_only_articles_that_are_cited_are_written(store, library):
    made = list(quads(beside(store, library, TODAY)))
    assert {quad.graph_name for quad in made} == {graph_of()}
    words = {row[0] for row in select(made, "SELECT DISTINCT ?words { ?wording rdf:value ?words }")}
    assert LATER[4] in words
    assert not any("为了加强码头管理" in text for text in words)


def test_a_provision_leads_to_its_words_and_what_cites_it(store, library, quads_of_list):
    rows = select(
        [*quads_of_list, *quads(beside(store, library, TODAY))],
        """SELECT ?item ?text { ?item qz:legalBasis ?provision . ?provision eli:is_realized_by/rdf:value ?text ;
        eli:id_local "art_4" }""",
    )
    assert [text for _, text in rows] == [LATER[4]]
