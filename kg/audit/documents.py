"""The register of documents: which versions are known, when each was promulgated, and what became of it.

Facts only, from ``data/documents.csv``; where they come from and how sources are weighed is said in
``data/SOURCES.md``. What the register does not know is unknown, never in force.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

from extract.clean import left_out
from extract.understanding.titles import canonical
from kg import resources
from kg.graph.things.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

FILE: Final = "documents.csv"
_STATE: Final = "中华人民共和国"
_LAST_DAYS: Final = {"2025-04": "2025-04-30", "2026-05": "2026-05-02", "2026-06": "2026-06-30", "2026-09": "2026-09-30"}
#: Whether a document is in force by its status; one that was amended is, in its later version.
_IN_FORCE: Final = {"in_force": True, "repealed": False, "amended": True, "not_yet_in_force": False}


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a document. Days as YYYY-MM-DD, empty where unknown.

    ``status`` is in_force, amended (a later version is known), repealed, not_yet_in_force or unknown, as it was
    known in the month ``known_on``; ``number`` a decree named at its head, which may be that of the first version;
    ``amendments`` how often it was amended up to this version, as its head counts, empty where that is not known.
    """

    title: str
    rank: str
    body: str
    number: str
    promulgated: str
    effective: str
    status: str
    amended_on: str
    amendments: str
    known_on: str
    source: str


@dataclass(frozen=True)
class Register:
    """Versions by canonical title, oldest first; ``as_of`` is the last day that any source speaks of."""

    by_title: Mapping[str, tuple[Version, ...]]
    as_of: str = "2026-09-30"
    _numbers: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def versions(self, title: str) -> tuple[Version, ...]:
        """The versions of the document of that title, oldest first; none where it is unknown or fits two documents."""
        name = canonical(title)
        names = [title for title in (name, _STATE + name) if title in self.by_title]
        return self.by_title[names[0]] if len(names) == 1 else ()

    def latest(self, title: str, as_of: str) -> Version | None:
        """The newest version promulgated by that day, or None."""
        known = [version for version in self.versions(title) if version.promulgated and version.promulgated <= as_of]
        return known[-1] if known else None

    def repealed(self, title: str, as_of: str) -> Version | None:
        """The last version of a document that is out of force as a whole, or None.

        The day of the repeal is not known to the register: nothing is said of days before its source.
        """
        latest = self.latest(title, as_of)
        gone = latest is not None and latest.status == "repealed" and as_of >= _last_day(latest)
        return latest if gone else None

    def amended_since(self, title: str, day: str, as_of: str) -> Version | None:
        """The newest version promulgated after ``day`` (as exact as printed: a year, a month or a day) by ``as_of``."""
        latest = self.latest(title, as_of)
        return latest if latest and day and latest.promulgated[: len(day)] > day else None

    def not_yet(self, title: str, as_of: str) -> Version | None:
        """The only version of a document, where it takes effect after that day, or None."""
        versions = self.versions(title)
        if len(versions) != 1:
            return None
        (version,) = versions
        later = version.effective > as_of if version.effective else version.status == "not_yet_in_force"
        return version if later else None

    def bearers(self, number: str) -> frozenset[str]:
        """The canonical titles of the documents that bear a number."""
        return self._numbers.get(left_out(number), frozenset())


@cache
def register() -> Register:
    """The register that ships with the project."""
    return read(resources.data() / FILE)


def read(path: Path) -> Register:
    """The register of a file. Raises OSError: it cannot be read; TypeError: its columns are not those of a register."""
    by_name: dict[str, list[Version]] = {}
    numbers: dict[str, set[str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            version = Version(**row)
            name = canonical(version.title)
            by_name.setdefault(name, []).append(version)
            if version.number:
                numbers.setdefault(version.number, set()).add(name)
    versions = {
        name: tuple(sorted(known, key=lambda version: (version.promulgated, version.effective)))
        for name, known in by_name.items()
    }
    newest = max((_last_day(version) for known in versions.values() for version in known), default="")
    return Register(versions, newest, {number: frozenset(names) for number, names in numbers.items()})


def _last_day(version: Version) -> str:
    return _LAST_DAYS.get(version.known_on, f"{version.known_on}-31")


def standings(known: Register, titles: Iterable[str], as_of: str) -> Iterator[Standing]:
    """What the register says of documents on a day, for the graph; nothing of those it does not know.

    A status that is not known is not said, nor a day of repeal, which the register does not know.
    """
    for title in sorted(set(titles)):
        latest = known.latest(title, as_of) if title else None
        if latest is not None and latest.status in _IN_FORCE:
            source = f"{FILE} {latest.source}"
            yield Standing(
                title, source, _IN_FORCE[latest.status], known_on=latest.known_on, version=latest.promulgated
            )
