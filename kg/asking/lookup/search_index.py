"""The index that search scans, written from the store: a thing a line, sorted, the same bytes for the same graph."""

from __future__ import annotations

import re
from itertools import starmap
from typing import TYPE_CHECKING, Final, Protocol

from kg.asking.lookup.levelling import level
from kg.asking.lookup.pinyin import initials
from kg.asking.lookup.search import BAR, CELL
from kg.asking.query import run
from kg.graph import kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
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


class PrintSource(Protocol):
    """What lists print, where it is at hand: a store on disk takes long to say it, and holds it all to group it."""

    def names(self, code: str) -> Iterable[tuple[str, str, Sequence[str]]]:
        """The things of a kind that is ``own``: identifier, name, what they are called and known by."""

    def cells(self) -> Iterable[tuple[str, str, int, str]]:
        """The cells, in order: identifier, name, how many entries print them, their words."""


def write_index(file: Path, store: Askable, prefixes: Mapping[str, str], printed: PrintSource | None = None) -> None:
    """Write that file; its cells, most of it, pass one by one. What is ``printed`` is not asked of the store."""
    with file.open("wb") as content:
        content.writelines(_content(store, prefixes, printed))


def _content(store: Askable, prefixes: Mapping[str, str], printed: PrintSource | None = None) -> Iterator[bytes]:
    names = "".join(_named(store, prefixes, printed)).encode()
    yield b"%0*d\n" % (OFFSET, OFFSET + 1 + len(names))
    yield names
    del names
    yield from map(str.encode, starmap(_cell, printed.cells() if printed else _cells(store, prefixes)))


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


def own(kind: Kind) -> bool:
    """Whether its own properties say what a thing of a kind is found by, and it is an entry itself.

    >>> [kind.code for kind in kinds.searched() if not own(kind)]
    ['document', 'provision', 'body', 'unit']
    """
    return kind.search is not None and kind.search.uses == kinds.ITSELF and not set(kind.search.keys) & set("^/?*()")


def _named(store: Askable, prefixes: Mapping[str, str], printed: PrintSource | None) -> Iterator[str]:
    seen: set[str] = set()  # a thing of two names or two kinds is one line, by the first of them
    for kind in kinds.searched():
        things = _at_hand(printed, kind.code) if printed and own(kind) else _asked(store, prefixes, kind)
        for iri, name, uses, names in things:
            if iri not in seen:
                seen.add(iri)
                yield _line(kind.code, iri, name, uses, keys(names))


def _at_hand(printed: PrintSource, code: str) -> Iterator[tuple[str, str, int, Sequence[str]]]:
    return ((iri, name, 1, names) for iri, name, names in printed.names(code))


def _asked(store: Askable, prefixes: Mapping[str, str], kind: Kind) -> Iterator[tuple[str, str, int, Sequence[str]]]:
    for row in run(store, QUERY.format(_pattern(kind)), prefixes).rows():
        yield row["iri"], row["name"], row["uses"], str(row["keys"]).split("\n")


def _pattern(kind: Kind) -> str:
    """What binds ?iri, ?name, ?key and ?entry of a kind."""
    search = kind.search
    if search is None:
        raise AssertionError(kind.code)
    name = f"?iri {kind.label} ?name ."
    if search.whole:
        name = f'?iri {kind.label} ?own ; {search.whole} ?whole . BIND (CONCAT(?whole, " · ", ?own) AS ?name)'
    return f"?iri a {kind.rdf_class} ; {search.keys} ?key . {name} {search.uses}"


def _cells(store: Askable, prefixes: Mapping[str, str]) -> Iterator[tuple[str, str, int, str]]:
    for row in run(store, CELLS, prefixes).rows():
        yield row["iri"], f"{row['name']} · {row['column']}", row["uses"], row["text"]


def _cell(iri: str, name: str, uses: int, text: str) -> str:
    return _line(CELL, iri, name, uses, BAR + level(text) + BAR, text)


def _line(kind: str, iri: str, name: str, uses: int, found_by: str, *more: str) -> str:
    fields = (kind, iri, name, str(uses), found_by, *more)
    return "\t".join(" ".join(field.split()) for field in fields) + "\n"


def _short(name: str) -> tuple[str, ...]:
    return (name, name.removeprefix(STATE)) if name.startswith(STATE) else (name,)
