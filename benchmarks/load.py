"""Many clients at once on `quanze serve`: quick queries, large answers and runaways, while workers are killed.

    python benchmarks/load.py [--clients 32] [--seconds 60] [--triples 500000] [--store DIR]

Every 200 is compared with what pyoxigraph answers in this process; whatever else comes must be a 503 that says when to
come again. Memory is that of the server and all its workers together (proportional set size).
"""

import argparse
import hashlib
import json
import os
import random
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from collections import Counter, defaultdict
from contextlib import suppress
from pathlib import Path

from pyoxigraph import QueryResultsFormat, Store
from serve import PREFIXES, QUERIES, Client, Server, made

TIMEOUT = 4
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a qz:maxAmount ?x . ?b qz:maxAmount ?y . ?c qz:cap ?z FILTER(?x + ?y < -%d) }"
QUICK = ("point", "items citing a law", "3 hops, one item")
MIDDLE = ("fine >= x", "count by unit")
LARGE = "SELECT ?item ?label ?code { ?item rdfs:label ?label ; dct:identifier ?code } LIMIT 60000"
SHARES = (("quick", 0.80), ("middle", 0.10), ("large", 0.03), ("ask", 0.05), ("runaway", 0.02))


def mix(chance):
    """A kind of query, and one of that kind; runaways are never twice the same."""
    (kind,) = chance.choices([name for name, _ in SHARES], [share for _, share in SHARES])
    if kind == "quick":
        return kind, QUERIES[chance.choice(QUICK)]
    if kind == "middle":
        return kind, QUERIES[chance.choice(MIDDLE)]
    if kind == "runaway":
        return kind, RUNAWAY % chance.randrange(10**9)
    return kind, LARGE if kind == "large" else "ASK {}"


class Seen:
    """What the clients saw, by kind of query."""

    def __init__(self):
        self.lock = threading.Lock()
        self.took, self.statuses, self.wrong = defaultdict(list), defaultdict(Counter), []

    def add(self, kind, seconds, status, wrong):
        with self.lock:
            self.took[kind].append(seconds)
            self.statuses[kind][status] += 1
            self.wrong += wrong


def judge(query, status, body, expected):
    """Everything wrong with an answer."""
    if status == 200:
        if hashlib.sha256(body).digest() != expected.get(query):
            yield f"another answer to {query[:60]}"
    elif status != 503 or "title" not in json.loads(body):
        yield f"status {status} to {query[:60]}: {body[:100]!r}"


def client(number, address, until, expected, seen):
    chance, connection = random.Random(number), Client(address)
    while time.monotonic() < until:
        kind, query = mix(chance)
        began = time.perf_counter()
        try:
            status, body = connection.ask(query)
            wrong = list(judge(query, status, body, expected))
        except (OSError, ValueError, IndexError) as error:
            status, wrong, connection = 0, [f"the connection broke: {error!r}"], Client(address)
        seen.add(kind, time.perf_counter() - began, status, wrong)


def children(process):
    """What a process started, and what that started: the workers are forked by a process of their own."""
    found = subprocess.run(["ps", "--ppid", str(process), "-o", "pid="], capture_output=True, text=True, check=False)
    numbers = [int(number) for number in found.stdout.split()]
    return [*numbers, *(worker for number in numbers for worker in children(number))]


def memory(processes):
    """MiB of the processes together, shared pages counted once."""
    total = 0
    for process in processes:
        with suppress(OSError):
            for line in Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
    return total / 1024


def disturb(server, until, most, killed):
    """Watch the memory, and kill a worker every five seconds."""
    beats = 0
    while time.monotonic() < until:
        workers = children(server.process.pid)
        most.append(memory([server.process.pid, *workers]))
        beats += 1
        if beats % 10 == 0 and workers:
            with suppress(ProcessLookupError):
                os.kill(random.choice(workers), signal.SIGKILL)
            killed.append(1)
        time.sleep(0.5)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--clients", type=int, default=32)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--triples", type=int, default=500_000)
    options.add_argument("--store", type=Path, default=Path(tempfile.gettempdir()) / "quanze-benchmark-store")
    chosen = options.parse_args()
    folder = made(chosen.store, chosen.triples)
    store = Store.read_only(str(folder))
    queries = [QUERIES[name] for name in (*QUICK, *MIDDLE)] + [LARGE, "ASK {}"]
    expected = {
        query: hashlib.sha256(store.query(query, prefixes=PREFIXES).serialize(format=QueryResultsFormat.JSON)).digest()
        for query in queries
    }
    del store
    seen, most, killed = Seen(), [], []
    with Server(folder, "--timeout", str(TIMEOUT)) as server:
        idle = memory([server.process.pid, *children(server.process.pid)])
        until = time.monotonic() + chosen.seconds
        threads = [
            threading.Thread(target=client, args=(number, server.address, until, expected, seen))
            for number in range(chosen.clients)
        ]
        threads.append(threading.Thread(target=disturb, args=(server, until, most, killed)))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        after = Client(server.address).ask("ASK {}")[0]
    report(seen, chosen, idle, most, killed, after)
    return bool(seen.wrong) or after != 200


def report(seen, chosen, idle, most, killed, after):
    answers = sum(sum(statuses.values()) for statuses in seen.statuses.values())
    print(f"{chosen.clients} clients, {chosen.seconds:g} s, {answers:,} answers, {len(killed)} workers killed")
    print(f"{'ms':10}{'median':>9}{'95 %':>9}{'99 %':>9}{'most':>9}  statuses")
    for kind, took in seen.took.items():
        cuts = statistics.quantiles(took, n=100) if len(took) > 1 else took * 99
        figures = (statistics.median(took), cuts[94], cuts[98], max(took))
        print(
            f"{kind:10}" + "".join(f"{seconds * 1000:9.1f}" for seconds in figures), dict(seen.statuses[kind]), sep="  "
        )
    print(f"memory: {idle:.0f} MiB idle, {max(most):.0f} MiB at most; ASK afterwards: {after}")
    print(f"wrong or cut answers: {len(seen.wrong)}", *seen.wrong[:5], sep="\n")


if __name__ == "__main__":
    raise SystemExit(main())
