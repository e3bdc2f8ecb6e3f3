"""Everything a page says about a thing, asked from the store in one job of a worker; the template says how it looks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.graph import kinds
from kg.graph import terms as t
from kg.serve.entity import wording
from kg.serve.entity.articles import ShownArticle, articles
from kg.serve.entity.evidence_cells import MOST_CELLS, ShownCell, evidence, printed
from kg.serve.entity.findings import ShownFinding, findings
from kg.serve.entity.labels import Labels, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.serve.entity.store_reader import Row, StoreReader

SHOWN = 50
MOST = 2000
OUT = f"SELECT ?p ?o {{ %s ?p ?o }} ORDER BY ?p ?o LIMIT {MOST}"
FACTS = f"""
SELECT ?link ?o ?p ?v {{ %s ?link ?o . FILTER(STRSTARTS(STR(?o), "%sid/fact/")) ?o ?p ?v }}
ORDER BY ?link ?o ?p ?v LIMIT {5 * MOST}
"""
COUNTS = "SELECT ?p (COUNT(*) AS ?n) { ?s ?p %s } GROUP BY ?p ORDER BY ?p"
USES = "SELECT (COUNT(*) AS ?n) { ?s %s ?o }"
USED = f"SELECT DISTINCT ?s {{ ?s %s ?o }} LIMIT {SHOWN}"
POINTING = f"SELECT ?s {{ ?s <%s> %s }} ORDER BY ?s LIMIT {SHOWN}"
DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Field:
    """A property with its values."""

    label: Value
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Described:
    """A thing that the page's own thing is linked with, and what is said of it."""

    name: Value
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Things under one caption; there are ``total``, and ``query`` finds them all."""

    caption: str
    things: tuple[Described, ...]
    total: int
    query: str = ""


@dataclass(frozen=True, slots=True)
class EntityPage:
    """A thing as its page shows it; ``cells`` are its own words, ``evidence`` those that speak of it.

    ``findings`` are those of the audit about it, ``articles`` the words of the provision, or of those it cites.

    ``more_evidence`` says that there may be more cells than are shown.
    """

    iri: str
    title: str
    kinds: tuple[Value, ...]
    fields: tuple[Field, ...]
    facts: tuple[FactGroup, ...]
    cells: tuple[ShownCell, ...]
    findings: tuple[ShownFinding, ...]
    articles: tuple[ShownArticle, ...]
    evidence: tuple[ShownCell, ...]
    incoming: tuple[FactGroup, ...]
    more_evidence: bool


def entity_page(reader: StoreReader, iri: str) -> EntityPage | None:
    """What the store says of a thing, or None where it says nothing. Raises ValueError: no IRI."""
    node, base = str(NamedNode(iri)), reader.base
    out, counts, uses = reader.rows(OUT % node), reader.rows(COUNTS % node), reader.rows(USES % node)
    total = int(uses[0]["n"]["value"])
    if not (out or counts or total):
        return None
    used, facts = reader.rows(USED % node), reader.rows(FACTS % (node, base))
    own_words, words = printed(reader, node), evidence(reader, node)
    own_findings, beside = findings(reader, node), articles(reader, node)
    pointing = [reader.rows(POINTING % (row["p"]["value"], node)) for row in counts]
    rows = [*out, *counts, *facts, *used, *(row for subjects in pointing for row in subjects)]
    labels = Labels.of(reader, [iri, *_mentioned(rows), *own_words.mentioned, *words.mentioned, *beside.mentioned])
    title = labels.text(iri)
    stated = [row for row in out if row["p"]["value"] not in wording.ELSEWHERE and row["o"]["value"] != title]
    own_evidence = words.shown(labels)
    return EntityPage(
        iri,
        title,
        tuple(_kind(row["o"], labels) for row in out if row["p"]["value"] == t.RDF_TYPE.value),
        _fields(sorted((row for row in stated if not _is_fact(row["o"], base)), key=_first), "o", labels),
        tuple(_facts(facts, labels)),
        own_words.shown(labels, own_findings),
        own_findings,
        beside.shown(labels),
        own_evidence,
        (*_incoming(node, counts, pointing, labels, quoted=bool(words.cells)), *_uses(node, used, total, labels)),
        len(own_evidence) >= MOST_CELLS,
    )


def _kind(rdf_class: Mapping[str, str], labels: Labels) -> Value:
    """A class by the name of its kind, else by its own."""
    kind, value = kinds.of_class(rdf_class["value"]), labels.value(rdf_class)
    return Value(kind.name, value.href) if kind else value


def _is_fact(term: Mapping[str, str], base: str) -> bool:
    return term["value"].startswith(f"{base}id/fact/")


def _first(row: Row) -> tuple[int, str]:
    return _place(row["p"]["value"], wording.FIRST), row["p"]["value"]


def _place(link: str, known: Sequence[str]) -> int:
    return known.index(link) if link in known else len(known)


def _mentioned(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        yield from (term["value"] for term in row.values() if term["type"] == "uri")


def _fields(rows: Sequence[Row], value: str, labels: Labels) -> tuple[Field, ...]:
    """The rows by property; ``value`` is the column of the values."""
    return tuple(
        Field(labels.value(rows_of[0]["p"]), tuple(sorted((labels.value(row[value]) for row in rows_of), key=_natural)))
        for rows_of in (list(group) for _, group in groupby(rows, key=lambda row: row["p"]["value"]))
    )


def _facts(rows: Sequence[Row], labels: Labels) -> Iterator[FactGroup]:
    """The facts of an entry by the property that links them, each with what is said of it beside its name."""
    ranked = sorted(rows, key=lambda row: (_place(row["link"]["value"], wording.FACTS), row["link"]["value"]))
    for link, group in groupby(ranked, key=lambda row: row["link"]["value"]):
        if link in wording.ELSEWHERE | wording.SILENT:
            continue
        things = [_fact(list(rows), labels) for _, rows in groupby(group, key=lambda row: row["o"]["value"])]
        yield FactGroup(
            labels.text(link), tuple(thing for _, thing in sorted(things, key=lambda thing: thing[0])), len(things)
        )


def _fact(rows: Sequence[Row], labels: Labels) -> tuple[tuple[object, ...], Described]:
    """A fact, and what it is sorted by: its order where it has one, else its name."""
    name = labels.value(rows[0]["o"])
    order = next((row["v"]["value"] for row in rows if row["p"]["value"] == t.ORDER.value), "")
    stated = [row for row in rows if row["p"]["value"] not in wording.SILENT and row["v"]["value"] != name.text]
    return (*_natural(Value(order)), *_natural(name)), Described(name, _fields(stated, "v", labels))


def _incoming(
    node: str, counts: Sequence[Row], pointing: Sequence[Sequence[Row]], labels: Labels, *, quoted: bool
) -> Iterator[FactGroup]:
    """What points to the thing, by property, in the order of the captions; ``quoted``: its evidence is shown."""
    links = {row["p"]["value"] for row in counts}
    left_out = {t.SH_FOCUS_NODE.value} | (wording.SAID_BY_EVIDENCE if quoted else frozenset())
    if t.IN_DOCUMENT.value in links:
        left_out.add(t.ELI_IS_PART_OF.value)  # the same provisions and fewer
    groups = []
    for row, subjects in zip(counts, pointing, strict=True):
        link = row["p"]["value"]
        if link in left_out:
            continue
        caption = wording.INCOMING.get(link, f"经由“{labels.text(link)}”指向此处")
        things = tuple(
            Described(value) for value in sorted((labels.value(subject["s"]) for subject in subjects), key=_natural)
        )
        query = f"SELECT ?s {{ ?s <{link}> {node} }} ORDER BY ?s"
        groups.append((_place(link, list(wording.INCOMING)), FactGroup(caption, things, int(row["n"]["value"]), query)))
    yield from (group for _, group in sorted(groups, key=lambda ranked: ranked[0]))


def _uses(node: str, used: Sequence[Row], total: int, labels: Labels) -> Iterator[FactGroup]:
    """Where the thing is a property: what has it."""
    if total:
        things = tuple(Described(labels.value(row["s"])) for row in used)
        yield FactGroup("具有此属性的节点", things, total, f"SELECT ?s ?o {{ ?s {node} ?o }}")


def _natural(value: Value) -> tuple[object, ...]:
    """Sort numbers in a text as numbers: art_9 before art_10."""
    return tuple(
        (int(piece), "") if piece.isdecimal() else (0, piece) for piece in DIGITS.split(value.href or value.text)
    )
