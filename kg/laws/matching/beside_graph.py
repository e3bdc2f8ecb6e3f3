"""Citations beside their articles as a named graph of its own, written and read back.

The graph has the words of those articles alone that a list cites. A pinpoint (or a citation of a whole document) says
how its words compare (``qz:quoteClass``), which expression is most like them and where they differ; a provision names
its words in the version in force (``eli:is_realized_by``), a document that version with its status.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph import terms as t
from kg.graph.iris import Name, mint, parse
from kg.graph.literals import calendar, figure, zh
from kg.graph.store import MERGE
from kg.graph.things.evidence import place
from kg.graph.things.standing import FORCE
from kg.laws import comparison
from kg.laws.difference import phrase
from kg.laws.graph import version_of, wording_of
from kg.laws.matching.beside import Beside, Wording
from kg.laws.matching.match import Class
from kg.laws.provisions import ArticlePath

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.graph.store import Askable

SHOWN_CHANGES = 20


def graph_of(base: str = t.BASE) -> NamedNode:
    """The named graph of the articles cited and of how quotes compare with them."""
    return NamedNode(f"{base}id/statutes")


def quads(besides: Iterable[Beside], base: str = t.BASE) -> Iterator[Quad]:
    """Citations beside their articles as a named graph; each article is written once."""
    graph, seen = graph_of(base), set[tuple[str, str, str]]()
    for beside in besides:
        for wording, current in ((beside.wording, True), (beside.article, True), (beside.best, False)):
            if wording and wording.text:
                yield from _expression(wording, graph, base, seen)
                if current:
                    yield _realised(beside.cited, wording, graph, base)
        yield from _version(beside, graph, base)
        yield from (
            Quad(NamedNode(beside.node), predicate, value, graph) for predicate, value in _compared(beside, base)
        )


def _expression(wording: Wording, graph: NamedNode, base: str, seen: set[tuple[str, str, str]]) -> Iterator[Quad]:
    key = (wording.document, wording.version, wording.path)
    if key in seen or not wording.path:
        return
    seen.add(key)
    node = wording_of(*key, base)
    provision = NamedNode(mint(Name("provision", (wording.document, wording.path)), base))
    yield Quad(node, t.RDF_TYPE, t.ELI_LEGAL_EXPRESSION, graph)
    yield Quad(node, t.ELI_REALIZES, provision, graph)
    yield Quad(node, t.ELI_IS_PART_OF, version_of(wording.document, wording.version, base), graph)
    yield Quad(node, t.RDF_VALUE, zh(wording.text), graph)


def _realised(cited: str, wording: Wording, graph: NamedNode, base: str) -> Quad:
    """That the provision, under the title that lists cite, has these words now."""
    provision = NamedNode(mint(Name("provision", (cited, wording.path)), base))
    words = wording_of(wording.document, wording.version, wording.path, base)
    return Quad(provision, t.ELI_IS_REALIZED_BY, words, graph)


def _version(beside: Beside, graph: NamedNode, base: str) -> Iterator[Quad]:
    """The version in force with its day and status, and that the document is realised by it."""
    work, version = (
        NamedNode(mint(Name("law", (beside.document,)), base)),
        version_of(beside.document, beside.version, base),
    )
    cited = NamedNode(mint(Name("law", (beside.cited,)), base))
    yield Quad(cited, t.ELI_IS_REALIZED_BY, version, graph)
    yield Quad(version, t.RDF_TYPE, t.ELI_LEGAL_EXPRESSION, graph)
    yield Quad(version, t.ELI_REALIZES, work, graph)
    yield Quad(version, t.RDFS_LABEL, zh(f"《{beside.document}》（{beside.version}版本）"), graph)
    yield Quad(version, t.DCT_DESCRIPTION, zh(beside.status), graph)
    if (day := calendar(beside.version)).datatype == t.XSD_DATE:
        yield Quad(version, t.ELI_VERSION_DATE, day, graph)
    if beside.in_force is not None:
        yield Quad(version, t.ELI_IN_FORCE, FORCE[beside.in_force], graph)


def _compared(beside: Beside, base: str) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    yield t.QUOTE_CLASS, t.concept("quote-class", beside.kind)
    if beside.evidence:
        yield t.QUOTE_EVIDENCE, NamedNode(beside.evidence)
    if beside.best and beside.best.path:
        yield t.QUOTE_SOURCE, wording_of(beside.best.document, beside.best.version, beside.best.path, base)
        yield t.QUOTE_SIMILARITY, figure(Decimal(str(beside.similarity)))
    if beside.changes:
        yield t.QUOTE_DIFFERENCE, zh(phrase(beside.changes, SHOWN_CHANGES))


def stored(store: Askable, base: str = t.BASE) -> tuple[Beside, ...]:
    """What ``quads`` wrote into a store, by node; none where no articles were written."""
    stored = _Stored(store, base)
    return tuple(beside for node in sorted(stored.of(t.QUOTE_CLASS)) if (beside := stored.beside(node)) is not None)


def current_words(store: Askable, base: str = t.BASE) -> dict[str, tuple[str, str, str]]:
    """The words of each provision in the version in force, that version's day and status, by IRI of the provision."""
    stored = _Stored(store, base)
    result: dict[str, tuple[str, str, str]] = {}
    for provision, wording in stored.of(t.ELI_IS_REALIZED_BY).items():
        text = stored.of(t.RDF_VALUE).get(wording)
        if text is not None:
            version = stored.of(t.ELI_IS_PART_OF).get(wording, "")
            day = parse(version, base).keys[1] if version else ""
            result[provision] = text, day, stored.of(t.DCT_DESCRIPTION).get(version, "")
    return result


