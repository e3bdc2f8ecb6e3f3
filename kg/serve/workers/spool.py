"""Where a worker writes an answer: small in memory, large to a file; one too large is refused."""

from __future__ import annotations

import os
import tempfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from kg.output.result_workbook import TooLarge

if TYPE_CHECKING:
    from typing import BinaryIO

IN_MEMORY = 1 << 20


class Spool:
    """A binary file to write to that counts bytes, and rows by the ``mark`` of the format that parts them.

    A mark stands between or behind rows and never inside one; it may be cut in two by the writer. Limits of 0 are none.
    """

    def __init__(self, folder: Path, max_bytes: int, max_rows: int = 0, mark: bytes = b"") -> None:
        self._folder, self._max_bytes, self._max_rows, self._mark = folder, max_bytes, max_rows, mark
        self._file: BinaryIO = BytesIO()
        self._path: Path | None = None
        self._tail = b""
        self._rows = 0
        self.length = 0

    def write(self, chunk: bytes) -> int:
        """Take a chunk. Raises TooLarge."""
        self.length += len(chunk)
        if self._max_bytes and self.length > self._max_bytes:
            raise TooLarge("bytes", self._max_bytes)
        if self._max_rows and self._mark:
            self._count(chunk)
        if self._path is None and self.length > IN_MEMORY:
            self._to_file()
        return self._file.write(chunk)

    def flush(self) -> None:
        """Files are flushed when they are closed."""

    def finish(self) -> tuple[bytes, str]:
        """What was written and an empty path, or nothing and the path of the file that holds it."""
        if isinstance(self._file, BytesIO):
            return self._file.getvalue(), ""
        self._file.close()
        return b"", str(self._path)

    def discard(self) -> None:
        """Forget what was written."""
        self._file.close()
        if self._path:
            self._path.unlink(missing_ok=True)

    def _count(self, chunk: bytes) -> None:
        seen = self._tail + chunk
        self._rows += seen.count(self._mark)
        if self._rows > self._max_rows:
            raise TooLarge("rows", self._max_rows)
        kept = len(self._mark) - 1
        self._tail = seen[len(seen) - kept :] if kept else b""

    def _to_file(self) -> None:
        written = self._file
        descriptor, name = tempfile.mkstemp(dir=self._folder, prefix=f"answer-{os.getpid()}-")
        self._file, self._path = os.fdopen(descriptor, "wb"), Path(name)
        if isinstance(written, BytesIO):
            self._file.write(written.getbuffer())
