"""A worker process: one store, one query at a time, answers over its standard output. It may be killed at any moment.

It dies by itself when the server is gone, and when a query runs on past its time although nobody killed it.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.asking.lookup import search, search_index
from kg.errors import Problem
from kg.graph import store as stores
from kg.graph.terms import prefixes
from kg.serve.protocol.refusal import Refusal, busy
from kg.serve.workers import evaluate, messages

if TYPE_CHECKING:
    from typing import BinaryIO

    from pyoxigraph import Store

Reply = tuple[dict[str, Any], bytes]
# How clients are answered from here: given the channel for their connections, the descriptor of the pipe that ends it,
# and how a job is evaluated; the reply that the server waits for, if there is one.
Direct = Callable[[socket.socket, int, Callable[[evaluate.Job], Reply]], Reply | None]

GRACE = 2.0  # seconds past its time after which a worker ends itself
STACK = 256 << 20  # of the thread that parses: deep nesting is answered, not fatal


class Shelf:
    """The store that is open at present; another folder or another edition of it replaces it."""

    def __init__(self, *, writing: bool) -> None:
        self._writing, self._label, self._store, self._index = writing, ("", ""), None, b""

    _store: Store | None
    _index: bytes

    def take(self, folder: str, edition: str) -> Store:
        """The store of that folder. Raises Problem: it does not open."""
        label = (folder, "" if self._writing else edition)
        if self._store is None or label != self._label:
            self._store, self._index = None, b""  # closed before it is opened again
            path = Path(folder)
            self._store = stores.writable(path) if self._writing else stores.read_only(path)
            self._label = label
        return self._store

    def index(self, prefixes: dict[str, str]) -> bytes:
        """The search index of the store that was taken last: as the build wrote it, else made when first asked for."""
        if self._store is None:
            raise AssertionError("no store was taken")
        self._index = self._index or _written(Path(self._label[0])) or search_index.index(self._store, prefixes)
        return self._index


def _written(store: Path) -> bytes:
    """The index a build wrote beside its store; empty where there is none, or the store was changed since."""
    index = store.parent / search.FILE
    try:
        return index.read_bytes() if index.stat().st_mtime_ns >= (store / "CURRENT").stat().st_mtime_ns else b""
    except OSError:
        return b""


class Watch:
    """The end of the present job's time; past it, or once the server is gone, the process ends."""

    def __init__(self) -> None:
        self.until = float("inf")
        self._server = os.getppid()

    def keep(self) -> None:
        """Look at the clock for ever."""
        while time.monotonic() < self.until and os.getppid() == self._server:
            time.sleep(0.5)
        os._exit(3)


@dataclass(frozen=True, slots=True)
class WorkerTask:
    """What a worker is for: where large answers go, the prefixes every query knows, whether it changes the store."""

    folder: Path
    prefixes: dict[str, str]
    base: str
    writing: bool


class DirectWay:
    """The channel for connections of clients, and how they are answered."""

    def __init__(self, channel: socket.socket, answer: Direct) -> None:
        self.channel, self.answer = channel, answer

    def open(self) -> None:
        """Have the alarm that the worker sets itself sent over the channel, whatever it is at; in the main thread."""
        self.channel.setblocking(False)  # noqa: FBT003 - positional only
        signal.signal(signal.SIGALRM, lambda *_: None)
        signal.set_wakeup_fd(self.channel.fileno(), warn_on_full_buffer=False)


def work(source: BinaryIO, target: BinaryIO, task: WorkerTask, way: DirectWay | None = None) -> None:
    """Answer jobs until there are no more."""
    watch, shelf = Watch(), Shelf(writing=task.writing)
    threading.Thread(target=watch.keep, daemon=True).start()

    def answered(asked: evaluate.Job) -> Reply:
        watch.until = time.monotonic() + asked.seconds + GRACE if asked.seconds else float("inf")
        try:
            return _answer(asked, shelf, task)
        finally:
            watch.until = float("inf")

    while True:
        try:
            answer, text = messages.read(source)
        except EOFError:
            return
        asked = evaluate.Job(text.decode("utf-8", "surrogatepass"), **answer)
        if way and asked.task == "direct":
            reply = way.answer(way.channel, source.fileno(), answered)
            if reply is None:
                continue
            answer, body = reply
        else:
            answer, body = answered(asked)
        target.write(messages.pack({**answer, "spent": time.process_time()}, body))
        target.flush()


def _answer(asked: evaluate.Job, shelf: Shelf, task: WorkerTask) -> tuple[dict[str, Any], bytes]:
    try:
        store = shelf.take(asked.store, asked.edition)
        if not task.writing:
            return _read(store, asked, shelf, task)
        evaluate.update(store, asked, task.prefixes)
    except Refusal as refusal:
        return {"refused": refusal.plain()}, b""
    except (Problem, MemoryError) as error:
        return {"refused": busy(f"工作进程出错（{error}）", f"a worker failed ({error})").plain()}, b""
    return {"type": "", "length": 0, "file": ""}, b""


def _read(store: Store, asked: evaluate.Job, shelf: Shelf, task: WorkerTask) -> tuple[dict[str, Any], bytes]:
    if asked.task == "entity":
        return evaluate.entity(store, asked, task.prefixes, task.base)
    if asked.task == "find":
        return evaluate.find(store, asked, task.prefixes, shelf.index(task.prefixes))
    if asked.task == "bind":
        return evaluate.bind(asked, task.prefixes, shelf.index(task.prefixes))
    if asked.task == "explain":
        return evaluate.explain(store, asked, task.prefixes)
    return evaluate.query(store, asked, task.prefixes, task.folder)


def _bound_memory(mebibytes: int) -> None:
    if sys.platform != "win32" and mebibytes:
        import resource  # noqa: PLC0415 - Windows has none

        resource.setrlimit(resource.RLIMIT_AS, (mebibytes << 20, mebibytes << 20))


def run(source: BinaryIO, target: BinaryIO, arguments: list[str], way: DirectWay | None = None) -> None:
    """Answer the jobs that come from ``source``; see `main` for the arguments."""
    folder, mebibytes, base, kind = arguments
    task = WorkerTask(Path(folder), prefixes(base), base, kind == "write")
    _bound_memory(int(mebibytes))
    threading.stack_size(STACK)
    if way:
        way.open()
    worker = threading.Thread(target=work, args=(source, target, task, way), daemon=True)
    worker.start()
    worker.join()


def main(arguments: list[str]) -> None:
    """Run as ``worker FOLDER MEBIBYTES BASE read|write``.

    Large answers go to the folder; the process may use so much memory (0: any); instances begin with the base.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then closes the pipe
    source, target = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints, prints beside the answers
    run(source, target, arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
