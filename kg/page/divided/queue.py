"""What there is to review on a page that is divided: every fact and finding once, without its words.

From it a page counts and orders all of them, whatever part is loaded; the words come with the part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kg.graph import kinds
from kg.page.payload import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.page.model import Fact, Page
    from kg.page.payload import Words

_DOUBT: Final = {"error": 3, "warning": 2, "info": 1}
"""How findings are ordered, as findings.js has it."""


def _place(fact: Fact) -> tuple[int, ...]:
    return fact.places[0][:2] if fact.places else ()


class Queue:
    """The rows of the facts and findings of parts, part by part: what two parts have stands with the first."""

    def __init__(self, words: Words) -> None:
        self._words, self._met = words, set[int]()
        self._codes = [kind.code for kind in kinds.facts()]

    def rows(self, part: Page, number: int) -> Iterator[list[Any]]:
        """As ``takeQueue`` in queue.js reads them, in the order of print; ``number`` is that of the part.

        A finding that stands in no words is judged on its thing, and not in the queue.
        """
        codes = {code: place for place, code in enumerate(self._codes)}
        for fact in sorted(part.facts, key=_place):
            if self._new(fact.iri):
                reasons = map(self._words, fact.reasons)
                yield [number, short(part, fact.iri), codes[fact.kind], fact.doubt, fact.hash, *reasons]
        for mark in part.findings:
            if mark.place and self._new(mark.iri):
                code = self._words(mark.code)
                yield [number, short(part, mark.iri), len(self._codes), _DOUBT[mark.severity], "", code]

    def _new(self, iri: str) -> bool:
        known = hash(iri)
        if known in self._met:
            return False
        self._met.add(known)
        return True
