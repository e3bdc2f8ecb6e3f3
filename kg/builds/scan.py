"""One pass over the sorted lines of a graph: how much of everything it holds, without asking a store.

Lines come subject by subject; what is kept is what is distinct: documents, provisions, offices. The counts are those of
`kg.asking.stats`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from kg.asking.stats import COUNTINGS, Statistic
from kg.graph import terms as t
from kg.graph.kinds import with_class
from kg.graph.vocabulary import VOCABULARY, labels
from kg.graph.written_terms import subject_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pyoxigraph import NamedNode

    from kg.asking.stats import Counting

#: Classes that are counted as they are, by the key of the count.
_CLASSES: Final = {
    "lists": t.DCAT_DATASET, "items": t.POWER_ITEM, "bodies": t.CV_PUBLIC_ORGANISATION,
    "units": t.ORG_ORGANIZATIONAL_UNIT, "units.proposals": t.VARIANT_PROPOSAL, "documents": t.ELI_LEGAL_RESOURCE,
    "provisions": t.ELI_LEGAL_RESOURCE_SUBDIVISION, "citations": t.CITATION, "sanctions": t.SANCTION,
    "stages": t.DUTY_STAGE, "grounds": t.ACCOUNTABILITY_GROUND, "limits": t.TIME_LIMIT,
    "responsibilities": t.RESPONSIBILITY, "tasks": t.TASK, "boundaries": t.RESPONSIBILITY_BOUNDARY, "shares": t.SHARE,
    "regimes": t.SUPERVISION_REGIME, "sections": t.REGIME_SECTION, "indicators": t.INDICATOR, "troubles": t.TROUBLE,
}  # fmt: skip
#: Counts by a code: the class of what is counted, and the property that has the code.
_CODED: Final = {
    "items.type": (t.POWER_ITEM, t.DCT_TYPE), "documents.rank": (t.ELI_LEGAL_RESOURCE, t.ELI_TYPE_DOCUMENT),
    "citations.role": (t.CITATION, t.ROLE), "sanctions.kind": (t.SANCTION, t.KIND),
    "stages.kind": (t.DUTY_STAGE, t.STAGE), "sections.kind": (t.REGIME_SECTION, t.SECTION_KIND),
}  # fmt: skip
#: The code list of each count by a code.
_SCHEMES: Final = {
    "items.type": "power-type", "documents.rank": "rank", "citations.role": "role",
    "references.resolution": "resolution", "sanctions.kind": "sanction-kind", "stages.kind": "stage",
    "sections.kind": "section-kind",
}  # fmt: skip
_NAMES: Final = (t.SKOS_PREF_LABEL, t.SKOS_ALT_LABEL, t.SKOS_HIDDEN_LABEL)


def _key(term: NamedNode) -> bytes:
    return str(term).encode()


_TYPE: Final = _key(t.RDF_TYPE)
_OF_CLASS: Final = {_key(term): key for key, term in _CLASSES.items()}
#: By the property that has the code: the counts and the class of what each counts.
_BY_CODE: Final = {
    _key(by): tuple((key, _key(of)) for key, (of, other) in _CODED.items() if other == by) for _, by in _CODED.values()
}
_LEGAL: Final = frozenset({_key(t.ELI_LEGAL_RESOURCE), _key(t.ELI_LEGAL_RESOURCE_SUBDIVISION)})
_OTHERS: Final = frozenset(map(_key, (t.CV_PUBLIC_ORGANISATION, t.ORG_ORGANIZATIONAL_UNIT, t.DCAT_DATASET)))
_ENTRIES: Final = frozenset(_key(term) for term, kind in with_class() if kind.entry)
_PAGED: Final = tuple((_key(term), kind.page == "entry") for term, kind in with_class() if kind.page)
_REVIEWS: Final = frozenset({_key(t.VERDICT), _key(t.PROV_AGENT)})
_OFFICE: Final = _key(t.ORG_ORGANIZATIONAL_UNIT)
_ITEM, _PIN, _CITATION = _key(t.POWER_ITEM), _key(t.PINPOINT), _key(t.CITATION)
_SERVICE: Final = _key(t.CPSV_PUBLIC_SERVICE)
_REFERENCE: Final = _key(t.concept("role", "reference"))
#: What is counted at its object: how many subjects name it so.
_NAMING: Final = {
    _key(t.BASIS_DOCUMENT): "items", _key(t.CITED_DOCUMENT): "mentions", _key(t.IN_DOCUMENT): "parts",
    _key(t.LEGAL_BASIS): "grounded", _key(t.PROVIDED_BY): "provided",
}  # fmt: skip
_COUNTERS: Final = (*_NAMING.values(), "pinned")
_BODY, _PART_OF, _HANDLED = _key(t.OA_HAS_BODY), _key(t.DCT_IS_PART_OF), _key(t.HANDLED_BY)
_ROW, _PHONE = _key(t.ROW_NUMBER), _key(t.CV_TELEPHONE)
_ROLE, _RESOLUTION, _CITED = _key(t.ROLE), _key(t.RESOLUTION), _key(t.CITED_DOCUMENT)
_RESOLVED: Final = _key(t.concept("resolution", "resolved"))
_LABELS: Final = frozenset(map(_key, _NAMES))
_WANTED: Final = frozenset(
    {
        *(_TYPE, _BODY, _PART_OF, _HANDLED, _ROW, _PHONE, _RESOLUTION),
        *_LABELS,
        *_NAMING,
        *_BY_CODE,
    }
)
_LIST: Final = b"/id/list/"
_SPAN: Final = b"#char="
#: What a pass notes for its own counts, in sets and tables.
_SETS: Final = ("_subs", "_mains", "_phones", "_offices", "_handlers")
_VOCABULARY: Final = f" {VOCABULARY} .\n".encode()


@dataclass(slots=True)
class Scan:
    """What one pass has counted so far: ``take`` is given block after block of lines, ``close`` ends the last subject.

    ``named`` counts by the thing named: the entries that rest on a document (``items``), the citations of it
    (``mentions``), its provisions (``parts``), the entries that rest on a provision (``grounded``), the pinpoints that
    name it (``pinned``), the sanctions it provides (``provided``). ``legal`` are the lines of documents and provisions,
    ``others`` those of offices, lists and entries that several lists print, ``reviews`` what reviewers found.
    ``certain`` are the documents that a citation names for certain, ``uncertain`` those that one does not; ``sections``
    the classes of the entries of registers. ``watch`` is called with every
    subject that is counted, its classes and lines. Without ``keep`` things are counted and no lines are kept.
    """

    watch: Callable[[bytes, set[bytes], list[bytes]], object] | None = None
    keep: bool = True
    graphs: Counter[bytes] = field(default_factory=Counter)
    classes: Counter[bytes] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    named: dict[str, Counter[bytes]] = field(default_factory=lambda: {name: Counter() for name in _COUNTERS})
    legal: dict[bytes, list[bytes]] = field(default_factory=dict)
    others: dict[bytes, list[bytes]] = field(default_factory=dict)
    reviews: list[bytes] = field(default_factory=list)
    certain: set[bytes] = field(default_factory=set)
    uncertain: set[bytes] = field(default_factory=set)
    sections: set[bytes] = field(default_factory=set)
    _subs: set[int] = field(default_factory=set)
    _mains: set[int] = field(default_factory=set)
    _phones: set[bytes] = field(default_factory=set)
    _offices: dict[bytes, list[bytes]] = field(default_factory=dict)
    _handlers: set[bytes] = field(default_factory=set)
    _subject: bytes = b""
    _lines: list[bytes] = field(default_factory=list)

    def take(self, block: list[bytes]) -> None:
        """Count the lines of a block."""
        # Of many lines together most are of one graph: those are told by their end.
        usual = _graph(block[len(block) // 2]) if block else b""
        ending = b" %b .\n" % usual
        others = [line for line in block if not line.endswith(ending)]
        self.graphs[usual] += len(block) - len(others)
        self.graphs.update(map(_graph, others))
        start, lines = self._subject + b" ", self._lines
        for line in block:
            if not line.startswith(start):
                self.close()
                self._subject = subject_of(line)
                start, lines = self._subject + b" ", self._lines
            lines.append(line)

    def close(self) -> None:
        """Count the subject whose lines have all been seen; a span, of which there are most, is nothing counted."""
        if self._lines and _SPAN not in self._subject:
            self._count(self._subject, self._lines)
        self._lines = []

    def add(self, other: Scan) -> None:
        """Add what another has counted of the subjects that come next."""
        for name in ("graphs", "classes", "counts"):
            getattr(self, name).update(getattr(other, name))
        for name, counter in other.named.items():
            self.named[name].update(counter)
        for name in ("legal", "others", "certain", "uncertain", "sections", *_SETS):
            getattr(self, name).update(getattr(other, name))
        self.reviews += other.reviews

    def _count(self, subject: bytes, lines: list[bytes]) -> None:
        stated: dict[bytes, set[bytes]] = {}
        start = len(subject) + 1
        for line in lines:
            end = line.index(b" ", start)
            predicate = line[start:end]
            if predicate in _WANTED and not line.endswith(_VOCABULARY):
                stated.setdefault(predicate, set()).add(line[end + 1 : line.rindex(b" <")])
        if not stated:
            return  # the characters of a cell, of which there are more than of all else
        kinds = stated.get(_TYPE, set())
        self._add(kinds, stated)
        self._keep(subject, kinds, lines)
        if self.watch:
            self.watch(subject, kinds, lines)
        if _ROW in stated:
            self.counts["rows"] += 1
        self._phones |= stated.get(_PHONE, set())
        self._of_kind(subject, kinds, stated)

    def _add(self, kinds: set[bytes], stated: Mapping[bytes, set[bytes]]) -> None:
        """What is counted of any subject; one by one, for most have one value of a property."""
        for kind in kinds:
            self.classes[kind] += 1
            if kind in _OF_CLASS:
                self.counts[_OF_CLASS[kind]] += 1
        for predicate, objects in stated.items():
            if predicate in _NAMING:
                named = self.named[_NAMING[predicate]]
                for thing in objects:
                    named[thing] += 1
            for key, of in _BY_CODE.get(predicate, ()):
                if of in kinds:
                    self.counts.update(f"{key}.{_code(value)}" for value in objects)

    def _keep(self, subject: bytes, kinds: set[bytes], lines: list[bytes]) -> None:
        """Keep the lines of what lists share."""
        if not self.keep:
            return
        if kinds & _LEGAL:
            self.legal[subject] = lines
        elif kinds & _OTHERS or (kinds & _ENTRIES and _lists(lines) > 1):
            self.others[subject] = lines
        elif kinds & _REVIEWS:
            self.reviews += lines
        first, of_register = _paged(frozenset(kinds))
        if of_register:
            self.sections.add(first)

    def _of_kind(self, subject: bytes, kinds: set[bytes], stated: Mapping[bytes, set[bytes]]) -> None:
        """What only some classes have."""
        nothing: set[bytes] = set()
        if _ITEM in kinds:
            if _PART_OF in stated:
                self._subs.add(_number(subject))
                self._mains |= set(map(_number, stated[_PART_OF]))
            self._handlers |= stated.get(_HANDLED, nothing)
        elif _SERVICE in kinds:
            self.counts["services"] += 1
        if _PIN in kinds:
            self.named["pinned"].update(stated.get(_BODY, nothing))
        if _RESOLUTION in stated:
            certain = _RESOLVED in stated[_RESOLUTION]
            (self.certain if certain else self.uncertain).update(stated.get(_CITED, nothing))
        if _CITATION in kinds and _REFERENCE in stated.get(_ROLE, nothing):
            self.counts["references"] += 1
            resolutions = stated.get(_RESOLUTION, nothing)
            self.counts.update(f"references.resolution.{_code(value)}" for value in resolutions)
        if _OFFICE in kinds:
            self._offices[subject] = [value for name in _LABELS for value in stated.get(name, nothing)]

    def statistics(self) -> tuple[Statistic, ...]:
        """Every count, in the order and words of `kg.asking.stats`."""
        counts = self.counts
        counts["items.sub"], counts["items.main"] = len(self._subs), len(self._mains)
        counts["items.single"] = counts["items"] - len(self._subs | self._mains)
        counts["telephones"] = len(self._phones)
        counts["units.spellings"] = len({name for office in self._handlers for name in self._offices.get(office, ())})
        return tuple(statistic for counting in COUNTINGS for statistic in self._statistics(counting))

    def _statistics(self, counting: Counting) -> Iterator[Statistic]:
        key, label = counting.key, counting.label
        if "?by" not in counting.pattern:
            yield Statistic(key, label, self.counts[key])
            return
        names = labels(_SCHEMES[key])
        for coded in sorted(count for count in self.counts if count.startswith(f"{key}.")):
            code = coded.removeprefix(f"{key}.")
            yield Statistic(coded, f"{label}: {names.get(code, code)}", self.counts[coded])

    def graph_sizes(self) -> dict[str, int]:
        """The number of triples in each named graph, by IRI."""
        return {name[1:-1].decode(): self.graphs[name] for name in sorted(self.graphs)}

    def types(self) -> dict[str, int]:
        """The number of things of each class, by IRI."""
        return {kind[1:-1].decode(): self.classes[kind] for kind in sorted(self.classes)}


@lru_cache(maxsize=1024)
def _paged(kinds: frozenset[bytes]) -> tuple[bytes, bool]:
    """The first class of a thing that pages show, and whether it is one of entries of registers."""
    return next((entry for entry in _PAGED if entry[0] in kinds), (b"", False))


def _lists(lines: list[bytes]) -> int:
    """How many lists state some lines."""
    graphs = {line[line.rindex(b" <") :] for line in lines}
    return sum(_LIST in graph for graph in graphs)


def _graph(line: bytes) -> bytes:
    """The graph of a line, as it is written."""
    return line[line.rindex(b" <") + 1 : -3]


def _number(subject: bytes) -> int:
    """A number that stands for a subject, the same in every process."""
    return int.from_bytes(blake2b(subject, digest_size=8).digest())


def _code(value: bytes) -> str:
    return value[value.rindex(b"/") + 1 : -1].decode()
