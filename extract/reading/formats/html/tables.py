"""Tables of a page to grids, spans as browsers understand them (HTML standard, 4.9.12), and lists laid out by div."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from extract.reading import header_words
from extract.reading.formats.html.flow import flow, hidden_text, tidy
from extract.reading.grid import Grid, GridCell, Omission, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extract.reading.formats.html.visibility import Visibility
    from extract.reading.limits import Limits

#: By column the texts that hang down into the rows below, and how many of those they cover.
_Hanging = dict[int, tuple[str, int]]
_LONGEST_SPAN = 65_534
_GROUPS = ("thead", "tbody", "tfoot")
#: A list laid out without a table has at least so many columns.
_LEAST = 3


def is_layout(table: Any) -> bool:  # noqa: ANN401 - elements of lxml
    """A table that holds tables and has fewer than two rows of three cells arranges the page; it is looked through."""
    if table.find(".//table") is None:
        return False
    rows = (row for group in _groups(table) for row in group)
    return sum(len(row.xpath("./td|./th")) >= 3 for row in rows) < 2


def captions(table: Any) -> list[str]:  # noqa: ANN401
    """What is printed as the heading of a table."""
    return [text for child in table if child.tag == "caption" if (text := hidden_text(child))]


def text_between(table: Any) -> list[str]:  # noqa: ANN401
    """Text that stands in a table and in none of its cells, as writers of pages leave some between rows."""
    texts = [table.text]
    for child in table:
        rows = [child] if child.tag == "tr" else list(child) if child.tag in _GROUPS else []
        texts += [text for row in rows for text in (row.text, *(cell.tail for cell in row))]
        texts += [row.tail for row in rows if row is not child]
        texts += [child.text if child.tag in _GROUPS else "", child.tail]
    return [text.strip() for text in texts if text and text.strip()]


def _groups(table: Any) -> Iterator[list[Any]]:  # noqa: ANN401
    """The rows of a table group by group; rows without a group are one as well."""
    loose: list[Any] = []
    for child in table:
        if child.tag == "tr":
            loose.append(child)
        elif child.tag in _GROUPS:
            if loose:
                yield loose
                loose = []
            yield [row for row in child if row.tag == "tr"]
    if loose:
        yield loose


class GridMaker:
    """Makes one table a grid: ``rows`` and ``omissions`` so far."""

    def __init__(self, visibility: Visibility, limits: Limits) -> None:
        self.visibility, self.limits = visibility, limits
        self.rows: list[tuple[GridCell, ...]] = []
        self.omissions: list[Omission] = []
        self.cells = self.own = 0
        self.full = False

    def table(self, table: Any) -> Grid:  # noqa: ANN401
        """The grid of a table."""
        for group in _groups(table):
            hidden = self._why_hidden(group[0].getparent()) if group and group[0].getparent() is not table else None
            self._group(group, hidden)
        return self.grid()

    def grid(self) -> Grid:
        """The grid of what was added."""
        return Grid(tuple(self.rows), omissions=tuple(self.omissions))

    def _why_hidden(self, element: Any) -> Reason | None:  # noqa: ANN401
        return self.visibility.reason(element)

    def _group(self, group: list[Any], hidden: Reason | None) -> None:
        hanging: _Hanging = {}
        for row in group:
            reason = hidden or self._why_hidden(row)
            if reason:
                self._omit_row(row, reason)
            elif not self.full:
                hanging = self.add(row, row.xpath("./td|./th"), hanging)

    def _omit_row(self, row: Any, reason: Reason) -> None:  # noqa: ANN401
        for column, cell in enumerate(row.xpath("./td|./th"), start=1):
            if text := hidden_text(cell):
                self.omissions.append(Omission(row.sourceline or 0, column, text, reason))

    def add(self, row: Any, printed: Iterable[Any], hanging: _Hanging) -> _Hanging:  # noqa: ANN401
        """A row of these cells; what hangs down from it comes back."""
        line = row.sourceline or 0
        cells: list[GridCell] = []
        below = {column: (text, rows - 1) for column, (text, rows) in hanging.items() if rows > 1}
        for cell in printed:
            while len(cells) in hanging:
                cells.append(GridCell(hanging[len(cells)][0], line, len(cells) + 1, inherited=True))
            if len(cells) >= self.limits.columns:
                self._overflow(line, len(cells) + 1, hidden_text(cell))
                break
            self._put(cell, line, cells, below)
        rest = range(len(cells), max(hanging, default=-1) + 1)
        cells += [GridCell(hanging.get(at, ("", 0))[0], line, at + 1, at in hanging) for at in rest]
        self._add_row(line, tuple(cells))
        return below

    def _put(self, cell: Any, line: int, cells: list[GridCell], below: _Hanging) -> None:  # noqa: ANN401
        """A cell and what it spans; one that is not displayed takes no place, as the cells behind it move up."""
        column = len(cells) + 1
        reason = self.visibility.reason(cell)
        text = "" if reason else self._text(cell, line, column)
        if reason:
            self.omissions += [Omission(line, column, hidden, reason) for hidden in [hidden_text(cell)] if hidden]
            if reason is Reason.INVISIBLE and re.search(r"display\s*:\s*none", cell.get("style", ""), re.IGNORECASE):
                return
        self.own += 1
        rows = _span(cell, "rowspan")
        for at in range(min(max(1, _span(cell, "colspan")), self.limits.columns - len(cells))):
            if rows != 1:
                below[len(cells)] = (text, rows - 1 if rows else _LONGEST_SPAN)
            cells.append(GridCell(text, line, len(cells) + 1, at > 0))

    def _text(self, cell: Any, line: int, column: int) -> str:  # noqa: ANN401
        pieces: list[str] = []
        for piece in flow(cell, self.visibility):
            if piece.kind == "omission" and piece.reason and piece.text:
                self.omissions.append(Omission(line, column, piece.text, piece.reason))
            else:
                pieces.append("\n" if piece.kind == "edge" else piece.text)
        text = tidy(pieces)
        if len(text) > self.limits.cell_length:
            self.omissions.append(Omission(line, column, text[:1000], Reason.TOO_LONG))
            return ""
        return text

    def _add_row(self, line: int, cells: tuple[GridCell, ...]) -> None:
        if self.cells > self.limits.cells or self.cells - self.own > self.limits.blanks + 4 * self.own:
            self._overflow(line, 0, "")
            self.full = True
            return
        self.cells += len(cells)
        self.rows.append(cells)

    def _overflow(self, line: int, column: int, text: str) -> None:
        if not any(omission.reason is Reason.TOO_MUCH for omission in self.omissions[-1:]):
            self.omissions.append(Omission(line, column, text, Reason.TOO_MUCH))


def _span(cell: Any, name: str) -> int:  # noqa: ANN401
    """A span as browsers read it: its leading digits; 1 where there are none, 0 is to the end of the group."""
    digits = re.match(r"\s*\+?(\d+)", cell.get(name, ""))
    return min(int(digits[1][:9]), _LONGEST_SPAN) if digits else 1


def listed_width(root: Any, visibility: Visibility) -> int:  # noqa: ANN401
    """How many columns a list has that is laid out without tables; 0 where there is none.

    Its header is an element without a text of its own whose children are header words, most of them known.
    """
    for element in root.iter("div", "ul", "ol", "li", "section", "dl", "p", "header"):
        if _LEAST <= len(element) <= 60 and not (element.text or "").strip():
            texts = [hidden_text(child) for child in element if isinstance(child.tag, str)]
            known = sum(header_words.role(text) is not None for text in texts)
            if known >= _LEAST and 2 * known >= len(texts) and visibility.reason(element) is None:
                return len(texts)
    return 0


def is_listed_row(element: Any, width: int) -> bool:  # noqa: ANN401
    """Whether an element is a row of a list laid out without tables: so many children, and no text between them.

    What holds as many rows as a row has cells is none itself.
    """
    if element.tag in {"html", "body", "head"} or len(element) != width:
        return False
    if sum(len(child) == width for child in element) > 1:
        return False
    return not any((text or "").strip() for text in (element.text, *(child.tail for child in element)))
