"""Lists to compare: the items of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.compare.items import Item, item_of
from kg.graph.offices import area
from kg.progress import counted, quiet

if TYPE_CHECKING:
    from pathlib import Path

    from extract.model import ListFile
    from kg.progress import Report


def items_of(listing: ListFile, report: Report = quiet) -> tuple[Item, ...]:
    """The items of a list that was read, each row understood."""
    from extract.assemble import extract  # noqa: PLC0415 - the rules take their time to compile

    place = area(listing.publisher)
    rows = counted(listing.rows, listing.name, report)
    return tuple(item_of(extract(row), listing.name, listing.publisher, place) for row in rows)


def read_items(path: Path, report: Report = quiet) -> tuple[ListFile, tuple[Item, ...]]:
    """A file and its items. Raises Unreadable: nothing can be read from it."""
    from extract.reading.reader import read  # noqa: PLC0415 - readers bring their libraries along

    listing = read(path)
    return listing, items_of(listing, report)
