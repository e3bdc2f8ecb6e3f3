"""A source as a graph of its own: works, dated expressions, their articles with words, and what is stated of them.

An expression is named by title and day (``id/law/{title}/version/{day}``), its article by the path as well; the
article realises the provision that lists cite (``id/law/{title}/art_84``). Two sources of one version speak of the same
nodes in two graphs, so the graph says whose words they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad

from extract.statutes.model import Status
from extract.understanding import titles
from kg.graph import terms as t
from kg.graph.iris import Name, mint
from kg.graph.terms import BASE
from kg.graph.things.standing import FORCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

    from extract.statutes.model import Statement, StatuteFile, StatuteText

UNDATED: Final = "undated"
_FORCE = {
    Status.IN_FORCE: FORCE[True],
    Status.REPEALED: FORCE[False],
    Status.NOT_YET: FORCE[False],
    Status.AMENDED: FORCE[False],
}


def graph_of(sha256: str, base: str = BASE) -> NamedNode:
    """The named graph of a source."""
    return NamedNode(mint(Name("file", (sha256,)), base))


def version_of(canonical: str, day: str, base: str = BASE) -> NamedNode:
    """The expression of a document made public on ``day``; an empty day is an undated one."""
    return NamedNode(mint(Name("version", (canonical, day or UNDATED)), base))


def wording_of(canonical: str, day: str, path: str, base: str = BASE) -> NamedNode:
    """An article as that expression words it; an empty path is the whole."""
    if not path:
        return version_of(canonical, day, base)
    return NamedNode(mint(Name("wording", (canonical, day or UNDATED, path)), base))


def quads(source: StatuteFile, base: str = BASE) -> Iterator[Quad]:
    """Everything a source says, in its own graph."""
    graph = graph_of(source.sha256, base)
    yield Quad(graph, t.RDFS_LABEL, Literal(source.name), graph)
    for text in source.texts:
        yield from _text(text, graph, base)
        for entry in text.statements:
            yield from _statement(entry, text.canonical, graph, base)
    for entry in source.statements:
        yield from _statement(entry, titles.canonical(entry.title), graph, base)


def _text(text: StatuteText, graph: NamedNode, base: str) -> Iterator[Quad]:
    day = text.promulgated or text.effective
    version = version_of(text.canonical, day, base)
    yield from _work(text.canonical, version, graph, base)
    yield Quad(version, t.ELI_TITLE, Literal(text.title, language="zh"), graph)
    if text.promulgated:
        yield Quad(version, t.ELI_VERSION_DATE, _date(text.promulgated), graph)
    if text.effective:
        yield Quad(version, t.ELI_FIRST_DATE_ENTRY_IN_FORCE, _date(text.effective), graph)
    for article in (*text.articles, *text.annexes):
        node = wording_of(text.canonical, day, article.path, base)
        yield Quad(node, t.RDF_VALUE, Literal(article.text, language="zh"), graph)
        if article.path:
            provision = NamedNode(mint(Name("provision", (text.canonical, article.path)), base))
            yield Quad(node, t.RDF_TYPE, t.ELI_LEGAL_EXPRESSION, graph)
            yield Quad(node, t.ELI_IS_PART_OF, version, graph)
            yield Quad(node, t.ELI_REALIZES, provision, graph)
            yield Quad(node, t.ELI_ID_LOCAL, Literal(article.path), graph)
            if article.caption:
                yield Quad(node, t.ELI_TITLE, Literal(article.caption, language="zh"), graph)


def _work(canonical: str, version: NamedNode, graph: NamedNode, base: str) -> Iterator[Quad]:
    work = NamedNode(mint(Name("law", (canonical,)), base))
    yield Quad(work, t.RDF_TYPE, t.ELI_LEGAL_RESOURCE, graph)
    yield Quad(work, t.RDFS_LABEL, Literal(canonical, language="zh"), graph)
    yield Quad(work, t.ELI_IS_REALIZED_BY, version, graph)
    yield Quad(version, t.RDF_TYPE, t.ELI_LEGAL_EXPRESSION, graph)
    yield Quad(version, t.ELI_REALIZES, work, graph)


def _statement(entry: Statement, canonical: str, graph: NamedNode, base: str) -> Iterator[Quad]:
    day = entry.promulgated or entry.effective
    if not canonical or not day:
        return
    version = version_of(canonical, day, base)
    yield from _work(canonical, version, graph, base)
    if entry.promulgated:
        yield Quad(version, t.ELI_VERSION_DATE, _date(entry.promulgated), graph)
    if entry.effective:
        yield Quad(version, t.ELI_FIRST_DATE_ENTRY_IN_FORCE, _date(entry.effective), graph)
    if entry.number:
        yield Quad(version, t.ELI_NUMBER, Literal(entry.number), graph)
    if entry.status in _FORCE:
        yield Quad(version, t.ELI_IN_FORCE, _FORCE[entry.status], graph)
    if entry.until:
        yield Quad(version, t.ELI_DATE_NO_LONGER_IN_FORCE, _date(entry.until), graph)


def _date(day: str) -> Literal:
    return Literal(day, datatype=t.XSD_DATE)


def wordings(store: Store, sha256: str, base: str = BASE) -> dict[str, str]:
    """The words that a source's graph has, by the IRI of the article or expression that they word."""
    return {
        quad.subject.value: quad.object.value
        for quad in store.quads_for_pattern(None, t.RDF_VALUE, None, graph_of(sha256, base))
        if isinstance(quad.object, Literal) and isinstance(quad.subject, NamedNode)
    }
