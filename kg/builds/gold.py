"""Annotated rows from what reviewers found, in the form that ``quanze score`` reads.

A row is annotated when every citation, provision and sanction that is read from it was judged and nobody differs, or
what they differ on was settled. What was found right stays, what was found wrong goes, and what was missed comes in as
it reads: the words a reviewer wrote for it (应识别为), else the words he marked.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pyoxigraph import DefaultGraph, Literal, NamedNode

from extract.assemble import extract
from extract.reading.reader import read
from extract.record import citation_record, record, reference_record, sanction_record
from extract.understanding.cell import understand
from kg.graph import terms as t
from kg.graph.things import evidence, reviews

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from extract.facts import Citation, Extraction, Facts, Reference
    from kg.graph.store import Askable
    from kg.graph.things.reviews import Verdict

Json = dict[str, Any]
Span = tuple[str, str, int, int]
"""Words of a cell: its text, the kind of fact, start and end in code points."""
OF_CITATIONS = frozenset({"number", "date"})
"""Parts of a citation that may be wrong while the document is right."""
KINDS = ("citation", "pinpoint", "sanction")


@dataclass(frozen=True, slots=True)
class GoldRows:
    """The annotated rows; how many are judged in part, how many not at all; missed words that read as nothing."""

    rows: tuple[Json, ...]
    unfinished: int
    untouched: int
    unread: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class _Judged:
    """What stands of each span (None where reviewers differ or doubt), and what was missed in each cell."""

    spans: Mapping[Span, Verdict | None]
    missed: Mapping[str, tuple[Verdict, ...]]


def gold(store: Askable, history: Iterable[Verdict], file: Path) -> GoldRows:
    """The rows of a list with what reviewers found of them. Raises Unreadable: the list cannot be read."""
    judged = _judged(store, reviews.standing(history))
    rows, unread = [], []
    unfinished = untouched = 0
    for row in read(file).rows:
        extraction = extract(row)
        wanted = list(_spans(extraction))
        texts = [cell.text for cell, _ in extraction.facts]
        known = [judged.spans.get(span) for span in wanted]
        if not any(span in judged.spans for span in wanted) and not any(text in judged.missed for text in texts):
            untouched += 1
        elif not all(known):
            unfinished += 1
        else:
            annotated, none = _annotated(extraction, judged)
            rows.append(annotated)
            unread += none
    return GoldRows(tuple(rows), unfinished, untouched, tuple(unread))


def _judged(store: Askable, standing: Iterable[Verdict]) -> _Judged:
    by_fact: dict[str, list[Verdict]] = defaultdict(list)
    missed: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in standing:
        if verdict.verdict == "missed":
            span = evidence.place(verdict.fact)
            missed[_text(store, span[0]) if span else ""].append(verdict)
        else:
            by_fact[verdict.fact].append(verdict)
    spans: dict[Span, Verdict | None] = {}
    for fact, given in by_fact.items():
        kind = given[0].kind or _kind(store, fact)
        for cell, start, end in _places(store, fact):
            spans[_text(store, cell), kind, start, end] = _settled(given)
    return _Judged(spans, {text: tuple(given) for text, given in missed.items()})


def _settled(given: list[Verdict]) -> Verdict | None:
    """The one verdict on a fact: what settled it, or what all found; None where they differ or doubt."""
    chosen = next((verdict for verdict in given if verdict.adjudicated), None)
    if chosen is None and len({verdict.verdict for verdict in given}) == 1:
        chosen = given[0]
    return chosen if chosen and chosen.verdict in {"accept", "reject"} else None


def _places(store: Askable, fact: str) -> Iterator[tuple[str, int, int]]:
    for predicate in (t.OA_HAS_TARGET, t.EVIDENCE):
        for quad in store.quads_for_pattern(NamedNode(fact), predicate, None, DefaultGraph()):
            place = evidence.place(quad.object.value) if isinstance(quad.object, NamedNode) else None
            if place:
                yield place


def _text(store: Askable, cell: str) -> str:
    quads = store.quads_for_pattern(NamedNode(cell), t.TEXT, None, DefaultGraph())
    return next((quad.object.value for quad in quads if isinstance(quad.object, Literal)), "")


def _kind(store: Askable, fact: str) -> str:
    classes = {t.CITATION: "citation", t.PINPOINT: "pinpoint", t.SANCTION: "sanction"}
    quads = store.quads_for_pattern(NamedNode(fact), t.RDF_TYPE, None, DefaultGraph())
    kinds = (classes.get(quad.object) for quad in quads if isinstance(quad.object, NamedNode))
    return next(filter(None, kinds), "")


def _spans(extraction: Extraction) -> Iterator[Span]:
    """The words of every fact that gold rows have; what is only relative (前款) is none of them."""
    for cell, facts in extraction.facts:
        every: list[Citation | Reference] = [*facts.basis, *_named(facts)]
        for cited in every:
            yield cell.text, "citation", cited.start, cited.end
            yield from ((cell.text, "pinpoint", provision.start, provision.end) for provision in cited.provisions)
        yield from ((cell.text, "sanction", sanction.start, sanction.end) for sanction in facts.sanctions)


def _named(facts: Facts) -> tuple[Reference, ...]:
    return tuple(reference for reference in facts.references if reference.how != "relative")


def _annotated(extraction: Extraction, judged: _Judged) -> tuple[Json, list[Verdict]]:
    """The row as reviewers would have it, in the keys of gold, and what was missed and reads as nothing."""
    cells = tuple((cell, _kept(cell.text, facts, judged.spans)) for cell, facts in extraction.facts)
    out = record(replace(extraction, facts=cells))
    row: Json = {"row": out["row"], "serial": out["serial"], "sub": out["sub"]}
    row |= {key: [_scored(key, fact) for fact in out[key]] for key in ("basis", "references", "sanctions")}
    unread = [
        missed
        for cell, _ in extraction.facts
        for missed in judged.missed.get(cell.text, ())
        if not _add(row, missed, understand(missed.note or missed.quote))
    ]
    return row, unread


def _kept(text: str, facts: Facts, spans: Mapping[Span, Verdict | None]) -> Facts:
    """The facts that were not found wrong."""

    def wrong(kind: str, start: int, end: int) -> bool:
        verdict = spans.get((text, kind, start, end))
        return verdict is not None and verdict.verdict == "reject"

    def basis(cited: Citation) -> Citation | None:
        provisions = tuple(
            provision for provision in cited.provisions if not wrong("pinpoint", provision.start, provision.end)
        )
        if not wrong("citation", cited.start, cited.end):
            return cited._replace(provisions=provisions)
        verdict = spans[text, "citation", cited.start, cited.end]
        parts = set(verdict.wrong) if verdict else set()
        if not parts or not parts <= OF_CITATIONS:
            return None
        numbers, dates = () if "number" in parts else cited.numbers, () if "date" in parts else cited.dates
        return cited._replace(provisions=provisions, numbers=numbers, dates=dates)

    cited = tuple(citation for citation in map(basis, facts.basis) if citation)
    references = tuple(
        reference._replace(provisions=tuple(p for p in reference.provisions if not wrong("pinpoint", p.start, p.end)))
        for reference in _named(facts)
        if not wrong("citation", reference.start, reference.end)
    )
    sanctions = tuple(sanction for sanction in facts.sanctions if not wrong("sanction", sanction.start, sanction.end))
    # What provides a sanction is named by its place among the citations, which must not shift.
    at = {old: new for new, old in enumerate(number for number, citation in enumerate(facts.basis) if basis(citation))}
    moved = tuple(
        sanction._replace(basis=at.get(sanction.basis) if sanction.basis is not None else None)
        for sanction in sanctions
    )
    return facts._replace(basis=cited, references=references, sanctions=moved)


def _scored(key: str, record: Json) -> Json:
    names = {
        "basis": ("title", "number", "dates", "provisions"),
        "references": ("title", "provisions"),
        "sanctions": ("kind", "min", "max", "cap", "unit", "base", "per", "on", "provision", "condition"),
    }[key]
    return {name: record[name] for name in names if name in record}


def _add(record: Json, missed: Verdict, facts: Facts) -> bool:
    """Put a missed fact into a row; whether its words say one."""
    reads = record_of(facts)
    if missed.kind == "sanction":
        record["sanctions"] += [_scored("sanctions", fact) for fact in reads["sanctions"]]
        return bool(reads["sanctions"])
    cited = reads["basis"] or reads["references"]
    for citation in cited:
        known = next((own for own in record["basis"] if own["title"] == citation["title"]), None)
        if known is not None and missed.kind == "pinpoint":
            known["provisions"] = [
                *known["provisions"],
                *(p for p in citation["provisions"] if p not in known["provisions"]),
            ]
        else:
            record["basis"].append({"number": None, "dates": [], **_scored("basis", citation)})
    return bool(cited)


def record_of(facts: Facts) -> Json:
    """Facts of some words as a record has them."""
    return {
        "basis": [citation_record(citation) for citation in facts.basis],
        "references": [reference_record(reference) for reference in facts.references],
        "sanctions": [sanction_record(sanction) for sanction in facts.sanctions],
    }
