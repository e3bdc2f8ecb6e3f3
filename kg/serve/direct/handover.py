"""Connections between the server and the worker that answers them itself: given, taken back, closed."""

from __future__ import annotations

import asyncio
import os
import socket
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from kg.serve.connection import HttpConnection
from kg.serve.direct import channel
from kg.serve.direct.answering import ALARM, KEPT
from kg.serve.direct.channel import PresentRequest
from kg.serve.workers.evaluate import Job
from kg.serve.workers.pool import AT_ONCE
from kg.serve.workers.process import Lost

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.serve.settings import ServerSettings
    from kg.serve.workers.pool import Pool
    from kg.serve.workers.process import Worker

PATIENCE = 2  # alarms after which a query is taken over however little it could do
CALM = 0.5  # seconds between looks whether anything runs, before connections are given away again
FAREWELL = 2.0  # seconds in which the worker may give the connections back when the server stops
UNUSED = 5.0  # seconds in which a request that a worker has begun must have asked for its answer


class Begun:
    """A worker that is at a query already, until somebody asks for it."""

    def __init__(self, worker: Worker, pool: Pool) -> None:
        self._worker: Worker | None = worker
        self._pool = pool
        asyncio.get_running_loop().call_later(UNUSED, self._drop)

    def take(self) -> Worker | None:
        """The worker, once."""
        worker, self._worker = self._worker, None
        return worker

    def _drop(self) -> None:
        if worker := self.take():
            worker.kill(Lost())
            self._pool.restore(worker)


