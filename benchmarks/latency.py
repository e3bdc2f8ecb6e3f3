"""Served by us against served by Oxigraph: the same queries over HTTP on the same store, in turns, on kept connections.

    python benchmarks/latency.py --store DIR --oxigraph COMMAND [--rounds 30]

Both answer in SPARQL JSON to a client of no time of its own; the median of each, and their ratio.
"""

import argparse
import shutil
import statistics
import time
from pathlib import Path

from onset import oxigraph
from serve import Client, Server

from kg.graph.terms import PREFIXES

HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
QUERIES = {
    "ASK {}": "ASK {}",
    "one item": "SELECT ?p ?o { ?item dct:identifier '11620300438260106W3620214001000' ; ?p ?o }",
    "labels of 100": "SELECT ?item ?name { ?item a qz:PowerItem ; rdfs:label ?name } LIMIT 100",
    "items by unit": "SELECT ?unit (COUNT(?item) AS ?n) { ?item qz:handledBy ?unit } GROUP BY ?unit",
    "fines": "SELECT ?s ?m { ?s qz:kind <https://w3id.org/quanze/code/sanction-kind/fine> ; qz:maxAmount ?m }",
    "citations, 3 steps": "SELECT ?e ?d { ?c qz:citedDocument ?doc ; qz:inItem ?e . ?doc rdfs:label ?d }",
    "CONTAINS": 'SELECT ?e { ?e rdfs:label ?l FILTER(CONTAINS(?l, "工伤")) }',
    "NOT EXISTS": "SELECT (COUNT(?s) AS ?n) { ?s a qz:Sanction FILTER NOT EXISTS { ?s qz:cap ?c } }",
    "all properties": "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p",
    "5,000 rows": "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 5000",
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--oxigraph", default=shutil.which("oxigraph") or "oxigraph")
    asked = parser.parse_args()
    ratios = []
    with Server(asked.store, "--timeout", "30") as server, oxigraph(asked.oxigraph, asked.store) as other:
        print(f"{'ms':20}{'quanze':>9}{'oxigraph':>9}{'ratio':>7}")
        for name, text in QUERIES.items():
            took = {"quanze": [], "oxigraph": []}
            clients = {"quanze": Client(server.address), "oxigraph": Client(other)}
            for _ in range(asked.rounds):
                for one, client in clients.items():
                    began = time.perf_counter()
                    status, _ = client.ask(HEAD + text)
                    took[one].append(time.perf_counter() - began)
                    assert status == 200, (one, name, status)
            ours, theirs = (1000 * statistics.median(took[one]) for one in ("quanze", "oxigraph"))
            ratios.append(ours / theirs)
            print(f"{name:20}{ours:9.2f}{theirs:9.2f}{ours / theirs:7.2f}", flush=True)
    print(f"ratio: median {statistics.median(ratios):.2f}, worst {max(ratios):.2f}")


if __name__ == "__main__":
    main()
