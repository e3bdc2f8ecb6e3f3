"""A quote beside an article: word for word, or how like, and where they differ.

Word for word means: the quote is made of whole parts of the article in their order (all of it, a paragraph, items
behind their opening words, sentences) or is one run of its words; width, blanks, shapes of brackets and quotation
marks do not count, nor does a stop behind which something is left out. Anything else is likeness. ``coverage`` is the
share of the quote's characters that stand in the article in runs of four, in whatever order: quick, and enough to
choose among articles. ``similarity`` weighs every change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from kg.laws.wording import bare, levelled

_ENDS = "。;:,、!?！？"
_STRONG = "。;:！？"
_RUN, _HEAD = 4, 6
_SHORTEST_BLOCK = 2
_MOST_LEFT_OUT = 20
_UNIT = re.compile(r"[。;:！？\n]")
_NUMBERED = re.compile(r"[。;:,]\((?:[一二三四五六七八九十]{1,3}|\d{1,2})\)$")
_ELLIPSIS = re.compile(r"[…]{1,}|\.{3,}|(?:\[|\()?(?:略|省略)(?:\]|\))")


@dataclass(frozen=True, slots=True)
class WordChange:
    """A place where a quote departs from the article: ``quote`` stands there for ``law``; either may be empty."""

    quote: str
    law: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a quote compares with an article: word for word, or covered to a share from 0 to 1."""

    exact: bool
    coverage: float


@lru_cache(maxsize=65536)
def compare(quote: str, law: str) -> Likeness:
    """Compare the printed words of a quote with those of an article or part.

    >>> compare("甲方应当缴费。", "第一款说明。甲方应当缴费。乙方应当核定。").exact
    True
    """
    words, other = _stripped(levelled(quote)), levelled(law)
    if not words or not other:
        return Likeness(exact=False, coverage=0.0)
    if words in other or _in_parts(words, other):
        return Likeness(exact=True, coverage=1.0)
    return Likeness(exact=False, coverage=coverage(quote, law))


def coverage(quote: str, *laws: str) -> float:
    """The share of a quote's characters that stand in any of the texts in runs of four, punctuation left out."""
    words = bare(quote)
    if len(words) < _RUN:
        return float(any(words in bare(law) for law in laws)) if words else 0.0
    known = [_grams(law) for law in laws]
    reached = covered = 0
    for at in range(len(words) - _RUN + 1):
        if any(words[at : at + _RUN] in grams for grams in known):
            covered += at + _RUN - max(reached, at)
            reached = at + _RUN
    return round(covered / len(words), 4)


@lru_cache(maxsize=4096)
def _grams(law: str) -> frozenset[str]:
    words = bare(law)
    return frozenset(words[at : at + _RUN] for at in range(len(words) - _RUN + 1))


def _stripped(text: str) -> str:
    return text.strip(_ENDS + '"《》()[]-.')


def _in_parts(quote: str, law: str) -> bool:
    """Whether the quote is whole parts of the law in their order; ellipses stand for what is left out."""
    pieces = [piece for piece in _ELLIPSIS.split(quote) if piece.strip(_ENDS)]
    at = 0
    for piece in pieces:
        end = _piece(piece.strip(_ENDS), law, at)
        if end < 0:
            return False
        at = end
    return bool(pieces)


def _piece(quote: str, law: str, at: int) -> int:
    """Where in the law a run of whole parts ends that the quote is made of, from ``at`` on; -1 where it is not."""
    done = 0
    while done < len(quote):
        match = _longest(quote, done, law, at)
        if match is None:
            return -1
        done, at = match
    return at


