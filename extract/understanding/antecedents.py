"""What the names of references stand for in their cell: declared short names, documents named before.

A short name declared anywhere before (以下简称《合同法》) stands for what declared it; a generic one (《条例》) for the
document named last whose own name ends so. Two that fit equally are ambiguous, none leaves it unresolved.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from extract.facts import Resolution
from extract.rules import pattern
from extract.understanding import names, titles

if TYPE_CHECKING:
    from extract.provision import Provision
    from extract.understanding.basis.entries import Grounds

    #: Provisions, each with the place of its words.
    Paths = tuple[tuple[Provision, int, int], ...]

_SHORT: Final = pattern("references", "abbreviation")


class Mention(NamedTuple):
    """A reference with levelled offsets; ``entry`` is the entry it stands in, -1 for none."""

    title: str
    start: int
    end: int
    how: str
    entry: int
    provisions: Paths = ()
    stands_for: str | None = None
    resolution: Resolution = Resolution.RESOLVED


class Names:
    """What names stand for in this cell: defined abbreviations, and short forms of documents named before."""

    def __init__(self, text: str, grounds: Grounds) -> None:
        self._grounds = grounds
        self._defined: dict[str, tuple[int, str]] = {}
        self._fitting: dict[str, list[tuple[int, str]]] = {}
        named = _named(text, grounds) if text else []
        for match in _SHORT.finditer(text) if named else ():
            if name := _named_before(named, match.start()):
                self._defined.setdefault(match["name"], (match.end(), name))

    def defined(self, title: str, at: int) -> str | None:
        """The document that ``title`` at the place ``at`` was declared to stand for before it."""
        since, name = self._defined.get(title, (at + 1, ""))
        return name if since <= at else None

    def resolve(self, mention: Mention) -> Mention:
        """The mention with the document it stands for, or marked as ambiguous or unresolved."""
        title = mention.title
        if mention.how in {"own", "bare", "relative"}:
            return _with(mention, self._own(mention) if title else None)
        if mention.how == "number":
            stated = {value: entry.title for entry in self._grounds.entries for value, *_ in entry.numbers}
            return _with(mention, stated.get(title))
        if name := self.defined(title, mention.start):
            return _with(mention, name)
        if mention.how == "abbreviation":
            return self._antecedent(mention)
        return _with(mention, mention.stands_for or title or None)

    def _own(self, mention: Mention) -> str:
        """The document quoted; the whole name where its entry prints a short one."""
        entry = self._grounds.entries[mention.entry]
        return entry.stands_for or mention.title

    def _ending(self, title: str) -> list[tuple[int, str]]:
        """The names of the documents named in the cell that end so, each once, with the place of the first."""
        first: dict[str, int] = {}
        for entry in self._grounds.entries:
            for name in _inner_names(entry.title):
                if name.endswith(title):
                    first.setdefault(name, entry.title_start)
        return [(start, name) for name, start in first.items()]

    def _antecedent(self, mention: Mention) -> Mention:
        """The document named last before 《条例》 whose own name ends so; two that fit equally are ambiguous."""
        if mention.title not in self._fitting:
            self._fitting[mention.title] = self._ending(mention.title)
        known = self._fitting[mention.title]
        fitting = [name for _, name in known[: bisect_right(known, mention.start, key=lambda entry: entry[0])][-2:]]
        if len(fitting) > 1:
            return mention._replace(stands_for=fitting[-1], resolution=Resolution.AMBIGUOUS)
        return _with(mention, fitting[0] if fitting else None)


@lru_cache(maxsize=4096)
def _inner_names(title: str) -> list[str]:
    """The names a title offers for abbreviation: its own, the one it issues, the one it is about."""
    issued = titles.issued_by_notice(title)
    return [name for name in (*names.implemented(title), issued, title) if name]


def _named(text: str, grounds: Grounds) -> list[tuple[int, str]]:
    """Where each title of the cell ends, and the title, in order."""
    spans = [(entry.title_end, entry.title) for entry in grounds.entries]
    spans += [(end, text[start + 1 : end - 1]) for start, end, _ in grounds.mentions]
    return sorted(spans)


def _named_before(named: list[tuple[int, str]], at: int) -> str | None:
    """The title that a definition (以下简称…) follows most closely."""
    place = bisect_right(named, at, key=lambda span: span[0])
    return named[place - 1][1] if place else None


def _with(mention: Mention, stands_for: str | None) -> Mention:
    resolution = Resolution.RESOLVED if stands_for else Resolution.UNRESOLVED
    return Mention(*mention[:-2], stands_for, resolution)
