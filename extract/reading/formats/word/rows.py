"""Rows of tables that tell of their cells by their edges, as .doc and RTF do, put on the columns of the table."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from extract.reading.grid import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from extract.reading.formats.word.body import DocumentBody

#: How a cell is merged down that goes into the one above it.
GOES_ON = 1
#: Twips (1/1440 inch) within which the edges of two rows are one; a column of one small character has twice as many.
_NARROW = 100


@dataclass(slots=True)
class RowDefinition:
    """The ``edges`` of the cells in twips, one more than cells; how each is merged ``across`` and ``down``.

    A cell merged across goes into the one before it; one merged down has ``GOES_ON``
    where it goes into the cell above. The row may be ``deleted`` by a revision.
    """

    edges: tuple[int, ...] = ()
    across: list[bool] = field(default_factory=list)
    down: list[int] = field(default_factory=list)
    deleted: bool = False


def across(values: list[int]) -> Iterator[bool]:
    """Which cells go into the one before them.

    Descriptions of the format differ on which of 1 and 2 is the first cell of those merged and which are the others;
    the first of a run of either is the first, and its value begins the next ones.
    """
    begins = 0
    for value in values:
        if not value or not begins:
            begins = value
            yield False
        else:
            yield value != begins


class Columns:
    """The columns of a table, from the edges of all of its rows."""

    def __init__(self, rows: Iterable[RowDefinition]) -> None:
        edges: dict[int, set[tuple[int, ...]]] = {}
        for row in rows:
            for edge in row.edges:
                edges.setdefault(edge, set()).add(row.edges)
        self._edges: list[int] = []
        of_last: set[tuple[int, ...]] = set()
        for edge in sorted(edges):
            if self._edges and edge - self._edges[-1] < _NARROW and not of_last & edges[edge]:
                of_last |= edges[edge]
            else:
                self._edges.append(edge)
                of_last = edges[edge]

    def spans(self, row: RowDefinition) -> tuple[int, list[int]]:
        """How many columns stand before a row, and how many each of its cells takes, none of them fewer than one."""
        bounds = [max(0, bisect_right(self._edges, edge) - 1) for edge in row.edges]
        before = at = bounds[0] if bounds else 0
        spans = []
        for bound in bounds[1:]:
            spans.append(max(1, bound - at))
            at += spans[-1]
        return before, spans


class LaidParagraph(Protocol):
    """A paragraph: ``depth`` tables are around it; it may be the last of a cell, or what ends a row."""

    @property
    def depth(self) -> int:
        """How many tables are around it."""

    @property
    def ends_cell(self) -> bool:
        """Whether it is the last of a cell."""

    @property
    def ends_row(self) -> bool:
        """Whether it is no text but ends a row."""


_Paragraph = TypeVar("_Paragraph", bound=LaidParagraph)


class TableLayout(Generic[_Paragraph]):
    """Tells a body of paragraphs in tables; three functions tell what a paragraph holds.

    ``paragraph`` tells the body of it, ``current`` gives its text, ``definition`` what it says of the row it ends.
    """

    def __init__(
        self,
        body: DocumentBody,
        paragraph: Callable[[_Paragraph], None],
        current: Callable[[_Paragraph], str],
        definition: Callable[[_Paragraph], RowDefinition],
    ) -> None:
        self._body, self._paragraph, self._current, self._definition = body, paragraph, current, definition

    def flow(self, paragraphs: Sequence[_Paragraph], depth: int = 0) -> None:
        """Paragraphs at a depth of tables, and the tables below it."""
        at = 0
        while at < len(paragraphs):
            first = at
            while at < len(paragraphs) and paragraphs[at].depth > depth:
                at += 1
            if at > first:
                self._table(paragraphs[first:at], depth + 1)
            else:
                self._paragraph(paragraphs[at])
                at += 1

    def _table(self, paragraphs: Sequence[_Paragraph], depth: int) -> None:
        ends = [at for at, paragraph in enumerate(paragraphs) if paragraph.depth == depth and paragraph.ends_row]
        definitions = [self._definition(paragraphs[at]) for at in ends]
        columns = Columns(definitions)
        self._body.enter_table()
        first = 0
        for at, definition in zip(ends, definitions, strict=True):
            self._row(paragraphs[first:at], depth, columns, definition)
            first = at + 1
        if first < len(paragraphs):
            self._row(paragraphs[first:], depth, columns, RowDefinition())
        self._body.leave_table()

    def _row(self, paragraphs: Sequence[_Paragraph], depth: int, columns: Columns, definition: RowDefinition) -> None:
        body = self._body
        body.enter_row()
        row = body.row
        row.reason = Reason.DELETED if definition.deleted else None
        before, spans = columns.spans(definition)
        row.before = min(before, body.limits.columns)
        for number, cell in enumerate(_cells(paragraphs, depth)):
            if row.cells and number < len(definition.across) and definition.across[number]:
                row.cells[-1].span += spans[number]
                for paragraph in cell:  # merged into the one before it: Word does not show it
                    body.take(self._current(paragraph), Reason.COVERED)
                continue
            body.enter_cell()
            row.cells[-1].span = spans[number] if number < len(spans) else 1
            row.cells[-1].goes_on = number < len(definition.down) and definition.down[number] == GOES_ON
            self.flow(cell, depth)
        body.leave_row()


def _cells(paragraphs: Sequence[_Paragraph], depth: int) -> Iterator[Sequence[_Paragraph]]:
    """The paragraphs of each cell of a row."""
    first = 0
    for at, paragraph in enumerate(paragraphs):
        if paragraph.depth == depth and paragraph.ends_cell:
            yield paragraphs[first : at + 1]
            first = at + 1
    if first < len(paragraphs):
        yield paragraphs[first:]
