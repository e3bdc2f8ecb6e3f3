"""How long work reports what it does: a callable that is told what, how much is done, and of how much."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

T = TypeVar("T")
Report = Callable[[str, int, int], None]
"""What is being done, how much of it is done, how much there is."""


def quiet(_what: str, _done: int, _total: int) -> None:
    """Report nothing."""


def counted(things: Sequence[T], what: str, report: Report) -> Iterator[T]:
    """The things, one after another, each reported."""
    for done, thing in enumerate(things):
        report(what, done, len(things))
        yield thing
    report(what, len(things), len(things))
