"""JSON Lines to rows: one object a line with at least ``row`` and ``basis``, read one at a time."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from extract.model import Cell, Role, Row, Trouble
from extract.reading import header_words
from extract.reading.formats.encoding import BAD
from extract.reading.tables.row_builder import undecoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Keys beside the names of roles and the Chinese header words.
_KEYS = {"sub": Role.SUB_NAME}
# Half of a character beyond the first plane, from a JSON escape: it could never be written as UTF-8.
_LONE = re.compile("[\ud800-\udfff]")


def rows(lines: Iterable[str]) -> Iterator[Row]:
    """A row for every line that is not blank; ``Row.number`` is the object's ``row``.

    Keys are the names of roles (``serial``, ``name``, ``basis`` …), ``sub`` for the sub-item's name, or header words
    (实施依据); others become cells of role OTHER. A line that is no such object is kept as text, and marked.
    """
    filled = ((line, text) for line, text in enumerate(lines, start=1) if text.strip())
    for ordinal, (line, text) in enumerate(filled, start=1):
        try:
            record = json.loads(text)
        except (ValueError, RecursionError) as error:
            column = getattr(error, "colno", 0)
            yield _marked(ordinal, line, text, column, f"不是 JSON：第{column}字符", f"not JSON: character {column}")
            continue
        yield of(record, ordinal, line)


def of(record: object, ordinal: int, line: int) -> Row:
    """The row of one JSON object, the ``ordinal``-th of its file."""
    if not isinstance(record, dict):
        text = json.dumps(record, ensure_ascii=False)
        return _marked(ordinal, line, text, 0, "不是 JSON 对象", "not a JSON object")
    number, troubles = record.get("row"), list[Trouble]()
    if not isinstance(number, int) or isinstance(number, bool):
        troubles.append(
            Trouble(line, 0, f"缺少整数 row，按第{ordinal}行计", f"no whole number row, taken for {ordinal}")
        )
        number = ordinal
    named = [(key, value) for key, value in record.items() if key != "row"]
    cells = tuple(Cell(_role(key), key, _text(value), column) for column, (key, value) in enumerate(named, start=1))
    troubles += _lacks_basis(line, cells, named)
    return Row(number, line, cells, troubles=(*troubles, *undecoded(line, cells)))


def _lacks_basis(line: int, cells: tuple[Cell, ...], named: list[tuple[str, Any]]) -> list[Trouble]:
    basis = [value for cell, (_, value) in zip(cells, named, strict=True) if cell.role is Role.BASIS]
    if any(isinstance(value, str) for value in basis):
        return []
    return [Trouble(line, 0, "缺少文字 basis（实施依据）", "no text under basis")]


def _role(key: str) -> Role:
    if key in _KEYS:
        return _KEYS[key]
    return Role(key) if key in Role.__members__.values() else header_words.role(key) or Role.OTHER


def _text(value: object) -> str:
    """Strings as given, so that offsets hold; numbers as printed; nothing for null; all else as JSON."""
    if isinstance(value, str):
        return _LONE.sub(BAD, value)
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def _marked(number: int, line: int, text: str, column: int, zh: str, en: str) -> Row:
    cell = Cell(Role.OTHER, "", _LONE.sub(BAD, text.rstrip("\n")), 1)
    return Row(number, line, (cell,), troubles=(Trouble(line, column, zh, en),))
