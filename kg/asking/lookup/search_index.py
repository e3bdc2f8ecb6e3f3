"""The index that search scans, written from the store: a thing a line, sorted, the same bytes for the same graph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.asking.lookup.levelling import level
from kg.asking.lookup.pinyin import initials
from kg.asking.lookup.search import BAR, CELL
from kg.asking.query import run
from kg.graph import kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from kg.graph.kinds import Kind
    from kg.graph.store import Askable

OFFSET: Final = 15  # digits of the place where the cells begin
STATE: Final = "中华人民共和国"
QUERY: Final = """SELECT ?iri ?name (GROUP_CONCAT(DISTINCT STR(?key); SEPARATOR = "\\n") AS ?keys)
(COUNT(DISTINCT ?entry) AS ?uses) WHERE {{ {} }} GROUP BY ?iri ?name ORDER BY ?iri ?name"""
CELLS: Final = """SELECT ?iri ?text (MIN(?label) AS ?name) (SAMPLE(?head) AS ?column) (COUNT(DISTINCT ?entry) AS ?uses)
WHERE { ?entry qz:cell ?iri ; rdfs:label ?label . ?iri qz:text ?text ; qz:column/skos:prefLabel ?head .
FILTER (LANG(?head) = "zh") } GROUP BY ?iri ?text ORDER BY ?iri"""
ARTICLE: Final = re.compile(r"第\d+[编章节条].*$")


def index(store: Askable, prefixes: Mapping[str, str]) -> bytes:
    """The content of the file that `kg.asking.lookup.search.scan` scans."""
    return b"".join(_content(store, prefixes))


def write_index(file: Path, store: Askable, prefixes: Mapping[str, str]) -> None:
    """Write that file; its cells, most of it, pass one by one."""
    with file.open("wb") as content:
        content.writelines(_content(store, prefixes))


def _content(store: Askable, prefixes: Mapping[str, str]) -> Iterator[bytes]:
    names = "".join(_named(store, prefixes)).encode()
    yield b"%0*d\n" % (OFFSET, OFFSET + 1 + len(names))
    yield names
    del names
    yield from map(str.encode, _cells(store, prefixes))


def keys(names: Iterable[str]) -> str:
    """What a thing is found by, between bars: its names levelled, without the name of the state, their initials.

    A provision is found by its number alone, and by the initials of its document and its number.

    >>> keys(["《就业促进法》第四十条"])
    '|就业促进法第40条|第40条|jycjf第40条|'
    """
    forms = dict.fromkeys(form for name in names for form in _short(level(name)))
    articles = dict.fromkeys(number[0] for form in forms if (number := ARTICLE.search(form)))
    letters = dict.fromkeys(initials(ARTICLE.sub("", form)) + "".join(ARTICLE.findall(form)) for form in forms)
    found_by = dict.fromkeys([*forms, *articles, *(word for word in letters if len(word) > 1)])
    return BAR + BAR.join(found_by) + BAR


def _named(store: Askable, prefixes: Mapping[str, str]) -> Iterator[str]:
    seen: set[str] = set()  # a thing of two names or two kinds is one line, by the first of them
    for kind in kinds.searched():
        for row in run(store, QUERY.format(_pattern(kind)), prefixes).rows():
            if row["iri"] not in seen:
                seen.add(row["iri"])
                names = str(row["keys"]).split("\n")
                yield _line(kind.code, row["iri"], row["name"], row["uses"], keys(names))


def _pattern(kind: Kind) -> str:
    """What binds ?iri, ?name, ?key and ?entry of a kind."""
    search = kind.search
    if search is None:
        raise AssertionError(kind.code)
    name = f"?iri {kind.label} ?name ."
    if search.whole:
        name = f'?iri {kind.label} ?own ; {search.whole} ?whole . BIND (CONCAT(?whole, " · ", ?own) AS ?name)'
    return f"?iri a {kind.rdf_class} ; {search.keys} ?key . {name} {search.uses}"


def _cells(store: Askable, prefixes: Mapping[str, str]) -> Iterator[str]:
    for row in run(store, CELLS, prefixes).rows():
        name = f"{row['name']} · {row['column']}"
        yield _line(CELL, row["iri"], name, row["uses"], BAR + level(row["text"]) + BAR, row["text"])


def _line(kind: str, iri: str, name: str, uses: int, found_by: str, *more: str) -> str:
    fields = (kind, iri, name, str(uses), found_by, *more)
    return "\t".join(" ".join(field.split()) for field in fields) + "\n"


def _short(name: str) -> tuple[str, ...]:
    return (name, name.removeprefix(STATE)) if name.startswith(STATE) else (name,)
