"""What citations state about documents, settled: its numbers, its one date, when it took effect.

Lists print the same document with other dates, less exact or of another event, and some print a wrong one. A document
has one date here, the one that most citations support; a year supports every day of it. The others stay where they were
printed, on the citations. An amendment is an event of its own and no date of the document, also where a citation gives
its day without the word for it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph import terms as t
from kg.graph.iris import Name, mint
from kg.graph.literals import calendar, zh

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extract.facts import Citation
    from kg.graph.literals import Triple

#: What happened on the day a document is dated by; None: print gives no word for it, as with decrees.
_DATING: Final = (None, "passed", "approved", "promulgated")


#: The properties of a document that have one answer.
SETTLED: Final = frozenset(
    {
        t.ELI_DATE_DOCUMENT,
        t.DCT_DATE,
        t.DATE_EVENT,
        t.ELI_FIRST_DATE_ENTRY_IN_FORCE,
        t.ELI_DATE_NO_LONGER_IN_FORCE,
    }
)


@dataclass(slots=True)
class Claims:
    """How often citations state something of a document: by its canonical title, what it is, and the value.

    ``ranks`` are those that citations give the document: its title and number tell its rank, and not every list prints
    both.
    """

    counts: dict[str, Counter[tuple[str, str]]] = field(default_factory=dict)
    ranks: dict[str, set[str]] = field(default_factory=dict)

    def add(self, title: str, cited: Citation) -> None:
        """Count what a citation states about the document of that title: its first number, its dates."""
        stated = [("number", number.value) for number in cited.numbers[:1]]
        stated += [(day.event or "", day.value) for day in cited.dates]
        self.counts.setdefault(title, Counter()).update(stated)

    def update(self, other: Claims) -> None:
        """Count what other lists state as well."""
        for title, counts in other.counts.items():
            self.counts.setdefault(title, Counter()).update(counts)
        for title, ranks in other.ranks.items():
            self.ranks.setdefault(title, set()).update(ranks)

    def quads(self, base: str = t.BASE) -> Iterator[Quad]:
        """What is settled, in the shared graph, by title."""
        graph = t.shared_graph(base)
        for title in sorted(self.counts):
            for subject, predicate, value in self._settled(title, base):
                yield Quad(subject, predicate, value, graph)

    def _settled(self, title: str, base: str) -> Iterator[Triple]:
        counts, node = self.counts[title], NamedNode(mint(Name("law", (title,)), base))
        for number in sorted(_of(counts, "number")):
            yield node, t.ELI_NUMBER, Literal(number)  # an amended document bears several
        if day := likeliest(_dating(counts)):
            yield node, _dated(day), calendar(day)
            events = Counter({event: counts[event or "", day] for event in _DATING if event})
            if event := likeliest(+events):
                yield node, t.DATE_EVENT, t.concept("date-event", event)
        for event, predicate in (
            ("effective", t.ELI_FIRST_DATE_ENTRY_IN_FORCE),
            ("repealed", t.ELI_DATE_NO_LONGER_IN_FORCE),
        ):
            if (day := likeliest(_of(counts, event))) and calendar(day).datatype == t.XSD_DATE:
                yield node, predicate, calendar(day)
        for day in _exact(_of(counts, "amended")):
            amendment = NamedNode(mint(Name("amendment", (title, day)), base))
            yield amendment, t.RDF_TYPE, t.AMENDMENT
            yield amendment, t.RDFS_LABEL, zh(f"{title}（{day}修正）")
            yield amendment, t.ELI_AMENDS, node
            yield amendment, _dated(day), calendar(day)


def _dated(day: str) -> NamedNode:
    """The property of a date of a document: ELI's takes whole days only, less exact ones are a dct:date."""
    return t.ELI_DATE_DOCUMENT if calendar(day).datatype == t.XSD_DATE else t.DCT_DATE


def likeliest(counts: Counter[str]) -> str:
    """The value most often stated, a shorter one counted for what begins with it; of equals the first in order.

    >>> likeliest(Counter({"2007": 2, "2007-06-29": 1, "2012-12-28": 1}))
    '2007-06-29'
    """
    support = {value: sum(count for other, count in counts.items() if value.startswith(other)) for value in counts}
    return min(support, key=lambda value: (-support[value], -len(value), value), default="")


def _of(counts: Counter[tuple[str, str]], *wanted: str) -> Counter[str]:
    result: Counter[str] = Counter()
    for (what, value), number in counts.items():
        if what in wanted:
            result[value] += number
    return result


def _dating(counts: Counter[tuple[str, str]]) -> Counter[str]:
    """The dates that may be that of the document; one without a word for it is none if print once calls it amended."""
    amended = _of(counts, "amended")
    unnamed = _of(counts, "")
    for day in [day for day in unnamed if any(_may_be(day, other) for other in amended)]:
        del unnamed[day]
    return unnamed + _of(counts, *filter(None, _DATING))


def _may_be(day: str, other: str) -> bool:
    """Whether two dates may be one day: the less exact begins the other."""
    return f"{day}-".startswith(f"{other}-") or f"{other}-".startswith(f"{day}-")


def _exact(days: Iterable[str]) -> list[str]:
    """The days, without those that another states more exactly."""
    every = sorted(set(days))
    return [day for day in every if not any(other != day and other.startswith(f"{day}-") for other in every)]
