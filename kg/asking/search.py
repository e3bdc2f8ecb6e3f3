"""Search over names, numbers, codes and printed words: one file of a build, scanned where it lies.

The index is a text file. Its first line says where in it the cells begin; then a thing a line: kind, identifier, name,
how many entries rest on it, what it is called (levelled, each name between bars), and for cells the words as printed.
A scan for a substring needs no tokens, so one character is found as well as ten; what bears the words comes before what
prints them, so the cells, most of the file, are scanned only where names do not suffice.
`kg.asking.search_index` writes it.
"""

from __future__ import annotations

import heapq
import mmap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.asking.levelling import level, snippet, typed, without_article
from kg.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE: Final = "search.tsv"
#: Kinds of things in the order they are shown in where a name fits them equally well.
KINDS: Final = {
    "document": "文件", "provision": "条款", "item": "事项", "office": "机构", "service": "公共服务",
    "responsibility": "主要职责", "task": "工作事项", "boundary": "职责边界", "share": "职责分工",
    "regime": "监管制度", "section": "制度部分", "list": "清单", "cell": "原文",
}  # fmt: skip
PLACES: Final = {kind: place for place, kind in enumerate(KINDS)}
CELL: Final = "cell"
NAMES: Final = {name: kind for kind, name in KINDS.items()}
NAMED, EXACT, BEGINS, HOLDS, SCATTERED = "|", 0, 1, 2, 3
MOST_PARTS: Final = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing found: ``kind`` is a key of ``KINDS``, ``uses`` how many entries rest on it or print it.

    ``quote`` are the printed words round the place where they were found, empty where the name was.
    """

    kind: str
    iri: str
    name: str
    uses: int
    quote: str


def search(file: Path, words: str, *, kind: str = "", limit: int = 20) -> list[Hit]:
    """The things that bear the words or print them, best first.

    Where no article of a document bears the number asked for, the document is found. ``kind`` is a key of ``KINDS`` or
    its Chinese name; empty for any. Raises Problem: there is no index, or no such kind.
    """
    wanted = NAMES.get(kind, kind)
    if wanted and wanted not in KINDS:
        raise Problem(f"--kind {kind}", f"没有这一种; 现有: {'、'.join(NAMES)}", f"choose from {', '.join(KINDS)}")
    needles, parts = typed(words), tuple(filter(None, map(level, words.split())))[:MOST_PARTS]
    if not parts:
        return []
    try:
        with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as index:
            found = _best(index, needles, parts, wanted, limit)
            if not found and (whole := without_article(needles[0])):
                needles, parts = (whole,), (whole,)
                found = _best(index, needles, parts, wanted, limit)
            return [_hit(_line(index, start), (*needles, parts[0])[rank[-1]]) for rank, start in found]
    except (OSError, ValueError) as error:
        raise Problem(
            str(file), "没有检索文件, 请先运行 quanze build", "no index here: run quanze build first"
        ) from error


Rank = tuple[int, int, int, int, int]


def _best(
    index: mmap.mmap, needles: tuple[str, ...], parts: tuple[str, ...], kind: str, limit: int
) -> list[tuple[Rank, int]]:
    """The best lines with how they fit, by rank and then by place; cells only where there are too few names."""
    first = index.find(b"\n") + 1
    cells = int(index[:first])
    found = {} if kind == CELL else _ranked(index, (first, cells), needles, parts, kind)
    if kind in {"", CELL} and len(found) < limit:
        found |= _ranked(index, (cells, len(index)), needles, parts, kind)
    return heapq.nsmallest(max(0, limit), ((rank, start) for start, rank in found.items()))


def _ranked(
    index: mmap.mmap, where: tuple[int, int], needles: tuple[str, ...], parts: tuple[str, ...], kind: str
) -> dict[int, Rank]:
    """Every line that fits, by its place in the file: how well, kind, uses, length of the name, by which needle."""
    found: dict[int, Rank] = {}
    for number, needle in enumerate(needles):
        for start, line in _lines(index, where, needle.encode()):
            if start not in found and (rank := _rank(line, needle, (), kind, number)):
                found[start] = rank
    if len(parts) > 1:
        for start, line in _lines(index, where, max(parts, key=len).encode()):
            if start not in found and (rank := _rank(line, "", parts, kind, -1)):
                found[start] = rank
    return found


def _rank(line: bytes, needle: str, parts: tuple[str, ...], kind: str, number: int) -> Rank | None:
    fields = line.decode().split("\t")
    held, name, uses, keys = fields[0], fields[2], fields[3], fields[4]
    if (kind and held != kind) or needle not in keys or not all(part in keys for part in parts):
        return None
    fits = SCATTERED
    if needle:
        bar = NAMED + needle
        fits = EXACT if bar + NAMED in keys else BEGINS if bar in keys else HOLDS
    if held == CELL:
        fits += SCATTERED + 1
    return fits, PLACES[held], -int(uses), len(name), number


def _lines(index: mmap.mmap, where: tuple[int, int], needle: bytes) -> Iterator[tuple[int, bytes]]:
    """Every line between two places that holds the needle, with its own place."""
    first, last = where
    at = index.find(needle, first, last)
    while at >= 0:
        start = index.rfind(b"\n", 0, at) + 1
        end = index.find(b"\n", at)
        yield start, index[start:end]
        at = index.find(needle, end, last)


def _line(index: mmap.mmap, start: int) -> bytes:
    return index[start : index.find(b"\n", start)]


def _hit(line: bytes, needle: str) -> Hit:
    kind, iri, name, uses, _, *printed = line.decode().split("\t")
    return Hit(kind, iri, name, int(uses), snippet(printed[0], needle) if printed else "")
