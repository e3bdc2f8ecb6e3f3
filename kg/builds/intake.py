"""Files in, lists out; a file that cannot be read is set aside with its reason, the rest goes on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from extract.model import ListFile, Unreadable
from kg.errors import Problem
from kg.progress import counted, quiet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from extract.model import Trouble
    from extract.reading.header_words import HeaderWords
    from kg.asking.trouble_list import ListedTrouble
    from kg.progress import Report


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read of the files given: the lists, and for each file that is none the reason."""

    listings: tuple[tuple[Path, ListFile], ...]
    unread: tuple[Unreadable, ...]


def take(paths: Sequence[Path], report: Report = quiet, words: HeaderWords | None = None) -> Intake:
    """Read the files, each once; ``words`` are the header words known where the user maps some himself.

    Raises Unreadable or Problem where nothing at all can be read, Problem where two files bear one name but for their
    ending: a list is known by it.
    """
    from extract.reading.header_words import PRINTED  # noqa: PLC0415 - readers bring their libraries along
    from extract.reading.reader import read  # noqa: PLC0415

    listings: list[tuple[Path, ListFile]] = []
    unread = []
    for path in counted(_distinct(paths), "读取", report):
        try:
            listings.append((path, read(path, words or PRINTED)))
        except Unreadable as reason:
            unread.append(reason)
    if not listings:
        raise _nothing(unread)
    _refuse_namesakes(listings)
    return Intake(tuple(listings), tuple(unread))


def _nothing(unread: Sequence[Unreadable]) -> Exception:
    if len(unread) == 1:
        return unread[0]
    return Problem("", "没有可读的文件", "nothing could be read", "\n".join(map(str, unread)))


def _distinct(paths: Sequence[Path]) -> list[Path]:
    return list({path.resolve(): path for path in paths}.values())


def _refuse_namesakes(listings: list[tuple[Path, ListFile]]) -> None:
    seen: dict[str, Path] = {}
    for path, listing in listings:
        other = seen.setdefault(PurePath(listing.name).stem, path)
        if other != path:
            raise Problem(str(path), f"与 {other} 同名, 请改名", f"bears the same name as {other}: rename one of them")


def trouble_line(path: Path, trouble: Trouble | ListedTrouble) -> str:
    """What was not understood, in one line: file:line:column, as far as they are known, its table, the matter."""
    where = ":".join([str(path), *(str(number) for number in (trouble.line, trouble.column) if number)])
    table = f"表“{trouble.table}”：" if trouble.table and trouble.table not in trouble.zh else ""
    return f"{where}: {' '.join(f'{table}{trouble.zh} / {trouble.en}'.split())}"
