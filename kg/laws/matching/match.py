"""Citations against the library: does the article say what the list prints for it, and in which version.

One match a cited provision whose document is held, in one of these classes:

exact              word for word in the cited article of the version in force, also a part of it
amended            in the cited article of another version, better than in the one in force
near               like the cited article, with punctuation or words changed, added or left out
renumbered         another article of the document
other_document     an article of another document
none_quoted        nothing is quoted, and the provision exists
no_such_provision  no version has the provision, and the words are found nowhere
mismatch           the words are found nowhere
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.laws import comparison, provisions
from kg.laws.fines import Range, ranges
from kg.laws.matching.origins import Origin, Origins, best
from kg.laws.wording import bare

if TYPE_CHECKING:
    from kg.laws.comparison import WordChange
    from kg.laws.editions import Edition, Statute
    from kg.laws.library import Library
    from kg.laws.matching.quotes import CitedQuote

#: The least share of a quote's words that makes it near, and that makes another article or document its origin.
NEAR, ELSEWHERE = 0.6, 0.8
#: How much better another version, or another article, must be than the cited one.
BETTER, MUCH_BETTER = 0.02, 0.15
#: A quote put together from several articles: the cited one's share at least, and that of all.
PART, COMPOSED = 0.3, 0.95
#: Fewer characters quote nothing; few more that stand in no article only name what it provides (享受相应待遇).
_SHORTEST, _SHORTEST_QUOTE = 4, 8


class Class(StrEnum):
    """How a citation compares with the texts held."""

    EXACT = "exact"
    NEAR = "near"
    AMENDED = "amended"
    RENUMBERED = "renumbered"
    OTHER_DOCUMENT = "other_document"
    NONE_QUOTED = "none_quoted"
    MISMATCH = "mismatch"
    NO_SUCH_PROVISION = "no_such_provision"


@dataclass(frozen=True, slots=True)
class Best:
    """The provision whose words are most like the quote; ``similarity`` is 1 only word for word."""

    document: str
    version: str
    provision: str
    similarity: float
    text: str


@dataclass(frozen=True, slots=True)
class Match:
    """A cited provision compared.

    ``version`` is the one in force on the day asked for, ``versions`` all that are held, ``exists_in`` those that have
    the provision, ``fines`` the fine ranges it has in ``version``.
    """

    cited: CitedQuote
    document: str
    provision: str
    version: str
    versions: tuple[str, ...]
    exists_in: tuple[str, ...]
    kind: Class
    best: Best | None
    differs: tuple[WordChange, ...]
    fines: tuple[Range, ...]


class Matcher:
    """Compares citations with a library as of a day (YYYY-MM-DD); what is compared twice is remembered.

    ``seen`` counts the citations given, ``unheld`` those whose document has no text, by title.
    """

    def __init__(self, library: Library, day: str) -> None:
        self.library, self.day = library, day
        self.seen = 0
        self.unheld: Counter[str] = Counter()
        self._origins = Origins(library)
        self._compared = lru_cache(maxsize=65536)(self._compare)

    def match(self, cited: CitedQuote) -> Match | None:
        """The match of a cited provision; None, and counted, where no text of its document or article is held."""
        self.seen += 1
        statute = self.library.statute(cited.document)
        if statute is None or not statute.editions:
            self.unheld[cited.document] += 1
            return None
        quote = cited.quote if len(bare(cited.quote)) >= _SHORTEST else ""
        exists, fines, kind, best, differs = self._compared(statute, cited.path, cited.group, quote)
        if kind is Class.NO_SUCH_PROVISION and self._lost(statute, cited.path):
            self.unheld[cited.document] += 1
            return None
        versions = tuple(edition.key for edition in statute.editions)
        version = self._now(statute).key
        return Match(cited, statute.canonical, cited.path, version, versions, exists, kind, best, differs, fines)

    def coverage(self) -> str:
        """For how many citations no text is held, in one line."""
        lacking = self.unheld.total()
        zh = f"引用{self.seen}处：有文本可以比对{self.seen - lacking}处，没有文本{lacking}处"
        return f"{zh} / {lacking} of {self.seen} citations have no text in the library"

    def _lost(self, statute: Statute, path: str) -> bool:
        """Whether a text of the document may have lost the provision that none has."""
        return any(provisions.lost(self.library.articles(edition), path) for edition in statute.editions)

    def _now(self, statute: Statute) -> Edition:
        return statute.at(self.day) or statute.editions[0]

    def _compare(
        self, statute: Statute, path: str, group: tuple[str, ...], quote: str
    ) -> tuple[tuple[str, ...], tuple[Range, ...], Class, Best | None, tuple[WordChange, ...]]:
        now = self._now(statute)
        exists = tuple(edition.key for edition in statute.editions if self.library.words(edition, path) is not None)
        here = self.library.words(now, path) if path else None
        fines = ranges(here) if here else ()
        nothing = Class.NONE_QUOTED if exists else Class.NO_SUCH_PROVISION
        if not quote:
            return exists, fines, nothing, None, ()
        kind, origin = self._decide(statute, now, path, group, quote)
        if kind is Class.MISMATCH and not exists:
            kind = Class.NO_SUCH_PROVISION
        if kind is Class.MISMATCH and len(bare(quote)) < _SHORTEST_QUOTE:
            return exists, fines, nothing, None, ()
        return exists, fines, kind, *_described(origin, quote)

    def _decide(
        self, statute: Statute, now: Edition, path: str, group: tuple[str, ...], quote: str
    ) -> tuple[Class, Origin | None]:
        """The class and the origin it rests on: the cited article in any version, then other articles, then others."""
        own = self._origins.cited(now, path, group, quote)
        if own and own.likeness.exact:
            return Class.EXACT, own
        if own and bare(quote) in bare(own.text):
            return Class.NEAR, own  # the words stand unchanged in the version in force, only stops differ
        older = best(self._origins.cited(item, path, group, quote) for item in statute.editions if item is not now)
        if older and (older.likeness.exact or _better(older, own, quote)):
            return Class.AMENDED, older
        if len(bare(quote)) < _SHORTEST_QUOTE:
            return Class.MISMATCH, own
        return self._other(statute, now, path, group, quote)

    def _other(
        self, statute: Statute, now: Edition, path: str, group: tuple[str, ...], quote: str
    ) -> tuple[Class, Origin | None]:
        own = self._origins.cited(now, path, group, quote)
        share = own.likeness.coverage if own else 0.0
        least = max(ELSEWHERE, share + MUCH_BETTER)
        if own and least > 1.0:
            verbatim = self._origins.verbatim(now, (path, *group), quote)
            return (Class.RENUMBERED, verbatim) if verbatim else (Class.NEAR, own)
        elsewhere = self._origins.elsewhere(statute, now, (path, *group), quote)
        if not path and elsewhere and elsewhere.likeness.coverage >= NEAR:
            here = elsewhere.version == now.key
            return (Class.NEAR if not elsewhere.likeness.exact else Class.EXACT if here else Class.AMENDED), elsewhere
        if elsewhere and elsewhere.likeness.coverage >= least:
            return Class.RENUMBERED, elsewhere
        if own and (share >= NEAR or (share >= PART and self._origins.composed(now, path, quote) >= COMPOSED)):
            return Class.NEAR, own
        abroad = self._origins.abroad(statute.canonical, quote)
        if abroad and abroad.likeness.coverage >= least:
            return Class.OTHER_DOCUMENT, abroad
        return Class.MISMATCH, best((own, elsewhere, abroad))


def _better(older: Origin, own: Origin | None, quote: str) -> bool:
    """Whether another version of the cited article has the quote, and has it better than the one in force."""
    if older.likeness.coverage < NEAR:
        return False
    now = comparison.similarity(quote, own.text) if own else 0.0
    return comparison.similarity(quote, older.text) >= now + BETTER


def _described(origin: Origin | None, quote: str) -> tuple[Best | None, tuple[WordChange, ...]]:
    if origin is None:
        return None, ()
    best = Best(origin.document, origin.version, origin.provision, 1.0, origin.text)
    if origin.likeness.exact:
        return best, ()
    return replace(best, similarity=comparison.similarity(quote, origin.text)), comparison.changes(quote, origin.text)
