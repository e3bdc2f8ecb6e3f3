"""Where words go: data to stdout, all else to stderr, UTF-8 whatever the console's own encoding is."""

from __future__ import annotations

import io
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import TracebackType
    from typing import Self

    from rich.progress import Progress, TaskID


def use_utf8() -> None:
    """Write UTF-8 to stdout even where the console would have GBK; never fail to write to stderr."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(errors="backslashreplace")


def out(text: str) -> None:
    """Data for the user or the next program."""
    sys.stdout.write(text)


def out_bytes(content: bytes) -> None:
    """Data as it is: a workbook, or text whose line ends are its own."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def say(text: str) -> None:
    """A line about the work."""
    sys.stderr.write(text + "\n")


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, right: frozenset[int] = frozenset()) -> None:
    """A table to stdout, as wide as the terminal, or as wide as its cells where there is none."""
    from rich import box  # noqa: PLC0415 - only where a table is shown
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    shown = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for number, column in enumerate(columns):
        shown.add_column(Text(column), justify="right" if number in right else "left", overflow="fold")
    for row in rows:
        shown.add_row(*map(Text, row))
    Console(file=sys.stdout, width=None if sys.stdout.isatty() else 10_000, highlight=False).print(shown)


class Bar:
    """A progress bar on stderr, on a terminal only, for work that takes longer than a second."""

    def __init__(self) -> None:
        self.started = time.monotonic()
        self.shown = sys.stderr.isatty()
        self.progress: Progress | None = None
        self.task: TaskID | None = None
        self.what, self.since = "", self.started

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` is done."""
        if not self.shown or (self.progress is None and time.monotonic() - self.started < 1):
            return
        if self.progress is None or self.task is None:
            self.progress, self.task = _bar()
        if what != self.what:
            # Another piece of work has a rate of its own.
            self.progress.reset(self.task)
            self.what, self.since = what, time.monotonic()
        passed = time.monotonic() - self.since
        rate = f"{done / passed:,.0f}/秒" if done and passed > 1 else ""
        self.progress.update(self.task, description=what, completed=done, total=total, rate=rate)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.progress is not None:
            self.progress.stop()


def _bar() -> tuple[Progress, TaskID]:
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    progress.start()
    return progress, progress.add_task("", rate="")
