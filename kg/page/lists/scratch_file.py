"""A file where the words of lists wait until the page is divided, and lists as bytes for it."""

from __future__ import annotations

import marshal
from functools import partial
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any, cast

from kg.page.model import CellSpan, Fact, Link, PrintedCell, Thing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.page.gather import PageContent

Stretch = tuple[int, int]
"""Where in a file something stands: start and length, in bytes."""


class ScratchFile:
    """A file of values that wait, gone when it is closed."""

    def __init__(self) -> None:
        self._file: IO[bytes] = TemporaryFile()  # noqa: SIM115 - closed with the page
        self._end = 0

    def close(self) -> None:
        """Let it go."""
        self._file.close()

    def put(self, content: bytes) -> Stretch:
        """Take bytes; says where they stand."""
        start = self._end
        if self._file.tell() != start:  # to seek would write out what was put last, however little
            self._file.seek(start)
        self._end += self._file.write(content)
        return start, len(content)

    def get(self, at: Stretch) -> bytes:
        """The bytes that stand there."""
        self._file.seek(at[0])
        return self._file.read(at[1])


_PLACES = Fact._fields.index("places")


def _plain(fact: Fact) -> tuple[Any, ...]:
    return *fact[:_PLACES], tuple(map(tuple, fact.places)), *fact[_PLACES + 1 :]


# A tuple with names is made of a plain one at once, in a third of the time that its own constructor takes.
_thing = cast("Callable[[Any], Thing]", partial(tuple.__new__, Thing))
_link = cast("Callable[[Any], Link]", partial(tuple.__new__, Link))
_cell = cast("Callable[[Any], PrintedCell]", partial(tuple.__new__, PrintedCell))
_span = cast("Callable[[Any], CellSpan]", partial(tuple.__new__, CellSpan))


def _fact(plain: tuple[Any, ...]) -> Fact:
    places = tuple(map(_span, plain[_PLACES]))
    return tuple.__new__(Fact, (*plain[:_PLACES], places, *plain[_PLACES + 1 :]))


def packed(content: PageContent) -> bytes:
    """What was gathered of a list, as plain values: these are written in a tenth of the time of their classes."""
    seen = content.seen
    parts: tuple[Iterable[Any], ...] = (
        map(tuple, content.things),
        map(tuple, content.links),
        map(tuple, seen.cells),
        map(_plain, seen.facts),
    )
    return marshal.dumps((*map(tuple, parts), seen.columns))


def unpacked(
    content: bytes,
) -> tuple[tuple[Thing, ...], tuple[Link, ...], tuple[PrintedCell, ...], tuple[Fact, ...], tuple[int, ...]]:
    """Things, links, cells, facts and the columns of the cells, as `packed` has written them."""
    things, links, cells, facts, columns = marshal.loads(content)  # noqa: S302 - our own
    return (
        tuple(map(_thing, things)),
        tuple(map(_link, links)),
        tuple(map(_cell, cells)),
        tuple(map(_fact, facts)),
        columns,
    )
