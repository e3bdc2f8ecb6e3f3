"""spaCy beside the plain functions: the same facts as spans on a ``Doc``, for people who build on spaCy.

``load()`` gives ``spacy.blank("zh")`` with two components, registered as factories through entry points:
``quanze_citations`` fills ``doc.spans["citations"]`` (legal basis, label BASIS) and ``doc.spans["references"]``,
``quanze_sanctions`` fills ``doc.spans["sanctions"]`` (label is the kind). Bases and sanctions are entities as well
(``doc.ents``), the longest where they overlap. A span's ``_.quanze`` is its JSON record, that of a document all its
records by group, which ``doc.to_json(underscore=["quanze"])`` writes; a document that was kept without its user data is
read again. A part of a document (``as_doc``) keeps the records of its entities.

The bulk path never comes here, for making tokens costs a hundred times the facts.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, cast

from spacy import blank
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span, SpanGroup
from spacy.util import filter_spans

from extract.record import citation_record, reference_record, sanction_record
from extract.understanding.cell import understand

if TYPE_CHECKING:
    from collections.abc import Iterable

LabelledRecord = tuple[int, int, str, "dict[str, Any]"]

CITATIONS, REFERENCES, SANCTIONS = GROUPS = ("citations", "references", "sanctions")

_ASSIGNS: Final = ["doc.ents", "doc.spans", "doc._.quanze", "span._.quanze"]


def _record(span: Span) -> dict[str, Any] | None:
    """The record of a span: from the user data of its document, else as its text is understood again."""
    kept = _user_data(span.doc).get(_key(span))
    if kept is not None:
        return cast("dict[str, Any]", json.loads(kept))
    group = span.id_.partition("-")[0]
    known = _records(span.doc.text).get(group, ()) if group in GROUPS else ()
    records = (record for start, end, _, record in known if (start, end) == _place(span))
    return next(records, None)


def _place(span: Span) -> tuple[int, int]:
    """Where the fact of a span stands; tokens may reach beyond it."""
    start, end = span.id_.rsplit("-", 2)[1:]
    return int(start), int(end)


def _all_records(doc: Doc) -> dict[str, list[dict[str, Any] | None]]:
    return {group: [span._.quanze for span in doc.spans[group]] for group in GROUPS if group in doc.spans}


if not Span.has_extension("quanze"):
    # A getter over the Doc's own user data, where a DocBin keeps text as it is and lists not.
    Span.set_extension("quanze", getter=_record)
if not Doc.has_extension("quanze"):
    Doc.set_extension("quanze", getter=_all_records)


def load() -> Language:
    """A Chinese pipeline by character with both components.

    >>> doc = load()("《劳动法》第九十条 给予警告。")
    >>> [(span.text, span._.quanze["provisions"]) for span in doc.spans["citations"]]
    [('《劳动法》第九十条', ['art_90'])]
    """
    nlp = blank("zh")
    nlp.add_pipe("quanze_citations")
    nlp.add_pipe("quanze_sanctions")
    return nlp


@Language.component("quanze_citations", assigns=_ASSIGNS, requires=["doc.text"])
def citations(doc: Doc) -> Doc:
    """Legal bases and references of the text as spans."""
    records = _records(doc.text)
    _fill(doc, CITATIONS, records[CITATIONS])
    _fill(doc, REFERENCES, records[REFERENCES], entities=False)
    return doc


@Language.component("quanze_sanctions", assigns=_ASSIGNS, requires=["doc.text"])
def sanctions(doc: Doc) -> Doc:
    """Sanctions of the text as spans labelled with their kind."""
    _fill(doc, SANCTIONS, _records(doc.text)[SANCTIONS])
    return doc


def doc_bin(texts: Iterable[str]) -> bytes:
    """Texts with their spans and entities as a DocBin, for ``spacy train``; texts without a fact are left out."""
    nlp = load()
    kept = DocBin(attrs=["ENT_IOB", "ENT_TYPE"], store_user_data=False)
    for doc in nlp.pipe(texts):
        if any(doc.spans[group] for group in GROUPS):
            kept.add(doc)
    return kept.to_bytes()


@lru_cache(maxsize=32)
def _records(text: str) -> dict[str, list[LabelledRecord]]:
    """The facts of a text, understood once for both components: place, label and record, by group."""
    facts = understand(text)
    pointed = [reference for reference in facts.references if reference.how != "relative"]
    return {
        CITATIONS: [(citation.start, citation.end, "BASIS", citation_record(citation)) for citation in facts.basis],
        REFERENCES: [
            (reference.start, reference.end, "REFERENCE", reference_record(reference)) for reference in pointed
        ],
        SANCTIONS: [
            (sanction.start, sanction.end, sanction.kind.value, sanction_record(sanction))
            for sanction in facts.sanctions
        ],
    }


def _fill(doc: Doc, group: str, records: list[LabelledRecord], *, entities: bool = True) -> None:
    """Spans of code points as spans of tokens; a token that a fact begins or ends in belongs to it whole."""
    spans = []
    for start, end, label, facts in records:
        span = doc.char_span(start, end, label=label, span_id=f"{group}-{start}-{end}", alignment_mode="expand")
        if span is not None:
            spans.append(span)
            _user_data(doc)[_key(span)] = json.dumps(facts, ensure_ascii=False)
    doc.spans[group] = SpanGroup(doc, name=group, spans=spans)
    if entities:
        doc.set_ents(filter_spans([*doc.ents, *spans]))


def _key(span: Span) -> tuple[str, str, int, int]:
    """The key that spaCy gives the extensions of spans, which it moves along when it joins documents."""
    return ("._.", f"quanze {span.id_}", span.start_char, span.end_char)


def _user_data(doc: Doc) -> dict[Any, Any]:
    """The user data of a document, which spaCy's own types take to have keys of text only."""
    return doc.user_data
