"""Titles without 《》 in a basis cell: where they begin and end, and whether words name a document.

The forms are rules of ``rules/layout.toml``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from extract.rules import pattern, piece
from extract.understanding import titles
from extract.understanding.basis.leads import SEPARATORS

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

ITS_OWN: Final = pattern("layout", "its_own")
_BEFORE_NAME: Final = re.compile(r'.*[。;,:"!?…)\]】》]', re.DOTALL)
_BARE_TITLE: Final = pattern("layout", "bare_title")
_QUOTED: Final = re.compile(r"([\"\[〈<])(?P<title>[^\"\[\]〈〉<>《》。;,:]{2,60})[\"\]〉>]")
_HALF: Final = re.compile(r"(?P<title>[^《》<>〈〉()\[\]。;,:\"]{2,60})[>〉)\]\"](?=第|[(〔\[])")
_RUNNING: Final = pattern("layout", "running")
_WRAPPED_HEAD, _WRAPPED_TAIL = pattern("layout", "wrapped_head"), pattern("layout", "wrapped_tail")
RANK: Final = re.compile(piece("RANK"))
#: What the words can begin with behind a title that stands in the middle of another.
TAIL_SIGNS: Final = frozenset("的实若暂补办细规条意")
_LEGAL_ENDS: Final = tuple(piece("LEGAL_END")[3:].split(")", 1)[0].split("|"))
_NAME_END: Final = re.compile(rf"(?:{piece('LEGAL_END')})$")
_LONGEST_NAME: Final = 60


def half_title(text: str, at: int) -> tuple[int, str] | None:
    """The title behind 《 that another sign closes (《某法)第三条): where it ends, its words."""
    match = _HALF.match(text, at)
    return (match.end(), match["title"]) if match and names_document(match["title"]) else None


def begin(text: str, at: int, end: int, breaks: AbstractSet[int]) -> int:
    """Where the words that end at ``end`` begin: behind the last stop, line break or what was read up to ``at``."""
    low = max(at, end - _LONGEST_NAME)
    stop = _BEFORE_NAME.match(text[low:end])
    first = low + stop.end() if stop else low
    if breaks:
        first = max([first, *(place for place in breaks if low < place < end)])
    match = SEPARATORS.match(text, first, end) if first == at else None
    return match.end() if match and match.end() < end else first


def bare_title(text: str, at: int) -> tuple[int, int, str, int] | None:
    """The title without 《》 that begins at ``at``: its place, its words, and where another of a row begins (or 0).

    It may stand in other signs (「某法」第三条), which belong to its place and not to its words.
    """
    if match := _QUOTED.match(text, at):
        return (at, match.end(), match["title"], 0) if names_document(match["title"]) else None
    match = _BARE_TITLE.match(text, at)
    if match is None or not names_document(match["title"]):
        return None
    end = match.end("title")
    return match.start("title"), end, match["title"], end + 1 if text[end : end + 1] in {"、", ",", ";"} else 0


def wrapped(text: str, at: int, start: int, end: int, breaks: AbstractSet[int]) -> tuple[int, int] | None:
    """The place of a title that has the one in 《》 from ``start`` to ``end`` in its middle: 某省实施《甲法》办法."""
    tail = _WRAPPED_TAIL.match(text, end)
    if tail is None:
        return None
    head = _WRAPPED_HEAD.search(text, begin(text, at, start, breaks), start)
    if head is None or not (head["verb"] or head["verb2"] or tail["verb"]):
        return None
    return head.start(), tail.end()


def may_name(words: str) -> bool:
    """Whether ``words`` end as the title of a document does."""
    return _NAME_END.search(words) is not None


def names_whole(words: str) -> bool:
    """Whether ``words``, stops and title signs excluded, are the name of a document and nothing else."""
    whole = _STOPPED.search(words) is None and words.count("(") == words.count(")")
    return whole and may_name(words) and names_document(words)


_STOPPED: Final = re.compile(r"[。;,:《》\"]")


def names_document(words: str) -> bool:
    """Whether ``words`` name a document rather than being running text.

    >>> names_document("某地河道管理条例"), names_document("国家赔偿法"), names_document("有关规定")
    (True, True, False)
    """
    return known_document(words) or (len(words) > 2 and not _RUNNING.search(words) and _legal(words))


@lru_cache(maxsize=4096)
def known_document(words: str) -> bool:
    """Whether the authority file has a document of this name."""
    return titles.entry(words) is not None


@lru_cache(maxsize=4096)
def _legal(title: str) -> bool:
    return titles.looks_legal(title)
