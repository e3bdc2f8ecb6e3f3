"""Web pages to paragraphs and grids in document order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from extract.reading.formats.damage import broken_is_unreadable
from extract.reading.grid import Grid, GridCell, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.reading.grid import Block, Blocks

_UNSEEN = {"script", "style", "noscript", "template", "svg", "button", "select", "textarea", "iframe", "link", "meta"}
_INLINE = {
    "a", "abbr", "b", "bdo", "big", "cite", "code", "em", "font", "i", "ins", "label", "mark", "nobr", "o:p", "q", "s",
    "small", "span", "st1:chsdate", "strike", "strong", "sub", "sup", "u", "del",
}  # fmt: skip
_BLANKS = re.compile("[ \t\r\n\f]+")
#: No list has more columns; a page may claim more than memory holds.
_WIDEST = 200


def blocks(text: str) -> Blocks:
    """Paragraphs and tables of the page; ``line`` is that of the page's source.

    Raises Unreadable where there is nothing to read.
    """
    from lxml import html  # noqa: PLC0415

    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    with broken_is_unreadable("HTML"):
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
        return tuple(_blocks(root))


def _blocks(root: Any) -> Iterator[Block]:  # noqa: ANN401 - elements of lxml
    """Tables, and the runs of text between the edges of blocks."""
    pieces: list[str] = []
    line = 1
    for kind, piece, element in _flow(root, tables=True):
        if kind == "text":
            line = line if any(map(str.strip, pieces)) else element.sourceline or line
            pieces.append(piece)
            continue
        if printed := _tidy(pieces):
            yield Paragraph(printed, line)
        pieces = []
        if kind == "table":
            yield _grid(element)
    if printed := _tidy(pieces):
        yield Paragraph(printed, line)


def _flow(root: Any, *, tables: bool) -> Iterator[tuple[str, str, Any]]:  # noqa: ANN401
    """The page as it reads: ``text``, ``edge`` of a block, or - where ``tables`` are wanted - ``table``."""
    from lxml import etree  # noqa: PLC0415

    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        edge = element.tag not in _INLINE and element.tag != "br"
        if event == "start":
            is_table = tables and element.tag == "table" and not _is_layout(element)
            if is_table or element.tag in _UNSEEN:
                walker.skip_subtree()
            yield ("table" if is_table else "edge") if edge else "text", "\n" if element.tag == "br" else "", element
            if element.text and not is_table and element.tag not in _UNSEEN:
                yield "text", _BLANKS.sub(" ", element.text), element
        else:
            if edge:
                yield "edge", "", element
            if element.tail and element is not root:
                yield "text", _BLANKS.sub(" ", element.tail), element


def _tidy(pieces: list[str]) -> str:
    return re.sub(" *\n[ \n]*", "\n", "".join(pieces)).strip(" \n")


def _text(cell: Any) -> str:  # noqa: ANN401
    return _tidy(["\n" if kind == "edge" else piece for kind, piece, _ in _flow(cell, tables=False)])


def _is_layout(table: Any) -> bool:  # noqa: ANN401
    """A table that holds tables and has fewer than two rows of three cells arranges the page; it is looked through."""
    if table.find(".//table") is None:
        return False
    return sum(len(row.xpath("./td|./th")) >= 3 for row in _own_rows(table)) < 2


def _own_rows(table: Any) -> list[Any]:  # noqa: ANN401
    return list(table.xpath("./tr|./thead/tr|./tbody/tr|./tfoot/tr"))


def _grid(table: Any) -> Grid:  # noqa: ANN401
    rows: list[tuple[GridCell, ...]] = []
    hanging: dict[int, tuple[str, int]] = {}
    for row in _own_rows(table):
        cells, hanging = _cells(row, hanging)
        rows.append(cells)
    return Grid(tuple(rows))


_Hanging = dict[int, tuple[str, int]]


def _cells(row: Any, hanging: _Hanging) -> tuple[tuple[GridCell, ...], _Hanging]:  # noqa: ANN401
    """The cells of a row, and by column the texts that hang down into the next rows, with how many those are."""
    line = row.sourceline or 0
    cells: list[GridCell] = []
    below = {column: (text, rows - 1) for column, (text, rows) in hanging.items() if rows > 1}
    for cell in row.xpath("./td|./th"):
        while len(cells) in hanging:
            cells.append(GridCell(hanging[len(cells)][0], line, len(cells) + 1, inherited=True))
        text, rows = _text(cell), _number(cell, "rowspan")
        for at in range(min(_number(cell, "colspan"), _WIDEST)):
            if rows > 1:
                below[len(cells)] = (text, rows - 1)
            cells.append(GridCell(text, line, len(cells) + 1, at > 0))
    rest = range(len(cells), max(hanging, default=-1) + 1)
    cells += [GridCell(hanging.get(at, ("", 0))[0], line, at + 1, at in hanging) for at in rest]
    return tuple(cells), below


def _number(cell: Any, name: str) -> int:  # noqa: ANN401
    digits = re.match(r"\s*(\d{1,5})", cell.get(name, ""))
    return max(1, int(digits[1])) if digits else 1
