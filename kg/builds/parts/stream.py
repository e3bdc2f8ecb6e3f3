"""A list in, sorted N-Quads lines out: what one process, many, or the workers of an engine do with each list.

Nothing here knows of other lists. What lists settle together (`kg.graph.claims`) is gathered in a value that can be
added up, and written once by whoever has seen them all; lines that several lists state are equal, and leave when the
sorted chunks are merged.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from kg.graph.sorted_lines import in_order
from kg.graph.store import lines
from kg.graph.terms import BASE
from kg.graph.things.triples import nquads
from kg.graph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad

    from extract.facts import Extraction, PassageFacts
    from extract.model import ListFile
    from kg.graph.builder import Notes
    from kg.graph.claims import Claims

CHUNK: Final = 100_000
"""The quads that are sorted in memory at a time."""


def list_lines(listing: ListFile, base: str = BASE, *, claims: Claims, chunk: int = CHUNK) -> Iterator[list[bytes]]:
    """What a list states, read from its rows: N-Quads lines in chunks, each sorted and without repetition.

    Two chunks may hold the same line. ``claims`` takes what the list adds to what all lists settle.
    """
    from extract.assemble import extract, passages  # noqa: PLC0415 - the rules take their time to compile

    passage_facts = passages(listing.responsibility_list) if listing.responsibility_list else ()
    return fact_lines(listing, map(extract, listing.rows), passage_facts, base, claims=claims, chunk=chunk)


def fact_lines(
    listing: ListFile,
    extractions: Iterable[Extraction],
    passages: Iterable[PassageFacts],
    base: str = BASE,
    *,
    claims: Claims,
    notes: Notes | None = None,
    chunk: int = CHUNK,
) -> Iterator[list[bytes]]:
    """As ``list_lines``, from the facts of the rows (a stream will do) and passages of the list.

    ``notes`` take what is told beside the lines.
    """
    stated = iter(nquads(listing, extractions, passages, base, claims, notes))
    while some := list(islice(stated, chunk)):
        yield in_order(some)


def final_lines(claims: Claims, base: str = BASE) -> list[bytes]:
    """What all lists settle together, and the vocabulary: sorted lines, each once."""
    return lines([*claims.quads(base), *vocabulary()])


def sorted_chunks(stated: Iterable[Quad], chunk: int = CHUNK) -> Iterator[list[bytes]]:
    """Quads as N-Quads lines, sorted and each once within every ``chunk`` of them."""
    rest = iter(stated)
    while quads := list(islice(rest, chunk)):
        yield lines(quads)
