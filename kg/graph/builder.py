"""What one list says, while it is being written: triples that wait to be streamed, and what was described already."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.graph import written_terms
from kg.graph.claims import Claims
from kg.graph.iris import Name, digest, mint
from kg.graph.terms import shared_graph

if TYPE_CHECKING:
    from collections.abc import Callable

    from extract.model import Trouble
    from kg.graph.written_terms import Statement, Written


MOST_RECENT: Final = 50_000
"""Cells, stages and grounds of a list that are known to have been described."""


@dataclass(slots=True)
class Notes:
    """What whoever has a list written is told beside its triples.

    ``entry`` is called with each row of a power list as it is described (`kg.graph.things.power_list.RowDescription`);
    ``troubles`` take what was not understood, ``documents`` the titles of those that are cited.
    """

    entry: Callable[[Any], object] = lambda _: None
    troubles: list[Trouble] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)


@dataclass(slots=True)
class GraphBuilder:
    """The graph of one list under construction.

    ``statements`` are the triples of the list not yet streamed, ``shared`` those that hold whichever list names the
    thing (documents, provisions, stages, grounds) and stand in a graph of their own; ``known`` what was described
    before, by a key of its describer's choice, ``recent`` of what is its content the last of it; ``offices`` the names
    met, by the body they belong to (empty for bodies), ``labels`` the preferred one of each; and ``claims`` what
    citations state of documents, which several lists may add to.
    """

    slug: str
    base: str
    graph: NamedNode = field(init=False)
    listing: Written = field(init=False)
    statements: list[Statement] = field(default_factory=list)
    shared: list[Statement] = field(default_factory=list)
    known: dict[object, Written] = field(default_factory=dict)
    recent: dict[str, Written] = field(default_factory=dict)
    offices: dict[str, dict[str, Written]] = field(default_factory=dict)
    labels: dict[Written, str] = field(default_factory=dict)
    claims: Claims = field(default_factory=Claims)
    notes: Notes = field(default_factory=Notes)

    def __post_init__(self) -> None:
        self.graph = NamedNode(mint(Name("list", (self.slug,)), self.base))
        self.listing = written_terms.written(self.graph)

    def node(self, name: Name) -> Written:
        """The node of a name under the base of this list."""
        return written_terms.node(mint(name, self.base))

    def fact(self, key: str) -> Written:
        """The node of a fact whose key (kind and hash) needs no escaping; the same as `node` for such a name."""
        return written_terms.node(f"{self.base}id/fact/{key}")

    def key(self, node: Written) -> str:
        """What tells a node of this list from others, whatever the base: for hashes of what belongs to it."""
        return written_terms.iri_of(node).removeprefix(self.base)

    def hashed(self, kind: str, *parts: str) -> Written:
        """The node of a thing that is what its content is."""
        return self.fact(f"{kind}-{digest(*parts)}")

    def first(self, key: object, node: Written) -> bool:
        """Whether ``node`` is met for the first time under ``key``; from now on it is known."""
        if key in self.known:
            return False
        self.known[key] = node
        return True

    def lately(self, key: str, node: Written) -> bool:
        """As ``first``, for things that are what their content is: of very many the first ones are forgotten.

        Such a thing is described in the same words again, so that its lines are there once in the end.
        """
        if key in self.recent:
            return False
        if len(self.recent) >= MOST_RECENT:
            self.recent.clear()
        self.recent[key] = node
        return True

    def drain(self) -> list[Quad]:
        """The triples added since the last call, as quads of the graph of this list and of the shared graph."""
        return list(parse(b"".join(self.drain_lines()), RdfFormat.N_QUADS))

    def drain_lines(self) -> list[bytes]:
        """As `drain`, as N-Quads lines.

        ``!s`` asks a term itself: without it each would be asked by way of ``format``, which takes three times as long.
        """
        own, common = (f" {graph} .\n" for graph in (self.graph, shared_graph(self.base)))
        lines = [f"{node} {predicate!s} {value!s}{own}".encode() for node, predicate, value in self.statements]
        lines += [f"{node} {predicate!s} {value!s}{common}".encode() for node, predicate, value in self.shared]
        self.statements.clear()
        self.shared.clear()
        return lines
