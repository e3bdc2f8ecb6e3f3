"""The view of a built graph: its lists as far as rules need them that depend on the day or on a statute library.

Cells are had from the graph as they were printed and understood again by the one way there is
(``extract.assemble``); nothing of the files is needed. What the graph does not keep is not there: the headings of
columns that became properties of the item, rows that are one item by code and name, and whether a text that two rows
in succession have in common is one merged cell (it is taken to be).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from extract.model import (
    Boundary,
    Cell,
    ListFile,
    Passage,
    Regime,
    Responsibility,
    ResponsibilityList,
    Role,
    Row,
    Section,
    Service,
    Share,
    Task,
)
from kg.graph import terms as t
from kg.graph.codes import POWER_TYPES
from kg.graph.vocabulary import labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph.store import Askable

#: The column of a cell -> what stands in it, for the parts of a responsibility list.
_MAIN: Final = {
    t.RESPONSIBILITY: "responsibility",
    t.TASK: "task",
    t.RESPONSIBILITY_BOUNDARY: "matter",
    t.SHARE: "share",
    t.SUPERVISION_REGIME: "regime_name",
    t.REGIME_SECTION: "section",
}


def stored_lists(store: Askable) -> Iterator[ListFile]:
    """The lists of a store, by the name of their files."""
    graphs = {
        quad.subject
        for quad in store.quads_for_pattern(None, t.RDF_TYPE, t.DCAT_DATASET, None)
        if isinstance(quad.subject, NamedNode) and quad.graph_name == quad.subject
    }
    texts = _values(store, t.TEXT), _values(store, t.COLUMN), _values(store, t.HEADER)
    yield from sorted((_Listed(store, graph, *texts).read() for graph in graphs), key=lambda list_: list_.name)


def _values(store: Askable, predicate: NamedNode) -> dict[str, str]:
    return {
        quad.subject.value: quad.object.value
        for quad in store.quads_for_pattern(None, predicate, None, None)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal)
    }


@dataclass(frozen=True, slots=True)
class _Listed:
    """One list of a store; the texts, columns and headings of all its cells."""

    store: Askable
    graph: NamedNode
    texts: dict[str, str]
    columns: dict[str, str]
    headers: dict[str, str]

    def read(self) -> ListFile:
        """The list with rows and parts."""
        by_subject: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for quad in self.store.quads_for_pattern(None, None, None, self.graph):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                by_subject[quad.subject.value][quad.predicate.value].append(quad.object.value)
        own = _Thing(by_subject, self.graph.value)
        file = _Thing(by_subject, own.value(t.PROV_WAS_DERIVED_FROM))
        publisher = _Thing(by_subject, own.value(t.DCT_PUBLISHER)).value(t.FOAF_NAME)
        rows = tuple(self._rows(by_subject))
        register = self._register(by_subject) if t.RESPONSIBILITY_LIST.value in own.all(t.RDF_TYPE) else None
        return ListFile(
            file.value(t.RDFS_LABEL), file.value(t.SHA256), own.value(t.DCT_TITLE), publisher, rows, register
        )

    def _rows(self, by_subject: dict[str, dict[str, list[str]]]) -> Iterator[Row]:
        items = [statements for iri in by_subject if (statements := _Thing(by_subject, iri)).all(t.ROW_NUMBER)]
        before: set[str] = set()
        for item in sorted(items, key=lambda thing: min(map(int, thing.all(t.ROW_NUMBER)))):
            number, line = (min(map(int, item.all(which))) for which in (t.ROW_NUMBER, t.LINE))
            nodes = sorted(item.all(t.CELL))
            cells = (*_properties(item), *(self._cell(node, inherited=node in before) for node in nodes))
            before = set(nodes)
            yield Row(number, line, cells, table=item.value(t.TABLE))

    def _cell(self, node: str, *, inherited: bool) -> Cell:
        role = self.columns.get(node, "").rpartition("/")[2]
        header = self.headers.get(node) or labels("column").get(role, "")
        return Cell(Role(role), header, self.texts.get(node, ""), 0, inherited=inherited)

    def _register(self, by_subject: dict[str, dict[str, list[str]]]) -> ResponsibilityList:
        entries = _Entries(self, by_subject)
        return ResponsibilityList(
            tuple(entries.responsibilities()),
            tuple(entries.boundaries()),
            tuple(entries.services()),
            tuple(entries.regimes()),
        )


@dataclass(frozen=True, slots=True)
class _Thing:
    """A thing of the list, with what is stated of it."""

    by_subject: dict[str, dict[str, list[str]]]
    iri: str

    def all(self, predicate: NamedNode) -> list[str]:
        """The values of a property."""
        return self.by_subject.get(self.iri, {}).get(predicate.value, [])

    def value(self, predicate: NamedNode) -> str:
        """The first value of a property, empty where there is none."""
        return min(self.all(predicate), default="")


def _properties(item: _Thing) -> Iterator[Cell]:
    """What became properties of the item, as cells again, without the headings they had."""
    main = _Thing(item.by_subject, item.value(t.DCT_IS_PART_OF))
    name = item.value(t.PRINTED_NAME) or item.value(t.RDFS_LABEL)
    code = item.value(t.PRINTED_CODE) or item.value(t.DCT_IDENTIFIER)
    kind = item.value(t.DCT_TYPE).rpartition("/")[2]
    printed = item.value(t.PRINTED_TYPE) or (POWER_TYPES[kind][0] if kind in POWER_TYPES else "")
    texts = [(Role.SERIAL, item.value(t.SERIAL)), (Role.TYPE, printed)]
    if main.iri:
        texts += [(Role.NAME, main.value(t.RDFS_LABEL)), (Role.SUB_NAME, name)]
        texts += [(Role.CODE, main.value(t.DCT_IDENTIFIER)), (Role.SUB_CODE, code)]
    else:
        texts += [(Role.NAME, name), (Role.CODE, code)]
    texts += [(Role.BODY, body) for body in item.all(t.PRINTED_BODY)]
    return (Cell(role, "", text, 0) for role, text in texts if text)


@dataclass(frozen=True, slots=True)
class _Entries:
    """The entries of a responsibility list."""

    listed: _Listed
    by_subject: dict[str, dict[str, list[str]]]

    def _of(self, kind: NamedNode, within: str = "") -> list[_Thing]:
        every = (
            _Thing(self.by_subject, iri)
            for iri, by_subject in self.by_subject.items()
            if kind.value in by_subject.get(t.RDF_TYPE.value, ())
        )
        statements = [
            statements
            for statements in every
            if statements.all(t.LINE) and (not within or within in statements.all(t.DCT_IS_PART_OF))
        ]
        return sorted(
            statements, key=lambda thing: (int(thing.value(t.ORDER) or 0), int(thing.value(t.LINE)), thing.iri)
        )

    def _passage(self, entry: _Thing, column: str) -> Passage | None:
        for node in sorted(entry.all(t.CELL)):
            if self.listed.columns.get(node, "").rpartition("/")[2] == column:
                return Passage(self.listed.texts.get(node, ""), int(entry.value(t.LINE)))
        return None

    def _main(self, entry: _Thing, kind: NamedNode) -> Passage:
        return self._passage(entry, _MAIN[kind]) or Passage("", int(entry.value(t.LINE)))

    def responsibilities(self) -> Iterator[Responsibility]:
        """The responsibilities with their tasks."""
        for statements in self._of(t.RESPONSIBILITY):
            tasks = (
                Task(int(task.value(t.ORDER)), self._main(task, t.TASK), ())
                for task in self._of(t.TASK, statements.iri)
            )
            yield Responsibility(statements.value(t.NUMBER), self._main(statements, t.RESPONSIBILITY), tuple(tasks))

    def boundaries(self) -> Iterator[Boundary]:
        """The boundaries with their shares, basis and case."""
        for statements in self._of(t.RESPONSIBILITY_BOUNDARY):
            shares = (
                Share(int(share.value(t.ORDER)), share.value(t.BODY), self._main(share, t.SHARE))
                for share in self._of(t.SHARE, statements.iri)
            )
            matter = self._main(statements, t.RESPONSIBILITY_BOUNDARY)
            basis, case = self._passage(statements, "basis"), self._passage(statements, "case")
            yield Boundary(statements.value(t.NUMBER), matter, tuple(shares), basis, case)

    def services(self) -> Iterator[Service]:
        """The services."""
        for statements in self._of(t.CPSV_PUBLIC_SERVICE):
            name, content = self._passage(statements, "service_name"), self._passage(statements, "service_content")
            if name and content:
                yield Service(statements.value(t.NUMBER), name, content, statements.value(t.SERVICE_PERIOD), ())

    def regimes(self) -> Iterator[Regime]:
        """The regimes with their sections."""
        for statements in self._of(t.SUPERVISION_REGIME):
            sections = (
                Section(
                    section.value(t.NUMBER),
                    section.value(t.HEADING),
                    section.value(t.SECTION_KIND).rpartition("/")[2],
                    self._main(section, t.REGIME_SECTION),
                )
                for section in self._of(t.REGIME_SECTION, statements.iri)
            )
            name = self._main(statements, t.SUPERVISION_REGIME)
            yield Regime(statements.value(t.NUMBER), name, self._passage(statements, "preface"), tuple(sections))
