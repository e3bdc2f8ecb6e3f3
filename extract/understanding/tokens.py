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
from extract.rules import load, piece, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: (kind, start, end) in levelled text. A plain tuple: objects would cost more than the scan.
Token = tuple[str, int, int]


def scan(text: str) -> list[Token]:
    """The tokens of levelled ``text``, in order.

    >>> text = "《甲法》第三条处五万元以下罚款。"
    >>> [(kind, text[start:end]) for kind, start, end in scan(text)][:5]
    [('title', '《甲法》'), ('chain', '第三条'), ('verb', '处'), ('money', '五万元'), ('bound', '以下')]
    """
    matchers = _MATCHERS
    result: list[Token] = []
    at = 0
    for begin in _begins().finditer(text):
        start = begin.start()
        if start < at:
            continue
        sign = text[start]
        if sign in _STOPS:
            at = start + 1
            result.append(("stop", start, at))
        else:
            read, kinds = matchers[sign]
            if match := read(text, start):
                at = match.end()
                result.append((kinds[match.lastindex or 0], start, at))
    return result


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


class _Matchers(dict[str, "tuple[Callable[[str, int], re.Match[str] | None], list[str]]"]):
    """For each first character the tokens that can begin with it: one alternation of all would try each everywhere.

    With the pattern come the kinds of token by the number of the group that is set, an empty one behind each branch.
    """

    def __missing__(self, sign: str) -> tuple[Callable[[str, int], re.Match[str] | None], list[str]]:
        kinds = [rule.code for rule in load("lexicon") if re.match(dict(rule.data)["first"], sign)]
        self[sign] = _matcher(frozenset(kinds))
        return self[sign]


@cache
def _matcher(begun: frozenset[str]) -> tuple[Callable[[str, int], re.Match[str] | None], list[str]]:
    """The match of all branches of the kinds that a character can begin; many characters begin the same."""
    rules = [rule for rule in load("lexicon") if rule.code in begun]
    branches, kinds = [], [""]
    for kind, branch in _shared([(rule.code, branch) for rule in rules for branch in _branches(rule.expression)]):
        branches.append(branch)
        kinds += kind
    return re.compile("|".join(branches)).match, kinds


def _shared(branches: list[tuple[str, str]]) -> Iterator[tuple[list[str], str]]:
    """The branches with their kinds; those that begin with an amount as one, so that it is read once, not for each."""
    amount = piece("AMOUNT")
    counted = [(kind, branch[len(amount) :]) for kind, branch in branches if branch.startswith(amount)]
    waiting = True
    for kind, branch in branches:
        if not branch.startswith(amount):
            yield [kind], f"{branch}()"
        elif waiting:
            waiting = False
            yield [kind for kind, _ in counted], f"{amount}(?:{'|'.join(f'{rest}()' for _, rest in counted)})"


def _branches(expression: str) -> list[str]:
    """The alternatives of an expression that stand in no group.

    >>> _branches("a(?:b|c)|[|]d")
    ['a(?:b|c)', '[|]d']
    """
    branches, depth = [""], 0
    for part in _PARTS.findall(expression):
        depth += (part == "(") - (part == ")")
        if part == "|" and not depth:
            branches.append("")
        else:
            branches[-1] += part
    return branches


#: An escape, a class of characters, a single sign of an expression.
_PARTS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)


_MATCHERS = _Matchers()
