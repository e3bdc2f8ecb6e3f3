"""The file of sorted N-Quads that a build writes: as they are, of a large graph compressed.

N-Quads repeat themselves: of a large graph they would be a third of all that is written, compressed they are a tenth of
their size. Stores take them so: Oxigraph (``oxigraph load``), Jena (``riot``, ``tdb2.tdbloader``), GraphDB
(``importrdf``); QLever takes what ``zcat`` gives. Of the levels the third costs hardly more than the first, the sixth
twice as much (16 MB of a graph: 0.10, 0.11, 0.22 s; 11.3, 10.6, 9.1 % of the size). A build compresses each range of
lines (`kg.graph.sorted_lines`) by itself: members of a file one after another are one file (RFC 1952, 2.2), and several
processes can write them. The head of a member has neither time nor name: the same graph is the same bytes, wherever the
same library compresses it.
"""

from __future__ import annotations

import gzip
from collections import deque
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
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
        with _member(file) as content:
            yield cast("IO[bytes]", content)


def _member(file: IO[bytes]) -> gzip.GzipFile:
    return gzip.GzipFile("", "wb", _LEVEL, file, mtime=0)


@contextmanager
def written_in_ranges(path: Path, cuts: Sequence[bytes]) -> Iterator[Callable[[list[bytes]], object]]:
    """Such a file to be written block by block, in order; compressed, each range of lines by itself.

    ``cuts`` are where ranges begin, but for the first; no block has lines of two. Raises OSError as `written` does.
    """
    with path.open("wb") as file:
        if path.suffix != ".gz":
            yield file.writelines
            return
        left = deque(cuts)
        members: list[gzip.GzipFile] = []

        def take(block: list[bytes]) -> None:
            begins = not members
            while left and block[0] >= left[0]:
                left.popleft()
                begins = True
            if begins:
                for member in members:
                    member.close()
                members[:] = [_member(file)]
            members[0].write(b"".join(block))

        yield take
        for member in members or [_member(file)]:
            member.close()
