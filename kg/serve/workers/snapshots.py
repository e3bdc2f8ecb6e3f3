"""Which state of a store is served: the store itself while nobody writes to it, else a snapshot after each update.

A process must not read a store that another writes to. So an update leaves a snapshot (hard links, a few milliseconds),
queries are asked of snapshots only, and those that run go on undisturbed with the one they began with.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from typing import TYPE_CHECKING

from kg.serve.protocol.refusal import busy
from kg.serve.workers.evaluate import Job
from kg.serve.workers.pool import timed_out
from kg.serve.workers.process import Lost, Worker, WorkerSetting, start

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

STARTING = 60.0  # seconds for a new writer, which has to read the code; an update's own time begins after that


class Resting:
    """A store that is only read. Where another program builds it anew, the new one is served from then on."""

    def __init__(self, store: Path) -> None:
        self._store, self._marker = str(store), str(store / "CURRENT")

    def current(self) -> tuple[str, str]:
        """The folder to ask, and what tells its present content from an earlier one."""
        try:
            seen = os.stat(self._marker)  # noqa: PTH116 - asked before every answer
        except OSError:
            return self._store, ""
        return self._store, f"{seen.st_ino:x}-{seen.st_mtime_ns:x}"


class Changing:
    """A store that one writer process holds, and the snapshots of it."""

    def __init__(self, store: Path, setting: WorkerSetting) -> None:
        self._store, self._setting = store, setting
        self._shelf = store.parent / f".{store.name}-snapshots-{os.getpid()}"
        self._one_at_a_time = asyncio.Lock()
        self._number = 0
        self._writer: Worker | None = None
        self._current: Path = self._shelf / "0"

    def current(self) -> tuple[str, str]:
        """The folder to ask, and what tells its present content from an earlier one."""
        return str(self._current), f"{os.getpid():x}-{self._current.name}"

    async def open(self) -> None:
        """Start the writer and take the first snapshot.

        Raises Refusal: the store does not open, or another process holds it.
        """
        for left in self._store.parent.glob(f".{self._store.name}-snapshots-*"):
            shutil.rmtree(left, ignore_errors=True)  # of a server that was killed: there is one writer at a time
        self._shelf.mkdir()
        await self._apply(Job(text="", store=str(self._store)))

    async def close(self) -> None:
        """End the writer and remove the snapshots; no query may be running any more."""
        if self._writer:
            await self._writer.dismiss()
        await asyncio.to_thread(shutil.rmtree, self._shelf, ignore_errors=True)

    async def update(self, job: Job, in_use: Iterable[str]) -> None:
        """Change the store; ``in_use`` are the folders that queries may still be asking.

        Raises Refusal: the update was refused or ran out of time; nothing was changed.
        """
        async with self._one_at_a_time:
            await self._apply(job._replace(store=str(self._store)))
            await self._forget({*in_use, str(self._current)})

    async def _apply(self, job: Job) -> None:
        if self._writer is None or not self._writer.alive:
            self._writer = await start(self._setting, "write")
            if job.text:  # the last writer may have died between a change and its snapshot
                await self._apply(job._replace(text="", default=None, named=None, seconds=STARTING))
        self._number += 1
        snapshot = self._shelf / str(self._number)
        loop = asyncio.get_running_loop()
        writer = self._writer
        timer = loop.call_later(job.seconds, writer.kill, timed_out(job.seconds)) if job.seconds else None
        try:
            await writer.ask(job._replace(snapshot=str(snapshot)))
        except Lost as error:
            raise busy("写入进程中断", "the writer ended") from error
        except asyncio.CancelledError:
            writer.kill(Lost())
            raise
        finally:
            if timer:
                timer.cancel()
        self._current = snapshot

    async def _forget(self, kept: set[str]) -> None:
        for old in [folder for folder in self._shelf.iterdir() if str(folder) not in kept]:
            await asyncio.to_thread(shutil.rmtree, old, ignore_errors=True)
