"""From lists to everything a build writes: the store, the graph in three forms, the page, the tables, the manifest.

Lists stream through: each is read, understood and described by itself (`kg.builds.parts.gather`), what lists share
and settle together is written once all have passed (`kg.builds.writing`).
"""

from __future__ import annotations

import json
import re
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extract.model import Unreadable
from extract.reading.files import ListedFile, listed
from extract.reading.limits import DEFAULT
from kg.asking.built_folder import MANIFEST, PARTS, STORE
from kg.builds.memory import fewer_collections
from kg.builds.outputs import EVERYTHING, Output, Outputs
from kg.builds.parts.gather import KeptPart, Workspace, gather
from kg.builds.parts.part import Reading
from kg.builds.parts.part_files import PartFiles, earlier_parts, rescued
from kg.builds.writing import Built, Pages, Writing
from kg.errors import Problem
from kg.graph.terms import BASE
from kg.graph.things import reviews
from kg.output.files import fresh_folder, work_folder
from kg.progress import quiet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from extract.reading.header_words import HeaderWords
    from extract.reading.limits import Limits
    from kg.builds.parts.gather import Given
    from kg.laws.library import Library
    from kg.progress import Report


@dataclass(frozen=True, slots=True)
class BuildChange:
    """What a build changes of the last one beside the lists it adds: the names of those that go."""

    remove: tuple[str, ...] = ()


_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\ud800-\udfff]+[/#]")


def build(  # noqa: PLR0913 - the options of the command
    paths: Sequence[Path],
    out: Path,
    *,
    pages: Pages,
    base: str = BASE,
    report: Report = quiet,
    words: HeaderWords | None = None,
    limits: Limits | None = None,
    only: Outputs = EVERYTHING,
    jobs: int = 1,
    library: Path | None = None,
    statutes: bool = False,
    change: BuildChange | None = None,
) -> Built:
    """Read the lists, build the graph, write ``out`` anew; the old ``out`` stays until the new one is complete.

    ``pages`` makes the pages of the store (``kg.page.pages.pages``); ``words`` are the header words known where the
    user maps some himself; ``limits`` how much of one file is read; ``only`` what is written; ``jobs`` how many
    processes read. With a statute ``library`` quotes are held against their articles; ``statutes`` puts the words of
    the articles cited into what is written. With ``change`` the lists are those of the last build in ``out``: ``paths``
    are added to them, a list of the same name is replaced. Verdicts of reviewers that were merged into the old one are
    in the new one. Files that cannot be read are set aside in ``Built.intake.unread``. Raises Unreadable or Problem
    where nothing can be read, where ``out`` holds files of others, or where it cannot be written.
    """
    check_base(base)
    given = _with_input(list(listed(paths, limits or DEFAULT)), limits or DEFAULT)
    verdicts = tuple(reviews.quads(reviews.read(out / reviews.FILE, missing=True), base))
    tables = only.wants(Output.CSV) or only.wants(Output.PARQUET)
    how = Reading(base, words, limits, tables=tables, findings=only.wants(Output.FINDINGS), library=library)
    files = given if change is None else [*_kept(out, change, given, how), *given]
    with (
        fewer_collections(),
        fresh_folder(out, ours, rescued) as folder,
        work_folder(folder) as work,
        _opened(library) as laws,
    ):
        parts = _part_files(folder, work, out, only)
        gathered = gather(files, Workspace(how, work, parts), jobs, report)
        writing = Writing(folder, work, base, only, how, report, laws, statutes=statutes, jobs=jobs)
        return writing.write(gathered, verdicts, pages, out)


def _opened(library: Path | None) -> AbstractContextManager[Library | None]:
    if library is None:
        return nullcontext()
    from kg.laws.library import Library  # noqa: PLC0415 - most builds have none

    return Library(library)


def check_base(base: str) -> None:
    """Raise Problem where identifiers cannot begin with ``base``: it is no absolute IRI that ends in / or #."""
    if not _BASE.fullmatch(base):
        zh = "不是绝对 IRI，或者不以 / 或 # 结尾；例如 https://example.org/quanze/"
        raise Problem(f"--base {base}", zh, "no absolute IRI that ends in / or #, such as https://example.org/quanze/")


def ours(folder: Path) -> frozenset[str]:
    """The names in a folder that a build wrote there, as its manifest says; none without a manifest of ours."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        written = frozenset(manifest["files"])
        return written | {STORE, PARTS, MANIFEST} if manifest["generator"] == "quanze" else frozenset()
    except (OSError, ValueError, LookupError, TypeError):
        return frozenset()


def _kept(out: Path, change: BuildChange, files: Sequence[Given], how: Reading) -> list[KeptPart]:
    """The lists of the last build that stay. Raises Problem: there are none, or one that is to go is not there."""
    earlier = earlier_parts(out, how)
    for name in change.remove:
        if name not in earlier:
            several = "、".join(list(earlier)[:10]) + (" …" if len(earlier) > 10 else "")
            raise Problem(f"--remove {name}", f"没有这份清单；现有：{several}", f"no such list; there are: {several}")
    gone = {*change.remove, *(file.name for file in files if isinstance(file, ListedFile))}
    return [KeptPart(path, name) for name, path in earlier.items() if name not in gone]


def _part_files(folder: Path, work: Path, out: Path, only: Outputs) -> PartFiles | None:
    """Where parts are kept, and where the last build kept its own; for a page alone they wait in ``work``."""
    if only.wants(Output.PARTS):
        (folder / PARTS).mkdir(exist_ok=True)
        return PartFiles(folder / PARTS, (out.resolve() / PARTS,))
    if only.wants(Output.PAGE):
        (work / PARTS).mkdir()
        return PartFiles(work / PARTS)
    return None


def _with_input(files: list[ListedFile | Unreadable], limits: Limits) -> list[Given]:
    """The files, with the bytes of standard input in hand: it can be read once, and by this process alone."""
    return [_in_hand(file, limits) if _is_input(file) else file for file in files]


def _is_input(file: ListedFile | Unreadable) -> bool:
    return not isinstance(file, Unreadable) and file.place is None and file.data is None


def _in_hand(file: ListedFile | Unreadable, limits: Limits) -> ListedFile | Unreadable:
    try:
        return file if isinstance(file, Unreadable) else replace(file, data=file.content(limits))
    except Unreadable as reason:
        return reason
