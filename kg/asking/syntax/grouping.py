"""Two usual slips with GROUP BY: a variable that is selected but not grouped, and HAVING on an alias of SELECT."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kg.asking.syntax.sparql import AGGREGATE_NAMES, Hint, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.asking.syntax.sparql import Token

_GROUP_ENDS = frozenset({"HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"})


def ungrouped(text: str) -> Hint | None:
    """The first variable that a query selects by itself though it groups by others (SPARQL 1.1, 18.2.4.1)."""
    tokens = _solid(text)
    selected, closing = _selected(tokens)
    grouped = {token.text for token in _behind(tokens, ("GROUP", "BY"), _GROUP_ENDS) if token.kind == "variable"}
    aggregates = any(token.text.upper() in AGGREGATE_NAMES for token in tokens[:closing])
    if not grouped and not aggregates:
        return None
    for token in selected:
        if token.text not in grouped:
            remedy = f"写成 / write GROUP BY … {token.text}，或者 / or (SAMPLE({token.text}) AS ?…)"
            zh = f"{token.text} 不在 GROUP BY 中，也没有聚合"
            return Hint(token.start, zh, f"{token.text} is neither in GROUP BY nor aggregated", remedy)
    return None


def alias_in_having(text: str) -> Hint | None:
    """The first alias of SELECT that HAVING uses: it has no value there, so the answer is empty."""
    tokens = _solid(text)
    _, closing = _selected(tokens)
    aliases = {
        after.text
        for before, after in pairwise(tokens[:closing])
        if before.text.upper() == "AS" and after.kind == "variable"
    }
    for token in _behind(tokens, ("HAVING",), _GROUP_ENDS - {"HAVING"}):
        if token.text in aliases:
            zh = f"HAVING 中不能用 SELECT 的别名 {token.text}，此处它没有值"
            en = f"HAVING does not know the alias {token.text} of SELECT"
            return Hint(token.start, zh, en, "请写聚合函数本身 / write the aggregate itself: HAVING (COUNT(?x) > 1)")
    return None


def _solid(text: str) -> list[Token]:
    return [token for token in tokens(text) if token.kind not in {"comment", "space"}]


def _selected(tokens: Sequence[Token]) -> tuple[list[Token], int]:
    """The variables of the first SELECT that stand outside brackets, and where its pattern opens."""
    start = next((place for place, token in enumerate(tokens) if token.text.upper() == "SELECT"), len(tokens))
    variables: list[Token] = []
    depth = 0
    for place in range(start, len(tokens)):
        token = tokens[place]
        if token.text == "{" or token.text.upper() == "WHERE":
            return variables, place
        depth += (token.text == "(") - (token.text == ")")
        if token.kind == "variable" and depth == 0:
            variables.append(token)
    return variables, len(tokens)


def _behind(tokens: Sequence[Token], words: Sequence[str], ends: frozenset[str]) -> list[Token]:
    """What stands behind a clause of the outermost query, up to the next clause."""
    depth, texts = 0, [token.text.upper() for token in tokens]
    for place, token in enumerate(tokens):
        depth += (token.text == "{") - (token.text == "}")
        if depth == 0 and texts[place : place + len(words)] == list(words):
            start = place + len(words)
            stop = next((end for end in range(start, len(tokens)) if texts[end] in ends), len(tokens))
            return list(tokens[start:stop])
    return []
