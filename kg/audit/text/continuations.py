"""How words go on: three characters that in statutes always stand before one of a few, and pairs that are usual.

A word with a character missing or wrong breaks such a run (人力资源和社会保政策). The table is counted from public
statutes (``continuations.txt`` says how); it holds no text.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FILE = Path(__file__).with_suffix(".txt")
_RUN = re.compile(r"[\u4e00-\u9fff]{5,}")
_BLANKS = " \u3000"
#: Bodies in short, which statutes do not write: 安监局, 人社部门.
_SHORT = frozenset(("安监", "人社", "市监", "银监", "证监", "保监", "药监", "质监", "环监", "农保", "医保", "社保"))
_HEAD = 3
_NUMERALS = frozenset("一二三四五六七八九十百千万亿零〇两")


class Break(NamedTuple):
    """A place where a text departs from the usual: characters before it, the next one, those usual instead."""

    at: int
    head: str
    next: str
    usual: str


@cache
def _tables() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Three characters -> what follows them, most often first; a character -> what makes a pair with it.

    The pairs that are usual, and all that occur.
    """
    runs: dict[str, str] = {}
    pairs: dict[str, str] = {}
    every: dict[str, str] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line[_HEAD : _HEAD + 1] == ">":
            runs[line[:_HEAD]] = line[_HEAD + 1 :]
        elif line[1:2] == "+":
            pairs[line[0]] = line[2:]
        elif line[1:2] == "-":
            every[line[0]] = line[2:]
    return runs, pairs, {sign: pairs.get(sign, "") + every.get(sign, "") for sign in {*pairs, *every}}


def breaks(text: str) -> Iterator[Break]:
    """Where words go on as they never do in statutes; ``at`` counts code points of the text.

    >>> [(found.head, found.next, found.usual) for found in breaks("拟订全县人力资源和社会保政策。")]
    [('社会保', '政', '障险护')]
    """
    plain = text.replace(" ", "").replace("\u3000", "")
    if not any(map(_of_run, _RUN.findall(plain))):
        return  # nearly all texts
    kept: Sequence[int] | None = None if len(plain) < len(text) else range(len(text))
    for run in _RUN.finditer(plain):
        for break_ in _of_run(run[0]):
            if kept is None:  # few texts have such a place
                kept = [place for place, sign in enumerate(text) if sign not in _BLANKS]
            yield break_._replace(at=kept[run.start() + break_.at])


@lru_cache(maxsize=32768)
def _of_run(run: str) -> tuple[Break, ...]:
    """The breaks of characters without a sign between them, which lists print many times; ``at`` counts from there."""
    runs, pairs, every = _tables()
    places = []
    for at, next_at in enumerate(range(_HEAD, len(run) - 1)):
        usual = runs.get(run[at:next_at])
        if usual is None:
            continue
        last, following, behind = run[next_at - 1], run[next_at], run[next_at + 1]
        if following in usual or following in pairs.get(last, ""):
            continue
        named = last in _NUMERALS or last + following in _SHORT
        if not named and _mended(usual, following, behind, every):
            places.append(Break(next_at, run[at:next_at], following, usual))
    return tuple(places)


def _mended(usual: str, following: str, behind: str, pairs: dict[str, str]) -> bool:
    """Whether one slip explains a break: a usual character left out, one put in before it, or another in its place.

    Where none does, a name begins there (特种设备安平登记).
    """
    fits = [pairs.get(sign, "") for sign in usual]
    return any(following in fit or (behind and behind in fit) for fit in fits) or bool(behind and behind in usual)
