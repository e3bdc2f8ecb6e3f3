"""What was not understood, kept in the graph beside what was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from kg.graph import terms as t
from kg.graph.written_terms import count, written, zh

if TYPE_CHECKING:
    from extract.model import Trouble
    from kg.graph.builder import GraphBuilder
    from kg.graph.written_terms import Written


def describe(draft: GraphBuilder, concerned: Written, trouble: Trouble) -> None:
    """Say that there is a trouble with an entry or with the list itself, and where."""
    node = draft.hashed("trouble", draft.slug, str(trouble.line), str(trouble.column), trouble.table, trouble.zh)
    draft.statements.append((concerned, t.HAS_TROUBLE, node))
    if draft.first(node, node):
        draft.notes.troubles.append(trouble)
        draft.statements += (
            (node, t.RDF_TYPE, t.TROUBLE),
            (node, t.IN_LIST, draft.listing),
            (node, t.DCT_DESCRIPTION, zh(trouble.zh)),
            (node, t.DCT_DESCRIPTION, written(Literal(trouble.en, language="en"))),
        )
        places = ((t.LINE, trouble.line), (t.COLUMN_NUMBER, trouble.column))
        draft.statements += [(node, predicate, count(place)) for predicate, place in places if place]
        if trouble.table:
            draft.statements.append((node, t.TABLE, zh(trouble.table)))
