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
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

PLAIN: Final = "graph.nq"
COMPRESSED: Final = "graph.nq.gz"
DAMAGED: Final[tuple[type[Exception], ...]] = (EOFError, cast("type[Exception]", isal_zlib.error))
"""What reading a compressed file that is cut short or spoilt raises, beside OSError."""
_LEVEL: Final = 2
_GZIP: Final = 31
"""The window of zlib, and 16: a member of gzip with its head (zlib.h, deflateInit2)."""
_PIECE: Final = 1 << 20


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
        member = _Member(file)
        yield cast("IO[bytes]", member)
        member.end()


class _Member:
    """A compressed member of a file.

    igzip makes other bytes of the same content where it comes in other pieces: it is given pieces of one size.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._deflate = file, isal_zlib.compressobj(_LEVEL, isal_zlib.DEFLATED, _GZIP)
        self._waiting = bytearray()

    def write(self, content: bytes) -> None:
        """Take bytes."""
        self._waiting += content
        whole = len(self._waiting) // _PIECE * _PIECE
        for start in range(0, whole, _PIECE):
            self._file.write(self._deflate.compress(self._waiting[start : start + _PIECE]))
        del self._waiting[:whole]

    def writelines(self, lines: Iterable[bytes]) -> None:
        """Take lines."""
        self.write(b"".join(lines))

    def end(self) -> None:
        """Write what is left."""
        self._file.write(self._deflate.compress(self._waiting) + self._deflate.flush())


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
        member: _Member | None = None

        def take(block: list[bytes]) -> None:
            nonlocal member
            begins = member is None
            while left and block[0] >= left[0]:
                left.popleft()
                begins = True
            if member is None or begins:
                if member is not None:
                    member.end()
                member = _Member(file)
            member.write(b"".join(block))

        yield take
        (member or _Member(file)).end()
