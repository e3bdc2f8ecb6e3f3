"""Rows that go on where the row above left off: what a merged cell said before an export left it blank.

Only a real continuation inherits. A row without serial and name, or a sub-item without a name, continues the item
above and takes what that says of the whole item. A type or body printed only where it changes holds until the next.
Everything else that is blank is blank in print.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.model import Role
from extract.reading.header_words import LEGAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from extract.model import Cell
    from extract.reading.tables.row_builder import RowBuilder

#: What a main item says for all its sub-items, where they do not say it themselves.
_SHARED = frozenset(Role) - {
    Role.SUB_NAME, Role.SUB_CODE, Role.REMARK, Role.TELEPHONE, Role.OTHER,
    Role.DEGREE, Role.CIRCUMSTANCE, Role.STANDARD,
}  # fmt: skip
#: What may be printed only where it changes.
_RUNNING = (Role.TYPE, Role.BODY)
#: What is long enough to be cut at the end of a page, and names no item.
_LONG = frozenset({
    Role.BASIS, Role.PENALTY, Role.DUTIES, Role.DUTY_BASIS, Role.GROUNDS, Role.GROUNDS_BASIS, Role.LIABLE, Role.REMARK,
    Role.OTHER,
})  # fmt: skip
#: What a row may say more of the item above, and what of that stands in a cell of its own.
_BESIDE = frozenset({Role.UNIT, Role.TELEPHONE, Role.LEVEL})
_OF_ITEM = _LONG - {Role.PENALTY} | _BESIDE
_OF_TIER = frozenset({Role.DEGREE, Role.CIRCUMSTANCE, Role.STANDARD, Role.PENALTY})
_ENDED = re.compile(r"[。；;！!？?：:]$")
#: How a text begins that is no rest of a sentence.
_BEGINS = re.compile(
    r"\s*(?:[《【\[]|[(（]?[\d一二三四五六七八九十]{1,3}[)）.．、]|第[一二三四五六七八九十百\d]+[条款项])"
)
_SUB_NUMBER = re.compile(r"\s*(\d{1,4})[.．](\d{1,3})(?![\d.．年月日%])")
#: How a serial may number the sub-items of the one above: 3-1, 3（1）, (1), ①.
_SUB_SERIAL = re.compile(r"\s*(?:(\d{1,4})[-－—–]\d{1,3}|(\d{1,4})?(?:[(（]\d{1,2}[)）]|[①-⑳]))\s*")
_MAIN_NUMBER = re.compile(r"\s*(\d{1,4})(?:[.．、](?!\d)|\s|$)")


def joined(builders: Iterable[RowBuilder]) -> Iterator[RowBuilder]:
    """The rows of one table, those left out that only carry on the sentence of the basis above them.

    A page that ends, or a cell split by hand, leaves the rest of a basis in a row of its own: no item, no document.
    """
    above: RowBuilder | None = None
    for builder in builders:
        if above is not None and _joins(builder, above):
            continue
        if above is not None:
            yield above
        above = builder
    if above is not None:
        yield above


def _joins(builder: RowBuilder, above: RowBuilder) -> bool:
    """Give the row above what a row says of it, if it is no row of its own; whether it is none."""
    own = [cell for cell in builder.cells if cell.text.strip() and not cell.inherited]
    if _is_of_item(builder, own, above):
        _say_more(above, builder, own)
    elif _carries_on_basis(own, above) or _is_cut_off(own, above):
        _join(above, builder, own)
    elif _is_left_blank(builder, own, above):
        _say_more(above, builder, own)
    else:
        return False
    return True


def _is_of_item(builder: RowBuilder, own: list[Cell], above: RowBuilder) -> bool:
    """Whether a row says more of the item above: merged cells name it, and its own are no name, number or tier.

    So lists print a row for every document of a basis, or every stage of the duties.
    """
    if any(cell.role in _OF_TIER for row in (builder, above) for cell in row.cells):
        return False  # tiers are told by their own columns
    name = builder.at(Role.NAME)
    merged = name is not None and builder.cells[name].inherited and builder.text(Role.NAME) == above.text(Role.NAME)
    basis = builder.at(Role.BASIS)
    first = 0 if basis is None else builder.cells[basis].column
    unknown = any(cell.role is Role.OTHER and cell.column < first for cell in own)  # it may be what parts the rows
    return merged and bool(own) and not unknown and all(cell.role in _OF_ITEM for cell in own)


def _is_left_blank(builder: RowBuilder, own: list[Cell], above: RowBuilder) -> bool:
    """Whether a row says more of the item above: all that tells an item from others is blank, as exports leave it.

    A row with a type, a body or a column of its own that nobody knows may be an item that has lost its name.
    """
    if any(cell.role in _OF_TIER - {Role.PENALTY} for cell in builder.cells):
        return False  # tiers are told by their own columns
    name = builder.at(Role.NAME)
    blank = name is not None and not builder.cells[name].text.strip()
    item = above.text(Role.NAME) or above.text(Role.SERIAL)
    return blank and bool(item) and bool(own) and all(cell.role in _OF_ITEM - {Role.OTHER} for cell in own)


def _say_more(above: RowBuilder, builder: RowBuilder, own: list[Cell]) -> None:
    """Texts go on in their columns; offices and telephones are cells of their own."""
    have = {(cell.role, cell.text) for cell in above.cells}
    above.cells += [cell for cell in own if cell.role in _BESIDE and (cell.role, cell.text) not in have]
    _join(above, builder, [cell for cell in own if cell.role not in _BESIDE], lines=True)


def rejoin(above: RowBuilder, first: RowBuilder, *, numbered: Callable[[], bool]) -> bool:
    """Join the first row of a table to the last one of the table it goes on with, if a page has cut that in two.

    ``numbered`` tells that every row of those tables has a number: then one that has none is no row of its own.
    """
    own = [cell for cell in first.cells if cell.text.strip() and not cell.inherited]
    whole = not (_carries_on_basis(own, above) or _is_cut_off(own, above))
    if whole and not (own and all(cell.role in _LONG for cell in own) and numbered()):
        return False
    _join(above, first, own)
    return True


def _carries_on_basis(own: list[Cell], above: RowBuilder) -> bool:
    """Whether a row is nothing but words of a basis without a document or an article."""
    if len(own) != 1 or own[0].role is not Role.BASIS or LEGAL.search(own[0].text):
        return False
    at = above.at(Role.BASIS)
    return at is not None and bool(above.cells[at].text.strip())


def _is_cut_off(own: list[Cell], above: RowBuilder) -> bool:
    """Whether a row only has texts that go on with those of the row above, whose basis ends within a sentence."""
    if any(cell.role not in _LONG or _BEGINS.match(cell.text) for cell in own):
        return False
    before = {cell.column: cell.text.strip() for cell in above.cells}
    basis = [before.get(cell.column, "") for cell in own if cell.role is Role.BASIS]
    return any(text and not _ENDED.search(text) for text in basis)


def _join(above: RowBuilder, builder: RowBuilder, own: list[Cell], *, lines: bool = False) -> None:
    """Give the row above the texts of one that goes on with it: ``lines`` of their own, or the rest of its sentence."""
    for cell in own:
        at = next((at for at, other in enumerate(above.cells) if other.column == cell.column), None)
        if at is None:
            above.cells.append(cell)
            continue
        text = above.cells[at].text
        between = (
            "" if not lines and text and not _ENDED.search(text.strip()) and not _BEGINS.match(cell.text) else "\n"
        )
        joined = f"{text}{between}{cell.text}" if text.strip() else cell.text
        above.cells[at] = replace(above.cells[at], text=joined, inherited=False)  # the words that came are its own
    above.troubles += builder.troubles


def inheriting(builders: Iterable[RowBuilder]) -> Iterator[RowBuilder]:
    """The rows of one table, each that goes on with the one above with what that says of the whole item."""
    above: RowBuilder | None = None
    for builder in builders:
        if above is not None and _continues(builder):
            _inherit(builder, above)
        yield builder
        above = builder


class Filling:
    """What rows of one table inherit as only all of them tell: every row is looked at before the first is filled."""

    __slots__ = ("_running", "_subs")

    def __init__(self) -> None:
        self._running = [_Running(role) for role in _RUNNING]
        self._subs = _NumberedSubs()

    def look(self, builder: RowBuilder) -> None:
        """Look at a row."""
        for running in self._running:
            running.look(builder)
        self._subs.look(builder)

    def fill(self, builder: RowBuilder) -> None:
        """Give a row what it inherits, in the order of the rows."""
        for running in self._running:
            running.carry_down(builder)
        self._subs.name(builder)


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


class _Running:
    """A text carried down where it is printed only when it changes: then it never stands twice in a row."""

    __slots__ = ("_above", "_blank", "_last", "_repeats", "_role")

    def __init__(self, role: Role) -> None:
        self._role, self._above = role, ""
        self._blank = self._repeats = False
        self._last: str | None = None

    def look(self, builder: RowBuilder) -> None:
        at = builder.at(self._role)
        cell = None if at is None else builder.cells[at]
        if cell is None or cell.inherited or not cell.text.strip():
            self._blank = True
            return
        self._repeats = self._repeats or cell.text == self._last
        self._last = cell.text

    def carry_down(self, builder: RowBuilder) -> None:
        if self._repeats or not self._blank:
            return
        at = builder.at(self._role)
        if at is None:
            return
        cell = builder.cells[at]
        if cell.text.strip():
            self._above = cell.text
        elif self._above:
            builder.cells[at] = replace(cell, text=self._above, inherited=True)


class _NumberedSubs:
    """Sub-items known by their numbers: 3.1 … in the name or serial cell belongs to the item numbered 3.

    A number in brackets belongs to the last item. Of the names of items only those are kept whose number a sub-item
    bears.
    """

    __slots__ = ("_above", "_mains", "_wanted")

    def __init__(self) -> None:
        self._wanted: set[str] = set()
        self._mains: dict[str, str] = {}
        self._above = ""

    def look(self, builder: RowBuilder) -> None:
        if sub := _sub_number(builder):
            self._wanted.add(sub)

    def name(self, builder: RowBuilder) -> None:
        if not self._wanted:
            return
        name, serial = builder.text(Role.NAME), builder.text(Role.SERIAL)
        sub = _sub_number(builder)
        if not sub:
            for text in (serial, name):
                if main := _MAIN_NUMBER.match(text):
                    self._above = name
                    if main[1] in self._wanted:
                        self._mains[main[1]] = name
        elif (main_name := self._above if sub == _LAST else self._mains.get(sub)) and not builder.text(Role.SUB_NAME):
            _make_sub(builder, main_name)


#: Stands for the number of the last item.
_LAST = "()"


def _sub_number(builder: RowBuilder) -> str:
    """The number of the item that a row is a sub-item of by its own number; else empty."""
    serial = builder.text(Role.SERIAL)
    if match := _SUB_NUMBER.match(builder.text(Role.NAME)) or _SUB_NUMBER.match(serial):
        return match[1]
    match = _SUB_SERIAL.fullmatch(serial)
    return (match[1] or match[2] or _LAST) if match else ""


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
