"""The tables of what lists share, documents and provisions, from one pass over the graph (`kg.builds.scan`).

The rows are those that the questions of ``kg/asking/tables`` give, in their order.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.graph import terms as t
from kg.graph.vocabulary import labels
from kg.output.earliest_day import earliest_day
from kg.output.list_tables import JOINED

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Mapping

    from kg.builds.scan import Scan
    from kg.output.list_tables import Row

Stated = dict[NamedNode, list[NamedNode | Literal]]
_TITLE: Final = re.compile(r"^《.*》")


def shared_tables(scan: Scan, lists: Mapping[str, int]) -> dict[str, list[Row]]:
    """The rows by table; ``lists`` is the number of lists that cite each document, by its title."""
    things = dict(_things(scan))
    titles = {thing: _text(stated, t.RDFS_LABEL) for thing, stated in things.items()}
    documents = [thing for thing, stated in things.items() if t.ELI_LEGAL_RESOURCE in stated[t.RDF_TYPE]]
    parts = [thing for thing, stated in things.items() if t.ELI_LEGAL_RESOURCE_SUBDIVISION in stated[t.RDF_TYPE]]
    rows = [row for thing in documents for row in _document(thing, things, titles, scan, lists)]
    rows.sort(key=lambda row: (-_number(row[8]), -_number(row[9]), str(row[0]), str(row[-1]), str(row[7])))
    provisions = [_provision(thing, things, titles, scan) for thing in parts]
    return {"documents": rows, "provisions": sorted(provisions, key=lambda row: (str(row[0]), str(row[-2])))}


def _things(scan: Scan) -> Iterator[tuple[str, Stated]]:
    for subject, lines in scan.legal.items():
        stated: Stated = {}
        for quad in parse(b"".join(lines), RdfFormat.N_QUADS):
            if isinstance(quad.object, NamedNode | Literal):
                values = stated.setdefault(quad.predicate, [])
                if quad.object not in values:
                    values.append(quad.object)
        yield subject[1:-1].decode(), stated


def _document(
    thing: str, things: Mapping[str, Stated], titles: Mapping[str, str], scan: Scan, lists: Mapping[str, int]
) -> Iterator[Row]:
    stated, title = things[thing], titles[thing]
    numbers, own = _numbers(stated), _day(stated)
    notices = [notice.value for notice in stated.get(t.PROMULGATED_BY, ())] or [""]
    for notice in notices:
        issued = things.get(notice, {})
        day = own or _day(issued)
        yield (
            title,
            _ranks(stated) or None,
            numbers or _numbers(issued) or None,
            day or None,
            *earliest_day(day),
            titles.get(notice),
            *(_count(scan.named[name], thing) for name in ("items", "mentions", "parts")),
            lists.get(title, 0),
            thing,
        )


def _provision(thing: str, provisions: Mapping[str, Stated], titles: Mapping[str, str], scan: Scan) -> Row:
    stated = provisions[thing]
    document = next((term.value for term in stated.get(t.IN_DOCUMENT, ())), "")
    level = next((_code(term) for term in stated.get(t.ELI_TYPE_SUBDIVISION, ())), "")
    return (
        titles.get(document),
        _TITLE.sub("", titles[thing]),
        _text(stated, t.ELI_ID_LOCAL),
        labels("subdivision").get(level),
        _ranks(provisions.get(document, {})) or None,
        *(_count(scan.named[name], thing) for name in ("grounded", "pinned", "provided")),
        thing,
        document,
    )


def _text(stated: Stated, predicate: NamedNode) -> str:
    return next((term.value for term in stated.get(predicate, ())), "")


def _numbers(stated: Stated) -> str:
    return JOINED.join(sorted(term.value for term in stated.get(t.ELI_NUMBER, ())))


def _day(stated: Stated) -> str:
    return _text(stated, t.ELI_DATE_DOCUMENT) or _text(stated, t.DCT_DATE)


def _ranks(stated: Stated) -> str:
    return JOINED.join(sorted(labels("rank").get(_code(term), "") for term in stated.get(t.ELI_TYPE_DOCUMENT, ())))


def _code(term: NamedNode | Literal) -> str:
    return term.value.rpartition("/")[2]


def _count(counted: Counter[bytes], thing: str) -> int:
    return counted[f"<{thing}>".encode()]


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
