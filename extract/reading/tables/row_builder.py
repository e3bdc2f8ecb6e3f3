"""A row in the making: cells under their columns, before they inherit anything."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from extract.model import Cell, Role, Trouble
from extract.reading import plain
from extract.reading.formats.encoding import BAD
from extract.reading.paged import Paged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extract.model import Tier
    from extract.reading.grid import GridCell
    from extract.reading.tables.headers import Header, HeaderColumn
    from extract.reading.tables.sections import SectionHeading

_ESSENTIAL = frozenset({Role.NAME, Role.BASIS})


@dataclass(slots=True)
class RowBuilder:
    """A row whose ``cells`` can still change; ``printed`` cells it has, where its table expects ``expected``.

    ``number`` is its place among the rows of data of its grid, from 1, and ``part`` that of its table in the grid.
    """

    line: int
    cells: list[Cell]
    printed: int = 0
    expected: int = 0
    troubles: list[Trouble] = field(default_factory=list)
    number: int = 1
    part: int = 0
    tiers: list[Tier] = field(default_factory=list)

    def at(self, role: Role) -> int | None:
        """The position of the first cell of that role."""
        return next((index for index, cell in enumerate(self.cells) if cell.role is role), None)

    def text(self, role: Role) -> str:
        """The text of the first cell of that role without outer blanks, or the empty string."""
        return next((cell.text.strip() for cell in self.cells if cell.role is role), "")


def build_row(
    row: Sequence[GridCell], header: Header, across: Sequence[bool] = (), above: dict[int, Cell] | None = None
) -> RowBuilder:
    """The row under its header; a cell covered by the one to its left (``across``) is empty.

    ``above`` are the cells last made, by column: one that says the same is the same, as most of a long list are.

    Empty cells stay where their column has a name of its own. Cells beyond the last column stay too, of role OTHER.
    """
    if any(across):
        row = [cell._replace(text="", inherited=False) if across[at] else cell for at, cell in enumerate(row)]
    cells = [
        _made(column, cell, above)
        for column, cell in zip(header.columns, row, strict=False)
        if cell.text or (column.header and not column.repeats)
    ]
    for columns in header.spread:
        cells = _spread(cells, {index + 1 for index in columns})
    made = RowBuilder(row[0].line, cells, len(row), header.width)
    if len(row) > header.width:
        beyond = [cell for cell in row[header.width :] if cell.text.strip()]
        made.cells += [Cell(Role.OTHER, "", cell.text, cell.column, cell.inherited) for cell in beyond]
        made.troubles += [_miscounted(made, cell.column) for cell in beyond[:1]]
    return made


def _made(column: HeaderColumn, cell: GridCell, above: dict[int, Cell] | None) -> Cell:
    """The cell under its column, or the one above where it is the same in all."""
    last = above.get(cell.column) if above is not None else None
    if last is not None and last.text == cell.text and last.inherited == cell.inherited:
        return last
    made = Cell(column.role, column.header, cell.text, cell.column, cell.inherited)
    if above is not None:
        above[cell.column] = made
    return made


def _spread(cells: list[Cell], columns: set[int]) -> list[Cell]:
    """The cells of one text spread over columns as one cell, its parts joined by line breaks."""
    own = [cell for cell in cells if cell.column in columns]
    filled = [cell for cell in own if cell.text.strip()]
    if not own:
        return cells
    joined = Cell(
        own[0].role,
        "、".join(cell.header for cell in own),
        "\n".join(cell.text for cell in filled),
        own[0].column,
        bool(filled) and all(cell.inherited for cell in filled),
    )
    at = cells.index(own[0])
    rest = [cell for cell in cells if cell.column not in columns]
    return [*rest[:at], joined, *rest[at:]]


class Shortness:
    """Which rows have fewer cells than their table has columns, or more of them where the others have not.

    Some programs that write text leave out the empty cells at the end of a row (``trims``). Where they have done so -
    most of several rows are short and none ends in an empty cell - only a row without its name or basis is marked.
    Every row is looked at before the first one is marked.
    """

    __slots__ = ("_count", "_long", "_short")

    def __init__(self) -> None:
        self._count = self._short = self._long = 0

    def look(self, builder: RowBuilder) -> None:
        """Count a row."""
        self._count += 1
        self._short += builder.printed < builder.expected
        self._long += builder.printed > builder.expected

    def marked(self, builders: Iterable[RowBuilder], *, trims: bool) -> Iterator[RowBuilder]:
        """The rows, which can be gone through several times, marked."""
        if not self._short and not self._long:
            yield from builders
            return
        usual = trims and 2 * self._long < self._count
        essential: set[Role] = set()
        if trims and self._short > max(2, self._count / 2) and all(map(_ends_filled, builders)):
            essential = {cell.role for builder in builders for cell in builder.cells} & _ESSENTIAL
        for builder in builders:
            if builder.printed > builder.expected and usual and not builder.troubles:
                # Most rows have as many cells as the header: one more, though empty, has moved the others.
                builder.troubles.append(_miscounted(builder, builder.expected + 1))
            elif builder.printed < builder.expected and (
                not essential or essential - {cell.role for cell in builder.cells}
            ):
                builder.troubles.append(_miscounted(builder, builder.printed + 1))
            yield builder


def _ends_filled(builder: RowBuilder) -> bool:
    return bool(builder.cells) and bool(builder.cells[-1].text.strip())


def _miscounted(builder: RowBuilder, column: int) -> Trouble:
    zh = f"应有{builder.expected}格，实有{builder.printed}格"
    return Trouble(builder.line, column, zh, f"expected {builder.expected} cells, found {builder.printed}")


def place(builder: RowBuilder, sections: Iterable[SectionHeading]) -> None:
    """Give a row the type and body of the sections it stands in, where it does not say them itself."""
    for section in sections:
        at = builder.at(section.role) if section.role is not Role.OTHER else None
        if at is None:
            builder.cells.append(section.cell)
        elif not builder.cells[at].text.strip():
            builder.cells[at] = replace(builder.cells[at], text=section.text, inherited=True)


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


def kept_builders(rows: Iterable[RowBuilder] = ()) -> Paged[RowBuilder]:
    """Rows in the making, in pages where they are many: then what is changed of one before the last is lost."""
    kept = Paged(_plain_row, _made_row)
    kept.extend(rows)
    return kept


def _plain_row(made: RowBuilder) -> tuple[Any, ...]:
    return (
        made.line,
        [*map(plain.plain_cell, made.cells)],
        made.printed,
        made.expected,
        [*map(plain.plain_trouble, made.troubles)],
        made.number,
        made.part,
        [*map(plain.plain_tier, made.tiers)],
    )


def _made_row(values: tuple[Any, ...]) -> RowBuilder:
    line, cells, printed, expected, troubles, number, part, own_tiers = values
    return RowBuilder(
        line,
        [*map(plain.made_cell, cells)],
        printed,
        expected,
        [Trouble(*each) for each in troubles],
        number,
        part,
        [*map(plain.made_tier, own_tiers)],
    )
