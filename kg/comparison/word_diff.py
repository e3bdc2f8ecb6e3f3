"""What of a text changed, word by word, for people to read."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from rapidfuzz.distance import Indel

_WORDS: Final = re.compile(r"\d+(?:\.\d+)?|[A-Za-z]+|\s+|.", re.DOTALL)
#: An island of fewer characters between two changes is read as part of the change.
_ISLAND: Final = 2


class Segment(NamedTuple):
    """A run of text: ``equal``, ``delete`` (of the old text alone) or ``insert`` (of the new text alone)."""

    op: str
    text: str


def word_diff(old: str, new: str) -> tuple[Segment, ...]:
    """The segments that lead from one text to the other.

    Without inserts they are the old text, without deletes the new.

    >>> ["".join(segment) for segment in word_diff("处500元罚款", "处600元罚款")]
    ['equal处', 'delete500', 'insert600', 'equal元罚款']
    """
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    runs: list[tuple[str, str, str]] = []
    for code in Indel.opcodes(before, after):
        gone, come = "".join(before[code.src_start : code.src_end]), "".join(after[code.dest_start : code.dest_end])
        runs.append(("equal" if code.tag == "equal" else "change", gone, come))
    return tuple(_segments(_without_islands(runs)))


def _without_islands(pieces: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Changes with nothing but a character or two between them become one."""
    merged: list[tuple[str, str, str]] = []
    for place, (tag, gone, come) in enumerate(pieces):
        island = tag == "equal" and len(gone) < _ISLAND and 0 < place < len(pieces) - 1
        kind = "change" if island else tag
        if merged and merged[-1][0] == kind == "change":
            merged[-1] = (kind, merged[-1][1] + gone, merged[-1][2] + come)
        else:
            merged.append((kind, gone, come))
    return merged


def _segments(pieces: list[tuple[str, str, str]]) -> list[Segment]:
    out = []
    for kind, gone, come in pieces:
        if kind == "equal":
            out.append(Segment("equal", gone))
        else:
            out += [Segment("delete", gone)] if gone else []
            out += [Segment("insert", come)] if come else []
    return out
