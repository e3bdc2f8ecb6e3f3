"""How long texts take that were made to be slow: CPU seconds for a megabyte of one piece repeated.

    python benchmarks/hostile.py [PIECE…]

Nothing may take more than two seconds a megabyte; a piece that does is named, and the exit status is 1.
"""

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from extract.understanding.cell import understand
from tests.extract.understanding.test_cell import BRACKETS_AND_NUMERALS, OTHERS

MEGABYTE, MOST = 1_000_000, 2.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pieces", nargs="*", default=BRACKETS_AND_NUMERALS + OTHERS)
    slow = 0
    for piece in parser.parse_args().pieces:
        text = piece * (MEGABYTE // len(piece.encode()))
        begun = time.process_time()
        understand(text)
        seconds = time.process_time() - begun
        slow += seconds > MOST
        print(f"{seconds:6.2f} s/MB  {piece!r}{'  too slow' if seconds > MOST else ''}", flush=True)
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
