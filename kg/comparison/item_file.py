"""Items that wait in a temporary file: of many lists only those that are compared stand in memory."""

from __future__ import annotations

import pickle
import tempfile
import weakref
from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from isal import isal_zlib

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.comparison.items import Item

_LEVEL = 2


class ItemFile:
    """A temporary file of items, which goes with its last list."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the lists that read it
        weakref.finalize(self, self._file.close)
        self._end = 0

    def keep(self, items: Sequence[Item]) -> KeptItems:
        """The same items, read from the file whenever they are wanted."""
        content = isal_zlib.compress(pickle.dumps(tuple(items)), _LEVEL)
        self._file.seek(self._end)
        self._file.write(content)
        start, self._end = self._end, self._end + len(content)
        return KeptItems(self, start, self._end, len(items))

    def read(self, start: int, end: int) -> tuple[Item, ...]:
        """The items that were kept there."""
        self._file.seek(start)
        return pickle.loads(isal_zlib.decompress(self._file.read(end - start)))  # type: ignore[no-any-return] # noqa: S301 - our own


class KeptItems(Sequence["Item"]):
    """The items of a list as its file holds them."""

    def __init__(self, file: ItemFile, start: int, end: int, number: int) -> None:
        self._file, self._place, self._number = file, (start, end), number

    def __len__(self) -> int:
        return self._number

    def __iter__(self) -> Iterator[Item]:
        return iter(self._file.read(*self._place))

    @overload
    def __getitem__(self, place: int) -> Item: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Item, ...]: ...
    def __getitem__(self, place: int | slice) -> Item | tuple[Item, ...]:
        return self._file.read(*self._place)[place]
