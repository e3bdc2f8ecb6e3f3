"""Builds of any size.

    python benchmarks/scale.py rows 100000 -o lists/ [--alike 10]

writes lists of so many rows (``rows.py``): the same files each time, no two rows alike, or with ``--alike 10`` each
printed cell in ten lists, as cities print the template of their province.
"""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import rows  # noqa: E402 - beside this file


def write(options: argparse.Namespace) -> None:
    sizes = [path.stat().st_size for path in rows.write(options.output, options.count, options.alike)]
    print(f"{options.count:,} rows in {len(sizes):,} files, {sum(sizes) / 1e6:,.1f} MB: {options.output}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    made = commands.add_parser("rows", help="write lists")
    made.add_argument("count", type=int)
    made.add_argument("-o", "--output", type=Path, required=True)
    made.add_argument("--alike", type=int, default=1, help="lists in a row whose printed cells are the same")
    made.set_defaults(run=write)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
