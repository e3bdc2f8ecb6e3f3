"""Citations and their evidence: what is said of a document, and the very characters that say it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.facts import (
    Citation,
    CitedProvision,
    Document,
    Facts,
    Reference,
    Resolution,
    Sanction,
    SanctionKind,
    StatedNumber,
)
from kg.graph import terms as t
from kg.graph.builder import GraphBuilder
from kg.graph.things import cell_facts, citations, evidence
from kg.graph.written_terms import iri_of, simple
from tests.lists import BASIS, at, power_graph, select

LAW = Document("中华人民共和国劳动法", "law")
GRAPH = power_graph()


def test_a_citation_has_document_words_and_what_it_states():
    found = select(
        GRAPH,
        """SELECT DISTINCT ?quote ?number ?label WHERE { ?c a qz:Citation ; qz:statedLabel ?label ;
        qz:citedDocument law:中华人民共和国劳动合同法 ;
        ^dct:isPartOf/oa:hasBody <https://w3id.org/quanze/id/law/中华人民共和国劳动合同法/art_84__para_1> ;
        qz:statedNumber ?number ;
        oa:hasTarget/oa:exact ?quote }""",
    )
    assert found == [
        ("《劳动合同法》(2007年6月29日通过,主席令第65号,2008年1月起施行)第八十四条第一款", "主席令第65号", "法律")
    ]


def test_every_provision_has_its_own_words():
    found = select(
        GRAPH,
        """SELECT ?provision ?quote WHERE { ?p a qz:Pinpoint ; oa:hasBody ?provision ; dct:isPartOf/qz:role ?role ;
        oa:hasTarget/oa:exact ?quote }""",
    )
    law = "id/law/中华人民共和国劳动合同法/"
    assert found == [
        (law + "art_84__para_1", "第八十四条第一款"),
        (law + "art_84__para_2", "第二款"),
        (law + "art_9", "第九条"),
    ]


def test_a_reference_that_names_nothing_known_keeps_what_it_says():
    found = select(
        GRAPH,
        """SELECT ?title ?path ?form WHERE { ?c qz:statedTitle ?title ; qz:statedPath ?path ; qz:referenceForm ?form ;
        qz:resolution <https://w3id.org/quanze/code/resolution/unresolved> FILTER NOT EXISTS { ?c qz:citedDocument ?b } }""",
    )
    assert found == [("有关规定", "art_3", "code/reference-form/named")]


def test_quotes_are_what_stands_at_their_position():
    spans = select(
        GRAPH,
        """SELECT ?s ?cell ?text ?quote WHERE { ?s oa:hasSource ?cell . ?cell qz:text ?text .
        { ?s oa:exact ?quote } UNION { [] a ?stated ; qz:evidence ?s ; dct:description ?quote }
        UNION { [] qz:conditionEvidence ?s ; qz:condition ?quote } }""",
    )
    assert len(spans) > 10
    for span, cell, text, quote in spans:
        at_cell, start, end = evidence.place(span)
        assert at_cell == cell
        assert text[start:end] == quote


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_the_iri_of_a_span_says_its_place(start, end):
    assert evidence.place(evidence.span_iri(t.BASE + "id/fact/cell-1", start, end)) == (
        t.BASE + "id/fact/cell-1", start, end,
    )  # fmt: skip
    assert evidence.place(t.BASE + "id/fact/cell-1") is None


@pytest.mark.parametrize(
    ("basis", "cites"),
    [
        (None, []),
        (0, ["中华人民共和国工会法", "中华人民共和国工会法/art_6"]),
        (1, []),
        (7, []),
    ],
)
def test_a_document_cites_what_its_quoted_text_points_at(basis, cites):
    text = "《中华人民共和国劳动法》第三条 依照工会法第六条办理"
    draft = GraphBuilder("清单", t.BASE)
    cell = evidence.cell(draft, draft.listing, "basis", text)
    cited = Citation("中华人民共和国劳动法", 0, 15, 0, 12, LAW, provisions=(CitedProvision("art_3", 12, 15),))
    pointed = Reference(
        "工会法", *at(text, "工会法第六条"), "named", Resolution.RESOLVED, Document("中华人民共和国工会法", "law"),
        (CitedProvision("art_6", *at(text, "第六条")),), basis,
    )  # fmt: skip
    bases = (citations.basis(draft, cell, cited, "basis"),)
    citations.reference(draft, cell, pointed, bases)
    found = [
        iri_of(value).partition("/law/")[2] for _, predicate, value in draft.statements if predicate == t.ELI_CITES
    ]
    assert found == cites


def test_a_document_does_not_cite_the_decision_that_amended_it():
    text = "《劳动法》（根据《关于修改法律的决定》修正）第三条 依照工会法办理"
    draft = GraphBuilder("清单", t.BASE)
    cell = evidence.cell(draft, draft.listing, "basis", text)
    article = (CitedProvision("art_3", *at(text, "第三条")),)
    cited = Citation("劳动法", 0, text.index(" "), 0, 5, Document("中华人民共和国劳动法", "law"), provisions=article)
    bases = (citations.basis(draft, cell, cited, "basis"),)
    for words, title in (("《关于修改法律的决定》", "关于修改法律的决定"), ("工会法", "中华人民共和国工会法")):
        document = Document(title, "law")
        seen = Reference(title, *at(text, words), "named", Resolution.RESOLVED, document, (), 0)
        citations.reference(draft, cell, seen, bases)
    found = [
        iri_of(value).partition("/law/")[2] for _, predicate, value in draft.statements if predicate == t.ELI_CITES
    ]
    assert found == ["中华人民共和国工会法"]


def test_a_title_that_is_none_has_no_document_and_loses_nothing():
    text = "《》(国发〔2010〕1号)第三条"
    draft = GraphBuilder("清单", t.BASE)
    cell = evidence.cell(draft, draft.listing, "basis", text)
    number = (StatedNumber("国发〔2010〕1号", *at(text, "国发〔2010〕1号")),)
    said = Facts(
        (Citation("", 0, len(text), 0, 2, Document(""), number, (), (CitedProvision("art_3", *at(text, "第三条")),)),),
        sanctions=(Sanction(SanctionKind.WARNING, *at(text, "第三条"), basis=0, provision="art_3"),),
    )
    found = cell_facts.describe(draft, cell, said)
    stated = {(predicate, value) for _, predicate, value in draft.shared}
    assert {predicate for predicate, _ in found.links} == {t.IMPOSES}
    assert (t.RESOLUTION, t.concept("resolution", "unresolved")) in stated
    assert {value for predicate, value in stated if predicate == t.STATED_PATH} == {simple("art_3")}
    assert {value for predicate, value in stated if predicate == t.STATED_NUMBER} == {simple("国发〔2010〕1号")}
    assert not any(predicate in {t.CITED_DOCUMENT, t.PROVIDED_BY} for predicate, _ in stated)


def test_cells_are_what_their_column_and_words_are():
    draft = GraphBuilder("清单", t.BASE)
    one, other = draft.hashed("power", "1"), draft.hashed("power", "2")
    cell = evidence.cell(draft, one, "basis", BASIS)
    assert evidence.cell(draft, other, "basis", BASIS) == cell
    assert evidence.cell(draft, one, "duties", BASIS) != cell
    assert evidence.span(draft, cell, 2, 6) == evidence.span(draft, cell, 2, 6) != evidence.span(draft, cell, 2, 7)
    assert sum(1 for _, predicate, _ in draft.shared if predicate == t.TEXT) == 2
