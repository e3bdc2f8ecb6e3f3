"""What was not understood, as the graph tells it: where it stands and what is the matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.asking.query import run
from kg.graph.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.graph.store import Askable

QUERY = """SELECT DISTINCT ?file ?table ?line ?column ?zh ?en WHERE {
    ?trouble a qz:Trouble ; qz:inList/prov:wasDerivedFrom/rdfs:label ?file ; dct:description ?zh , ?en .
    FILTER (LANG(?zh) = "zh" && LANG(?en) = "en")
    OPTIONAL { ?trouble qz:table ?table }
    OPTIONAL { ?trouble qz:line ?line }
    OPTIONAL { ?trouble qz:columnNumber ?column }
} ORDER BY ?file ?table ?line ?column ?zh"""


@dataclass(frozen=True, slots=True)
class ListedTrouble:
    """A trouble of a file; ``line`` and ``column`` from 1, 0 where there is none, ``table`` empty."""

    file: str
    line: int
    column: int
    zh: str
    en: str
    table: str = ""


def troubles(store: Askable, prefixes: Mapping[str, str] = PREFIXES) -> tuple[ListedTrouble, ...]:
    """Every trouble, by file, table, line and column."""
    rows = run(store, QUERY, prefixes).rows()
    return tuple(
        ListedTrouble(row["file"], row["line"] or 0, row["column"] or 0, row["zh"], row["en"], row["table"] or "")
        for row in rows
    )
