"""Matches as JSON objects, one a cited provision, and the matches of whole lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extract.model import Role
from kg.laws.matching.quotes import citations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from extract.facts import Extraction, PassageFacts
    from kg.laws.matching.match import Match, Matcher

Json = dict[str, Any]


def of_row(matcher: Matcher, extraction: Extraction) -> Iterator[Json]:
    """The records of a row: every provision its basis cells cite, bases first, whose document is held."""
    row = extraction.row
    where: Json = {"row": row.number, "serial": row.text(Role.SERIAL), "sub": row.text(Role.SUB_NAME)}
    several = len(extraction.facts) > 1
    for cell, facts in extraction.facts:
        for cited in citations(cell.text, facts):
            if match := matcher.match(cited):
                yield where | ({"cell": cell.header} if several else {}) | record(match)


def of_passage(matcher: Matcher, passage: PassageFacts) -> Iterator[Json]:
    """The records of a passage of a responsibility list, by the line it begins in."""
    for cited in citations(passage.passage.text, passage.facts):
        if match := matcher.match(cited):
            yield {"line": passage.passage.line} | record(match)


def record(match: Match) -> Json:
    """A match in JSON types. ``differs`` lists the places where quote and law depart, ``fine_range`` the fines there.

    Amounts are in yuan or factors, as in the records of ``quanze extract``; bounds not printed are null.
    """
    best = match.best
    return {
        "kind": match.cited.kind,
        "title": match.cited.title,
        "document": match.document,
        "provision": match.provision,
        "version": match.version,
        "versions": list(match.versions),
        "exists_in": list(match.exists_in),
        "class": match.kind.value,
        "best_match": best
        and {
            "document": best.document,
            "version": best.version,
            "provision": best.provision,
            "similarity": best.similarity,
        },
        "differs": [{"quote": change.quote, "law": change.law} for change in match.differs],
        "fine_range": [
            {
                "min": _number(range_.minimum),
                "max": _number(range_.maximum),
                "unit": range_.unit,
                "base": range_.base,
                "per": range_.per,
                "cap": _number(range_.cap),
            }
            for range_ in match.fines
        ],
        "quote": match.cited.quote,
        "start": match.cited.start,
        "end": match.cited.end,
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
