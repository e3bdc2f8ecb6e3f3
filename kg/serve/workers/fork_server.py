"""The process that workers are forked from.

It has read the code, so that a new worker takes a millisecond and not half a second, and has opened no store, so that a
fork is sound. The server sends one end of a socket for each worker it wants; what it is told are lines: ``forked PID``,
and ``ended PID CODE`` with the code as `subprocess` gives it (-9 for a process that was killed).
"""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from kg.serve.workers import worker

if TYPE_CHECKING:
    from collections.abc import Iterator


class Forked(Exception):  # noqa: N818 - a turn of events, said as one
    """The process is a new worker now; the descriptors are of its pipe and its channel to the server."""

    def __init__(self, descriptors: list[int]) -> None:
        self.descriptors = descriptors


def serve(control: socket.socket) -> None:
    """Fork workers until the server is gone. Raises Forked: in every worker."""
    wake, signalled = os.pipe()
    os.set_blocking(signalled, False)
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(signalled, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    while True:
        readable, _, _ = select.select([control.fileno(), wake], [], [])
        if wake in readable:
            with suppress(BlockingIOError):
                os.read(wake, 4096)
            for pid, code in _ended():
                _say(control, f"ended {pid} {code}")
        if control.fileno() in readable:
            asked, descriptors, _, _ = socket.recv_fds(control, 1, 2)
            if not asked:
                return
            if descriptors:
                _fork(control, (wake, signalled), descriptors)


def _fork(control: socket.socket, pipe: tuple[int, int], descriptors: list[int]) -> None:
    pid = os.fork()
    if pid == 0:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        control.close()
        for end in pipe:
            os.close(end)
        raise Forked(descriptors)
    for descriptor in descriptors:
        os.close(descriptor)
    _say(control, f"forked {pid}")


def _ended() -> Iterator[tuple[int, int]]:
    """The workers that ended since, each with its code."""
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        yield pid, os.waitstatus_to_exitcode(status)


def _say(control: socket.socket, line: str) -> None:
    with suppress(OSError):  # the server is gone; the next look at the socket says so
        control.sendall(f"{line}\n".encode())


def main(arguments: list[str], direct: worker.Direct | None = None) -> None:
    """Run as ``fork_server DESCRIPTOR FOLDER MEBIBYTES BASE``; the descriptor is of the socket to the server.

    ``direct`` is how a worker answers clients itself, where it can.
    """
    control = socket.socket(fileno=int(arguments[0]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then closes the sockets
    os.dup2(2, 1)
    gc.freeze()  # what is there now is shared by all workers, as long as nobody writes to it
    try:
        serve(control)
    except Forked as forked:
        pipe, channel = forked.descriptors
        for descriptor in forked.descriptors:
            os.set_inheritable(descriptor, False)  # noqa: FBT003 - positional only
        source, target = os.fdopen(pipe, "rb"), os.fdopen(os.dup(pipe), "wb")
        way = worker.DirectWay(socket.socket(fileno=channel), direct) if direct else None
        worker.run(source, target, [*arguments[1:], "read"], way)


if __name__ == "__main__":
    main(sys.argv[1:])
