"""Rows that go on where the row above left off: what a merged cell said before an export left it blank.

Only a real continuation inherits. A row without serial and name, or a sub-item without a name, continues the item
above and takes what that says of the whole item. A type or body printed only where it changes holds until the next.
Everything else that is blank is blank in print.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.model import Role
from extract.reading.header_words import LEGAL

if TYPE_CHECKING:
    from extract.reading.tables.row_builder import RowBuilder

#: What a main item says for all its sub-items, where they do not say it themselves.
_SHARED = frozenset(Role) - {
    Role.SUB_NAME, Role.SUB_CODE, Role.REMARK, Role.TELEPHONE, Role.OTHER,
    Role.DEGREE, Role.CIRCUMSTANCE, Role.STANDARD,
}  # fmt: skip
#: What may be printed only where it changes.
_RUNNING = (Role.TYPE, Role.BODY)
_SUB_NUMBER = re.compile(r"\s*(\d{1,4})[.．](\d{1,3})(?![\d.．年月日%])")
_MAIN_NUMBER = re.compile(r"\s*(\d{1,4})(?:[.．、](?!\d)|\s|$)")


def joined(builders: list[RowBuilder]) -> list[RowBuilder]:
    """The rows of one table, those left out that only carry on the sentence of the basis above them.

    A page that ends, or a cell split by hand, leaves the rest of a basis in a row of its own: no item, no document.
    """
    whole: list[RowBuilder] = []
    for builder in builders:
        own = [cell for cell in builder.cells if cell.text.strip() and not cell.inherited]
        above = whole[-1] if whole else None
        at = above.at(own[0].role) if above and len(own) == 1 and own[0].role is Role.BASIS else None
        if above is None or at is None or LEGAL.search(own[0].text) or not above.cells[at].text.strip():
            whole.append(builder)
            continue
        above.cells[at] = replace(above.cells[at], text=f"{above.cells[at].text}\n{own[0].text}")
        above.troubles += builder.troubles
    return whole


def fill(builders: list[RowBuilder]) -> None:
    """Give the rows of one table what they inherit; changes them in place."""
    goes_on = [_continues(builder) for builder in builders]
    if any(goes_on[1:]):
        for (above, builder), inherits in zip(pairwise(builders), goes_on[1:], strict=True):
            if inherits:
                _inherit(builder, above)
    for role in _RUNNING:
        _run(role, builders)
    _name_numbered(builders)


def _continues(builder: RowBuilder) -> bool:
    """Whether a row has no item name of its own but says something of the item above."""
    name = builder.at(Role.NAME)
    if name is None or builder.cells[name].text.strip():
        return False
    own = {cell.role for cell in builder.cells if cell.text.strip()}
    return Role.SUB_NAME in own or (bool(own) and Role.SERIAL not in own)


def _inherit(builder: RowBuilder, above: RowBuilder) -> None:
    own = {cell.role for cell in builder.cells if cell.text.strip()}
    roles = _SHARED - own
    if Role.SUB_NAME not in own:
        roles |= {Role.SUB_NAME, Role.SUB_CODE} - own
    source = {(cell.role, cell.column): cell for cell in above.cells}
    for index, cell in enumerate(builder.cells):
        given = source.get((cell.role, cell.column))
        if cell.role in roles and given is not None and given.text.strip():
            builder.cells[index] = replace(cell, text=given.text, inherited=True)


def _run(role: Role, builders: list[RowBuilder]) -> None:
    """Carry a text down where it is printed only when it changes: then it never stands twice in a row."""
    at = [builder.at(role) for builder in builders]
    cells = [None if index is None else builder.cells[index] for builder, index in zip(builders, at, strict=True)]
    printed = [cell.text for cell in cells if cell is not None and cell.text.strip() and not cell.inherited]
    if len(printed) == len(builders) or any(one == other for one, other in pairwise(printed)):
        return
    text = ""
    for builder, index, cell in zip(builders, at, cells, strict=True):
        if cell is None or index is None:
            continue
        if cell.text.strip():
            text = cell.text
        elif text:
            builder.cells[index] = replace(cell, text=text, inherited=True)


def _name_numbered(builders: list[RowBuilder]) -> None:
    """Sub-items known by their numbers: 3.1 … in the name or serial cell belongs to the item numbered 3."""
    mains: dict[str, str] = {}
    for builder in builders:
        name, serial = builder.text(Role.NAME), builder.text(Role.SERIAL)
        sub = _SUB_NUMBER.match(name) or _SUB_NUMBER.match(serial)
        if sub is None:
            for text in (serial, name):
                if main := _MAIN_NUMBER.match(text):
                    mains[main[1]] = name
        elif sub[1] in mains and not builder.text(Role.SUB_NAME):
            _make_sub(builder, mains[sub[1]])


def _make_sub(builder: RowBuilder, main: str) -> None:
    at = builder.at(Role.NAME)
    if at is None:
        return
    name, sub = builder.cells[at], builder.at(Role.SUB_NAME)
    builder.cells[at] = replace(name, text=main, inherited=True)
    if sub is None:
        builder.cells.insert(at + 1, replace(name, role=Role.SUB_NAME))
    else:
        builder.cells[sub] = replace(name, role=Role.SUB_NAME)
