"""Speed and memory of extraction, beside eyecite on English text and spaCy's bare tokenisation of ours, in one run.

    python benchmarks/extract.py [--rows 10000 100000 1000000] [--repeat 3]

The bundled power list's basis cells are repeated to the number of rows asked for. Machines are noisy: read the
ratios. Times are CPU seconds of one process; memory is the peak above what the imports took.
"""

import argparse
import resource
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from extract.model import Role  # noqa: E402
from extract.reading.reader import read  # noqa: E402
from extract.understanding.cell import understand  # noqa: E402

ENGLISH = (
    "The employer did not keep the register that the inspectors had asked for in the spring. Three letters went out, "
    "and none was answered until the hearing had been set. The company said that a clerk had mislaid the books, that "
    "nobody had been harmed, and that the register was whole again within a day. The agency was not moved. In Lakeside "
    "Mills v. Harrow, 512 U.S. 218, 221 (1994), the court held that a fine may follow even where the breach was mended "
    "at once. The company pointed to North Quay Traders, Inc. v. Bell, 83 F.3d 1042, 1047 (9th Cir. 1996), where a "
    "smaller firm had been let off with a warning; but there the books had been kept, only badly. What counts is not "
    "how soon the wrong was righted but whether those whom the register protects could rely on it while it was not. "
    "The fine stands, and with it the order to report every quarter for two years.\n"
)


def cells() -> list[str]:
    listing = read(ROOT / "data" / "jinchang-hrss-power-list.txt")
    return [row.text(Role.BASIS) for row in listing.rows]


def peak() -> float:
    """Peak memory of the process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def timed(work: Callable[[str], object], texts: Iterator[str]) -> tuple[int, int, float]:
    """Rows, bytes and CPU seconds of ``work`` over ``texts``; nothing is kept."""
    rows = size = 0
    begun = time.process_time()
    for text in texts:
        work(text)
        rows += 1
        size += len(text.encode())
    return rows, size, time.process_time() - begun


def report(name: str, rows: int, size: int, seconds: float) -> float:
    speed = size / seconds / 1e6
    print(f"{name:<34} {rows:>9,} rows {rows / seconds:>11,.0f} rows/s {speed:>8.2f} MB/s   peak {peak():>6.0f} MB")
    return speed


def best(work: Callable[[str], object], texts: Callable[[], Iterator[str]], repeat: int) -> tuple[int, int, float]:
    return min((timed(work, texts()) for _ in range(repeat)), key=lambda run: run[2])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--repeat", type=int, default=3, help="runs of the small measurements, the best counts")
    options = parser.parse_args()
    basis = cells()
    for text in basis:  # the caches of titles and numbers fill once, as on any list
        understand(text)
    print(f"{len(basis)} cells, {sum(len(text.encode()) for text in basis) / len(basis):.0f} bytes on average")
    ours = 0.0
    for rows in options.rows:
        run = timed(understand, islice(cycle(basis), rows))
        ours = report("quanze, everything of a basis cell", *run)
    others(basis, ours, options.repeat)


def others(basis: list[str], ours: float, repeat: int) -> None:
    """The same for what a user would otherwise pick, where it is installed."""
    try:
        import spacy  # noqa: PLC0415 - optional here
    except ImportError:
        print("spaCy is not installed")
    else:
        nlp = spacy.blank("zh")
        speed = report("spaCy blank('zh'), tokens only", *best(nlp.make_doc, lambda: iter(basis * 3), repeat))
        print(f"    ours is {ours / speed:.1f} times as fast as bare tokens (aim: 2)")
    try:
        from eyecite import get_citations  # noqa: PLC0415
    except ImportError:
        print("eyecite is not installed: pip install eyecite")
    else:
        speed = report("eyecite, English text", *best(get_citations, lambda: iter([ENGLISH] * 100), repeat))
        print(f"    ours is {ours / speed:.1f} times as fast as eyecite (aim: 40)")


if __name__ == "__main__":
    main()
