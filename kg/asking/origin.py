"""Beside the things a shipped question names, the list and the place they are of: where a graph holds several lists."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final, cast

from pyoxigraph import Literal, NamedNode, Store

from kg.graph import terms as t
from kg.graph.store import MERGE, Askable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import QuerySolutions

    from kg.asking.query import Answer, Term

LIST, PLACE = "清单", "地区"
#: What the names of columns end in that hold identifiers.
_IDENTIFIER: Final = "标识"


def with_origin(answer: Answer, store: Askable) -> Answer:
    """The answer with the columns 清单 and 地区 behind its own, as far as its rows are about entries of lists.

    An answer stays as it is where the graph holds one list, where it names lists already, or no entry.
    """
    identifiers = [place for place, name in enumerate(answer.columns) if name.endswith(_IDENTIFIER)]
    if not identifiers or LIST in answer.columns or not several(store):
        return answer
    rows = list(answer.terms())  # an answer can be read once
    origins = _Origins(store)
    found = [origins.of(row[place] for place in identifiers) for row in rows]
    if not any(lists for lists, _ in found):
        return replace(answer, result=_solutions(answer.columns, rows))
    wide = [(*row, *map(_literal, origin)) for row, origin in zip(rows, found, strict=True)]
    return replace(answer, result=_solutions((*answer.columns, LIST, PLACE), wide))


def _solutions(columns: Sequence[str], rows: Iterable[Sequence[Term | None]]) -> QuerySolutions:
    """Rows as the solutions that a query gives, so that they are written in every form as any answer is."""
    names = " ".join(f"?{name}" for name in columns)
    values = "\n".join("(" + " ".join("UNDEF" if term is None else str(term) for term in row) + ")" for row in rows)
    return cast("QuerySolutions", Store().query(f"SELECT {names} {{ VALUES ({names}) {{\n{values}\n}} }}"))


def several(store: Askable) -> bool:
    """Whether a graph holds more than one list."""
    return len(list(islice(store.quads_for_pattern(None, t.RDF_TYPE, t.DCAT_DATASET, MERGE), 2))) > 1


def _literal(names: Sequence[str]) -> Literal | None:
    return Literal("、".join(names)) if names else None


class _Origins:
    """Titles and places of the lists of things, each looked up once."""

    def __init__(self, store: Askable) -> None:
        self._store = store
        self._known: dict[Term, tuple[tuple[str, ...], tuple[str, ...]]] = {}

    def of(self, things: Iterable[Term | None]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The titles of the lists that the first entry among some things stands in, and the places of these."""
        for thing in things:
            if isinstance(thing, NamedNode) and (found := self._look_up(thing))[0]:
                return found
        return (), ()

    def _look_up(self, thing: NamedNode) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if thing not in self._known:
            lists = self._values([thing], t.IN_LIST)
            bodies = self._values(lists, t.DCT_PUBLISHER)
            places = self._values(bodies, t.DCT_SPATIAL)
            names = self._values(lists, t.DCT_TITLE), self._values(places, t.RDFS_LABEL, t.SKOS_PREF_LABEL)
            self._known[thing] = (_texts(names[0]), _texts(names[1]))
        return self._known[thing]

    def _values(self, subjects: Iterable[object], *predicates: NamedNode) -> list[NamedNode | Literal]:
        return [
            quad.object
            for subject in subjects
            if isinstance(subject, NamedNode)
            for predicate in predicates
            for quad in self._store.quads_for_pattern(subject, predicate, None, MERGE)
            if isinstance(quad.object, NamedNode | Literal)
        ]


def _texts(values: Iterable[NamedNode | Literal]) -> tuple[str, ...]:
    return tuple(sorted({term.value for term in values}))
