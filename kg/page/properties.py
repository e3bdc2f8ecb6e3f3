"""The merged graph, one property at a time: pages need few properties of many things, each of them whole."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.graph import terms as t
from kg.graph.kinds import NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.graph.store import Askable

Value = NamedNode | Literal
Values = dict[str, tuple[Value, ...]]
_MERGE = DefaultGraph()


def ranked(*predicates: NamedNode) -> dict[NamedNode, int]:
    """Properties in their order, each with its rank."""
    return {predicate: rank for rank, predicate in enumerate(predicates)}


class PropertyReader:
    """A store being read; every property is asked for once."""

    def __init__(self, store: Askable) -> None:
        self._store = store
        self._read: dict[NamedNode, Values] = {}

    def of(self, predicate: NamedNode) -> Values:
        """Subject -> objects of a property, sorted."""
        known = self._read.get(predicate)
        if known is None:
            known = self._read[predicate] = self._asked(predicate)
        return known

    def _asked(self, predicate: NamedNode) -> Values:
        by_subject: dict[str, list[Value]] = defaultdict(list)
        for quad in self._store.quads_for_pattern(None, predicate, None, _MERGE):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Value):
                by_subject[quad.subject.value].append(quad.object)
        return {
            subject: tuple(values if len(values) == 1 else sorted(values, key=str))
            for subject, values in by_subject.items()
        }

    def values(self, predicate: NamedNode, subject: str) -> tuple[Value, ...]:
        """The objects of a property of a subject, sorted."""
        return self.of(predicate).get(subject, ())

    def value(self, predicate: NamedNode, subject: str) -> str:
        """The first value of a property, empty where there is none."""
        values = self.values(predicate, subject)
        return values[0].value if values else ""

    def texts(self, predicate: NamedNode, subject: str) -> tuple[str, ...]:
        """What the values of a property of a subject say, things by their identifiers."""
        return tuple([value.value for value in self.values(predicate, subject)])

    def texts_of(self, predicate: NamedNode) -> dict[str, tuple[str, ...]]:
        """Subject -> what the values of a property say, things by their identifiers."""
        return {subject: tuple([value.value for value in values]) for subject, values in self.of(predicate).items()}

    def iris(self, predicate: NamedNode, subject: str) -> tuple[str, ...]:
        """The things a property of a subject names."""
        values = self.values(predicate, subject)
        return tuple([value.value for value in values if isinstance(value, NamedNode)]) if values else ()

    def members(self, kind: NamedNode) -> tuple[str, ...]:
        """Everything of a class, sorted."""
        quads = self._store.quads_for_pattern(None, t.RDF_TYPE, kind, _MERGE)
        return tuple(sorted(quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)))

    @cached_property
    def labels(self) -> dict[str, str]:
        """What everything is called in Chinese, the name it prefers first."""
        result: dict[str, str] = {}
        for predicate in NAMES:
            for subject, values in self.of(predicate).items():
                chinese = [value.value for value in values if isinstance(value, Literal) and value.language != "en"]
                if chinese:
                    result.setdefault(subject, chinese[0])
        return result

    def details(self, subject: str, predicates: Mapping[NamedNode, int]) -> tuple[tuple[str, str], ...]:
        """What properties, each with its rank, say of a subject: (name of the property, value for people)."""
        return tuple(
            (self.labels.get(predicate.value, ""), self.shown(value))
            for predicate in predicates
            for value in self.values(predicate, subject)
            if not (isinstance(value, Literal) and value.language == "en")
        )

    def shown(self, value: Value) -> str:
        """A value for people: a code or thing by its name, yes and no as such, text as it is."""
        if isinstance(value, NamedNode):
            return self.labels.get(value.value, value.value)
        return {"true": "是", "false": "否"}.get(value.value, value.value)
