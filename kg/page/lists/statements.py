"""What lines of a graph state, read without a store: as many as fit in memory.

A page asks for each statement about once: lines are cut when they are read, values only when they are asked for.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final, cast

from pyoxigraph import NamedNode

from kg.graph import terms as t
from kg.graph.kinds import NAMES
from kg.graph.written_terms import term_of
from kg.page.properties import PropertyReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from kg.page.properties import Value, Values

Written = bytes | tuple[bytes, ...]
"""What lines have behind their predicate: of one statement, or of several in the order of their objects."""
Own = dict[NamedNode, Written]
"""What is stated of a subject, by property."""
_Property = tuple[NamedNode, bool, bool, dict[str, Own] | None]
"""A property, whether pages read it, whether it may name what lists share, the subjects that have it."""

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
#: What names cells, spans, facts and codes, of which lists share none: half of all lines.
OF_ONE_LIST: Final = frozenset(
    {
        t.OA_HAS_SOURCE,
        t.OA_HAS_TARGET,
        t.EVIDENCE,
        t.CONDITION_EVIDENCE,
        t.CELL,
        t.HAS_DUTY_STAGE,
        t.HAS_ACCOUNTABILITY_GROUND,
        t.IMPOSES,
        t.RDF_TYPE,
        t.COLUMN,
        t.STAGE,
        t.ROLE,
    }
)
_THING: Final = ord("<")
_KNOWN: Final = {str(term).encode(): term for term in vars(t).values() if isinstance(term, NamedNode)}
"""The properties that pages ask by, as lines write them."""


@dataclass(frozen=True, slots=True)
class Statements:
    """What is stated of each subject; of some properties the subjects that have them, with all that these have."""

    by_subject: dict[str, Own] = field(default_factory=dict)
    by_property: dict[NamedNode, dict[str, Own]] = field(default_factory=dict)

    def __or__(self, other: Statements) -> Statements:
        """What both state; of a subject of both the other counts."""
        by_property = {
            predicate: self.by_property.get(predicate, {}) | other.by_property.get(predicate, {})
            for predicate in self.by_property.keys() | other.by_property.keys()
        }
        return Statements(self.by_subject | other.by_subject, by_property)


def stated(
    lines: Iterable[bytes],
    named: set[bytes] | None = None,
    apart: AbstractSet[bytes] = frozenset(),
    grouped: AbstractSet[NamedNode] = frozenset(),
) -> Statements:
    """What N-Quads lines of ours, without blank nodes, state of each subject in whatever graph, each statement once.

    Properties that pages do not read (``UNREAD``) are left out, and so are subjects ``apart``. ``named`` takes these,
    and the things that others name, as they are written, but for what lists never share (``OF_ONE_LIST``). ``grouped``
    are the properties whose subjects are wanted together.
    """
    named = set() if named is None else named
    result = Statements(by_property={predicate: {} for predicate in grouped})
    by_subject = result.by_subject
    properties: dict[bytes, _Property] = {}
    several: dict[tuple[str, NamedNode], list[bytes]] = {}
    last, iri, own = b"", "", None
    for line in lines:
        subject, predicate, rest = line.split(b" ", 2)
        known, read, names, having = properties.get(predicate) or properties.setdefault(
            predicate, _property(predicate, result)
        )
        if names and rest[0] == _THING:
            named.add(rest[: rest.index(b" ")])
        if not read:
            continue
        if subject != last:
            last, iri = subject, _iri(subject)
            own = None if subject in apart else by_subject.setdefault(iri, {})
        if own is None:
            named.add(subject)
            continue
        # Nearly all have one value: only what has more is gathered in lists, and put in order at the end.
        first = own.setdefault(known, rest)
        if first is not rest:
            several.setdefault((iri, known), [cast("bytes", first)]).append(rest)
        if having is not None:
            having[iri] = own
    for (iri, known), every in several.items():
        by_subject[iri][known] = _ordered(every)
    return result


def _property(predicate: bytes, result: Statements) -> _Property:
    known = _KNOWN.get(predicate) or NamedNode(_iri(predicate))
    return known, known not in UNREAD, known not in OF_ONE_LIST, result.by_property.get(known)


def _ordered(every: Iterable[bytes]) -> Written:
    """Statements of one property in the order of their objects, those of two graphs once."""
    by_object = {written[: written.rindex(b" <")]: written for written in every}
    ordered = tuple([written for _, written in sorted(by_object.items())])
    return ordered if len(ordered) > 1 else ordered[0]


class StatedReader(PropertyReader):
    """Statements at hand being read."""

    def __init__(self, every: Statements) -> None:
        self._every = every.by_subject
        self._having = every.by_property
        self._captions: dict[int, tuple[Mapping[NamedNode, int], dict[NamedNode, tuple[int, str]]]] = {}
        self._read = {}

    def _asked(self, predicate: NamedNode) -> Values:
        return {subject: self.values(predicate, subject) for subject in self._subjects(predicate)}

    def _subjects(self, predicate: NamedNode) -> Mapping[str, Own]:
        """The subjects that have a property, with all that they have."""
        having = self._having.get(predicate)
        if having is None:
            having = {subject: own for subject, own in self._every.items() if predicate in own}
        return having

    def values(self, predicate: NamedNode, subject: str) -> tuple[Value, ...]:
        """The objects of a property of a subject, sorted."""
        return tuple([term_of(written[: written.rindex(b" <")]) for written in self._written(predicate, subject)])

    def _written(self, predicate: NamedNode, subject: str) -> tuple[bytes, ...]:
        own = self._every.get(subject)
        written = own.get(predicate, ()) if own else ()
        return (written,) if isinstance(written, bytes) else written

    def value(self, predicate: NamedNode, subject: str) -> str:
        """The first value of a property, empty where there is none; most that a page asks is this."""
        own = self._every.get(subject)
        written = own.get(predicate) if own else None
        if written is None:
            return ""
        return text_of(written if isinstance(written, bytes) else written[0])

    def texts(self, predicate: NamedNode, subject: str) -> tuple[str, ...]:
        """What the values of a property of a subject say, things by their identifiers."""
        return tuple([text_of(written) for written in self._written(predicate, subject)])

    def texts_of(self, predicate: NamedNode) -> dict[str, tuple[str, ...]]:
        """Subject -> what the values of a property say, things by their identifiers."""
        return {
            subject: (text_of(written),) if isinstance(written, bytes) else tuple(map(text_of, written))
            for subject, own in self._subjects(predicate).items()
            for written in (own[predicate],)
        }

    def iris(self, predicate: NamedNode, subject: str) -> tuple[str, ...]:
        """The things a property of a subject names."""
        own = self._every.get(subject)
        written = own.get(predicate) if own else None
        if written is None:
            return ()
        if isinstance(written, bytes):
            return (text_of(written),) if written[0] == _THING else ()
        return tuple([text_of(each) for each in written if each[0] == _THING])

    def members(self, kind: NamedNode) -> tuple[str, ...]:
        """Everything of a class, sorted."""
        return self._members.get(str(kind).encode(), ())

    @cached_property
    def _members(self) -> dict[bytes, tuple[str, ...]]:
        by_class: dict[bytes, list[str]] = defaultdict(list)
        for subject, own in self._subjects(t.RDF_TYPE).items():
            written = own[t.RDF_TYPE]
            for each in (written,) if isinstance(written, bytes) else written:
                by_class[each[: each.index(b" ")]].append(subject)
        return {kind: tuple(sorted(subjects)) for kind, subjects in by_class.items()}

    @cached_property
    def labels(self) -> dict[str, str]:
        """What everything is called in Chinese, the name it prefers first."""
        result: dict[str, str] = {}
        for predicate in NAMES:
            for subject, own in self._subjects(predicate).items():
                written = own[predicate]
                for each in (written,) if isinstance(written, bytes) else written:
                    if each[0] != _THING and not _is_english(each):
                        result.setdefault(subject, text_of(each))
                        break
        return result

    def details(self, subject: str, predicates: Mapping[NamedNode, int]) -> tuple[tuple[str, str], ...]:
        """What properties, each with its rank, say of a subject: (name of the property, value for people)."""
        own = self._every.get(subject)
        if not own:
            return ()
        ranked = self._ranked(predicates)
        asked = [(known, written) for predicate, written in own.items() if (known := ranked.get(predicate))]
        if not asked:
            return ()
        result = []
        for (_, caption), written in sorted(asked):
            if isinstance(written, bytes):
                if written[0] == _THING or not _is_english(written):
                    result.append((caption, self._shown(written)))
            else:
                result += [(caption, self._shown(each)) for each in written if not _is_english(each)]
        return tuple(result)

    def _ranked(self, predicates: Mapping[NamedNode, int]) -> Mapping[NamedNode, tuple[int, str]]:
        """Properties with their ranks and names."""
        known = self._captions.get(id(predicates))
        if known is None:  # the properties are kept with the rest, so that no others come by their number
            labels = self.labels
            ranked = {predicate: (rank, labels.get(predicate.value, "")) for predicate, rank in predicates.items()}
            known = self._captions[id(predicates)] = predicates, ranked
        return known[1]

    def _shown(self, written: bytes) -> str:
        """A value for people, as `PropertyReader.shown` has it."""
        text = text_of(written)
        return self.labels.get(text, text) if written[0] == _THING else _YES_NO.get(text, text)


_YES_NO: Final = {"true": "是", "false": "否"}


def text_of(written: bytes) -> str:
    """What the object of a line says, a thing by its identifier.

    >>> text_of(b'<a:a> <a:g> .'), text_of(b'"5"^^<a:b> <a:g> .'), text_of(b'"a < b"@en <a:g> .')
    ('a:a', '5', 'a < b')
    """
    if written[0] == _THING:
        return written[1 : written.index(b">")].decode()
    if b"\\" in written:
        return term_of(written[: written.rindex(b" <")]).value
    return written[1 : written.rindex(b'"')].decode()


def _is_english(written: bytes) -> bool:
    return written[0] != _THING and written.startswith(b'"@en ', written.rindex(b'"'))


def _iri(written: bytes) -> str:
    return written[1:-1].decode()
