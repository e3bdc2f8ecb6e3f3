"""A file where the words of lists wait until the page is divided, and lists as bytes for it."""

from __future__ import annotations

import marshal
from dataclasses import fields
from itertools import starmap
from operator import attrgetter
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

from kg.page.model import Fact, Link, Place, PrintedCell, Thing

if TYPE_CHECKING:
    from kg.page.gather import Gathered

Stretch = tuple[int, int]
"""Where in a file something stands: start and length, in bytes."""


class ScratchFile:
    """A file of values that wait, gone when it is closed."""

    def __init__(self) -> None:
        self._file: IO[bytes] = TemporaryFile()  # noqa: SIM115 - closed with the page

    def close(self) -> None:
        """Let it go."""
        self._file.close()

    def put(self, content: bytes) -> Stretch:
        """Take bytes; says where they stand."""
        start = self._file.seek(0, 2)
        return start, self._file.write(content)

    def get(self, at: Stretch) -> bytes:
        """The bytes that stand there."""
        self._file.seek(at[0])
        return self._file.read(at[1])


_OF_THING, _OF_LINK, _OF_CELL, _OF_FACT = (
    attrgetter(*(one.name for one in fields(kind))) for kind in (Thing, Link, PrintedCell, Fact)
)
_OF_PLACE = attrgetter("cell", "start", "end")
_PLACES = [one.name for one in fields(Fact)].index("places")


def _plain(fact: Fact) -> tuple[Any, ...]:
    values = list(_OF_FACT(fact))
    values[_PLACES] = tuple(map(_OF_PLACE, values[_PLACES]))
    return tuple(values)


def _fact(*plain: Any) -> Fact:  # noqa: ANN401 - values as they were packed
    values = list(plain)
    values[_PLACES] = tuple(starmap(Place, plain[_PLACES]))
    return Fact(*values)


def packed(found: Gathered) -> bytes:
    """What was gathered of a list, as plain values: these are written in a tenth of the time of their classes."""
    seen = found.seen
    parts = (
        map(_OF_THING, found.things), map(_OF_LINK, found.links), map(_OF_CELL, seen.cells), map(_plain, seen.facts)
    )  # fmt: skip
    return marshal.dumps((*map(tuple, parts), seen.columns))


def unpacked(
    content: bytes,
) -> tuple[tuple[Thing, ...], tuple[Link, ...], tuple[PrintedCell, ...], tuple[Fact, ...], tuple[int, ...]]:
    """Things, links, cells, facts and the columns of the cells, as `packed` has written them."""
    things, links, cells, facts, columns = marshal.loads(content)  # noqa: S302 - our own
    return (
        tuple(starmap(Thing, things)),
        tuple(starmap(Link, links)),
        tuple(starmap(PrintedCell, cells)),
        tuple(starmap(_fact, facts)),
        columns,
    )
