"""How long a short query waits that arrives just after many runaways, on `quanze serve` and on the Oxigraph server.

    python benchmarks/onset.py --store DIR [--runaways 8 16 32] [--rounds 10] [--oxigraph COMMAND]

Each round sends runaways that were never sent before, 50 ms later ``ASK {}`` and a look-up on connections of their own,
and then drops the runaways. Every wait is printed, the worst last: a floor is about the worst.
"""

import argparse
import http.client
import itertools
import shutil
import socket
import statistics
import subprocess
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode

from serve import Server

JSON = "application/sparql-results+json"
NUMBER = itertools.count(int(time.time()))
RUNAWAY = (
    "SELECT (COUNT(*) AS ?n) { ?a a ?x . ?b a ?y . ?c a ?z . ?d a ?w "
    "FILTER(STRLEN(CONCAT(STR(?a), STR(?b), STR(?c), STR(?d))) < -%d) }"
)
SHORT = {"ASK {}": "ASK {}", "look-up": "SELECT ?p ?o { <https://w3id.org/quanze/code/rank/law> ?p ?o }"}


def request(text):
    return f"GET /sparql?{urlencode({'query': text})} HTTP/1.1\r\nHost: x\r\nAccept: {JSON}\r\n\r\n"


def waited(address, text, answers):
    host, port = address
    connection = http.client.HTTPConnection(host, port, timeout=60)
    began = time.perf_counter()
    answers.append((60.0, 0))  # until it is answered
    connection.request("GET", "/sparql?" + urlencode({"query": text}), headers={"Accept": JSON})
    with suppress(TimeoutError):
        answer = connection.getresponse()
        answer.read()
        answers[0] = time.perf_counter() - began, answer.status
    connection.close()


def one_round(address, runaways):
    """Seconds and status of each short query that comes 50 ms after the runaways."""
    opened = []
    for _ in range(runaways):
        sent = socket.create_connection(address)
        sent.sendall(request(RUNAWAY % next(NUMBER)).encode())
        opened.append(sent)
    time.sleep(0.05)
    answers = {name: [] for name in SHORT}
    threads = [threading.Thread(target=waited, args=(address, text, answers[name])) for name, text in SHORT.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for sent in opened:
        sent.close()
    return {name: found[0] for name, found in answers.items()}


@contextmanager
def oxigraph(command, store):
    """The Oxigraph server over a copy of the store, its queries limited as ours are."""
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copytree(store, Path(folder) / "store")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        options = ["serve-read-only", "--location", str(copy), "--bind", f"127.0.0.1:{port}", "--timeout-s", "30"]
        process = subprocess.Popen([command, *options], stderr=subprocess.DEVNULL)
        try:
            for _ in range(200):
                with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                    break
                time.sleep(0.05)
            yield "127.0.0.1", port
        finally:
            process.kill()
            process.wait()


def measure(name, address, runaways, rounds):
    for count in runaways:
        found = []
        for _ in range(rounds):
            found.append(one_round(address, count))
            time.sleep(1)
        for short in SHORT:
            took = [seconds for seconds, status in (one[short] for one in found) if status == 200]
            refused = rounds - len(took)
            line = f"{name:10} {count:3} runaways {short:8} refused {refused}"
            if took:
                line += f"  median {statistics.median(took) * 1000:6.0f} ms  worst {max(took) * 1000:6.0f} ms"
            print(line, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--runaways", type=int, nargs="+", default=[8, 16, 32])
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--oxigraph", default=shutil.which("oxigraph") or "")
    asked = parser.parse_args()
    with Server(asked.store, "--timeout", "30") as server:
        measure("quanze", server.address, asked.runaways, asked.rounds)
    if asked.oxigraph:
        with oxigraph(asked.oxigraph, asked.store) as address:
            measure("oxigraph", address, asked.runaways, asked.rounds)


if __name__ == "__main__":
    main()
