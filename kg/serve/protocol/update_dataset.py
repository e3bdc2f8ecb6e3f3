"""The dataset parameters of an update (SPARQL 1.1 Protocol, 2.2.3), written into its text as USING clauses."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kg.asking.syntax.sparql import Token, tokens
from kg.serve.protocol.refusal import syntax

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def with_dataset(update: str, default: Sequence[str] | None, named: Sequence[str] | None) -> str:
    """The update with USING clauses for the given graphs in each of its operations that has a WHERE.

    Raises Refusal: the update has USING or WITH clauses of its own, which the protocol forbids beside the parameters.
    """
    if default is None and named is None:
        return update
    plain = [f"USING <{iri}> " for iri in default or ()]
    clauses = "".join([*plain, *(f"USING NAMED <{iri}> " for iri in named or ())])
    pieces, end = [], 0
    for start, text in _insertions(_outer(update), update, clauses):
        pieces += [update[end:start], text]
        end = start
    return "".join([*pieces, update[end:]])


def _outer(update: str) -> tuple[Token, ...]:
    """The tokens outside all braces, and the outermost braces."""
    depth, kept = 0, []
    for token in tokens(update):
        depth -= token.text == "}"
        if depth <= 0 and token.kind not in {"comment", "space"}:
            kept.append(token)
        depth += token.text == "{"
    return tuple(kept)


def _insertions(tokens: Sequence[Token], update: str, clauses: str) -> Iterator[tuple[int, str]]:
    """Offsets and what goes there. DELETE WHERE {p} is short for DELETE {p} WHERE {p}, and is written so."""
    words = [token.text.upper() if token.kind == "word" else token.text for token in tokens]
    if {"USING", "WITH"} & set(words):
        raise syntax(
            "更新中已有 USING 或 WITH，不能再使用 using-graph-uri 参数",
            "USING or WITH in the update, and using-graph-uri beside it",
        )
    for place, (before, word) in enumerate(pairwise(words), 1):
        if word != "WHERE":
            continue
        pattern = ""
        if before == "DELETE":
            closing = next((token.start + 1 for token in tokens[place:] if token.text == "}"), len(update))
            pattern = update[tokens[place].start + len("WHERE") : closing] + " "
        yield tokens[place].start, pattern + clauses
