"""Query workers: quick queries never wait for slow ones, and whatever runs past its time is killed.

A query begins on any free worker; where workers can be forked, more are, up to ``CROWD`` beyond the usual number, so
that no query waits for others to show how long they take. While more queries run than there are slow places, one that
has used ``AT_ONCE`` seconds of processor time leaves the processors to those that have just begun. After ``PATIENCE``
seconds of processor time (``HURRY`` while so many run; ``BY_CLOCK`` by the clock) a query is slow and needs one of the
slow places; where all are taken it is stopped, waits for one and begins again. Of several slow queries all but one
leave the processors to whoever else needs them.
"""

from __future__ import annotations

import asyncio
import os
from collections import OrderedDict
from contextlib import suppress
from typing import TYPE_CHECKING

from kg.serve.protocol.refusal import Refusal, busy, gone
from kg.serve.settings import QUICK
from kg.serve.workers import forks
from kg.serve.workers.forks import ForkServer
from kg.serve.workers.process import Lost, Worker, WorkerSetting, start
from kg.serve.workers.queue import WorkerQueue

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from kg.serve.workers.evaluate import Job
    from kg.serve.workers.process import Answer

    Left = Callable[[], Awaitable[None]]

AT_ONCE, PATIENCE, HURRY, BY_CLOCK = 0.03, 0.25, 0.1, 3.0
CROWD = 32
PLACE = "a place for a slow query"
REMEMBERED, REMEMBERED_FOR = 4096, 20.0  # slow queries, and seconds
TRIES = 3  # of a query whose worker somebody else kills
RESPITE = 1.0  # seconds before a worker that would not start is started again


class Slow(Exception):  # noqa: N818 - a turn of events, said as one
    """A query proved slow while all slow places were taken."""


class Attempt:
    """A query on a worker: its deadline, whether it holds a slow place, and a look-out for its client."""

    def __init__(self, worker: Worker, job: Job, left: Left | None, pool: Pool, *, placed: bool) -> None:
        self._worker, self._left, self._pool, self.placed = worker, left, pool, placed
        loop = asyncio.get_running_loop()
        self._loop, self._began = loop, loop.time()
        self._patience = loop.call_later(AT_ONCE, self._overdue)
        self._limit = loop.call_later(job.seconds, self._time_over, job.seconds) if job.seconds else None
        self._lookout: asyncio.Task[None] | None = None

    def end(self) -> None:
        """No more deadlines; a slow place that was taken is given back."""
        self._patience.cancel()
        if self._limit:
            self._limit.cancel()
        if self._lookout:
            self._lookout.cancel()
        if self.placed:
            self._pool.slow.give(PLACE)

    def _time_over(self, seconds: float) -> None:
        self._worker.kill(timed_out(seconds))

    def _overdue(self) -> None:
        elapsed, crowded = self._loop.time() - self._began, self._pool.running > self._pool.places
        spent = min(self._worker.spent(), elapsed)  # the clock, where the system does not say
        if crowded and spent >= AT_ONCE and not self._worker.behind:
            self._worker.step_back()
        if spent < (HURRY if crowded else PATIENCE) and elapsed < BY_CLOCK:
            self._patience = self._loop.call_later(AT_ONCE, self._overdue)
            return
        if not self.placed and not self._pool.slow.take_now():
            self._worker.kill(Slow())
            return
        self.placed = True
        if self._pool.slow.free < self._pool.places - 1:
            self._worker.step_back()
        if self._left:
            self._lookout = asyncio.create_task(self._look_out(self._left))

    async def _look_out(self, left: Left) -> None:
        await left()
        self._worker.kill(gone())


def timed_out(seconds: float) -> Refusal:
    """503: the query ran past its time."""
    refusal = busy(f"查询超过{seconds:g}秒，已停止", f"the query ran longer than {seconds:g} s and was stopped")
    refusal.kind, refusal.hint = "timeout", "请缩小查询范围或者加 LIMIT / narrow the query or add LIMIT"
    return refusal


