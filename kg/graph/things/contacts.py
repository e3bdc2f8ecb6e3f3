"""Whom to ask: offices with their telephones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.clean import left_out
from kg.graph import terms as t
from kg.graph.things import offices
from kg.graph.written_terms import simple

if TYPE_CHECKING:
    from kg.graph.builder import GraphBuilder
    from kg.graph.things.offices import Body
    from kg.graph.written_terms import Written


def describe(draft: GraphBuilder, entry: Written, of: Body, office: str, telephones: tuple[str, ...]) -> None:
    """Link an entry to a contact point: an office of a body (the body itself where none is named), its telephones."""
    at = offices.unit(draft, of, office) if left_out(office) else of.node
    node = draft.hashed("contact", draft.key(at), *telephones)
    draft.statements.append((entry, t.CV_HAS_CONTACT_POINT, node))
    if draft.first(node, node):
        draft.statements += ((node, t.RDF_TYPE, t.CV_CONTACT_POINT), (node, t.OFFICE, at))
        draft.statements += [(node, t.CV_TELEPHONE, simple(telephone)) for telephone in telephones if telephone]
