"""What wants a second look, at the edge of every rule: the last value without a doubt and the first with it."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph import terms as t
from kg.page.doubts import Usual, doubts
from kg.page.properties import PropertyReader

FACT, OTHERS = NamedNode("urn:fact"), [NamedNode(f"urn:other-{number}") for number in range(4)]
FINE, PROVISION, DOCUMENT = t.concept("sanction-kind", "fine"), NamedNode("urn:provision"), NamedNode("urn:document")
WIDE, NO_FIGURE, NO_PROVISION = "数额或者幅度较大", "未识别罚款数额", "未识别规定该责任的条款"


def reasons(kind, statements, usual=3):
    """The doubts of a fact in a graph where ``usual`` facts are of its kind and cite its document."""
    store = Store()
    for predicate, value in statements:
        store.add(Quad(FACT, predicate, value))
    for other in OTHERS[: usual - 1]:
        store.add(Quad(other, t.KIND, FINE))
        store.add(Quad(other, t.CITED_DOCUMENT, DOCUMENT))
    reading = PropertyReader(store)
    return doubts(reading, Usual.of(reading), FACT.value, kind)


def fine(low=None, high=None, provided=True):
    amounts = ((t.MIN_AMOUNT, low), (t.MAX_AMOUNT, high))
    figures = [(predicate, Literal(value)) for predicate, value in amounts if value is not None]
    return [(t.KIND, FINE), *figures, *([(t.PROVIDED_BY, PROVISION)] if provided else [])]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("100", "1999", ()),
        ("100", "2000", (WIDE,)),
        (None, "999999", ()),
        (None, "1000000", (WIDE,)),
        ("500", None, ()),
        ("一百", "无", (NO_FIGURE,)),
        (None, None, (NO_FIGURE,)),
    ],
)
def test_a_range_is_wide_from_twenty_times_and_large_from_a_million(low, high, expected):
    assert reasons("sanction", fine(low, high))[1] == expected


def test_a_fine_that_no_provision_provides_is_doubted_with_its_figure():
    assert reasons("sanction", fine(provided=False)) == (80, (NO_FIGURE, NO_PROVISION))


@pytest.mark.parametrize(("usual", "rare"), [(2, True), (3, False)])
def test_a_kind_is_rare_up_to_twice(usual, rare):
    assert ("图谱中少见的法律责任种类" in reasons("sanction", fine("1", "2"), usual)[1]) == rare


@pytest.mark.parametrize(("days", "expected"), [("364", ()), ("365", ("期限超过一年",)), ("", ())])
def test_a_limit_of_a_year_is_long(days, expected):
    assert reasons("limit", [(t.VALUE, Literal(days))])[1] == expected


@pytest.mark.parametrize(
    ("resolution", "expected"), [("unresolved", (90, ("未识别所引文件",))), ("ambiguous", (80, ("指向不唯一",)))]
)
def test_an_open_citation_has_no_other_doubt(resolution, expected):
    assert reasons("citation", [(t.RESOLUTION, t.concept("resolution", resolution))]) == expected


@pytest.mark.parametrize(("usual", "expected"), [(1, ("图谱中仅被引用一次的文件",)), (2, ())])
def test_a_document_cited_once_is_doubted(usual, expected):
    rank = [(t.ELI_TYPE_DOCUMENT, t.concept("rank", "law"))]
    store = Store()
    store.extend(Quad(DOCUMENT, predicate, value) for predicate, value in rank)
    store.extend(Quad(one, t.CITED_DOCUMENT, DOCUMENT) for one in [FACT, *OTHERS][:usual])
    reading = PropertyReader(store)
    assert doubts(reading, Usual.of(reading), FACT.value, "citation")[1] == expected


def test_a_kind_of_fact_without_rules_has_no_doubts():
    assert reasons("ground", fine()) == (0, ())
