"""What each list adds to a page, from its lines and those of what it shares with others; no store is asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.graph import terms as t
from kg.graph.store import lines
from kg.graph.vocabulary import vocabulary
from kg.page.beside import proposals
from kg.page.doubts import Usual
from kg.page.gather import GROUPED, gathered
from kg.page.lists.statements import StatedReader, Statements, stated
from kg.page.model import Thing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from kg.builds.scan import Scan
    from kg.builds.streamed import StreamedLists
    from kg.page.gather import PageContent
    from kg.page.lists.statements import Own
    from kg.page.model import OfficePair


@dataclass(frozen=True, slots=True)
class ListPage:
    """What was gathered of a list; offices and documents as all lists together state them."""

    content: PageContent
    proposals: tuple[OfficePair, ...]


def list_pages(streamed: StreamedLists) -> Iterator[ListPage]:
    """The lists one by one, and last what none of them names: documents that only documents name."""
    scan, usual = streamed.scan, usual_of(streamed.scan)
    shared = SharedThings({**scan.legal, **scan.others})
    known = stated(lines(vocabulary()), grouped=GROUPED)
    left, legal = dict.fromkeys(shared.lines), dict[str, Thing]()
    for own in streamed.lines():
        written: set[bytes] = set()
        read = stated(own, written, shared.lines.keys(), GROUPED)
        met = shared.reached(written)
        for subject in met:
            left.pop(subject, None)
        yield _page(known | read | shared.statements(met), usual, legal)
    yield _page(known | shared.statements(shared.reached(left.keys())), usual, legal)


def usual_of(scan: Scan) -> Usual:
    """What is usual in the graph, as the pass has counted it."""
    kinds = {
        t.concept("sanction-kind", key.rpartition(".")[2]).value: count
        for key, count in scan.counts.items()
        if key.startswith("sanctions.kind.")
    }
    documents = {subject[1:-1].decode(): count for subject, count in scan.named["mentions"].items()}
    doubtful = {subject[1:-1].decode() for subject in scan.uncertain - scan.certain}
    sections = {subject[1:-1].decode() for subject in scan.sections}
    return Usual(Counter(kinds), Counter(documents), doubtful, sections)


def _page(every: Statements, usual: Usual, legal: dict[str, Thing]) -> ListPage:
    reading = StatedReader(every)
    content = gathered(reading, usual, legal)
    return ListPage(content, tuple(proposals(reading, content.places)))


@dataclass(frozen=True, slots=True)
class SharedThings:
    """What all lists state of the things that they share; what was read of one is kept, for many lists name it."""

    lines: Mapping[bytes, list[bytes]]
    _read: dict[bytes, tuple[str, Own, AbstractSet[bytes]]] = field(default_factory=dict)

    def reached(self, named: AbstractSet[bytes]) -> set[bytes]:
        """Those of some things that are shared, and the shared ones that these name, and so on."""
        met: set[bytes] = set()
        edge: AbstractSet[bytes] = self.lines.keys() & named
        while edge:
            met |= edge
            edge = {other for subject in edge for other in self._of(subject)[2]} - met
        return met

    def statements(self, subjects: Iterable[bytes]) -> Statements:
        """What is stated of some."""
        result = Statements(by_property={predicate: {} for predicate in GROUPED})
        for iri, own, _ in map(self._of, subjects):
            result.by_subject[iri] = own
            for predicate in GROUPED & own.keys():
                result.by_property[predicate][iri] = own
        return result

    def _of(self, subject: bytes) -> tuple[str, Own, AbstractSet[bytes]]:
        """The identifier of a thing, what is stated of it, and the shared things that this names."""
        read = self._read.get(subject)
        if read is None:
            named: set[bytes] = set()
            ((iri, own),) = stated(self.lines[subject], named).by_subject.items()
            read = self._read[subject] = iri, own, self.lines.keys() & named
        return read
