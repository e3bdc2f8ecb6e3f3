"""The lines of a large graph list by list, as the parts of lists keep them, with what one pass has gathered of all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.builds.parts import part_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.builds.scan import Scan


@dataclass(frozen=True, slots=True)
class StreamedLists:
    """The files of the parts of lists, in the order of their names, and the one pass over the lines of all."""

    files: tuple[Path, ...]
    scan: Scan

    def lines(self) -> Iterator[list[bytes]]:
        """The lines of each list; those that its chunks share may come twice."""
        for path in self.files:
            yield [line for chunk in part_files.chunks(path) for line in part_files.unpacked(chunk)]
