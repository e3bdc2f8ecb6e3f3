"""The rows of data under one header and section: what they are is complete once all of them have come.

They may be many: each pass over them takes them one by one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.model import Cell, Role
from extract.reading.tables import tiers
from extract.reading.tables.continuation import Filling, inheriting, joined
from extract.reading.tables.row_builder import RowBuilder, Shortness, kept_builders, place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extract.reading.paged import Paged
    from extract.reading.tables.headers import Header
    from extract.reading.tables.sections import SectionHeading


@dataclass(slots=True)
class DataRows:
    """Rows as they come; ``first_line`` is where the first one stands, 0 where none has come."""

    rows: Paged[RowBuilder] = field(default_factory=kept_builders)
    first_line: int = 0
    _shortness: Shortness = field(default_factory=Shortness)

    def add(self, made: RowBuilder) -> None:
        """Take a row."""
        self.first_line = self.first_line or made.line
        self._shortness.look(made)
        self.rows.append(made)

    def filled(self, *, trims: bool) -> Iterator[RowBuilder]:
        """The rows with what they inherit, without those that only say more of the one above.

        ``trims`` where rows may have lost the empty cells at their ends.
        """
        marked = self._shortness.marked(self.rows, trims=trims)
        filling, kept = Filling(), kept_builders()
        for made in inheriting(joined(marked)):
            filling.look(made)
            kept.append(made)
        for made in kept:
            filling.fill(made)
            yield made


@dataclass(slots=True)
class Above:
    """What stands above the rows of a segment: the sections, the cells ``given`` to all.

    ``own`` are roles of those cells that every row so far has said of itself.
    """

    trail: tuple[SectionHeading, ...]
    given: Sequence[Cell]
    own: set[Role]

    def handed_down(self, rows: Iterable[RowBuilder]) -> Iterator[RowBuilder]:
        """Give the rows what stands above them; the first row has it as its own."""
        first = True
        for made in rows:
            self.own = {role for role in self.own if made.text(role)}
            for cell in self.given:
                if cell.role is Role.BASIS or not made.text(cell.role):
                    made.cells.append(Cell(cell.role, cell.header, cell.text, cell.column, inherited=not first))
            place(made, self.trail)
            first = False
            yield made


def items(rows: Iterable[RowBuilder], header: Header | None) -> Iterator[RowBuilder]:
    """The rows, those that are tiers of one item as one."""
    return tiers.gather(rows, header) if header is not None and tiers.has_tiers(header) else iter(rows)
