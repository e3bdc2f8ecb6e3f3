"""spaCy beside the plain functions: the same facts as spans on a ``Doc``, for people who build on spaCy.

``load()`` gives ``spacy.blank("zh")`` with two components, registered as factories through entry points:
``quanze_citations`` fills ``doc.spans["citations"]`` (legal basis, label BASIS) and ``doc.spans["references"]``,
``quanze_sanctions`` fills ``doc.spans["sanctions"]`` (label is the kind). Facts hang on span extensions: a span's
``_.quanze`` is its JSON record. The bulk path never comes here, for making tokens costs a hundred times the facts.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from spacy import blank
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from extract.record import citation_record, reference_record, sanction_record
from extract.understanding.cell import understand

if TYPE_CHECKING:
    from extract.facts import Facts

CITATIONS, REFERENCES, SANCTIONS = "citations", "references", "sanctions"

if not Span.has_extension("quanze"):
    # A getter over the Doc's own user data, where a DocBin keeps text as it is and lists not.
    Span.set_extension("quanze", getter=lambda span: json.loads(_user_data(span.doc).get(_key(span), "null")))


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


@Language.component("quanze_citations")
def citations(doc: Doc) -> Doc:
    """Legal bases and references of the text as spans."""
    facts = _facts(doc.text)
    bases = [(found.start, found.end, "BASIS", citation_record(found)) for found in facts.basis]
    pointed = [found for found in facts.references if found.how != "relative"]
    _fill(doc, CITATIONS, bases)
    _fill(doc, REFERENCES, [(found.start, found.end, "REFERENCE", reference_record(found)) for found in pointed])
    return doc


@Language.component("quanze_sanctions")
def sanctions(doc: Doc) -> Doc:
    """Sanctions of the text as spans labelled with their kind."""
    found = [(one.start, one.end, one.kind.value, sanction_record(one)) for one in _facts(doc.text).sanctions]
    _fill(doc, SANCTIONS, found)
    return doc


@lru_cache(maxsize=32)
def _facts(text: str) -> Facts:
    """The facts of a text, understood once for both components."""
    return understand(text)


def _fill(doc: Doc, group: str, found: list[tuple[int, int, str, dict[str, Any]]]) -> None:
    """Spans of code points as spans of tokens; a token that a fact begins or ends in belongs to it whole."""
    spans = []
    for start, end, label, facts in found:
        span = doc.char_span(start, end, label=label, span_id=f"{group}-{start}-{end}", alignment_mode="expand")
        if span is not None:
            spans.append(span)
            _user_data(doc)[_key(span)] = json.dumps(facts, ensure_ascii=False)
    doc.spans[group] = SpanGroup(doc, name=group, spans=spans)


def _key(span: Span) -> tuple[str, str, int, int]:
    """The key that spaCy gives the extensions of spans, which it moves along when it joins documents."""
    return ("._.", f"quanze {span.id_}", span.start_char, span.end_char)


def _user_data(doc: Doc) -> dict[Any, Any]:
    """The user data of a document, which spaCy's own types take to have keys of text only."""
    return doc.user_data
