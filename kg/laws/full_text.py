"""Articles by the words they hold: every text of the library is looked through, the versions in force come first."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.graph import terms as t
from kg.graph.iris import Name, mint, parse
from kg.laws.difference import words as named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.laws.library import Library

_AROUND = 30


@dataclass(frozen=True, slots=True)
class ArticleMatch:
    """An article that has the words: document, path, version, how often they stand there, what is round the first.

    ``iri`` is that of the provision, whichever version words it so.
    """

    document: str
    path: str
    version: str
    count: int
    quote: str
    iri: str

    @property
    def name(self) -> str:
        """The article as people name it, with its version: 《…法》第三条（2018-12-29版本）."""
        return f"《{self.document}》{named(self.path)}（{self.version}版本）"


def articles_with(library: Library, words: list[str], day: str, limit: int) -> list[ArticleMatch]:
    """The articles in force on ``day`` that hold all the words, those with most of them first."""
    wanted = [word for word in words if word.strip()]
    if not wanted:
        return []
    return heapq.nsmallest(
        limit, _articles_of(library, wanted, day), key=lambda article: (-article.count, article.document, article.path)
    )


def _articles_of(library: Library, wanted: list[str], day: str) -> Iterator[ArticleMatch]:
    """Every article in force with the words; the store is read once, then only titles with a hit are looked at."""
    hits: dict[str, set[str]] = {}
    for quad in library.store.quads_for_pattern(None, t.RDF_VALUE, None, None):
        text, subject = quad.object, quad.subject
        if isinstance(text, Literal) and isinstance(subject, NamedNode) and all(word in text.value for word in wanted):
            name = parse(subject.value)
            if name.kind == "wording":
                hits.setdefault(name.keys[0], set()).add(name.keys[2])
    for canonical, paths in hits.items():
        statute = library.statute(canonical)
        edition = statute.at(day) if statute else None
        articles = library.articles(edition) if edition else {}
        for path in sorted(paths):
            text_here = articles.get(path, "")
            if edition and all(word in text_here for word in wanted):
                count = sum(text_here.count(word) for word in wanted)
                iri = mint(Name("provision", (canonical, path)))
                yield ArticleMatch(canonical, path, edition.key, count, _around(text_here, wanted[0]), iri)


def _around(text: str, word: str) -> str:
    """The words round the first place where ``word`` stands, on one line."""
    at = text.index(word)
    start, end = max(0, at - _AROUND), min(len(text), at + len(word) + _AROUND)
    return ("…" if start else "") + text[start:end].replace("\n", "") + ("…" if end < len(text) else "")
