"""The words behind the facts: cells as printed, with every place in them that something was read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.graph import kinds
from kg.graph.things.evidence import place
from kg.serve.entity import wording
from kg.serve.entity.findings import marks
from kg.serve.entity.segments import Span, TextRun, pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.serve.entity.findings import ShownFinding
    from kg.serve.entity.labels import Labels, Value
    from kg.serve.entity.store_reader import Row, StoreReader

MOST_CELLS = 40
CELLS = f"""
SELECT DISTINCT ?cell ?text ?column ?header {{
  {{ %s qz:cell ?cell }} UNION {{ BIND(%s AS ?cell) }}
  ?cell qz:text ?text FILTER(ISIRI(?cell)) OPTIONAL {{ ?cell qz:column ?column }} OPTIONAL {{ ?cell qz:header ?header }}
}} ORDER BY ?cell LIMIT {MOST_CELLS}
"""
SPEAKING = f"""
SELECT DISTINCT ?cell ?text ?column ?header {{
  {{ ?fact oa:hasBody|qz:citedDocument|qz:providedBy %s }} UNION {{ BIND(%s AS ?fact) }}
  ?fact oa:hasTarget|qz:evidence ?span . ?span oa:hasSource ?cell .
  ?cell qz:text ?text FILTER(ISIRI(?cell)) OPTIONAL {{ ?cell qz:column ?column }} OPTIONAL {{ ?cell qz:header ?header }}
}} ORDER BY ?cell LIMIT {MOST_CELLS}
"""
SPANS = """
SELECT DISTINCT ?cell ?span ?fact ?kind ?body {
  VALUES ?cell { %s }
  ?span oa:hasSource ?cell .
  ?fact oa:hasTarget|qz:evidence ?span ; a ?kind .
  OPTIONAL { ?fact oa:hasBody|qz:citedDocument ?body }
}
"""
ENTRIES = "SELECT ?cell ?entry { VALUES ?cell { %s } ?entry qz:cell ?cell } ORDER BY ?cell ?entry LIMIT 1000"


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell as shown: where it is printed, what column it is of, its text in pieces."""

    caption: str
    href: str
    entries: tuple[Value, ...]
    pieces: tuple[TextRun, ...]


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells with their spans and the entries that print them, as the store has them; ``about`` is the page's thing."""

    about: str
    cells: tuple[Row, ...] = ()
    spans: tuple[Row, ...] = ()
    entries: tuple[Row, ...] = ()

    @property
    def mentioned(self) -> Iterator[str]:
        """Everything that needs a name."""
        for row in (*self.cells, *self.spans, *self.entries):
            yield from (term["value"] for term in row.values() if term["type"] == "uri")

    def shown(self, labels: Labels, findings: Sequence[ShownFinding] = ()) -> tuple[ShownCell, ...]:
        """The cells in the order of their columns, with the marks of findings."""
        return tuple(self._words(row, labels, findings) for row in sorted(self.cells, key=_column))

    def _words(self, row: Row, labels: Labels, findings: Sequence[ShownFinding]) -> ShownCell:
        cell = row["cell"]["value"]
        spans = [self._span(span, labels) for span in self.spans if span["cell"]["value"] == cell]
        entries = [entry["entry"] for entry in self.entries if entry["cell"]["value"] == cell]
        caption = (
            row["header"]["value"]
            if "header" in row
            else labels.text(row["column"]["value"])
            if "column" in row
            else ""
        )
        return ShownCell(
            caption,
            labels.href(cell),
            tuple(labels.value(entry) for entry in entries if entry["value"] != self.about),
            pieces(row["text"]["value"], [*(span for span in spans if span), *marks(findings, cell)]),
        )

    def _span(self, row: Row, labels: Labels) -> Span | None:
        kind = kinds.of_class(row["kind"]["value"])
        at = place(row["span"]["value"])
        if kind is None or not kind.fact or at is None:
            return None
        _, start, end = at
        target = row["body"]["value"] if "body" in row else row["fact"]["value"]
        here = " here" if self.about in {target, row["fact"]["value"]} else ""
        title = f"{kind.name}：{labels.text(target)}"
        return Span(int(start), int(end), kind.code + here, title, labels.href(target))


def printed(reader: StoreReader, node: str) -> Cells:
    """The cells an entry prints, or the cell itself; ``node`` is an IRI in angle brackets."""
    return _cells(reader, node, CELLS, with_entries=False)


def evidence(reader: StoreReader, node: str) -> Cells:
    """The cells whose words speak of a thing, and the entries that print them."""
    return _cells(reader, node, SPEAKING, with_entries=True)


def _cells(reader: StoreReader, node: str, which: str, *, with_entries: bool) -> Cells:
    cells = reader.rows(which % (node, node))
    if not cells:
        return Cells(node[1:-1])
    values = " ".join(f"<{row['cell']['value']}>" for row in cells)
    spans = reader.rows(SPANS % values)
    entries = reader.rows(ENTRIES % values) if with_entries else []
    return Cells(node[1:-1], tuple(cells), tuple(spans), tuple(entries))


def _column(row: Row) -> tuple[int, str]:
    code = row["column"]["value"].rpartition("/")[2] if "column" in row else ""
    place = wording.COLUMNS.index(code) if code in wording.COLUMNS else len(wording.COLUMNS)
    return place, row["text"]["value"]
