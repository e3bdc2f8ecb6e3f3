"""A built folder as commands ask it, with the articles of a statute library beside it where one is given."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.asking.built_folder import STORE, base_of
from kg.asking.opened import Opened, open_folder
from kg.cli.days import iso_day, today

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def with_articles(folder: Path, library: Path, as_of: str) -> Iterator[Opened]:
    """The graph of a folder to ask, with its articles. Raises Problem: there is none, no library, or no such day."""
    from kg.graph.store import read_only  # noqa: PLC0415 - heavy

    with store_with_articles(folder / STORE, library, as_of) as store:
        yield replace(open_folder(folder), store=read_only(store))


@contextmanager
def store_with_articles(store: Path, library: Path | None, as_of: str) -> Iterator[Path]:
    """The store itself without a library, else a copy of it with the articles it cites."""
    if library is None:
        yield store
        return
    from kg.laws.matching.annotated import annotated  # noqa: PLC0415 - heavy

    with annotated(store, library, iso_day(as_of) or today(), base_of(store.parent)) as copy:
        yield copy
