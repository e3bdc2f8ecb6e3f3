"""Versions of a statute: which texts are one version, which of them is the better one, what holds on a day.

Texts of one title and day are one version. A text without a day, and one whose day differs by some weeks (adoption,
publication), belongs to the version whose articles it has. The better text of a version is, in this order: one that is
no excerpt, has fewer gaps, more articles, tells its paragraphs apart, and was added first; the words of the others are
compared with it (``differences``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.provision import Provision
from extract.statutes.model import Statement, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.laws.catalogue import Catalogue, CatalogueRow

_NEAR_DAYS, _STATED_DAYS = 92, 31
_SAME, _ALIKE = 0.9, 0.8
_TRUSTED = ("国家法律法规数据库", "登记表")


@dataclass(frozen=True, slots=True)
class Edition:
    """A version of a statute: its day (empty where unknown), the texts held of it, best first, what is stated of it.

    ``chosen`` are the texts whose words stand for the version: the best one, or several where a code is split.
    """

    canonical: str
    day: str
    effective: str
    texts: tuple[CatalogueRow, ...]
    chosen: tuple[CatalogueRow, ...]
    statements: tuple[tuple[str, Statement], ...] = ()

    @property
    def key(self) -> str:
        """The day that names the version: promulgation, else effect, else ``undated``."""
        return self.day or self.effective or "undated"

    @property
    def start(self) -> str:
        """The day from which it is taken to hold: of effect where known, else of promulgation."""
        return self.effective or self.day


@dataclass(frozen=True, slots=True)
class EditionStanding:
    """Whether a version is in force on a day, since when it is so, and who says so."""

    status: Status
    since: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Statute:
    """All that is known of a title: versions with a text, oldest first, and days of versions without one."""

    canonical: str
    editions: tuple[Edition, ...]
    others: tuple[Statement, ...]

    def at(self, day: str) -> Edition | None:
        """The version in force on a day (YYYY-MM-DD): the newest that had begun; the oldest where none had."""
        begun = [edition for edition in self.editions if edition.start <= day]
        return begun[-1] if begun else None

    def named(self, words: str) -> Edition | None:
        """The version a person means: a day, a month or a year of promulgation or effect; the newest that fits."""
        fitting = [item for item in self.editions if item.day.startswith(words) or item.effective.startswith(words)]
        exact = [item for item in fitting if item.day.startswith(words)]
        editions = exact or fitting
        return editions[-1] if editions else None

    def standing(self, edition: Edition, day: str) -> EditionStanding:
        """Whether ``edition`` is in force on ``day``.

        A later version that had begun by then decides before anything stated: the text wins. A statement of the
        national database or a register is trusted before one of a file name or sidecar.
        """
        if edition.start and edition.start > day:
            return EditionStanding(Status.NOT_YET, edition.start, "正文" if edition.effective else "公布日期")
        gone = [entry for _, entry in edition.statements if entry.until and entry.until <= day]
        gone += [entry for entry in self.others if entry.until and entry.until <= day and not entry.promulgated]
        later = self.later(edition, day)
        if gone and (not later or min(entry.until for entry in gone) <= later[0]):
            return EditionStanding(Status.REPEALED, gone[0].until, gone[0].origin)
        if later:
            return EditionStanding(Status.AMENDED, later[0], "后来的版本")
        overtaken = self.later(edition, "9999")  # what is stated today was not so before the next version began
        for entry in _by_trust(edition.statements):
            if overtaken and entry.status in {Status.AMENDED, Status.REPEALED}:
                return EditionStanding(Status.IN_FORCE, edition.start, entry.origin)
            if entry.status not in {Status.UNKNOWN, Status.NOT_YET}:
                return EditionStanding(entry.status, "", entry.origin)
        return EditionStanding(Status.UNKNOWN)

    def later(self, edition: Edition, day: str) -> list[str]:
        """The days of versions after ``edition`` that had begun by ``day``, held or only known, oldest first."""
        own = [
            item.start
            for item in self.editions
            if item.key > edition.key and item.start <= day and item.day != edition.day
        ]
        known = [
            entry.effective or entry.promulgated
            for entry in self.others
            if entry.promulgated > (edition.day or edition.effective or "9")
            and (entry.effective or entry.promulgated) <= day
            and _apart(entry.promulgated, edition.day)
        ]
        return sorted({*own, *known})


def _apart(day: str, other: str) -> bool:
    """Whether two days are far enough apart to be two versions, not adoption and publication of one."""
    return not (day and other) or _days(day, other) > _STATED_DAYS


def _by_trust(statements: Sequence[tuple[str, Statement]]) -> list[Statement]:
    return sorted(
        (entry for _, entry in statements),
        key=lambda entry: next((n for n, name in enumerate(_TRUSTED) if entry.origin.startswith(name)), 9),
    )


def statute(canonical: str, rows: Sequence[CatalogueRow], catalogue: Catalogue) -> Statute:
    """The statute of a title from its texts and statements."""
    stated = catalogue.statements(canonical)
    groups = _groups(rows, catalogue)
    taken = {day for day, _ in groups}
    editions = [_edition(canonical, day, group, stated, taken) for day, group in groups]
    editions.sort(key=lambda item: (item.day or item.effective or "", item.start))
    own = {id(item) for edition in editions for _, item in edition.statements}
    others = tuple(item for _, item in stated if id(item) not in own)
    return Statute(canonical, tuple(editions), others)


def _groups(rows: Sequence[CatalogueRow], catalogue: Catalogue) -> list[tuple[str, list[CatalogueRow]]]:
    """Texts by the day of their version."""
    days: dict[str, list[CatalogueRow]] = {}
    for row in rows:
        if row.promulgated:
            days.setdefault(row.promulgated, []).append(row)
    loose = [row for row in rows if not row.promulgated]
    _join_near(days, catalogue)
    for row in loose:
        day = _like(row, days, catalogue)
        days.setdefault(day, []).append(row)
    return sorted(days.items())


def _join_near(days: dict[str, list[CatalogueRow]], catalogue: Catalogue) -> None:
    """Put together days that are some weeks apart and whose articles are the same."""
    ordered = sorted(days)
    for day, other in pairwise(ordered):
        if day in days and other in days and _days(day, other) <= _NEAR_DAYS:
            share = max(_share(a, b, catalogue) for a in days[day][:3] for b in days[other][:3])
            if share >= _SAME:
                days[other] = [*days.pop(day), *days[other]]


def _like(row: CatalogueRow, days: dict[str, list[CatalogueRow]], catalogue: Catalogue) -> str:
    """The day of the version whose articles an undated text has; empty where it is like none, or effect tells."""
    shares = {day: max(_share(row, other, catalogue) for other in group) for day, group in days.items() if day}
    alike = max(shares, key=lambda day: (shares[day], day), default="")
    if alike and shares[alike] >= _ALIKE:
        return alike
    fitting = [day for day, group in days.items() if row.effective in {day, *(item.effective for item in group)}]
    return fitting[-1] if row.effective and fitting else ""


def _share(row: CatalogueRow, other: CatalogueRow, catalogue: Catalogue) -> float:
    """The share of articles, of those that both number, whose words are the same."""
    left, right = catalogue.digests(row.id), catalogue.digests(other.id)
    both = left.keys() & right.keys()
    if not both or len(both) < 0.5 * min(len(left), len(right)):
        return 0.0
    return sum(left[path] == right[path] for path in both) / len(both)


def _edition(
    canonical: str,
    day: str,
    group: Sequence[CatalogueRow],
    statements: Sequence[tuple[str, Statement]],
    taken: set[str],
) -> Edition:
    texts = tuple(sorted(group, key=_rank))
    days = {day, *(row.promulgated or row.effective for row in group)} - {""}
    own = tuple(pair for pair in statements if _speaks_of(pair[1], days, taken))
    stated = [item.effective for item in _by_trust(own) if item.effective]
    starts = [row.effective for row in texts if row.effective and row.effective >= day]
    # A register names the day of effect of this very version; the final article may still have that of the first.
    effective = next(iter(starts), "") or next(iter(stated), "")
    if stated and starts and stated[0] != starts[0] and stated[0] >= day and starts[0] == day:
        effective = stated[0]
    return Edition(canonical, day, effective, texts, _chosen(texts), own)


def _speaks_of(entry: Statement, days: set[str], taken: set[str]) -> bool:
    """Whether a statement is of the version of these days: the same day, or one near that no other version has."""
    if not entry.promulgated or not days:
        return not days and not entry.promulgated and not entry.until
    if entry.promulgated in days:
        return True
    return entry.promulgated not in taken and any(_days(entry.promulgated, day) <= _STATED_DAYS for day in days)


def _rank(row: CatalogueRow) -> tuple[bool, int, int, bool, int]:
    return row.excerpt, row.gaps, -row.articles, not row.paragraphs, row.id


def _chosen(texts: Sequence[CatalogueRow]) -> tuple[CatalogueRow, ...]:
    """The best text, or all of those that a code is split over: each begins behind another's first article."""
    whole = [row for row in texts if row.first in {"art_1", ""} or not row.first.startswith("art_")]
    parts = [row for row in texts if row not in whole and not row.excerpt]
    best = whole[:1] or list(texts[:1])
    if parts and best and best[0] in whole and max(_number(row.first) for row in parts) > best[0].articles:
        return (*best, *sorted(parts, key=lambda row: _number(row.first)))
    if not whole and len(parts) > 1:
        return tuple(sorted(parts, key=lambda row: _number(row.first)))
    return tuple(best)


def _number(path: str) -> int:
    try:
        return Provision.parse(path).steps[-1].number or 0
    except (ValueError, IndexError):
        return 0


def _days(day: str, other: str) -> int:
    return abs((date.fromisoformat(day) - date.fromisoformat(other)).days)
