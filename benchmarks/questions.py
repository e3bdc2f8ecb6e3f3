"""Every bundled question on the bundled lists, warm: the best, the median and the first of some runs, slowest first.

python benchmarks/questions.py [--rounds 20] [--graph FOLDER]
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import kg
from kg import resources
from kg.asking import questions


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--rounds", type=int, default=20)
    arguments.add_argument("--graph", type=Path)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        graph = kg.open(given.graph or kg.build(resources.bundled_lists(), Path(folder) / "exports").folder)
        found = {question.name: timed(graph, question, given.rounds) for question in questions.bundled()}
        del graph
    print(f"{'question':28}{'best':>9}{'median':>9}{'first':>9}{'rows':>7}   (milliseconds)")
    for name, (times, rows) in sorted(found.items(), key=lambda one: -min(one[1][0])):
        print(f"{name:28}{min(times):9.1f}{statistics.median(times):9.1f}{times[0]:9.1f}{rows:7}")


def timed(graph, question, rounds):
    times, rows = [], 0
    for _ in range(rounds):
        started = time.perf_counter()
        rows = len(graph.query(question.text))
        times.append((time.perf_counter() - started) * 1000)
    return times, rows


if __name__ == "__main__":
    main()
