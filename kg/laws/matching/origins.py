"""Where quoted words come from: the cited article, another version of it, another article, another document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.statutes.parts import parts
from kg.laws import comparison, provisions
from kg.laws.wording import bare, clauses

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.laws.comparison import Likeness
    from kg.laws.editions import Edition, Statute
    from kg.laws.library import Library

_GRAM, _LOOKS = 6, 32
_MOST = 6


@dataclass(frozen=True, slots=True)
class Origin:
    """An article that may be where words come from, and how like they are; ``text`` are its words."""

    document: str
    version: str
    provision: str
    likeness: Likeness
    text: str = field(repr=False)

    @property
    def rank(self) -> tuple[bool, float]:
        """What origins are compared by: word for word first, then the share covered."""
        return self.likeness.exact, self.likeness.coverage


def best(origins: Iterable[Origin | None]) -> Origin | None:
    """The most like of several, the first of equals."""
    return max(filter(None, origins), key=lambda origin: origin.rank, default=None)


class Origins:
    """Looks for the origin of words in a library."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def cited(self, edition: Edition, path: str, group: Sequence[str], quote: str) -> Origin | None:
        """The cited article in the text of a version that has the quote best; None where the version lacks it.

        Headings that share their words are compared together as well.
        """
        article = provisions.ArticlePath.of(path).article
        origins = []
        for articles in (
            self.library.articles(edition),
            *(self.library.articles_of(row) for row in edition.texts[1:]),
        ):
            text = self._words(edition, articles, path)
            if text is None:
                continue
            likeness = comparison.compare(quote, text)
            if not likeness.exact and len(group) > 1:
                likeness = _together(articles, group, quote, likeness)
            part = _part(article, text, quote) if likeness.exact else article
            origins.append(Origin(edition.canonical, edition.key, part, likeness, text))
            if likeness.exact:
                break
        return best(origins)

    def _words(self, edition: Edition, articles: Mapping[str, str], path: str) -> str | None:
        """The words of the cited article in a text; of a chapter those of the version's chapter."""
        article = provisions.ArticlePath.of(path).article
        if article:
            return provisions.words(articles, article)
        return self.library.words(edition, path) if path else None

    def elsewhere(self, statute: Statute, now: Edition, cited: Sequence[str], quote: str) -> Origin | None:
        """The article of the document, but for the cited ones, that has the quote best; the version in force first."""
        out = {provisions.ArticlePath.of(path).article for path in cited}
        origins: list[Origin] = []
        for edition in (now, *(item for item in reversed(statute.editions) if item is not now)):
            articles = self.library.articles(edition)
            for article in self.alike(edition, quote):
                if article not in out:
                    text = articles[article]
                    likeness = comparison.compare(quote, text)
                    part = _part(article, text, quote) if likeness.exact else article
                    origins.append(Origin(edition.canonical, edition.key, part, likeness, text))
            if any(origin.likeness.exact for origin in origins):
                break
        return best(origins)

    def verbatim(self, edition: Edition, cited: Sequence[str], quote: str) -> Origin | None:
        """The first article of a version, but for the cited ones, that has the quote in one run."""
        out, words = {provisions.ArticlePath.of(path).article for path in cited}, bare(quote)
        for article, text in self.library.articles(edition).items():
            if article not in out and words in bare(text) and (likeness := comparison.compare(quote, text)).exact:
                return Origin(edition.canonical, edition.key, _part(article, text, quote), likeness, text)
        return None

    def abroad(self, canonical: str, quote: str) -> Origin | None:
        """The article of another document that has the quote best, among those that share clauses with it."""
        origins: list[Origin] = []
        catalogue = self.library.catalogue
        for identity, place, _ in catalogue.candidates(clauses(quote)):
            row = catalogue.text(identity)
            if row.canonical == canonical:
                continue
            article = catalogue.article(identity, place)
            text = self.library.articles_of(row).get(article, "")
            likeness = comparison.compare(quote, text)
            origins.append(Origin(row.canonical, row.promulgated or row.effective, article, likeness, text))
            if likeness.exact or len(origins) >= _MOST:
                break
        return best(origins)

    def composed(self, edition: Edition, path: str, quote: str) -> float:
        """The share of the quote that the cited article and the articles most like it cover together."""
        articles = self.library.articles(edition)
        own = articles.get(provisions.ArticlePath.of(path).article, "")
        return comparison.coverage(quote, own, *(articles[article] for article in self.alike(edition, quote)[:3]))

    def alike(self, edition: Edition, quote: str) -> list[str]:
        """The articles of a version that share most runs of six characters with the quote, of those looked at."""
        words = bare(quote)
        last = max(0, len(words) - _GRAM)
        grams = {words[at : at + _GRAM] for at in range(0, last + 1, max(1, last // _LOOKS))}
        counts = {}
        for article, text in self.library.articles(edition).items():
            other = bare(text)
            if count := sum(gram in other for gram in grams):
                counts[article] = count
        return sorted(counts, key=lambda article: (-counts[article], article))[:_MOST]


def _together(articles: Mapping[str, str], group: Sequence[str], quote: str, alone: Likeness) -> Likeness:
    """How like the quote is to the words of all articles that share it."""
    whole = dict.fromkeys(provisions.ArticlePath.of(path).article for path in group)
    together = comparison.compare(quote, "\n".join(text for article in whole if (text := articles.get(article))))
    return max(alone, together, key=lambda likeness: (likeness.exact, likeness.coverage))


def _part(article: str, text: str, quote: str) -> str:
    """The smallest part of an article that has the whole quote word for word."""
    pieces = parts(text)
    if len(pieces) < 2:
        return article
    fitting = [part.path for part in pieces if comparison.compare(quote, text[part.start : part.end]).exact]
    below = max(fitting, key=lambda path: path.count("__"), default="")
    return f"{article}__{below}" if below else article