class GivenConnection(HttpConnection):
    """A connection that may be given to a worker, and may come back from it with octets to read or to write first."""

    handover: Handover

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - uvicorn's
        super().__init__(*arguments, **named)
        self.usual = True  # as far as is known, a worker can answer what comes here
        self.unread = self.unwritten = b""
        self.begun: Begun | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin, unless a worker takes it."""
        super().connection_made(transport)
        if self.unwritten:
            transport.write(self.unwritten)
        if self.unread:
            self.data_received(self.unread)
        elif not self.handover.give(self):
            self.timeout_keep_alive_task = self.loop.call_later(KEPT, self.timeout_keep_alive_handler)

    def on_headers_complete(self) -> None:
        """Begin the request, at which a worker may be already."""
        super().on_headers_complete()
        if self.begun:
            self.scope["begun"] = self.begun.take()  # type: ignore[typeddict-unknown-key]
            self.begun = None

    @property
    def rests(self) -> bool:
        """Whether it is between two requests."""
        between = self.cycle is None or (self.cycle.response_complete and not self.cycle.more_body)
        quiet = not (self.pipeline or self.headers_open or self.transport.is_closing())
        return between and quiet and not self.transport.get_write_buffer_size()

    @property
    def headers_open(self) -> bool:
        """Whether a request has begun to arrive."""
        return self.headers is not None and (self.cycle is None or self.cycle.scope is not self.scope)


class Handover:
    """The connections that a worker answers, and the worker."""

    def __init__(self, settings: ServerSettings) -> None:
        self._settings = settings
        self.pool: Pool | None = None
        self._make: Callable[[], GivenConnection] | None = None
        self._worker: Worker | None = None
        self._present: PresentRequest | None = None
        self._control: socket.socket | None = None
        self._alarms = 0  # during the same request, which began
        self._since = 0.0  # seconds of processor time after the start of the worker
        self._given: dict[int, socket.socket] = {}
        self._number = 0
        self._rest = b""
        self._connections: set[Any] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    def open(self, make: Callable[[], GivenConnection], connections: set[Any]) -> None:
        """Begin; ``make`` makes the protocol of a connection, ``connections`` are those of the server."""
        if channel.POSSIBLE and not self._settings.update and self.pool:
            self._make, self._connections = make, connections
            self._look()

    async def close(self) -> None:
        """Take back everything, for the server to end it."""
        self._closed = True
        if self._control:
            with suppress(OSError):
                self._control.send(channel.message(channel.STOP))
        until = time.monotonic() + FAREWELL
        while self._worker and time.monotonic() < until:
            await asyncio.sleep(ALARM / 5)
        if self._worker:
            self._ended()
        await asyncio.gather(*self._tasks)

    def give(self, connection: GivenConnection) -> bool:
        """Let the worker have a connection; whether it has it now."""
        if self._control is None or not (connection.usual and connection.rests):
            return False
        mine = socket.socket(fileno=os.dup(connection.transport.get_extra_info("socket").fileno()))
        self._number += 1
        try:
            sent = channel.message(channel.CONNECTION, self._number)
            socket.send_fds(self._control, [sent], [mine.fileno()])
        except OSError:  # it has not looked after others for some time, or has ended
            mine.close()
            return False
        self._given[self._number] = mine
        connection.transport.abort()  # of the descriptor only: the worker has another
        return True

    def _look(self) -> None:
        """Give the connections to a worker, unless there is more to do than short queries."""
        if self._closed or self.pool is None or self._worker:
            return
        worker = None if self.pool.running else self.pool.lend()
        if worker is None or worker.control is None or not worker.alive:
            if worker:
                self.pool.restore(worker)
            asyncio.get_running_loop().call_later(CALM, self._look)
            return
        present = PresentRequest.new()
        worker.send(Job("", "", task="direct"))
        start = channel.message(channel.START, 0, channel.written(self._settings))
        control = worker.control.dup()  # open until its end is read, even where the worker's end is told earlier
        socket.send_fds(control, [start], present.descriptors)
        self._worker, self._control, self._present = worker, control, present
        self._rest, self._alarms = b"", 0
        asyncio.get_running_loop().add_reader(control.fileno(), self._heard)
        for connection in [*self._connections]:
            self.give(connection)

    def _heard(self) -> None:
        while self._control:
            try:
                sent = self._control.recv(channel.HEAD.size + channel.LONGEST)
            except BlockingIOError:
                return
            except OSError:
                sent = b""
            if sent:
                self._read(*channel.read(sent))
            else:
                self._ended(dead=True)

    def _read(self, kind: bytes, number: int, data: bytes) -> None:
        if kind == channel.CLOSED:
            self._given.pop(number).close()
        elif kind == channel.NOT_MINE:
            self._connect(number, unread=data)
        elif kind in {channel.REST, channel.LAST_REST}:
            self._rest += data
            if kind == channel.LAST_REST:
                self._connect(number, unwritten=self._rest)
                self._rest = b""
        elif kind == channel.ALARM:
            self._alarmed()
        elif kind == channel.FINISHED:
            self._take_over()
        elif kind == channel.YIELD and self.pool:
            worker = self._take_back()
            self.pool.restore(worker)

    def _alarmed(self) -> None:
        """It is at something for long: a query, or what it looks after itself; that never takes seconds.

        On a busy machine it may merely wait for a processor; then it is waited for, but not long.
        """
        if self._present is None or self._worker is None:
            return
        since = self._present.spent
        self._alarms = self._alarms + 1 if since == self._since else 1
        self._since = since
        self._worker.began(since)
        if self._worker.spent() < AT_ONCE and self._alarms < PATIENCE:
            return
        if self._present.claim():
            self._take_over()
        elif self._alarms * ALARM > FAREWELL:
            self._ended()

    def _take_over(self) -> None:
        """Look after the worker's query like after any other, and after the connections."""
        if self._present is None or self.pool is None:
            return
        number, request = self._present.request()
        since = self._present.spent
        worker, given = self._take(number)
        worker.began(since)
        self._connect_socket(given, unread=request, begun=Begun(worker, self.pool))

    def _ended(self, *, dead: bool = False) -> None:
        """The worker ends: what it was at is asked of another, unless the answer may be on its way.

        Of a worker that is ``dead`` it is known whether it began to answer; another has to be kept from it.
        """
        if self._present is None or self.pool is None or self._worker is None:
            return
        number, request = self._present.request()
        asked = not self._present.answering if dead else self._present.claim()
        given = self._given.pop(number, None)
        self._worker.kill(Lost())
        worker = self._take_back()
        self.pool.restore(worker)
        if given and asked:
            self._connect_socket(given, unread=request)
        elif given:
            given.close()

    def _take(self, number: int) -> tuple[Worker, socket.socket]:
        given = self._given.pop(number)
        return self._take_back(), given

    def _take_back(self) -> Worker:
        """The worker answers no clients any more."""
        worker, present = self._worker, self._present
        if worker is None or present is None:
            raise AssertionError("no worker answers clients")
        loop = asyncio.get_running_loop()
        if self._control:
            loop.remove_reader(self._control.fileno())
            self._control.close()
        self._worker = self._present = self._control = None
        present.close()
        for number in [*self._given]:
            self._connect(number)
        loop.call_later(CALM, self._look)
        return worker

    def _connect(self, number: int, unread: bytes = b"", unwritten: bytes = b"") -> None:
        self._connect_socket(self._given.pop(number), unread, unwritten)

    def _connect_socket(
        self, given: socket.socket, unread: bytes = b"", unwritten: bytes = b"", begun: Begun | None = None
    ) -> None:
        """Make a connection of the server from one that a worker had."""
        if self._make is None:
            raise AssertionError("not opened")
        connection = self._make()
        connection.unread, connection.unwritten, connection.begun = unread, unwritten, begun
        connection.usual = not unread or begun is not None
        given.setblocking(False)  # noqa: FBT003 - positional only
        task = asyncio.ensure_future(_connected(connection, given))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _connected(connection: GivenConnection, given: socket.socket) -> None:
    with suppress(OSError):  # the client is gone
        await asyncio.get_running_loop().connect_accepted_socket(lambda: connection, given)
