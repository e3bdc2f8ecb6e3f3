"""The file of sorted N-Quads that a build writes: as they are, of a large graph compressed.

N-Quads repeat themselves: of a large graph they would be a third of all that is written, compressed they are a tenth of
their size. Stores take them so: Oxigraph (``oxigraph load``), Jena (``riot``, ``tdb2.tdbloader``), GraphDB
(``importrdf``); QLever takes what ``zcat`` gives. Of the levels the third costs hardly more than the first, the sixth
twice as much (16 MB of a graph: 0.10, 0.11, 0.22 s; 11.3, 10.6, 9.1 % of the size). The head of the file has neither
time nor name: the same graph is the same bytes, wherever the same library compresses it.
"""

from __future__ import annotations

import gzip
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PLAIN: Final = "graph.nq"
COMPRESSED: Final = "graph.nq.gz"
_LEVEL: Final = 3


def nquads_file(folder: Path) -> Path:
    """The file of a build in that folder; the name of the plain one where there is none."""
    compressed = folder / COMPRESSED
    return compressed if compressed.is_file() else folder / PLAIN


def opened(path: Path) -> IO[bytes]:
    """The lines of such a file. Raises OSError: it cannot be read."""
    return cast("IO[bytes]", gzip.open(path)) if path.suffix == ".gz" else path.open("rb")


@contextmanager
def written(path: Path) -> Iterator[IO[bytes]]:
    """Such a file to be written, compressed where its name says so. Raises OSError: it cannot be written."""
    with path.open("wb") as file:
        if path.suffix != ".gz":
            yield file
            return
        with gzip.GzipFile("", "wb", _LEVEL, file, mtime=0) as content:
            yield cast("IO[bytes]", content)
