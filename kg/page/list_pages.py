"""What each list adds to a page, from its lines and those of what it shares with others; no store is asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.graph import terms as t
from kg.graph.store import lines
from kg.graph.vocabulary import vocabulary
from kg.page.beside import proposals
from kg.page.doubts import Usual
from kg.page.gather import gathered
from kg.page.properties import StatedReader, stated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.builds.scan import Scan
    from kg.builds.streamed import StreamedLists
    from kg.page.gather import Gathered
    from kg.page.model import Proposal
    from kg.page.properties import Stated, Value


@dataclass(frozen=True, slots=True)
class ListPage:
    """What was gathered of a list; offices and documents as all lists together state them."""

    found: Gathered
    proposals: tuple[Proposal, ...]


def list_pages(streamed: StreamedLists) -> Iterator[ListPage]:
    """The lists one by one, and last what none of them names: documents that only documents name."""
    scan, usual = streamed.scan, usual_of(streamed.scan)
    shared = {subject[1:-1].decode(): own for part in (scan.legal, scan.others) for subject, own in part.items()}
    known = {**stated(lines(vocabulary())), **stated(scan.reviews)}
    left = dict.fromkeys(shared)
    for own in streamed.lines():
        read = stated(own)
        named = _named(read, shared)
        for subject in named:
            left.pop(subject, None)
        yield _page({**known, **read, **named}, usual)
    rest = stated(line for subject in left for line in shared[subject])
    yield _page({**known, **rest, **_named(rest, shared)}, usual)


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
    found = gathered(reading, usual)
    return ListPage(found, tuple(proposals(reading, found.places)))


def _named(read: Stated, shared: Mapping[str, list[bytes]]) -> Stated:
    """What all lists state of the things that some statements are about or name, and of those that these name."""
    result: dict[str, Mapping[NamedNode, tuple[Value, ...]]] = {}
    edge = {subject for subject in read if subject in shared} | _objects(read, shared)
    while edge:
        new = stated(line for subject in edge for line in shared[subject])
        result |= new
        edge = _objects(new, shared) - result.keys()
    return result


def _objects(read: Stated, shared: Mapping[str, list[bytes]]) -> set[str]:
    every = {value for own in read.values() for values in own.values() for value in values}
    return {value.value for value in every if isinstance(value, NamedNode)} & shared.keys()
