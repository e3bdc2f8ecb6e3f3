from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.iris import Name, mint
from kg.graph.terms import BASE
from kg.serve.protocol.addresses import host, iri_of, page_of


@given(st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=10))
def test_an_identifier_and_its_page_lead_to_each_other(title, local):
    for iri in (mint(Name("law", (title,))), mint(Name("provision", (title, local)))):
        page = page_of(iri, BASE)
        assert page.isascii()
        assert BASE + "id/" + iri_of(page.removeprefix("/doc/")) == iri


def test_other_identifiers_are_a_parameter():
    page = page_of("http://example.org/词?a=b&c#d", BASE)
    assert page == "/doc?iri=http://example.org/%E8%AF%8D%3Fa%3Db%26c%23d"
    assert unquote(page) == "/doc?iri=http://example.org/词?a=b&c#d"


def test_what_is_no_utf8_stays_as_it_is():
    assert iri_of("law/%FF%E5%8A") == "law/%FF%E5%8A"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("localhost", "localhost"),
        ("127.0.0.1:7880", "127.0.0.1"),
        ("http://LOCALHOST:80", "localhost"),
        ("[::1]:7880", "::1"),
        ("http://example.org", "example.org"),
        ("http://localhost@example.org", ""),
        ("http://localhost.example.org/", ""),
        ("[", ""),
        ("", ""),
        ("file://", ""),
    ],
)
def test_the_host_of_an_origin(said, name):
    assert host(said) == name
