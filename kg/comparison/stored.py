"""The items of a built graph, read back: what a list stated is had from its graph, no text is read again.

What a graph levels stays levelled: a name or code that differs in blanks alone, the order of several columns of one
kind, rows that are one item by code and name and so have their facts in common.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode

from extract.facts import (
    Actor,
    Bound,
    Citation,
    CitedProvision,
    Document,
    Extraction,
    Facts,
    Ground,
    Sanction,
    SanctionKind,
    Stage,
    StatedDate,
    StatedNumber,
    TierFacts,
    TimeLimit,
)
from extract.model import Cell, Role, Row, Tier
from extract.provision import Provision
from kg.comparison.items import ItemList
from kg.comparison.row_items import item_of
from kg.graph import terms as t
from kg.graph.codes import POWER_TYPES
from kg.graph.store import MERGE
from kg.graph.things.citations import REFERENCE, STATED
from kg.graph.things.evidence import place
from kg.graph.things.offices import area
from kg.graph.vocabulary import labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

    from kg.comparison.items import Item

#: So many cells are kept in memory, for lists print many alike.
_MOST_CELLS: Final = 20_000


def list_graphs(store: Store) -> tuple[NamedNode, ...]:
    """The named graphs of the lists a store holds, by IRI."""
    nodes = {
        quad.subject
        for quad in store.quads_for_pattern(None, t.RDF_TYPE, t.DCAT_DATASET, None)
        if isinstance(quad.subject, NamedNode) and quad.graph_name == quad.subject
    }
    return tuple(sorted(nodes, key=lambda graph: graph.value))


def stored_lists(store: Store) -> Iterator[ItemList]:
    """Every list of a store with its items, in the order of their rows."""
    cells = _StoredCells(store)
    for graph in list_graphs(store):
        yield _StoredList(store, graph, cells).read()
        cells.forget()


@dataclass(frozen=True, slots=True)
class _Triples:
    """The values of a subject in one graph of a store."""

    store: Store
    graph: NamedNode | DefaultGraph

    def nodes(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        """The things that a property names."""
        quads = self.store.quads_for_pattern(subject, predicate, None, self.graph)
        return sorted((quad.object for quad in quads if isinstance(quad.object, NamedNode)), key=str)

    def texts(self, subject: NamedNode, predicate: NamedNode) -> list[str]:
        """The literals of a property, sorted."""
        quads = self.store.quads_for_pattern(subject, predicate, None, self.graph)
        return sorted(quad.object.value for quad in quads if isinstance(quad.object, Literal))

    def text(self, subject: NamedNode, predicate: NamedNode) -> str:
        """The first literal of a property, empty where there is none."""
        return next(iter(self.texts(subject, predicate)), "")

    def code(self, subject: NamedNode, predicate: NamedNode) -> str:
        """The code of the concept that a property names."""
        return next((node.value.rpartition("/")[2] for node in self.nodes(subject, predicate)), "")

    def bearers(self, predicate: NamedNode, value: NamedNode) -> list[NamedNode]:
        """The subjects of which a property names that thing."""
        quads = self.store.quads_for_pattern(None, predicate, value, self.graph)
        return sorted((quad.subject for quad in quads if isinstance(quad.subject, NamedNode)), key=str)


@dataclass(frozen=True, slots=True)
class _CellFacts:
    """A cell with the facts that have their evidence in it."""

    cell: Cell
    facts: Facts
    stages: tuple[Stage, ...]
    grounds: tuple[Ground, ...]


class _StoredCells:
    """The cells of a store, each read once however many rows print it."""

    def __init__(self, store: Store) -> None:
        self._all = _Triples(store, MERGE)
        self._known: dict[NamedNode, _CellFacts] = {}

    def forget(self) -> None:
        """Let go of the cells where there are many: most are of one list alone."""
        if len(self._known) > _MOST_CELLS:
            self._known.clear()

    def read(self, node: NamedNode) -> _CellFacts:
        if node not in self._known:
            self._known[node] = self._read(node)
        return self._known[node]

    def _read(self, node: NamedNode) -> _CellFacts:
        role = self._all.code(node, t.COLUMN)
        header = self._all.text(node, t.HEADER) or labels("column").get(role, "")
        cell = Cell(Role(role), header, self._all.text(node, t.TEXT), 0)
        basis: list[Citation] = []
        stated: list[tuple[NamedNode, NamedNode, int, int]] = []
        for span in self._all.bearers(t.OA_HAS_SOURCE, node):
            _, start, end = place(span.value) or ("", 0, 0)
            basis += [self._citation(fact, start, end) for fact in self._citations(span)]
            for fact in self._all.bearers(t.EVIDENCE, span):
                stated += [(kind, fact, start, end) for kind in self._all.nodes(fact, t.RDF_TYPE)]
        basis.sort(key=lambda citation: (citation.start, citation.end, citation.title))
        stated.sort(key=lambda entry: (entry[2], entry[3], entry[1].value))
        facts = Facts(
            tuple(basis),
            (),
            tuple(
                self._sanction(fact, at, to, basis, cell.text) for kind, fact, at, to in stated if kind == t.SANCTION
            ),
            tuple(self._limit(fact, at, to) for kind, fact, at, to in stated if kind == t.TIME_LIMIT),
        )
        stages = (self._stage(fact, at, to) for kind, fact, at, to in stated if kind == t.DUTY_STAGE)
        grounds = (self._ground(fact, at, to) for kind, fact, at, to in stated if kind == t.ACCOUNTABILITY_GROUND)
        return _CellFacts(
            cell,
            facts,
            tuple(sorted(stages, key=lambda stage: (stage.order, stage.start))),
            tuple(sorted(grounds, key=lambda ground: (ground.order, ground.start))),
        )

    def _citations(self, span: NamedNode) -> list[NamedNode]:
        """The citations of a span that name a basis, not those the quoted text makes."""
        return [
            fact
            for fact in self._all.bearers(t.OA_HAS_TARGET, span)
            if t.CITATION in self._all.nodes(fact, t.RDF_TYPE) and self._all.code(fact, t.ROLE) != REFERENCE
        ]

    def _citation(self, node: NamedNode, start: int, end: int) -> Citation:
        """A citation; title, numbers and dates have the place of its head, which holds them all."""
        documents = self._all.nodes(node, t.CITED_DOCUMENT)
        meant = self._all.text(documents[0], t.RDFS_LABEL) if documents else ""
        dates = [
            StatedDate(day, start, end, event)
            for event, predicate in STATED.items()
            for day in self._all.texts(node, predicate)
        ]
        return Citation(
            self._all.text(node, t.STATED_TITLE) or meant, start, end, start, end, Document(meant),
            tuple(StatedNumber(number, start, end) for number in self._all.texts(node, t.STATED_NUMBER)),
            tuple(dates),
            tuple(sorted(self._provisions(node, start, end), key=_order)),
        )  # fmt: skip

    def _provisions(self, citation: NamedNode, start: int, end: int) -> Iterator[CitedProvision]:
        for pin in self._all.bearers(t.DCT_IS_PART_OF, citation):
            for span in self._all.nodes(pin, t.OA_HAS_TARGET):
                _, first, last = place(span.value) or ("", start, end)
                (provision,) = self._all.nodes(pin, t.OA_HAS_BODY)
                yield CitedProvision(self._all.text(provision, t.ELI_ID_LOCAL), first, last)
        yield from (CitedProvision(path, start, end) for path in self._all.texts(citation, t.STATED_PATH))

    def _sanction(self, node: NamedNode, start: int, end: int, basis: list[Citation], text: str) -> Sanction:
        title, path = "", self._all.text(node, t.STATED_PATH)
        for provided in self._all.nodes(node, t.PROVIDED_BY):
            path = self._all.text(provided, t.ELI_ID_LOCAL)
            document = next(iter(self._all.nodes(provided, t.IN_DOCUMENT)), provided)
            title = self._all.text(document, t.RDFS_LABEL)
        condition = self._all.text(node, t.CONDITION)
        applies = text.rfind(condition, 0, start) if condition else -1
        return Sanction(
            SanctionKind(self._all.code(node, t.KIND)), start, end,
            self._figure(node, t.MIN_AMOUNT), self._figure(node, t.MAX_AMOUNT),
            self._all.code(node, t.UNIT) or None, self._all.text(node, t.FIGURE_BASE) or None,
            self._all.text(node, t.PER) or None, self._all.text(node, t.ON_WHOM) or None,
            self._figure(node, t.CAP),
            next((at for at, cited in enumerate(basis) if title and cited.document.title == title), None),
            path or None,
            condition or None,
            condition_start=applies if applies >= 0 else None,
            condition_end=applies + len(condition) if applies >= 0 else None,
        )  # fmt: skip

    def sanction(self, node: NamedNode, start: int, end: int) -> Sanction:
        """What a tier of discretion makes of a sanction."""
        return self._sanction(node, start, end, [], "")

    def _figure(self, node: NamedNode, predicate: NamedNode) -> Decimal | None:
        text = self._all.text(node, predicate)
        return Decimal(text) if text else None

    def _limit(self, node: NamedNode, start: int, end: int) -> TimeLimit:
        bound, actor = self._all.code(node, t.BOUND), self._all.code(node, t.ACTOR)
        who = next((place(span.value) for span in self._all.nodes(node, t.ACTOR_EVIDENCE)), None)
        return TimeLimit(
            Decimal(self._all.text(node, t.VALUE)),
            self._all.code(node, t.UNIT),
            start,
            end,
            Bound(bound) if bound else None,
            Actor(actor) if actor else None,
            self._all.text(node, t.ACTOR_NAME) or None,
            who[1] if who else None,
            who[2] if who else None,
        )

    def _stage(self, node: NamedNode, start: int, end: int) -> Stage:
        concept = self._all.code(node, t.STAGE)
        name = self._all.text(node, t.RDFS_LABEL) or labels("stage").get(concept, "")
        order = int(self._all.text(node, t.ORDER))
        return Stage(order, concept or None, name, self._all.text(node, t.DCT_DESCRIPTION), start, end)

    def _ground(self, node: NamedNode, start: int, end: int) -> Ground:
        return Ground(int(self._all.text(node, t.ORDER)), self._all.text(node, t.DCT_DESCRIPTION), start, end)


def _order(provision: CitedProvision) -> tuple[int, int, list[tuple[str, int, int]]]:
    """The order of print; provisions of one heading (第三条至第五条) by their numbers."""
    steps = Provision.parse(provision.path).steps
    return provision.start, provision.end, [(step.kind, step.number or 0, step.insert or 0) for step in steps]


@dataclass(frozen=True, slots=True)
class _StoredList:
    """One list of a store."""

    store: Store
    graph: NamedNode
    cells: _StoredCells
    own: _Triples = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "own", _Triples(self.store, self.graph))

    def read(self) -> ItemList:
        files = self.own.nodes(self.graph, t.PROV_WAS_DERIVED_FROM)
        name = next((self.own.text(file, t.RDFS_LABEL) for file in files), "")
        publishers = self.own.nodes(self.graph, t.DCT_PUBLISHER)
        publisher = next((self.own.text(body, t.FOAF_NAME) for body in publishers), "")
        items = tuple(self._items(name, publisher))
        return ItemList(name, self.own.text(self.graph, t.DCT_TITLE), publisher, items)

    def _items(self, name: str, publisher: str) -> Iterator[Item]:
        of = area(publisher)
        rows = (
            (int(quad.object.value), quad.subject)
            for quad in self.store.quads_for_pattern(None, t.ROW_NUMBER, None, self.graph)
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
        )
        for number, node in sorted(rows, key=lambda row: (row[0], row[1].value)):
            yield replace(
                item_of(self._extraction(number, node), name, publisher, of), other_names=self._other_names(node)
            )

    def _extraction(self, number: int, item: NamedNode) -> Extraction:
        read = [self.cells.read(cell) for cell in self.own.nodes(item, t.CELL)]
        cells = (*self._properties(item), *(facts.cell for facts in read))
        return Extraction(
            Row(number, number, cells),
            tuple((facts.cell, facts.facts) for facts in read if facts.cell.role in {Role.BASIS, Role.PENALTY}),
            tuple(stage for facts in read for stage in facts.stages),
            tuple(ground for facts in read for ground in facts.grounds),
            tiers=tuple(self._tiers(item)),
        )

    def _tiers(self, item: NamedNode) -> Iterator[TierFacts]:
        """The tiers of discretion of an item; the graph has a node for each sanction of a tier."""
        nodes: dict[int, list[NamedNode]] = {}
        for node in self.own.nodes(item, t.HAS_DISCRETION_TIER):
            nodes.setdefault(int(self.own.text(node, t.ORDER)), []).append(node)
        for order, several in sorted(nodes.items()):
            stated = [(*self._evidence(node), node) for node in several]
            cells = [cell for printed_cells, _, _ in stated for cell in printed_cells]
            first = {role: next((cell for cell in cells if cell.role is role), None) for role in Role}
            standards = {cell.text: cell for cell in cells if cell.role is Role.STANDARD}
            facts: dict[str, list[Sanction]] = {text: [] for text in standards}
            for printed_cells, span, node in sorted(stated, key=lambda entry: entry[1]):
                for cell in printed_cells:
                    if cell.role is Role.STANDARD and self.own.nodes(node, t.KIND):
                        facts[cell.text].append(self.cells.sanction(node, *span))
            tier = Tier(order, 0, 0, first[Role.DEGREE], first[Role.CIRCUMSTANCE], tuple(standards.values()))
            facts_of_cells = ((cell, Facts(sanctions=tuple(facts[text]))) for text, cell in standards.items())
            yield TierFacts(tier, tuple(facts_of_cells))

    def _evidence(self, node: NamedNode) -> tuple[list[Cell], tuple[int, int]]:
        """The cells that a tier is read from, and where in its standard it stands."""
        cells, where = [], (0, 0)
        for span in self.own.nodes(node, t.EVIDENCE):
            source, start, end = place(span.value) or ("", 0, 0)
            cell = self.cells.read(NamedNode(source)).cell
            cells.append(cell)
            where = (start, end) if cell.role is Role.STANDARD else where
        return cells, where

    def _properties(self, item: NamedNode) -> Iterator[Cell]:
        """What became properties of the item, as cells again."""
        name, sub_name = self._names(item)
        texts = (
            (Role.SERIAL, [self.own.text(item, t.SERIAL)]),
            (Role.NAME, [name]),
            (Role.SUB_NAME, [sub_name]),
            (Role.TYPE, [self._type(item)]),
            (Role.CODE, [self._code(item)]),
            (Role.BODY, self.own.texts(item, t.PRINTED_BODY) or self._labels(item, t.COMPETENT_AUTHORITY)),
            (Role.UNIT, self.own.texts(item, t.PRINTED_UNIT) or self._labels(item, t.HANDLED_BY)),
            (Role.TELEPHONE, self._telephones(item)),
        )
        return (Cell(role, "", text, 0) for role, values in texts for text in values if text)

    def _names(self, item: NamedNode) -> tuple[str, str]:
        """Name and sub-name: a sub-item that bears the name of its main item has none of its own."""
        label = self.own.text(item, t.RDFS_LABEL)
        printed = self.own.text(item, t.PRINTED_NAME) or label
        for main in self.own.nodes(item, t.DCT_IS_PART_OF):
            name = self.own.text(main, t.RDFS_LABEL)
            if label != name:
                return name, printed
        return printed, ""

    def _other_names(self, item: NamedNode) -> tuple[str, ...]:
        """What else the list calls the main item; the graph does not say which row prints which of its names."""
        mains = self.own.nodes(item, t.DCT_IS_PART_OF)
        return tuple(name for main in mains for name in self.own.texts(main, t.SKOS_ALT_LABEL))

    def _type(self, item: NamedNode) -> str:
        kind, coded = self.own.code(item, t.DCT_TYPE), self.own.code(item, t.CODED_TYPE)
        # A type that only the code tells was not printed.
        official = POWER_TYPES[kind][0] if kind and kind != coded else ""
        return self.own.text(item, t.PRINTED_TYPE) or official

    def _code(self, item: NamedNode) -> str:
        code = self.own.text(item, t.PRINTED_CODE) or self.own.text(item, t.DCT_IDENTIFIER)
        mains = self.own.nodes(item, t.DCT_IS_PART_OF)
        return code or next((self.own.text(main, t.DCT_IDENTIFIER) for main in mains), "")

    def _labels(self, item: NamedNode, predicate: NamedNode) -> list[str]:
        return [self.own.text(office, t.SKOS_PREF_LABEL) for office in self.own.nodes(item, predicate)]

    def _telephones(self, item: NamedNode) -> list[str]:
        points = self.own.nodes(item, t.CV_HAS_CONTACT_POINT)
        return [number for point in points for number in self.own.texts(point, t.CV_TELEPHONE)]