def _longest(quote: str, done: int, law: str, at: int) -> tuple[int, int] | None:
    """The longest run from a part's beginning that ends with a part, or with the quote: (quote offset, law offset)."""
    head = quote[done : done + _HEAD]
    best: tuple[int, int] | None = None
    start = law.find(head, at)
    while start >= 0:
        if start == 0 or law[start - 1] in _STRONG or _begins_item(law, start):
            length = _common(quote, done, law, start)
            end = done + length
            if end == len(quote):
                return end, start + length
            cut = _cut(quote, done, end, law, start)
            if cut and (best is None or cut[0] > best[0]):
                best = cut
        start = law.find(head, start + 1)
    return best


def _begins_item(law: str, start: int) -> bool:
    """Whether an item begins here, or its words behind the number."""
    return law.startswith("(", start) or bool(_NUMBERED.search(law, max(0, start - 6), start))


def _common(quote: str, done: int, law: str, start: int) -> int:
    length = 0
    most = min(len(quote) - done, len(law) - start)
    while length < most and quote[done + length] == law[start + length]:
        length += 1
    return length


def _cut(quote: str, done: int, end: int, law: str, start: int) -> tuple[int, int] | None:
    """The last end of a part within a common run.

    A stop may differ where the quote leaves out what follows (the last item quoted ends with 。), nowhere else.
    """
    behind = start + end - done
    stops = end < len(quote) and behind < len(law) and quote[end] in _STRONG and law[behind] in _STRONG
    if stops and not law.startswith(quote[end + 1 : end + 1 + _HEAD], behind + 1):
        return end + 1, behind + 1
    length = end - done
    for place in range(length - 1, 0, -1):
        if law[start + place] in _STRONG:
            return done + place + 1, start + place + 1
    return None


@lru_cache(maxsize=8192)
def changes(quote: str, law: str) -> tuple[WordChange, ...]:
    """Where a quote departs from the law, in the words of both; whole parts that the quote leaves out are no change.

    >>> changes("处一万元罚款。", "由机关处二万元罚款；情节严重的，吊销。")
    (WordChange(quote='一', law='二'),)
    """
    return _aligned(_stripped(levelled(quote)), levelled(law))[0]


@lru_cache(maxsize=8192)
def similarity(quote: str, law: str) -> float:
    """The share of what is alike in all that is alike or changed, from 0 to 1; 1 only where nothing is changed.

    Words left out count with twenty characters at most: a quote that skips much is still a quote.
    """
    changes, alike = _aligned(_stripped(levelled(quote)), levelled(law))
    changed = sum(max(len(change.quote), min(len(change.law), _MOST_LEFT_OUT)) for change in changes)
    return min(0.9999, round(alike / (alike + changed), 4)) if changes and alike else float(bool(alike))


@lru_cache(maxsize=1024)
def _aligned(quote: str, law: str) -> tuple[tuple[WordChange, ...], int]:
    """The changes between two levelled texts and how many characters are alike."""
    if not quote:
        return (), 0
    matcher = SequenceMatcher(None, law, quote, autojunk=False)
    blocks = [
        block
        for block in matcher.get_matching_blocks()
        if block.size >= min(_SHORTEST_BLOCK, len(quote)) or (block.size and block.a == block.b == 0)
    ]
    if not blocks:
        return (WordChange(quote, ""),) if quote else (), 0
    out: list[WordChange] = []
    head = quote[: blocks[0].b]
    if head:
        out.append(WordChange(head, law[max(0, blocks[0].a - len(head)) : blocks[0].a]))
    for match, other in pairwise(blocks):
        change = WordChange(quote[match.b + match.size : other.b], law[match.a + match.size : other.a])
        if change.quote or not _whole_parts(law, match.a + match.size, other.a):
            out.append(change)
    last = blocks[-1]
    if rest := quote[last.b + last.size :]:
        out.append(WordChange(rest, law[last.a + last.size : last.a + last.size + len(rest)]))
    return tuple(out), sum(block.size for block in blocks)


def _whole_parts(law: str, start: int, end: int) -> bool:
    """Whether what is left out between two runs are whole sentences or items."""
    return (start == 0 or law[start - 1] in _STRONG) and law[end - 1] in _STRONG
