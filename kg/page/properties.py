"""The merged graph, one property at a time: pages need few properties of many things, each of them whole."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.graph import terms as t
from kg.graph.kinds import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.graph.store import Askable

Values = dict[str, tuple[NamedNode | Literal, ...]]
_MERGE = DefaultGraph()


class PropertyReader:
    """A store being read; every property is asked for once."""

    def __init__(self, store: Askable) -> None:
        self._store = store
        self._read: dict[NamedNode, Values] = {}

    def of(self, predicate: NamedNode) -> Values:
        """Subject -> objects of a property, sorted."""
        known = self._read.get(predicate)
        if known is None:
            found: dict[str, list[NamedNode | Literal]] = defaultdict(list)
            for quad in self._store.quads_for_pattern(None, predicate, None, _MERGE):
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                    found[quad.subject.value].append(quad.object)
            known = {
                subject: tuple(values if len(values) == 1 else sorted(values, key=str))
                for subject, values in found.items()
            }
            self._read[predicate] = known
        return known

    def one(self, predicate: NamedNode, subject: str) -> str:
        """The first value of a property, empty where there is none."""
        values = self.of(predicate).get(subject, ())
        return values[0].value if values else ""

    def iris(self, predicate: NamedNode, subject: str) -> tuple[str, ...]:
        """The things a property of a subject names."""
        return tuple(value.value for value in self.of(predicate).get(subject, ()) if isinstance(value, NamedNode))

    def members(self, kind: NamedNode) -> tuple[str, ...]:
        """Everything of a class, sorted."""
        quads = self._store.quads_for_pattern(None, t.RDF_TYPE, kind, _MERGE)
        return tuple(sorted(quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)))

    @cached_property
    def labels(self) -> dict[str, str]:
        """What everything is called in Chinese, the name it prefers first."""
        found: dict[str, str] = {}
        for predicate in NAMES:
            for subject, values in self.of(predicate).items():
                chinese = [value.value for value in values if isinstance(value, Literal) and value.language != "en"]
                if chinese:
                    found.setdefault(subject, chinese[0])
        return found

    def details(self, subject: str, predicates: Iterable[NamedNode]) -> tuple[tuple[str, str], ...]:
        """What properties say of a subject, in their order: (name of the property, value for people)."""
        return tuple(
            (self.labels.get(predicate.value, ""), self.shown(value))
            for predicate in predicates
            for value in self.of(predicate).get(subject, ())
            if not (isinstance(value, Literal) and value.language == "en")
        )

    def shown(self, value: NamedNode | Literal) -> str:
        """A value for people: a code or thing by its name, yes and no as such, text as it is."""
        if isinstance(value, NamedNode):
            return self.labels.get(value.value, value.value)
        return {"true": "是", "false": "否"}.get(value.value, value.value)
