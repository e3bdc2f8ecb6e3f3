"""Memory of a build: how often Python looks for what nothing names any more, and what is free given back."""

from __future__ import annotations

import ctypes
import gc
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_OBJECTS: Final = 100_000
"""Objects that are made between two looks for circles among them."""


@contextmanager
def fewer_collections() -> Iterator[None]:
    """Let Python look for circles of objects a hundredth as often as by default, for as long as much is made.

    A build makes many objects that live long, and no circles: looking through them again and again took a fifth of
    the time that the pages of a large graph take. What stands in no circle is freed at once all the same.
    """
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def give_back() -> None:
    """Give free memory back to the system where the C library knows how (glibc: ``malloc_trim``); elsewhere nothing.

    The store is filled by threads, and what they used stays in arenas of their own that no later step draws on: of
    700,000 quads, 94 MB, which would stand beside all that the page needs.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
