"""Evidence: the cell a fact was read from, and the characters in it (Web Annotation selectors).

A cell is what its column and its words are, so rows that print the same words share it, and a merged cell is one.
Whatever is read from a cell is described once; every entry that prints the cell is linked to it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.graph import terms as t
from kg.graph.builder import count, zh
from kg.graph.iris import digest

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from kg.graph.builder import GraphBuilder


@dataclass(frozen=True, slots=True)
class Printed:
    """A cell or passage as printed: its node, the hash that names it, its text, the spans of it described already."""

    node: NamedNode
    key: str
    text: str
    spans: set[tuple[int, int]] = field(default_factory=set, compare=False, repr=False)


def cell(draft: GraphBuilder, entry: NamedNode, column: str, text: str, header: str = "") -> Printed:
    """The cell of an entry; ``column`` is a code of the list of columns, ``header`` its heading in print."""
    key = digest(column, header, text)
    node = draft.fact(f"cell-{key}")
    if draft.first(key, node):
        draft.said += (
            (node, t.RDF_TYPE, t.CELL_CLASS),
            (node, t.COLUMN, t.concept("column", column)),
            (node, t.TEXT, zh(text)),
        )
        if header:
            draft.said.append((node, t.HEADER, zh(header)))
    draft.said.append((entry, t.CELL, node))
    return Printed(node, key, text)


def span(draft: GraphBuilder, printed: Printed, start: int, end: int) -> NamedNode:
    """The characters of a cell from ``start`` to before ``end``, in code points: position and quote."""
    name = f"{printed.key}-{start}-{end}"
    node = draft.fact(f"span-{name}")
    if (start, end) not in printed.spans:
        printed.spans.add((start, end))
        position, quote = draft.fact(f"position-{name}"), draft.fact(f"quote-{name}")
        draft.said += (
            (node, t.RDF_TYPE, t.OA_SPECIFIC_RESOURCE),
            (node, t.OA_HAS_SOURCE, printed.node),
            (node, t.OA_HAS_SELECTOR, position),
            (node, t.OA_HAS_SELECTOR, quote),
            (position, t.RDF_TYPE, t.OA_TEXT_POSITION_SELECTOR),
            (position, t.OA_START, count(start)),
            (position, t.OA_END, count(end)),
            (quote, t.RDF_TYPE, t.OA_TEXT_QUOTE_SELECTOR),
            (quote, t.OA_EXACT, zh(printed.text[start:end])),
        )
    return node
