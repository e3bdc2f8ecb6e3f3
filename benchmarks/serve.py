"""Served against direct: the same queries over `quanze serve` and with pyoxigraph in this process, taken in turns.

    python benchmarks/serve.py [--triples 5000000] [--rounds 15] [--store DIR]

Both answer in SPARQL JSON. A store made once in DIR is used again.
"""

import argparse
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote_plus

from pyoxigraph import QueryResultsFormat, RdfFormat, Store

from kg.graph.terms import PREFIXES

ROOT = Path(__file__).parent.parent
QZ = PREFIXES["qz"]
ITEM_TRIPLES = 16
QUERIES = {
    "point": "SELECT ?p ?o { <https://w3id.org/quanze/id/power/p4711> ?p ?o }",
    "items citing a law": "SELECT ?item { ?item qz:basisDocument law:法律16 }",
    "fine >= x": "SELECT ?s ?m { ?s qz:maxAmount ?m FILTER(?m >= 990000) }",
    "count by unit": "SELECT ?unit (COUNT(?item) AS ?n) { ?item qz:handledBy ?unit } GROUP BY ?unit",
    "3 hops, one item": (
        "SELECT ?title { power:p4711 qz:legalBasis ?article . ?article eli:is_part_of ?law . ?law eli:title ?title }"
    ),
    "3 hops, all, grouped": (
        "SELECT ?title (COUNT(?item) AS ?n) "
        "{ ?item qz:legalBasis ?provision . ?provision eli:is_part_of ?law . ?law eli:title ?title } GROUP BY ?title"
    ),
    "NOT EXISTS": "SELECT (COUNT(?s) AS ?n) { ?s qz:maxAmount ?m FILTER NOT EXISTS { ?s qz:cap ?cap } }",
    "CONTAINS": 'SELECT ?item { ?item rdfs:label ?label FILTER(CONTAINS(?label, "事项12345")) }',
    "DISTINCT p": "SELECT DISTINCT ?p { ?s ?p ?o }",
}


def triples(number):
    """N-Triples of a graph like ours: items with type, unit, body, provision, document, sanction, stage."""
    made = 0
    for law in range(400):
        title = f"<https://w3id.org/quanze/id/law/法律{law}>"
        yield f'{title} <{PREFIXES["eli"]}title> "法律{law}"@zh .\n'
        for article in range(60):
            provision = f"<https://w3id.org/quanze/id/law/法律{law}/art_{article}>"
            yield f"{provision} <{PREFIXES['eli']}is_part_of> {title} .\n"
            yield f'{provision} <{PREFIXES["rdfs"]}label> "《法律{law}》第{article}条"@zh .\n'
        made += 121
    item = 0
    while made < number:
        yield "".join(_item(item))
        made += ITEM_TRIPLES
        item += 1


def _item(n):
    me, fact = f"<https://w3id.org/quanze/id/power/p{n}>", f"<https://w3id.org/quanze/id/fact/sanction-{n}>"
    law = f"https://w3id.org/quanze/id/law/法律{n * n % 397}"
    cap = f'<{QZ}cap> "{n}"' if n % 9 == 0 else f'<{QZ}unit> "CNY"'
    for predicate, value in (
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", f"<{QZ}PowerItem>"),
        (PREFIXES["rdfs"] + "label", f'"对某种行为的处罚事项{n}"@zh'),
        (PREFIXES["dct"] + "identifier", f'"11620300438260106W36202{n:08d}"'),
        (QZ + "serial", f'"{n}"'),
        (PREFIXES["dct"] + "type", f"<https://w3id.org/quanze/code/power-type/{n % 10:02d}>"),
        (PREFIXES["cv"] + "hasCompetentAuthority", f"<https://w3id.org/quanze/id/org/o{n % 500}>"),
        (QZ + "handledBy", f"<https://w3id.org/quanze/id/org/o{n % 500}/unit/{n % 3000}>"),
        (QZ + "legalBasis", f"<{law}/art_{n % 59}>"),
        (QZ + "basisDocument", f"<{law}>"),
        (QZ + "imposes", fact),
        (QZ + "hasDutyStage", f"<https://w3id.org/quanze/id/fact/stage-{n % 4000}>"),
        (QZ + "cell", f"<https://w3id.org/quanze/id/fact/cell-{n}>"),
    ):
        yield f"{me} <{predicate}> {value} .\n"
    yield f"{fact} <{QZ}kind> <https://w3id.org/quanze/code/sanction-kind/fine> .\n"
    yield f'{fact} <{QZ}maxAmount> "{n * 37 % 1000000}"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n'
    yield f"{fact} <{QZ}providedBy> <{law}/art_{n % 59}> .\n"
    yield f"{fact} {cap} .\n"


