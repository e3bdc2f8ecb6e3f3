"""The SPARQL 1.1 Protocol as a client sees it, over a running server."""

import json
import re
from urllib.parse import quote, urlencode

import pytest

from kg.asking.syntax.sparql import KEYWORDS, UPDATE_WORDS
from kg.graph import kinds
from tests.serving import FORM, make_store, serving

GRAPHS = {f"http://example.org/g{n}": f"<http://example.org/g{n}> a <http://example.org/Document> ." for n in (1, 2, 3)}
DATA = """
@prefix ex: <http://example.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:a rdfs:label "甲"@zh ; ex:note "50%2B" . ex:b rdfs:label "乙"@zh ; ex:note "50+" .
"""
JSON = "application/sparql-results+json"
ASK_BOTH = "ASK { <http://example.org/g1> a ?t . <http://example.org/g2> a ?t }"
ASK_NAMED = "ASK { GRAPH ?a { <http://example.org/g1> a ?t } GRAPH ?b { <http://example.org/g2> a ?t } }"
DIRECT = "application/sparql-query"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    store = make_store(tmp_path_factory.mktemp("protocol") / "store", DATA, GRAPHS)
    with serving(store, "--max-rows", "50") as running:
        yield running


def graph(kind, *numbers):
    return [(f"{kind}-graph-uri", f"http://example.org/g{number}") for number in numbers]


@pytest.mark.parametrize(
    ("method", "path", "body", "kind"),
    [
        ("GET", "/sparql?query=ASK%20%7B%7D", None, None),
        ("GET", "/sparql/?query=ASK%20%7B%7D", None, None),
        ("GET", "/query?query=ASK%7B%7D&unknown=parameter", None, None),
        ("POST", "/sparql", b"query=ASK+%7B%7D", FORM),
        ("POST", "/sparql", b"query=ASK%20%7B%7D", f"{FORM}; charset=UTF-8"),
        ("POST", "/sparql", b"ASK {}", DIRECT),
        ("POST", "/sparql", b"ASK {}", f"{DIRECT}; charset=utf-8"),
        ("POST", "/sparql?default-graph-uri=http%3A%2F%2Fexample.org%2Fnone", b"query=ASK%20%7B%7D", FORM),
        ("QUERY", "/sparql", b"ASK {}", DIRECT),
    ],
)
def test_the_ways_to_ask(server, method, path, body, kind):
    headers = {"Content_Type": kind} if kind else {}
    answer = server.ask(method, path, body, **headers)
    assert (answer.status, answer.type, answer.json["boolean"]) == (200, JSON, True)


@pytest.mark.parametrize(
    ("text", "fields", "truth"),
    [
        (ASK_BOTH, graph("default", 1, 2), True),
        (ASK_BOTH, graph("default", 1), False),
        (ASK_BOTH, [], False),
        (ASK_NAMED, [], True),
        (ASK_NAMED, graph("named", 1, 2), True),
        (ASK_NAMED, graph("named", 1), False),
        (ASK_NAMED, graph("default", 1, 2), False),
        (f"ASK {{ <http://example.org/g3> a ?t {ASK_NAMED[5:-1]} }}", graph("default", 3) + graph("named", 1, 2), True),
        # the protocol's dataset wins over that of the query
        (ASK_NAMED.replace("ASK", "ASK FROM <http://example.org/g3>"), graph("named", 1, 2), True),
        ("ASK FROM <http://example.org/g3> { <http://example.org/g3> a ?t }", graph("default", 1), False),
    ],
)
@pytest.mark.parametrize("way", ["GET", "POST"])
def test_datasets(server, way, text, fields, truth):
    if way == "GET":
        answer = server.query(text, fields)
    else:
        answer = server.ask("POST", "/sparql?" + urlencode(fields), text.encode(), Content_Type=DIRECT)
    assert answer.json["boolean"] is truth


