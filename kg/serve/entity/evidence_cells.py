"""The words behind the facts: cells as printed, with every place in them that something was read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.serve.entity import wording
from kg.serve.entity.segments import Piece, Span, pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.serve.entity.labels import Labels, Value
    from kg.serve.service import QueryService, Row

MOST_CELLS = 40
CELLS = f"""
SELECT DISTINCT ?cell ?text ?column ?header {{
  {{ %s qz:cell ?cell }} UNION {{ BIND(%s AS ?cell) }}
  ?cell qz:text ?text FILTER(ISIRI(?cell)) OPTIONAL {{ ?cell qz:column ?column }} OPTIONAL {{ ?cell qz:header ?header }}
}} ORDER BY ?cell LIMIT {MOST_CELLS}
"""
SPEAKING = f"""
SELECT DISTINCT ?cell ?text ?column ?header {{
  {{ ?fact oa:hasBody|qz:providedBy %s }} UNION {{ BIND(%s AS ?fact) }}
  ?fact oa:hasTarget|qz:evidence ?span . ?span oa:hasSource ?cell .
  ?cell qz:text ?text FILTER(ISIRI(?cell)) OPTIONAL {{ ?cell qz:column ?column }} OPTIONAL {{ ?cell qz:header ?header }}
}} ORDER BY ?cell LIMIT {MOST_CELLS}
"""
SPANS = """
SELECT DISTINCT ?cell ?start ?end ?fact ?kind ?body {
  VALUES ?cell { %s }
  ?span oa:hasSource ?cell ; oa:hasSelector ?selector . ?selector oa:start ?start ; oa:end ?end .
  ?fact oa:hasTarget|qz:evidence ?span ; a ?kind .
  OPTIONAL { ?fact oa:hasBody ?body }
}
"""
HOLDERS = "SELECT ?cell ?entry { VALUES ?cell { %s } ?entry qz:cell ?cell } ORDER BY ?cell ?entry LIMIT 1000"


@dataclass(frozen=True, slots=True)
class Words:
    """A cell as shown: where it is printed, what column it is of, its text in pieces."""

    caption: str
    href: str
    entries: tuple[Value, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells with their spans and the entries that print them, as the store has them; ``about`` is the page's thing."""

    about: str
    cells: tuple[Row, ...] = ()
    spans: tuple[Row, ...] = ()
    holders: tuple[Row, ...] = ()

    @property
    def heard(self) -> Iterator[str]:
        """Everything that needs a name."""
        for row in (*self.cells, *self.spans, *self.holders):
            yield from (term["value"] for term in row.values() if term["type"] == "uri")

    def shown(self, labels: Labels) -> tuple[Words, ...]:
        """The cells in the order of their columns."""
        return tuple(self._words(row, labels) for row in sorted(self.cells, key=_column))

    def _words(self, row: Row, labels: Labels) -> Words:
        cell = row["cell"]["value"]
        spans = [self._span(found, labels) for found in self.spans if found["cell"]["value"] == cell]
        entries = [found["entry"] for found in self.holders if found["cell"]["value"] == cell]
        caption = (
            row["header"]["value"]
            if "header" in row
            else labels.text(row["column"]["value"])
            if "column" in row
            else ""
        )
        return Words(
            caption,
            labels.href(cell),
            tuple(labels.value(entry) for entry in entries if entry["value"] != self.about),
            pieces(row["text"]["value"], [span for span in spans if span]),
        )

    def _span(self, row: Row, labels: Labels) -> Span | None:
        named = wording.KINDS.get(row["kind"]["value"])
        start, end = row["start"]["value"], row["end"]["value"]
        if named is None or not (start.isdecimal() and end.isdecimal()):
            return None
        kind, word = named
        target = row["body"]["value"] if "body" in row else row["fact"]["value"]
        mine = " here" if self.about in {target, row["fact"]["value"]} else ""
        title = f"{word}: {labels.text(target)}"
        return Span(int(start), int(end), kind + mine, title, labels.href(target))


async def printed(service: QueryService, node: str) -> Cells:
    """The cells an entry prints, or the cell itself; ``node`` is an IRI in angle brackets."""
    return await _cells(service, node, CELLS, entries=False)


async def evidence(service: QueryService, node: str) -> Cells:
    """The cells whose words speak of a thing, and the entries that print them."""
    return await _cells(service, node, SPEAKING, entries=True)


async def _cells(service: QueryService, node: str, which: str, *, entries: bool) -> Cells:
    cells = await service.rows(which % (node, node))
    if not cells:
        return Cells(node[1:-1])
    values = " ".join(f"<{row['cell']['value']}>" for row in cells)
    spans = await service.rows(SPANS % values)
    holders = await service.rows(HOLDERS % values) if entries else []
    return Cells(node[1:-1], tuple(cells), tuple(spans), tuple(holders))


def _column(row: Row) -> tuple[int, str]:
    code = row["column"]["value"].rpartition("/")[2] if "column" in row else ""
    place = wording.COLUMNS.index(code) if code in wording.COLUMNS else len(wording.COLUMNS)
    return place, row["text"]["value"]
