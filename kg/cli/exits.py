"""How a command ends: 0 clean, 1 findings or differences only, 2 usage or unreadable input, 101 a fault of ours."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec

import typer

from extract.model import Unreadable
from kg.cli.console import say
from kg.errors import Problem, unusable

if TYPE_CHECKING:
    from collections.abc import Callable

CLEAN, FINDINGS, UNUSABLE, INTERNAL, INTERRUPTED = 0, 1, 2, 101, 130
P = ParamSpec("P")


def guarded(command: Callable[P, int | None]) -> Callable[P, None]:
    """The command with its result as exit status and every failure told in one clear line."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        raise typer.Exit(_status(command, *args, **kwargs))

    return run


def _status(command: Callable[P, int | None], *args: P.args, **kwargs: P.kwargs) -> int:
    try:
        status = command(*args, **kwargs)
        sys.stdout.flush()
    except (Problem, Unreadable) as problem:
        say(str(problem))
        return UNUSABLE
    except OSError as error:
        return _refused(error)
    except (typer.Exit, typer.BadParameter, KeyboardInterrupt):
        raise
    except Exception:  # noqa: BLE001 - the last line of defence
        return internal()
    return status or CLEAN


def _refused(error: OSError) -> int:
    if isinstance(error, BrokenPipeError) or error.errno == errno.EPIPE:
        # The reader of our pipe has seen enough. Python would complain once more when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    say(str(unusable(error)))
    return UNUSABLE


def internal() -> int:
    """Tell a fault of ours, with all that helps to mend it."""
    say(traceback.format_exc().rstrip())
    say("程序内部错误，请将以上内容报告给开发者 / internal error: please report the lines above")
    return INTERNAL
