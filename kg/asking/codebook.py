"""What the columns of the tables hold: their names in English, and what each is (``tables/columns.toml``)."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kg import resources

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class ColumnDescription(NamedTuple):
    """A column of the tables: its English name, and what it holds in Chinese."""

    english: str
    meaning: str


@cache
def columns() -> Mapping[str, ColumnDescription]:
    """Every column by its Chinese name."""
    content = tomllib.loads((resources.tables() / "columns.toml").read_text(encoding="utf-8"))
    return {name: ColumnDescription(*entry) for name, entry in content["columns"].items()}


def english(names: Iterable[str]) -> list[str]:
    """The English names of columns; a column of a question of one's own keeps its name.

    >>> english(["清单", "行号", "n"])
    ['list', 'row', 'n']
    """
    known = columns()
    return [known[name].english if name in known else name for name in names]
