"""Where facts meet RDF: one list in, the quads of its named graph out, as a stream.

The model is that of ``ontology/quanze.ttl``. Facts come from `extract.facts` and `extract.model` alone; no text is read
again. There are no blank nodes: the same list gives the same quads on any machine.
"""

from __future__ import annotations

import re
from itertools import chain
from pathlib import PurePath
from typing import TYPE_CHECKING, TypeVar

from extract.clean import left_out
from kg.graph import terms as t
from kg.graph.builder import GraphBuilder, Notes
from kg.graph.claims import Claims
from kg.graph.iris import Name
from kg.graph.things import offices, troubles
from kg.graph.things.power_list import PowerGraph
from kg.graph.things.responsibility_list import ResponsibilityGraph
from kg.graph.things.rows import survey
from kg.graph.written_terms import count, simple, zh

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyoxigraph import NamedNode, Quad

    from extract.facts import Extraction, PassageFacts
    from extract.model import ListFile, ResponsibilityList

T = TypeVar("T")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def graph_of(listing: ListFile, base: str = t.BASE) -> NamedNode:
    """The named graph of a list, named after its file: loading a file of that name again replaces it."""
    return GraphBuilder(_slug(listing), base).graph


def quads(
    listing: ListFile,
    extractions: Iterable[Extraction],
    passages: Iterable[PassageFacts],
    base: str = t.BASE,
    claims: Claims | None = None,
    notes: Notes | None = None,
) -> Iterator[Quad]:
    """The graph of a list and what it adds to the shared graph; ``extractions`` may be a stream.

    ``passages`` are those of its register. ``claims`` gather what several lists state of documents: whoever gives them
    writes what is settled (``Claims.quads``) after the last list; without them this list is the only one.
    ``notes`` take what is told beside the quads.
    """
    settled = Claims() if claims is None else claims
    yield from chain.from_iterable(_streamed(GraphBuilder.drain, listing, extractions, passages, base, settled, notes))
    if claims is None:
        yield from settled.quads(base)


def nquads(
    listing: ListFile,
    extractions: Iterable[Extraction],
    passages: Iterable[PassageFacts],
    base: str,
    claims: Claims,
    notes: Notes | None = None,
) -> Iterator[bytes]:
    """As ``quads``, as N-Quads lines."""
    return chain.from_iterable(_streamed(GraphBuilder.drain_lines, listing, extractions, passages, base, claims, notes))


def _streamed(
    drain: Callable[[GraphBuilder], list[T]],
    listing: ListFile,
    extractions: Iterable[Extraction],
    passages: Iterable[PassageFacts],
    base: str,
    claims: Claims,
    notes: Notes | None,
) -> Iterator[list[T]]:
    draft = GraphBuilder(_slug(listing), base, claims=claims, notes=Notes() if notes is None else notes)
    known, place = survey(listing.rows), _place(listing)
    publisher = _list(draft, listing, known.credit(listing.publisher), place)
    yield drain(draft)
    power = PowerGraph(draft, known, listing.publisher, place)
    for extraction in extractions:
        draft.notes.entry(power.write(extraction))
        yield drain(draft)
    if listing.responsibility_list:
        written = ResponsibilityGraph(draft, publisher, place, {passage.passage: passage for passage in passages})
        written.write(listing.responsibility_list)
    offices.propose(draft)
    yield drain(draft)


def _place(listing: ListFile) -> str:
    """The area of a list: of its publisher, else of its title or of the name of its file."""
    return next(filter(None, map(offices.area, (listing.publisher, listing.title, _slug(listing)))), "")


def _slug(listing: ListFile) -> str:
    return PurePath(listing.name).stem or listing.name or listing.sha256


def _list(draft: GraphBuilder, listing: ListFile, credit: str | None, place: str) -> offices.Body | None:
    """The list as dataset (DCAT) derived from its file (PROV); its publisher comes back."""
    node, file = draft.listing, draft.node(Name("file", (listing.sha256,)))
    kind = t.RESPONSIBILITY_LIST if listing.responsibility_list else t.POWER_LIST
    draft.statements += (
        (node, t.RDF_TYPE, t.DCAT_DATASET),
        (node, t.RDF_TYPE, t.PROV_ENTITY),
        (node, t.RDF_TYPE, kind),
        (node, t.DCT_TITLE, zh(title_of(listing))),
        (node, t.DCT_DESCRIPTION, zh(_description(listing))),
        (node, t.ROW_COUNT, count(len(listing.rows) or _entries(listing.responsibility_list))),
        (node, t.PROV_WAS_DERIVED_FROM, file),
        (file, t.RDF_TYPE, t.PROV_ENTITY),
        (file, t.RDFS_LABEL, simple(listing.name)),
        (file, t.SHA256, simple(listing.sha256)),
    )
    for trouble in listing.troubles:
        troubles.describe(draft, node, trouble)
    if not listing.publisher.strip():
        return None
    publisher, name = offices.body(draft, listing.publisher, credit, place), left_out(listing.publisher)
    draft.statements += (
        (node, t.DCT_PUBLISHER, publisher.node),
        (node, t.PROV_WAS_ATTRIBUTED_TO, publisher.node),
        # What DCAT-AP and CPSV-AP ask of the agent that publishes a dataset.
        (publisher.node, t.RDF_TYPE, t.FOAF_AGENT),
        (publisher.node, t.FOAF_NAME, zh(name)),
        (publisher.node, t.DCT_TITLE, zh(name)),
        (publisher.node, t.DCT_IDENTIFIER, simple(publisher.key)),
    )
    return publisher


def title_of(listing: ListFile) -> str:
    """The title in print; a list that has none in Chinese, only the name of its file, is called after its publisher."""
    if _CHINESE.search(listing.title):
        return listing.title
    kind = "责任清单" if listing.responsibility_list else "权责清单"
    return listing.publisher + kind if listing.publisher.strip() else _slug(listing)


def _description(listing: ListFile) -> str:
    """What a list is, for catalogues: DCAT-AP asks for a description of every dataset."""
    number = len(listing.rows) or _entries(listing.responsibility_list)
    kind = "责任清单" if listing.responsibility_list else "权责清单"
    return f"{listing.publisher.strip() or '某机关'}公布的{kind}，共{number}项，见文件{listing.name}。"


def _entries(register: ResponsibilityList | None) -> int:
    """The numbered entries of a register."""
    if register is None:
        return 0
    parts = (register.responsibilities, register.boundaries, register.services, register.regimes)
    return sum(map(len, parts))
