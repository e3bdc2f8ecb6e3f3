"""How much of one file is read; what is past a limit is named and left out, so that no file can exhaust the machine."""

from __future__ import annotations

from dataclasses import dataclass

from extract.model import Unreadable


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one file, above any list known.

    ``megabytes`` (1024 * 1024 bytes) of the file and of what it unpacks to; ``cells`` of one table, and the tags of a
    page or document; ``blanks`` is how many cells that merged cells cover or that are empty a table may have beside
    four times as many with a text of their own; ``columns`` of one table; ``cell_length`` in characters; ``pages`` of
    one PDF; ``lines`` outside tables; ``files`` of one archive or folder.
    """

    megabytes: int = 1024
    cells: int = 20_000_000
    blanks: int = 2_000_000
    columns: int = 500
    cell_length: int = 1_000_000
    lines: int = 200_000
    pages: int = 2_000
    files: int = 10_000

    def check_size(self, size: int) -> None:
        """Raise Unreadable where a file has, or unpacks to, more than ``megabytes``; ``size`` in bytes."""
        if size > self.megabytes << 20:
            raise Unreadable(
                "",
                f"内容有{size >> 20}MB，超过上限{self.megabytes}MB（--limit megabytes=…）",
                f"holds {size >> 20} MB, more than the limit of {self.megabytes} MB (--limit megabytes=…)",
            )

    def check_lines(self, lines: int) -> None:
        """Raise Unreadable where there are more lines outside tables than any list has."""
        if lines > self.lines:
            raise Unreadable(
                "",
                f"没有找到表格，表格以外的文字有{lines}行，超过上限{self.lines}行（--limit lines=…）",
                f"no table, but {lines} lines of text, more than the limit of {self.lines} (--limit lines=…)",
            )


DEFAULT = Limits()
