"""The article beside its citation: what page, entity page, queries and notebooks show of the statute library.

``beside`` holds every citation of a graph against a library; ``kg.laws.matching.beside_graph`` writes the outcome and
reads it back without a library.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from extract.statutes.model import Status
from extract.statutes.names import label
from kg.graph.things.evidence import span_iri
from kg.laws import lookup
from kg.laws.matching.cited_cells import cited_in_cells
from kg.laws.matching.match import Class, Matcher
from kg.laws.provisions import ArticlePath

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph.store import Askable
    from kg.laws.comparison import WordChange
    from kg.laws.library import Library
    from kg.laws.matching.cited_cells import CitedInCell
    from kg.laws.matching.match import Match

#: The classes in the words of the page.
CLASSES: Final = {
    Class.EXACT: "与条文一致",
    Class.NEAR: "与条文文字有出入",
    Class.AMENDED: "修改前的条文",
    Class.RENUMBERED: "另一条的内容",
    Class.OTHER_DOCUMENT: "另一文件的内容",
    Class.NONE_QUOTED: "未引条文",
    Class.MISMATCH: "不是该条的内容",
    Class.NO_SUCH_PROVISION: "没有该条款",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """A provision in a version: canonical title, the day of the version (YYYY-MM-DD), path, words."""

    document: str
    version: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A citation beside the article it names.

    ``node`` is the IRI of the pinpoint, or of the citation where a document is cited whole; ``cited`` the title that
    the graph has, ``document`` that of the library; ``kind`` how the printed words compare, ``quote`` those words and
    ``evidence`` the IRI of their span, both empty where nothing is quoted. ``wording`` is the cited provision in the
    version in force on the day asked for, None where that has none, and ``article`` the whole article of it;
    ``status`` says of the version whether it is in force. ``best`` is the provision most like the quote,
    ``similarity`` 1 only word for word, ``changes`` where the two depart.
    """

    node: str
    kind: Class
    cited: str
    document: str
    provision: str
    version: str
    status: str = ""
    in_force: bool | None = None
    quote: str = ""
    evidence: str = ""
    wording: Wording | None = None
    article: Wording | None = None
    best: Wording | None = None
    similarity: float = 0.0
    changes: tuple[WordChange, ...] = ()

    @property
    def named(self) -> str:
        """The class in the words of the page."""
        return CLASSES[self.kind]


def beside(store: Askable, library: Library, day: str) -> tuple[Beside, ...]:
    """Every citation of a store whose document the library holds, beside its article, as of a day (YYYY-MM-DD)."""
    matcher = Matcher(library, day)
    besides = (
        beside
        for cited in cited_in_cells(store)
        if (match := matcher.match(cited.cited)) is not None
        for beside in _beside(library, cited, match, day)
    )
    return tuple(sorted(besides, key=lambda beside: beside.node))


def _beside(library: Library, cited: CitedInCell, match: Match, day: str) -> Iterator[Beside]:
    quote = cited.cited
    standing = lookup.standing(library, match.document, day)
    since = f"（自{standing.since}）" if standing.since and standing.status is not Status.IN_FORCE else ""
    best = match.best
    whole = ArticlePath.of(match.provision).article
    for node in cited.nodes:
        yield Beside(
            node,
            match.kind,
            quote.document,
            match.document,
            match.provision,
            match.version,
            label(standing.status) + since,
            _in_force(standing.status),
            quote.quote if best else "",
            span_iri(cited.cell, quote.start, quote.end) if best else "",
            _wording(library, match, match.provision),
            _wording(library, match, whole),
            Wording(best.document, best.version, best.provision, best.text) if best else None,
            best.similarity if best else 0.0,
            match.differs,
        )


def _in_force(status: Status) -> bool | None:
    return {Status.IN_FORCE: True, Status.UNKNOWN: None}.get(status, False)


def _wording(library: Library, match: Match, path: str) -> Wording | None:
    statute = library.statute(match.document)
    edition = statute.named(match.version) if statute and path else None
    text = library.words(edition, path) if edition else None
    return Wording(match.document, match.version, path, text) if text else None
