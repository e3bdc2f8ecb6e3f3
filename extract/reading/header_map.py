"""A file in which people say what columns hold, where the rules do not know it or take it for something else."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

from extract.model import Role, Unreadable
from extract.reading.header_words import HeaderWords, level

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from extract.model import ListFile

_HEAD = """# 列名对应表：左边是清单中印的列名（没有列名的写“第3列”），右边是该列的含义。
# 可用的含义：{roles}
# other 表示不需要；用法：quanze build 清单 --map 本文件

[columns]
"""
_UNSURE = "  # 未识别或按内容认定，请核对"


def read_map(path: Path) -> HeaderWords:
    """The header words of the rules with those of a map: ``[columns]``, a header word a key, a role a value.

    Raises Unreadable where the file cannot be read or names a role that there is not.
    """
    try:
        columns = tomllib.loads(path.read_text(encoding="utf-8")).get("columns", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Unreadable(
            str(path), f"不是可读的 TOML 文件（{error}）", f"no TOML file that can be read ({error})"
        ) from error
    if not isinstance(columns, dict):
        raise Unreadable(str(path), "columns 应为一张表", "columns must be a table")
    roles = set(Role)
    for word, role in columns.items():
        if role not in roles:
            zh = f"“{word}”的含义“{role}”不存在；可用的有：{'、'.join(Role)}"
            raise Unreadable(str(path), zh, f"no role {role!r}; known are {', '.join(Role)}")
    return HeaderWords({level(word): Role(role) for word, role in columns.items()})


def written_map(listings: Iterable[ListFile]) -> str:
    """A map to start from: every header word of the lists with what it is taken for, unknown ones marked."""
    known: dict[str, tuple[Role, bool]] = {}
    for listing in listings:
        for table in listing.tables:
            for column in table.columns:
                known.setdefault(column.header or f"第{column.number}列", (column.role, column.known))
    lines = [
        f"{json.dumps(word, ensure_ascii=False)} = {json.dumps(role.value)}{'' if sure else _UNSURE}"
        for word, (role, sure) in known.items()
    ]
    return _HEAD.format(roles="、".join(Role)) + "".join(f"{line}\n" for line in lines)
