"""Which format a file is in, told by its bytes - pages named .xls are common - and its blocks."""

from __future__ import annotations

import re
from io import BytesIO
from typing import IO, TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from extract.model import Unreadable
from extract.reading.formats import aligned, compound, json_tables, pipe_tables, scripts, text, xml_records
from extract.reading.formats.compound import CompoundFile
from extract.reading.formats.damage import broken_is_unreadable
from extract.reading.formats.encoding import decode, of_beginning
from extract.reading.formats.html import mht
from extract.reading.formats.html import page as html
from extract.reading.formats.line_file import LineFile
from extract.reading.formats.pdf import document as pdf
from extract.reading.formats.spreadsheets import ods, spreadsheetml, xls, xlsx
from extract.reading.formats.word import doc, docx, flat, rtf
from extract.reading.grid import Grid, Omission, Paragraph, Reason
from extract.reading.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.reading.grid import Block, Blocks

#: Characters of a text past a limit that are kept to name it.
_KEPT = 1000
#: Bytes of a long file by which its format is told.
_BEGINNING = 1 << 20
_ZIP = b"PK\x03\x04"
#: The streams of an OLE file that make it a workbook, and those that hold an encrypted document of the new formats.
_WORKBOOK = frozenset({"workbook", "book"})
_WORKBOOK_NAME = "Workbook".encode("utf-16-le")
_ENCRYPTED = frozenset({"encryptioninfo", "encryptedpackage"})
_ENCRYPTED_NAME = "EncryptedPackage".encode("utf-16-le")
#: Beginnings of what is not read, and what to save it as.
_OTHERS = {
    b"Rar!": ("RAR", ".xlsx 或 .docx"),
    b"7z\xbc\xaf": ("7z", ".xlsx 或 .docx"),
    b"\xff\xd8\xff": ("JPEG", ".xlsx、.docx 或 .txt"),
    b"\x89PNG": ("PNG", ".xlsx、.docx 或 .txt"),
}
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|div|meta|p)\b",
    re.IGNORECASE | re.DOTALL,
)
#: A table of a page within other text, as Markdown may have it.
_TABLE = re.compile(r"^\s*<table\b[^>]*>.{0,2000}?<tr\b", re.IGNORECASE | re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}[ \t]+", re.MULTILINE)
_PAGES = {".html", ".htm", ".shtml", ".xhtml"}
_TABLES = {".csv", ".tsv"}
_PLAIN = {".txt", ".tab", ""}
_JSON_LINES = {".jsonl", ".ndjson"}
_SCRIPTS = {".js", ".mjs", ".ts", ".vue"}


def blocks(data: bytes, suffix: str, limits: Limits = DEFAULT) -> Blocks:
    """Tables and paragraphs of a file; its ``suffix`` (``.csv``) is asked only where its bytes are text.

    Raises Unreadable where the format is none of those read; it says what to save the file as. Text outside tables is
    bounded: paragraphs longer than a cell may be, and those past the limit of lines, are named and not read.
    """
    limits.check_size(len(data))
    return _bounded(_blocks(data, suffix, limits), limits)


def long_blocks(source: IO[bytes], suffix: str, limits: Limits = DEFAULT) -> Blocks | None:
    """As ``blocks``, of a long file that is read piece by piece; None of one whose format asks for the whole of it.

    Workbooks are read so, and text whose lines are cut at separators, as its beginning tells.
    """
    beginning = source.read(_BEGINNING)
    source.seek(0)
    if beginning.startswith(_ZIP):
        return xlsx.blocks(source, limits) if _is_workbook(source) else None
    read_so = suffix in {*_TABLES, *_PLAIN, *_JSON_LINES} and not mht.is_mht(beginning)
    code = of_beginning(beginning) if read_so else None
    if code is None:
        return None
    if suffix in _JSON_LINES:
        table = json_tables.of_lines(LineFile(source, code), limits)
        return None if table is None else (table,)
    printed = beginning.decode(code, "replace").replace("\r\n", "\n").replace("\r", "\n")
    if len(beginning) == _BEGINNING:
        printed = printed.rpartition("\n")[0]
    if printed.lstrip().startswith("<") or (suffix not in _TABLES and _is_of_another_form(printed)):
        return None
    lines = LineFile(source, code, (text.SPECIAL, text.OPENED))
    grid = text.grid(lines, printed, limits, table=suffix in _TABLES)
    return None if grid is None else (grid,)


def _is_workbook(source: IO[bytes]) -> bool:
    try:
        with ZipFile(source) as archive:
            names = archive.namelist()
    except BadZipFile:
        return False
    folders = {name.partition("/")[0] for name in names}
    return "xl" in folders and "word" not in folders and "xl/workbook.bin" not in names


def _is_of_another_form(printed: str) -> bool:
    """Whether text that begins so is no lines cut at separators, or may be none."""
    if json_tables.begins_json(printed) or _TABLE.search(printed):
        return True
    if pipe_tables.is_drawn(printed) or pipe_tables.is_marked(printed):
        return True
    try:
        return bool(aligned.blocks(printed))
    except Unreadable:
        return True


