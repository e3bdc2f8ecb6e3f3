"""The stories of a document of Word 97-2003, paragraph by paragraph, to the body of a document."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from extract.model import Unreadable
from extract.reading.formats.word.binary import lists, rows
from extract.reading.formats.word.binary.attachments import attachments, headers
from extract.reading.formats.word.binary.characters import Characters
from extract.reading.formats.word.binary.pages import CHARACTERS, PARAGRAPHS, FormatPages
from extract.reading.formats.word.binary.pieces import Pieces
from extract.reading.formats.word.binary.properties import ParagraphProperties, of_paragraph
from extract.reading.formats.word.binary.streams import TablePart
from extract.reading.formats.word.binary.styles import DocumentStyles
from extract.reading.formats.word.body import DocumentBody
from extract.reading.formats.word.rows import TableLayout
from extract.reading.formats.word.texts import headers as texts_of_headers
from extract.reading.grid import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.reading.formats.word.binary.streams import Streams
    from extract.reading.formats.word.rows import RowDefinition
    from extract.reading.grid import Block, Paragraph
    from extract.reading.limits import Limits

_ENDS = re.compile("[\r\x07\x0c]")
#: A page has room for the properties of so many paragraphs; a document may have this many whatever its pages.
_OF_PAGE, _FEW = 29, 200_000
#: Properties of paragraphs that are kept taken apart.
_KEPT = 10_000
_NOTHING: frozenset[int] = frozenset()


class _Paragraph(NamedTuple):
    """Characters ``start`` to ``end``, which is its mark."""

    start: int
    end: int
    properties: ParagraphProperties

    @property
    def depth(self) -> int:
        """How many tables are around it."""
        return self.properties.depth

    @property
    def ends_cell(self) -> bool:
        """Whether it is the last of a cell."""
        return self.properties.ends_cell

    @property
    def ends_row(self) -> bool:
        """Whether it is no text but ends a row."""
        return self.properties.ends_row


class StoryReader:
    """Reads the text of a document as Word lays it out: in paragraphs, cells, rows and tables."""

    def __init__(self, streams: Streams, limits: Limits) -> None:
        self._streams = streams
        self._pieces = Pieces(streams)
        self._formats = FormatPages(streams.text, streams.part(TablePart.PARAGRAPH_PAGES), PARAGRAPHS)
        self._styles = DocumentStyles(streams.part(TablePart.STYLES))
        pages = FormatPages(streams.text, streams.part(TablePart.CHARACTER_PAGES), CHARACTERS)
        self._characters = Characters(self._pieces, pages, self._styles.on)
        self._known: dict[bytes, ParagraphProperties] = {}
        self._attachments = attachments(streams)
        self._body = DocumentBody(lists.numbering(streams), limits)
        self._layout = TableLayout(self._body, self._paragraph, self._current, self._definition)

    def blocks(self) -> Iterator[Block]:
        """The paragraphs and tables of the document; what its headers and footers hold is named."""
        for story in self._streams.lengths._fields:
            self._characters.blank_fields(*self._streams.lengths.span(story))
        self._story(*self._streams.lengths.span("main"))
        yield from self._body.blocks
        yield from self._headers()

    def _headers(self) -> Iterator[Paragraph]:
        main = self._characters.text[: self._streams.lengths.main]
        texts = (self._characters.current(start, end) for start, end in headers(self._streams))
        return texts_of_headers(texts, main)

    def _story(self, start: int, end: int) -> None:
        paragraphs = list(self._paragraphs(start, min(end, len(self._characters.text))))
        self._layout.flow(paragraphs)

    def _paragraphs(self, start: int, end: int) -> Iterator[_Paragraph]:
        most = max(_FEW, _OF_PAGE * len(self._formats))
        at = start
        for number, mark in enumerate(_ENDS.finditer(self._characters.text, start, end)):
            if number > most:
                raise Unreadable("", "文件已损坏：段落超过格式表", "damaged: more paragraphs than formats of them")
            place = mark.start()
            properties = self._properties(place, mark[0])
            if properties is not None:
                yield _Paragraph(at, place, properties)
                at = place + 1
        if at < end:
            yield _Paragraph(at, end, ParagraphProperties())

    def _properties(self, at: int, mark: str) -> ParagraphProperties | None:
        """The properties of the paragraph that a mark ends; None where it is a page break within one."""
        piece = self._pieces.of(at)
        place = piece.place + (at - piece.start) * piece.width
        run = self._formats.run(place)
        if mark == "\x0c" and run.end != place + piece.width:
            return None
        key = (run.properties or b"\0\0") + piece.properties
        properties = self._known.get(key)
        if properties is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            properties = self._known[key] = of_paragraph(key, self._streams.data)
        if mark == "\x07" and not properties.ends_row and not properties.ends_cell and properties.depth:
            return properties._replace(ends_cell=True)
        return properties

    def _definition(self, paragraph: _Paragraph) -> RowDefinition:
        """What ends a row is deleted with it; where that is hidden, the text of the row may well be shown."""
        definition = rows.definition(paragraph.properties.modifiers)
        definition.deleted = self._characters.at(paragraph.end).reason() is Reason.DELETED
        return definition

    def _current(self, paragraph: _Paragraph) -> str:
        return self._characters.current(paragraph.start, paragraph.end)

    def _paragraph(self, paragraph: _Paragraph) -> None:
        body = self._body
        body.enter_paragraph()
        base = self._styles.on.get(paragraph.properties.style, _NOTHING)
        for text, properties in self._characters.shown(paragraph.start, paragraph.end):
            if text:
                body.take(text, properties.reason(base))
        first = bisect_left(self._attachments, (paragraph.start,))
        last = bisect_left(self._attachments, (paragraph.end + 1,))
        attached = self._attachments[first:last]
        for beside in attached:
            if beside.reason is not None:
                body.take(self._characters.current(beside.start, beside.end), beside.reason)
        body.leave_paragraph(self._number(paragraph.properties))
        for beside in attached:
            if beside.reason is None:
                self._story(beside.start, beside.end)

    def _number(self, properties: ParagraphProperties) -> tuple[str, int] | None:
        number, level = self._styles.numbers.get(properties.style, (0, 0))
        number = number if properties.number is None else properties.number
        level = level if properties.level is None else properties.level
        return (str(number), level) if number else None
