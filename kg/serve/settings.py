"""How a server is set up: everything the command line decides, with the defaults."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.graph.terms import BASE

if TYPE_CHECKING:
    from pathlib import Path

QUICK = 3  # workers that slow queries may not take
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
DEFAULT_PORT = 7880
LONGEST_QUERY = 1 << 20
LONGEST_IN_ADDRESS = 64 << 10  # bytes of a query in the address of a GET
LONGEST_ADDRESS = 4 * LONGEST_IN_ADDRESS  # as it is sent: three signs a byte at most, and other parameters
LONGEST_UPDATE = 64 << 20


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """What a server serves and within which limits.

    ``timeout`` and ``queue`` are seconds; ``memory`` is the most a worker may use, in MiB (0: any; not enforced on
    Windows); ``base`` is where the identifiers of the graph begin; ``token`` of "" asks none of those who update.
    """

    store: Path
    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    timeout: float = 30.0
    queue: float = 10.0
    longest_queue: int = 256
    workers: int = 0
    memory: int = -1
    max_rows: int = 1_000_000
    max_bytes: int = 256 << 20
    update: bool = False
    token: str = ""
    service: bool = False
    load: bool = False
    base: str = BASE

    @property
    def worker_module(self) -> str:
        """The module that workers are forked from; those of a store at rest can answer clients themselves."""
        return "kg.serve.workers.fork_server" if self.update else "kg.serve.direct"

    @property
    def worker_count(self) -> int:
        """The number of query workers: one a core for slow queries, and some for quick ones."""
        return self.workers or (os.cpu_count() or 2) + QUICK

    @property
    def worker_memory(self) -> int:
        """MiB a worker may use: half of the machine's memory shared among them, but never under 1 GiB."""
        if self.memory >= 0 or sys.platform == "win32":
            return max(self.memory, 0)
        pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        return max(1024, int(pages / 2 / self.worker_count) >> 20)
