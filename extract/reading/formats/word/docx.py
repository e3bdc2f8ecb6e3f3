"""Documents of Word and WPS (.docx) to paragraphs and grids in document order, as a stream."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from extract.model import Unreadable
from extract.reading.formats.damage import broken_is_unreadable
from extract.reading.formats.word import numbering as lists
from extract.reading.formats.word.document import DocumentHandler
from extract.reading.formats.xml_stream import parse
from extract.reading.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from extract.reading.grid import Blocks


def blocks(data: bytes, limits: Limits = DEFAULT) -> Blocks:
    """Paragraphs and tables. ``line`` counts paragraphs outside tables, and rows within each table, from 1.

    The numbers of automatic lists stand before their paragraphs as Word shows them, but for bullets.
    Raises Unreadable where the document cannot be opened or unpacks to more than the limit.
    """
    with broken_is_unreadable(".docx"), ZipFile(BytesIO(data)) as archive:
        limits.check_size(sum(entry.file_size for entry in archive.infolist()))
        names = set(archive.namelist())
        main = next((name for name in sorted(names) if name.lower() in {"word/document.xml", "word/document2.xml"}), "")
        if not main:
            raise Unreadable("", "文件已损坏：缺少正文", "damaged: there is no text in it")
        numbering, styles = (
            archive.read(name) if name in names else None for name in ("word/numbering.xml", "word/styles.xml")
        )
        handler = DocumentHandler(lists.of_parts(numbering, styles), limits)
        with archive.open(main) as source:
            parse(source, handler, limits)
        return tuple(handler.blocks)
