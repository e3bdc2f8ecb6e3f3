"""What the rules that look across lists need of a list, and no more: it can be kept, and sent to another process."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from extract.facts import Facts
from extract.model import Role
from kg.audit.view import ListView, RowView

if TYPE_CHECKING:
    from extract.facts import PassageFacts

#: The cells that say which row it is.
_NAMING: Final = frozenset({Role.SERIAL, Role.NAME, Role.SUB_NAME, Role.TYPE, Role.CODE, Role.SUB_CODE})


def abridged(listing: ListView) -> ListView:
    """The list with what its rows and passages name as basis and what that provides; all other texts are left out.

    Codes and names stay those that the whole list has.
    """
    rows = tuple(_row(row) for row in listing.rows)
    passages = tuple(
        replace_facts(passage) for passage in listing.passages if passage.facts.basis or passage.facts.sanctions
    )
    bare = replace(listing.listing, rows=(), unused=(), tables=(), headings=(), troubles=())
    short = ListView(listing.name, listing.title, listing.publisher, rows, bare, passages)
    short.__dict__["survey"] = listing.survey  # a cached property: what only the whole list tells
    return short


def _row(row: RowView) -> RowView:
    cell_facts = tuple((cell, _facts(facts)) for cell, facts in row.extraction.facts if facts.basis or facts.sanctions)
    read = {id(cell) for cell, _ in cell_facts}
    cells = tuple(cell for cell in row.row.cells if cell.role in _NAMING or id(cell) in read)
    short = replace(row.row, cells=cells, troubles=(), tiers=())
    extraction = replace(row.extraction, row=short, facts=cell_facts, stages=(), grounds=(), troubles=(), tiers=())
    return RowView(row.list_name, extraction, row.own)


def replace_facts(passage: PassageFacts) -> PassageFacts:
    """A passage with what it names as basis."""
    return replace(passage, facts=_facts(passage.facts), indicators=())


def _facts(facts: Facts) -> Facts:
    return Facts(basis=facts.basis, sanctions=facts.sanctions)
