"""The fork server as the server sees it: asked for workers, told when they end; started again if it ends itself."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections import deque
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

from kg.serve.workers.process import STREAM_LIMIT, Lost, Worker, environment

if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter

    from kg.serve.workers.process import WorkerSetting

POSSIBLE = hasattr(os, "fork") and hasattr(socket, "send_fds")
GONE = -int(signal.SIGTERM)  # of a worker nobody can tell the end of


class ForkedProcess:
    """A forked worker, with what `asyncio.subprocess.Process` has of use to `Worker`."""

    def __init__(self, pid: int, stdout: StreamReader, stdin: StreamWriter, control: socket.socket) -> None:
        self.pid, self.stdout, self.stdin, self.control = pid, stdout, stdin, control
        self.returncode: int | None = None
        self._ended = asyncio.Event()

    def kill(self) -> None:
        """End it. Raises ProcessLookupError: it has ended."""
        if self.returncode is not None:
            raise ProcessLookupError
        os.kill(self.pid, signal.SIGKILL)

    async def wait(self) -> int:
        """The code with which it ends."""
        await self._ended.wait()
        return GONE if self.returncode is None else self.returncode

    def end(self, code: int) -> None:
        """It has ended."""
        if self.returncode is None:
            self.returncode = code
            self._ended.set()
            self.stdin.close()
            self.control.close()


def control_pair() -> tuple[socket.socket, socket.socket]:
    """Two ends of a channel for messages that carry connections: datagrams in order, where the system has them."""
    kind = socket.SOCK_SEQPACKET if sys.platform == "linux" else socket.SOCK_DGRAM
    mine, other = socket.socketpair(socket.AF_UNIX, kind)
    mine.setblocking(False)  # noqa: FBT003 - positional only
    return mine, other


class ForkServer:
    """One fork server; `fork` starts it when it is first needed, and again when it has ended."""

    def __init__(self, setting: WorkerSetting) -> None:
        self._setting = setting
        self._control: socket.socket | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._listener: asyncio.Task[None] | None = None
        self._asked: deque[asyncio.Future[int]] = deque()
        self._forked: dict[int, ForkedProcess] = {}
        self._early: dict[int, int] = {}
        self._abandoned: set[int] = set()
        self._starting = asyncio.Lock()

    async def fork(self) -> Worker:
        """A new worker. Raises Lost, OSError: there is none."""
        async with self._starting:
            if self._control is None:
                await self._start()
        control = self._control
        if control is None:
            raise Lost
        with ExitStack() as undone:
            mine, other = socket.socketpair()
            undone.callback(mine.close)
            channel, far_end = control_pair()
            undone.callback(channel.close)
            with other, far_end:
                socket.send_fds(control, [b"f"], [other.fileno(), far_end.fileno()])
            pid: asyncio.Future[int] = asyncio.get_running_loop().create_future()
            self._asked.append(pid)
            undone.callback(self._abandon, pid)
            reader, writer = await asyncio.open_connection(sock=mine, limit=STREAM_LIMIT)
            undone.callback(writer.close)
            process = ForkedProcess(await pid, reader, writer, channel)
            undone.pop_all()
        self._forked[process.pid] = process
        if process.pid in self._early:
            self._end(process.pid, self._early.pop(process.pid))
        return Worker(process)

    async def close(self) -> None:
        """End the fork server; its workers have been dismissed."""
        if self._control is not None:
            self._control.close()
        if self._listener is not None:
            self._listener.cancel()
            with suppress(asyncio.CancelledError):
                await self._listener
        if self._process is not None:
            await self._process.wait()

    async def _start(self) -> None:
        mine, other = socket.socketpair()
        setting = self._setting
        command = [sys.executable, "-m", setting.module, str(other.fileno())]
        command += [str(setting.folder), str(setting.mebibytes), setting.base]
        with other:
            self._process = await asyncio.create_subprocess_exec(
                *command, stdin=asyncio.subprocess.DEVNULL, pass_fds=(other.fileno(),), env=environment()
            )
        mine.setblocking(False)  # noqa: FBT003 - positional only
        self._control = mine
        self._listener = asyncio.create_task(self._listen(mine))

    async def _listen(self, control: socket.socket) -> None:
        """Hear what the fork server says until it ends; then its workers have ended, or will."""
        loop, rest = asyncio.get_running_loop(), b""
        while True:
            try:
                heard = await loop.sock_recv(control, 65536)
            except OSError:
                heard = b""
            if not heard:
                break
            *lines, rest = (rest + heard).split(b"\n")
            for line in lines:
                self._hear(line.decode().split())
        control.close()
        self._control = None
        for pid in [*self._forked]:
            self._end(pid, GONE)
        while self._asked:
            self._fail(self._asked.popleft())

    def _hear(self, words: list[str]) -> None:
        if words[0] == "forked":
            asked = self._asked.popleft()
            if asked.done():
                self._abandoned.add(int(words[1]))
            else:
                asked.set_result(int(words[1]))
        else:
            self._end(int(words[1]), int(words[2]))

    def _abandon(self, asked: asyncio.Future[int]) -> None:
        """Nobody waits for this worker any more; it ends when it finds its pipe closed."""
        if asked.cancel() or asked.cancelled() or asked.exception():
            return
        if self._early.pop(asked.result(), None) is None:
            self._abandoned.add(asked.result())

    def _end(self, pid: int, code: int) -> None:
        process = self._forked.pop(pid, None)
        if process:
            process.end(code)
        elif pid in self._abandoned:
            self._abandoned.remove(pid)
        else:
            self._early[pid] = code  # it ended before its `fork` went on

    @staticmethod
    def _fail(asked: asyncio.Future[int]) -> None:
        if not asked.done():
            asked.set_exception(Lost())
