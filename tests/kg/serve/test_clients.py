"""The clients people use, with their default settings: SPARQLWrapper, rdflib's SPARQLStore, curl."""

import shutil
import subprocess
from urllib.parse import quote
from xml.dom.minidom import Document

import pytest
import SPARQLWrapper
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, JSONLD, N3, RDF, RDFXML, TSV, TURTLE, XML

from tests.serving import RUNAWAY, make_store, serving

LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
DATA = f'<http://example.org/a> <{LABEL}> "甲"@zh . <http://example.org/b> <{LABEL}> "乙"@zh .'
TRIPLE = (URIRef("http://example.org/a"), URIRef(LABEL), Literal("甲", lang="zh"))
SELECT, ASK = "SELECT ?x ?l { ?x rdfs:label ?l } ORDER BY ?x", "ASK { ?x rdfs:label ?l }"
CONSTRUCT, DESCRIBE = "CONSTRUCT WHERE { <http://example.org/a> ?p ?o }", "DESCRIBE <http://example.org/a>"
DECLARED = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib", "ignore::DeprecationWarning:SPARQLWrapper")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(make_store(tmp_path_factory.mktemp("clients") / "store", DATA)) as running:
        yield running


def wrapper(server, text, form=None, method=SPARQLWrapper.GET, request=SPARQLWrapper.URLENCODED):
    client = SPARQLWrapper.SPARQLWrapper(f"http://{server.host}:{server.port}/sparql")
    client.setQuery(DECLARED + text)
    client.setMethod(method)
    client.setRequestMethod(request)
    if form:
        client.setReturnFormat(form)
    return client


WAYS = [
    (SPARQLWrapper.GET, SPARQLWrapper.URLENCODED),
    (SPARQLWrapper.POST, SPARQLWrapper.URLENCODED),
    (SPARQLWrapper.POST, SPARQLWrapper.POSTDIRECTLY),
]


@pytest.mark.parametrize(("method", "request_method"), WAYS)
def test_sparqlwrapper_with_its_defaults(server, method, request_method):
    ways = {"method": method, "request": request_method}
    table = wrapper(server, SELECT, **ways).queryAndConvert()
    assert [cell.firstChild.data for cell in table.getElementsByTagName("literal")] == ["甲", "乙"]
    truth = wrapper(server, ASK, **ways).queryAndConvert()
    assert truth.getElementsByTagName("boolean")[0].firstChild.data == "true"
    for text in (CONSTRUCT, DESCRIBE):
        assert list(wrapper(server, text, **ways).queryAndConvert()) == [TRIPLE]


@pytest.mark.parametrize("method", [SPARQLWrapper.GET, SPARQLWrapper.POST])
@pytest.mark.parametrize(
    ("form", "kind"),
    [
        (JSON, "application/sparql-results+json"),
        (XML, "application/sparql-results+xml"),
        (CSV, "text/csv"),
        (TSV, "text/tab-separated-values"),
    ],
)
def test_sparqlwrapper_reads_tables(server, form, kind, method):
    for text, shown in ((SELECT, "甲"), (ASK, "true")):
        answer = wrapper(server, text, form, method).query()
        assert answer.info()["content-type"].partition(";")[0] == kind
        found = answer.convert()
        if isinstance(found, Document):
            found = found.toxml()
        assert shown in (found.decode() if isinstance(found, bytes) else str(found).replace("True", "true"))


@pytest.mark.parametrize("method", [SPARQLWrapper.GET, SPARQLWrapper.POST])
@pytest.mark.parametrize(
    ("form", "kind", "parser"),
    [
        (XML, "application/rdf+xml", "xml"),
        (RDFXML, "application/rdf+xml", "xml"),
        (TURTLE, "text/turtle", "turtle"),
        (N3, "text/turtle", "n3"),
        (JSONLD, "application/ld+json", "json-ld"),
        (RDF, "application/rdf+xml", "xml"),
        (JSON, "application/ld+json", "json-ld"),
    ],
)
@pytest.mark.filterwarnings("ignore:Sending Accept header:RuntimeWarning")
def test_sparqlwrapper_reads_graphs(server, form, kind, parser, method):
    for text in (CONSTRUCT, DESCRIBE):
        answer = wrapper(server, text, form, method).query()
        assert answer.info()["content-type"].partition(";")[0] == kind
        found = answer.convert()
        if not isinstance(found, Graph):
            found = Graph().parse(data=found, format=parser)
        assert list(found.triples((None, None, None))) == [TRIPLE]