@pytest.mark.parametrize(
    ("text", "accept", "kind"),
    [
        ("SELECT (1 AS ?x) {}", None, JSON),
        ("SELECT (1 AS ?x) {}", "*/*", JSON),
        ("SELECT (1 AS ?x) {}", "text/csv", "text/csv"),
        ("SELECT (1 AS ?x) {}", "text/csv;q=0.5, application/sparql-results+xml", "application/sparql-results+xml"),
        ("SELECT (1 AS ?x) {}", "application/json", "application/json"),
        ("SELECT (1 AS ?x) {}", "application/*;q=0.2, text/tab-separated-values;q=0.3", "text/tab-separated-values"),
        ("SELECT (1 AS ?x) {}", "application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
        ("ASK {}", None, JSON),
        ("ASK {}", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("DESCRIBE <http://example.org/a>", None, "text/turtle"),
        ("CONSTRUCT { <s> <p> 1 } WHERE {}", None, "text/turtle"),
        ("CONSTRUCT { <s> <p> 1 } WHERE {}", "application/ld+json", "application/ld+json"),
        ("CONSTRUCT { <s> <p> 1 } WHERE {}", "application/n-triples", "application/n-triples"),
        ("CONSTRUCT { <s> <p> 1 } WHERE {}", f"{JSON}, application/rdf+xml;q=0.1", "application/rdf+xml"),
    ],
)
def test_content_types(server, text, accept, kind):
    answer = server.query(text, **({"Accept": accept} if accept else {}))
    assert (answer.status, answer.type) == (200, kind)
    assert "Accept" in answer.headers["vary"].split(", ")


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("csv", "text/csv"),
        ("xml", "application/sparql-results+xml"),
        (JSON, JSON),
        ("tsv", "text/tab-separated-values"),
    ],
)
def test_format_wins_over_accept(server, form, kind):
    assert server.query("SELECT (1 AS ?x) {}", [("format", form)], Accept="text/html").type == kind


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "status"),
    [
        ("GET", "/sparql?query=ASK%20%7B", None, {}, 400),
        ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", None, {}, 400),
        ("GET", "/sparql?update=CLEAR%20ALL", None, {}, 400),
        ("GET", "/sparql?query=ASK%7B%7D&update=CLEAR%20ALL", None, {}, 400),
        ("GET", "/sparql?query=%FF", None, {}, 400),
        ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=relative", None, {}, 400),
        ("POST", "/sparql", b"", {"Content_Type": FORM}, 400),
        ("POST", "/sparql", b"", {}, 415),
        ("POST", "/sparql", b"query=ASK%7B%7D", {}, 415),
        ("POST", "/sparql", b"ASK {}", {}, 415),
        ("POST", "/sparql", b"ASK {}", {"Content_Type": "text/plain"}, 415),
        ("POST", "/sparql", b"CLEAR ALL", {"Content_Type": "application/sparql-update"}, 415),
        ("POST", "/sparql?query=ASK%7B%7D", b"ASK {}", {"Content_Type": DIRECT}, 400),
        ("POST", "/sparql", "ASK {}".encode("utf-16"), {"Content_Type": f"{DIRECT}; charset=UTF-16"}, 400),
        ("POST", "/sparql", "ASK {}".encode("utf-16"), {"Content_Type": DIRECT}, 400),
        ("POST", "/sparql", b"ASK {}" + b" " * (1 << 20), {"Content_Type": DIRECT}, 413),
        ("PUT", "/sparql?query=ASK%7B%7D", b"", {"Content_Type": FORM}, 405),
        ("DELETE", "/sparql", None, {}, 405),
        ("POST", "/update", b"CLEAR ALL", {"Content_Type": "application/sparql-update"}, 403),
        ("GET", "/update?update=CLEAR%20ALL", None, {}, 405),
        ("GET", "/sparql?query=SELECT%20(1%20AS%20%3Fx)%20%7B%7D&format=pdf", None, {}, 406),
        ("GET", "/sparql?query=SELECT%20(1%20AS%20%3Fx)%20%7B%7D", None, {"Accept": "image/png"}, 406),
        ("GET", "/sparql?query=SELECT%20(1%20AS%20%3Fx)%20%7B%7D", None, {"Accept": "text/turtle"}, 406),
        (
            "GET",
            "/sparql?query=SELECT%20*%20%7B%20SERVICE%20%3Chttp%3A%2F%2F127.0.0.1%3A9%2F%3E%20%7B%7D%7D",
            None,
            {},
            403,
        ),
        ("GET", "/nowhere", None, {}, 404),
    ],
)
def test_what_is_refused(server, method, path, body, headers, status):
    answer = server.ask(method, path, body, **headers)
    assert answer.status == status
    assert answer.type == "application/problem+json"
    assert answer.json["status"] == status
    assert answer.json["title"]
    if status == 405:
        assert answer.headers["allow"]


