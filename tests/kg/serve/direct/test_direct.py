"""Workers that answer clients themselves: what they answer, what they give back, and what happens when they end."""

import http.client
import os
import signal
import socket
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, Store

from kg.serve.direct import channel
from tests.serving import FORM, RUNAWAY, make_store, serving

pytestmark = pytest.mark.skipif(not channel.POSSIBLE, reason="this system cannot hand connections over")
TURTLE = "\n".join(f'<http://example.org/n{n}> <http://example.org/value> "{"数" * 100}{n}" .' for n in range(4000))
SMALL = "SELECT ?p ?o { <http://example.org/n1> ?p ?o }"
ALL = "SELECT ?s ?o { ?s ?p ?o } ORDER BY ?s"
MIDDLE = "SELECT ?s ?o { ?s ?p ?o } LIMIT 60"
LIMIT = 2.0
THROUGH = {"X-Forwarded-For": "127.0.0.1"}  # a proxy's request is answered by the server itself


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    store = make_store(tmp_path_factory.mktemp("direct") / "store", TURTLE)
    with serving(store, "--timeout", str(LIMIT), "--workers", "5") as running:
        yield running


@pytest.fixture
def kept(server):
    """A connection that a worker has."""
    connection = http.client.HTTPConnection(server.host, server.port, timeout=60)
    connection.connect()
    in_hand(server, connection)
    yield connection
    connection.close()


def ask(connection, text, method="GET", body=None, **headers):
    path = "/sparql" if body else "/sparql?" + urlencode({"query": text})
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    return answer.status, sorted(answer.getheaders()), answer.read()


def holder(server, connection):
    """The worker that has a connection, 0 where none has it: by the number of the server's end of it."""
    port = connection.sock.getsockname()[1]
    for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]:
        fields = line.split()
        if fields[2] == f"0100007F:{port:04X}":
            wanted = f"socket:[{fields[9]}]"
            return next((worker for worker in server.workers() if wanted in _descriptors(worker)), 0)
    return 0


def _descriptors(process):
    try:
        return {str(path.readlink()) for path in Path(f"/proc/{process}/fd").iterdir()}
    except OSError:
        return set()


def in_hand(server, connection):
    """Wait until a worker has the connection; the worker."""
    for _ in range(600):
        if found := holder(server, connection):
            return found
        time.sleep(0.05)
    raise AssertionError("no worker took the connection")


def without_date(answer):
    status, headers, body = answer
    return status, [(name, value) for name, value in headers if name != "date"], body


REQUESTS = [
    (SMALL, {}),
    (SMALL, {"Accept": "text/csv"}),
    (SMALL, {"Accept": "application/sparql-results+xml"}),
    (SMALL, {"Accept": "image/png"}),
    (MIDDLE, {}),
    (MIDDLE, {"Accept-Encoding": "gzip"}),
    (MIDDLE, {"Accept-Encoding": "zstd"}),
    (SMALL, {"Accept-Encoding": "gzip, deflate"}),
    ("CONSTRUCT WHERE { <http://example.org/n1> ?p ?o }", {"Accept": "text/turtle"}),
    ("SELECT (NOW() AS ?now) (1 AS ?one) { FILTER(false) }", {}),
    ("SELECT ?s { ?s ?p ?o", {}),
    ("SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }", {}),
]


@pytest.mark.parametrize(("text", "headers"), REQUESTS)
def test_a_worker_answers_as_the_server_does(server, kept, text, headers):
    """The first time by the application, then with the headers known."""
    answers = []
    while len(answers) < 3:  # on a busy machine the server may have taken the connection back meanwhile
        worker = in_hand(server, kept)
        answer = ask(kept, text, **headers)
        answers += [answer] if holder(server, kept) == worker else []
    other = http.client.HTTPConnection(server.host, server.port, timeout=60)
    expected = ask(other, text, **headers, **THROUGH)
    assert not holder(server, other)
    other.close()
    assert [without_date(answer) for answer in answers] == [without_date(expected)] * 3
    assert all(dict(headers).get("date", "").endswith("GMT") for _, headers, _ in answers)


def test_an_answer_that_the_client_holds_is_not_sent_again(kept):
    _, headers, _ = ask(kept, SMALL)
    tag = dict(headers)["etag"]
    assert ask(kept, SMALL, **{"If-None-Match": tag})[0] == 304
    assert ask(kept, SMALL)[0] == 200
    assert dict(ask(kept, MIDDLE)[1])["etag"] != tag


def test_a_post_in_one_piece(server, kept):
    in_hand(server, kept)
    body = urlencode({"query": SMALL})
    head = f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: {FORM}\r\nContent-Length: {len(body)}\r\n\r\n"
    kept.sock.sendall((head + body).encode())
    answer = http.client.HTTPResponse(kept.sock)
    answer.begin()
    assert answer.status == 200
    assert answer.read() == ask(kept, SMALL)[2]


def test_a_connection_that_is_to_be_closed_is(server):
    with socket.create_connection((server.host, server.port)) as client:
        client.settimeout(60)
        client.sendall(
            f"GET /sparql?{urlencode({'query': SMALL})} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()
        )
        answer = b""
        while piece := client.recv(4096):
            answer += piece
    assert answer.startswith(b"HTTP/1.1 200")
    assert b"connection: close" in answer


