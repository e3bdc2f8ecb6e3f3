"""Speed and memory of extraction over distinct rows, caches cold, beside spaCy's bare tokens of the same cells.

    python benchmarks/extract.py [--rows 10000 100000] [--cells FILE] [--alone]

The cells are those of the bundled power list as many cities would publish it (``rows.py``), no two alike, each read
once; ``--cells`` takes them from a file of JSON Lines with a ``basis`` instead. Rules are compiled before the clock
starts, nothing else is known. In the same run spaCy makes its tokens by character from the same cells: the two take
turns, a hundred cells at a time, so that both have the machine as it is, and the ratio is that of their times. eyecite,
where it is installed, reads English text. Machines are noisy: read the ratios. Times are CPU seconds of one process;
memory is the peak of the process so far, with ``--alone`` without the other libraries. What is measured is the package
as it is installed: compiled by ``pip install .`` where there is a C compiler (``hatch_build.py``), else plain Python.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).parent.parent
# What is installed, and else the source; this folder last, for this file has the name of a package.
sys.path += [str(ROOT), sys.path.pop(0)]

import rows  # noqa: E402 - beside this file

from extract.model import Role  # noqa: E402
from extract.rules import load  # noqa: E402
from extract.understanding import cell as door  # noqa: E402
from extract.understanding.cell import understand  # noqa: E402

FLOOR_ROWS, FLOOR_RATIO = 6_000, 1.5
#: Cells read by one before the other reads the same.
TURN = 100
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


def distinct(cells: Iterable[str]) -> Iterator[str]:
    """Each cell once; hashes are kept, not texts."""
    seen: set[int] = set()
    for cell in cells:
        if cell.strip() and hash(cell) not in seen:
            seen.add(hash(cell))
            yield cell


def of_lists() -> Iterator[str]:
    """The basis cells of list after list."""
    for listing in rows.lists():
        for row in listing.rows:
            yield row.text(Role.BASIS)


def of_file(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["basis"]


def peak() -> float:
    """Peak memory of the process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def seconds(work: Callable[[str], object], cells: list[str]) -> float:
    """CPU seconds of ``work`` over the cells; nothing is kept."""
    begun = time.process_time()
    for cell in cells:
        work(cell)
    return time.process_time() - begun


def in_turns(works: list[Callable[[str], object]], cells: list[str]) -> list[float]:
    """CPU seconds of each work over all the cells, ``TURN`` of them at a time, whose turn is first changing."""
    spent = [0.0] * len(works)
    for turn, begin in enumerate(range(0, len(cells), TURN)):
        part = cells[begin : begin + TURN]
        order = range(len(works)) if turn % 2 else reversed(range(len(works)))
        for place in order:
            spent[place] += seconds(works[place], part)
    return spent


def report(name: str, spent: float, cells: list[str]) -> None:
    """A line of speeds, and the memory so far."""
    speed, megabytes = len(cells) / spent, sum(len(cell.encode()) for cell in cells) / spent / 1e6
    print(f"{name:<36} {len(cells):>8,} rows {speed:>9,.0f} rows/s {megabytes:>7.2f} MB/s   peak {peak():>5.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000])
    parser.add_argument("--cells", type=Path, help="JSON Lines with a basis, in place of the bundled list's")
    parser.add_argument("--alone", action="store_true", help="without spaCy and eyecite: the memory is our own")
    options = parser.parse_args()
    compile_rules()
    print("plain Python" if door.__file__.endswith(".py") else "compiled", "-", Path(door.__file__).parent)
    source = distinct(of_file(options.cells) if options.cells else of_lists())
    for count in options.rows:
        cells = list(islice(source, count))
        print(f"{len(cells):,} distinct cells, {sum(map(len, cells)) / len(cells):.0f} characters on average")
        ours, *others = in_turns([understand] if options.alone else [understand, spacy_tokens()], cells)
        report("quanze, everything of a basis cell", ours, cells)
        print(f"    floor {FLOOR_ROWS:,} rows/s")
        for tokens in others:
            report("spaCy blank('zh'), tokens only", tokens, cells)
            print(f"    ours is {tokens / ours:.2f} times as fast as bare tokens (floor {FLOOR_RATIO})")
    if not options.alone:
        english()


def spacy_tokens() -> Callable[[str], object]:
    """Bare tokens by character; imported only where they are asked for, for they would count as our memory."""
    import spacy  # noqa: PLC0415

    return spacy.blank("zh").make_doc


def compile_rules() -> None:
    """Patterns are compiled when a text first asks for them: every kind of token and of consequence once."""
    understand("1.《甲条例》（国务院令第1号，2000年1月1日）第一条 违反本法第二条的，处一万元以下罚款。")
    for rule in (*load("lexicon"), *load("sanctions"), *load("limits")):
        for example in rule.examples:
            understand(example)


def english() -> None:
    """eyecite over English text, where it is installed."""
    try:
        from eyecite import get_citations  # noqa: PLC0415 - optional
    except ImportError:
        print("eyecite is not installed: pip install eyecite")
    else:
        texts = [ENGLISH] * 100
        report("eyecite, English text", seconds(get_citations, texts), texts)


if __name__ == "__main__":
    main()
