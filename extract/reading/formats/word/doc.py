"""Documents of Word 97-2003 and WPS (.doc, .wps) to paragraphs and grids in document order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.reading.formats.damage import broken_is_unreadable
from extract.reading.formats.word.binary.story import StoryReader
from extract.reading.formats.word.binary.streams import Streams
from extract.reading.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from extract.reading.formats.compound import CompoundFile
    from extract.reading.grid import Blocks


def blocks(file: CompoundFile, limits: Limits = DEFAULT) -> Blocks:
    """Paragraphs and tables, as those of a .docx with the same content.

    Raises Unreadable where the document is damaged, encrypted or older than Word 97.
    """
    with broken_is_unreadable(".doc"):
        return tuple(StoryReader(Streams(file), limits).blocks())
