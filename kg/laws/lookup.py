"""What other rooms ask the library: plain questions about a title, a provision, a day (YYYY-MM-DD).

A title may be written as lists write it (劳动合同法); a provision is a path (``art_84__para_1``). Of a title without a
text the answer is None or nothing: it is for the asker to say that the library does not know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.statutes.model import Status
from kg.laws.editions import EditionStanding
from kg.laws.fines import Range, ranges

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.statutes.model import Statement
    from kg.laws.editions import Edition
    from kg.laws.library import Library


def fitting(library: Library, name: str) -> tuple[str, ...]:
    """The canonical titles a name fits; more than one where a short title fits two documents."""
    return tuple(library.resolve(name))


def version_at(library: Library, title: str, day: str) -> Edition | None:
    """The version in force on a day: the newest that had begun; None where no version held had begun by then."""
    statute = library.statute(title)
    return statute.at(day) if statute else None


def exists_in(library: Library, title: str, path: str) -> tuple[str, ...]:
    """The versions held, by their day, that have the provision, oldest first."""
    statute = library.statute(title)
    return tuple(
        edition.key for edition in (statute.editions if statute else ()) if library.words(edition, path) is not None
    )


def text_at(library: Library, title: str, path: str, day: str) -> str | None:
    """The words of a provision in the version in force on a day; an empty path is the whole text."""
    edition = version_at(library, title, day)
    return library.words(edition, path) if edition else None


def fine_ranges(library: Library, title: str, path: str, day: str) -> tuple[Range, ...]:
    """The fines a provision provides in the version in force on a day."""
    return ranges(text_at(library, title, path, day) or "")


def standing(library: Library, title: str, day: str) -> EditionStanding:
    """Whether a document is in force on a day: repealed, not yet in force, amended by a version that is not held.

    The status is of the version in force that day, or of the first one where none had begun.
    """
    statute = library.statute(title)
    if statute is None:
        return EditionStanding(Status.UNKNOWN)
    if not statute.editions:
        gone = [entry for entry in statute.others if entry.until and entry.until <= day]
        gone += [entry for entry in statute.others if entry.status is Status.REPEALED and not entry.until]
        if gone:
            return EditionStanding(Status.REPEALED, gone[0].until, gone[0].origin)
        return _before_its_day(statute.others, day)
    return statute.standing(statute.at(day) or statute.editions[0], day)


def _before_its_day(stated: Sequence[Statement], day: str) -> EditionStanding:
    """That a document without a text has not begun, where every version stated of it begins after a day."""
    begins: dict[str, Statement] = {}
    for entry in stated:
        if entry.promulgated not in begins or entry.effective > begins[entry.promulgated].effective:
            begins[entry.promulgated] = entry
    first = min(begins.values(), key=lambda entry: entry.effective or entry.promulgated, default=None)
    if first is None or (first.effective or first.promulgated) <= day:
        return EditionStanding(Status.UNKNOWN)
    return EditionStanding(Status.NOT_YET, first.effective, first.origin)


def later_versions(library: Library, title: str, since: str, day: str) -> tuple[str, ...]:
    """The days of versions, held or only known, made public after ``since`` and begun by ``day``, oldest first.

    What a list that cites the version of ``since`` has missed.
    """
    statute = library.statute(title)
    if statute is None:
        return ()
    own = {edition.key for edition in statute.editions if edition.key > since and edition.start <= day}
    known = {
        entry.promulgated
        for entry in statute.others
        if entry.promulgated > since and (entry.effective or entry.promulgated) <= day
    }
    return tuple(sorted(own | known))
