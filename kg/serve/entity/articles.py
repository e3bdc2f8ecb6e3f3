"""The articles beside the citations of a thing, where the store has their words (a statute library was given)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.provision import Provision
from extract.understanding.cell import understand
from kg.graph.iris import Name, mint, parse
from kg.graph.things.evidence import place
from kg.serve.entity.labels import Value
from kg.serve.entity.segments import Span, TextRun, pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.serve.entity.labels import Labels
    from kg.serve.entity.store_reader import Row, StoreReader

MOST = 40
#: The words of a provision itself, or of those that the citations of an entry name.
WORDS = f"""
SELECT DISTINCT ?provision ?text ?version ?status ?class ?difference ?place {{
  {{ BIND (%s AS ?provision) }}
  UNION
  {{
    ?citation qz:inItem %s .
    {{ ?node dct:isPartOf ?citation ; oa:hasBody ?provision }}
    UNION
    {{ ?citation qz:citedDocument ?provision BIND (?citation AS ?node) }}
    ?node qz:quoteClass ?class ; oa:hasTarget ?place .
    OPTIONAL {{ ?node qz:quoteDifference ?difference }}
  }}
  OPTIONAL {{
    ?provision eli:is_realized_by ?words . ?words rdf:value ?text ; eli:is_part_of ?version .
    ?version dct:description ?status
  }}
  FILTER (BOUND(?text) || BOUND(?class))
}} ORDER BY ?place LIMIT {MOST}
"""
KNOWN = "SELECT DISTINCT ?thing {{ VALUES ?thing {{ {} }} ?thing rdfs:label ?name }}"


@dataclass(frozen=True, slots=True)
class ShownArticle:
    """A provision with its words: its name, how the printed words compare, its version and status, the text in pieces.

    References to provisions and documents that the store knows are links.
    """

    name: Value
    comparison: str
    difference: str
    version: Value
    status: str
    pieces: tuple[TextRun, ...]


@dataclass(frozen=True, slots=True)
class Articles:
    """The rows of the store; ``references`` are the things that the words of each text point at, by place."""

    rows: tuple[Row, ...] = ()
    references: tuple[tuple[tuple[int, int, str], ...], ...] = ()

    @property
    def mentioned(self) -> Iterator[str]:
        """Everything that needs a name."""
        for row in self.rows:
            yield from (term["value"] for term in row.values() if term["type"] == "uri")
        for references in self.references:
            yield from (iri for _, _, iri in references)

    def shown(self, labels: Labels) -> tuple[ShownArticle, ...]:
        """The articles in the order of the citations."""
        return tuple(
            self._article(row, references, labels) for row, references in zip(self.rows, self.references, strict=True)
        )

    @staticmethod
    def _article(row: Row, references: tuple[tuple[int, int, str], ...], labels: Labels) -> ShownArticle:
        spans = [Span(start, end, "reference", labels.text(iri), labels.href(iri)) for start, end, iri in references]
        return ShownArticle(
            labels.value(row["provision"]),
            labels.text(row["class"]["value"]) if "class" in row else "",
            row.get("difference", {}).get("value", ""),
            labels.value(row["version"]) if "version" in row else Value(""),
            row.get("status", {}).get("value", ""),
            pieces(row.get("text", {}).get("value", ""), spans),
        )


def articles(reader: StoreReader, node: str) -> Articles:
    """The articles of a thing; ``node`` is its IRI in angle brackets. Nothing where the store has no words of any."""
    rows = sorted(reader.rows(WORDS % (node, node)), key=_printed)
    if not rows:
        return Articles()
    references = [tuple(_references(row, reader.base)) for row in rows]
    pointed = sorted({iri for every in references for _, _, iri in every})
    values = " ".join(f"<{iri}>" for iri in pointed)
    known = {row["thing"]["value"] for row in reader.rows(KNOWN.format(values))} if pointed else set()
    kept = (tuple(reference for reference in every if reference[2] in known) for every in references)
    return Articles(tuple(rows), tuple(kept))


def _printed(row: Row) -> tuple[str, int, int]:
    """Where the words of a citation stand: what its articles are ordered by."""
    return place(row.get("place", {}).get("value", "")) or ("", 0, 0)


def _references(row: Row, base: str) -> Iterator[tuple[int, int, str]]:
    """What the words of a provision point at: (start, end, IRI), read as behind their own heading."""
    text = row.get("text", {}).get("value", "")
    try:
        title, path = parse(row["provision"]["value"], base).keys
    except ValueError:
        return
    head = f"《{title}》{Provision.parse(path).words()}　"
    for reference in understand(head + text).references:
        if reference.document is None or not reference.document.title or reference.start < len(head):
            continue
        paths = [provision.path for provision in reference.provisions if provision.path]
        name = (
            Name("provision", (reference.document.title, paths[0]))
            if paths
            else Name("law", (reference.document.title,))
        )
        yield reference.start - len(head), reference.end - len(head), mint(name, base)
