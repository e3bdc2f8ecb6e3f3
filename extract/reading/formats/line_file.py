"""The lines of a long text in a temporary file: what is held of each is where it begins."""

from __future__ import annotations

import io
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Final
from weakref import finalize

from extract.reading.formats import encoding
from extract.reading.formats.lines import Lines

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_CHUNK: Final = 1 << 20
#: Characters before a chunk that what is looked for may begin in.
_OVERLAP: Final = 100


class LineFile(Lines):
    """The lines of a text as `encoding.decode` gives it, without their ends, from a file of bytes in ``code``.

    ``seen`` are those of the patterns ``wanted`` that stand anywhere in it; ``longest`` is how many bytes of UTF-8 its
    longest line takes, ``size`` all of them. Raises Unreadable: it is no text.
    """

    def __init__(self, source: IO[bytes], code: str, wanted: tuple[re.Pattern[str], ...] = ()) -> None:
        super().__init__()
        self._file: IO[bytes] = TemporaryFile()  # noqa: SIM115 - it lives as long as the lines
        finalize(self, self._file.close)
        self.longest = self.size = 0
        self.seen: set[re.Pattern[str]] = set()
        self._take(source, code, wanted)

    def _take(self, source: IO[bytes], code: str, wanted: tuple[re.Pattern[str], ...]) -> None:
        """Write the text chunk by chunk."""
        check = encoding.TextCheck()
        before = ""
        text = io.TextIOWrapper(source, encoding=code, errors="replace", newline=None)
        while chunk := text.read(_CHUNK):
            check.add(chunk)
            chunk = chunk.replace("\0", encoding.BAD)
            looked_at = before + chunk
            self.seen |= {pattern for pattern in wanted if pattern not in self.seen and pattern.search(looked_at)}
            before = looked_at[-_OVERLAP:]
            written = chunk.encode("utf-8", "replace")
            self._note(written)
            self._file.write(written)
        text.detach()
        self.longest = max(self.longest, self.size - self._begins[-1])
        check.finish()

    def _note(self, written: bytes) -> None:
        """Note where lines begin in a chunk."""
        at = written.find(b"\n")
        while at >= 0:
            begins = self.size + at + 1
            self.longest = max(self.longest, begins - self._begins[-1])
            self._begins.append(begins)
            at = written.find(b"\n", at + 1)
        self.size += len(written)

    def _cut(self, begins: int, end: int) -> str:
        self._file.seek(begins)
        return self._file.read(end - begins).decode()

    def ended(self, start: int) -> Iterator[str]:
        """The lines from ``start`` on with their ends."""
        at, last = start, len(self) - 1
        while at <= last:
            end = self._past(at)
            # Read here and at once, as others read lines in between.
            self._file.seek(self._begins[at])
            size = (self._begins[end] if end <= last else self.size) - self._begins[at]
            lines = self._file.read(size).decode().split("\n")
            yield from (f"{line}\n" for line in lines[: end - at])
            at = end

    def _past(self, at: int) -> int:
        """The line behind those that are read with the one at ``at``."""
        end = at + 1
        while end < len(self) and self._begins[end] - self._begins[at] < _CHUNK:
            end += 1
        return end
