"""Work that a person can end: Ctrl-C and a time limit take hold even while a library is deep in a computation."""

from __future__ import annotations

import os
import sys
from threading import Event, Thread
from traceback import clear_frames
from typing import TYPE_CHECKING, TypeVar

from kg.cli.exits import INTERRUPTED
from kg.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
_LOOK = 0.1  # seconds between two looks at the keyboard


def finished(work: Callable[[], T], seconds: float = 0) -> T:
    """What ``work`` gives, computed in a thread of its own; it must only read, for it may be left unfinished.

    ``seconds`` is the most it may take, 0 for no limit. Raises Problem past the limit, and whatever ``work`` raises;
    Ctrl-C ends the whole program with status 130, as a thread inside a library cannot be ended by itself.
    """
    results: list[T] = []
    errors: list[BaseException] = []
    done = Event()

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            # What the work held must go in its own thread: the store's answers may not leave it.
            clear_frames(error.__traceback__)
            errors.append(error)
        finally:
            done.set()

    Thread(target=run, daemon=True).start()
    waited = 0.0
    try:
        while not done.wait(_LOOK):
            waited += _LOOK
            if seconds and waited >= seconds:
                raise Problem(
                    "--timeout",
                    f"查询超过{seconds:g}秒，已停止；可放宽时限或者缩小查询范围",
                    f"stopped after {seconds:g} s: allow more time, or ask for less",
                )
    except KeyboardInterrupt:
        sys.stdout.flush()
        os._exit(INTERRUPTED)
    if errors:
        raise errors[0]
    return results[0]
