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
from collections import defaultdict
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from extract import numerals
from extract.rules import load, piece, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

#: (kind, start, end) in levelled text. A plain tuple: objects would cost more than the scan.
Token = tuple[str, int, int]


class Tokens:
    """Tokens in text order, and those of each kind, so that nobody looks at all of them for a few."""

    __slots__ = ("every", "kinds")

    def __init__(self, tokens: Iterable[Token]) -> None:
        self.every = list(tokens)
        self.kinds: defaultdict[str, list[Token]] = defaultdict(list)
        for token in self.every:
            self.kinds[token[0]].append(token)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.every)

    def of(self, kind: str) -> Sequence[Token]:
        """The tokens of one kind, in text order.

        >>> scan("《甲法》第三条:第五条").of("chain")
        [('chain', 4, 7), ('chain', 8, 11)]
        """
        return self.kinds.get(kind, ())

    def among(self, *kinds: str) -> list[Token]:
        """The tokens of several kinds, in text order."""
        known = self.kinds
        parts = [known[kind] for kind in kinds if kind in known]
        if len(parts) < 2:
            return parts[0] if parts else []
        return sorted(chain.from_iterable(parts), key=_START)


_START: Final = itemgetter(1)


def scan(text: str) -> Tokens:
    """The tokens of levelled ``text``, in order.

    >>> text = "《甲法》第三条处五万元以下罚款。"
    >>> [(kind, text[start:end]) for kind, start, end in scan(text)][:5]
    [('title', '《甲法》'), ('chain', '第三条'), ('verb', '处'), ('money', '五万元'), ('bound', '以下')]
    """
    matchers, stops, search = _MATCHERS, _STOPS, _begins()
    tokens = Tokens(())
    every, by_kind = tokens.every, tokens.kinds
    at = 0
    # From the end of each token: more than a third of the places where one could begin lie within another.
    while begin := search(text, at):
        start = begin.start()
        sign = text[start]
        if sign in stops:
            kind, at = stops[sign], start + 1
        else:
            read, kinds = matchers[sign]
            if not (match := read(text, start)):
                at = start + 1
                continue
            kind, at = kinds[match.lastindex or 0], match.end()
        token = (kind, start, at)
        every.append(token)
        by_kind[kind].append(token)
    return tokens


_STOPS: Final = {"。": "stop", ";": "stop", ":": "colon"}
_FIGURES: Final = rf"0-9{numerals.CHINESE}"


@cache
def _begins() -> Callable[[str, int], re.Match[str] | None]:
    """The next place of a text where a token can begin; a class alone is what the engine finds fastest.

    A figure behind a figure begins nothing, nor do characters that are mostly parts of other words (`seconds` of the
    lexicon) unless the next one is as it must be. That it is none that any of them needs is seen at one look.
    """
    seconds = [(rule["first"], rule["second"]) for rule in table("lexicon")["seconds"]]
    signs = "".join(dict(rule.data)["first"][1:-1] for rule in load("lexicon"))
    firsts, needed = ("".join(signs) for signs in zip(*seconds, strict=True))
    pairs = "|".join(f"(?<=[{first}])(?=[{second}])" for first, second in seconds)
    return re.compile(f"[{signs}](?<![{_FIGURES}][{_FIGURES}])(?:(?<![{firsts}])|(?=[{needed}])(?:{pairs}))").search


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
_PARTS: Final = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)


_MATCHERS: Final = _Matchers()
