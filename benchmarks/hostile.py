"""How long texts take that were made to be slow: CPU seconds for a megabyte of one piece repeated.

    python benchmarks/hostile.py [PIECE…] [--rules [--pairs N]]

Without pieces those of the tests; with ``--rules`` every example of every rule that reads basis texts, and ``N`` pairs
of them drawn at random, an eighth of a megabyte each. Nothing may take more than two seconds a megabyte; a piece that
does is named, and the exit status is 1.
"""

import argparse
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from extract.rules import load, pieces
from extract.understanding.cell import understand
from tests.extract.understanding.test_cell import BRACKETS_AND_NUMERALS, DENSE, OTHERS

MEGABYTE, MOST, LONGEST, SEED = 1_000_000, 2.0, 40, 5
RULES = (
    "lexicon", "sanctions", "fines", "conditions", "context", "mentions", "notes", "references", "limits", "layout",
    "actors",
)  # fmt: skip


def examples(pairs: int) -> list[str]:
    """What the rules are made of, and some of it in pairs."""
    rules = [rule for name in RULES for rule in load(name)]
    found = {text for one in (*rules, *pieces()) for text in (*one.examples, *one.counter_examples)}
    single = sorted(text for text in found if 0 < len(text) <= LONGEST)
    chance = random.Random(SEED)
    return single + ["".join(chance.sample(single, 2)) for _ in range(pairs)]


def seconds(piece: str, size: int) -> float:
    """CPU seconds a megabyte of ``piece``, from ``size`` bytes of it."""
    text = piece * max(1, size // len(piece.encode()))
    begun = time.process_time()
    understand(text)
    return (time.process_time() - begun) * MEGABYTE / len(text.encode())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pieces", nargs="*", default=BRACKETS_AND_NUMERALS + OTHERS + DENSE)
    parser.add_argument("--rules", action="store_true", help="every example of every rule instead")
    parser.add_argument("--pairs", type=int, default=0, help="and so many pairs of them")
    options = parser.parse_args()
    slow = 0
    for piece in examples(options.pairs) if options.rules else options.pieces:
        spent = seconds(piece, MEGABYTE // 8 if options.rules else MEGABYTE)
        slow += spent > MOST
        if spent > MOST or not options.rules:
            print(f"{spent:6.2f} s/MB  {piece!r}{'  too slow' if spent > MOST else ''}", flush=True)
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
