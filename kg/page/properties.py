"""The merged graph, one property at a time: pages need few properties of many things, each of them whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.graph import terms as t
from kg.graph.kinds import NAMES
from kg.graph.written_terms import term_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from kg.graph.store import Askable

Value = NamedNode | Literal
Values = dict[str, tuple[Value, ...]]
Stated = Mapping[str, Mapping[NamedNode, tuple[Value, ...]]]
"""What is stated of each subject, by property; values are sorted."""
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
            for predicate in self._stated(subject, predicates)
            for value in self.values(predicate, subject)
            if not (isinstance(value, Literal) and value.language == "en")
        )

    def _stated(self, subject: str, predicates: Mapping[NamedNode, int]) -> Iterable[NamedNode]:  # noqa: ARG002
        """Those of some properties that a subject may have."""
        return predicates

    def shown(self, value: Value) -> str:
        """A value for people: a code or thing by its name, yes and no as such, text as it is."""
        if isinstance(value, NamedNode):
            return self.labels.get(value.value, value.value)
        return {"true": "是", "false": "否"}.get(value.value, value.value)


class StatedReader(PropertyReader):
    """Statements at hand being read: as many as fit in memory."""

    def __init__(self, every: Stated) -> None:
        self._every = every
        self._read = {}

    def _asked(self, predicate: NamedNode) -> Values:
        return self._by_property.get(predicate, {})

    @cached_property
    def _by_property(self) -> dict[NamedNode, Values]:
        by_property: dict[NamedNode, Values] = defaultdict(dict)
        for subject, own in self._every.items():
            for predicate, values in own.items():
                by_property[predicate][subject] = values
        return by_property

    def values(self, predicate: NamedNode, subject: str) -> tuple[Value, ...]:
        """The objects of a property of a subject, sorted."""
        own = self._every.get(subject)
        return own.get(predicate, ()) if own else ()

    def value(self, predicate: NamedNode, subject: str) -> str:
        """The first value of a property, empty where there is none; most that a page asks is this."""
        own = self._every.get(subject)
        values = own.get(predicate) if own else None
        return values[0].value if values else ""

    def members(self, kind: NamedNode) -> tuple[str, ...]:
        """Everything of a class, sorted."""
        return self._members.get(kind, ())

    @cached_property
    def _members(self) -> dict[Value, tuple[str, ...]]:
        by_class: dict[Value, list[str]] = defaultdict(list)
        for subject, classes in self.of(t.RDF_TYPE).items():
            for class_ in classes:
                by_class[class_].append(subject)
        return {kind: tuple(sorted(subjects)) for kind, subjects in by_class.items()}

    def _stated(self, subject: str, predicates: Mapping[NamedNode, int]) -> Iterable[NamedNode]:
        own = self._every.get(subject, ())
        return sorted((predicate for predicate in own if predicate in predicates), key=predicates.__getitem__)


#: What makes up a quarter of all lines and no page asks for: it is not taken up where a page is made of lines.
#: Where a span stands its identifier says; the rest is what questions are asked of, and links of facts say more.
UNREAD: Final = frozenset(
    {
        t.OA_HAS_SOURCE,
        t.HAS_DUTY_STAGE,
        t.HAS_ACCOUNTABILITY_GROUND,
        t.LEGAL_BASIS,
        t.BASIS_DOCUMENT,
        t.CONDITION_EVIDENCE,
    }
)
_UNREAD: Final = frozenset(str(predicate).encode() for predicate in UNREAD)


def stated(
    lines: Iterable[bytes], named: set[bytes] | None = None, apart: AbstractSet[bytes] = frozenset()
) -> dict[str, dict[NamedNode, tuple[Value, ...]]]:
    """What N-Quads lines of ours, without blank nodes, state of each subject in whatever graph, each statement once.

    Properties that pages do not read (``UNREAD``) are left out, and so are subjects ``apart``. ``named`` takes every
    subject and every thing that is named by one not apart, as it is written.
    """
    named = set() if named is None else named
    by_subject: dict[str, dict[NamedNode, tuple[Value, ...]]] = {}
    terms: dict[bytes, tuple[Value]] = {}
    predicates: dict[bytes, NamedNode] = {}
    # Nearly all have one value: only what has more is gathered in lists, and put in order at the end.
    several: dict[tuple[bytes, NamedNode], list[Value]] = {}
    last, own = b"", None
    for line in lines:
        written, predicate, rest = line.split(b" ", 2)
        if written != last:
            last, own = written, None if written in apart else by_subject.setdefault(_iri(written), {})
            named.add(written)
        if own is None:
            continue
        value = rest[: rest.rindex(b" <")]
        if predicate in _UNREAD:
            named.add(value)
            continue
        single = terms.get(value)
        if single is None:
            single = terms[value] = (term_of(value),)
        known = predicates.get(predicate)
        if known is None:
            known = predicates[predicate] = NamedNode(_iri(predicate))
        first = own.setdefault(known, single)
        if first is not single:
            several.setdefault((written, known), [*first]).append(single[0])
    for (written, known), values in several.items():
        by_subject[_iri(written)][known] = tuple(sorted(set(values), key=str))
    named.update(terms)
    return by_subject


def _iri(written: bytes) -> str:
    return written[1:-1].decode()
