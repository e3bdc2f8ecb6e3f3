"""The lines of a text by their number, wherever the text is kept."""

from __future__ import annotations

from abc import abstractmethod
from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from collections.abc import Iterator


class Lines(Sequence[str]):
    """The lines of a text without their ends, cut out when they are asked for; ``size`` is how long the text is."""

    size: int

    def __init__(self) -> None:
        #: Where each line begins.
        self._begins = array("Q", [0])

    def __len__(self) -> int:
        return len(self._begins)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        begins = self._begins[at]
        return self._cut(begins, self._begins[at + 1] - 1 if at + 1 < len(self) else self.size)

    @abstractmethod
    def ended(self, start: int) -> Iterator[str]:
        """The lines from ``start`` on with their ends."""

    @abstractmethod
    def _cut(self, begins: int, end: int) -> str:
        """What stands between the places."""
