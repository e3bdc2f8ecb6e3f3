"""The tables of one list, row by row, from what the graph describes of it, without asking a store.

The rows are those that the questions of ``kg/asking/tables`` give of a graph. A list that prints a register (责任清单)
is small and of many shapes: its tables are asked of its own graph in memory. Tables of what lists share (documents,
provisions) are none of one list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from extract.facts import Citation, Resolution
from extract.model import Role
from extract.provision import Provision
from kg.graph.literals import figure
from kg.graph.things.citations import head_end
from kg.graph.vocabulary import labels
from kg.graph.written_terms import iri_of
from kg.output.earliest_day import earliest_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from extract.facts import CitedProvision, Reference, Sanction
    from kg.graph.things.cell_facts import CellFacts
    from kg.graph.things.power_list import ItemDescription, RowDescription
    from kg.graph.written_terms import Written

Value = str | int | Decimal | None
Row = tuple[Value, ...]
JOINED: Final = "、"
#: The tables that hold rows of lists, each row of one list.
OF_LISTS: Final = ("cells", "citations", "grounds", "indicators", "items", "responsibilities", "sanctions", "stages")
#: The column of the citations that holds the title of the document, and the one that holds its rank.
DOCUMENT, RANK = 6, 7
_TITLE: Final = re.compile(r"^《.*》")


@dataclass(slots=True)
class ListTables:
    """The tables of a power list of that title, while its rows are described; ``drain`` empties what waits.

    Citations come without the rank of their document, which only all lists tell (`ranked`).
    """

    title: str
    waiting: dict[str, list[Row]] = field(default_factory=dict)
    _items: dict[Written, _ItemRow] = field(default_factory=dict)

    def add(self, entry: RowDescription) -> None:
        """Take what a row says; an item without a name is in no table, as it is found by none."""
        self._item(entry)
        if entry.item.label:
            self._put("cells", self._cells(entry))
            self._put("citations", self._citations(entry))
            self._put("sanctions", self._sanctions(entry))
            self._put("stages", self._stages(entry))
            self._put("grounds", self._grounds(entry))

    def drain(self) -> dict[str, list[Row]]:
        """The rows since the last call, by table, without those of ``items``, which only the whole list tells."""
        result, self.waiting = self.waiting, {}
        return result

    def items(self) -> list[Row]:
        """The rows of the table of items: main items stand before their first part."""
        rows = sorted(self._items.values(), key=lambda row: (row.place, row.number is not None, iri_of(row.item.node)))
        return [row.row(self.title) for row in rows if row.item.label]

    def _put(self, table: str, rows: Iterator[Row]) -> None:
        self.waiting.setdefault(table, []).extend(rows)

    def _item(self, entry: RowDescription) -> None:
        row = self._items.setdefault(entry.item.node, _ItemRow(entry.item))
        row.take(entry)
        if entry.main:
            row.main = row.main or entry.main
            main = self._items.setdefault(entry.main.node, _ItemRow(entry.main))
            main.first_part = min(main.first_part or entry.row.number, entry.row.number)
            main.bodies |= dict.fromkeys(entry.main_bodies)
            main.where = _where(entry)

    def _cells(self, entry: RowDescription) -> Iterator[Row]:
        head = (self.title, entry.row.number, entry.item.label)
        rows = {(iri_of(node), cell.role): (node, cell) for node, cell in entry.cells}
        cells = [(labels("column").get(cell.role, ""), iri_of(node), cell) for node, cell in rows.values()]
        for name, iri, cell in sorted(cells, key=lambda row: row[:2]):
            yield (*head, name or None, cell.header or name, cell.text, iri, *_where(entry), iri_of(entry.item.node))

    def _citations(self, entry: RowDescription) -> Iterator[Row]:
        head = (self.title, entry.row.number, _serial(entry), entry.item.label)
        mentions = []
        for cell in entry.facts:
            read: list[Citation | Reference] = [*cell.facts.basis, *cell.facts.references]
            for node, mention in zip(cell.citations, read, strict=True):
                end = head_end(mention) if isinstance(mention, Citation) else mention.end
                mentions.append((mention.start, end, iri_of(node), cell, mention))
        for start, end, iri, cell, mention in _once(mentions):
            yield (*head, *self._cited(cell, mention), start, end, cell.text[start:end], iri, *_origin(entry, cell))

    def _cited(self, cell: CellFacts, mention: Citation | Reference) -> Row:
        """What a citation says, from its role to how it was resolved."""
        own = isinstance(mention, Citation)
        title = mention.document.title if mention.document else ""
        numbers = mention.numbers if isinstance(mention, Citation) else ()
        dates = mention.dates if isinstance(mention, Citation) else ()
        days = JOINED.join(sorted({day.value for day in dates}))
        resolution = _resolution(mention, title)
        return (
            labels("role").get(cell.role if own else "reference"),
            mention.title or None,
            title or None,
            None,
            JOINED.join(sorted({number.value for number in numbers})),
            days,
            *earliest_day(days),
            _paths(title, mention.provisions) if title else "",
            labels("resolution").get(resolution),
        )

    def _sanctions(self, entry: RowDescription) -> Iterator[Row]:
        units = JOINED.join(sorted(set(entry.units))) or None
        head = (self.title, entry.row.number, _serial(entry), entry.item.label, units)
        sanctions = [
            (sanction.start, sanction.end, iri_of(node), cell, sanction)
            for cell in entry.facts
            if cell.role == "basis"
            for node, sanction in zip(cell.sanctions, cell.facts.sanctions, strict=True)
        ]
        for start, end, iri, cell, sanction in _once(sanctions):
            quote = cell.text[start:end]
            row = (
                *head,
                *_imposed(sanction),
                *_provided(cell, sanction),
                start,
                end,
                quote,
                iri_of(entry.item.node),
                iri,
            )
            yield (*row, *_where(entry), iri_of(cell.node))

    def _stages(self, entry: RowDescription) -> Iterator[Row]:
        head = (self.title, entry.row.number, entry.item.label, _kind(entry.item))
        stages = [(stage.order, 0, iri_of(node), cell, stage) for cell in entry.facts for node, stage in cell.stages]
        for order, _, iri, cell, stage in _once(stages):
            kind = labels("stage").get(stage.concept or "")
            row = (*head, order, kind, stage.name or kind, stage.text, iri_of(entry.item.node), iri)
            yield (*row, *_where(entry), iri_of(cell.node))

    def _grounds(self, entry: RowDescription) -> Iterator[Row]:
        head = (self.title, entry.row.number, entry.item.label, _kind(entry.item))
        grounds = [
            (ground.order, 0, iri_of(node), cell, ground) for cell in entry.facts for node, ground in cell.grounds
        ]
        for order, _, iri, cell, ground in _once(grounds):
            yield (*head, order, ground.text, iri_of(entry.item.node), iri, *_where(entry), iri_of(cell.node))


def ranked(rows: Iterable[Row], ranks: Mapping[str, Iterable[str]]) -> Iterator[Row]:
    """Rows of citations with the ranks of their documents; ``ranks`` are codes by title."""
    names = {title: rank_names(codes) for title, codes in ranks.items()}
    for row in rows:
        yield (*row[:RANK], names.get(str(row[DOCUMENT] or "")), *row[RANK + 1 :])


def rank_names(codes: Iterable[str]) -> str:
    """The names of ranks: mostly one, several where lists print a document as of different ranks."""
    return JOINED.join(sorted(labels("rank").get(code, code) for code in codes))


@dataclass(slots=True)
class _ItemRow:
    """An item while the rows that name it pass."""

    item: ItemDescription
    main: ItemDescription | None = None
    number: int | None = None
    serial: str | None = None
    first_part: int = 0
    bodies: dict[str, None] = field(default_factory=dict)
    units: dict[str, None] = field(default_factory=dict)
    documents: dict[str, None] = field(default_factory=dict)
    where: Row = ()

    @property
    def place(self) -> int:
        return self.first_part if self.number is None else self.number

    def take(self, entry: RowDescription) -> None:
        if self.number is None:
            self.number, self.serial = entry.row.number, _serial(entry)
        self.where = _where(entry)
        self.bodies |= dict.fromkeys(entry.bodies)
        self.units |= dict.fromkeys(entry.units)
        for cell in entry.facts:
            if cell.role == "basis":
                self.documents |= dict.fromkeys(
                    citation.document.title for citation in cell.facts.basis if citation.document.title
                )

    def row(self, title: str) -> Row:
        item, main = self.item, self.main if self.main and self.main.label else None
        name, sub = (main.label, item.label) if main else (item.label, None)
        bodies, units, documents = (
            JOINED.join(sorted(names)) or None for names in (self.bodies, self.units, self.documents)
        )
        kind, code = _kind(item), item.code or None
        return (
            title,
            self.number,
            self.serial,
            name,
            sub,
            kind,
            code,
            bodies,
            units,
            documents,
            iri_of(item.node),
            *self.where,
        )


def _once(facts: list[tuple[int, int, str, CellFacts, Any]]) -> list[tuple[int, int, str, CellFacts, Any]]:
    """What was found in order of place and identifier, each identifier once."""
    known = {fact[2]: fact for fact in reversed(facts)}
    return sorted(known.values(), key=lambda fact: fact[:3])


def _where(entry: RowDescription) -> Row:
    """The place of the list of an entry, and the list."""
    return (entry.place or None, iri_of(entry.list))


def _origin(entry: RowDescription, cell: CellFacts) -> Row:
    return (*_where(entry), iri_of(entry.item.node), iri_of(cell.node))


def _serial(entry: RowDescription) -> str | None:
    return entry.row.text(Role.SERIAL).strip() or None


def _kind(item: ItemDescription) -> str | None:
    return labels("power-type").get(item.kind or "")


def _resolution(mention: Citation | Reference, title: str) -> str:
    if isinstance(mention, Citation):
        return Resolution.RESOLVED if title else Resolution.UNRESOLVED
    unsure = not title and mention.resolution is Resolution.RESOLVED
    return Resolution.UNRESOLVED if unsure else mention.resolution


def _paths(title: str, provisions: Iterable[CitedProvision]) -> str:
    """The headings of provisions as print has them, in the order of print."""
    words = sorted((provision.start, _words(title, provision.path)) for provision in provisions)
    return JOINED.join(dict.fromkeys(path for _, path in words))


@lru_cache(maxsize=65536)
def _words(title: str, path: str) -> str:
    """How a provision is called within its document; what is no path is the document itself."""
    label = _label(title, path)
    return _TITLE.sub("", label)


@lru_cache(maxsize=65536)
def _label(title: str, path: str) -> str:
    try:
        steps = Provision.parse(path).steps
    except ValueError:
        return title
    return f"《{title}》{Provision(steps).words()}" if steps else title


def _imposed(sanction: Sanction) -> Row:
    """What a sanction comes to, from its kind to its condition."""
    return (
        labels("sanction-kind").get(sanction.kind),
        labels("discretion").get(sanction.discretion or ""),
        _figure(sanction.minimum),
        _figure(sanction.maximum),
        labels("unit").get(sanction.unit or ""),
        _figure(sanction.cap),
        sanction.base or None,
        sanction.per or None,
        sanction.on or None,
        sanction.condition or None,
    )


def _provided(cell: CellFacts, sanction: Sanction) -> Row:
    """The document and the provision that provide a sanction."""
    bases = cell.facts.basis
    title = bases[sanction.basis].document.title if sanction.basis is not None and sanction.basis < len(bases) else ""
    return (title, _label(title, sanction.provision or "")) if title else (None, None)


@lru_cache(maxsize=8192)
def _figure(number: Decimal | None) -> Decimal | None:
    """A number without an exponent or idle zeros, as the graph states it."""
    return None if number is None else Decimal(figure(number).value)