@pytest.mark.filterwarnings("ignore:Sending Accept header:RuntimeWarning")
@pytest.mark.parametrize(("text", "form"), [(SELECT, TURTLE), (ASK, N3), (CONSTRUCT, CSV), (DESCRIBE, TSV)])
def test_a_form_that_cannot_hold_the_answer_is_refused(server, text, form):
    assert server.query(text, [("format", form)]).status == 406
    with pytest.raises(OSError, match="406"):
        wrapper(server, text, form).query()


@pytest.mark.parametrize("name", ["format", "output", "results"])
def test_each_name_of_the_format_parameter(server, name):
    assert server.query(SELECT, [(name, "csv")]).type == "text/csv"
    assert server.query(DESCRIBE, [(name, "xml")], Accept="text/turtle").type == "application/rdf+xml"
    assert server.query(SELECT, [(name, "")]).type == "application/sparql-results+json"
    assert server.query(SELECT, [(name, "pdf")]).status == 406


def test_format_wins_over_its_other_names(server):
    assert server.query(SELECT, [("output", "xml"), ("format", "csv")]).type == "text/csv"


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_the_sparql_store_of_rdflib(server, method):
    store = SPARQLStore(f"http://{server.host}:{server.port}/sparql", method=method)
    graph = Graph(store)
    assert sorted(row.l.value for row in graph.query(DECLARED + SELECT)) == ["乙", "甲"]
    assert graph.query(DECLARED + ASK).askAnswer is True
    assert list(graph.query(CONSTRUCT)) == [TRIPLE]
    assert list(graph.query(DESCRIBE)) == [TRIPLE]
    assert list(graph.triples((TRIPLE[0], None, None))) == [TRIPLE]
    assert len(graph) == 2
    assert Dataset(store).store is store


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl on this machine")
@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--get"], '"value":"甲"'),
        ([], '"value":"甲"'),
        (["-H", "Accept: text/csv"], "http://example.org/a,甲\r\n"),
    ],
)
def test_curl(server, options, expected):
    command = ["curl", "-sS", "--fail", *options, "--data-urlencode", f"query={SELECT}"]
    command.append(f"http://{server.host}:{server.port}/sparql")
    assert expected in subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode()


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl on this machine")
def test_curl_keeps_a_table_under_its_name(server, tmp_path):
    address = f"http://{server.host}:{server.port}/sparql?format=csv&query={quote(SELECT)}"
    subprocess.run(["curl", "-sSOJ", "--fail", address], cwd=tmp_path, check=True, timeout=60)
    assert (tmp_path / "answer.csv").read_text(encoding="utf-8").startswith("x,l\n")


@pytest.mark.parametrize("sign", [" ", "法"])
def test_a_long_query_in_the_address(server, sign):
    longest = ("ASK {} #" + sign * (1 << 16)).encode()[: 1 << 16].decode("utf-8", "ignore")
    assert server.query(longest).status == 200
    refused = server.query(longest + sign)
    assert (refused.status, refused.type) == (414, "application/problem+json")
    assert "POST" in refused.json["hint"]
    assert server.get("/sparql", [("query", "ASK {}"), ("x", "x" * (1 << 19))]).status == 414
    answer = server.ask("POST", "/sparql", longest.encode() * 2, Content_Type="application/sparql-query")
    assert answer.status == 200


def test_a_client_may_allow_less_time(server):
    answer = server.query(RUNAWAY, [("timeout", "0.5")])
    assert (answer.status, answer.json["type"].rpartition("/")[2]) == (503, "timeout")
    assert "0.5秒" in answer.json["title"]
    assert server.query(SELECT, [("timeout", "1e9")]).status == 400
    assert server.query(SELECT, [("timeout", "100000")]).status == 200


@pytest.mark.parametrize("stated", ["0", "-1", "x", "nan", "inf", "0.0", "1 s"])
def test_a_time_that_is_none_is_refused(server, stated):
    refused = server.query(SELECT, [("timeout", stated)])
    assert refused.status == 400
    assert stated in refused.json["title"]


def test_columns_stand_in_the_order_of_the_query(server):
    text = DECLARED + "SELECT * { ?x rdfs:label ?l } ORDER BY ?x"
    for form, head in (("csv", "x,l\r\n"), ("tsv", "?x\t?l\n")):
        assert server.query(text, [("format", form)]).text.startswith(head)
    assert server.query(text).json["head"]["vars"] == ["x", "l"]


def test_a_query_too_complex_to_parse_is_refused(server):
    text = "ASK { " + " UNION ".join(f"{{ ?s <a:p{n}> ?o }}" for n in range(5_000)) + " }"
    answer = server.ask("POST", "/sparql", text.encode(), Content_Type="application/sparql-query")
    assert (answer.status, answer.json["type"].rpartition("/")[2]) == (400, "too-complex")
