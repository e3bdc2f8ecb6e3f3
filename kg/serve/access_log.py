"""The access log: a line a request, written some at a time, so that no answer waits for a terminal or disk."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from typing import Any

log = logging.getLogger("quanze.access")
LOGGED = 300  # bytes of a query string
WAIT = 0.1  # seconds that a line may wait for others
LAYOUT = "%(asctime)s %(levelname)s %(name)s %(message)s"
MOST = 1000  # lines that wait


class GatheringHandler(logging.StreamHandler[TextIO]):
    """Lines that an event loop logs, written together; at once where no loop runs."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[logging.LogRecord] = []
        self._timer: asyncio.TimerHandle | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Take a line."""
        self._waiting.append(record)
        if len(self._waiting) >= MOST:
            self.flush()
        elif self._timer is None:
            try:
                self._timer = asyncio.get_running_loop().call_later(WAIT, self.flush)
            except RuntimeError:
                self.flush()

    def flush(self) -> None:
        """Write what waits."""
        if self._timer:
            self._timer.cancel()
            self._timer = None
        records, self._waiting = self._waiting, []
        if records:
            self.stream.write("".join(self.format(record) + self.terminator for record in records))
        super().flush()


class PatientHandler(GatheringHandler):
    """Lines that are written when `flush` is called."""

    def emit(self, record: logging.LogRecord) -> None:
        """Take a line."""
        self._waiting.append(record)
        if len(self._waiting) >= MOST:
            self.flush()


def to_stderr(handler: type[GatheringHandler] = GatheringHandler) -> None:
    """Write the access log to stderr by a handler of that kind, which is added once."""
    if not log.handlers:
        handling = handler()
        handling.setFormatter(logging.Formatter(LAYOUT))
        log.addHandler(handling)
        log.setLevel(logging.INFO)
        log.propagate = False


def flush() -> None:
    """Write what waits."""
    for handler in log.handlers:
        handler.flush()


def note(scope: MutableMapping[str, Any], status: int, length: int, seconds: float) -> None:
    """Log a request: client, method, address, status and bytes of the answer, time it took."""
    client = scope["client"][0] if scope.get("client") else "-"
    path = scope.get("raw_path", b"").decode("ascii", "replace")
    if scope["query_string"]:
        path += "?" + scope["query_string"][:LOGGED].decode("ascii", "replace")
    log.info("%s %s %s %d %d B %.1f ms", client, scope["method"], path, status, length, seconds * 1000)
