"""Search on the bundled graph, and on its index so many times over (each copy with another number in names and codes).

    python benchmarks/search.py [--items 100000]

Each time is that of a whole search: open the index, scan, rank, show the best twenty.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import kg
from kg import resources
from kg.asking.lookup.search import FILE, opened
from kg.asking.resolve import resolve
from kg.graph.terms import PREFIXES

ASKED = (
    "劳动法39",
    "第四十条",
    "jycjf40",
    "扣押",
    "押金 证件",
    "罚款",
    "的",
    "11620300438260106W3620214001000",
    "无此词",
)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--items", type=int, default=100_000)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        built = kg.build(resources.bundled_lists(), Path(folder) / "exports").folder
        measure("the bundled graph", built / FILE)
        large = Path(folder) / "large.tsv"
        items = len(kg.open(built).query("SELECT ?item { ?item a qz:PowerItem }"))
        copies = given.items // items + 1
        grow(built / FILE, large, copies)
        measure(f"{copies * items} items", large)


def grow(index, large, copies):
    """The index so many times over, names first as in any."""
    content = index.read_bytes()
    parts = content[16 : int(content[:15])], content[int(content[:15]) :]
    names, cells = (b"".join(copied(part, copies)) for part in parts)
    large.write_bytes(b"%015d\n" % (16 + len(names)) + names + cells)


def copied(part, copies):
    fields = [line.split(b"\t") for line in part.splitlines()]
    for copy in range(copies):
        for kind, iri, name, uses, keys, *printed in fields:
            number = b"%d" % copy
            yield b"\t".join((kind, iri + number, name + number, uses, keys + number + b"|", *printed)) + b"\n"


def search(file, words):
    with opened(file) as index:
        return resolve(index, words, PREFIXES)


def measure(what, index):
    search(index, "甲")
    print(f"{what}: index of {index.stat().st_size / 1e6:.1f} MB")
    for words in ASKED:
        times = []
        for _ in range(3):
            started = time.perf_counter()
            found = search(index, words)
            times.append(time.perf_counter() - started)
        print(f"  {min(times) * 1000:9.1f} ms {len(found):3} {words}")


if __name__ == "__main__":
    main()
