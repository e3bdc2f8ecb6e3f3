"""A cited path in a version: the words it means, whether the version has it, whether its text may have lost it."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from extract.provision import Provision
from extract.statutes import parts
from extract.statutes.damages import breaks_off

if TYPE_CHECKING:
    from collections.abc import Mapping

_ABOVE = frozenset({"book", "subbook", "chp", "sec"})
NO_HEADINGS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ArticlePath:
    """A cited path taken apart: the article's path and what lies below it (``para_1__item_2``, may be empty)."""

    article: str
    below: str

    @classmethod
    def of(cls, path: str) -> ArticlePath:
        """Take a path apart; headings above the article are left out. A path of headings only has no article."""
        try:
            steps = [step for step in Provision.parse(path).steps if step.kind not in _ABOVE]
        except ValueError:
            return cls("", "")
        if not steps:
            return cls("", "")
        head, *rest = steps
        return cls(str(Provision((head,))), str(Provision(tuple(rest))))


def words(articles: Mapping[str, str], path: str, headings: Mapping[str, str] = NO_HEADINGS) -> str | None:
    """The words a path means in the articles of a version; None where there is no such provision.

    ``headings`` gives the path of the heading each article stands under; a chapter is all of its articles.

    （三） of a text with 一、 and （一） is that of the first 一、 with one; an annex without a number is the first.
    """
    place = ArticlePath.of(path)
    if not path:
        return "\n".join(articles.values())
    if not place.article:
        inside = [text for article, text in articles.items() if _under(headings.get(article, ""), path)]
        return "\n".join(inside) or None
    article = articles.get(place.article)
    if article is None and place.article == "annex":
        article = articles.get("annex_1")
    if article is None and place.article.startswith(("clause_", "num_")):
        hits = [hit for text in articles.values() if (hit := _below(text, place.article)) is not None]
        article = hits[0] if hits else None
    if article is None:
        return None
    return _below(article, place.below)


def lost(articles: Mapping[str, str], path: str) -> bool:
    """Whether an article that a text lacks may have been lost from it: its number is skipped, or the text breaks off.

    >>> lost({"art_1": "制定本法。", "art_3": "本法自公布之日起施行。"}, "art_2")
    True
    """
    numbers = {number: text for article, text in articles.items() if (number := _number(article))}
    number = _number(ArticlePath.of(path).article)
    if not number or not numbers or number in numbers:
        return False
    if number < max(numbers):
        return True
    return breaks_off(list(articles.values()))


def _number(article: str) -> int:
    steps = Provision.parse(article).steps if article else ()
    return (steps[0].number or 0) if steps and steps[0].kind == "art" else 0


def _under(heading: str, path: str) -> bool:
    """Whether a heading is the one cited, or lies in it: 第五章第二节 names no book."""
    return bool(path) and set(path.split("__")) <= set(heading.split("__"))


def _below(text: str, below: str) -> str | None:
    """The part of an article's words; paragraphs that print does not tell apart are not denied."""
    if not below:
        return text
    if below.startswith(("clause_", "num_")):
        return parts.numbered(text, below)
    return parts.within(text, below)
