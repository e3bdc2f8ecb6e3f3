"""Queries that the parser would be at for longer than anyone waits: refused before they are parsed.

The parser joins triples, alternatives and operators pairwise, so its time grows with the square of their number (5,000
objects of a triple: 4 s, 50,000: minutes). The values of VALUES and IN, of which programs write many, it only collects.
"""

from __future__ import annotations

from kg.asking.syntax.sparql import TOKEN
from kg.serve.protocol.refusal import Refusal

MOST_TERMS = 5_000
TERMS = {"string", "iri", "variable", "name", "word"}
CLOSING = {"VALUES": "}", "IN": ")"}


def refuse_complex(text: str) -> None:
    """Raises Refusal: 400, more than MOST_TERMS terms and keywords outside the lists of VALUES and IN."""
    if len(text) < 2 * MOST_TERMS:
        return
    terms, closing = 0, ""
    for match in TOKEN.finditer(text):
        if closing:
            closing = "" if match.group() == closing else closing
        elif match.lastgroup in TERMS:
            terms += 1
            closing = CLOSING.get(match.group().upper(), "") if match.lastgroup == "word" else ""
            if terms > MOST_TERMS:
                raise Refusal(
                    400,
                    "too-complex",
                    f"查询超过{MOST_TERMS}个词项",
                    f"a query of more than {MOST_TERMS} terms",
                    hint="多个值应写入 VALUES 或者 IN / list values in VALUES or IN",
                )
