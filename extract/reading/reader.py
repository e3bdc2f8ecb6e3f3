"""The door: any file a government body would publish, to a list."""

from __future__ import annotations

import gc
import json
import re
from contextlib import contextmanager, nullcontext
from hashlib import sha256
from io import TextIOWrapper
from typing import IO, TYPE_CHECKING, TextIO

from extract.model import ListFile, Role, Unreadable
from extract.reading import lists
from extract.reading.files import ListedFile, printable
from extract.reading.formats import detect, json_tables
from extract.reading.formats.encoding import decode
from extract.reading.header_words import PRINTED, HeaderWords
from extract.reading.limits import DEFAULT, Limits
from extract.reading.plain import kept_rows
from extract.reading.tables import jsonl, list_titles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from extract.model import Row

_JSON_LINES = {".jsonl", ".ndjson"}
#: The key that our own records have and the data of portals have not.
_NUMBERED = re.compile(r'"row"\s*:\s*\d')
#: Any byte but those of blanks and of the mark of an encoding.
_CONTENT = re.compile(rb"[^ \t\r\n\0\xef\xbb\xbf]")


def read(path: Path, words: HeaderWords = PRINTED, limits: Limits = DEFAULT) -> ListFile:
    """The list in the file at ``path``: text, CSV, JSON, XML, Markdown, HTML, .xlsx, .xls, .ods, .docx, .doc, RTF, PDF.

    ``words`` are the header words known, with what the user maps himself; ``limits`` how much of the file is read.
    Raises Unreadable, one line in Chinese and English, where nothing can be built from the file. A row in trouble is
    kept and marked.
    """
    return read_file(ListedFile(printable(path), path), words, limits)


def read_file(file: ListedFile, words: HeaderWords = PRINTED, limits: Limits = DEFAULT) -> ListFile:
    """The list in a file of a folder, of an archive or of standard input, as ``read``."""
    try:
        with _uncollected():
            return _read(file, words, limits)
    except Unreadable as unreadable:
        where = "" if unreadable.where == str(file.path) else unreadable.where
        reason = Unreadable(f"{file.path}{where}", unreadable.zh, unreadable.en)
    # Raised here and without the bytes: reasons are kept to the end, and so would be what their frames hold.
    raise reason


def row_lines(path: Path) -> Iterator[Row] | None:
    """The rows of a file of JSON Lines one after another, so that memory does not grow with them; None for any other.

    The same rows as ``read`` gives. The first line decides: an object with a number ``row`` and text ``basis``. A file
    that is not UTF-8 throughout is left to ``read``, which knows other encodings.
    """
    if path.suffix.lower() not in _JSON_LINES or not path.is_file():
        return None
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as lines:
            numbered = _is_numbered(lines)
            for _ in lines:  # decoded, so that what is no UTF-8 shows before the first row is given
                pass
    except (ValueError, RecursionError):
        return None
    return _row_lines(path) if numbered else None


def _is_numbered(lines: TextIO) -> bool:
    """Whether the first line that is not blank is an object with a number ``row`` and text ``basis``."""
    first = json.loads(next((line for line in lines if line.strip()), ""))
    return isinstance(first, dict) and isinstance(first.get("row"), int) and isinstance(first.get("basis"), str)


def _row_lines(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="\n") as lines:
        yield from jsonl.rows(lines)


def _read(file: ListedFile, words: HeaderWords, limits: Limits) -> ListFile:
    with file.long_content(limits) or nullcontext() as source:
        if source is not None and (rows := _long_row_lines(source, file.path.suffix.lower())):
            name = file.name
            return ListFile(name, _digest(source), name, list_titles.publisher(rows, (), ()), rows)
        blocks = None if source is None else detect.long_blocks(source, file.path.suffix.lower(), limits)
        if source is not None and blocks is not None:
            return lists.of_blocks(blocks, lists.Source(file.name, _digest(source)), words)
    return _read_whole(file, words, limits)


def _long_row_lines(source: IO[bytes], suffix: str) -> Sequence[Row]:
    """The rows of a long file of our own JSON Lines; empty for any other."""
    if suffix not in _JSON_LINES:
        return ()
    try:
        with _text(source) as lines:
            if not _is_numbered(lines):
                return ()
        with _text(source) as lines:
            rows = kept_rows(jsonl.rows(lines))
    except (ValueError, RecursionError):
        return ()
    finally:
        source.seek(0)
    return rows if any(row.text(Role.BASIS) for row in rows) else ()


@contextmanager
def _text(source: IO[bytes]) -> Iterator[TextIO]:
    """The text of an open file of UTF-8, from its beginning; the file stays open."""
    source.seek(0)
    lines = TextIOWrapper(source, encoding="utf-8-sig")
    try:
        yield lines
    finally:
        lines.detach()


def _digest(source: IO[bytes]) -> str:
    source.seek(0)
    digest = sha256()
    while chunk := source.read(1 << 20):
        digest.update(chunk)
    return digest.hexdigest()


def _read_whole(file: ListedFile, words: HeaderWords, limits: Limits) -> ListFile:
    data = file.content(limits)
    if not _CONTENT.search(data):
        raise Unreadable("", "文件是空的", "the file is empty")
    digest, suffix, name = sha256(data).hexdigest(), file.path.suffix.lower(), file.name
    rows = _json(data, suffix)
    if rows:
        return ListFile(name, digest, name, list_titles.publisher(rows, (), ()), rows)
    blocks = detect.blocks(data, suffix, limits)
    del data  # what is made of the blocks needs the room
    return lists.of_blocks(blocks, lists.Source(name, digest), words)


def _json(data: bytes, suffix: str) -> tuple[Row, ...]:
    """The rows of a file that holds a JSON object with ``row`` a line, or one array of them; empty where neither."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")) and suffix not in _JSON_LINES:
        return ()
    printed = decode(data)
    if _NUMBERED.search(printed):
        try:
            whole = json.loads(printed) if printed.lstrip().startswith("[") else None
        except (ValueError, RecursionError):
            whole = None
        entries = enumerate(whole or (), start=1)
        rows = tuple(jsonl.of(entry, at, at) for at, entry in entries) or tuple(jsonl.rows(printed.split("\n")))
        if any(row.text(Role.BASIS) for row in rows):
            return rows
    if suffix in {*_JSON_LINES, ".json"} and not json_tables.is_json(printed):
        zh = "没有一行是含 row 和 basis 的 JSON 对象；需要每行一个对象"
        raise Unreadable(":1", zh, "no line is a JSON object with row and basis; one object a line is expected")
    return ()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the cycle collector: a list is millions of values that hold only text, looked over again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
