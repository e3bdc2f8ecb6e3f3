import json
from decimal import Decimal

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, parse
from rdflib import Graph

from kg.asking.query import plain, run, short
from kg.errors import Problem
from kg.graph.terms import PREFIXES

TURTLE = """
@prefix qz: <https://w3id.org/quanze/def#> .
@prefix law: <https://w3id.org/quanze/id/law/> .
law:劳动法 qz:n 1 , 2 ; qz:amount 500.50 ; qz:whole true ; qz:name "劳动法"@zh , "x,\\"y\\"" .
"""


@pytest.fixture(scope="module")
def store():
    store = Store()
    store.load(TURTLE.encode(), RdfFormat.TURTLE)
    return store


def test_rows_are_plain_values(store):
    answer = run(store, "SELECT ?law ?amount ?whole ?none { ?law qz:amount ?amount ; qz:whole ?whole }")
    law = "https://w3id.org/quanze/id/law/劳动法"
    assert answer.columns == ("law", "amount", "whole", "none")
    assert list(answer.rows()) == [{"law": law, "amount": Decimal("500.50"), "whole": True, "none": None}]


def test_columns_of_a_star_in_the_order_of_the_query(store):
    answer = run(store, "SELECT * { ?z qz:amount ?b ; qz:whole ?a }")
    assert answer.columns == ("z", "b", "a")
    (row,) = answer.rows()
    assert (row["b"], row["a"]) == (Decimal("500.50"), True)


def test_ask(store):
    assert list(run(store, "ASK { law:劳动法 qz:n 1 }").rows()) == [{"answer": True}]
    assert list(run(store, "ASK { law:劳动法 qz:n 3 }").rows()) == [{"answer": False}]


def test_construct(store):
    text = "CONSTRUCT { ?law qz:n ?n } WHERE { ?law qz:n ?n }"
    assert [row["object"] for row in run(store, text).rows()] == [1, 2]
    turtle = run(store, text).serialized("turtle")
    assert b"@prefix law:" in turtle
    assert len(list(parse(turtle, RdfFormat.TURTLE))) == 2


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_a_graph_in_json_ld_is_the_one_in_turtle(store):
    text = "CONSTRUCT { ?law qz:n ?n } WHERE { ?law qz:n ?n }"
    one, other = (Graph().parse(data=run(store, text).serialized(name), format=form)
                  for name, form in (("turtle", "turtle"), ("jsonld", "json-ld")))  # fmt: skip
    assert len(one) == 2
    assert set(one) == set(other)


def test_csv_json_and_tsv_are_those_of_the_standard(store):
    text = "SELECT ?name { ?law qz:name ?name } ORDER BY ?name"
    assert run(store, text).serialized("csv").decode() == 'name\r\n"x,""y"""\r\n劳动法\r\n'
    assert run(store, text).serialized("tsv").decode() == 'name\n"x,\\"y\\""\n"劳动法"@zh\n'.replace(
        "name\n", "?name\n", 1
    )
    found = json.loads(run(store, text).serialized("json"))
    assert found["results"]["bindings"][1]["name"] == {"type": "literal", "value": "劳动法", "xml:lang": "zh"}
    assert b"<sparql" in run(store, text).serialized("xml")


@pytest.mark.parametrize(("text", "form"), [("ASK {}", "turtle"), ("CONSTRUCT WHERE { ?s ?p ?o }", "csv")])
def test_a_form_that_does_not_fit(store, text, form):
    with pytest.raises(Problem, match="--output-format"):
        run(store, text).serialized(form)


def test_an_error_is_one_line_with_its_place_and_a_caret(store):
    with pytest.raises(Problem) as refused:
        run(store, "SELECT ?x {\n  ?x 处罚:金额 ?y }")
    first, line, under, remedy = str(refused.value).splitlines()
    assert first.startswith("第2行第6列，前缀 处罚: 没有声明 / line 2, column 6: prefix 处罚:")
    assert under.index("^") == line.index("处")
    assert "qz:" in remedy


@pytest.mark.parametrize("text", ["SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "ASK { service ?x {} }"])
def test_no_query_reaches_for_the_network(store, text):
    with pytest.raises(Problem, match="SERVICE"):
        run(store, text)


def test_the_word_service_in_a_string_is_no_matter(store):
    assert list(run(store, 'SELECT * { ?s ?p "SERVICE" }').rows()) == []


class Failing:
    def query(self, *_args, **_kwargs):
        raise OSError("IO error: disk on fire")


def test_a_store_that_fails_is_a_problem():
    with pytest.raises(Problem, match="disk on fire"):
        run(Failing(), "ASK {}")


def test_updates_are_refused(store):
    before = len(store)
    with pytest.raises(Problem, match="不能更新图谱"):
        run(store, "DELETE WHERE { ?s ?p ?o }")
    assert len(store) == before


TERMS = [
    (Literal("1", datatype=NamedNode(PREFIXES["xsd"] + "integer")), 1),
    (Literal("x", datatype=NamedNode(PREFIXES["xsd"] + "integer")), "x"),
    (Literal("1.5e0", datatype=NamedNode(PREFIXES["xsd"] + "double")), 1.5),
    (Literal("2019-05", datatype=NamedNode(PREFIXES["xsd"] + "gYearMonth")), "2019-05"),
    (Literal("1", datatype=NamedNode(PREFIXES["xsd"] + "boolean")), True),
    (Literal("文", language="zh"), "文"),
    (NamedNode("http://a"), "http://a"),
    (BlankNode("b"), "b"),
    (None, None),
]


@pytest.mark.parametrize(("term", "value"), TERMS)
def test_plain(term, value):
    assert plain(term) == value


def test_short_iris_take_the_longest_prefix():
    assert short(NamedNode(PREFIXES["law"] + "劳动法/art_3"), PREFIXES) == "law:劳动法/art_3"
    assert short(NamedNode("http://elsewhere/x"), PREFIXES) == "http://elsewhere/x"
    assert short(Literal("文"), PREFIXES) == "文"
    assert short(None, PREFIXES) == ""
