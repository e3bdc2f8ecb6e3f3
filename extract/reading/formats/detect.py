"""Which format a file is in, told by its bytes - pages named .xls are common - and its blocks."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from extract.model import Unreadable
from extract.reading.formats import docx, html, text, xls, xlsx
from extract.reading.formats.damage import broken_is_unreadable
from extract.reading.formats.encoding import decode
from extract.reading.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from extract.reading.grid import Blocks

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: The stream of an OLE file that makes it a workbook; a document of Word has another.
_WORKBOOK = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
#: Beginnings of what is not read, and what to save it as.
_OTHERS = {
    b"%PDF": ("PDF", ".docx、.xlsx 或 .txt"),
    b"{\\rtf": ("RTF", ".docx"),
    b"Rar!": ("RAR", ".xlsx 或 .docx"),
    b"7z\xbc\xaf": ("7z", ".xlsx 或 .docx"),
    b"\xff\xd8\xff": ("JPEG", ".xlsx、.docx 或 .txt"),
    b"\x89PNG": ("PNG", ".xlsx、.docx 或 .txt"),
}
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|div|meta|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_PAGES = {".html", ".htm", ".shtml", ".xhtml"}
_TABLES = {".csv", ".tsv"}


def blocks(data: bytes, suffix: str, limits: Limits = DEFAULT) -> Blocks:
    """Tables and paragraphs of a file; its ``suffix`` (``.csv``) is asked only where its bytes are text.

    Raises Unreadable where the format is none of those read; it says what to save the file as.
    """
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data, limits)
    if data.startswith(_OLE):
        if any(name in data for name in _WORKBOOK):
            return xls.blocks(data, limits)
        raise _save_as("Word 97-2003 (.doc)", ".docx")
    for beginning, (kind, better) in _OTHERS.items():
        if data.startswith(beginning):
            raise _save_as(kind, better)
    printed = decode(data)
    if suffix in _PAGES or _PAGE.match(printed):
        return html.blocks(printed, limits)
    return text.blocks(printed, table=suffix in _TABLES)


def _zipped(data: bytes, limits: Limits) -> Blocks:
    with broken_is_unreadable("ZIP"), ZipFile(BytesIO(data)) as archive:
        folders = {name.partition("/")[0] for name in archive.namelist()}
    if "word" in folders:
        return docx.blocks(data, limits)
    if "xl" in folders:
        return xlsx.blocks(data, limits)
    raise _save_as("ZIP/ODF/OFD", ".xlsx 或 .docx")


def _save_as(kind: str, better: str) -> Unreadable:
    return Unreadable(
        "",
        f"不支持 {kind} 格式，请另存为 {better} 后再读",
        f"{kind} is not supported, save it as {better.replace('、', ', ').replace('或', 'or')}",
    )
