"""Documents of Word and WPS (.docx) to paragraphs and grids in document order."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from extract.reading.formats.damage import broken_is_unreadable
from extract.reading.grid import Grid, GridCell, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.reading.grid import Block, Blocks

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Text that is not shown: moved away, or a second rendering of the same text box.
_HIDDEN = {f"{_W}moveFrom", f"{_W}del", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}


def blocks(data: bytes) -> Blocks:
    """Paragraphs and tables. ``line`` counts paragraphs outside tables, and rows within each table, from 1.

    Raises Unreadable where the document cannot be opened. Numbers that Word adds by itself (automatic lists) are not
    part of the text and are not read.
    """
    from docx import Document  # noqa: PLC0415

    with broken_is_unreadable(".docx"):
        return tuple(_blocks(Document(BytesIO(data)).element.body))


def _blocks(body: Any) -> Iterator[Block]:  # noqa: ANN401 - elements of lxml
    line = 0
    for element in _within(body, {f"{_W}p", f"{_W}tbl"}):
        if element.tag == f"{_W}tbl":
            yield _grid(element)
        else:
            line += 1
            yield Paragraph(_text(element), line)


def _within(parent: Any, tags: set[str]) -> Iterator[Any]:  # noqa: ANN401
    """The nearest descendants with one of ``tags``: content controls and the like are looked through."""
    for element in parent:
        if element.tag in tags:
            yield element
        elif element.tag not in _HIDDEN:
            yield from _within(element, tags)


def _grid(table: Any) -> Grid:  # noqa: ANN401
    rows: list[tuple[GridCell, ...]] = []
    for line, row in enumerate(_within(table, {f"{_W}tr"}), start=1):
        above = rows[-1] if rows else ()
        rows.append(tuple(_cells(row, line, above)))
    return Grid(tuple(rows))


def _cells(row: Any, line: int, above: tuple[GridCell, ...]) -> Iterator[GridCell]:  # noqa: ANN401
    """The cells of a row on the columns of its table; a cell merged downwards repeats the one above it."""
    column = 1
    for _ in range(_number(row, "trPr", "gridBefore", 0)):
        yield GridCell("", line, column)
        column += 1
    for cell in _within(row, {f"{_W}tc"}):
        merged = cell.find(f"{_W}tcPr/{_W}vMerge")
        goes_on = merged is not None and merged.get(f"{_W}val", "continue") == "continue"
        covers = goes_on and column <= len(above)
        text = above[column - 1].text if covers else _text(cell)
        for at in range(max(1, min(_number(cell, "tcPr", "gridSpan", 1), 200))):
            yield GridCell(text, line, column, covers or at > 0)
            column += 1


def _number(element: Any, properties: str, name: str, default: int) -> int:  # noqa: ANN401
    found = element.find(f"{_W}{properties}/{_W}{name}")
    return default if found is None else int(found.get(f"{_W}val", default))


def _text(element: Any) -> str:  # noqa: ANN401
    """The text shown in a paragraph or cell, its paragraphs joined by newlines."""
    return "".join(_pieces(element)).strip("\n")


def _pieces(element: Any) -> Iterator[str]:  # noqa: ANN401
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag not in _HIDDEN and isinstance(child.tag, str) and not child.tag.endswith("Pr"):
            yield from _pieces(child)
            if child.tag == f"{_W}p":
                yield "\n"
