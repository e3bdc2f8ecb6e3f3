"""The index that search scans, written from the store: a thing a line, sorted, the same bytes for the same graph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.asking.levelling import level
from kg.asking.pinyin import initials
from kg.asking.query import run
from kg.asking.search import KINDS, NAMED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import Store

OFFSET: Final = 15  # digits of the place where the cells begin
STATE: Final = "中华人民共和国"
ENTRY: Final = "?iri a {} ; rdfs:label ?name , ?key . BIND (?iri AS ?entry)"
#: Kind -> what it is called (?name), what else it is known by (?key), which entries rest on it (?entry).
PATTERNS: Final = {
    "document": "?iri a eli:LegalResource ; eli:title ?name ; (qz:promulgatedBy?/(eli:title|eli:number))"
    "|eli:title_alternative ?key . OPTIONAL { ?entry qz:basisDocument ?iri }",
    "provision": "?iri a eli:LegalResourceSubdivision ; rdfs:label ?name , ?key ."
    " OPTIONAL { ?entry qz:legalBasis ?iri }",
    "item": "?iri a qz:PowerItem ; rdfs:label ?name ; rdfs:label|skos:altLabel|dct:identifier|qz:serial ?key ."
    " BIND (?iri AS ?entry)",
    "office": "?iri skos:prefLabel ?name ; skos:prefLabel|skos:altLabel|skos:hiddenLabel|org:identifier"
    "|(^qz:office/cv:telephone) ?key ; a ?class . FILTER (?class IN (cv:PublicOrganisation, org:OrganizationalUnit))"
    " OPTIONAL { ?entry qz:handledBy|(cv:contactPoint/qz:office)|qz:body ?iri }",
    "service": "?iri a cpsv:PublicService ; dct:title ?name , ?key . FILTER NOT EXISTS { ?iri a qz:PowerItem }"
    " BIND (?iri AS ?entry)",
    "responsibility": ENTRY.format("qz:Responsibility"),
    "task": ENTRY.format("qz:Task"),
    "boundary": ENTRY.format("qz:ResponsibilityBoundary"),
    "share": ENTRY.format("qz:Share"),
    "regime": ENTRY.format("qz:SupervisionRegime"),
    "section": "?iri a qz:RegimeSection ; rdfs:label ?key ; dct:isPartOf/rdfs:label ?regime ."
    ' BIND (CONCAT(?regime, " · ", ?key) AS ?name) BIND (?iri AS ?entry)',
    "list": "?iri a dcat:Dataset ; dct:title ?name , ?key . BIND (?iri AS ?entry)",
}
QUERY: Final = """SELECT ?iri ?name (GROUP_CONCAT(DISTINCT STR(?key); SEPARATOR = "\\n") AS ?keys)
(COUNT(DISTINCT ?entry) AS ?uses) WHERE {{ {} }} GROUP BY ?iri ?name ORDER BY ?iri ?name"""
CELLS: Final = """SELECT ?iri ?text (MIN(?label) AS ?name) (SAMPLE(?head) AS ?column) (COUNT(DISTINCT ?entry) AS ?uses)
WHERE { ?entry qz:cell ?iri ; rdfs:label ?label . ?iri qz:text ?text ; qz:column/skos:prefLabel ?head .
FILTER (LANG(?head) = "zh") } GROUP BY ?iri ?text ORDER BY ?iri"""
ARTICLE: Final = re.compile(r"第\d+[编章节条].*$")


def index(store: Store, prefixes: Mapping[str, str]) -> bytes:
    """The content of the file that `kg.asking.search.search` scans."""
    names, cells = "".join(_named(store, prefixes)).encode(), "".join(_cells(store, prefixes)).encode()
    return b"%0*d\n" % (OFFSET, OFFSET + 1 + len(names)) + names + cells


def _named(store: Store, prefixes: Mapping[str, str]) -> Iterator[str]:
    for kind in KINDS:
        if pattern := PATTERNS.get(kind):
            seen = set()
            for row in run(store, QUERY.format(pattern), prefixes).rows():
                if row["iri"] not in seen:  # a thing with two names is one line, by the first of them
                    seen.add(row["iri"])
                    keys = _keys(str(row["keys"]).split("\n"))
                    yield _line(kind, row["iri"], row["name"], row["uses"], keys)


def _cells(store: Store, prefixes: Mapping[str, str]) -> Iterator[str]:
    for row in run(store, CELLS, prefixes).rows():
        name = f"{row['name']} · {row['column']}"
        yield _line("cell", row["iri"], name, row["uses"], (level(row["text"]),), row["text"])


def _line(kind: str, iri: str, name: str, uses: int, keys: Iterable[str], *more: str) -> str:
    fields = (kind, iri, name, str(uses), NAMED + NAMED.join(keys) + NAMED, *more)
    return "\t".join(" ".join(field.split()) for field in fields) + "\n"


def _keys(names: Iterable[str]) -> list[str]:
    """What a thing is found by: its names levelled, without the name of the state, their initials in pinyin.

    A provision is found by its number alone, and by the initials of its document and its number.
    """
    found = dict.fromkeys(levelled for name in names for levelled in _short(level(name)))
    articles = dict.fromkeys(number[0] for name in found if (number := ARTICLE.search(name)))
    letters = dict.fromkeys(initials(ARTICLE.sub("", name)) + "".join(ARTICLE.findall(name)) for name in found)
    return [*found, *(one for one in articles if one not in found), *(one for one in letters if len(one) > 1)]


def _short(name: str) -> tuple[str, ...]:
    return (name, name.removeprefix(STATE)) if name.startswith(STATE) else (name,)
