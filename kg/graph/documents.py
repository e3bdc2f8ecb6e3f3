"""Documents, their provisions, and what citations state about them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from extract.provision import LEVELS, Provision
from kg.graph import terms as t
from kg.graph.builder import zh
from kg.graph.iris import Name

if TYPE_CHECKING:
    from extract.facts import Citation, Document
    from extract.provision import Step
    from kg.graph.builder import GraphBuilder

#: What happened on a stated date -> the property of the document that says so. An amendment is no date of the
#: document itself: it stays with the citation. A date without a word for it is the one a decree was issued on.
_DATED = {
    None: t.ELI_DATE_DOCUMENT,
    "passed": t.ELI_DATE_DOCUMENT,
    "promulgated": t.ELI_DATE_DOCUMENT,
    "effective": t.ELI_FIRST_DATE_ENTRY_IN_FORCE,
}


def document(draft: GraphBuilder, meant: Document) -> NamedNode:
    """The node of a document, described with what is known of it."""
    node = titled(draft, meant.title)
    if meant.rank and draft.first(("rank", meant.title, meant.rank), node):
        draft.said.append((node, t.ELI_TYPE_DOCUMENT, t.concept("rank", meant.rank)))
    if meant.promulgated_by and draft.first(("notice", meant.title, meant.promulgated_by), node):
        draft.said.append((node, t.PROMULGATED_BY, titled(draft, meant.promulgated_by)))
    return node


def titled(draft: GraphBuilder, title: str) -> NamedNode:
    """The node of the document of a canonical title."""
    key = ("document", title)
    node = draft.known.get(key)
    if node is None:
        node = draft.known[key] = draft.node(Name("law", (title,)))
        draft.said += ((node, t.RDF_TYPE, t.ELI_LEGAL_RESOURCE), (node, t.ELI_TITLE, zh(title)))
    return node


def stated(draft: GraphBuilder, meant: NamedNode, cited: Citation) -> None:
    """What a citation states about its document: another title, its number (the first one), its dates.

    Where the citation names the notice that issues the document, these are of the notice.
    """
    title, node = cited.document.title, meant
    if cited.document.promulgated_by and cited.title != title:
        title = cited.document.promulgated_by
        node = titled(draft, title)
    if cited.title not in {title, ""} and draft.first(("other title", title, cited.title), node):
        draft.said.append((node, t.ELI_TITLE_ALTERNATIVE, zh(cited.title)))
    for number in cited.numbers[:1]:
        if draft.first(("number", title, number.value), node):
            draft.said.append((node, t.ELI_NUMBER, Literal(number.value)))
    for day in cited.dates:
        if (dated := _DATED.get(day.event)) and draft.first(("date", title, dated, day.value), node):
            draft.said.append((node, dated, calendar(day.value)))


def provision(draft: GraphBuilder, title: str, path: str) -> NamedNode:
    """The node of a provision of the document of that title, described with all it is part of.

    An empty path, or one that is none, is the document itself.
    """
    key = (title, path)
    node = draft.known.get(key)
    if node is None:
        node = draft.known[key] = _provision(draft, title, path)
    return node


def _provision(draft: GraphBuilder, title: str, path: str) -> NamedNode:
    whole = titled(draft, title)
    try:
        steps = Provision.parse(path).steps
    except ValueError:
        return whole
    if not steps:
        return whole
    node = draft.node(Name("provision", (title, path)))
    words = Provision(steps).words()
    draft.said += (
        (node, t.RDF_TYPE, t.ELI_LEGAL_RESOURCE_SUBDIVISION),
        (node, t.RDFS_LABEL, zh(f"《{title}》{words}")),
        (node, t.ELI_ID_LOCAL, Literal(path)),
        (node, t.ELI_TYPE_SUBDIVISION, t.concept("subdivision", steps[-1].kind)),
        (node, t.ELI_IS_PART_OF, provision(draft, title, str(Provision(steps[:-1])))),
        (node, t.IN_DOCUMENT, whole),
        (node, t.IN_ARTICLE, _article(draft, title, steps)),
    )
    return node


def _article(draft: GraphBuilder, title: str, steps: tuple[Step, ...]) -> NamedNode:
    """The article of a provision: the path down to its 条 (or （一） where there are none), or all of it above that."""
    down_to = next((place for place, step in enumerate(steps, 1) if LEVELS[step.kind] >= LEVELS["art"]), len(steps))
    return draft.node(Name("provision", (title, str(Provision(steps[:down_to])))))


@lru_cache(maxsize=4096)
def calendar(value: str) -> Literal:
    """A date as exact as printed: xsd:date, xsd:gYearMonth or xsd:gYear; plain text where there is no such day."""
    datatype = {4: t.XSD_G_YEAR, 7: t.XSD_G_YEAR_MONTH, 10: t.XSD_DATE}.get(len(value))
    try:
        date.fromisoformat(value + "-01-01"[len(value) - 4 :] if datatype else "")
    except ValueError:
        return Literal(value)
    return Literal(value, datatype=datatype)
