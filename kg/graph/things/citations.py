"""Citations: what a cell names as legal basis and what its words point at, each an annotation of the words.

A citation is the words that name a document. Each provision it names is pinned down by an annotation of its own
(pinpoint citation), part of the citation, with the words of its heading, so that each has its evidence. What print says
is stated where it differs from what the graph says: a title that is not the canonical one, a resolution that failed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal

from extract.facts import Resolution
from kg.graph import terms as t
from kg.graph.iris import digest
from kg.graph.things import documents
from kg.graph.things.evidence import PrintedText, span
from kg.graph.written_terms import calendar, simple, written, zh

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extract.facts import Citation, CitedProvision, Document, Reference
    from kg.graph.builder import GraphBuilder
    from kg.graph.written_terms import Written

REFERENCE = "reference"
#: What happened on a stated date -> the property of the citation that says so.
STATED: Final = {
    None: t.STATED_DATE,
    "passed": t.DATE_PASSED,
    "approved": t.DATE_APPROVED,
    "promulgated": t.DATE_PROMULGATED,
    "amended": t.DATE_AMENDED,
    "effective": t.DATE_EFFECTIVE,
    "repealed": t.DATE_REPEALED,
}


@dataclass(frozen=True, slots=True)
class CitationNode:
    """A citation described: its node, its document, the grounds it names.

    ``grounds`` are the provisions, or the document itself where it is cited whole. A title that is none (《》) has no
    document, an empty ``title`` and no grounds. ``text_start`` is where its head ends and its quoted text may begin.
    """

    node: Written
    title: str = ""
    document: Written | None = None
    grounds: tuple[Written, ...] = ()
    text_start: int = 0


def basis(draft: GraphBuilder, printed: PrintedText, cited: Citation, role: str) -> CitationNode:
    """Describe a document named as basis; ``role`` is a code of the list of roles."""
    key = digest(printed.key, role, cited.title, str(cited.start), str(cited.end))
    node = draft.fact(f"citation-{key}")
    _annotation(draft, node, role, span(draft, printed, cited.start, head_end(cited)))
    if cited.title != cited.document.title:
        draft.shared.append((node, t.STATED_TITLE, zh(cited.title)))
    draft.shared += [(node, t.STATED_NUMBER, simple(number.value)) for number in cited.numbers]
    draft.shared += [(node, STATED[day.event], calendar(day.value)) for day in cited.dates]
    if cited.label:
        draft.shared.append((node, t.STATED_LABEL, zh(cited.label)))
    if cited.whole:
        draft.shared.append((node, t.WHOLE_DOCUMENT, written(Literal(True))))  # noqa: FBT003 - the value is the fact
    title = cited.document.title
    if not title:
        _unknown(draft, node, Resolution.UNRESOLVED, cited.provisions)
        return CitationNode(node)
    document = _known(draft, node, Resolution.RESOLVED, cited.document)
    documents.stated(draft, cited)
    provisions = _pinpoints(draft, printed, key, title, cited.provisions)
    return CitationNode(node, title, document, provisions or (document,), head_end(cited))


def reference(draft: GraphBuilder, printed: PrintedText, seen: Reference, bases: tuple[CitationNode, ...]) -> Written:
    """Describe what the quoted text points at; its citation comes back.

    A reference that names no known document keeps the title and the paths it was read as.
    """
    key = digest(printed.key, REFERENCE, seen.title, str(seen.start), str(seen.end))
    node = draft.fact(f"citation-{key}")
    _annotation(draft, node, REFERENCE, span(draft, printed, seen.start, seen.end))
    draft.shared.append((node, t.REFERENCE_FORM, t.concept("reference-form", seen.how)))
    if seen.document is None or seen.title != seen.document.title:
        draft.shared.append((node, t.STATED_TITLE, zh(seen.title)))
    if seen.document is None or not seen.document.title:
        unsure = Resolution.UNRESOLVED if seen.resolution is Resolution.RESOLVED else seen.resolution
        _unknown(draft, node, unsure, seen.provisions)
        return node
    document = _known(draft, node, seen.resolution, seen.document)
    provisions = _pinpoints(draft, printed, key, seen.document.title, seen.provisions)
    citing = bases[seen.basis] if seen.basis is not None and seen.basis < len(bases) else None
    # A decision named in the note behind a title (…修正) amends the document; the document does not refer to it.
    if citing and citing.document and seen.start >= citing.text_start:
        _cites(draft, citing.document, document, provisions)
    return node


def _known(draft: GraphBuilder, node: Written, resolution: Resolution, meant: Document) -> Written:
    document = documents.document(draft, meant)
    draft.notes.documents.add(meant.title)
    if resolution is not Resolution.RESOLVED:
        draft.shared.append((node, t.RESOLUTION, t.concept("resolution", resolution)))
    draft.shared.append((node, t.CITED_DOCUMENT, document))
    return document


def _unknown(draft: GraphBuilder, node: Written, resolution: Resolution, named: Iterable[CitedProvision]) -> None:
    """Of what document is not known: the paths are kept as read."""
    draft.shared.append((node, t.RESOLUTION, t.concept("resolution", resolution)))
    draft.shared += [(node, t.STATED_PATH, simple(provision.path)) for provision in named if provision.path]


def _annotation(draft: GraphBuilder, node: Written, role: str, target: Written) -> None:
    draft.shared += (
        (node, t.RDF_TYPE, t.CITATION),
        (node, t.ROLE, t.concept("role", role)),
        (node, t.OA_HAS_TARGET, target),
    )


def _pinpoints(
    draft: GraphBuilder, printed: PrintedText, key: str, title: str, named: Iterable[CitedProvision]
) -> tuple[Written, ...]:
    """Describe the pinpoint annotations under the citation of that key; the provisions they name come back."""
    provisions = []
    citation = draft.fact(f"citation-{key}")
    for named_provision in named:
        target = span(draft, printed, named_provision.start, named_provision.end)
        pin = draft.hashed("pinpoint", key, named_provision.path, str(named_provision.start), str(named_provision.end))
        provision = documents.provision(draft, title, named_provision.path)
        draft.shared += (
            (pin, t.RDF_TYPE, t.PINPOINT),
            (pin, t.OA_HAS_TARGET, target),
            (pin, t.OA_HAS_BODY, provision),
            (pin, t.DCT_IS_PART_OF, citation),
        )
        provisions.append(provision)
    return tuple(provisions)


def _cites(draft: GraphBuilder, citing: Written, cited: Written, provisions: tuple[Written, ...]) -> None:
    """That a document cites another, or provisions of its own or another."""
    draft.statements += [(citing, t.ELI_CITES, target) for target in (cited, *provisions) if target != citing]


def head_end(cited: Citation) -> int:
    """Where the head of a citation ends: title, note, first heading. Later headings have quoted text between them."""
    first = min((provision.end for provision in cited.provisions), default=cited.end)
    ends = [number.end for number in cited.numbers if number.start < first]
    ends += [day.end for day in cited.dates if day.start < first]
    return max(first, cited.title_end, *ends)
