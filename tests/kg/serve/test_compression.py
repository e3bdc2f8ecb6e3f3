"""Answers in gzip and Zstandard: the same bytes, the same tags, the same headers for HEAD."""

import gzip
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.protocol.media_types import XLSX
from kg.serve.protocol.negotiate import coding
from tests.serving import make_store, serving

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

UNPACKED = {"gzip": gzip.decompress, "zstd": zstd.decompress}
ROWS = "SELECT ?x {{ VALUES ?x {{ {} }} }}"
SMALL, MIDDLE = ROWS.format("1 2 3"), ROWS.format(" ".join(map(str, range(300))))
LARGE = "SELECT ?a ?b ?c { ?a ?p ?b . ?c ?p ?b . FILTER(?p = <http://example.org/p>) } ORDER BY ?a ?c"
#: What makes an answer large are long values, not many rows: rows cost the time.
DATA = " ".join(f'<http://example.org/{n}> <http://example.org/p> "{"权责清单" * 80}" .' for n in range(60))


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(make_store(tmp_path_factory.mktemp("compression") / "store", DATA)) as running:
        yield running


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        ("gzip", "gzip"),
        ("zstd", "zstd"),
        ("gzip, deflate, br", "gzip"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip;q=0.9, zstd;q=0.8", "gzip"),
        ("gzip, ZSTD;q=0", "gzip"),
        ("br;q=1.0, GZIP;q=0.8, *;q=0.1", "gzip"),
        ("gzip;q=0.5, identity;q=0.4", "gzip"),
        ("gzip;q=0.4, identity;q=0.5", ""),
        ("gzip;q=0.4, zstd;q=0.6, identity;q=0.5", "zstd"),
        ("gzip;q=0", ""),
        ("gzip;q=0, zstd;q=0", ""),
        ("*", ""),
        ("identity", ""),
        ("br", ""),
        ("", ""),
        ("gzip;q=x;;,", ""),
    ],
)
def test_the_coding_a_client_prefers(header, chosen):
    assert coding(header) == chosen


@given(st.text(alphabet="gzip;q=01., *deflatebrs\n", max_size=40) | st.text(max_size=20))
def test_any_header_is_read(header):
    assert coding(header) in {"zstd", "gzip", ""}


@pytest.mark.parametrize("name", UNPACKED)
@pytest.mark.parametrize("text", [MIDDLE, LARGE])
@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_the_same_answer_in_fewer_bytes(server, text, form, name):
    plain = server.query(text, [("format", form)])
    packed = server.query(text, [("format", form)], Accept_Encoding=f"{name}, deflate")
    assert plain.headers["content-encoding"] is None
    assert packed.headers["content-encoding"] == name
    assert UNPACKED[name](packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 2
    assert (packed.type, packed.headers["etag"]) == (plain.type, plain.headers["etag"])
    for answer in (plain, packed):
        assert {"Accept", "Accept-Encoding"} == set(answer.headers["vary"].split(", "))


def test_a_large_answer_is_one(server):
    assert len(server.query(LARGE).body) > 1 << 20


@pytest.mark.parametrize("text", [SMALL, MIDDLE, LARGE])
@pytest.mark.parametrize("encoding", ["zstd", "gzip", "identity"])
def test_head_says_what_get_says(server, text, encoding):
    path = "/sparql?query=" + text.replace(" ", "%20").replace("#", "%23")
    head, got = (server.ask(method, path, Accept_Encoding=encoding) for method in ("HEAD", "GET"))
    assert head.body == b""
    assert got.body
    told = ("content-type", "content-encoding", "content-length", "etag", "vary", "cache-control")
    assert [head.headers[name] for name in told] == [got.headers[name] for name in told]


def test_a_client_that_holds_the_answer(server):
    tag = server.query(MIDDLE, Accept_Encoding="gzip").headers["etag"]
    for encoding in ("zstd", "gzip", "identity"):
        again = server.query(MIDDLE, If_None_Match=tag, Accept_Encoding=encoding)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
        assert again.headers["content-encoding"] is None


@pytest.mark.parametrize("name", UNPACKED)
def test_what_stays_as_it_is(server, name):
    assert server.query(SMALL, Accept_Encoding=name).headers["content-encoding"] is None
    assert server.query(MIDDLE, Accept_Encoding=f"{name};q=0").headers["content-encoding"] is None
    workbook = server.query(MIDDLE, [("format", "xlsx")], Accept_Encoding=name)
    assert (workbook.type, workbook.headers["content-encoding"]) == (XLSX, None)


@pytest.mark.parametrize("name", UNPACKED)
def test_pages_and_graphs_too(server, name):
    for path, kind in (("/sparql", "text/html"), ("/void", "application/n-triples")):
        packed = server.get(path, Accept=kind, Accept_Encoding=name)
        assert packed.headers["content-encoding"] == name
        assert UNPACKED[name](packed.body) == server.get(path, Accept=kind).body
