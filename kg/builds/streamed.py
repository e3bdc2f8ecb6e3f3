"""The lines of a large graph list by list, as the parts of lists keep them, with what one pass has gathered of all."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.builds.parts import part_files
from kg.graph.things.findings import in_order

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.builds.scan import Scan
    from kg.graph.things.findings import Result


@dataclass(frozen=True, slots=True)
class StreamedLists:
    """The files of the parts of lists, in the order of their names, and the one pass over the lines of all.

    ``results_file`` is the file of what the rules found, pickled one by one, where a build has just written it.
    """

    files: tuple[Path, ...]
    scan: Scan
    results_file: Path | None = None

    def results(self) -> tuple[Result, ...] | None:
        """What the rules found, in the order of `kg.graph.things.findings.stored`; None where only the store has it."""
        return None if self.results_file is None else in_order(_unpickled(self.results_file))

    def lines(self) -> Iterator[list[bytes]]:
        """The lines of each list; those that its chunks share may come twice."""
        for path in self.files:
            yield [line for chunk in part_files.chunks(path) for line in part_files.unpacked(chunk)]


def _unpickled(path: Path) -> Iterator[Result]:
    with path.open("rb") as file:
        while file.peek(1):
            yield pickle.load(file)  # noqa: S301 - our own
