"""Whatever is sent, the answer is an answer: never a 500, never silence, and the next client is served."""

import http.client
import re
import socket

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.serving import make_store, serving

DATA = '<http://example.org/a> <http://example.org/p> "甲"@zh .'
PATHS = (
    "/", "/sparql", "/sparql/", "/query", "/update", "/health", "/void", "/.well-known/void", "/examples", "/question", "/def", "/code/rank", "/id/dataset", "/completion",
    "/prefixes", "/static/main.js", "/static/", "/id/law/a", "/doc/law/a", "/doc/law/a.ttl", "/doc", "/none",
)  # fmt: skip
METHODS = ("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "QUERY", "TRACE")
PARAMETERS = (
    "query",
    "update",
    "default-graph-uri",
    "named-graph-uri",
    "format",
    "iri",
    "find",
    "using-graph-uri",
    "x",
)
PIECES = (
    "ASK {}", "SELECT * { ?s ?p ?o }", "SELECT", "{", "}", "(", ")", "?x", "<http://example.org/a>", "<", ">", '"', "'", "\\",
    "#", "；", "“", "FILTER", "SERVICE", "LOAD", "PREFIX a: <b>", "VALUES ?x { 1 2 }", "\n", "\0", "%", "%00", "ex:a", "1e999",
    "CONSTRUCT { ?s ?p ?o } {}", "DESCRIBE <a>", "GRAPH", "INSERT DATA { <a> <b> 1 }", "\ud800", "𠀀", "_:b", "@zh", "^^", "..",
)  # fmt: skip
TYPES = (
    "application/sparql-query", "application/x-www-form-urlencoded", "application/sparql-update", "text/plain", "",
    "application/sparql-query; charset=utf-16", "application/x-www-form-urlencoded;charset=UTF-8", ";;;=", "a/b; charset=",
)  # fmt: skip
ACCEPTS = (
    "*/*", "text/html", "text/turtle", "text/csv", "application/sparql-results+json", "application/ld+json", "image/*",
    "application/rdf+xml;q=0.5, */*;q=0.1", ";;q=", "text/csv;q=2", ",", "*", "a" * 5000,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)  # fmt: skip
text = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=6).map(" ".join)
octets = text.map(lambda said: said.encode("utf-8", "surrogatepass")) | st.binary(max_size=40)
SETTINGS = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module", params=["read-only", "update"])
def server(request, tmp_path_factory):
    store = make_store(tmp_path_factory.mktemp("hostile") / "store", DATA)
    options = ["--update", "--no-token"] if request.param == "update" else []
    with serving(store, "--timeout", "2", "--workers", "3", *options) as running:
        yield running
        assert running.query("ASK {}").status == 200
        log = running.log.read_text(encoding="utf-8")
        assert not re.findall(r" 500 \d+ B|Traceback", log)


def encoded(octets):
    """Percent-encoded here and there, as clients do, and do not."""
    return "".join(chr(octet) if chr(octet).isascii() and chr(octet).isalnum() else f"%{octet:02X}" for octet in octets)


@given(
    method=st.sampled_from(METHODS),
    path=st.sampled_from(PATHS),
    fields=st.lists(st.tuples(st.sampled_from(PARAMETERS), octets), max_size=3),
    kind=st.sampled_from(TYPES),
    accept=st.sampled_from(ACCEPTS),
    body=octets | st.just(b""),
)
@SETTINGS
def test_any_request_is_answered(server, method, path, fields, kind, accept, body):
    target = path + "?" + "&".join(f"{name}={encoded(value)}" for name, value in fields)
    answer = server.ask(method, target, body, Content_Type=kind, Accept=accept)
    assert 200 <= answer.status < 600
    assert answer.status != 500
    if answer.status >= 400 and method != "HEAD":
        assert answer.type in {"application/problem+json", "text/plain", "text/html"}


@given(
    path=octets, root=st.sampled_from(["/doc/", "/id/", "/static/", "/", "/doc?iri="]), accept=st.sampled_from(ACCEPTS)
)
@SETTINGS
def test_any_path_is_answered(server, path, root, accept):
    assert server.ask("GET", root + encoded(path), Accept=accept).status != 500


@given(
    host=octets,
    etag=octets,
    origin=octets,
    length=st.sampled_from([None, b"-1", b"99999999999999999999", b"x", b"0"]),
    line=octets,
)
@SETTINGS
def test_any_bytes_are_answered_or_refused(server, host, etag, origin, length, line):
    def plain(value):
        return re.sub(rb"[\r\n]", b" ", value)

    head = [b"GET /sparql?query=ASK%7B%7D" + plain(line) + b" HTTP/1.1", b"Host: " + plain(host)]
    head += [b"If-None-Match: " + plain(etag), b"Origin: " + plain(origin), b"Connection: close"]
    head += [b"Content-Length: " + length] if length else []
    with socket.create_connection((server.host, server.port), timeout=5) as client:
        client.sendall(b"\r\n".join([*head, b"", b""]))
        client.shutdown(socket.SHUT_WR)
        said = b""
        while piece := client.recv(65536):
            said += piece
    assert not said.startswith(b"HTTP/1.1 500")


@given(
    st.recursive(
        st.sampled_from(PIECES), lambda inner: st.lists(inner, max_size=5).map(lambda s: "{" + " ".join(s) + "}")
    )
)
@SETTINGS
def test_any_query_is_answered(server, said):
    body = f"SELECT * {{ {said} }}".encode("utf-8", "surrogatepass")
    answer = server.ask("POST", "/sparql", body, Content_Type="application/sparql-query")
    assert answer.status in {200, 400, 403, 413, 503}


def test_a_request_that_never_ends_holds_nobody_up(server):
    with socket.create_connection((server.host, server.port)) as client:
        client.sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nASK")
        assert server.query("ASK {}").status == 200


def test_long_headers_and_addresses(server):
    assert server.ask("GET", "/sparql?query=ASK%7B%7D&x=" + "y" * 20_000).status in {200, 400, 414}
    connection = http.client.HTTPConnection(server.host, server.port)
    connection.request("GET", "/health", headers={f"X-{number}": "y" * 100 for number in range(90)})
    assert connection.getresponse().status in {200, 400, 431}
    connection.close()