def test_a_syntax_error_has_its_place_and_a_remedy(server):
    problem = server.query("SELECT ?x {\n  ?x rdfs:label ?l ；}").json
    assert (problem["status"], problem["line"], problem["column"]) == (400, 2, 20)
    assert "全角" in problem["title"]
    assert ";" in problem["hint"]
    assert problem["excerpt"].endswith("^")
    problem = server.query("SELECT ?x { ?x eli2:title ?l }").json
    assert (problem["line"], problem["column"]) == (1, 16)
    assert "eli2:" in problem["title"]
    assert "qz:" in problem["hint"]


def test_a_refusal_in_plain_text_and_as_a_page(server):
    plain = server.query("SELECT ?x {", Accept="text/plain")
    assert plain.type == "text/plain"
    assert plain.text.startswith("1:11 ")
    page = server.get("/nowhere", Accept="text/html")
    assert (page.status, page.type) == (404, "text/html")
    assert "没有此地址" in page.text


def test_the_prefixes_of_the_project_are_known(server):
    assert server.query('SELECT ?x { ?x rdfs:label "甲"@zh }').values == ["http://example.org/a"]


@pytest.mark.parametrize(("note", "thing"), [("50%2B", "a"), ("50+", "b")])
def test_percent_signs_are_decoded_once(server, note, thing):
    text = f'SELECT ?x {{ ?x <http://example.org/note> "{note}" }}'
    expected = [f"http://example.org/{thing}"]
    assert server.query(text).values == expected
    assert server.ask("POST", "/sparql", urlencode({"query": text}).encode(), Content_Type=FORM).values == expected
    assert server.ask("POST", "/sparql", text.encode(), Content_Type=DIRECT).values == expected


def test_relative_iris_are_relative_to_the_endpoint(server):
    (found,) = server.query("SELECT (IRI('x') AS ?iri) {}").values
    assert found == f"http://127.0.0.1:{server.port}/x"


def test_results_are_those_of_the_store(server):
    text = "SELECT ?x ?l { ?x rdfs:label ?l } ORDER BY ?l"
    assert server.query(text, Accept="text/csv").text == "x,l\r\nhttp://example.org/b,乙\r\nhttp://example.org/a,甲\r\n"
    assert server.query("ASK {}", Accept="text/csv").text.strip() == "true"
    answer = server.query(text, Accept="application/sparql-results+xml")
    assert '<literal xml:lang="zh">甲</literal>' in answer.text


def test_too_many_rows_are_refused_never_cut(server):
    enough = server.query(f"SELECT ?x {{ VALUES ?x {{ {' '.join(map(str, range(50)))} }} }}")
    assert (enough.status, len(enough.values)) == (200, 50)
    for accept in (JSON, "application/sparql-results+xml", "text/csv", "text/tab-separated-values"):
        answer = server.query(f"SELECT ?x {{ VALUES ?x {{ {' '.join(map(str, range(60)))} }} }}", Accept=accept)
        assert answer.status == 413
        assert "50行" in json.loads(answer.body)["title"] if answer.type != "text/plain" else True


