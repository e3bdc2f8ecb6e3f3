"""Where sources disagree: two texts of one version, a statement and the text beside it, two titles with one number.

Each is one line for people, in Chinese and English; the texts stay as they are, and the better one is used (see
``editions``).
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import PurePath
from typing import TYPE_CHECKING

from extract.statutes.model import Status
from kg.laws.difference import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from kg.laws.catalogue import Catalogue
    from kg.laws.editions import Statute

_NAMED = 8


def conflicts(catalogue: Catalogue, statutes: Collection[Statute], day: str) -> Iterator[str]:
    """Every conflict that concerns one of the statutes, as of a day."""
    for statute in statutes:
        yield from _texts(catalogue, statute)
        yield from _beside(catalogue, statute)
        yield from _overtaken(catalogue, statute, day)
    yield from _numbers(catalogue, {statute.canonical for statute in statutes})


def _texts(catalogue: Catalogue, statute: Statute) -> Iterator[str]:
    """Texts of one version whose words differ, punctuation left out."""
    for edition in statute.editions:
        if len(edition.chosen) != 1:
            continue
        best = catalogue.digests(edition.chosen[0].id)
        for row in edition.texts[1:]:
            other = catalogue.digests(row.id)
            changed = [path for path in best if path in other and best[path] != other[path]]
            lacking = [path for path in best if path not in other and not row.excerpt]
            more = [path for path in other if path not in best]
            if changed or lacking or more:
                paths = [*changed, *lacking, *more]
                named = "、".join(words(path) for path in paths[:_NAMED]) + ("等" if len(paths) > _NAMED else "")
                zh = f"与采用的 {catalogue.path(edition.chosen[0].sha256)} 有{len(paths)}条不同：{named}"
                where = f"{catalogue.path(row.sha256)}: 《{statute.canonical}》{edition.key} "
                yield f"{where}{zh} / {len(paths)} articles differ from the text used"


def _beside(catalogue: Catalogue, statute: Statute) -> Iterator[str]:
    """A statement about the text in its folder whose day is not that of the text."""
    folders = {
        str(PurePath(catalogue.path(row.sha256)).parent): edition
        for edition in statute.editions
        for row in edition.texts
    }
    for sha256, entry in catalogue.statements(statute.canonical):
        path = catalogue.path(sha256)
        edition = folders.get(str(PurePath(path).parent)) if entry.beside else None
        if edition and entry.promulgated and edition.day and entry.promulgated != edition.day:
            named = f"《{statute.canonical}》文本的日期 {edition.day}"
            zh = f"所载日期 {entry.promulgated} 不是同一文件夹中{named}，以正文为准"
            yield f"{path}: {zh} / its date is not that of the text beside it: the text wins"


def _overtaken(catalogue: Catalogue, statute: Statute, day: str) -> Iterator[str]:
    """A version stated to be in force although a later one is held that had begun by ``day``."""
    for edition, later in pairwise(statute.editions):
        if not later.start or later.start > day:
            continue
        for sha256, entry in edition.statements:
            if entry.status is Status.IN_FORCE and not entry.until and entry.promulgated:
                zh = f"称《{statute.canonical}》{edition.key} 有效，法规库中有 {later.key} 的版本"
                yield f"{catalogue.path(sha256)}: {zh} / said to be in force, a later version is held"


def _numbers(catalogue: Catalogue, touched: Collection[str]) -> Iterator[str]:
    """A decree number that another title bears in the same year: a decree promulgates one document.

    主席令 are numbered anew by each congress and orders of ministries after each reform, so the year counts.
    """
    seen: dict[tuple[str, str], str] = {}
    for row in catalogue.texts():
        year = (row.decreed or row.promulgated)[:4]
        if "令" not in row.decree or not year:
            continue
        other = seen.setdefault((row.decree, year), row.canonical)
        if other != row.canonical and {other, row.canonical} & set(touched):
            zh = f"《{row.canonical}》的文号 {row.decree} 与《{other}》的相同"
            yield f"{catalogue.path(row.sha256)}: {zh} / its number is that of another title"
