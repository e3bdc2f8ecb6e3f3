"""The columns of ``SELECT *`` in the order in which a query names them; the store would sort them by name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import QuerySolutions, Store

from kg.asking.syntax.sparql import Token, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_ORDERED = 100_000  # characters
STAR = re.compile(r"SELECT\s*(?:(?:DISTINCT|REDUCED)\s*)?[#*]", re.IGNORECASE | re.ASCII)  # a star, or a comment first


def in_order(text: str, base: str | None, prefixes: Mapping[str, str]) -> str:
    """The query with its columns instead of the star; the query as it is where it is none of ``SELECT *``.

    Which variables are columns the parser says: it is given the query with its pattern under a filter that is false,
    so that nothing is looked for.

    >>> in_order("SELECT * { ?b a ?a }", None, {})
    'SELECT ?b ?a { ?b a ?a }'
    """
    if "*" not in text or len(text) > LONGEST_ORDERED or not STAR.search(text):
        return text
    solid = [token for token in tokens(text) if token.kind not in {"space", "comment"}]
    star, pattern = _star(solid), _pattern(solid)
    if star is None or pattern is None or star.start > pattern[0]:
        return text
    begin, end = pattern
    columns = _columns(f"{text[:begin]}{{ FILTER(false) {text[begin:end]} }}{text[end:]}", base, prefixes)
    named = dict.fromkeys(token.text[1:] for token in solid if token.kind == "variable")
    ordered = [name for name in named if name in columns]
    if len(ordered) < len(columns) or len(ordered) < 2:
        return text
    return text[: star.start] + " ".join(f"?{name}" for name in ordered) + text[star.start + 1 :]


def _star(solid: list[Token]) -> Token | None:
    """The star of the first SELECT."""
    words = [token.text.upper() if token.kind == "word" else "" for token in solid]
    if "SELECT" not in words:
        return None
    after = words.index("SELECT") + 1
    after += words[after : after + 1] in (["DISTINCT"], ["REDUCED"])
    return next((token for token in solid[after : after + 1] if token.text == "*"), None)


def _pattern(solid: list[Token]) -> tuple[int, int] | None:
    """Where the first pair of braces begins and ends."""
    begin, depth = -1, 0
    for token in solid:
        if token.text == "{":
            begin = token.start if begin < 0 else begin
            depth += 1
        elif token.text == "}":
            depth -= 1
            if depth <= 0:
                return (begin, token.start + 1) if begin >= 0 else None
    return None


def _columns(text: str, base: str | None, prefixes: Mapping[str, str]) -> set[str]:
    try:
        result = Store().query(text, base_iri=base, prefixes=dict(prefixes))
    except (SyntaxError, ValueError, OSError, RuntimeError):
        return set()  # no SPARQL: it is asked as it is, and refused
    return {variable.value for variable in result.variables} if isinstance(result, QuerySolutions) else set()
