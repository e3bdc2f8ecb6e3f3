"""The file of sorted N-Quads that a build writes: as they are, of a large graph compressed.

N-Quads repeat themselves: of a large graph they would be a third of all that is written, compressed they are a tenth of
their size. Stores take them so: Oxigraph (``oxigraph load``), Jena (``riot``, ``tdb2.tdbloader``), GraphDB
(``importrdf``); QLever takes what ``zcat`` gives. ISA-L (igzip) compresses and reads them: 120 MB of a graph take it
0.13 s to write at its second level and 0.14 s to read, where zlib takes 0.55 and 0.30 s at its first, for the same
11.6 % of the size; the sixth level of zlib makes 9 % of it in twice the time. A build compresses each range of lines
(`kg.graph.sorted_lines`) by itself: members of a file one after another are one file (RFC 1952, 2.2), and several
processes can write them. The head of a member has neither time nor name: the same graph is the same bytes, wherever the
same library compresses it.
"""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Final, cast

from isal import igzip, isal_zlib

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

PLAIN: Final = "graph.nq"
COMPRESSED: Final = "graph.nq.gz"
DAMAGED: Final[tuple[type[Exception], ...]] = (EOFError, cast("type[Exception]", isal_zlib.error))
"""What reading a compressed file that is cut short or spoilt raises, beside OSError."""
_LEVEL: Final = 2


def nquads_file(folder: Path) -> Path:
    """The file of a build in that folder; the name of the plain one where there is none."""
    compressed = folder / COMPRESSED
    return compressed if compressed.is_file() else folder / PLAIN


def opened(path: Path) -> IO[bytes]:
    """The lines of such a file. Raises OSError: it cannot be read."""
    return cast("IO[bytes]", igzip.open(path)) if path.suffix == ".gz" else path.open("rb")


@contextmanager
def written(path: Path) -> Iterator[IO[bytes]]:
    """Such a file to be written, compressed where its name says so. Raises OSError: it cannot be written."""
    with path.open("wb") as file:
        if path.suffix != ".gz":
            yield file
            return
        with _member(file) as content:
            yield cast("IO[bytes]", content)


def _member(file: IO[bytes]) -> igzip.IGzipFile:
    return igzip.IGzipFile("", "wb", _LEVEL, file, mtime=0)


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
        members: list[igzip.IGzipFile] = []

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
