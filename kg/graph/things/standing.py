"""What registers of documents say of those that lists cite: whether they are in force, since when no longer (ELI).

Each source is a named graph of its own, so that its word stands beside what lists state and is replaced alone. What a
register does not know is not stated: unknown is never in force.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph import terms as t
from kg.graph.iris import Name, mint, segment
from kg.graph.literals import calendar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Whether a document or version is in force, as ELI says it.
FORCE: Final = {
    True: NamedNode(t.ELI + "InForce-inForce"),
    False: NamedNode(t.ELI + "InForce-notInForce"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What a source says of a document: ``title`` canonical, ``in_force`` None where it does not know.

    ``until`` is the day it is no longer in force, ``known_on`` the day or month of which the source speaks,
    ``version`` the day the newest version was made public: as YYYY-MM-DD or less exact, empty where not known.
    """

    title: str
    source: str
    in_force: bool | None = None
    until: str = ""
    known_on: str = ""
    version: str = ""


def graph_of(source: str, base: str = t.BASE) -> NamedNode:
    """The named graph of a source."""
    return NamedNode(f"{base}id/register/{segment(source)}")


def quads(known: Iterable[Standing], base: str = t.BASE) -> Iterator[Quad]:
    """What the sources say, each in its graph, which bears its name and the latest day it speaks of."""
    latest: dict[str, str] = {}
    for standing in known:
        graph, document = graph_of(standing.source, base), NamedNode(mint(Name("law", (standing.title,)), base))
        latest[standing.source] = max(latest.get(standing.source, ""), standing.known_on)
        if standing.in_force is not None:
            yield Quad(document, t.ELI_IN_FORCE, FORCE[standing.in_force], graph)
        if standing.version and calendar(standing.version).datatype == t.XSD_DATE:
            yield Quad(document, t.ELI_VERSION_DATE, calendar(standing.version), graph)
        if standing.until and calendar(standing.until).datatype == t.XSD_DATE:
            yield Quad(document, t.ELI_DATE_NO_LONGER_IN_FORCE, calendar(standing.until), graph)
    for source in sorted(latest):
        graph = graph_of(source, base)
        yield Quad(graph, t.RDFS_LABEL, Literal(source), graph)
        if latest[source]:
            yield Quad(graph, t.DCT_DATE, calendar(latest[source]), graph)
