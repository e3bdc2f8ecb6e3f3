"""What each list adds to a page, from its lines and those of what it shares with others; no store is asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.graph import terms as t
from kg.graph.store import lines
from kg.graph.vocabulary import vocabulary
from kg.page.beside import proposals
from kg.page.doubts import Usual
from kg.page.gather import gathered
from kg.page.properties import StatedReader, stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import NamedNode

    from kg.builds.scan import Scan
    from kg.builds.streamed import StreamedLists
    from kg.page.gather import PageContent
    from kg.page.model import OfficePair
    from kg.page.properties import Stated, Value


@dataclass(frozen=True, slots=True)
class ListPage:
    """What was gathered of a list; offices and documents as all lists together state them."""

    content: PageContent
    proposals: tuple[OfficePair, ...]


def list_pages(streamed: StreamedLists) -> Iterator[ListPage]:
    """The lists one by one, and last what none of them names: documents that only documents name."""
    scan, usual = streamed.scan, usual_of(streamed.scan)
    shared = {**scan.legal, **scan.others}
    known = stated(lines(vocabulary()))
    left = dict.fromkeys(shared)
    for own in streamed.lines():
        written: set[bytes] = set()
        read = stated(own, written, shared.keys())
        named, met = _named(written, shared)
        for subject in met:
            left.pop(subject, None)
        yield _page({**known, **read, **named}, usual)
    rest, _ = _named(left, shared)
    yield _page({**known, **rest}, usual)


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


def _page(every: Stated, usual: Usual) -> ListPage:
    reading = StatedReader(every)
    content = gathered(reading, usual)
    return ListPage(content, tuple(proposals(reading, content.places)))


def _named(named: Iterable[bytes], shared: Mapping[bytes, list[bytes]]) -> tuple[Stated, set[bytes]]:
    """What all lists state of the things that are named, and of those that these name; and which things these are."""
    result: dict[str, Mapping[NamedNode, tuple[Value, ...]]] = {}
    met: set[bytes] = set()
    edge = shared.keys() & named
    while edge:
        met |= edge
        written: set[bytes] = set()
        result |= stated((line for subject in edge for line in shared[subject]), written)
        edge = (shared.keys() & written) - met
    return result, met
