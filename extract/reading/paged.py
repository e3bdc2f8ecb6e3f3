"""A sequence of any length: while it is short a list, then pages in a temporary file, of which few are at hand."""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Sequence
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any, Final, Generic, TypeVar, overload
from weakref import finalize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")

LONG: Final = 20_000
"""The most values that are all kept in memory."""
PAGE: Final = 200
"""The values of a page."""
_AT_HAND = 16


def _same(value: Any) -> Any:  # noqa: ANN401 - any plain value
    return value


class Paged(Sequence[T], Generic[T]):
    """Values in order, each added at the end: ``plain`` makes one of numbers, texts and tuples, ``made`` undoes that.

    The last value is always the very object that was added: whoever adds one may still change it until another is
    added. What comes back from a page is equal to what was added, not the same.
    """

    __slots__ = ("__weakref__", "_begins", "_end", "_file", "_first", "_lately", "_made", "_plain", "_tail")

    def __init__(self, plain: Callable[[T], Any] = _same, made: Callable[[Any], T] = _same) -> None:
        self._plain, self._made = plain, made
        self._first = self._end = 0
        self._tail: list[T] = []
        self._begins = array("Q")
        self._file: IO[bytes] | None = None
        self._lately: dict[int, list[T]] = {}

    @property
    def is_long(self) -> bool:
        """Whether the values are too many for memory."""
        return self._file is not None

    def append(self, value: T) -> None:
        """Add a value."""
        self._tail.append(value)
        if len(self._tail) > (PAGE if self._file else LONG):
            self._put()

    def extend(self, values: Iterable[T]) -> None:
        """Add several."""
        for value in values:
            self.append(value)

    def leave_first(self) -> None:
        """Leave out the first value from now on."""
        if self._file is None:
            del self._tail[0]
        else:
            self._first += 1

    def __len__(self) -> int:
        return len(self._begins) * PAGE + len(self._tail) - self._first

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> list[T]: ...
    def __getitem__(self, at: int | slice) -> T | list[T]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        if self._file is None:
            return self._tail[at]
        place = at + len(self) if at < 0 else at
        if not 0 <= place < len(self):
            raise IndexError(at)
        page, rest = divmod(place + self._first, PAGE)
        return self._tail[rest] if page == len(self._begins) else self._page(page)[rest]

    def __iter__(self) -> Iterator[T]:
        return islice(self._every(), self._first, None) if self._first else self._every()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(_equal, self, other))

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{len(self)} values>"

    def __reduce__(self) -> tuple[type[tuple[T, ...]], tuple[tuple[T, ...]]]:
        """How it goes to another process."""
        return tuple, (tuple(self),)

    def _every(self) -> Iterator[T]:
        for page in range(len(self._begins)):
            yield from self._read(page)
        yield from self._tail

    def _put(self) -> None:
        """Write all full pages but the last value."""
        if self._file is None:
            self._file = TemporaryFile()  # noqa: SIM115 - it lives as long as the values
            finalize(self, self._file.close)
        while len(self._tail) > PAGE:
            page = marshal.dumps([*map(self._plain, self._tail[:PAGE])])
            self._begins.append(self._end)
            self._file.seek(self._end)
            self._end += self._file.write(page)
            del self._tail[:PAGE]

    def _page(self, page: int) -> list[T]:
        """A page that may be asked for again."""
        values = self._lately.pop(page, None)
        if values is None:
            values = self._read(page)
            if len(self._lately) >= _AT_HAND:
                del self._lately[next(iter(self._lately))]
        self._lately[page] = values
        return values

    def _read(self, page: int) -> list[T]:
        if self._file is None:
            return []
        begins, rest = self._begins[page], self._begins[page + 1 : page + 2]
        self._file.seek(begins)
        # In one piece: a value read from a file takes a call for each text.
        content = self._file.read((rest[0] if rest else self._end) - begins)
        return [*map(self._made, marshal.loads(content))]  # noqa: S302 - our own


def _equal(value: object, other: object) -> bool:
    return value == other


def paged(values: Iterable[T], plain: Callable[[T], Any], made: Callable[[Any], T]) -> Sequence[T]:
    """The values as a tuple, or in pages where they are many."""
    result = Paged(plain, made)
    result.extend(values)
    return result if result.is_long else tuple(result)
