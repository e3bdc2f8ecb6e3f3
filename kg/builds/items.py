"""Lists to compare: the items of files, of folders of files, and of folders that a build wrote."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from extract.model import Unreadable
from kg.asking.built_folder import MANIFEST, STORE
from kg.comparison.item_file import ItemFile
from kg.comparison.items import ItemList
from kg.comparison.row_items import item_of
from kg.errors import Problem
from kg.graph.store import read_only
from kg.graph.things.offices import area
from kg.progress import counted, quiet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from extract.model import ListFile
    from extract.reading.files import ListedFile
    from kg.progress import Report

#: Lists laid side by side at a time: each is a column, and all their items stand in memory.
MOST_LISTS: Final = 1000
#: Of more lists the items wait in a temporary file until they are compared.
MOST_IN_MEMORY: Final = 100


@dataclass(frozen=True, slots=True)
class ListIntake:
    """The lists that were read to be compared, and for each file that is none the reason."""

    lists: tuple[ItemList, ...]
    unread: tuple[Unreadable, ...]


def read_lists(paths: Sequence[Path], report: Report = quiet, most: int | None = MOST_LISTS) -> ListIntake:
    """The lists of files, of folders of files and of built folders, in the order given; within a folder by name.

    Raises Problem: more than ``most``, or a built folder whose store does not open.
    """
    files = {path: _files(path) for path in paths if not _is_built(path)}
    stores = {path: read_only(path / STORE) for path in paths if _is_built(path)}
    from kg.comparison.stored import list_graphs, stored_lists  # noqa: PLC0415

    number = sum(map(len, files.values())) + sum(len(list_graphs(store)) for store in stores.values())
    if most is not None and number > most:
        where = str(paths[0]) if len(paths) == 1 else ""
        zh = f"共有{number}份清单，一次最多比较{most}份，请分批比较"
        raise Problem(where, zh, f"{number} lists; at most {most} are compared at a time: name fewer")
    lists: list[ItemList] = []
    unread: list[Unreadable] = []
    waiting = ItemFile() if number > MOST_IN_MEMORY else None
    several = number > 1  # of several the lists are counted, of one its rows
    for path in paths:
        if path in stores:
            lists += (_kept(stored_list, waiting) for stored_list in stored_lists(stores[path]))
        for file in files.get(path, ()):
            if several:
                report("读取清单", len(lists) + len(unread), number)
            try:
                lists.append(_kept(_read(file, quiet if several else report), waiting))
            except Unreadable as reason:
                unread.append(reason)
    if several:
        report("读取清单", number, number)
    return ListIntake(tuple(lists), tuple(unread))


def _kept(list_: ItemList, waiting: ItemFile | None) -> ItemList:
    """The list, its items in the file where they are to wait."""
    return replace(list_, items=waiting.keep(list_.items)) if waiting else list_


def read_edition(path: Path, report: Report = quiet) -> ListIntake:
    """The lists of one edition. Raises Unreadable or Problem: nothing can be read from it."""
    result = read_lists([path], report, most=None)
    if not result.lists:
        if len(result.unread) == 1:
            raise result.unread[0]
        raise Problem(str(path), "没有可读的清单", "holds no list that can be read", "\n".join(map(str, result.unread)))
    return result


def _is_built(path: Path) -> bool:
    return (path / MANIFEST).is_file()


def _files(path: Path) -> list[ListedFile | Unreadable]:
    from extract.reading.files import listed  # noqa: PLC0415 - readers bring their libraries along

    return list(listed([path]))


def _read(file: ListedFile | Unreadable, report: Report) -> ItemList:
    from extract.reading.header_words import PRINTED  # noqa: PLC0415
    from extract.reading.limits import DEFAULT  # noqa: PLC0415
    from extract.reading.reader import read_file  # noqa: PLC0415

    if isinstance(file, Unreadable):
        raise file
    return items_of(read_file(file, PRINTED, DEFAULT), report)


def items_of(listing: ListFile, report: Report = quiet) -> ItemList:
    """A list that was read with its items, each row understood."""
    from extract.assemble import extract  # noqa: PLC0415 - the rules take their time to compile

    place = area(listing.publisher)
    rows = counted(listing.rows, listing.name, report)
    items = tuple(item_of(extract(row), listing.name, listing.publisher, place) for row in rows)
    return ItemList(listing.name, listing.title, listing.publisher, items)
