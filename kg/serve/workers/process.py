"""A worker process as the server sees it: asked, killed, waited for."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from kg import resources
from kg.serve.protocol.refusal import Refusal, busy
from kg.serve.workers import messages

if TYPE_CHECKING:
    import socket

    from kg.serve.workers.evaluate import Job

    Answer = tuple[dict[str, Any], bytes]

STREAM_LIMIT = 1 << 20
BEHIND = 15  # as in nice(1), beyond what the server itself has
FAREWELL = 2.0  # seconds in which a worker may end by itself
CRASHES = {-getattr(signal, name) for name in ("SIGSEGV", "SIGBUS", "SIGILL") if hasattr(signal, name)}
CRASHES |= {0xC0000005, 0xC00000FD}  # access violation and stack overflow, as Windows says it
OUT_OF_MEMORY = {-getattr(signal, name) for name in ("SIGABRT",) if hasattr(signal, name)}


class Lost(Exception):  # noqa: N818 - a turn of events, said as one
    """A worker ended in the middle of a job, for no reason of the job's."""


class Process(Protocol):
    """What a worker needs of a process: `asyncio.subprocess.Process`, or `kg.serve.workers.forks.ForkedProcess`."""

    @property
    def stdin(self) -> asyncio.StreamWriter | None:
        """Where it is told."""
        ...

    @property
    def stdout(self) -> asyncio.StreamReader | None:
        """Where it is heard."""
        ...

    @property
    def pid(self) -> int:
        """Its number."""
        ...

    @property
    def returncode(self) -> int | None:
        """How it ended; None while it runs."""
        ...

    def kill(self) -> None:
        """End it. Raises ProcessLookupError: it has ended."""
        ...

    async def wait(self) -> int:
        """How it ends."""
        ...


class Worker:
    """One process and the pipes to it; ``store`` is the folder it has open, ``behind`` whether it stepped back."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._kill_reason: Exception | None = None
        self._spent = 0.0
        self.store = ""
        self.behind = False

    @property
    def alive(self) -> bool:
        """Whether it can be asked again."""
        ended = self._process.returncode is not None or self._process.stdout is None or self._process.stdout.at_eof()
        return self._kill_reason is None and not ended

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    async def ask(self, job: Job) -> Answer:
        """The answer. Raises Refusal: it refused or the query broke it. Raises Lost, or what it was killed with."""
        self.store = job.store
        target = self._process.stdin
        if target is None:
            raise Lost
        with suppress(ConnectionError):  # its end is met where the answer is read
            self.send(job)
            await target.drain()
        return await self.answer()

    async def answer(self) -> Answer:
        """The answer to what it is at. Raises Refusal, Lost, or what it was killed with."""
        source = self._process.stdout
        if source is None:
            raise Lost
        try:
            reply, body = await messages.receive(source)
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise await self._end() from error
        self._spent = reply["spent"]
        if "refused" in reply:
            raise Refusal(**reply["refused"])
        if reply["file"]:
            reply["file"] = _taken(reply["file"])
        return reply, body

    def send(self, job: Job) -> None:
        """Give it a job that has no answer, or whose answer is asked for later."""
        if self._process.stdin:
            self._process.stdin.write(messages.pack(job.header(), job.text.encode("utf-8", "surrogatepass")))

    @property
    def control(self) -> socket.socket | None:
        """The channel for connections of clients, where there is one."""
        return getattr(self._process, "control", None)

    def began(self, spent: float) -> None:
        """It is at a job that it began when it had used so many seconds of processor time."""
        self._spent = spent

    def spent(self) -> float:
        """Seconds of processor time that the present job has used, or infinity where the system does not say."""
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") - self._spent
        except (OSError, ValueError, IndexError, AttributeError):
            return float("inf")

    def step_back(self) -> None:
        """Let every other process run first, where the system can do so."""
        if sys.platform != "win32":
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self.pid, os.getpriority(os.PRIO_PROCESS, 0) + BEHIND)
                self.behind = True

    def step_forward(self) -> None:
        """Undo it, where the system lets this user do so; elsewhere only a new process does."""
        if sys.platform != "win32":
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self.pid, os.getpriority(os.PRIO_PROCESS, 0))
                self.behind = False

    def kill(self, reason: Exception) -> None:
        """End the process; whoever waits for its answer gets ``reason`` instead."""
        self._kill_reason = self._kill_reason or reason
        with suppress(ProcessLookupError):
            self._process.kill()

    async def dismiss(self) -> None:
        """Let the process end by itself, as it does when it has nothing more to do; kill it if it does not."""
        if self._process.stdin:
            self._process.stdin.close()
        try:
            async with asyncio.timeout(FAREWELL):
                await self._process.wait()
        except TimeoutError:
            self.kill(Lost())
            await self._process.wait()

    async def _end(self) -> Exception:
        code = await self._process.wait()
        if self._kill_reason:
            return self._kill_reason
        if code in CRASHES:
            return Refusal(400, "too-deep", "查询嵌套过深或者过长", "the query is nested too deeply or too long")
        if code in OUT_OF_MEMORY:
            return busy("查询超出允许使用的内存", "the query used up the memory allowed")
        return Lost()


def _taken(path: str) -> str:
    """The file of an answer under a name that is not its worker's any more: the worker may end before it is sent."""
    mine = Path(path).with_name(Path(path).name.replace("answer-", "taken-", 1))
    return str(Path(path).rename(mine))


@dataclass(frozen=True, slots=True)
class WorkerSetting:
    """What all workers of a server share: where large answers go, MiB each may use (0: any), base of the instances."""

    folder: Path
    mebibytes: int
    base: str
    module: str = "kg.serve.workers.fork_server"  # run to fork workers from


def environment() -> dict[str, str]:
    """The environment of a process of ours: it finds this package, and text is UTF-8."""
    root = str(resources.PACKAGE.parent)
    paths = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1"}


async def start(setting: WorkerSetting, task: str) -> Worker:
    """A new process; ``task`` is ``read`` or ``write``."""
    command = [sys.executable, "-m", "kg.serve.workers.worker"]
    command += [str(setting.folder), str(setting.mebibytes), setting.base, task]
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=STREAM_LIMIT,
        env=environment(),
    )
    return Worker(process)
