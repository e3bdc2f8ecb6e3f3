"""What each pattern of a query matches; the numbers expected were counted on the ten triples by hand."""

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from kg.asking.pattern_counts import pattern_counts
from kg.errors import Problem

PREFIXES = {"ex": "http://example.org/"}
DATA = """
@prefix ex: <http://example.org/> .
ex:a ex:p 1 , 2 ; ex:q ex:b ; ex:name "甲"@zh .
ex:b ex:p 1 ; ex:q ex:c .
ex:c ex:p 3 ; ex:r "x" .
"""


@pytest.fixture(scope="module")
def store():
    made = Store()
    made.load(DATA, RdfFormat.TURTLE)
    made.load(
        "@prefix ex: <http://example.org/> . ex:a ex:p 9 , 8 .", RdfFormat.TURTLE, to_graph=NamedNode("http://g/")
    )
    return made


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("SELECT ?a { ?a ex:p ?v ; ex:q ?b }", {"?a ex:p ?v": 4, "?a ex:q ?b": 2}),
        ("ASK { ?a ex:p 1 OPTIONAL { ?a ex:r ?r } }", {'?a ex:p "1"^^xsd:integer': 2, "?a ex:r ?r": 1}),
        ("SELECT * { ?a ex:p ?v FILTER NOT EXISTS { ?a ex:q ex:c } }", {"?a ex:p ?v": 4, "?a ex:q ex:c": 1}),
        ("SELECT * { ?a ex:q ?b MINUS { ?a ex:s ?c } }", {"?a ex:q ?b": 2, "?a ex:s ?c": 0}),
        ("SELECT * { { ?a ex:q ?b } UNION { ?a ex:r ?b } }", {"?a ex:q ?b": 2, "?a ex:r ?b": 1}),
        ("CONSTRUCT { ?a ex:s ?v } WHERE { GRAPH ?g { ?a ex:p ?v } }", {"GRAPH ?g { ?a ex:p ?v }": 2}),
        ("SELECT * FROM <http://g/> { ?a ex:p ?v }", {"?a ex:p ?v": 2}),
        ("SELECT * FROM NAMED <http://h/> { GRAPH ?g { ?a ex:p ?v } }", {"GRAPH ?g { ?a ex:p ?v }": 0}),
        ("SELECT * { ?a ex:q+ ?b }", {"?a ex:q+ ?b": 3}),
        ("SELECT * { ?a ex:q [ ex:r ?r ] }", {"?a ex:q _:b1": 2, "_:b1 ex:r ?r": 1}),
        ('SELECT * { { SELECT ?a { ?a ex:name "甲"@zh } } }', {'?a ex:name "甲"@zh': 1}),
        ("DESCRIBE ?a { ?a ex:r ?r }", {"?a ex:r ?r": 1}),
        ("DESCRIBE ex:a", {}),
        ("SELECT (1 AS ?n) {}", {}),
    ],
)
def test_every_pattern_is_counted(store, text, counts):
    prefixes = {**PREFIXES, "xsd": "http://www.w3.org/2001/XMLSchema#"}
    assert {one.pattern: one.matches for one in pattern_counts(store, text, prefixes)} == counts


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("SELECT * { ?a ex:p ?v . ?b ex:q ?c }", ["?b ex:q ?c"]),
        ("SELECT * { ?a ex:p ?v . ?b ex:q ?c . ?c ex:q ?a }", []),
        ("SELECT * { ?a ex:p ?v . ?b ex:q ?c FILTER(?a = ?b) }", ["?b ex:q ?c"]),
        ("SELECT * { ?a ex:p ?v . ex:a ex:q ex:b }", []),
        ("SELECT * { ?a ex:p ?v . OPTIONAL { ?a ex:q ?c } }", []),
    ],
)
def test_patterns_that_nothing_joins(store, text, apart):
    assert [one.pattern for one in pattern_counts(store, text, PREFIXES) if one.apart] == apart


@pytest.mark.parametrize(
    "text", ["SELECT ?a { ?a ex:p", "DELETE DATA { ex:a ex:p 1 }", "SELECT * { SERVICE <http://h/> { ?a ex:p 1 } }"]
)
def test_what_is_refused_elsewhere_is_refused_here(store, text):
    with pytest.raises(Problem):
        pattern_counts(store, text, PREFIXES)
