"""Cells, and the facts read from their words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from kg.graph import kinds
from kg.graph import terms as t
from kg.graph.iris import digest
from kg.graph.things import evidence as spans_of
from kg.page.captions import caption
from kg.page.doubts import crossing, doubts
from kg.page.model import CellSpan, Fact, PrintedCell
from kg.page.properties import ranked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.page.doubts import Usual
    from kg.page.properties import PropertyReader

DETAILS = ranked(
    t.ROLE, t.RESOLUTION, t.REFERENCE_FORM, t.STATED_TITLE, t.STATED_NUMBER, t.STATED_DATE, t.DATE_PASSED,
    t.DATE_APPROVED, t.DATE_PROMULGATED, t.DATE_AMENDED, t.DATE_EFFECTIVE, t.DATE_REPEALED, t.STATED_LABEL,
    t.STATED_PATH, t.WHOLE_DOCUMENT, t.KIND, t.MIN_AMOUNT, t.MAX_AMOUNT, t.CAP, t.VALUE, t.MEASURE, t.MIN_VALUE,
    t.MAX_VALUE, t.UNIT, t.PERIOD, t.FIGURE_BASE, t.PER, t.ON_WHOM, t.CONDITION, t.DISCRETION, t.DECIDED_BY,
    t.PROVIDED_BY, t.STAGE,
)  # fmt: skip
# Columns in the order in which people read them; others follow.
COLUMNS = ("basis", "duties", "duty_basis", "grounds", "grounds_basis", "responsibility", "task", "matter", "share")
HASH = 8  # hexadecimal digits that tell two readings of one fact apart
CROSSING = (30, "与另一处标记交错")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Cells and facts; ``places`` says where a cell stands, ``pinned`` names the citations that pinpoints refine.

    ``columns`` ranks each cell by its column.
    """

    cells: tuple[PrintedCell, ...]
    facts: tuple[Fact, ...]
    places: Mapping[str, int]
    pinned: frozenset[str]
    columns: tuple[int, ...]


def evidence(reading: PropertyReader, things: Mapping[str, int], usual: Usual) -> Evidence:
    """Every cell with text, every fact with a place in one; ``things`` says where a thing stands."""
    ordered = sorted((_column(reading, iri), iri) for iri in reading.members(t.CELL_CLASS))
    places = {iri: place for place, (_, iri) in enumerate(ordered)}
    cells = tuple(_cell(reading, iri) for iri in places)
    pinned = frozenset(whole for pin in reading.members(t.PINPOINT) for whole in reading.iris(t.DCT_IS_PART_OF, pin))
    columns = tuple(column for column, _ in ordered)
    return Evidence(cells, tuple(_facts(reading, things, places, usual)), places, pinned, columns)


def _cell(reading: PropertyReader, iri: str) -> PrintedCell:
    header = reading.value(t.HEADER, iri) or reading.labels.get(reading.value(t.COLUMN, iri), "")
    return PrintedCell(iri, header, reading.value(t.TEXT, iri))


def _column(reading: PropertyReader, iri: str) -> int:
    code = reading.value(t.COLUMN, iri).rpartition("/")[2]
    return COLUMNS.index(code) if code in COLUMNS else len(COLUMNS)


def _facts(
    reading: PropertyReader, things: Mapping[str, int], cells: Mapping[str, int], usual: Usual
) -> Iterator[Fact]:
    standing: dict[str, list[CellSpan]] = {}
    in_cell: dict[int, list[CellSpan]] = defaultdict(list)
    for iri, _ in _members(reading):
        standing[iri] = _places(reading, cells, iri)
        for place in standing[iri]:
            in_cell[place.cell].append(place)
    crossed = crossing(in_cell)
    for iri, kind in _members(reading):
        if standing[iri]:
            places = tuple(sorted(standing[iri]))
            doubt, reasons = doubts(reading, usual, iri, kind)
            if not crossed.isdisjoint(places):
                doubt, reasons = min(100, doubt + CROSSING[0]), (*reasons, CROSSING[1])
            words, details = caption(reading, iri, kind), reading.details(iri, DETAILS)
            named = iri if iri in things else next(filter(things.__contains__, named_by(reading, iri)), "")
            read_as = hash_of(kind, words, named, details)
            yield Fact(iri, kind, words, places, things.get(named), details, doubt, reasons, read_as)


def hash_of(kind: str, words: str, named: str, details: Iterable[tuple[str, str]]) -> str:
    """What names a reading of a fact: its kind, its caption, the thing it names, its details."""
    return digest(kind, words, named, *chain.from_iterable(details))[:HASH]


def _members(reading: PropertyReader) -> Iterator[tuple[str, str]]:
    for node, kind in kinds.with_class():
        if kind.fact:
            yield from ((iri, kind.code) for iri in reading.members(node))


def _places(reading: PropertyReader, cells: Mapping[str, int], iri: str) -> list[CellSpan]:
    """Where the words of a fact stand; a span that is in no cell here, or has no characters, is left out."""
    places = []
    for predicate in (t.OA_HAS_TARGET, t.EVIDENCE):
        for span in reading.iris(predicate, iri):
            at = spans_of.place(span)
            if at is not None and at[0] in cells and at[1] < at[2]:
                places.append(CellSpan(cells[at[0]], at[1], at[2]))
    return places


def named_by(reading: PropertyReader, iri: str) -> Iterator[str]:
    """What a fact may name, the nearest first: itself, where it is a thing, a provision, a document."""
    yield iri
    yield from reading.iris(t.OA_HAS_BODY, iri)
    yield from reading.iris(t.CITED_DOCUMENT, iri)
