"""Builds of any size: rows and quads a second, memory, bytes.

    python benchmarks/scale.py rows 100000 -o lists/ [--alike 10]

writes lists of so many rows (``rows.py``): the same files each time, no two rows alike, or with ``--alike 10`` each
printed cell in ten lists, as cities print the template of their province.

    python benchmarks/scale.py measure 10000 100000 [--alike 10] [--only nq] [--jobs 2] [--engine] [--keep FOLDER]

builds lists of each size by ``quanze build``, in a process of its own, and prints wall time, CPU time of all its
processes, the peak memory of the largest of them, and what came of it. Beside it stand the floor, reading the bytes of
the lists and taking their SHA-256, and with ``--others`` what a user would otherwise pick: rdflib, which takes the same
quads and writes them, and morph-kgc (``--morph PYTHON``, a Python that has it), which maps the columns of the same
lists, cell by cell, to N-Triples. Neither reads what stands in a cell: rows a second are not the same job, quads a
second are. Machines are noisy: read CPU times and ratios.
"""

import argparse
import csv
import gzip
import hashlib
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import rows  # noqa: E402 - beside this file

RDFLIB = """
import gzip, sys
open_ = gzip.open if sys.argv[1].endswith(".gz") else open
from rdflib import Dataset
graph = Dataset()
graph.parse(open_(sys.argv[1], "rb"), format="nquads")
graph.serialize(sys.argv[2], format="nquads", encoding="utf-8")
"""
FLOOR = """
import hashlib, pathlib, sys
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    hashlib.sha256(path.read_bytes()).hexdigest()
"""
PREFIXES = """@prefix rr: <http://www.w3.org/ns/r2rml#> . @prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> .
"""


@dataclass(frozen=True)
class Cost:
    wall: float
    cpu: float
    peak: float
    status: int


