"""What one list says, while it is being said: triples that wait to be streamed, and what was described already."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.iris import Name, digest, mint
from kg.graph.terms import XSD_DECIMAL

if TYPE_CHECKING:
    from decimal import Decimal

Triple: TypeAlias = tuple[NamedNode, NamedNode, NamedNode | Literal]


@dataclass(slots=True)
class GraphBuilder:
    """The graph of one list under construction.

    ``said`` are the triples not yet streamed; ``known`` what was described before, by a key of its describer's choice;
    ``offices`` the names met, by the body they belong to (empty for bodies themselves).
    """

    slug: str
    base: str
    graph: NamedNode = field(init=False)
    said: list[Triple] = field(default_factory=list)
    known: dict[object, NamedNode] = field(default_factory=dict)
    offices: dict[str, dict[str, NamedNode]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.graph = self.node(Name("list", (self.slug,)))

    def node(self, name: Name) -> NamedNode:
        """The node of a name under the base of this list."""
        return NamedNode(mint(name, self.base))

    def fact(self, key: str) -> NamedNode:
        """The node of a fact whose key (kind and hash) needs no escaping; the same as `node` for such a name."""
        return NamedNode(f"{self.base}id/fact/{key}")

    def key(self, node: NamedNode) -> str:
        """What tells a node of this list from others, whatever the base: for hashes of what belongs to it."""
        return node.value.removeprefix(self.base)

    def hashed(self, kind: str, *parts: str) -> NamedNode:
        """The node of a thing that is what its content is."""
        return self.fact(f"{kind}-{digest(*parts)}")

    def first(self, key: object, node: NamedNode) -> bool:
        """Whether ``node`` is met for the first time under ``key``; from now on it is known."""
        if key in self.known:
            return False
        self.known[key] = node
        return True

    def drain(self) -> list[Quad]:
        """The triples said since the last call, as quads of the graph of this list."""
        graph, said = self.graph, self.said
        quads = [Quad(subject, predicate, value, graph) for subject, predicate, value in said]
        said.clear()
        return quads


def zh(text: str) -> Literal:
    """Chinese text; a half of a surrogate pair, which no RDF holds, becomes U+FFFD."""
    try:
        return Literal(text, language="zh")
    except UnicodeEncodeError:
        return Literal(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), language="zh")


@lru_cache(maxsize=8192)
def count(number: int) -> Literal:
    """A whole number (xsd:integer)."""
    return Literal(number)


@lru_cache(maxsize=8192)
def figure(number: Decimal) -> Literal:
    """A decimal number (xsd:decimal) without an exponent or idle zeros: 500, 0.0005."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return Literal(text, datatype=XSD_DECIMAL)
