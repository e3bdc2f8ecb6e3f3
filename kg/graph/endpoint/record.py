"""What a server says of the graph it holds: which one it is, or how far its loading has come.

The record is a small named graph of its own, so that no answer about lists is changed by it. While a graph is loaded
another stands beside it, the progress; as long as it is there, what the server holds is not whole, and nobody of us
asks it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from pyoxigraph import Literal, NamedNode

from kg.errors import Problem
from kg.graph.terms import BASE, DCT_IDENTIFIER, LINE, PREFIXES, SHA256, XSD_INTEGER

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions

    from kg.graph.store import Askable

RECORD: Final = NamedNode(BASE + "load")
PROGRESS: Final = NamedNode(BASE + "load/progress")


@dataclass(frozen=True, slots=True)
class Load:
    """A graph on a server: SHA-256 of its N-Quads, where its identifiers begin, how many lines are there.

    ``lines`` is None while what was there before is being removed.
    """

    sha256: str
    base: str
    lines: int | None

    def written(self) -> bytes:
        """The load as N-Triples."""
        facts: list[tuple[NamedNode, Literal]] = [
            (SHA256, Literal(self.sha256)),
            (DCT_IDENTIFIER, Literal(self.base)),
        ]
        if self.lines is not None:
            facts.append((LINE, Literal(str(self.lines), datatype=XSD_INTEGER)))
        return "".join(f"{RECORD} {predicate} {value} .\n" for predicate, value in facts).encode()


def recorded(store: Askable, graph: NamedNode) -> Load | None:
    """What ``RECORD`` or ``PROGRESS`` says; None where there is no such graph."""
    query = f"SELECT ?p ?o WHERE {{ GRAPH {graph} {{ {RECORD} ?p ?o }} }}"
    facts = {
        cast("NamedNode", row["p"]): cast("Literal", row["o"]).value
        for row in cast("QuerySolutions", store.query(query))
    }
    if SHA256 not in facts:
        return None
    lines = facts.get(LINE)
    return Load(facts[SHA256], facts.get(DCT_IDENTIFIER, BASE), None if lines is None else int(lines))


def whole(store: Askable, where: str) -> Load | None:
    """What a server holds; None where it was filled by others.

    Raises Problem: it is being loaded, or its loading was broken off; it holds no list where queries look.
    """
    if progress := recorded(store, PROGRESS):
        zh = f"端点上的图谱没有装载完（已装载{progress.lines or 0}行）；请再次运行 quanze export --endpoint"
        raise Problem(where, zh, "the graph there is not whole: run quanze export --endpoint again")
    load = recorded(store, RECORD)
    if load is None and not holds(store, "?list a dcat:Dataset"):
        if holds(store, "GRAPH ?graph { ?list a dcat:Dataset }"):
            zh = "清单都在命名图中，默认图为空；请用 quanze export --endpoint 装载，或者让端点的默认图包含各命名图"
            raise Problem(
                where, zh, "the lists stand in named graphs, the default graph is empty: use quanze export --endpoint"
            )
        zh = "端点上没有权责清单图谱；请用 quanze export --endpoint 装载"
        raise Problem(where, zh, "no graph of lists there: load one with quanze export --endpoint")
    return load


def holds(store: Askable, pattern: str) -> bool:
    """Whether anything fits a pattern. Asked with SELECT: Virtuoso answers ASK in a form of its own."""
    solutions = cast("QuerySolutions", store.query(f"SELECT * WHERE {{ {pattern} }} LIMIT 1", prefixes=PREFIXES))
    return next(iter(solutions), None) is not None
