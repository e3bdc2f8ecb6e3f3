import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions, RdfFormat, Store

from kg.asking.syntax.columns import in_order

PREFIXES = {"ex": "http://example.org/"}
DATA = "@prefix ex: <http://example.org/> . ex:a ex:p 1 ; ex:q 2 . ex:b ex:p 3 ; ex:q 3 ."


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("SELECT * { ?s ?p ?o }", "s p o"),
        ("select distinct * where { ?z ex:p ?a } order by ?a", "z a"),
        ("SELECT REDUCED * { $z ex:p $a }", "z a"),
        ("SELECT# why\nDISTINCT#SELECT\n* { ?z ex:p ?a }", "z a"),
        ("PREFIX e: <http://example.org/> SELECT * FROM <http://example.org/g> { ?z e:p ?a }", "z a"),
        ("SELECT * # ?a first\n { ?z ex:p ?a FILTER(?a != '?c {') }", "z a"),
        ("SELECT * { ?z ex:p ?a MINUS { ?b ex:q ?a } FILTER NOT EXISTS { ?a ?c ?d } }", "z a"),
        ("SELECT * { { SELECT ?z ?a { ?z ex:p ?a ; ex:q ?hidden } } BIND(?a + 1 AS ?b) }", "z a b"),
        ("SELECT * { SELECT * { ?z ex:p ?a } }", "z a"),
        ("SELECT * { ?z ex:p ?a } VALUES ?b { 1 }", "z a b"),
        ("SELECT * { ?乙 ex:p ?甲 }", "乙 甲"),
        ("SELECT * { ?z ex:p 1 }", "z"),
        ("SELECT * { ex:a ex:p 1 }", ""),
    ],
)
def test_columns_in_order_of_appearance(text, columns):
    store = Store()
    store.load(DATA, RdfFormat.TURTLE)
    rows = {}
    for asked in (text, in_order(text, "http://localhost/", PREFIXES)):
        found = store.query(asked, prefixes=PREFIXES, base_iri="http://localhost/")
        names = [variable.value for variable in found.variables]
        rows[tuple(names)] = sorted(sorted((name, str(row[name])) for name in names) for row in found)
    assert names == columns.split()
    assert len({str(one) for one in rows.values()}) == 1, "the same rows"


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?z ?a { ?z ex:p ?a }",
        "SELECT (COUNT(DISTINCT *) AS ?n) { ?z ex:p ?a }",
        "SELECT (2 * 3 AS ?n) { ?z ex:p ?a }",
        "CONSTRUCT { ?z ex:p ?a } WHERE { SELECT * { ?z ex:p ?a } }",
        "DESCRIBE * { ?z ex:p ?a }",
        "ASK { { SELECT * { ?z ex:p ?a } } }",
        "SELECT * { ?z ex:p",
        "SELECT * } {",
    ],
)
def test_other_queries_stay_as_they_are(text):
    assert in_order(text, None, PREFIXES) == text


PIECES = (
    "SELECT",
    "DISTINCT",
    "*",
    "{",
    "}",
    "?z",
    "?a",
    "ex:p",
    "VALUES",
    "(",
    ")",
    "UNION",
    "# c\n",
    "'{'",
    "FILTER",
    "1",
)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
def test_no_query_becomes_another(tail):
    text = f"SELECT * {{ ?z ?a {tail} }}"
    try:
        before = Store().query(text, prefixes=PREFIXES)
    except SyntaxError:
        assert in_order(text, None, PREFIXES) == text
        return
    after = Store().query(in_order(text, None, PREFIXES), prefixes=PREFIXES)
    assert isinstance(before, QuerySolutions)
    assert isinstance(after, QuerySolutions)
    assert {one.value for one in before.variables} == {one.value for one in after.variables}