def _bounded(blocks_: Blocks, limits: Limits) -> Blocks:
    paragraphs = sum(isinstance(block, Paragraph) for block in blocks_)
    long = any(isinstance(block, Paragraph) and len(block.text) > limits.cell_length for block in blocks_)
    if paragraphs <= limits.lines and not long:
        return blocks_
    if paragraphs == len(blocks_):
        limits.check_lines(paragraphs)
    return tuple(_short(blocks_, limits))


def _short(blocks: Blocks, limits: Limits) -> Iterator[Block]:
    number = 0
    for block in blocks:
        number += isinstance(block, Paragraph)
        if isinstance(block, Grid) or (number <= limits.lines and len(block.text) <= limits.cell_length):
            yield block
        elif number <= limits.lines + 1:
            reason = Reason.TOO_MUCH if number > limits.lines else Reason.TOO_LONG
            yield Paragraph("", block.line, (*block.omissions, Omission(block.line, 0, block.text[:_KEPT], reason)))


def _blocks(data: bytes, suffix: str, limits: Limits) -> Blocks:
    document = _document(data, limits)
    if document is not None:
        return document
    if mht.is_mht(data):
        return tuple(block for page in mht.pages(data) for block in html.blocks(decode(page), limits))
    if flat.is_flat(data):
        return flat.blocks(data, limits)
    if spreadsheetml.is_spreadsheetml(data):
        return spreadsheetml.blocks(data, limits)
    return _records(data, suffix, limits) or _text(decode(data), suffix, limits)


def _document(data: bytes, limits: Limits) -> Blocks | None:
    """The blocks of a file whose first bytes tell its format; None of any other."""
    if data.startswith(_ZIP):
        return _zipped(data, limits)
    if data.startswith(compound.SIGNATURE):
        return _compound(data, limits)
    if b"%PDF-" in data[:1024]:
        return pdf.blocks(data, limits)
    if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return rtf.blocks(data, limits)
    for beginning, (kind, better) in _OTHERS.items():
        if data.startswith(beginning):
            raise _save_as(kind, better)
    return None


def _records(data: bytes, suffix: str, limits: Limits) -> Blocks:
    """The tables of data in XML; empty where a file is none, is a page or holds none."""
    if not xml_records.is_xml(data) or suffix in _PAGES or _PAGE.match(data[:4096].decode("utf-8", "replace")):
        return ()
    tables = xml_records.blocks(data, limits)
    return tables if any(isinstance(block, Grid) for block in tables) else ()


def _text(printed: str, suffix: str, limits: Limits) -> Blocks:
    if suffix in _PAGES or _PAGE.match(printed):
        return html.blocks(printed, limits)
    if suffix not in _TABLES:
        data = json_tables.blocks(printed, limits)
        if data := data or (scripts.of_script(printed, limits) if suffix in _SCRIPTS else ()):
            return data
        if _TABLE.search(printed):
            return html.blocks(_HEADING.sub("", printed), limits)
        if pipe_tables.is_drawn(printed) or pipe_tables.is_marked(printed):
            return pipe_tables.blocks(printed)
        if result := aligned.blocks(printed):
            return result
    return text.blocks(printed, limits, table=suffix in _TABLES)


def _compound(data: bytes, limits: Limits) -> Blocks:
    """An OLE file: a workbook or a document of the old formats, or a new one that is encrypted."""
    try:
        with broken_is_unreadable("OLE"):
            file = CompoundFile(data)
    except Unreadable:
        if _WORKBOOK_NAME in data:  # its reader forgives more
            return xls.blocks(data, limits)
        if _ENCRYPTED_NAME in data:
            raise _encrypted() from None
        raise
    if file.names & _ENCRYPTED:
        raise _encrypted()
    if "worddocument" in file.names:
        return doc.blocks(file, limits)
    if file.names & _WORKBOOK:
        return xls.blocks(data, limits)
    raise _save_as("OLE", ".xlsx 或 .docx")


def _encrypted() -> Unreadable:
    return Unreadable(
        "",
        "文件已加密，需要密码；请取消密码保护后另存再读",
        "encrypted, a password is needed; take the protection off and save it again",
    )


def _zipped(data: bytes, limits: Limits) -> Blocks:
    with broken_is_unreadable("ZIP"), ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        folders = {name.partition("/")[0] for name in names}
        kind = archive.read("mimetype")[:100].decode("ascii", "replace") if "mimetype" in names else ""
    if "word" in folders:
        return docx.blocks(data, limits)
    if "xl/workbook.bin" in names:
        raise _save_as("Excel 二进制工作簿 (.xlsb)", ".xlsx")
    if "xl" in folders:
        return xlsx.blocks(data, limits)
    if "content.xml" in names and "spreadsheet" in kind:
        return ods.blocks(data, limits)
    raise _save_as("OFD" if "OFD.xml" in names else "ODF" if "content.xml" in names else "ZIP", ".xlsx 或 .docx")


def _save_as(kind: str, better: str) -> Unreadable:
    return Unreadable(
        "",
        f"不支持 {kind} 格式，请另存为 {better} 后再读",
        f"{kind} is not supported, save it as {better.replace('、', ', ').replace('或', 'or')}",
    )
