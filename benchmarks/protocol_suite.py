"""Run the W3C SPARQL 1.1 protocol suite (github.com/w3c/rdf-tests, sparql/sparql11/protocol) against `quanze serve`.

    python benchmarks/protocol_suite.py PATH/TO/rdf-tests

The suite is not part of this project; a checkout of it is needed.
"""

import http.client
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from pyoxigraph import NamedNode, RdfFormat, Store

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
HT = "http://www.w3.org/2011/http#"
CNT = "http://www.w3.org/2011/content#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
FORMATS = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": (
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    ),
    "RDF": ("text/turtle", "application/n-triples", "application/rdf+xml", "text/html"),
}


class Manifest:
    def __init__(self, folder):
        self.folder = folder
        self.store = Store()
        manifest = folder / "manifest.ttl"
        self.store.load(path=str(manifest), format=RdfFormat.TURTLE, base_iri=manifest.resolve().as_uri())

    def all(self, subject, predicate):
        return [quad.object for quad in self.store.quads_for_pattern(subject, NamedNode(predicate), None)]

    def one(self, subject, predicate):
        return next(iter(self.all(subject, predicate)), None)

    def items(self, node):
        while node and node.value != RDF + "nil":
            yield self.one(node, RDF + "first")
            node = self.one(node, RDF + "rest")

    def tests(self):
        (entries,) = [q.object for q in self.store.quads_for_pattern(None, NamedNode(MF + "entries"), None)]
        yield from self.items(entries)

    def data(self, test):
        for one in self.all(test, UT + "graphData"):
            yield self.one(one, RDFS + "label").value, Path(urlsplit(self.one(one, UT + "graph").value).path)

    def requests(self, test):
        yield from self.items(self.one(self.one(test, MF + "action"), HT + "requests"))


def send(connection, method, path, body=None, headers=()):
    connection.putrequest(method, path, skip_accept_encoding=True)
    for name, value in headers:
        connection.putheader(name, value)
    if body is not None:
        connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body)
    answer = connection.getresponse()
    return answer.status, answer.headers.get("content-type", ""), answer.read()


def target(path, headers, body):
    """Where a request goes: the suite lets an endpoint have one address for queries and one for updates."""
    kinds = " ".join(value for _, value in headers)
    updates = "sparql-update" in kinds or (body or b"").startswith(b"update=") or b"CLEAR" in (body or b"")
    return path.replace("/sparql/", "/update" if updates else "/sparql", 1)


def check(manifest, connection, request):
    """Everything that is wrong with the answer to a request."""
    headers = [
        (manifest.one(one, HT + "fieldName").value, manifest.one(one, HT + "fieldValue").value)
        for one in manifest.items(manifest.one(request, HT + "headers"))
    ]
    said = manifest.one(request, HT + "body")
    body = None
    if said:
        encoding = manifest.one(said, CNT + "characterEncoding").value
        body = manifest.one(said, CNT + "chars").value.encode(encoding)
    path = target(manifest.one(request, HT + "absolutePath").value, headers, body)
    status, kind, answer = send(connection, manifest.one(request, HT + "methodName").value, path, body, headers)
    expected = manifest.one(request, HT + "resp")
    classes = [re.search(r"(\d)xx", one.value)[1] for one in manifest.all(expected, MF + "expectedStatus")]
    if str(status)[0] not in classes:
        yield f"status {status}, not {'/'.join(classes)}xx: {answer[:200]!r}"
    form = manifest.one(expected, MF + "expectedFormat")
    if form and kind.partition(";")[0] not in FORMATS[form.value]:
        yield f"content type {kind} for {form.value}"
    truth = manifest.one(expected, MF + "expectedBoolean")
    if truth and json.loads(answer)["boolean"] is not (truth.value == "true"):
        yield f"boolean is not {truth.value}"


def run(manifest, connection, test):
    graphs = "".join(f"GRAPH <{name}> {{ {path.read_text(encoding='utf-8')} }}\n" for name, path in manifest.data(test))
    reset = f"DROP ALL ; INSERT DATA {{ {graphs} }}".encode()
    assert send(connection, "POST", "/update", reset, [("Content-Type", "application/sparql-update")])[0] == 204
    return [wrong for request in manifest.requests(test) for wrong in check(manifest, connection, request)]


def main(checkout):
    manifest = Manifest(Path(checkout) / "sparql" / "sparql11" / "protocol")
    with tempfile.TemporaryDirectory() as folder:
        Store(f"{folder}/store").flush()
        command = [sys.executable, "-m", "kg.cli", "serve", "--store", f"{folder}/store", "--port", "0"]
        with subprocess.Popen([*command, "--update", "--no-token"], stderr=subprocess.PIPE, text=True) as server:
            try:
                address = next(found for line in server.stderr if (found := re.search(r"http://([\d.:]+)/", line)))[1]
                connection = http.client.HTTPConnection(address)
                outcomes = {test.value.partition("#")[2]: run(manifest, connection, test) for test in manifest.tests()}
            finally:
                server.terminate()
                server.stderr.read()
    for name, wrong in outcomes.items():
        print("ok  " if not wrong else "FAIL", name, *wrong)
    passed = sum(not wrong for wrong in outcomes.values())
    print(f"{passed} of {len(outcomes)} pass")
    return passed != len(outcomes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
