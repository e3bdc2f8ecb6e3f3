"""The number of matches of each pattern of a query, asked of a server."""

import pytest

from tests.serving import make_store, serving

TURTLE = "<a:1> <a:name> 1 ; <a:of> <a:2>, <a:3> . <a:2> <a:name> 2 . <a:3> <a:name> 3 ."
BROKEN = "SELECT ?a { ?a <a:of> ?b"
OUTSIDE = "SELECT ?a { SERVICE <http://localhost/> { ?a <a:of> ?b } }"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(make_store(tmp_path_factory.mktemp("explain") / "store", TURTLE), "--timeout", "20") as running:
        yield running


def test_each_pattern_has_its_number(server):
    answer = server.ask("POST", "/explain", b"SELECT ?a { ?a <a:of> ?b . ?b <a:name> ?n . ?x <a:none> ?y }")
    assert answer.status == 200
    assert [(one["matches"], one["apart"]) for one in answer.json] == [(2, False), (3, False), (0, True)]


@pytest.mark.parametrize(("text", "status"), [(BROKEN, 400), (OUTSIDE, 400), ("", 400), ("?x " * 6000, 400)])
def test_what_is_no_query_of_this_store_is_refused(server, text, status):
    answer = server.ask("POST", "/explain", text.encode())
    assert (answer.status, answer.type) == (status, "application/problem+json")


def test_it_is_a_post(server):
    assert server.get("/explain").status == 405
