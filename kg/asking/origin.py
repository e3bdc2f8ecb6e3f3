"""Beside the things a shipped question names, the lists and places they are of: where a graph holds several lists.

An entry is of its list; an office, a document or a provision of every list that names it, a row of those that name all
it is about.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final, cast

from pyoxigraph import Literal, NamedNode, Store

from kg.asking.query import run
from kg.graph import terms as t
from kg.graph.store import MERGE, Askable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pyoxigraph import QuerySolutions

    from kg.asking.query import Answer, Term

LIST, PLACE = "清单", "地区"
#: What the names of columns end in that hold identifiers.
_IDENTIFIER: Final = "标识"
_IRI: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
#: So many names are shown; of more it is said how many there are.
_NAMED: Final = 3
#: So many things are asked for at a time.
_BATCH: Final = 500
#: How things are tied to the lists that name them. Each way has the things itself: else it would be read of all things.
_LISTS: Final = """SELECT DISTINCT ?thing ?list {{
  {{ VALUES ?thing {{ {things} }} ?thing qz:inList ?list }}
  UNION {{ VALUES ?thing {{ {things} }} ?thing a dcat:Dataset . BIND (?thing AS ?list) }}
  UNION {{ VALUES ?thing {{ {things} }} ?thing qz:inItem/qz:inList ?list }}
  UNION {{ VALUES ?thing {{ {things} }} ?thing dct:isPartOf/qz:inList ?list }}
  UNION {{ VALUES ?thing {{ {things} }}
    ?entry qz:handledBy|qz:body|qz:competentAuthority|(cv:contactPoint/qz:office) ?thing ; qz:inList ?list }}
  UNION {{ VALUES ?thing {{ {things} }} ?list dct:publisher ?thing ; a dcat:Dataset }}
  UNION {{ VALUES ?thing {{ {things} }} ?entry qz:basisDocument|qz:legalBasis ?thing ; qz:inList ?list }}
  UNION {{ VALUES ?thing {{ {things} }} ?entry qz:imposes|qz:cell|qz:hasAccountabilityGround ?thing ; qz:inList ?list }}
  UNION {{ VALUES ?thing {{ {things} }} ?citation qz:citedDocument ?thing ; qz:inItem/qz:inList ?list }}
  UNION {{ VALUES ?thing {{ {things} }} ?pin oa:hasBody ?thing ; dct:isPartOf/qz:inItem/qz:inList ?list }}
}}"""
_NAMES: Final = """SELECT ?list ?title ?place {
  ?list a dcat:Dataset ; dct:title ?title . OPTIONAL { ?list dct:publisher/dct:spatial/rdfs:label ?place }
}"""


def with_origin(answer: Answer, store: Askable) -> Answer:
    """The answer with the columns 清单 and 地区 behind its own, as far as its rows are about what lists name.

    An answer stays as it is where the graph holds one list, where it has these columns, or no row is of a list. Of more
    than three lists the first are named, and how many there are.
    """
    identifiers = [place for place, name in enumerate(answer.columns) if name.endswith(_IDENTIFIER)]
    new = [name for name in (LIST, PLACE) if name not in answer.columns]
    if not identifiers or not new or not several(store):
        return answer
    rows = list(answer.terms())  # an answer can be read once
    origins = list(_origins(store, [[_named(row[place]) for place in identifiers] for row in rows], answer.prefixes))
    if not any(names[LIST] for names in origins):
        return replace(answer, result=_solutions(answer.columns, rows))
    wide = [(*row, *(_literal(names[column]) for column in new)) for row, names in zip(rows, origins, strict=True)]
    return replace(answer, result=_solutions((*answer.columns, *new), wide))


def _solutions(columns: Sequence[str], rows: Iterable[Sequence[Term | None]]) -> QuerySolutions:
    """Rows as the solutions that a query gives, so that they are written in every form as any answer is."""
    names = " ".join(f"?{name}" for name in columns)
    values = "\n".join("(" + " ".join("UNDEF" if term is None else str(term) for term in row) + ")" for row in rows)
    return cast("QuerySolutions", Store().query(f"SELECT {names} {{ VALUES ({names}) {{\n{values}\n}} }}"))


def named_origins(iris: Sequence[str], store: Askable, prefixes: Mapping[str, str]) -> list[tuple[str, str]]:
    """The lists and the places of each of some things, as text; empty where the graph holds one list alone."""
    if not iris or not several(store):
        return []
    origins = _origins(store, [[(NamedNode(iri),)] for iri in iris], prefixes)
    return [(_joined(names[LIST]), _joined(names[PLACE])) for names in origins]


def several(store: Askable) -> bool:
    """Whether a graph holds more than one list."""
    return len(list(islice(store.quads_for_pattern(None, t.RDF_TYPE, t.DCAT_DATASET, MERGE), 2))) > 1


def _joined(names: Sequence[str]) -> str:
    if len(names) > _NAMED:
        names = [*names[: _NAMED - 1], f"{names[_NAMED - 1]}等{len(names)}个"]
    return "、".join(names)


def _literal(names: Sequence[str]) -> Literal | None:
    return Literal(_joined(names)) if names else None


def _named(term: Term | None) -> tuple[NamedNode, ...]:
    """The things that a cell identifies: one, or several parted by blanks."""
    if isinstance(term, Literal):
        return tuple(NamedNode(iri) for iri in term.value.split() if _IRI.fullmatch(iri))
    return (term,) if isinstance(term, NamedNode) else ()


def _origins(
    store: Askable, rows: Sequence[Sequence[tuple[NamedNode, ...]]], prefixes: Mapping[str, str]
) -> Iterator[dict[str, list[str]]]:
    """The titles and places of the lists of each row, whose cells identify some things each."""
    lists = _lists(store, list(dict.fromkeys(thing for row in rows for cell in row for thing in cell)), prefixes)
    titles: dict[str, set[str]] = {}
    places: dict[str, set[str]] = {}
    for listing, title, place in run(store, _NAMES, prefixes).terms():
        titles.setdefault(str(listing), set()).update([title.value] if title else [])
        places.setdefault(str(listing), set()).update([place.value] if place else [])
    for row in rows:
        of = _common([{listing for thing in cell for listing in lists.get(thing, ())} for cell in row])
        yield {
            name: sorted({label for listing in of for label in known.get(listing, ())})
            for name, known in ((LIST, titles), (PLACE, places))
        }


def _lists(store: Askable, things: Sequence[NamedNode], prefixes: Mapping[str, str]) -> dict[NamedNode, set[str]]:
    """The lists that name each thing."""
    lists: dict[NamedNode, set[str]] = {}
    for start in range(0, len(things), _BATCH):
        values = " ".join(map(str, things[start : start + _BATCH]))
        for thing, listing in run(store, _LISTS.format(things=values), prefixes).terms():
            if isinstance(thing, NamedNode):
                lists.setdefault(thing, set()).add(str(listing))
    return lists


def _common(every: Iterable[set[str]]) -> set[str]:
    """The lists that name all of some things; where none does, those of the first that any names."""
    named = [lists for lists in every if lists]
    return (set.intersection(*named) or named[0]) if named else set()
