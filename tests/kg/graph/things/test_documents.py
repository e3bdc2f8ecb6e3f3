"""Documents and provisions: described once, with all they are part of; dates as exact as printed."""

import pytest
from pyoxigraph import Literal, NamedNode

from extract.facts import Citation, Document, StatedDate, StatedNumber
from kg.graph import terms as t
from kg.graph.builder import GraphBuilder
from kg.graph.iris import Name, mint
from kg.graph.literals import calendar
from kg.graph.things import documents
from kg.graph.written_terms import iri_of, term_of, written

LAW = Document("中华人民共和国劳动合同法", "law")


def values(draft, subject, predicate):
    return [value.value for found, held, value in stated(draft) if (found, held) == (subject, predicate)]


def stated(draft):
    """What a draft says of its list, of what lists share, and of what is settled between them."""
    settled = [tuple(quad.triple) for quad in draft.claims.quads()]
    return [(written(subject), predicate, value) for subject, predicate, value in settled] + [
        (subject, predicate, value if isinstance(value, NamedNode) else term_of(value.encode()))
        for subject, predicate, value in (*draft.statements, *draft.shared)
    ]


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        ("2007-06-29", t.XSD_DATE),
        ("2007-06", t.XSD_G_YEAR_MONTH),
        ("2007", t.XSD_G_YEAR),
        ("2007-02-30", None),
        ("2007-13", None),
        ("前年", None),
        ("", None),
    ],
)
def test_dates_are_as_exact_as_printed_and_text_where_there_is_no_such_day(value, datatype):
    assert calendar(value) == (Literal(value, datatype=datatype) if datatype else Literal(value))


def test_a_provision_is_part_of_all_that_holds_it_up_to_the_document():
    draft = GraphBuilder("清单", t.BASE)
    node = documents.provision(draft, LAW.title, "art_30__para_1__item_1")
    law = draft.node(Name("law", (LAW.title,)))
    chain, at = [], node
    while at != law:
        assert [value for found, held, value in draft.shared if (found, held) == (at, t.IN_DOCUMENT)] == [law]
        (at,) = (value for found, held, value in draft.shared if (found, held) == (at, t.ELI_IS_PART_OF))
        chain.append(iri_of(at).rpartition("/")[2])
    assert chain == ["art_30__para_1", "art_30", LAW.title]
    assert values(draft, node, t.RDFS_LABEL) == ["《中华人民共和国劳动合同法》第三十条第一款第一项"]
    assert values(draft, node, t.ELI_TYPE_SUBDIVISION) == [t.concept("subdivision", "item").value]


@pytest.mark.parametrize(
    ("path", "article"),
    [
        ("art_30__para_1__item_1", "art_30"),
        ("art_30", "art_30"),
        ("chp_3__art_30__para_2", "chp_3__art_30"),
        ("part_2__clause_1__num_3", "part_2__clause_1"),
        ("part_2", "part_2"),
        ("annex_1", "annex_1"),
    ],
)
def test_a_provision_knows_its_article(path, article):
    draft = GraphBuilder("清单", t.BASE)
    node = documents.provision(draft, LAW.title, path)
    assert values(draft, node, t.IN_ARTICLE) == [mint(Name("provision", (LAW.title, article)))]
    described = {iri_of(subject) for subject, held, _ in draft.shared if held == t.ELI_ID_LOCAL}
    assert values(draft, node, t.IN_ARTICLE)[0] in described


def test_nothing_is_described_twice():
    draft = GraphBuilder("清单", t.BASE)
    documents.provision(draft, LAW.title, "art_30__para_1")
    documents.provision(draft, LAW.title, "art_30__para_1")
    documents.provision(draft, LAW.title, "art_30")
    documents.document(draft, LAW)
    documents.document(draft, LAW)
    assert len(draft.shared) == len(set(draft.shared))


@pytest.mark.parametrize("path", ["", "第三十条", "art_x", "__"])
def test_what_is_no_path_is_the_document(path):
    draft = GraphBuilder("清单", t.BASE)
    assert iri_of(documents.provision(draft, LAW.title, path)) == mint(Name("law", (LAW.title,)))


def cited(title, document, **said):
    return Citation(title, 0, 9, 0, 9, document, **said)


def test_a_citation_tells_another_title_the_first_number_one_date_with_its_event_and_amendments_apart():
    draft = GraphBuilder("清单", t.BASE)
    node = documents.document(draft, LAW)
    numbers = (StatedNumber("主席令第65号", 0, 1), StatedNumber("主席令第73号", 2, 3))
    dates = (
        StatedDate("2007-06-29", 0, 1, "passed"),
        StatedDate("2008-01-01", 0, 1, "effective"),
        StatedDate("2012-12-28", 0, 1, "amended"),
        StatedDate("2007", 0, 1),
    )
    documents.stated(draft, cited("劳动合同法", LAW, numbers=numbers, dates=dates))
    assert values(draft, node, t.SKOS_ALT_LABEL) == ["劳动合同法"]
    assert values(draft, node, t.ELI_NUMBER) == ["主席令第65号"]
    assert values(draft, node, t.ELI_DATE_DOCUMENT) == ["2007-06-29"]
    assert values(draft, node, t.DATE_EVENT) == [t.concept("date-event", "passed").value]
    amendment = draft.node(Name("amendment", (LAW.title, "2012-12-28")))
    assert values(draft, amendment, t.ELI_AMENDS) == [iri_of(node)]
    assert values(draft, amendment, t.ELI_DATE_DOCUMENT) == ["2012-12-28"]
    assert values(draft, node, t.ELI_FIRST_DATE_ENTRY_IN_FORCE) == ["2008-01-01"]


def test_the_number_of_a_notice_is_of_the_notice():
    notice = "关于印发就业补助资金管理办法的通知"
    draft = GraphBuilder("清单", t.BASE)
    issued = Document("就业补助资金管理办法", "normative_document", notice)
    node = documents.document(draft, issued)
    documents.stated(draft, cited(notice, issued, numbers=(StatedNumber("财社〔2017〕164号", 0, 1),)))
    bearer = documents.titled(draft, notice)
    assert values(draft, bearer, t.ELI_NUMBER) == ["财社〔2017〕164号"]
    assert values(draft, node, t.ELI_NUMBER) == []
    assert values(draft, node, t.PROMULGATED_BY) == [iri_of(bearer)]
    assert values(draft, node, t.SKOS_ALT_LABEL) == []
