"""Citations: what a cell names as legal basis and what its words point at, each an annotation of the words.

A citation is the words that name a document; its body is what it cites there, the provisions or the whole document.
Each provision is pinned down by an annotation of its own as well (pinpoint citation), with the words of its heading, so
that each has its evidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from extract.facts import Resolution
from kg.graph import documents
from kg.graph import terms as t
from kg.graph.builder import zh
from kg.graph.evidence import Printed, span
from kg.graph.iris import digest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extract.facts import Citation, CitedProvision, Document, Reference
    from kg.graph.builder import GraphBuilder

REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation described: the annotations that speak of it, its document, the grounds it names.

    ``grounds`` are the provisions, or the document itself where it is cited whole. A title that is none (《》) has no
    document, an empty ``title`` and no grounds.
    """

    annotations: tuple[NamedNode, ...]
    title: str = ""
    document: NamedNode | None = None
    grounds: tuple[NamedNode, ...] = ()


def basis(draft: GraphBuilder, printed: Printed, cited: Citation, role: str) -> Cited:
    """Describe a document named as basis; ``role`` is a code of the list of roles."""
    key = digest(printed.key, role, cited.title, str(cited.start), str(cited.end))
    node = draft.fact(f"citation-{key}")
    _annotation(draft, node, role, span(draft, printed, cited.start, _head_end(cited)))
    draft.said.append((node, t.STATED_TITLE, zh(cited.title)))
    draft.said += [(node, t.STATED_NUMBER, Literal(number.value)) for number in cited.numbers]
    draft.said += [(node, t.STATED_DATE, documents.calendar(day.value)) for day in cited.dates]
    if cited.label:
        draft.said.append((node, t.STATED_LABEL, zh(cited.label)))
    if cited.whole:
        draft.said.append((node, t.WHOLE_DOCUMENT, Literal(True)))  # noqa: FBT003 - the value is the fact
    title = cited.document.title
    if not title:
        _unknown(draft, node, Resolution.UNRESOLVED, cited.provisions)
        return Cited((node,))
    document = _known(draft, node, Resolution.RESOLVED, cited.document)
    documents.stated(draft, document, cited)
    pins, provisions = _pinpoints(draft, printed, key, role, title, cited.provisions)
    _bodies(draft, node, document, provisions)
    return Cited((node, *pins), title, document, provisions or (document,))


def reference(
    draft: GraphBuilder, printed: Printed, seen: Reference, bases: tuple[Cited, ...]
) -> tuple[NamedNode, ...]:
    """Describe what the quoted text points at; the annotations that speak of it come back.

    A reference that names no known document keeps the title and the paths it was read as.
    """
    key = digest(printed.key, REFERENCE, seen.title, str(seen.start), str(seen.end))
    node = draft.fact(f"citation-{key}")
    _annotation(draft, node, REFERENCE, span(draft, printed, seen.start, seen.end))
    draft.said += (
        (node, t.STATED_TITLE, zh(seen.title)),
        (node, t.REFERENCE_FORM, t.concept("reference-form", seen.how)),
    )
    if seen.document is None or not seen.document.title:
        unsure = Resolution.UNRESOLVED if seen.resolution is Resolution.RESOLVED else seen.resolution
        _unknown(draft, node, unsure, seen.provisions)
        return (node,)
    document = _known(draft, node, seen.resolution, seen.document)
    pins, provisions = _pinpoints(draft, printed, key, REFERENCE, seen.document.title, seen.provisions)
    _bodies(draft, node, document, provisions)
    citing = bases[seen.basis].document if seen.basis is not None and seen.basis < len(bases) else None
    if citing:
        _cites(draft, citing, document, provisions)
    return (node, *pins)


def _known(draft: GraphBuilder, node: NamedNode, resolution: Resolution, meant: Document) -> NamedNode:
    document = documents.document(draft, meant)
    draft.said += (
        (node, t.RESOLUTION, t.concept("resolution", resolution)),
        (node, t.CITED_DOCUMENT, document),
    )
    return document


def _bodies(draft: GraphBuilder, node: NamedNode, document: NamedNode, provisions: tuple[NamedNode, ...]) -> None:
    """What is cited: the provisions, or the document itself where it is cited whole."""
    draft.said += [(node, t.OA_HAS_BODY, cited) for cited in dict.fromkeys(provisions or (document,))]


def _unknown(draft: GraphBuilder, node: NamedNode, resolution: Resolution, named: Iterable[CitedProvision]) -> None:
    """Of what document is not known: the paths are kept as read."""
    draft.said.append((node, t.RESOLUTION, t.concept("resolution", resolution)))
    draft.said += [(node, t.STATED_PATH, Literal(found.path)) for found in named if found.path]


def _annotation(
    draft: GraphBuilder, node: NamedNode, role: str, target: NamedNode, kind: NamedNode = t.CITATION
) -> None:
    draft.said += (
        (node, t.RDF_TYPE, t.OA_ANNOTATION),
        (node, t.RDF_TYPE, kind),
        (node, t.ROLE, t.concept("role", role)),
        (node, t.OA_HAS_TARGET, target),
    )


def _pinpoints(
    draft: GraphBuilder, printed: Printed, key: str, role: str, title: str, named: Iterable[CitedProvision]
) -> tuple[tuple[NamedNode, ...], tuple[NamedNode, ...]]:
    """The pinpoint annotations under the citation of that key, and the provisions they name."""
    pins, provisions = [], []
    citation = draft.fact(f"citation-{key}")
    for found in named:
        target = span(draft, printed, found.start, found.end)
        pin = draft.hashed("pinpoint", key, found.path, str(found.start), str(found.end))
        provision = documents.provision(draft, title, found.path)
        _annotation(draft, pin, role, target, t.PINPOINT)
        draft.said += ((pin, t.OA_HAS_BODY, provision), (pin, t.DCT_IS_PART_OF, citation))
        pins.append(pin)
        provisions.append(provision)
    return tuple(pins), tuple(provisions)


def _cites(draft: GraphBuilder, citing: NamedNode, cited: NamedNode, provisions: tuple[NamedNode, ...]) -> None:
    """That a document cites another, or provisions of its own or another."""
    for target in (cited, *provisions):
        if target != citing and draft.first((t.ELI_CITES, citing, target), target):
            draft.said.append((citing, t.ELI_CITES, target))


def _head_end(cited: Citation) -> int:
    """Where the head of a citation ends: title, note, first heading. Later headings have quoted text between them."""
    first = min((found.end for found in cited.provisions), default=cited.title_end)
    ends = [number.end for number in cited.numbers if number.start < first]
    ends += [day.end for day in cited.dates if day.start < first]
    return max(first, cited.title_end, *ends)