class _Stored:
    """The graph of articles being read: every property once."""

    def __init__(self, store: Askable, base: str) -> None:
        self._store, self._base = store, base
        # A store in memory may hold only what all graphs state together.
        articles = graph_of(base)
        self._graph = articles if next(store.quads_for_pattern(None, None, None, articles), None) else MERGE
        self._read: dict[NamedNode, Mapping[str, str]] = {}

    def of(self, predicate: NamedNode) -> Mapping[str, str]:
        """Subject -> value of a property, in the graph of articles."""
        if predicate not in self._read:
            self._read[predicate] = {
                quad.subject.value: quad.object.value
                for quad in self._store.quads_for_pattern(None, predicate, None, self._graph)
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal)
            }
        return self._read[predicate]

    def _merged(self, predicate: NamedNode, subject: str) -> str:
        quads = self._store.quads_for_pattern(NamedNode(subject), predicate, None, MERGE)
        return next((quad.object.value for quad in quads if isinstance(quad.object, NamedNode | Literal)), "")

    def beside(self, node: str) -> Beside | None:
        """A citation beside its article, as it was written."""
        target = self._merged(t.OA_HAS_BODY, node) or self._merged(t.CITED_DOCUMENT, node)
        try:
            cited, *below = parse(target, self._base).keys
        except ValueError:
            return None
        path = below[0] if below else ""
        evidence, source = self.of(t.QUOTE_EVIDENCE).get(node, ""), self.of(t.QUOTE_SOURCE).get(node, "")
        version = self.of(t.ELI_IS_REALIZED_BY).get(mint(Name("law", (cited,)), self._base), "")
        document, day = parse(version, self._base).keys if version else ("", "")
        force = self.of(t.ELI_IN_FORCE).get(version)
        beside = Beside(
            node,
            Class(self.of(t.QUOTE_CLASS)[node].rpartition("/")[2]),
            cited,
            document,
            path,
            day,
            self.of(t.DCT_DESCRIPTION).get(version, ""),
            None if force is None else force == FORCE[True].value,
            self._quote(evidence),
            evidence,
            self._current(cited, path),
            self._current(cited, ArticlePath.of(path).article),
            self._wording(source),
            float(self.of(t.QUOTE_SIMILARITY).get(node, 0)),
        )
        if beside.best is None or beside.kind is Class.EXACT:
            return beside
        return replace(beside, changes=comparison.changes(beside.quote, beside.best.text))

    def _quote(self, evidence: str) -> str:
        span = place(evidence)
        return self._merged(t.TEXT, span[0])[span[1] : span[2]] if span else ""

    def _current(self, cited: str, path: str) -> Wording | None:
        if not path:
            return None
        provision = mint(Name("provision", (cited, path)), self._base)
        return self._wording(self.of(t.ELI_IS_REALIZED_BY).get(provision, ""))

    def _wording(self, iri: str) -> Wording | None:
        text = self.of(t.RDF_VALUE).get(iri)
        if not iri or text is None:
            return None
        document, version, path = parse(iri, self._base).keys
        return Wording(document, version, path, text)
