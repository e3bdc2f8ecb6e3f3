"""What may go wrong with a server: each a line that says what, with status 2."""

import json
import shutil
import socket
import subprocess
import sys
import time

import pytest

import kg
from kg.errors import Problem
from kg.graph.endpoint.address import Address, address, is_address
from kg.graph.endpoint.remote_store import remote_store
from tests.endpoints import answering, free_port
from tests.serving import serving

JSON = "application/sparql-results+json"
ONE = {"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "literal", "value": "a"}}]}}
ROWS = {"head": {"vars": ["p", "o", "n"]}, "results": {"bindings": []}}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("http://localhost:7878", Address("http://localhost:7878")),
        ("HTTPS://host/ds/", Address("https://host/ds")),
        (" http://a:b%40c@host:1/x ", Address("http://host:1/x", "a", "b@c")),
        ("http://[::1]:7878/query", Address("http://[::1]:7878/query")),
    ],
)
def test_addresses(typed, expected):
    assert address(typed) == expected


@pytest.mark.parametrize("typed", ["host:7878", "ftp://host/", "http://", "http://host:no", "exports", "http://h/?a=b"])
def test_what_is_no_address(typed):
    with pytest.raises(Problem, match="不是端点地址"):
        address(typed)


def test_a_password_is_never_shown():
    found = address("http://user:secret@host/")
    assert "secret" not in repr(found)
    assert "secret" not in found.url


def test_a_path_is_no_address():
    assert is_address("http://host")
    assert not is_address("exports")
    assert not is_address("C:\\http")


def good(handler, body):
    handler.say(200, JSON, json.dumps(ONE if b"LIMIT+1" in body else ROWS).encode())


def then(second):
    """A server that answers the first question, whether it is an endpoint, and then ``second``."""

    def handle(handler, body):
        (good if b"LIMIT+1" in body else second)(handler, body)

    return handle


def cut(handler, _):
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"head": {"vars": ["p"]}, "results": {"bindings": [')
    handler.wfile.flush()
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)


def hang_up(handler, _):
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)


def half(handler, _):
    handler.say(200, JSON, b'{"head": {"vars": ["p"]}, "results": {"bindings": [{}')


def error_at_the_end(handler, _):
    handler.say(200, JSON, json.dumps(ROWS).encode()[:-3] + b"\nERROR: query timed out\n")


def page(handler, _):
    handler.say(200, "text/html", b"<html>hello</html>")


def denied(handler, _):
    handler.say(401, "text/plain", b"who are you", WWW_Authenticate='Basic realm="x"')


def failed(handler, _):
    handler.say(500, "text/plain", "内部错误".encode())


def slow(handler, body):
    time.sleep(3)
    good(handler, body)


@pytest.mark.parametrize(
    ("handle", "said"),
    [
        (page, "不是 SPARQL 端点"),
        (failed, "不是 SPARQL 端点"),
        (denied, "要求用户名和密码"),
        (hang_up, "中途断开"),
        (then(cut), "中途断开"),
        (then(hang_up), "中途断开"),
        (then(half), "不是 SPARQL 结果，或者不完整"),
        (then(error_at_the_end), "不是 SPARQL 结果，或者不完整"),
        (then(page), "不是 SPARQL 结果"),
        (then(denied), "要求用户名和密码"),
        (then(failed), "HTTP 500，内部错误"),
    ],
)
def test_each_fault_is_one_clear_line(handle, said):
    with answering(handle) as url:
        with pytest.raises(Problem, match=said) as caught:
            kg.open(url)
        assert str(caught.value).startswith(url)
        assert "\n" not in str(caught.value)


def test_silence_ends(monkeypatch):
    monkeypatch.setattr("kg.graph.endpoint.connection.CONNECT", 2.0)
    with answering(slow) as url, pytest.raises(Problem, match=r"超过0\.5秒没有回答"):
        remote_store(address(url), 0.5)


def test_nobody_there():
    with pytest.raises(Problem, match="连接不上端点"):
        kg.open(f"http://127.0.0.1:{free_port()}")
    with pytest.raises(Problem, match="连接不上端点"):
        kg.open("http://nobody.invalid:7878")


def test_a_wrong_query_is_explained_before_the_server_is_asked():
    asked = []

    def handle(handler, body):
        asked.append(body)
        good(handler, body)

    with answering(handle) as url:
        graph = kg.open(url)
        before = len(asked)
        with pytest.raises(Problem, match="前缀 nope: 没有声明"):
            graph.query("SELECT * { ?x a nope:Thing }")
        with pytest.raises(Problem, match="SERVICE"):
            graph.query("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
        assert len(asked) == before


def test_the_password_goes_to_the_server_and_nowhere_else():
    seen = []

    def handle(handler, body):
        seen.append(handler.headers.get("Authorization"))
        if seen[-1] is None:
            denied(handler, body)
        else:
            good(handler, body)

    with answering(handle) as url:
        kg.open(url.replace("http://", "http://user:secret@"))
    assert set(seen) == {"Basic dXNlcjpzZWNyZXQ="}  # user:secret in base 64


def test_a_server_that_wants_the_password_hashed():
    def handle(handler, body):
        if not handler.headers.get("Authorization", "").startswith("Digest "):
            challenge = 'Digest realm="x", nonce="1", qop="auth", algorithm=MD5'
            handler.say(401, "text/plain", b"", WWW_Authenticate=challenge)
        else:
            good(handler, body)

    with answering(handle) as url:
        assert kg.open(url.replace("http://", "http://user:secret@")).address == url


@pytest.mark.parametrize("words", [("query", "large-fines"), ("search", "劳动法"), ("stats",), ("export",), ("build",)])
def test_commands_end_with_one_line_and_status_2(words, small, tmp_path, exports):
    more = {"build": [str(small), "-o", str(tmp_path / "out")], "export": ["-g", str(exports)]}.get(words[0], [])
    command = [sys.executable, "-m", "kg.cli", *words, *more, "--endpoint", f"http://127.0.0.1:{free_port()}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "连接不上端点" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_a_server_of_ones_own_is_an_endpoint_too(exports, graph, tmp_path):
    """``quanze serve`` answers what the folder answers."""
    shutil.copytree(exports / "store", tmp_path / "store")
    with serving(tmp_path / "store") as server:
        remote = kg.open(f"http://127.0.0.1:{server.port}")
        assert remote.query("large-fines") == graph.query("large-fines")
