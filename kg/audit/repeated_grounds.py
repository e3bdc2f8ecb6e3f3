"""Grounds of accountability in the graph, each with the provision that it repeats, in a named graph of their own.

Which provision that is, is told by words (``accountability.toml``, with its sources), not by the list: so it stands
apart from what the list says. The provision is named, not described: the list does not cite it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from extract.model import Role
from kg.audit import accountability
from kg.graph import codes
from kg.graph import terms as t
from kg.graph.iris import Name, mint
from kg.graph.things.duties import ground_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.facts import Extraction


def graph_of(base: str = t.BASE) -> NamedNode:
    """The named graph of what grounds repeat."""
    return NamedNode(f"{base}id/accountability")


def quads(extraction: Extraction, base: str = t.BASE) -> Iterator[Quad]:
    """For each ground of a row that the law of its power type names: the provision."""
    if not extraction.grounds:
        return
    graph, kind = graph_of(base), codes.type_by_name(extraction.row.text(Role.TYPE)) or ""
    for ground in extraction.grounds:
        repeated = accountability.repeated(ground.text, kind)
        if repeated is not None:
            node = NamedNode(mint(Name("fact", (ground_key(ground),)), base))
            provision = NamedNode(mint(Name("provision", (repeated.document, repeated.path)), base))
            yield Quad(node, t.REPEATS, provision, graph)
