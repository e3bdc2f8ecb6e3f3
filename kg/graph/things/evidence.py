"""Evidence: the cell a fact was read from, and the characters in it (Web Annotation selectors).

A cell is what its column and its words are, so rows that print the same words share it, and a merged cell is one.
Whatever is read from a cell is described once; every entry that prints the cell is linked to it.

A span is the fragment of its cell that RFC 5147 defines: ``…/cell-x#char=3,9`` are the characters from the 4th to the
9th, counted in code points. `span_iri` and `place` are inverse.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kg.graph import terms as t
from kg.graph.iris import digest
from kg.graph.vocabulary import labels
from kg.graph.written_terms import iri_of, zh
from kg.graph.written_terms import node as written_node

if TYPE_CHECKING:
    from kg.graph.builder import GraphBuilder
    from kg.graph.written_terms import Written


_SPAN: Final = re.compile(r"([^#]+)#char=(\d+),(\d+)")


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A cell or passage as printed: its node, the hash that names it, its text, the spans of it described already."""

    node: Written
    key: str
    text: str
    spans: set[tuple[object, ...]] = field(default_factory=set, compare=False, repr=False)


def cell(draft: GraphBuilder, entry: Written, column: str, text: str, header: str = "") -> PrintedText:
    """The cell of an entry; ``column`` is a code of the list of columns, ``header`` its heading in print."""
    key = digest(column, header, text)
    node = draft.fact(f"cell-{key}")
    if draft.lately(key, node):
        draft.shared += (
            (node, t.RDF_TYPE, t.CELL_CLASS),
            (node, t.COLUMN, t.concept("column", column)),
            (node, t.TEXT, zh(text)),
        )
        if header and header != labels("column").get(column):
            draft.shared.append((node, t.HEADER, zh(header)))
    draft.statements.append((entry, t.CELL, node))
    return PrintedText(node, key, text)


def span(draft: GraphBuilder, printed: PrintedText, start: int, end: int, *, quoted: bool = True) -> Written:
    """The characters of a cell from ``start`` to before ``end``, in code points.

    Without ``quoted`` the words are not repeated here: the fact whose evidence they are states them itself.
    """
    node = written_node(span_iri(iri_of(printed.node), start, end))
    if (start, end) not in printed.spans:
        printed.spans.add((start, end))
        draft.shared.append((node, t.OA_HAS_SOURCE, printed.node))
    if quoted and (start, end, "") not in printed.spans:
        printed.spans.add((start, end, ""))
        draft.shared.append((node, t.OA_EXACT, zh(printed.text[start:end])))
    return node


def span_iri(cell_iri: str, start: int, end: int) -> str:
    """The IRI of characters of a cell.

    >>> span_iri("https://example.org/cell-1", 3, 9)
    'https://example.org/cell-1#char=3,9'
    """
    return f"{cell_iri}#char={start},{end}"


def place(iri: str) -> tuple[str, int, int] | None:
    """The cell, start and end that the IRI of a span says; None where it is no span.

    >>> place("https://example.org/cell-1#char=3,9")
    ('https://example.org/cell-1', 3, 9)
    """
    match = _SPAN.fullmatch(iri)
    return (match[1], int(match[2]), int(match[3])) if match else None