def test_head_says_what_get_says(server):
    head, got = (server.ask(method, "/sparql?query=ASK%7B%7D") for method in ("HEAD", "GET"))
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == got.headers["content-length"]


def test_an_answer_that_did_not_change_is_not_sent_again(server):
    first = server.query("SELECT ?l { ?x rdfs:label ?l }")
    again = server.query("SELECT ?l { ?x rdfs:label ?l }", If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    other = server.query("SELECT ?l { ?x rdfs:label ?l }", If_None_Match=first.headers["etag"], Accept="text/csv")
    assert other.status == 200
    assert server.query("SELECT (RAND() AS ?x) {}").headers["etag"] is None


def test_other_sites_may_read(server):
    assert server.query("ASK {}", Origin="http://example.org").headers["access-control-allow-origin"] == "*"
    assert server.query("ASK {", Origin="http://example.org").headers["access-control-allow-origin"] == "*"
    preflight = server.ask("OPTIONS", "/sparql", Origin="http://example.org", Access_Control_Request_Method="POST")
    assert preflight.status == 204
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert "Content-Type" in preflight.headers["access-control-allow-headers"]


def test_without_a_query_people_get_a_page_and_programs_a_description(server):
    page = server.get("/sparql", Accept="text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
    assert (page.status, page.type) == (200, "text/html")
    for accept in ("text/turtle", "*/*", "application/rdf+xml"):
        description = server.get("/sparql", Accept=accept)
        assert "sparql-service-description" in description.text
        assert "SPARQL11Query" in description.text
        assert "SPARQL11Update" not in description.text
        assert "http://example.org/g2" in description.text


def test_a_query_in_the_address_bar_is_the_page(server):
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
    assert server.query("ASK {}", Accept=browser).type == "text/html"
    assert server.query("ASK {}", [("format", "json")], Accept=browser).type == JSON


def test_void_counts_what_there_is(server):
    for path in ("/void", "/.well-known/void"):
        text = server.get(path, Accept="application/n-triples").text
        assert '<http://rdfs.org/ns/void#triples> "4"' in text
        assert "<http://rdfs.org/ns/void#property> <http://example.org/note>" in text


def test_people_get_a_page_of_what_there_is(server):
    page = server.get("/void", Accept="text/html,*/*;q=0.8")
    assert page.type == "text/html"
    assert 'href="/doc?iri=http://example.org/note"' in page.text
    assert "4条三元组，3个命名图" in page.text
    assert server.get("/void", [("format", "ttl")], Accept="text/html").type == "text/turtle"


def test_health(server):
    assert server.get("/health").json["status"] == "ok"


def test_examples_and_completion(server):
    examples = server.get("/examples").json
    assert all(one["title"] and server.query(one["text"]).status == 200 for one in examples)
    assert examples
    completion = server.get("/completion").json
    assert completion["prefixes"]["qz"] == "https://w3id.org/quanze/def#"
    assert {"http://example.org/note", "http://www.w3.org/2000/01/rdf-schema#label"} == {
        t["iri"] for t in completion["terms"]
    }
    assert server.get("/completion?find=" + quote("甲甲")).json == {"found": []}
    assert server.get("/completion?find=" + quote('乙"} #')).json == {"found": []}


def test_the_scripts_know_the_kinds_and_the_words_of_sparql(server):
    answer = server.get("/static/vocabulary.js")
    assert answer.type == "text/javascript"
    assert server.get("/static/vocabulary.js", If_None_Match=answer.headers["etag"]).status == 304
    shared = dict(re.findall(r"^export const (\w+) = (.*);$", answer.text, re.MULTILINE))
    assert json.loads(shared["kinds"]) == kinds.plain()
    assert {"SELECT", "INSERT", "A"} <= set(json.loads(shared["keywords"]))
    assert set(json.loads(shared["keywords"])) | set(json.loads(shared["functions"])) == KEYWORDS | UPDATE_WORDS
