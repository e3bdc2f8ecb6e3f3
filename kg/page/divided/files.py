"""The files beside a page that is divided: scripts of a fair size, each of which hands its content to the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kg.page.payload import Words, escaped, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LARGEST: Final = 3_000_000
"""Bytes that no file of a page passes, unless one entry alone has more."""
FAIR: Final = 2_000_000
"""Bytes past which a file of rows is closed."""
QUOTES: Final = 5
"""Bytes around a word among others."""


def script(file: str, content: str) -> str:
    """A file beside the page: it hands its content, as JSON, to the page that loads it."""
    return f"quanzePart({escaped(file)},{quoted(content)});\n"


def size(text: str) -> int:
    """The bytes that a JSON text takes in a script, where its quotes are escaped once more."""
    return len(text.encode()) + text.count('"') + text.count("\\")


class RowFiles:
    """Rows that become files; ``words`` are those that the rows name by their places, anew in each file."""

    def __init__(self, name: str, words: Words) -> None:
        self._name, self._words = name, words
        self._texts: list[str] = []
        self._length = self._known = 0

    def add(self, rows: Iterable[Sequence[Any]]) -> Iterator[str]:
        """Take rows up; the contents of the files that are full come back."""
        for row in rows:
            text = escaped(row)
            self._texts.append(text)
            self._length += size(text)
            if len(self._words.every) > self._known:
                new = self._words.every[self._known :]
                self._length += sum(size(word) + QUOTES for word in new)
                self._known += len(new)
            if self._length > FAIR:
                yield from self.close()

    def close(self) -> Iterator[str]:
        """The content of the file that is not full; none where it has no row."""
        if self._texts:
            yield f'{{"words":{escaped(self._words.every)},"{self._name}":[{",".join(self._texts)}]}}'
        self._texts, self._length, self._known = [], 0, 0
        self._words.clear()


def in_files(name: str, rows: Iterable[Sequence[Any]], words: Words) -> Iterator[str]:
    """Rows as the contents of files."""
    files = RowFiles(name, words)
    yield from files.add(rows)
    yield from files.close()
