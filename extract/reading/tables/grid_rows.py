"""One grid from its first row to its last: titles, headers, sections, rows of data, notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.model import Trouble
from extract.reading.tables import headers, sections
from extract.reading.tables.continuation import fill
from extract.reading.tables.row_builder import RowBuilder, build_row, mark_short, place, undecoded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.reading.grid import Grid, GridCell
    from extract.reading.tables.headers import Header
    from extract.reading.tables.sections import SectionHeading

    Line = Sequence[GridCell]

#: Rows looked at where only its content tells what a column holds.
SAMPLE = 200
#: Words of a lone line that stands above a table.
_TITLE = re.compile("清单|目录|一览表|汇总表|登记表|附件|附表")


@dataclass(slots=True)
class GridReading:
    """What holds at the row reached, and what has come of the rows above it.

    ``builders`` are complete but for those from ``open`` on, which stand under the present header and section.
    ``across`` says of each column whether the cell last seen in it is covered by one to its left. ``trims`` where rows
    may have lost the empty cells at their ends.
    """

    rows: Sequence[Line]
    header: Header | None = None
    trail: tuple[SectionHeading, ...] = ()
    builders: list[RowBuilder] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    open: int = 0
    across: list[bool] = field(default_factory=list)
    trims: bool = False


def read_grid(grid: Grid, trail: tuple[SectionHeading, ...] = (), header: Header | None = None) -> GridReading:
    """Read ``grid``, in the sections that hold before it and, where it goes on with another table, under its header."""
    state = GridReading(grid.rows, header, trail, trims=grid.kind == "text")
    index = 0
    while index < len(grid.rows):
        if grid.kind != "text":
            _look_across(state, index)
        index += _step(state, index)
    _close(state)
    return state


def _look_across(state: GridReading, index: int) -> None:
    """A covered cell that repeats the cell above is covered from where that one is; otherwise from its left."""
    row, above = state.rows[index], state.rows[index - 1] if index else ()
    before = state.across
    state.across = [
        cell.inherited
        and (before[at] if at < len(above) and above[at].text == cell.text and at < len(before) else at > 0)
        for at, cell in enumerate(row)
    ]


def _step(state: GridReading, index: int) -> int:
    """Take the row at ``index`` for what it is; how many rows that took."""
    row = state.rows[index]
    filled = [cell for cell in row if cell.text and not cell.text.isspace()]
    if not filled:
        return 1
    found = headers.header_at(state.rows, index)
    if found is not None:
        _enter(state, found, index)
        return found.depth
    if _is_apart(state, filled, index) or state.header is None:
        state.headings += dict.fromkeys(cell.text.strip() for cell in filled)
        state.troubles += undecoded(row[0].line, filled)
    else:
        state.builders.append(build_row(row, state.header, state.across))
    return 1


def _enter(state: GridReading, found: Header, index: int) -> None:
    """A header repeated changes nothing; another one begins a new table."""
    for row in state.rows[index : index + found.depth]:
        state.troubles += undecoded(row[0].line, row)
    if state.header is None or found.words != state.header.words:
        _close(state)
        below = index + found.depth
        state.header = headers.with_guesses(found, state.rows[below : below + SAMPLE])


def _is_apart(state: GridReading, filled: Line, index: int) -> bool:
    """Whether a row is none of data: a section begins, or a title, a caption, a note or a total stands there."""
    first = filled[0]
    lone = len(filled) == 1 or (filled[1].inherited and all(cell.text == first.text for cell in filled))
    spanning = lone and state.header is not None and len(filled) > 1 and 3 * len(filled) >= 2 * state.header.width
    if found := _section(filled, lone=lone, spanning=spanning):
        _close(state)
        state.trail = sections.entered(state.trail, found)
        return True
    if state.header is None or (len(filled) <= 4 and sections.caption(first.text)):
        return True
    if lone and _TITLE.search(first.text) and _is_above_header(state, index):
        return True
    if spanning or (lone and first.column <= 2 and sections.is_note(first.text)) or sections.is_total(first.text):
        shown = " ".join(dict.fromkeys(cell.text.strip() for cell in filled))[:40]
        zh, en = f"表中说明，不属于任何事项：{shown}", f"a note, part of no item: {shown}"
        state.troubles.append(Trouble(first.line, first.column, zh, en))
        return True
    return False


def _section(filled: Line, *, lone: bool, spanning: bool) -> SectionHeading | None:
    if lone and filled[0].column <= 2:
        return sections.section(filled[0].text, spanning=spanning)
    return sections.numbered_section(filled[0].text, filled[1].text) if len(filled) == 2 else None


def _is_above_header(state: GridReading, index: int) -> bool:
    return any(headers.header_at(state.rows, at) for at in range(index + 1, min(index + 4, len(state.rows))))


def _close(state: GridReading) -> None:
    """Complete the rows under the present header and section."""
    builders = state.builders[state.open :]
    mark_short(builders, trims=state.trims)
    fill(builders)
    for made in builders:
        place(made, state.trail)
    state.open = len(state.builders)
