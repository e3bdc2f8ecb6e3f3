import socket
import threading
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.asking.syntax.guard import LOAD, SERVICE, calls_service, objection

PREFIXES = {"ex": "http://example.org/", "service": "http://example.org/service/"}

CALLS = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { SerVice ?x { ?s ?p ?o } }",
    "SELECT * { SERVICE ex:a { ?s ?p ?o } }",
    "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:foo{ ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o ; SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { # a comment\n SERVICE # another\n <http://127.0.0.1:9/> { ?s ?p ?o } }",
    # to a pattern, the word here stands inside an IRI; to the parser, "<" compares
    "PREFIX : <http://127.0.0.1:9/> SELECT * { VALUES ?a {1} VALUES ?b {2} FILTER(?a<?b)SERVICE#>\n:foo{?s ?p ?o}}",
    "SELECT * { { SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } } }",
    "SELECT * { FILTER EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }",
]
STAYS = [
    "SELECT * { ?s ?p 'SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }' }",
    'SELECT * { ?s ?p """\nSERVICE <http://127.0.0.1:9/> {}""" }',
    "SELECT * { ?s ?p ?o } # SERVICE <http://127.0.0.1:9/> {}",
    "SELECT * { <http://example.org/service#> ?p ?o }",
    "SELECT * { ?service ex:service ?SERVICE }",
    "SELECT * { ?s service:a _:service }",
    "SELECT * { ?s a <http://purl.org/vocab/cpsv#PublicService> }",
    "SELECT * { ?s ?p 'x'@service }",
    "ASK {}",
]


@pytest.mark.parametrize("query", CALLS)
def test_a_service_clause_is_found(query):
    assert calls_service(query, PREFIXES)


@pytest.mark.parametrize("query", STAYS)
def test_the_word_elsewhere_is_no_service_clause(query):
    assert not calls_service(query, PREFIXES)


@pytest.mark.parametrize(
    ("update", "service", "load"),
    [
        ("LOAD <http://127.0.0.1:9/>", False, True),
        ("load silent <http://127.0.0.1:9/> INTO GRAPH <http://g>", False, True),
        ("CLEAR ALL ; LOAD <file:///etc/passwd>", False, True),
        ("INSERT DATA { <http://a> <http://load> 'LOAD <http://127.0.0.1:9/>' }", False, False),
        ("CLEAR GRAPH <http://example.org/load/service>", False, False),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", True, False),
        ("INSERT { ?load ?p ?o } WHERE { ?load ?p ?o }", False, False),
        ("CREATE GRAPH <http://load> ; CREATE GRAPH <http://load>", False, False),
    ],
)
def test_updates(update, service, load):
    assert (objection(SERVICE, update, PREFIXES, update=True) is not None) is service
    assert (objection(LOAD, update, PREFIXES, update=True) is not None) is load


@pytest.fixture(scope="module")
def trap():
    """A listener that counts who comes: nobody should."""
    came = []
    listener = socket.create_server(("127.0.0.1", 0))

    def wait():
        while True:
            try:
                visitor, _ = listener.accept()
            except OSError:
                return
            came.append(1)
            visitor.close()

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    yield listener.getsockname()[1], came
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(timeout=5)


@given(st.text(alphabet="?ab<>#{}:.;&|=)( \n'\"\\1", max_size=40))
@settings(max_examples=300, deadline=None)
def test_what_passes_the_guard_reaches_no_other_server(trap, noise):
    port, came = trap
    target = f"PREFIX : <http://127.0.0.1:{port}/> "
    query = f"{target}SELECT * {{ VALUES ?a {{1}} VALUES ?b {{2}} FILTER(?a<?b{noise}SERVICE#>\n:foo{{?s ?p ?o}}}}"
    if not calls_service(query, PREFIXES):
        with suppress(SyntaxError, OSError, ValueError, RuntimeError):
            list(Store().query(query, prefixes=PREFIXES))
    assert not came
