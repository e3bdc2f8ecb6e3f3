"""A row in the making: cells under their columns, before they inherit anything."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from extract.model import Cell, Role, Trouble
from extract.reading.encoding import BAD

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extract.reading.grid import GridCell
    from extract.reading.headers import Header
    from extract.reading.sections import Section

_ESSENTIAL = frozenset({Role.NAME, Role.BASIS})


@dataclass(slots=True)
class Draft:
    """A row whose ``cells`` can still change; ``printed`` cells it has, where its table expects ``expected``."""

    line: int
    cells: list[Cell]
    printed: int = 0
    expected: int = 0
    troubles: list[Trouble] = field(default_factory=list)

    def at(self, role: Role) -> int | None:
        """The position of the first cell of that role."""
        return next((index for index, cell in enumerate(self.cells) if cell.role is role), None)

    def text(self, role: Role) -> str:
        """The text of the first cell of that role without outer blanks, or the empty string."""
        return next((cell.text.strip() for cell in self.cells if cell.role is role), "")


def draft(row: Sequence[GridCell], header: Header, across: Sequence[bool] = ()) -> Draft:
    """The row under its header; a cell covered by the one to its left (``across``) is empty.

    Empty cells stay where their column has a name of its own. Cells beyond the last column stay too, of role OTHER.
    """
    if any(across):
        row = [cell._replace(text="", inherited=False) if across[at] else cell for at, cell in enumerate(row)]
    cells = [
        Cell(column.role, column.header, cell.text, cell.column, cell.inherited)
        for column, cell in zip(header.columns, row, strict=False)
        if cell.text or (column.header and not column.repeats)
    ]
    made = Draft(row[0].line, cells, len(row), header.width)
    if len(row) > header.width:
        beyond = [cell for cell in row[header.width :] if cell.text.strip()]
        cells += [Cell(Role.OTHER, "", cell.text, cell.column, cell.inherited) for cell in beyond]
        made.troubles += [_miscounted(made, cell.column) for cell in beyond[:1]]
    return made


def mark_short(drafts: Sequence[Draft], *, trims: bool) -> None:
    """Mark the rows that have fewer cells than their table has columns.

    Some programs that write text leave out the empty cells at the end of a row (``trims``). Where they have done so -
    most of several rows are short and none ends in an empty cell - only a row without its name or basis is marked.
    """
    short = [draft for draft in drafts if draft.printed < draft.expected]
    essential: set[Role] = set()
    if trims and len(short) > max(2, len(drafts) / 2) and all(_ends_filled(draft) for draft in drafts):
        essential = {cell.role for draft in drafts for cell in draft.cells} & _ESSENTIAL
    for draft in short:
        if not essential or essential - {cell.role for cell in draft.cells}:
            draft.troubles.append(_miscounted(draft, draft.printed + 1))


def _ends_filled(draft: Draft) -> bool:
    return bool(draft.cells) and bool(draft.cells[-1].text.strip())


def _miscounted(draft: Draft, column: int) -> Trouble:
    zh = f"应有{draft.expected}格，实有{draft.printed}格"
    return Trouble(draft.line, column, zh, f"expected {draft.expected} cells, found {draft.printed}")


def place(draft: Draft, sections: Iterable[Section]) -> None:
    """Give a row the type and body of the sections it stands in, where it does not say them itself."""
    for section in sections:
        at = draft.at(section.role) if section.role is not Role.OTHER else None
        if at is None:
            draft.cells.append(section.cell)
        elif not draft.cells[at].text.strip():
            draft.cells[at] = replace(draft.cells[at], text=section.text, inherited=True)


def undecoded(line: int, cells: Iterable[Cell | GridCell]) -> list[Trouble]:
    """One trouble for every cell in which bytes could not be decoded."""
    return [
        Trouble(
            line,
            cell.column,
            f"第{cell.column}格有无法解码的字节，以{BAD}代替",
            f"bytes in cell {cell.column} cannot be decoded, shown as {BAD}",
        )
        for cell in cells
        if BAD in cell.text
    ]
