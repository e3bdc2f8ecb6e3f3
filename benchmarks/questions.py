"""Every bundled question on the bundled lists or a graph built before, by least CPU time of some runs, slowest first.

Beside it the best, median and first wall time, which say little on a machine with other work.

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
    print(f"{'question':28}{'CPU':>9}{'best':>9}{'median':>9}{'first':>9}{'rows':>7}   (milliseconds)")
    for name, (times, cpu, rows) in sorted(found.items(), key=lambda one: -min(one[1][1])):
        columns = (min(cpu), min(times), statistics.median(times), times[0])
        print(f"{name:28}{''.join(f'{column:9.1f}' for column in columns)}{rows:7}")


def timed(graph, question, rounds):
    times, cpu, rows = [], [], 0
    for _ in range(rounds):
        started, worked = time.perf_counter(), time.process_time()
        rows = len(graph.query(question.text))
        times.append((time.perf_counter() - started) * 1000)
        cpu.append((time.process_time() - worked) * 1000)
    return times, cpu, rows


if __name__ == "__main__":
    main()
