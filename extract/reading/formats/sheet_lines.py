"""The rows of a sheet by their numbers, as texts: mostly written from top to bottom, and then kept in pages."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING

from extract.reading.paged import Paged

if TYPE_CHECKING:
    from collections.abc import Iterator

    Texts = tuple[str, ...]


class SheetLines:
    """Rows of texts by their numbers, from 1; each has its texts from the first column to its last text."""

    __slots__ = ("_late", "_numbers", "_texts", "width")

    def __init__(self) -> None:
        self.width = 0
        self._numbers = array("L")
        self._texts: Paged[Texts] = Paged()
        #: Rows that came after one below them, or came again.
        self._late: dict[int, Texts] = {}

    def put(self, number: int, texts: Texts) -> None:
        """Keep a row, instead of the one of that number where there is one."""
        self.width = max(self.width, len(texts))
        if self._numbers and number <= self._numbers[-1]:
            self._late[number] = texts
        else:
            self._numbers.append(number)
            self._texts.append(texts)

    def get(self, number: int) -> Texts:
        """The row of that number; empty where there is none."""
        if number in self._late:
            return self._late[number]
        at = bisect_left(self._numbers, number)
        return self._texts[at] if at < len(self._numbers) and self._numbers[at] == number else ()

    def numbers(self) -> array[int]:
        """The numbers of the rows from top to bottom."""
        if not self._late:
            return self._numbers
        return array("L", sorted({*self._numbers, *self._late}))

    def __iter__(self) -> Iterator[tuple[int, Texts]]:
        """The rows from top to bottom with their numbers."""
        if not self._late:
            yield from zip(self._numbers, self._texts, strict=True)
            return
        for number in self.numbers():
            yield number, self.get(number)
