"""A character missing or wrong within a word."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from kg.audit.finding import Severity
from kg.audit.rule import Observation, Rule
from kg.audit.text.continuations import breaks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.audit.view import ListView, View

_BEFORE, _AFTER = 6, 4
_NAMED = 3
#: What a list prints more often is a name of its own, no slip.
_NAMES = 2


def _missing(listing: ListView, _view: View) -> Iterator[Observation]:
    every = [(text, tuple(breaks(text.text))) for text in listing.texts]
    times = Counter((break_.head, break_.next) for _, several in every for break_ in several)
    before: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for text, several in every:
        for break_ in several:
            before[break_.head, break_.next].add(text.text[max(0, break_.at - _BEFORE) : break_.at])
    for text, several in every:
        end = 0
        for slip in several:
            if times[slip.head, slip.next] > _NAMES or len(before[slip.head, slip.next]) > 1:
                continue  # printed in two sentences, it is a word that statutes do not have
            if slip.at < end:
                continue  # one slip breaks several runs
            end = slip.at + _AFTER
            start = max(0, slip.at - _BEFORE)
            usual = "、".join(f"“{sign}”" for sign in slip.usual[:_NAMED])
            words = " ".join(text.text[start:end].split())
            message = f"“{words}”疑有漏字或者错字：“{slip.head}”之后通常为{usual}，此处为“{slip.next}”"
            yield Observation(text.at(start, min(end, len(text.text))), message)


RULES = (
    Rule(
        code="TX001",
        zh="疑有漏字或者错字",
        en="a character missing or wrong within a word",
        severity=Severity.INFO,
        why="法律法规中从不如此连用的文字，多为录入或者识别时漏字、错字，查询和比对会落空。",
        remedy="核对原文，补正文字。",
        fires=({"name": "拟订政策", "duties": "拟订全县人力资源和社会保政策和综合性政策调研。"},),
        quiet=({"name": "拟订政策", "duties": "拟订全县人力资源和社会保障政策和综合性政策调研。"},),
        each_list=_missing,
    ),
)
