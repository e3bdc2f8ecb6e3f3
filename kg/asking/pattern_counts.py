"""How many triples each pattern of a query matches by itself: what shows why a query is slow, or finds nothing.

Oxigraph decides by itself in which order patterns are joined, and its Python interface shows no plan. The patterns are
taken from the algebra of the query (SPARQL 1.1, 18.2), as rdflib translates it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode, Store

from kg.asking import query as asking
from kg.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.graph.store import Askable

BLANK = re.compile(r"_:\w+")
IRI = re.compile(r"<([^<>\s]*)>")
_Triple = tuple[Any, Any, Any]  # of rdflib's terms and paths


@dataclass(frozen=True, slots=True)
class PatternCount:
    """A pattern as text, the number of its matches, and whether no variable joins it to the others of its group."""

    pattern: str
    matches: int
    apart: bool


def pattern_counts(store: Askable, text: str, prefixes: Mapping[str, str]) -> list[PatternCount]:
    """The patterns of a query in the order of its algebra; the query itself is not run.

    Raises Problem: it is no query, or rdflib cannot translate it.
    """
    asking.run(Store(), text, prefixes)  # refused here as it is elsewhere
    algebra = _algebra(text, prefixes)
    dataset = "".join(f" FROM {_dataset(clause)}" for clause in algebra.get("datasetClause") or ())
    counts: list[PatternCount] = []
    blank: dict[str, str] = {}
    for graph, group in _groups(algebra):
        apart = _apart(group)
        for triple in group:
            pattern = " ".join(term.n3() for term in triple)
            pattern = f"GRAPH {graph.n3()} {{ {pattern} }}" if graph is not None else pattern
            matches = _number(store, f"SELECT (COUNT(*) AS ?n){dataset} {{ {pattern} }}", prefixes)
            counts.append(PatternCount(_shown(pattern, prefixes, blank), matches, triple in apart))
    return counts


def _number(store: Askable, text: str, prefixes: Mapping[str, str]) -> int:
    """The number a query counts; nothing else may hold its answer, which must go in the thread that asked."""
    (row,) = asking.run(store, text, prefixes).rows()
    number: int = row["n"]
    return number


def _algebra(text: str, prefixes: Mapping[str, str]) -> Any:  # noqa: ANN401 - rdflib says no more
    from rdflib.plugins.sparql.algebra import translateQuery  # noqa: PLC0415 - slow to import
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415

    try:
        return translateQuery(parseQuery(text), initNs=dict(prefixes)).algebra
    except Exception as error:
        reason = str(error).partition("\n")[0]
        raise Problem("--explain", f"无法拆分此查询的模式（{reason}）", f"no patterns found ({reason})") from error


def _dataset(clause: Any) -> str:  # noqa: ANN401
    return f"NAMED {clause.named.n3()}" if clause.named else str(clause.default.n3())


def _groups(part: Any, graph: Any = None) -> Iterator[tuple[Any, list[_Triple]]]:  # noqa: ANN401
    """Every basic graph pattern with the graph it is asked of, None for the default graph."""
    if isinstance(part, list | tuple):
        for item in part:
            yield from _groups(item, graph)
    elif isinstance(part, dict):
        name = getattr(part, "name", "")
        if name == "BGP":
            yield graph, list(part["triples"])
        elif name == "TriplesBlock":  # inside of EXISTS, which is translated when it is evaluated
            yield graph, [tuple(flat[at : at + 3]) for flat in part["triples"] for at in range(0, len(flat), 3)]
        else:
            inner = part["term"] if name in {"Graph", "GraphGraphPattern"} else graph
            for key in sorted(part.keys() - {"_vars", "term", "template"}, key=lambda key: (key == "expr", key)):
                yield from _groups(part[key], inner)


def _apart(group: list[_Triple]) -> list[_Triple]:
    """The patterns that no chain of variables joins to the first: every match of theirs goes with every other."""
    rest = [triple for triple in group if _variables(triple)]
    reached = _variables(rest[0]) if rest else set()
    while near := [triple for triple in rest if reached & _variables(triple)]:
        rest = [triple for triple in rest if triple not in near]
        reached = reached.union(*map(_variables, near))
    return rest


def _variables(triple: _Triple) -> set[Any]:
    from rdflib.term import BNode, Variable  # noqa: PLC0415 - slow to import

    return {term for term in triple if isinstance(term, Variable | BNode)}


def _shown(pattern: str, prefixes: Mapping[str, str], blank: dict[str, str]) -> str:
    """For people: prefixes where they fit, blank nodes numbered in the order in which they come."""
    pattern = BLANK.sub(lambda node: blank.setdefault(node[0], f"_:b{len(blank) + 1}"), pattern)
    return IRI.sub(lambda iri: _short(iri, prefixes), pattern)


def _short(iri: re.Match[str], prefixes: Mapping[str, str]) -> str:
    name = asking.short(NamedNode(iri[1]), prefixes)
    return iri[0] if name == iri[1] else name