def test_a_request_in_pieces_and_two_at_once_are_the_servers(server, kept):
    request = f"GET /sparql?{urlencode({'query': SMALL})} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    expected = ask(kept, SMALL)[2]
    for piece in (request[:30], request[30:-1], request[-1:] + request + request):
        kept.sock.sendall(piece)
        time.sleep(0.1)
    answers = b""
    while answers.count(expected) < 3:
        answers += kept.sock.recv(65536)
    assert answers.count(b"HTTP/1.1 200") == 3
    assert not holder(server, kept)


def test_other_addresses_are_the_servers(server, kept):
    kept.request("GET", "/prefixes")
    assert kept.getresponse().read().startswith(b"{")
    assert not holder(server, kept)
    assert ask(kept, SMALL)[0] == 200


def test_a_large_answer_reaches_a_slow_reader_whole(kept):
    kept.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    kept.request("GET", "/sparql?" + urlencode({"query": ALL}), headers={"Accept": "text/csv"})
    time.sleep(0.5)
    body = kept.getresponse().read()
    store = Store()
    store.load(TURTLE, RdfFormat.TURTLE)
    assert body == store.query(ALL).serialize(format=QueryResultsFormat.CSV)
    assert len(body) > 1 << 20
    assert ask(kept, SMALL)[0] == 200


def test_a_runaway_is_ended_and_others_on_its_worker_do_not_wait(server, kept):
    other = http.client.HTTPConnection(server.host, server.port, timeout=60)
    other.connect()
    assert in_hand(server, other) == in_hand(server, kept)
    answers = []
    running = threading.Thread(target=lambda: answers.append(ask(kept, RUNAWAY + " # direct")))
    running.start()
    time.sleep(0.02)
    assert [ask(other, SMALL)[0] for _ in range(3)] == [200] * 3
    assert not answers
    running.join(60)
    status, headers, body = answers[0]
    assert (status, dict(headers)["content-type"]) == (503, "application/problem+json")
    assert b"timeout" in body
    other.close()


def test_after_a_slow_query_connections_are_given_away_again(server, kept):
    worker = in_hand(server, kept)
    assert ask(kept, RUNAWAY + " # again")[0] == 503
    in_hand(server, kept)
    assert ask(kept, SMALL)[0] == 200
    assert worker not in server.workers(), "it was at the query and ended with it"


def test_a_connection_outlives_its_worker(server, kept):
    for _ in range(3):
        os.kill(in_hand(server, kept), signal.SIGKILL)
        assert ask(kept, SMALL)[0] == 200


def test_a_query_whose_worker_is_killed_is_asked_of_another(server, kept):
    worker, answers = in_hand(server, kept), []
    os.kill(worker, signal.SIGSTOP)  # whatever it is at, it does not end before it is killed
    asking = threading.Thread(target=lambda: answers.append(ask(kept, MIDDLE)))
    asking.start()
    time.sleep(0.3)
    os.kill(worker, signal.SIGKILL)
    asking.join(60)
    assert answers[0][0] == 200


def test_each_answer_has_a_line_in_the_log(server, kept):
    for number in range(3):
        ask(kept, f"ASK {{ ?direct{number} ?line 1 }}")
    for _ in range(200):
        time.sleep(0.05)
        lines = [line for line in server.log.read_text(encoding="utf-8").splitlines() if "%3Fdirect" in line]
        if len(lines) >= 3:
            break
    assert [" 200 " in line for line in lines] == [True] * 3


def test_it_stops_while_workers_have_connections(tmp_path):
    with serving(make_store(tmp_path / "store"), "--timeout", "30") as server:
        connection = http.client.HTTPConnection(server.host, server.port, timeout=60)
        connection.connect()
        in_hand(server, connection)
        assert ask(connection, "ASK {}")[0] == 200
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(timeout=30)
        assert connection.sock.recv(10) == b"", "closed, not broken"
        connection.close()


def received(present, octets):
    """Let a worker receive a request of connection 7."""
    client, end = socket.socketpair()
    with client, end:
        client.sendall(octets)
        return present.receive(7, end)


def test_the_right_to_answer_is_had_once():
    present = channel.PresentRequest.new()
    assert not present.claim(), "nothing is evaluated"
    assert received(present, b"GET") == b"GET"
    present.begin()
    assert present.request() == (7, b"GET")
    assert [present.claim(), present.claim()] == [True, False]
    present.end()
    assert present.request() == (0, b"")
    present.close()


def test_what_a_worker_has_read_is_known_however_soon_it_is_killed():
    present = channel.PresentRequest.new()
    received(present, b"a longer one before")
    present.end()
    worker = os.fork()
    if worker == 0:
        received(present, b"POST\0 x")
        os.kill(os.getpid(), signal.SIGKILL)
    assert os.WTERMSIG(os.waitpid(worker, 0)[1]) == signal.SIGKILL
    assert present.request() == (7, b"POST\0 x")
    assert not present.answering
    present.close()


def test_it_is_known_whether_an_answer_has_begun():
    present = channel.PresentRequest.new()
    received(present, b"GET")
    present.begin()
    assert not present.answering
    present.answer()
    assert present.answering
    assert present.request() == (7, b"GET")
    present.end()
    received(present, b"GET")
    assert not present.answering
    present.close()