class Pool:
    """Workers, each replaced when it is killed or dies: ``size``, and more in a crowd where they can be forked."""

    def __init__(self, setting: WorkerSetting, size: int, queue_seconds: float, longest_queue: int) -> None:
        self._setting, self._size, self._queue_seconds = setting, size, queue_seconds
        self._forks = ForkServer(setting) if forks.POSSIBLE else None
        self._most = size + CROWD if self._forks else size
        self.idle: WorkerQueue[Worker] = WorkerQueue([], longest_queue, newest_first=True)
        # One after the other on each processor: all at once, none would be ready soon.
        self._turns = asyncio.Semaphore(os.cpu_count() or 1)
        self.running = self._lent = 0  # queries; workers that answer quick ones elsewhere
        self.places = max(1, size - QUICK)
        self.slow: WorkerQueue[str] = WorkerQueue([PLACE] * self.places, longest_queue)
        self._known_slow: OrderedDict[int, float] = OrderedDict()
        self._starting: set[asyncio.Task[None]] = set()
        self._closed = False
        self.workers: set[Worker] = set()

    async def open(self, warm: Callable[[], Job]) -> None:
        """Start the workers; each answers ``warm`` before it is given work.

        Raises Refusal: the first one does not, because the store does not open or the memory allowed is too small.
        """
        self._warm = warm
        try:
            self.idle.give(await self._new())
        except (Lost, OSError) as error:
            raise busy("工作进程无法启动", "no worker can be started") from error
        await asyncio.gather(*(self._start() for _ in range(self._size - 1)))

    async def close(self) -> None:
        """Wait until the workers are gone."""
        self._closed = True
        for task in self._starting:
            task.cancel()
        await asyncio.gather(*(worker.dismiss() for worker in self.workers))
        if self._forks:
            await self._forks.close()

    def lend(self) -> Worker | None:
        """A worker that is free, to answer clients itself; None where there is none. `restore` gives it back."""
        worker = self.idle.take_now()
        self._lent += worker is not None
        return worker

    def restore(self, worker: Worker) -> None:
        """Take back a worker that was lent and is at nothing."""
        self._lent -= 1
        self._put_back(worker)

    async def run(self, job: Job, left: Left | None = None, begun: Worker | None = None) -> Answer:
        """The answer to a query; ``left`` returns once nobody waits for it any more.

        ``begun`` is a worker that was lent and is at this query already.

        Raises Refusal: the query was refused, ran out of time, or the server is too busy.
        """
        for _ in range(TRIES):
            with suppress(Lost):
                worker, begun = begun, None
                self._lent -= worker is not None
                return await self._run(job, left, worker)
        raise busy("工作进程中断", "a worker ended")

    async def _run(self, job: Job, left: Left | None, begun: Worker | None) -> Answer:
        key = hash(job.text)
        if begun or self._known_slow.get(key, 0) < asyncio.get_running_loop().time():
            try:
                return await self._attempt(job, left, begun, placed=False)
            except Slow:
                self._remember(key)
        await self._place(left)
        return await self._attempt(job, left, None, placed=True)

    async def _place(self, left: Left | None) -> None:
        """Wait for a slow place, as long as the client does. Raises Refusal."""
        turn = asyncio.ensure_future(self.slow.take(self._queue_seconds))
        leaving = asyncio.ensure_future(left()) if left else None
        try:
            await asyncio.wait({turn, *([leaving] if leaving else [])}, return_when=asyncio.FIRST_COMPLETED)
            if not turn.done():
                raise gone()
            turn.result()
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                self.slow.give(PLACE)  # had in the moment of leaving
            raise
        finally:
            if not turn.done():
                turn.cancel()
            if leaving:
                leaving.cancel()

    async def _attempt(self, job: Job, left: Left | None, begun: Worker | None, *, placed: bool) -> Answer:
        try:
            worker = begun or await self._free_worker()
        except BaseException:
            if placed:
                self.slow.give(PLACE)
            raise
        attempt = Attempt(worker, job, left, self, placed=placed)
        self.running += 1
        try:
            return await (worker.answer() if begun else worker.ask(job))
        except asyncio.CancelledError:
            worker.kill(Lost())  # its answer would reach the next client
            raise
        finally:
            self.running -= 1
            attempt.end()
            self._put_back(worker)

    async def _free_worker(self) -> Worker:
        while True:
            self._grow(1)
            worker = await self.idle.take(self._queue_seconds)
            if worker.alive:
                return worker
            self._put_back(worker)

    def _put_back(self, worker: Worker) -> None:
        if worker.behind:
            worker.step_forward()
        if worker.behind or (len(self.workers) > self._size and self.idle.free >= QUICK and not self.idle.waiting):
            worker.kill(Lost())
        if worker.alive:
            self.idle.give(worker)
        elif worker in self.workers:
            self.workers.discard(worker)
            self._sweep(worker)
            self._grow(0)

    def _grow(self, wanted: int) -> None:
        """Start workers: as many as are wanted and waited for, and some to be free at once."""
        if self._closed:
            return
        all_told = len(self.workers) + len(self._starting)
        short = wanted + self.idle.waiting + QUICK - self._lent - self.idle.free - len(self._starting)
        for _ in range(min(max(short, self._size - all_told), self._most - all_told)):
            task = asyncio.create_task(self._start())
            self._starting.add(task)
            task.add_done_callback(self._starting.discard)

    async def _start(self) -> None:
        """Start workers until one is ready."""
        while not self._closed:
            with suppress(Lost, Refusal, OSError):
                self.idle.give(await self._new())
                return
            await asyncio.sleep(RESPITE)

    async def _new(self) -> Worker:
        async with self._turns:
            worker = await (self._forks.fork() if self._forks else start(self._setting, "read"))
            self.workers.add(worker)
            try:
                await worker.ask(self._warm())
            except (Lost, Refusal):
                self.workers.discard(worker)
                worker.kill(Lost())
                raise
            return worker

    def _sweep(self, worker: Worker) -> None:
        """Remove what a dead worker had begun to write."""
        for path in self._setting.folder.glob(f"answer-{worker.pid}-*"):
            with suppress(OSError):
                path.unlink()

    def _remember(self, key: int) -> None:
        self._known_slow[key] = asyncio.get_running_loop().time() + REMEMBERED_FOR
        while len(self._known_slow) > REMEMBERED:
            self._known_slow.popitem(last=False)
