"""Web pages to paragraphs and grids in document order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from extract.model import Unreadable
from extract.reading import header_words
from extract.reading.formats import scripts
from extract.reading.formats.damage import broken_is_unreadable
from extract.reading.formats.html.flow import Piece, flow, hidden_text, tidy
from extract.reading.formats.html.tables import (
    GridMaker,
    captions,
    is_layout,
    is_listed_row,
    listed_width,
    text_between,
)
from extract.reading.formats.html.visibility import Visibility
from extract.reading.grid import Grid, Omission, Paragraph
from extract.reading.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.reading.grid import Block, Blocks


#: The library stops at the end of a page; browsers go on, and files hold several pages one after another.
_END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)


def blocks(text: str, limits: Limits = DEFAULT) -> Blocks:
    """Paragraphs and tables of the page; ``line`` is that of the page's source.

    A page without a table whose list is laid out by ``div`` or the like gives a table as well, and so does one that
    holds its list as data in its scripts.
    Raises Unreadable where there is nothing to read, or more tags than the limit of cells.
    """
    from lxml import html  # noqa: PLC0415

    _check_tags(text, limits)
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    with broken_is_unreadable("HTML"):
        root = html.document_fromstring(_END.sub("", text).encode("utf-8", "replace"), parser=parser)
        page_blocks = tuple(_Page(root, limits).blocks())
    return (
        page_blocks
        if any(isinstance(block, Grid) for block in page_blocks)
        else (*page_blocks, *scripts.of_page(text, limits))
    )


def _check_tags(text: str, limits: Limits) -> None:
    """The tree of a page takes some 200 bytes a tag, and the page itself is there several times."""
    length, longest = len(text), 2 * limits.cells
    if length > longest:
        raise Unreadable(
            "",
            f"网页有{length}字，超过上限{longest}字（--limit cells=… 的两倍）；请另存为 .xlsx 或 .csv",
            f"a page of {length} characters, the limit is {longest} (twice --limit cells=…); save it as .xlsx or .csv",
        )
    tags, most = text.count("<"), max(1000, limits.cells // 8)
    if tags > most:
        raise Unreadable(
            "",
            f"网页有{tags}个标签，超过上限{most}个（--limit cells=… 的八分之一）；请另存为 .xlsx 或 .csv",
            f"a page of {tags} tags, the limit is {most} (an eighth of --limit cells=…); save it as .xlsx or .csv",
        )


#: What sets the name of a field apart from its value on the same line.
_LABELS = frozenset({"span", "b", "strong", "label", "em", "font", "i", "u"})
#: The blank behind such a name where a colon, or nothing, follows.
_LABELLED = re.compile("\t[ \u3000]*(?=[:：\n]|\\Z)")


class _Page:
    """A page on its way to blocks; ``width`` is that of the list laid out without a table, or 0."""

    def __init__(self, root: Any, limits: Limits) -> None:  # noqa: ANN401 - elements of lxml
        self.root, self.limits = root, limits
        self.visibility = Visibility(style.text or "" for style in root.iter("style"))
        self.width = 0 if root.find(".//table") is not None else listed_width(root, self.visibility)
        self.pieces: list[str] = []
        self.omissions: list[Omission] = []
        self.line = 1
        self.listed: GridMaker | None = None

    def blocks(self) -> Iterator[Block]:
        """Tables, and the runs of text between the edges of blocks."""
        for piece in flow(self.root, self.visibility, self._is_taken):
            if piece.kind == "table":
                yield from self._paragraph()
                yield from self._table(piece)
            elif piece.kind == "edge":
                yield from self._paragraph()
            elif piece.reason:
                self.omissions.append(Omission(piece.element.sourceline or 0, 0, piece.text, piece.reason))
            else:
                self.line = self.line if any(map(str.strip, self.pieces)) else piece.element.sourceline or self.line
                self.pieces.append(f"{piece.text}\t" if self._is_label(piece) else piece.text)
        yield from self._paragraph()
        yield from self._end_of_list()

    def _is_label(self, piece: Piece) -> bool:
        """Whether a text is the name of a field set apart at the beginning of a line: <span>职权名称</span>."""
        word = piece.text.strip()
        if not word or header_words.role(word) is None or "".join(self.pieces).rpartition("\n")[2].strip():
            return False
        own = (piece.element.text or "").strip() == word
        label = piece.element if own else piece.element.getparent()
        return label is not None and label.tag in _LABELS and hidden_text(label) == word

    def _is_taken(self, element: Any) -> bool:  # noqa: ANN401
        if element.tag == "table":
            return not is_layout(element)
        return bool(self.width) and is_listed_row(element, self.width)

    def _table(self, piece: Piece) -> Iterator[Block]:
        if piece.element.tag == "table":
            line = piece.element.sourceline or self.line
            yield from (Paragraph(text, line) for text in captions(piece.element))
            yield GridMaker(self.visibility, self.limits).table(piece.element)
            yield from (Paragraph(text, line) for text in text_between(piece.element))
            return
        self.listed = self.listed or GridMaker(self.visibility, self.limits)
        self.listed.add(piece.element, list(piece.element), {})

    def _paragraph(self) -> Iterator[Block]:
        """The text gathered up to here; it ends a list laid out without a table."""
        if (printed := _LABELLED.sub("", tidy(self.pieces))) or any(omission.text for omission in self.omissions):
            yield from self._end_of_list()
            yield Paragraph(printed, self.line, tuple(omission for omission in self.omissions if omission.text))
        self.pieces, self.omissions = [], []

    def _end_of_list(self) -> Iterator[Block]:
        if self.listed is not None:
            yield self.listed.grid()
        self.listed = None
