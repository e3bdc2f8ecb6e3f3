"""What a document of Word 97-2003 keeps beside its main text: notes, comments, headers, text boxes ([MS-DOC] 2.3)."""

from __future__ import annotations

from itertools import pairwise
from struct import unpack_from
from typing import TYPE_CHECKING, NamedTuple

from extract.reading.formats.word.binary.streams import TablePart, positions
from extract.reading.grid import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.reading.formats.word.binary.streams import Streams

#: The stories of notes, the part with the places of their signs and how many bytes each has, the part with the bounds.
_NOTES = (
    ("footnotes", TablePart.FOOTNOTE_PLACES, 2, TablePart.FOOTNOTES),
    ("endnotes", TablePart.ENDNOTE_PLACES, 2, TablePart.ENDNOTES),
    ("comments", TablePart.COMMENT_PLACES, 30, TablePart.COMMENTS),
)
#: Bytes of a shape and of a text box, and where the latter names its shape ([MS-DOC] 2.9.253, 2.9.96).
_SHAPE, _BOX, _BOX_NAME = 26, 22, 14
#: The first texts of the story of headers are lines between text and notes.
_LINES = 6
#: Notes and headers that are read at most.
_MOST = 100_000


class Attachment(NamedTuple):
    """Characters ``start`` to ``end`` of another story, attached ``at`` a character of the main text.

    Those of a text box have no ``reason``: they are read.
    """

    at: int
    start: int
    end: int
    reason: Reason | None


def attachments(streams: Streams) -> list[Attachment]:
    """Notes, comments and text boxes by their places in the main text; without a place, at its end."""
    notes = [note for story, places, size, bounds in _NOTES for note in _notes(streams, story, places, size, bounds)]
    return sorted([*notes, *_boxes(streams)], key=_place)[:_MOST]


def _place(attachment: Attachment) -> tuple[int, int]:
    return attachment.at, attachment.start


def headers(streams: Streams) -> Iterator[tuple[int, int]]:
    """The spans of the headers and footers of pages."""
    first, last = streams.lengths.span("headers")
    bounds = positions(streams.part(TablePart.HEADERS))
    for start, end in list(pairwise(bounds))[_LINES:_MOST]:
        if start < end <= last - first:
            yield first + start, first + end
    boxes = streams.lengths.span("header_boxes")
    if boxes[0] < boxes[1]:
        yield boxes


def _notes(streams: Streams, story: str, places: TablePart, size: int, bounds: TablePart) -> Iterator[Attachment]:
    first, last = streams.lengths.span(story)
    main = streams.lengths.main
    signs = positions(streams.part(places), size)[:-1]
    at = first
    for number, (start, end) in enumerate(pairwise(positions(streams.part(bounds)))):
        if number < len(signs) and at <= first + start < first + end <= last:
            yield Attachment(min(signs[number], main - 1), first + start, first + end, Reason.NOTE)
            at = first + end
    if last - at > 1:
        yield Attachment(main - 1, at, last, Reason.NOTE)


def _boxes(streams: Streams) -> Iterator[Attachment]:
    """Text boxes, each behind the paragraph that it is tied to; those of shapes in a group, behind the last one."""
    first, last = streams.lengths.span("boxes")
    main = streams.lengths.main
    shapes = streams.part(TablePart.SHAPES)
    bounds = positions(shapes, _SHAPE)
    places = {
        unpack_from("<I", shapes, 4 * len(bounds) + _SHAPE * number)[0]: place
        for number, place in enumerate(bounds[:-1])
    }
    boxes = streams.part(TablePart.BOXES)
    bounds = positions(boxes, _BOX)
    at = first
    for number, (start, end) in enumerate(pairwise(bounds)):
        if at <= first + start < first + end <= last:
            (name,) = unpack_from("<I", boxes, 4 * len(bounds) + _BOX * number + _BOX_NAME)
            yield Attachment(min(places.get(name, main - 1), main - 1), first + start, first + end, None)
            at = first + end
    if last - at > 1:
        yield Attachment(main - 1, at, last, None)
