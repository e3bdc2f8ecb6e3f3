"""Files in, lists out; a file that cannot be read is set aside with its reason, the rest goes on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

from extract.model import ListFile, Unreadable
from kg.errors import Problem
from kg.progress import counted, quiet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path, PurePath

    from extract.model import Trouble
    from extract.reading.files import ListedFile
    from extract.reading.header_words import HeaderWords
    from extract.reading.limits import Limits
    from kg.asking.trouble_list import ListedTrouble
    from kg.progress import Report


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read of the files given: the lists, and for each file that is none the reason.

    The path of a list is as it is shown: a file within an archive stands under the path of that.
    """

    listings: tuple[tuple[PurePath, ListFile], ...]
    unread: tuple[Unreadable, ...]


def take(
    paths: Sequence[Path],
    report: Report = quiet,
    words: HeaderWords | None = None,
    limits: Limits | None = None,
) -> Intake:
    """Read the files, each once: those in folders and archives too; ``-`` is standard input.

    ``words`` are the header words known where the user maps some himself; ``limits`` how much of a file is read.
    Raises Unreadable or Problem where nothing at all can be read, Problem where two files named bear one name but for
    their ending: a list is known by it. Files found in folders are told apart by the names of these.
    """
    from extract.reading.files import listed  # noqa: PLC0415 - readers bring their libraries along
    from extract.reading.header_words import PRINTED  # noqa: PLC0415
    from extract.reading.limits import DEFAULT  # noqa: PLC0415
    from extract.reading.reader import read_file  # noqa: PLC0415

    bounds = limits or DEFAULT
    found = list(listed(paths, bounds))
    read: list[tuple[ListedFile, ListFile]] = []
    unread = []
    for file in counted(found, "读取", report):
        try:
            if isinstance(file, Unreadable):
                raise file
            read.append((file, read_file(file, words or PRINTED, bounds)))
        except Unreadable as reason:
            unread.append(reason)
    if not read:
        raise _nothing(unread)
    _refuse_namesakes([file for file, _ in read if not file.found])
    return Intake(tuple(_told_apart(read)), tuple(unread))


def _nothing(unread: Sequence[Unreadable]) -> Exception:
    if len(unread) == 1:
        return unread[0]
    return Problem("", "没有可读的文件", "nothing could be read", "\n".join(map(str, unread)))


def _refuse_namesakes(named: list[ListedFile]) -> None:
    seen: dict[str, PurePath] = {}
    for file in named:
        other = seen.setdefault(file.name, file.path)
        if other != file.path:
            zh, en = f"与 {other} 同名，请改名", f"bears the same name as {other}: rename one of them"
            raise Problem(str(file.path), zh, en)


def _told_apart(read: list[tuple[ListedFile, ListFile]]) -> Iterator[tuple[PurePath, ListFile]]:
    """The lists, each with a name of its own: of those found the later ones take the names of their folders along."""
    seen = {file.name for file, _ in read if not file.found}
    for file, listing in read:
        name = listing.name
        if file.found:
            name = next(other for other in _names(file.path) if other not in seen)
            seen.add(name)
        yield file.path, listing if name == listing.name else replace(listing, name=name)


def _names(path: PurePath) -> Iterator[str]:
    """Names for a list, from the shortest to one that no other can have."""
    yield path.stem
    names = [part for part in path.parts[:-1] if part.strip(".\\/")]
    for start in range(len(names) - 1, -1, -1):
        yield "-".join([*names[start:], path.stem])
    yield from ("-".join([*names, path.name, *([str(number)] if number else [])]) for number in count())


def trouble_line(path: PurePath, trouble: Trouble | ListedTrouble) -> str:
    """What was not understood, in one line: file:line:column, as far as they are known, its table, the matter."""
    where = ":".join([str(path), *(str(number) for number in (trouble.line, trouble.column) if number)])
    table = f"表“{trouble.table}”：" if trouble.table and trouble.table not in trouble.zh else ""
    return f"{where}: {' '.join(f'{table}{trouble.zh} / {trouble.en}'.split())}"
