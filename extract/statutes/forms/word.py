"""Word documents: paragraphs and tables, and the web pages that some writers embed in place of them (altChunk)."""

from __future__ import annotations

import email
from email import policy
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from extract.reading.formats import detect
from extract.reading.formats.encoding import decode
from extract.reading.formats.html import page as html
from extract.reading.grid import Grid, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CHUNKS = (".mht", ".mhtml", ".html", ".htm")


def read(data: bytes, suffix: str) -> str:
    """The lines of a document, its tables row by row.

    Raises Unreadable: it cannot be opened, or is another kind of archive.
    """
    lines = list(_lines(detect.blocks(data, suffix)))
    if any(line.strip() for line in lines):
        return "\n".join(lines)
    return "\n".join(line for page in _pages(data) for line in _lines(html.blocks(page)))


def _lines(blocks: Iterable[object]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Grid):
            yield from ("\t".join(cell.text for cell in row) for row in block.rows)


def _pages(data: bytes) -> Iterator[str]:
    try:
        with ZipFile(BytesIO(data)) as archive:
            for name in archive.namelist():
                if name.startswith("word/") and name.endswith(_CHUNKS):
                    yield _page(archive.read(name), name)
    except (BadZipFile, OSError, ValueError):
        return


def _page(content: bytes, name: str) -> str:
    if not name.endswith((".mht", ".mhtml")):
        return decode(content)
    message = email.message_from_bytes(content, policy=policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            return decode(payload) if isinstance(payload, bytes) else ""
    return ""
