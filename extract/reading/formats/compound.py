"""Compound files ([MS-CFB], "OLE"): the streams at their root, of files that may be damaged or made to exhaust."""

from __future__ import annotations

from io import BytesIO
from struct import unpack_from
from typing import TYPE_CHECKING

from extract.model import Unreadable

if TYPE_CHECKING:
    from olefile import OleFileIO

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Where the header has the size of a sector (as a power of two), and the counts of sectors of its two tables.
_SHIFT, _COUNTS = 30, (44, 72)


class CompoundFile:
    """A compound file that is open; ``names`` are the streams and storages at its root, in small letters."""

    def __init__(self, data: bytes) -> None:
        """Raises Unreadable where the tables of sectors are larger than the file, whatever olefile does elsewhere."""
        from olefile import OleFileIO  # noqa: PLC0415

        (shift,) = unpack_from("<H", data, _SHIFT)
        counts = sum(unpack_from("<I", data, at)[0] for at in _COUNTS)
        if shift not in {9, 12} or counts << shift > len(data):
            raise _damaged()
        self._size = len(data)
        self._file: OleFileIO = OleFileIO(BytesIO(data))
        self.names = frozenset(path[0].lower() for path in self._file.listdir(storages=True) if len(path) == 1)

    def read(self, name: str) -> bytes:
        """The bytes of a stream at the root, large and small letters alike; none where there is no such stream."""
        if name.lower() not in self.names:
            return b""
        if self._file.get_size(name) > self._size:
            raise _damaged()
        return bytes(self._file.openstream(name).read())


def _damaged() -> Unreadable:
    return Unreadable(
        "",
        "文件已损坏：扇区表或数据流的长度超过文件本身",
        "damaged: a table of sectors or a stream is longer than the file",
    )