def cost(command: list[str], folder: Path) -> Cost:
    """What a command costs, with all the processes it starts; memory is that of the largest."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    wrapped = [sys.executable, "-c", MEASURED, *command]
    done = subprocess.run(wrapped, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - begun
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    peak = done.stderr.rstrip().rpartition("\n")[2] or "0"
    if done.returncode not in {0, 1}:
        sys.exit(done.stderr)
    return Cost(wall, cpu, float(peak) / 1024, done.returncode)


#: Runs a command and prints the peak memory of the largest process of it, which is not that of any command before.
MEASURED = """
import resource, subprocess, sys
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
print("\\n" + str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss), file=sys.stderr)
sys.exit(status)
"""


def size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else sum(map(size, path.iterdir()))


def show(name: str, spent: Cost, count: int, quads: int, given: int, made: int) -> None:
    print(
        f"{name:<26} {spent.wall:>8.1f} s wall {spent.cpu:>8.1f} s CPU {spent.peak:>6.0f} MB "
        f"{count / spent.cpu if count else 0:>8,.0f} rows/s {quads / spent.cpu if quads else 0:>10,.0f} quads/s "
        f"{made / 1e6:>9,.1f} MB out, {made / given:>5.1f} x the input",
        flush=True,
    )


def measure(options: argparse.Namespace) -> None:
    for count in options.count:
        with tempfile.TemporaryDirectory(dir=options.work) as name:
            _measured(count, Path(name), options)


def _measured(count: int, folder: Path, options: argparse.Namespace) -> None:
    lists, out = folder / "lists", folder / "out"
    files = list(rows.write(lists, count, options.alike))
    given = size(lists)
    print(f"{count:,} rows in {len(files):,} files, {given / 1e6:,.1f} MB, each cell in {options.alike}")
    show("floor: reading the bytes", cost([sys.executable, "-c", FLOOR, str(lists)], folder), count, 0, given, 0)
    build = [sys.executable, "-m", "kg.cli", "build", str(lists), "-o", str(out), "-q"]
    if options.engine:
        build += ["--engine", "spark", "--master", "local[2]"]
    else:
        build += ["--jobs", str(options.jobs), *(["--only", options.only] if options.only else [])]
    spent = cost(build, folder)
    quads = sum(json.loads((out / "MANIFEST.json").read_text(encoding="utf-8"))["graphs"].values())
    show("quanze build", spent, count, quads, given, size(out))
    print(f"    {quads:,} quads, {quads / count:.0f} a row; " + _digest(_graph(out)))
    for path in sorted(out.iterdir(), key=size, reverse=True)[:8]:
        print(f"    {path.name:<24} {size(path) / 1e6:>10,.1f} MB")
    if options.others:
        _others(count, folder, quads, given, options.morph)
    if options.keep:
        shutil.move(str(out), options.keep / f"{count}-{options.alike}")


def _graph(out: Path) -> Path:
    """The graph of a build, which is compressed where it is large."""
    compressed = out / "graph.nq.gz"
    return compressed if compressed.exists() else out / "graph.nq"


def _digest(graph: Path) -> str:
    """The SHA-256 of the graph, so that two ways to build may be compared."""
    digest = hashlib.sha256()
    for path in sorted(graph.glob("part-*")) if graph.is_dir() else [graph] if graph.exists() else []:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as content:
            while block := content.read(1 << 20):
                digest.update(block)
    return f"SHA-256 of graph.nq {digest.hexdigest()[:16]}"


def _others(count: int, folder: Path, quads: int, given: int, morph: Path | None) -> None:
    again = folder / "again.nq"
    spent = cost([sys.executable, "-c", RDFLIB, str(_graph(folder / "out")), str(again)], folder)
    show("rdflib, the same quads", spent, count, quads, given, size(again))
    if morph is None:
        print("morph-kgc: name a Python that has it by --morph")
        return
    mapped = folder / "mapped.nt"
    (folder / "keyed").mkdir()
    lists = [_keyed(path, folder / "keyed") for path in sorted((folder / "lists").iterdir())]
    (folder / "mapping.ttl").write_text(PREFIXES + "".join(map(_mapping, lists)), encoding="utf-8")
    settings = f"[CONFIGURATION]\noutput_file={mapped}\nnumber_of_processes=1\n[DataSource1]\nmappings=mapping.ttl\n"
    (folder / "config.ini").write_text(settings, encoding="utf-8")
    spent = cost([str(morph), "-m", "morph_kgc", "config.ini"], folder)
    with mapped.open("rb") as lines:
        made = sum(1 for _ in lines)
    show("morph-kgc, columns", spent, count, made, given, size(mapped))
    print(f"    {made:,} triples, {made / count:.0f} a row")


def _keyed(path: Path, folder: Path) -> Path:
    """A list with a column that names each row, without which the mapper has no subject for it."""
    with path.open(encoding="utf-8", newline="") as given, (folder / path.name).open("w", encoding="utf-8") as file:
        written = csv.writer(file)
        for number, row in enumerate(csv.reader(given)):
            written.writerow([f"{path.stem}-{number}" if number else "row", *row])
    return folder / path.name


def _mapping(path: Path) -> str:
    """Every cell of a list as a literal of its row."""
    columns = "".join(
        f" rr:predicateObjectMap [ rr:predicate <http://example.org/{role}> ;"
        f' rr:objectMap [ rml:reference "{name}" ] ] ;'
        for role, name in rows.COLUMNS.items()
    )
    return (
        f'<#{path.stem}> rml:logicalSource [ rml:source "keyed/{path.name}" ; rml:referenceFormulation ql:CSV ] ;'
        f'{columns} rr:subjectMap [ rr:template "http://example.org/{{row}}" ] .\n'
    )


def write(options: argparse.Namespace) -> None:
    sizes = [path.stat().st_size for path in rows.write(options.output, options.count, options.alike)]
    print(f"{options.count:,} rows in {len(sizes):,} files, {sum(sizes) / 1e6:,.1f} MB: {options.output}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    made = commands.add_parser("rows", help="write lists")
    made.add_argument("count", type=int)
    made.add_argument("-o", "--output", type=Path, required=True)
    made.set_defaults(run=write)
    measured = commands.add_parser("measure", help="build lists of these sizes")
    measured.add_argument("count", type=int, nargs="+")
    measured.add_argument("--only", default="", help="outputs of the build, as quanze build --only")
    measured.add_argument("--jobs", type=int, default=1)
    measured.add_argument("--engine", action="store_true", help="on Spark, local[2]")
    measured.add_argument("--others", action="store_true", help="rdflib and morph-kgc too")
    measured.add_argument("--morph", type=Path, help="a Python that has morph-kgc")
    measured.add_argument("--work", type=Path, help="a folder for what is in the making")
    measured.add_argument("--keep", type=Path, help="a folder where the builds are kept")
    measured.set_defaults(run=measure)
    for command in (made, measured):
        command.add_argument("--alike", type=int, default=1, help="lists in a row whose printed cells are the same")
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
