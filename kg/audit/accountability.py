"""Grounds of accountability that the law itself names: which provision a ground of a list repeats."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from extract.clean import level

_FILE = Path(__file__).with_suffix(".toml")


class Repeated(NamedTuple):
    """The provision that a ground repeats: canonical title and path."""

    document: str
    path: str


@cache
def _known() -> dict[str, tuple[tuple[re.Pattern[str], Repeated], ...]]:
    """By power type (01 许可, 02 处罚, 03 强制): words and the provision they repeat, in the order of the law."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))["ground"]
    return {
        entry["type"]: tuple(
            (re.compile(provision["words"]), Repeated(entry["document"], provision["path"]))
            for provision in entry["provisions"]
        )
        for entry in data
    }


def types() -> frozenset[str]:
    """The power types whose law names grounds."""
    return frozenset(_known())


@lru_cache(maxsize=8192)
def repeated(ground: str, power_type: str) -> Repeated | None:
    """The provision that a ground of an item of that type repeats, or None.

    >>> repeated("截留、私分或者变相私分罚款的", "02")
    Repeated(document='中华人民共和国行政处罚法', path='art_79')
    """
    words = level(ground).text
    return next((where for form, where in _known().get(power_type, ()) if form.search(words)), None)
