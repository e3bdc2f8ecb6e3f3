"""Every bundled question on graphs of statute-like rows: this project's store, and rdflib on the same triples.

    python benchmarks/sparql.py [--triples 1000000] [--rdflib] [--limit 20] [--only NAME …]

Each question runs in a process of its own that is ended at the limit (seconds). The store's time is the second of two
runs; rdflib, which keeps no cache, is asked once. Rows of both are compared where both answered.
"""

import argparse
import os
import pickle
import signal
import sys
import tempfile
import time
from pathlib import Path

from pyoxigraph import RdfFormat

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.rows import lists, of
from kg.asking import query, questions
from kg.graph.store import lines, read_only, triples, writable
from kg.graph.terms import PREFIXES
from kg.graph.vocabulary import vocabulary


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--triples", type=int, default=1_000_000)
    arguments.add_argument("--rdflib", action="store_true")
    arguments.add_argument("--limit", type=int, default=20)
    arguments.add_argument("--only", nargs="*", default=[])
    given = arguments.parse_args()
    asked = [one for one in questions.bundled() if not given.only or one.name in given.only]
    with tempfile.TemporaryDirectory(prefix="quanze-sparql-") as folder:
        merge, held = Path(folder) / "merge.nt", Path(folder) / "store"
        generate(given.triples, merge)
        load(merge, held)
        ours = {one.name: limited(lambda one=one: by_store(held, one), given.limit) for one in asked}
        theirs = by_rdflib(merge, asked, given.limit) if given.rdflib else {}
    report(asked, ours, theirs)


def generate(wanted, path):
    """Write the merge of as many lists as give so many triples."""
    started, made, copies, nquads = time.perf_counter(), 0, 0, lines(vocabulary())
    for listing in lists():
        found = lines(of(listing))
        nquads += found
        made, copies = made + len(found), copies + 1
        if made >= wanted:
            break
    unique = list(triples(sorted(set(nquads))))
    path.write_bytes(b"".join(unique))
    took = time.perf_counter() - started
    print(f"{copies} lists, {copies * 137} rows, {len(unique)} triples, generated in {took:.0f} s")


def load(merge, held):
    started = time.perf_counter()
    store = writable(held)
    store.bulk_load(path=str(merge), format=RdfFormat.N_TRIPLES)
    store.optimize()
    print(f"loaded into the store in {time.perf_counter() - started:.1f} s")


def limited(work, limit):
    """What ``work`` returns, from a process that is ended at the limit; None where it was, or failed."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        signal.alarm(limit)
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - whatever an engine raises is its answer
            result = str(error).splitlines()[0][:60]
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(result, pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        content = pipe.read()
    os.waitpid(child, 0)
    return pickle.loads(content) if content else None


def by_store(held, question):
    store, text = read_only(held), questions.bind(question, {})
    for _ in range(2):
        started = time.perf_counter()
        count = sum(1 for _ in query.run(store, text).terms())
        took = time.perf_counter() - started
    return took, count


def by_rdflib(merge, asked, limit):
    import rdflib  # noqa: PLC0415 - only where it is asked for

    started = time.perf_counter()
    graph = rdflib.Graph()
    graph.parse(merge, format="nt")
    print(f"loaded into rdflib in {time.perf_counter() - started:.1f} s")

    def ask(question):
        begun = time.perf_counter()
        found = len(list(graph.query(questions.bind(question, {}), initNs=PREFIXES)))
        return time.perf_counter() - begun, found

    return {one.name: limited(lambda one=one: ask(one), limit) for one in asked}


def report(asked, ours, theirs):
    print(f"{'question':28}{'store':>12}{'rows':>9}" + (f"{'rdflib':>14}{'rows':>9}" if theirs else ""))
    for one in sorted(asked, key=lambda one: -time_of(ours[one.name])):
        line = f"{one.name:28}{shown(ours[one.name])}"
        print(line + (shown(theirs[one.name], 14) if theirs else ""))


def time_of(result):
    return result[0] if isinstance(result, tuple) else float("inf")


def shown(result, width=12):
    if isinstance(result, tuple):
        return f"{result[0] * 1000:{width - 3}.1f} ms{result[1]:9}"
    return f"{result or 'over the limit':>{width + 9}}"


if __name__ == "__main__":
    main()
