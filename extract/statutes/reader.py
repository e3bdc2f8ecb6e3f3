"""A file of any published form -> the texts in it and what it states of versions."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from extract.model import Unreadable
from extract.reading.formats.encoding import decode
from extract.statutes import names
from extract.statutes.forms import json_text, markdown, records, statements, word
from extract.statutes.model import StatuteFile
from extract.statutes.text import of_raw

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from extract.statutes.model import Raw, Statement, StatuteText

Read: TypeAlias = "tuple[list[StatuteText], list[Statement]]"
"""The texts of a file, and what it states besides."""

#: Endings of files that may hold a statute or facts about one.
ENDINGS = frozenset(
    {".md", ".markdown", ".txt", ".docx", ".json", ".jsonl", ".ndjson", ".yaml", ".yml", ".xml", ".csv"}
)
#: No statute is longer: the longest published text, 民法典, has 350 kB; collections of articles have a few MB.
LARGEST = 64 * 2**20
_UNNAMED = names.FileName("")
_COMMENT = re.compile(r"^#\s*(.*)$", re.MULTILINE)


def read(path: Path) -> StatuteFile:
    """The texts of a file and what it states.

    Raises Unreadable, one line in Chinese and English: not opened, too large, broken, or no statute.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST:
            zh = f"文件过大（{size // 2**20} MB，上限 {LARGEST // 2**20} MB）"
            raise Unreadable(str(path), zh, f"too large: {size // 2**20} MB, at most {LARGEST // 2**20}")
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise Unreadable(str(path), f"无法读取（{error}）", f"cannot be read ({error})") from error
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise Unreadable(str(path), "文件是空的", "the file is empty")
    try:
        texts, stated = _read(data, path)
    except Unreadable as unreadable:
        raise Unreadable(f"{path}{unreadable.where}", unreadable.zh, unreadable.en) from unreadable
    if not texts and not stated:
        raise Unreadable(
            str(path), "不是法规文本：没有条文，也没有版本信息", "no statute: neither articles nor facts about versions"
        )
    return StatuteFile(path.name, sha256(data).hexdigest(), tuple(texts), tuple(stated))


def _read(data: bytes, path: Path) -> Read:
    suffix = path.suffix.lower()
    if suffix == ".docx" or data.startswith(b"PK\x03\x04"):
        return _plain(word.read(data, suffix), path, "docx"), []
    if suffix == ".xml":
        return _xml(data, path)
    printed = decode(data)
    if form := _FORMS.get(suffix):
        return form(printed, path)
    return _plain(printed, path, "txt" if suffix == ".txt" else "markdown"), []


def _xml(data: bytes, path: Path) -> Read:
    try:
        return [], statements.of_xml(data, path.stem) or []
    except ValueError as error:
        raise _broken("XML", str(error)) from error


def _csv(printed: str, _path: Path) -> Read:
    return [], statements.of_csv(printed.removeprefix("\ufeff")) or []


def _plain(printed: str, path: Path, form: str) -> list[StatuteText]:
    text = of_raw(markdown.read(printed, form=form), names.read(path.stem))
    return [text] if text else []


def _texts(raws: list[Raw], named: names.FileName = _UNNAMED) -> list[StatuteText]:
    return [text for raw in raws if (text := of_raw(raw, named))]


def _json(printed: str, path: Path) -> Read:
    try:
        data = json.loads(printed)
        if isinstance(data, str):
            data = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _broken("JSON", str(error)) from error
    if json_text.is_law(data):
        return _texts([json_text.read(data)], names.read(path.stem)), []
    if isinstance(data, list) and all(json_text.is_law(entry) for entry in data) and data:
        return _texts([json_text.read(entry) for entry in data]), []
    if records.are_articles(data):
        return _texts(records.read(data, _index(path))), []
    return [], statements.of_json(data, path.stem, path.resolve().parent.name) or []


def _json_lines(printed: str, path: Path) -> Read:
    try:
        entries = records.json_lines(printed)
    except ValueError as error:
        raise Unreadable(
            f":{error}", "不是 JSON，需要每行一个对象", "no JSON, one object a line is expected"
        ) from error
    if records.are_articles(entries):
        return _texts(records.read(entries, _index(path))), []
    laws = [json_text.read(entry) for entry in entries if json_text.is_law(entry)]
    return _texts(laws), []


def _yaml(printed: str, path: Path) -> Read:
    try:
        data = records.yaml(printed)
    except ValueError as error:
        raise _broken("YAML", str(error)) from error
    if not records.are_articles(data):
        return [], []
    notes = [match[1] for match in _COMMENT.finditer(printed)]
    return _texts(records.read(data, _index(path), notes)), []


_FORMS: Final[dict[str, Callable[[str, Path], Read]]] = {
    ".jsonl": _json_lines, ".ndjson": _json_lines, ".json": _json, ".yaml": _yaml, ".yml": _yaml, ".csv": _csv,
}  # fmt: skip


def _index(path: Path) -> Mapping[str, Statement]:
    """The index of codes that lies beside the records, or in a folder near them."""
    for folder in list(path.resolve().parents)[:3]:
        for place in (folder / "laws_index.json", *sorted(folder.glob("*/laws_index.json"))):
            try:
                return statements.index(json.loads(place.read_text(encoding="utf-8-sig")))
            except (OSError, ValueError):
                continue
    return {}


def _broken(kind: str, reason: str) -> Unreadable:
    line: Any = re.search(r"line (\d+)", reason)
    where = f":{line[1]}" if line else ""
    return Unreadable(where, f"{kind} 已损坏，无法解析", f"broken {kind}: {reason.splitlines()[0][:120]}")
