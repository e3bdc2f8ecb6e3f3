"""A server to talk to: `quanze serve` as a process of its own over a small store, and HTTP without a helping hand."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from pyoxigraph import NamedNode, RdfFormat, Store

ROOT = Path(__file__).parent.parent
FORM = "application/x-www-form-urlencoded"
RUNAWAY = (
    "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?{name} {{ {' '.join(map(str, range(60)))} }}" for name in "abcdef")
    + " FILTER(?a + ?b + ?c + ?d + ?e + ?f < 0) }"
)


def make_store(folder, turtle="", graphs=None):
    """A store of a default graph and named graphs, all in Turtle."""
    store = Store(str(folder))
    store.load(turtle, RdfFormat.TURTLE)
    for name, text in (graphs or {}).items():
        store.load(text, RdfFormat.TURTLE, to_graph=NamedNode(name))
    store.flush()
    return folder


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def type(self):
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def text(self):
        return self.body.decode("utf-8")

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def values(self):
        """The first value of each row, of JSON results."""
        return [next(iter(row.values()))["value"] for row in self.json["results"]["bindings"]]


@dataclass
class Server:
    process: subprocess.Popen
    host: str
    port: int
    log: Path

    def ask(self, method, path, body=None, **headers):
        """An answer; the names of headers have _ for -."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, named)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def get(self, path="/sparql", /, fields=(), **headers):
        return self.ask("GET", path + ("?" + urlencode(fields) if fields else ""), **headers)

    def query(self, text, fields=(), **headers):
        return self.get("/sparql", [("query", text), *fields], **headers)

    def update(self, text, **headers):
        return self.ask("POST", "/update", text.encode(), Content_Type="application/sparql-update", **headers)

    def workers(self):
        """The process numbers of its workers: what the process forked that it started to fork them."""
        return [worker for child in _children(self.process.pid) for worker in _children(child) or [child]]


def _children(process):
    found = subprocess.run(["ps", "--ppid", str(process), "-o", "pid="], capture_output=True, text=True, check=False)
    return [int(number) for number in found.stdout.split()]


@contextmanager
def serving(store, *options, environment=None):
    """A running server over the store of a folder."""
    command = [sys.executable, "-m", "kg.cli", "serve", "--store", str(store), "--port", "0", *options]
    # Never beside the store: that may be the folder of a build, which others read file by file.
    with TemporaryDirectory(prefix="quanze-server-") as folder, (log := Path(folder) / "log").open("w") as file:
        process = subprocess.Popen(command, stderr=file, cwd=ROOT, env={**os.environ, **(environment or {})})
        try:
            yield Server(process, "127.0.0.1", _port(process, log), log)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)


def _port(process, log):
    while process.poll() is None:
        if found := re.search(r"http://127\.0\.0\.1:(\d+)/", log.read_text(encoding="utf-8")):
            return int(found[1])
        time.sleep(0.05)
    raise RuntimeError(log.read_text(encoding="utf-8"))
