"""The index of names, numbers, codes and printed words, and the scan of it: what bears some words, best first.

The index is a text file. Its first line says where in it the cells begin; then a thing a line: kind, identifier, name,
how many entries rest on it, what it is called (levelled, each name between bars), and for cells the words as printed.
A scan for a substring needs no tokens, so one character is found as well as ten; what bears the words comes before what
prints them, so the cells, most of the file, are scanned only where names do not suffice. The file is scanned where it
lies (memory-mapped). `kg.asking.lookup.search_index` writes it, `kg.asking.resolve` says what to look for.
"""

from __future__ import annotations

import heapq
import mmap
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.asking.lookup.levelling import snippet
from kg.errors import Problem
from kg.graph import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

FILE: Final = "search.tsv"
CELL: Final = "cell"
BAR, EXACT, BEGINS, HOLDS, SCATTERED = "|", 0, 1, 2, 3
Index = bytes | mmap.mmap
Rank = tuple[int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that bears the words: ``kind`` is a code of `kg.graph.kinds`, ``uses`` how many entries rest on it.

    ``quote`` are the printed words round the place where the words stand, empty where the name bears them. ``fit`` is
    how well a name fits: ``EXACT``, ``BEGINS``, ``HOLDS``, ``SCATTERED``, or more for printed words.
    """

    kind: str
    iri: str
    name: str
    uses: int
    quote: str
    fit: int = EXACT


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for: ``needles`` are forms of the words, the likeliest first, ``parts`` their words apart.

    All are levelled. ``codes`` are the kinds wanted, empty for any.
    """

    needles: tuple[str, ...]
    parts: tuple[str, ...]
    codes: AbstractSet[str] = frozenset()


@contextmanager
def opened(file: Path) -> Iterator[mmap.mmap]:
    """The index in a file. Raises Problem: there is none."""
    try:
        with file.open("rb") as source, mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ) as index:
            yield index
    except (OSError, ValueError) as error:
        raise Problem(
            str(file), "没有检索文件，请先运行 quanze build", "no index here: run quanze build first"
        ) from error


def scan(index: Index, wanted: Wanted, limit: int) -> list[Hit]:
    """The best lines by fit, kind, uses and length of the name; cells only where there are too few names."""
    first = index.find(b"\n") + 1
    cells = int(index[:first])
    ranks = {} if wanted.codes == {CELL} else _ranks(index, (first, cells), wanted)
    if (not wanted.codes or CELL in wanted.codes) and len(ranks) < limit:
        ranks |= _ranks(index, (cells, len(index)), wanted)
    best = heapq.nsmallest(max(0, limit), ((rank, start) for start, rank in ranks.items()))
    return [_hit(_line(index, start), (*wanted.needles, wanted.parts[0])[rank[-1]], rank[0]) for rank, start in best]


def by_iri(index: Index, iri: str) -> Hit | None:
    """The thing of that identifier."""
    at = index.find(f"\t{iri}\t".encode("utf-8", "replace"))
    if at < 0:
        return None
    hit = _hit(_line(index, index.rfind(b"\n", 0, at) + 1), "", EXACT)
    return hit if hit.iri == iri else None


def lines(index: Index) -> Iterator[tuple[str, str, str, int, str]]:
    """The names of an index, without its cells: kind, identifier, name, uses, keys between bars."""
    first = index.find(b"\n") + 1
    for line in bytes(index[first : int(index[:first])]).decode().splitlines():
        kind, iri, name, uses, keys = line.split("\t")
        yield kind, iri, name, int(uses), keys


def places() -> dict[str, int]:
    """The place of each kind among hits that fit equally well."""
    codes = [*(kind.code for kind in kinds.searched()), CELL]
    return {code: place for place, code in enumerate(codes)}


def _ranks(index: Index, within: tuple[int, int], wanted: Wanted) -> dict[int, Rank]:
    """Every line that fits, by its place in the file: fit, kind, uses, length of the name, by which needle."""
    ranks: dict[int, Rank] = {}
    order = places()
    for number, needle in enumerate(wanted.needles):
        for start, line in _lines_with(index, within, needle.encode()):
            if start not in ranks and (rank := _rank(line, needle, (), wanted.codes, order)):
                ranks[start] = *rank, number
    if len(wanted.parts) > 1:
        for start, line in _lines_with(index, within, max(wanted.parts, key=len).encode()):
            if start not in ranks and (rank := _rank(line, "", wanted.parts, wanted.codes, order)):
                ranks[start] = *rank, -1
    return ranks


def _rank(
    line: bytes, needle: str, parts: Sequence[str], codes: AbstractSet[str], order: dict[str, int]
) -> tuple[int, int, int, int] | None:
    kind, _, name, uses, keys, *_ = line.decode().split("\t")
    if (codes and kind not in codes) or needle not in keys or not all(part in keys for part in parts):
        return None
    fit = SCATTERED
    if needle:
        start = BAR + needle
        fit = EXACT if start + BAR in keys else BEGINS if start in keys else HOLDS
    if kind == CELL:
        fit += SCATTERED + 1
    return fit, order[kind], -int(uses), len(name)


def _lines_with(index: Index, within: tuple[int, int], needle: bytes) -> Iterator[tuple[int, bytes]]:
    """Every line between two places that holds the needle, with its own place."""
    first, last = within
    at = index.find(needle, first, last)
    while at >= 0:
        start = index.rfind(b"\n", 0, at) + 1
        end = index.find(b"\n", at)
        yield start, index[start:end]
        at = index.find(needle, end, last)


def _line(index: Index, start: int) -> bytes:
    return index[start : index.find(b"\n", start)]


def _hit(line: bytes, needle: str, fit: int) -> Hit:
    kind, iri, name, uses, _, *printed = line.decode().split("\t")
    return Hit(kind, iri, name, int(uses), snippet(printed[0], needle) if printed else "", fit)
