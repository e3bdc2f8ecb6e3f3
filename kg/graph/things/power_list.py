"""The items of a power list: one node a row, one more for the main item that sub-items belong to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.clean import left_out
from extract.facts import Facts
from extract.model import Role
from kg.graph import codes
from kg.graph import terms as t
from kg.graph.claims import Claims
from kg.graph.things import cell_facts, contacts, duties, evidence, offices, tiers, troubles
from kg.graph.things.rows import Identity, ListSurvey, identity, oddities
from kg.graph.written_terms import count, simple, zh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import NamedNode

    from extract.facts import Extraction
    from extract.model import Cell, Row
    from kg.graph.builder import GraphBuilder
    from kg.graph.iris import Name
    from kg.graph.things.cell_facts import CellFacts, DescribedCell
    from kg.graph.things.evidence import PrintedText
    from kg.graph.things.offices import Body
    from kg.graph.written_terms import Written

#: Columns that become properties of the item; every other cell is kept as printed.
AS_PROPERTIES = frozenset(
    {Role.SERIAL, Role.NAME, Role.SUB_NAME, Role.TYPE, Role.CODE, Role.SUB_CODE, Role.BODY, Role.UNIT}
)
#: What the citations of a column are for, where not as basis of the item.
CITES_FOR = {Role.DUTY_BASIS: "duty_basis", Role.GROUNDS_BASIS: "grounds_basis"}
#: Cells of a list whose description is kept at hand; one met again later is described again, in the same words.
MOST_CELLS = 5000
_NOTHING = Facts()


@dataclass(frozen=True, slots=True)
class ItemDescription:
    """An item as the graph describes it: ``kind`` is a code of the list of power types, None where none is known."""

    node: Written
    label: str
    code: str
    kind: str | None


@dataclass(frozen=True, slots=True)
class RowDescription:
    """A row as the graph describes it, for whoever lists rows: its item, the main item where it is of one, its facts.

    ``bodies`` and ``units`` are the preferred names of its offices, ``main_bodies`` those of the main item where this
    row is the first to name it. ``cells`` are those kept as cells; ``list`` and ``place`` say where it stands.
    """

    row: Row
    item: ItemDescription
    main: ItemDescription | None
    bodies: tuple[str, ...]
    units: tuple[str, ...]
    main_bodies: tuple[str, ...]
    facts: tuple[CellFacts, ...]
    cells: tuple[tuple[Written, Cell], ...]
    list: Written
    place: str


@dataclass(slots=True)
class PowerGraph:
    """A power list being written; ``publisher`` is the body of rows that name none, ``place`` the area of the list."""

    draft: GraphBuilder
    known: ListSurvey
    publisher: str
    place: str
    _items: dict[Written, ItemDescription] = field(default_factory=dict)
    _cells: dict[str, DescribedCell] = field(default_factory=dict)
    _described: set[int] = field(default_factory=set)

    def write(self, extraction: Extraction) -> RowDescription:
        """Describe the item of a row and all that was extracted from it."""
        draft, row, own = self.draft, extraction.row, identity(extraction.row)
        item = self._item(self.known.name(draft.slug, row, own.own_code, own.own_names), row, own.own_code, own.label)
        draft.statements += ((item, t.ROW_NUMBER, count(row.number)), (item, t.LINE, count(row.line)))
        self._print(item, row, own)
        bodies, units = self._bodies(item, row, own)
        main, main_bodies = self._main(row, own) if own.is_sub else (None, ())
        if main:
            draft.statements.append((item, t.DCT_IS_PART_OF, main))
        cell_factses, cells = self._facts(item, extraction)
        for trouble in (*row.troubles, *extraction.troubles, *oddities(row, own, self.known)):
            troubles.describe(draft, item, trouble)
        labels = draft.labels
        return RowDescription(
            row,
            self._items[item],
            self._items[main] if main else None,
            tuple(labels[body.node] for body in bodies),
            tuple(labels[unit] for unit in units),
            tuple(labels[body.node] for body in main_bodies),
            cell_factses,
            cells,
            draft.listing,
            self.place,
        )

    def _facts(
        self, item: Written, extraction: Extraction
    ) -> tuple[tuple[CellFacts, ...], tuple[tuple[Written, Cell], ...]]:
        """Describe the printed cells of a row and its tiers of discretion: what they say, and the cells themselves."""
        draft, row = self.draft, extraction.row
        every: list[CellFacts] = []
        cells: list[tuple[Written, Cell]] = []
        imposed: dict[str, frozenset[Written]] = {}
        for cell in row.cells:
            if cell.role not in AS_PROPERTIES and cell.text.strip():
                printed = evidence.cell(draft, item, cell.role, cell.text, cell.header)
                cells.append((printed.node, cell))
                described = self._read(printed, cell, extraction)
                cell_facts.link(draft, item, described)
                if described.facts:
                    every.append(described.facts)
                for kind, sanction in described.imposed:
                    imposed[kind] = imposed.get(kind, frozenset()) | {sanction}
        tiers.describe(draft, item, extraction.tiers, imposed)
        return tuple(every), tuple(cells)

    def _item(self, name: Name, row: Row, code: str, label: str) -> Written:
        """The node of a row or of its main item, with what both have: label, type, code, list."""
        draft = self.draft
        item = draft.node(name)
        if item not in self._items:
            draft.statements += ((item, t.RDF_TYPE, t.POWER_ITEM), (item, t.IN_LIST, draft.listing))
            if label:
                draft.statements.append((item, t.RDFS_LABEL, zh(label)))
            if code:
                draft.statements.append((item, t.DCT_IDENTIFIER, simple(code)))
            self._items[item] = ItemDescription(item, label, code, self._type(item, row, code, label))
        return item

    def _type(self, item: Written, row: Row, code: str, label: str) -> str | None:
        statements, printed = self.draft.statements, row.text(Role.TYPE)
        by_name, by_code = codes.type_by_name(printed), codes.type_by_code(code)
        kind = codes.type_of(printed, code)
        if by_code and by_code != by_name:
            statements.append((item, t.CODED_TYPE, t.concept("power-type", by_code)))
        if printed and not (kind and printed == codes.POWER_TYPES[kind][0]):
            statements.append((item, t.PRINTED_TYPE, zh(printed)))
        if kind:
            statements.append((item, t.DCT_TYPE, t.concept("power-type", kind)))
            if kind in codes.SERVICE_TYPES:
                # CPSV-AP wants dct:title of a service, RDF tools rdfs:label of anything.
                statements += ((item, t.RDF_TYPE, t.CPSV_PUBLIC_SERVICE), (item, t.DCT_TITLE, zh(label)))
        return kind

    def _main(self, row: Row, own: Identity) -> tuple[Written, Sequence[Body]]:
        """The main item of a row, and its authorities where it is named for the first time."""
        bodies: Sequence[Body] = ()
        main = self._item(self.known.main_name(self.draft.slug, row, own), row, own.main_code, own.name)
        if self.draft.first(("main", main), main):
            self.draft.known["main", main, own.name] = main
            bodies = self._authorities(main, row, own)
        elif own.name and self.draft.first(("main", main, own.name), main):
            self.draft.statements.append((main, t.SKOS_ALT_LABEL, zh(own.name)))
        return main, bodies

    def _print(self, item: Written, row: Row, own: Identity) -> None:
        """The serial and table of a row; name and code as printed where identity levels them."""
        statements = self.draft.statements
        code = row.text(Role.SUB_CODE if own.is_sub else Role.CODE) or row.text(Role.SUB_CODE)
        name = row.text(Role.SUB_NAME if own.sub_name else Role.NAME)
        if serial := row.text(Role.SERIAL).strip():
            statements.append((item, t.SERIAL, simple(serial)))
        if row.table:
            statements.append((item, t.TABLE, zh(row.table)))
        if code != own.own_code:
            statements.append((item, t.PRINTED_CODE, simple(code)))
        if name != own.label:
            statements.append((item, t.PRINTED_NAME, zh(name)))

    def _bodies(self, item: Written, row: Row, own: Identity) -> tuple[Sequence[Body], Sequence[Written]]:
        """The competent authorities; sub-units and telephones are taken to be of the first."""
        bodies = self._authorities(item, row, own)
        units = self._names(item, row, Role.UNIT, t.PRINTED_UNIT)
        handlers: list[Written] = []
        if not bodies:
            self.draft.statements += [(item, t.PRINTED_UNIT, zh(unit)) for unit in units]
        for body in bodies[:1]:
            handlers = [offices.unit(self.draft, body, unit) for unit in units]
            self.draft.statements += [(item, t.HANDLED_BY, handler) for handler in handlers]
            for cell in row.all(Role.TELEPHONE):
                if telephone := cell.text.strip():
                    contacts.describe(self.draft, item, body, "", (telephone,))
        return bodies, handlers

    def _authorities(self, item: Written, row: Row, own: Identity) -> list[Body]:
        names = self._names(item, row, Role.BODY, t.PRINTED_BODY) or [self.publisher]
        coded = codes.credit_code(own.own_code) if len(names) == 1 else None
        bodies = [
            offices.body(self.draft, name, coded or self.known.credit(name), self.place) for name in names if name
        ]
        self.draft.statements += [(item, t.COMPETENT_AUTHORITY, body.node) for body in bodies]
        if codes.type_of(row.text(Role.TYPE), own.own_code) in codes.SERVICE_TYPES:
            self.draft.statements += [(item, t.CV_HAS_COMPETENT_AUTHORITY, body.node) for body in bodies]
        return bodies

    def _names(self, item: Written, row: Row, role: Role, printed: NamedNode) -> list[str]:
        """The offices the cells of a role name; a cell that is not one plain name is kept as printed as well."""
        result: list[str] = []
        for cell in row.all(role):
            names = offices.names(cell.text)
            if names and names != (left_out(cell.text),):
                self.draft.statements.append((item, printed, zh(cell.text)))
            result += names
        return result

    def _read(self, printed: PrintedText, cell: Cell, extraction: Extraction) -> DescribedCell:
        """What a cell says, described when it is met first; what it states of documents is counted then."""
        described = self._cells.get(printed.key)
        if described is None:
            if len(self._cells) >= MOST_CELLS:
                self._cells.clear()
            facts = next((facts for other, facts in extraction.facts if other == cell), _NOTHING)
            claims, key = self.draft.claims, int(printed.key, 16)
            if facts.basis:  # only what is named as basis claims anything
                if key in self._described:
                    self.draft.claims = Claims()
                self._described.add(key)
            described = cell_facts.describe(self.draft, printed, facts, CITES_FOR.get(cell.role, cell_facts.BASIS))
            if cell.role is Role.DUTIES and cell == extraction.row.all(Role.DUTIES)[0]:
                stages = duties.stages(self.draft, printed, extraction.stages)
                described = described.with_links(tuple((t.HAS_DUTY_STAGE, node) for node, _ in stages), stages=stages)
            elif cell.role is Role.GROUNDS and cell == extraction.row.all(Role.GROUNDS)[0]:
                grounds = duties.grounds(self.draft, printed, extraction.grounds)
                described = described.with_links(
                    tuple((t.HAS_ACCOUNTABILITY_GROUND, node) for node, _ in grounds), grounds=grounds
                )
            self._cells[printed.key] = described
            self.draft.claims = claims
        return described
