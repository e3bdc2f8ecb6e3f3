"""The door: any file a government body would publish, to a list."""

from __future__ import annotations

import gc
import json
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING

from extract.model import ListFile, Role, Trouble, Unreadable
from extract.reading import omissions
from extract.reading.formats import detect
from extract.reading.formats.encoding import BAD, decode
from extract.reading.grid import Grid, Paragraph
from extract.reading.responsibility import responsibility_list
from extract.reading.tables import cell_lines, jsonl, list_titles, power_list

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from extract.model import Row
    from extract.reading.grid import Blocks

_JSON_LINES = {".jsonl", ".ndjson"}


def read(path: Path) -> ListFile:
    """The list in the file at ``path``: text, CSV, JSON Lines, .xlsx, .xls, .docx or HTML.

    Raises Unreadable, one line in Chinese and English, where nothing can be built from the file. A row in trouble is
    kept and marked.
    """
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise _not_opened(path, error) from error
    try:
        with _uncollected():
            return _read(data, path)
    except Unreadable as found:
        raise Unreadable(f"{path}{found.where}", found.zh, found.en) from found


def _read(data: bytes, path: Path) -> ListFile:
    digest, suffix = sha256(data).hexdigest(), path.suffix.lower()
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise Unreadable("", "文件是空的", "the file is empty")
    rows = _json(data, suffix)
    if rows:
        return ListFile(path.stem, digest, path.stem, list_titles.publisher(rows, (), ()), rows)
    blocks = detect.blocks(data, suffix)
    if responsibility_list.is_responsibility_list(blocks):
        found, title, publisher, troubles = responsibility_list.read_responsibility_list(blocks)
        return ListFile(
            path.stem, digest, title or path.stem, publisher, (), found, (*omissions.troubles(blocks), *troubles)
        )
    return _power_list(blocks, path.stem, digest)


def _power_list(blocks: Blocks, stem: str, digest: str) -> ListFile:
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    if len(paragraphs) == len(blocks):
        blocks = cell_lines.regrid(paragraphs)
    found = power_list.read(blocks)
    if not found.rows:
        raise _nothing_in(blocks, recognised=found.recognised)
    title = list_titles.title(found.headings, stem)
    publisher = list_titles.publisher(found.rows, found.headings, (title, *reversed(found.headings), stem))
    return ListFile(stem, digest, title, publisher, found.rows, None, (*_beside(blocks), *found.troubles))


def _json(data: bytes, suffix: str) -> tuple[Row, ...]:
    """The rows of a file that holds a JSON object a line, or one array of objects; empty where it is neither."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")) and suffix not in _JSON_LINES:
        return ()
    printed = decode(data)
    try:
        whole = json.loads(printed) if printed.lstrip().startswith("[") else None
    except (ValueError, RecursionError):
        whole = None
    found = enumerate(whole or (), start=1)
    rows = tuple(jsonl.of(entry, at, at) for at, entry in found) or tuple(jsonl.rows(printed.split("\n")))
    if any(row.text(Role.BASIS) for row in rows):
        return rows
    if suffix in {*_JSON_LINES, ".json"}:
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


def _nothing_in(blocks: Blocks, *, recognised: bool) -> Unreadable:
    if recognised:
        return Unreadable("", "有表头，没有数据行", "a header, but no row of data below it")
    line, texts = _first_row(blocks)
    if not texts:
        return Unreadable("", "文件里没有文字", "the file holds no text")
    seen = "｜".join(text[:20] for text in texts[:15])
    return Unreadable(
        f":{line}",
        f"没有可识别的表头：第{line}行是“{seen}”；需要“事项名称”“权力类型”“实施依据”等列名",
        "no header known: the first row is the one quoted; a row like 事项名称, 权力类型, 实施依据 is expected",
    )


def _first_row(blocks: Blocks) -> tuple[int, list[str]]:
    for block in blocks:
        rows = block.rows if isinstance(block, Grid) else ((block,),)
        for row in rows:
            texts = [" ".join(cell.text.split()) for cell in row if cell.text.strip()]
            if texts:
                return row[0].line, texts
    return 0, []


def _beside(blocks: Blocks) -> list[Trouble]:
    """What is to be said of a file beside its rows: what was left out, and bytes outside tables without characters."""
    return [
        *omissions.troubles(blocks),
        *(
            Trouble(block.line, block.text.index(BAD) + 1, "有无法解码的字节", "bytes that cannot be decoded")
            for block in blocks
            if isinstance(block, Paragraph) and BAD in block.text
        ),
    ]