def made(parent, number):
    """The folder of a store with ``number`` triples under ``parent``, made unless it is there."""
    folder = parent / str(number)
    if (folder / "CURRENT").exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="\n", suffix=".nt") as file:
        file.writelines(triples(number))
        file.flush()
        store = Store(str(folder))
        store.bulk_load(path=file.name, format=RdfFormat.N_TRIPLES)
        store.optimize()
    print(f"{len(store):,} triples made and loaded in {time.perf_counter() - began:.0f} s")
    return folder


class Server:
    """`quanze serve` as a process, and its address."""

    def __init__(self, folder, *options):
        command = [sys.executable, "-m", "kg.cli", "serve", "--store", str(folder), "--port", "0", *options]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT)
        found = next(found for line in self.process.stderr if (found := re.search(r"http://([\d.]+):(\d+)/", line)))
        self.address = found[1], int(found[2])

    def __enter__(self):
        # its log must not fill the pipe
        self.reader = subprocess.Popen(["cat"], stdin=self.process.stderr, stdout=subprocess.DEVNULL)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.reader.wait()


class Client:
    """A connection that is kept, with as little of its own time as can be."""

    def __init__(self, address):
        self.socket = socket.create_connection(address)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.file = self.socket.makefile("rb")

    def ask(self, query):
        """Status and body."""
        self.socket.sendall(
            b"GET /sparql?query=" + quote_plus(query).encode() + b" HTTP/1.1\r\nHost: localhost\r\n\r\n"
        )
        status = int(self.file.readline().split()[1])
        length, chunked = 0, False
        while (line := self.file.readline()) != b"\r\n":
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
            chunked = chunked or line.lower().startswith(b"transfer-encoding:")
        return status, b"".join(self._chunks()) if chunked else self.file.read(length)

    def _chunks(self):
        while length := int(self.file.readline(), 16):
            yield self.file.read(length)
            self.file.readline()
        self.file.readline()


def timed(function, *arguments):
    began = time.perf_counter()
    result = function(*arguments)
    return time.perf_counter() - began, result


def compare(folder, rounds):
    store = Store.read_only(str(folder))

    def direct(query):
        return store.query(query, prefixes=PREFIXES).serialize(format=QueryResultsFormat.JSON)

    rows = []
    with Server(folder, "--max-rows", "0") as server:
        client = Client(server.address)
        for name, query in QUERIES.items():
            direct(query), client.ask(query), client.ask(query)
            took = {"direct": [], "served": []}
            for _ in range(rounds):
                seconds, expected = timed(direct, query)
                took["direct"].append(seconds)
                seconds, (status, body) = timed(client.ask, query)
                took["served"].append(seconds)
                assert (status, len(body)) == (200, len(expected)), (name, status, body[:200])
            rows.append((name, *(statistics.median(took[way]) * 1000 for way in ("direct", "served")), len(expected)))
    return rows


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--triples", type=int, default=5_000_000)
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--store", type=Path, default=Path(tempfile.gettempdir()) / "quanze-benchmark-store")
    chosen = options.parse_args()
    folder = made(chosen.store, chosen.triples)
    rows = compare(folder, chosen.rounds)
    print(f"{'median, ms':24}{'direct':>10}{'served':>10}{'ratio':>8}{'more':>8}{'bytes':>12}")
    for name, direct, served, length in rows:
        print(f"{name:24}{direct:10.2f}{served:10.2f}{served / direct:8.2f}{served - direct:8.2f}{length:12,}")
    print(f"median of the ratios: {statistics.median(served / direct for _, direct, served, _ in rows):.2f}")
    sums = [sum(row[column] for row in rows) for column in (1, 2)]
    print(f"all queries one after the other: {sums[0]:.0f} ms direct, {sums[1]:.0f} ms served, {sums[1] / sums[0]:.2f}")


if __name__ == "__main__":
    main()
