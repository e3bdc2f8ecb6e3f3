"""The citations of a graph, cell by cell: what stands in a store as the facts that ``quotes`` takes a cell apart by.

A citation is read back as far as its words and its article need: title, document, provisions and their places. No text
is understood again.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from extract.facts import Citation, CitedProvision, Document, Facts, Reference, Resolution
from kg.graph import terms as t
from kg.graph.store import MERGE
from kg.graph.things.citations import REFERENCE
from kg.graph.things.evidence import place
from kg.laws.matching.quotes import CitedQuote, citations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph.store import Askable

_ROLE: Final = f"{t.CODE}role/"


@dataclass(frozen=True, slots=True)
class CitedInCell:
    """A cited provision with its cell; ``nodes`` are the pinpoints that name it, or the citation of a document."""

    cell: str
    nodes: tuple[str, ...]
    cited: CitedQuote


@dataclass(frozen=True, slots=True)
class _Head:
    """A citation or pinpoint as the store has it: its node and place in the cell."""

    node: str
    cell: str
    start: int
    end: int


def cited_in_cells(store: Askable) -> Iterator[CitedInCell]:
    """Every provision that a cell of the store cites, by cell, bases before references."""
    reading = _CitationReader(store)
    for cell in sorted(reading.by_cell):
        heads = sorted(reading.by_cell[cell], key=lambda head: (head.start, head.end, head.node))
        bases = [head for head in heads if reading.role(head) != REFERENCE]
        others = [head for head in heads if reading.role(head) == REFERENCE]
        facts = Facts(tuple(map(reading.citation, bases)), tuple(map(reading.reference, others)))
        for cited in citations(reading.texts.get(cell, ""), facts):
            head = (others if cited.kind == REFERENCE else bases)[cited.order]
            yield CitedInCell(cell, reading.nodes(head, cited.path), cited)


class _CitationReader:
    """What the store says of citations, one property at a time."""

    def __init__(self, store: Askable) -> None:
        self._store = store
        self.texts = self._values(t.TEXT)
        self._labels = self._values(t.RDFS_LABEL)
        self._documents, self._roles = self._values(t.CITED_DOCUMENT), self._values(t.ROLE)
        self._titles, self._whole = self._values(t.STATED_TITLE), self._values(t.WHOLE_DOCUMENT)
        self._paths, self._bodies = self._values(t.ELI_ID_LOCAL), self._values(t.OA_HAS_BODY)
        targets = self._values(t.OA_HAS_TARGET)
        self.by_cell: dict[str, list[_Head]] = defaultdict(list)
        self._pins: dict[str, list[_Head]] = defaultdict(list)
        for node in self._members(t.CITATION):
            if head := _head(node, targets.get(node, "")):
                self.by_cell[head.cell].append(head)
        parts = self._values(t.DCT_IS_PART_OF)
        for node in self._members(t.PINPOINT):
            if head := _head(node, targets.get(node, "")):
                self._pins[parts.get(node, "")].append(head)
        for pins in self._pins.values():
            pins.sort(key=lambda pin: (pin.start, pin.end, pin.node))

    def _values(self, predicate: NamedNode) -> dict[str, str]:
        """Subject -> value of a property that has one."""
        return {
            quad.subject.value: quad.object.value
            for quad in self._store.quads_for_pattern(None, predicate, None, MERGE)
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal)
        }

    def _members(self, kind: NamedNode) -> Iterator[str]:
        for quad in self._store.quads_for_pattern(None, t.RDF_TYPE, kind, MERGE):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject.value

    def role(self, head: _Head) -> str:
        return self._roles.get(head.node, "").removeprefix(_ROLE)

    def _title(self, head: _Head) -> str:
        return self._labels.get(self._documents.get(head.node, ""), "")

    def _provisions(self, head: _Head) -> tuple[CitedProvision, ...]:
        return tuple(CitedProvision(self._path(pin), pin.start, pin.end) for pin in self._pins.get(head.node, ()))

    def _path(self, pin: _Head) -> str:
        return self._paths.get(self._bodies.get(pin.node, ""), "")

    def citation(self, head: _Head) -> Citation:
        provisions, title = self._provisions(head), self._title(head)
        end = max((head.end, *(item.end for item in provisions)))
        stated = self._titles.get(head.node, title)
        return Citation(
            stated, head.start, end, head.start, head.end, Document(title), provisions=provisions,
            whole=head.node in self._whole,
        )  # fmt: skip

    def reference(self, head: _Head) -> Reference:
        title = self._title(head)
        stated = self._titles.get(head.node, title)
        known = Document(title) if title else None
        return Reference(stated, head.start, head.end, "", Resolution.RESOLVED, known, self._provisions(head))

    def nodes(self, head: _Head, path: str) -> tuple[str, ...]:
        """The pinpoints of a citation that name a path; the citation itself where none does."""
        return tuple(pin.node for pin in self._pins.get(head.node, ()) if self._path(pin) == path) or (head.node,)


def _head(node: str, span: str) -> _Head | None:
    parts = place(span)
    return _Head(node, *parts) if parts else None
