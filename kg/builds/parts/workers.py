"""Processes that share work: tasks go out, results come back in the order of the tasks.

A worker ends with its parent, however that ends; Ctrl-C reaches the parent alone, which ends the workers.
"""

from __future__ import annotations

import os
import signal
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from kg.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

T = TypeVar("T")
R = TypeVar("R")


def in_order(work: Callable[[T], R], tasks: Sequence[T], jobs: int) -> Iterator[R]:
    """The results of ``work`` on each task, by ``jobs`` processes; by this one where that is 1.

    ``work`` is a function of a module, tasks and results can be pickled. Raises what work raises, and Problem where a
    process dies (the system may have run out of memory).
    """
    if jobs == 1 or len(tasks) <= 1:
        yield from map(work, tasks)
        return
    workers = [_Worker(work) for _ in range(min(jobs, len(tasks)))]
    try:
        yield from _collected(workers, tasks)
    finally:
        for worker in workers:
            worker.end()


def _collected(workers: list[_Worker[T, R]], tasks: Sequence[T]) -> Iterator[R]:
    waiting = iter(enumerate(tasks))
    done: dict[int, R] = {}
    due = 0
    for worker, (number, task) in zip(workers, waiting, strict=False):
        worker.give(number, task)
    while due < len(tasks):
        ready = wait([worker.connection for worker in workers if worker.number is not None])
        for worker in [each for each in workers if each.connection in ready]:
            number, result = worker.take()
            done[number] = result
            if (after := next(waiting, None)) is not None:
                worker.give(*after)
        while due in done:
            yield done.pop(due)
            due += 1


class _Worker(Generic[T, R]):
    """A process and the number of the task it works on."""

    def __init__(self, work: Callable[[T], R]) -> None:
        spawn = get_context("spawn")
        self.connection, there = spawn.Pipe()
        self.number: int | None = None
        self.process: SpawnProcess = spawn.Process(target=_serve, args=(there, work), daemon=True)
        self.process.start()
        there.close()

    def give(self, number: int, task: T) -> None:
        self.number = number
        self.connection.send(task)

    def take(self) -> tuple[int, R]:
        """The number and result of the task; raises what the work raised."""
        number, self.number = self.number, None
        try:
            right, result = self.connection.recv()
        except EOFError:
            self.process.join()
            zh = f"一个工作进程意外结束（{self.process.exitcode}），可能是内存不足；可用较小的 --jobs 重试"
            raise Problem("", zh, f"a process died ({self.process.exitcode}): try fewer --jobs") from None
        if not right:
            raise result
        return number or 0, result

    def end(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.process.join()
        self.connection.close()


def _serve(connection: Connection, work: Callable[[Any], Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_follow, daemon=True).start()
    while True:
        try:
            task = connection.recv()
        except EOFError:
            return
        try:
            answer = (True, work(task))
        except Exception as error:  # noqa: BLE001 - raised again by the parent
            answer = (False, error)
        connection.send(answer)


def _follow() -> None:
    """End with the parent, even in the middle of a task."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
