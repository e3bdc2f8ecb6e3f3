"""Spans over a text that overlap, cut into pieces that do not: what HTML can mark."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of a text from ``start`` to before ``end`` (code points), and what they say.

    ``kind`` is a word for style sheets, ``title`` for people, ``href`` a page about it.
    """

    start: int
    end: int
    kind: str
    title: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class TextRun:
    """A run of text under the same spans, the longest span first."""

    text: str
    spans: tuple[Span, ...] = ()


def pieces(text: str, spans: Sequence[Span]) -> tuple[TextRun, ...]:
    """The text in runs; together they are the text. Spans that are empty or reach out of it are left out.

    >>> [(piece.text, len(piece.spans)) for piece in pieces("甲乙丙丁", [Span(0, 3, "a"), Span(1, 2, "b")])]
    [('甲', 1), ('乙', 2), ('丙', 1), ('丁', 0)]
    """
    inside = [span for span in spans if 0 <= span.start < span.end <= len(text)]
    inside.sort(key=lambda span: (span.start - span.end, span.start, span.kind))
    cuts = sorted({0, len(text), *(span.start for span in inside), *(span.end for span in inside)})
    return tuple(
        TextRun(text[start:end], tuple(span for span in inside if span.start <= start and end <= span.end))
        for start, end in pairwise(cuts)
    )
