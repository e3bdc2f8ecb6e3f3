"""One scan of a text: the tokens that every reading of it starts from.

A token is a plain tuple ``(kind, start, end)``: its words are ``text[start:end]``, its kind the code of a rule of
``rules/lexicon.toml`` (title, chain, order, number, date, label, mark, money, factor, period, count, bound, verb,
short, pointer, law, stop …). Tokens stand in text order and never overlap; what lies between them is plain words.
Words inside a title in 《》 give no tokens: they cite and provide nothing.

What a token means is read by the parsers (``basis``, ``references``, ``sanctions`` …), which ask ``provision``,
``notes`` and ``numerals`` for values; the scan only finds places, so that one pass serves them all.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from extract import numerals
from extract.rules import load, table

if TYPE_CHECKING:
    from collections.abc import Callable

#: (kind, start, end) in levelled text. A plain tuple: objects would cost more than the scan.
Token = tuple[str, int, int]


def scan(text: str) -> list[Token]:
    """The tokens of levelled ``text``, in order.

    >>> text = "《甲法》第三条处五万元以下罚款。"
    >>> [(kind, text[start:end]) for kind, start, end in scan(text)][:5]
    [('title', '《甲法》'), ('chain', '第三条'), ('verb', '处'), ('money', '五万元'), ('bound', '以下')]
    """
    matchers = _MATCHERS
    found: list[Token] = []
    at = 0
    for begin in _begins().finditer(text):
        start = begin.start()
        if start < at:
            continue
        sign = text[start]
        if sign in _STOPS:
            at = start + 1
            found.append(("stop", start, at))
        elif match := matchers[sign](text, start):
            at = match.end()
            found.append((match.lastgroup or "", start, at))
    return found


_STOPS = "。;:"
_FIGURES = rf"0-9{numerals.CHINESE}"


@cache
def _begins() -> re.Pattern[str]:
    """Any character that a token can begin with; a class alone is what the engine finds fastest.

    A figure behind a figure begins nothing, nor do characters that are mostly parts of other words (`seconds` of the
    lexicon) unless the next one is as it must be.
    """
    seconds = table("lexicon")["seconds"]
    signs = "".join(dict(rule.data)["first"][1:-1] for rule in load("lexicon"))
    return re.compile(f"[{signs}](?<![{_FIGURES}][{_FIGURES}])(?<![{seconds['first']}](?![{seconds['second']}]))")


class _Matchers(dict[str, "Callable[[str, int], re.Match[str] | None]"]):
    """For each first character the kinds that can begin with it: one alternation of all would try each everywhere."""

    def __missing__(self, sign: str) -> Callable[[str, int], re.Match[str] | None]:
        rules = [rule for rule in load("lexicon") if re.match(dict(rule.data)["first"], sign)]
        match = re.compile("|".join(f"(?P<{rule.code}>{rule.expression})" for rule in rules)).match
        self[sign] = match
        return match


_MATCHERS = _Matchers()
