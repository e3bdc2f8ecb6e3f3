"""Files in, lists out; a file that cannot be read is set aside with its reason, the rest goes on."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

from extract.model import ListFile, Unreadable
from kg.errors import Problem
from kg.progress import counted, quiet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
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
    files = list(listed(paths, bounds))
    read: list[tuple[ListedFile, ListFile]] = []
    unread = []
    for file in counted(files, "读取", report):
        try:
            if isinstance(file, Unreadable):
                raise file
            read.append((file, read_file(file, words or PRINTED, bounds)))
        except Unreadable as reason:
            unread.append(reason)
    if not read:
        raise nothing_read(unread)
    _refuse([file for file, _ in read if not file.unnamed])
    listings = [
        (file.path, listing if name == listing.name else replace(listing, name=name))
        for (file, listing), name in zip(read, names([file for file, _ in read]), strict=True)
    ]
    return Intake(tuple(listings), tuple(unread))


def nothing_read(unread: Sequence[Unreadable]) -> Exception:
    """What to raise where no file gave a list."""
    if len(unread) == 1:
        return unread[0]
    return Problem("", "没有可读的文件", "nothing could be read", "\n".join(map(str, unread)))


def refuse_missing(paths: Sequence[Path]) -> None:
    """Raise Unreadable or Problem where none of the paths leads anywhere: a slip is told before a build is loaded."""
    from extract.reading.files import listed  # noqa: PLC0415 - most commands read no list

    if paths and not any(str(path) == "-" or path.exists() for path in paths):
        raise nothing_read([reason for reason in listed(paths) if isinstance(reason, Unreadable)])


def refuse_namesakes(
    files: Iterable[ListedFile | Unreadable], words: HeaderWords | None, limits: Limits | None
) -> None:
    """Raise Problem where two files that were named give lists of one name: these alone are read, ahead of all."""
    from extract.reading.header_words import PRINTED  # noqa: PLC0415 - readers bring their libraries along
    from extract.reading.limits import DEFAULT  # noqa: PLC0415
    from extract.reading.reader import read_file  # noqa: PLC0415

    named = [file for file in files if not isinstance(file, Unreadable) and not file.unnamed]
    often = Counter(file.name for file in named)
    readable = []
    for file in named:
        if often[file.name] > 1:
            with suppress(Unreadable):
                read_file(file, words or PRINTED, limits or DEFAULT)
                readable.append(file)
    _refuse(readable)


def _refuse(named: Iterable[ListedFile]) -> None:
    seen: dict[str, PurePath] = {}
    for file in named:
        other = seen.setdefault(file.name, file.path)
        if other != file.path:
            zh, en = f"与 {other} 同名，请改名", f"bears the same name as {other}: rename one of them"
            raise Problem(str(file.path), zh, en)


def names(files: Sequence[ListedFile]) -> list[str]:
    """A name of its own for the list of each file: of those found the later ones take the names of their folders."""
    seen = {file.name for file in files if not file.unnamed}
    result = []
    for file in files:
        name = file.name
        if file.unnamed:
            name = next(other for other in _names(file.path) if other not in seen)
            seen.add(name)
        result.append(name)
    return result


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
