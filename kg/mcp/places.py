"""What things are called and where in print they stand: the words, their cell and characters, file, line and row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kg.graph import kinds
from kg.graph.things.evidence import place

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    Row = Mapping[str, Mapping[str, str]]
    Rows = Callable[[str], Awaitable[list[dict[str, dict[str, str]]]]]

MOST_PLACES: Final = 3  # of a thing; a law may be named a thousand times
MOST_ENTRIES: Final = 3  # that print a cell
LONGEST: Final = 1000  # characters of a cell that is not quoted but named
HOW: Final = " ".join(map(str, kinds.NAMES))
NAMES: Final = f"""SELECT ?thing ?how ?name {{ VALUES ?thing {{ %s }} VALUES ?how {{ {HOW} dct:description oa:exact }}
?thing ?how ?name FILTER (LANG(?name) != "en") }}"""
KINDS: Final = "SELECT ?thing ?class { VALUES ?thing { %s } ?thing a ?class }"
#: The beginning of a cell, and how many characters it has.
TEXTS: Final = f"""SELECT ?thing (SUBSTR(?whole, 1, {LONGEST}) AS ?text) (STRLEN(?whole) AS ?length)
{{ VALUES ?thing {{ %s }} ?thing qz:text ?whole }}"""
#: The words of a fact; of what facts name (a document, a provision), the words that name it.
SPANS: Final = f"""{{ SELECT (%s AS ?thing) ?span {{ {{ %s oa:hasTarget|qz:evidence ?span }}
UNION {{ ?fact oa:hasBody|qz:citedDocument|qz:providedBy %s ; oa:hasTarget|qz:evidence ?span }} }}
ORDER BY ?span LIMIT {MOST_PLACES} }}"""
CELLS: Final = """SELECT ?cell ?text ?column { VALUES ?cell { %s } ?cell qz:text ?text
OPTIONAL { ?cell qz:column/skos:prefLabel ?column FILTER (LANG(?column) = "zh") } }"""
PRINTING: Final = f"{{ SELECT (%s AS ?cell) ?entry {{ ?entry qz:cell %s }} ORDER BY ?entry LIMIT {MOST_ENTRIES} }}"
STANDING: Final = """SELECT ?entry ?name ?list ?file ?table ?line ?row { VALUES ?entry { %s }
?entry qz:inList ?in . ?in dct:title ?list .
OPTIONAL { ?entry rdfs:label ?name } OPTIONAL { ?in prov:wasDerivedFrom/rdfs:label ?file }
OPTIONAL { ?entry qz:table ?table } OPTIONAL { ?entry qz:line ?line } OPTIONAL { ?entry qz:rowNumber ?row } }"""
NUMBERS: Final = frozenset({"line", "row"})


async def things(rows: Rows, iris: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Name, kind and places of each thing: ``printed`` where words speak of it, ``stands`` where it is an entry."""
    wanted = [f"<{iri}>" for iri in dict.fromkeys(iris)]
    if not wanted:
        return {}
    values = " ".join(wanted)
    known: dict[str, dict[str, Any]] = {iri[1:-1]: {} for iri in wanted}
    for iri, name in (await _names(rows, values)).items():
        known[iri]["name"] = name
    for row in await rows(KINDS % values):
        kind = kinds.of_class(row["class"]["value"])
        if kind:
            known[row["thing"]["value"]].setdefault("kind", kind.name)
    for row in await rows(TEXTS % values):
        known[row["thing"]["value"]] |= {"text": row["text"]["value"], "length": int(row["length"]["value"])}
    for iri, places in (await printed(rows, wanted)).items():
        known[iri]["printed"] = places
    for iri, stands in (await standing(rows, wanted)).items():
        known[iri] |= stands
    return known


async def _names(rows: Rows, values: str) -> dict[str, str]:
    names: dict[str, str] = {}
    ranks: dict[str, int] = {}
    order = [term.value for term in kinds.NAMES]
    for row in await rows(NAMES % values):
        iri, how = row["thing"]["value"], row["how"]["value"]
        rank = order.index(how) if how in order else len(order)
        if rank < ranks.get(iri, len(order) + 1):
            ranks[iri], names[iri] = rank, row["name"]["value"]
    return names


async def printed(rows: Rows, wanted: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """The words that say or name each thing, with their places; ``wanted`` are IRIs in angle brackets."""
    spans = await rows("SELECT ?thing ?span { " + " UNION ".join(SPANS % (iri, iri, iri) for iri in wanted) + " }")
    at = [(row["thing"]["value"], row["span"]["value"], place(row["span"]["value"])) for row in spans]
    cells = dict.fromkeys(f"<{parts[0]}>" for _, _, parts in at if parts)
    if not cells:
        return {}
    texts = {row["cell"]["value"]: row for row in await rows(CELLS % " ".join(cells))}
    entries = await _printing(rows, cells)
    by_thing: dict[str, list[dict[str, Any]]] = {}
    for thing, span, parts in at:
        if parts and parts[0] in texts:
            cell, start, end = parts
            row = texts[cell]
            words = row["text"]["value"][start:end]
            printed = {"words": words, "span": span, "cell": cell, "start": start, "end": end}
            printed |= {"column": row["column"]["value"]} if "column" in row else {}
            by_thing.setdefault(thing, []).append({**printed, "in": entries.get(cell, [])})
    return by_thing


async def _printing(rows: Rows, cells: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """The entries that print each cell, with where they stand."""
    pairs = await rows("SELECT ?cell ?entry { " + " UNION ".join(PRINTING % (cell, cell) for cell in cells) + " }")
    stands = await standing(rows, dict.fromkeys(f"<{row['entry']['value']}>" for row in pairs))
    by_cell: dict[str, list[dict[str, Any]]] = {}
    for row in pairs:
        entry = row["entry"]["value"]
        by_cell.setdefault(row["cell"]["value"], []).append({"entry": entry, **stands.get(entry, {})})
    return by_cell


async def standing(rows: Rows, wanted: Iterable[str]) -> dict[str, dict[str, Any]]:
    """List, file, table, line and row of each thing that is an entry of a list."""
    values = " ".join(wanted)
    by_entry: dict[str, dict[str, Any]] = {}
    for row in await rows(STANDING % values) if values else []:
        stated = {name: term["value"] for name, term in row.items() if name != "entry"}
        by_entry.setdefault(
            row["entry"]["value"], {name: int(value) if name in NUMBERS else value for name, value in stated.items()}
        )
    return by_entry
