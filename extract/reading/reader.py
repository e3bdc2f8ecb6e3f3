"""The door: any file a government body would publish, to a list."""

from __future__ import annotations

import gc
import json
import re
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING

from extract.model import ListFile, Role, Unreadable
from extract.reading import lists
from extract.reading.formats import detect, json_tables
from extract.reading.formats.encoding import decode
from extract.reading.header_words import PRINTED, HeaderWords
from extract.reading.tables import jsonl, list_titles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from extract.model import Row

_JSON_LINES = {".jsonl", ".ndjson"}
#: The key that our own records have and the data of portals have not.
_NUMBERED = re.compile(r'"row"\s*:\s*\d')


def read(path: Path, words: HeaderWords = PRINTED) -> ListFile:
    """The list in the file at ``path``: text, CSV, JSON Lines, .xlsx, .xls, .docx or HTML.

    ``words`` are the header words known, with what the user maps himself.
    Raises Unreadable, one line in Chinese and English, where nothing can be built from the file. A row in trouble is
    kept and marked.
    """
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise _not_opened(path, error) from error
    try:
        with _uncollected():
            return _read(data, path, words)
    except Unreadable as found:
        raise Unreadable(f"{path}{found.where}", found.zh, found.en) from found


def _read(data: bytes, path: Path, words: HeaderWords) -> ListFile:
    digest, suffix = sha256(data).hexdigest(), path.suffix.lower()
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise Unreadable("", "文件是空的", "the file is empty")
    rows = _json(data, suffix)
    if rows:
        return ListFile(path.stem, digest, path.stem, list_titles.publisher(rows, (), ()), rows)
    return lists.of_blocks(detect.blocks(data, suffix), lists.Source(path.stem, digest), words)


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
        found = enumerate(whole or (), start=1)
        rows = tuple(jsonl.of(entry, at, at) for at, entry in found) or tuple(jsonl.rows(printed.split("\n")))
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


def _not_opened(path: Path, error: OSError | ValueError) -> Unreadable:
    if path.is_dir():
        return Unreadable(str(path), "是文件夹，不是文件", "a folder, not a file")
    if isinstance(error, FileNotFoundError):
        return Unreadable(str(path), "找不到文件", "no such file")
    if isinstance(error, PermissionError):
        return Unreadable(str(path), "没有读取权限", "no permission to read it")
    return Unreadable(str(path), f"无法读取（{error}）", f"cannot be read ({error})")
