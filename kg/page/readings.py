"""How a graph reads some facts: what tells whether a verdict was given on the reading that stands there now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.graph import kinds
from kg.graph import terms as t
from kg.graph.kinds import NAMES
from kg.page.captions import caption
from kg.page.cells import DETAILS, hash_of, named_by
from kg.page.gather import classes
from kg.page.properties import PropertyReader, Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.graph.store import Askable


MOST_KNOWN: Final = 10_000
"""Subjects whose statements are kept at hand: facts name the same things again and again."""


def hashes(store: Askable, facts: Iterable[str]) -> dict[str, str]:
    """The hash that a page shows of each of some facts; those that the graph does not hold are left out."""
    reading = SubjectReader(store)
    shown = {node.value for node, _ in classes()}
    kinds_of = {node.value: kind.code for node, kind in kinds.with_class() if kind.fact}
    by_fact = {}
    for fact in facts:
        own = reading.iris(t.RDF_TYPE, fact)
        kind = next((kinds_of[class_] for class_ in own if class_ in kinds_of), "")
        if kind:
            named = next((thing for thing in named_by(reading, fact) if _on_page(reading, thing, shown)), "")
            by_fact[fact] = hash_of(kind, caption(reading, fact, kind), named, reading.details(fact, DETAILS))
    return by_fact


def _on_page(reading: PropertyReader, iri: str, shown: set[str]) -> bool:
    """Whether a page has the thing: one of its classes, or a citation of which no document is known."""
    own = reading.iris(t.RDF_TYPE, iri)
    return any(class_ in shown for class_ in own) or (
        t.CITATION.value in own and not reading.value(t.CITED_DOCUMENT, iri)
    )


class SubjectReader(PropertyReader):
    """A store being read subject by subject, for those who ask of few."""

    def __init__(self, store: Askable) -> None:
        self._store = store
        self._known: dict[str, dict[NamedNode, tuple[Value, ...]]] = {}

    def _of(self, subject: str) -> dict[NamedNode, tuple[Value, ...]]:
        known = self._known.get(subject)
        if known is None:
            by_property: dict[NamedNode, list[Value]] = defaultdict(list)
            for quad in self._store.quads_for_pattern(NamedNode(subject), None, None, DefaultGraph()):
                if isinstance(quad.object, Value):
                    by_property[quad.predicate].append(quad.object)
            known = {predicate: tuple(sorted(values, key=str)) for predicate, values in by_property.items()}
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[subject] = known
        return known

    def values(self, predicate: NamedNode, subject: str) -> tuple[Value, ...]:
        """The objects of a property of a subject, sorted."""
        return self._of(subject).get(predicate, ()) if ":" in subject else ()

    @property
    def labels(self) -> Mapping[str, str]:  # type: ignore[override]
        """What anything is called in Chinese, the name it prefers first."""
        return _Labels(self)


class _Labels(Mapping[str, str]):
    """The names of what is asked for, and of nothing else."""

    def __init__(self, reading: SubjectReader) -> None:
        self._reading = reading

    def __getitem__(self, subject: str) -> str:
        for predicate in NAMES:
            values = self._reading.values(predicate, subject)
            chinese = [value.value for value in values if isinstance(value, Literal) and value.language != "en"]
            if chinese:
                return chinese[0]
        raise KeyError(subject)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0
