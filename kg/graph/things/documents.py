"""Documents, their provisions, and what citations state about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.provision import LEVELS, Provision
from kg.graph import terms as t
from kg.graph.iris import Name
from kg.graph.written_terms import simple, zh

if TYPE_CHECKING:
    from extract.facts import Citation, Document
    from extract.provision import Step
    from kg.graph.builder import GraphBuilder
    from kg.graph.written_terms import Written


def document(draft: GraphBuilder, meant: Document) -> Written:
    """The node of a document, described with what is known of it."""
    node = titled(draft, meant.title)
    if meant.rank and draft.first(("rank", meant.title, meant.rank), node):
        draft.shared.append((node, t.ELI_TYPE_DOCUMENT, t.concept("rank", meant.rank)))
        draft.claims.ranks.setdefault(meant.title, set()).add(meant.rank)
    if meant.promulgated_by and draft.first(("notice", meant.title, meant.promulgated_by), node):
        draft.shared.append((node, t.PROMULGATED_BY, titled(draft, meant.promulgated_by)))
    return node


def titled(draft: GraphBuilder, title: str) -> Written:
    """The node of the document of a canonical title."""
    key = ("document", title)
    node = draft.known.get(key)
    if node is None:
        node = draft.known[key] = draft.node(Name("law", (title,)))
        draft.shared += ((node, t.RDF_TYPE, t.ELI_LEGAL_RESOURCE), (node, t.RDFS_LABEL, zh(title)))
    return node


def stated(draft: GraphBuilder, cited: Citation) -> None:
    """What a citation states about its document: another title; its number and dates are claims (`kg.graph.claims`).

    Where the citation names the notice that issues the document, these are of the notice.
    """
    title = cited.document.title
    if cited.document.promulgated_by and cited.title != title:
        title = cited.document.promulgated_by
    if cited.title not in {title, ""} and draft.first(("other title", title, cited.title), draft.listing):
        draft.statements.append((titled(draft, title), t.SKOS_ALT_LABEL, zh(cited.title)))
    draft.claims.add(title, cited)


def provision(draft: GraphBuilder, title: str, path: str) -> Written:
    """The node of a provision of the document of that title, described with all it is part of.

    An empty path, or one that is none, is the document itself.
    """
    key = (title, path)
    node = draft.known.get(key)
    if node is None:
        node = draft.known[key] = _provision(draft, title, path)
    return node


def _provision(draft: GraphBuilder, title: str, path: str) -> Written:
    whole = titled(draft, title)
    try:
        steps = Provision.parse(path).steps
    except ValueError:
        return whole
    if not steps:
        return whole
    node = draft.node(Name("provision", (title, path)))
    words = Provision(steps).words()
    draft.shared += (
        (node, t.RDF_TYPE, t.ELI_LEGAL_RESOURCE_SUBDIVISION),
        (node, t.RDFS_LABEL, zh(f"《{title}》{words}")),
        (node, t.ELI_ID_LOCAL, simple(path)),
        (node, t.ELI_TYPE_SUBDIVISION, t.concept("subdivision", steps[-1].kind)),
        (node, t.ELI_IS_PART_OF, provision(draft, title, str(Provision(steps[:-1])))),
        (node, t.IN_DOCUMENT, whole),
        (node, t.IN_ARTICLE, _article(draft, title, steps)),
    )
    return node


def _article(draft: GraphBuilder, title: str, steps: tuple[Step, ...]) -> Written:
    """The article of a provision: the path down to its 条 (or （一） where there are none), or all of it above that."""
    down_to = next((place for place, step in enumerate(steps, 1) if LEVELS[step.kind] >= LEVELS["art"]), len(steps))
    return draft.node(Name("provision", (title, str(Provision(steps[:down_to])))))
