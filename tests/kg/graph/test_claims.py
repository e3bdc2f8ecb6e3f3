"""What citations state, settled: one date a document, whatever order the lists come in."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.facts import Citation, Document, StatedDate, StatedNumber
from kg.graph import terms as t
from kg.graph.claims import Claims, likeliest
from tests.lists import select

TITLE = "江南市就业促进条例"


def cited(*days, number=""):
    numbers = (StatedNumber(number, 0, 1),) if number else ()
    return Citation(
        TITLE, 0, 9, 0, 9, Document(TITLE), numbers, tuple(StatedDate(day, 0, 1, said) for day, said in days)
    )


def settled(*citations):
    claims = Claims()
    for one in citations:
        claims.add(TITLE, one)
    return list(claims.quads())


@pytest.mark.parametrize(
    ("days", "date", "event"),
    [
        ([("2010-05-28", "passed")], ("date_document", "2010-05-28"), "passed"),
        ([("2010-05-28", "passed"), ("2010", None)], ("date_document", "2010-05-28"), "passed"),
        ([("2010-05", "promulgated")], ("date", "2010-05"), "promulgated"),
        ([("2010-05-28", None), ("2010-05-28", None), ("2011-01-01", "passed")], ("date_document", "2010-05-28"), None),
        ([("2015-06-01", "amended"), ("2010-05-28", "approved")], ("date_document", "2010-05-28"), "approved"),
        ([("2010-02-30", "passed")], ("date", "2010-02-30"), "passed"),
        (
            [("2010-12-20", None), ("2010-12-20", None), ("2003-04-16", "promulgated"), ("2010-12-20", "amended")],
            ("date_document", "2003-04-16"),
            "promulgated",
        ),
        ([("2003-04-16", None), ("2010-12", None), ("2010-12-20", "amended")], ("date_document", "2003-04-16"), None),
    ],
)
def test_a_document_has_the_date_that_most_citations_support(days, date, event):
    made = settled(*(cited(day) for day in days))
    found = {
        (quad.predicate.value.rpartition("/")[2].rpartition("#")[2], quad.object.value)
        for quad in made
        if quad.predicate in {t.ELI_DATE_DOCUMENT, t.DCT_DATE} and "amendment" not in quad.subject.value
    }
    assert found == {date}
    events = [quad.object.value.rpartition("/")[2] for quad in made if quad.predicate == t.DATE_EVENT]
    assert events == [event] * (event is not None)


def test_a_day_that_is_once_called_an_amendment_dates_no_document():
    made = settled(
        cited(("2018-12-29", None), ("2018-12", "amended")), cited(("2018-12-29", "amended"), ("2018", None))
    )
    dated = {
        quad.subject.value.rpartition("/id/")[2] for quad in made if quad.predicate in {t.ELI_DATE_DOCUMENT, t.DCT_DATE}
    }
    assert len(dated) == 1
    assert "/amendment/" in dated.pop()


def test_amendments_are_apart_and_the_less_exact_is_no_other_one():
    made = settled(cited(("2015-06", "amended"), ("2015-06-01", "amended"), ("2018", "amended")))
    assert select(made, "SELECT ?d WHERE { ?a a qz:Amendment ; eli:amends ?law ; eli:date_document|dct:date ?d }") == [
        ("2015-06-01",), ("2018",),
    ]  # fmt: skip


def test_what_takes_effect_or_ends_needs_a_whole_day():
    made = settled(cited(("2010-09-01", "effective"), ("2019", "repealed")))
    assert [quad.predicate for quad in made] == [t.ELI_FIRST_DATE_ENTRY_IN_FORCE]


def test_a_document_bears_every_number_that_is_stated_first():
    made = settled(cited(number="国务院令第375号"), cited(number="国务院令第586号"), cited(number="国务院令第375号"))
    assert [quad.object.value for quad in made] == ["国务院令第375号", "国务院令第586号"]


days = st.sampled_from(["2007", "2007-06", "2007-06-29", "2012-12-28", "2012", "1994-07-05"])


@given(st.lists(st.tuples(days, st.sampled_from([None, "passed", "amended", "effective"])), max_size=8), st.randoms())
def test_the_order_of_lists_does_not_matter(stated, chance):
    shuffled = list(stated)
    chance.shuffle(shuffled)
    assert settled(*(cited(one) for one in stated)) == settled(*(cited(one) for one in shuffled))


@given(st.lists(days, min_size=1))
def test_the_likeliest_is_one_of_those_stated(stated):
    assert likeliest(Counter(stated)) in stated
