"""A worker that answers clients itself: it reads their requests, evaluates them, writes the answers."""

from __future__ import annotations

import os
import select
import signal
import socket
import time
from contextlib import suppress
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from kg.serve import access_log
from kg.serve.compression import SMALLEST, Compression
from kg.serve.direct import channel
from kg.serve.direct.channel import PresentRequest
from kg.serve.direct.exchange import Waits, respond, response, scope_of
from kg.serve.direct.plain import Headers, PlainQuery
from kg.serve.middleware import Middleware
from kg.serve.protocol.refusal import Refusal, busy
from kg.serve.protocol.responses import query_tag
from kg.serve.service import query_job
from kg.serve.shortcut import Shortcut
from kg.serve.workers.pool import AT_ONCE
from kg.serve.workers.snapshots import Resting

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.serve.protocol.negotiate import Choice
    from kg.serve.protocol.request import Operation
    from kg.serve.settings import ServerSettings
    from kg.serve.workers.evaluate import Job
    from kg.serve.workers.worker import Reply

    Evaluate = Callable[[Job], Reply]

ALARM = 0.05  # seconds of one round of requests after which the server is told
KEPT = 75.0  # seconds that a connection is kept without a request, as the server does
SHORTEST = 1.0  # seconds; a query that allows itself less is the server's affair
LARGEST = 4 << 20  # bytes of an answer
COMPRESSED = 64 << 10  # bytes of an answer that is to be compressed
LOGGED = 0.1  # seconds that lines of the log wait


class Finished(Exception):  # noqa: N818 - a turn of events, said as one
    """The answer to the present request is given to the server; ``known`` says that the server waits for it already."""

    def __init__(self, reply: Reply, *, known: bool) -> None:
        self.reply, self.known = reply, known


class Evaluation:
    """What the routes ask of a service, done here and now (`kg.serve.service.QueryService`)."""

    def __init__(self, settings: ServerSettings, present: PresentRequest, evaluate: Evaluate) -> None:
        self.settings = settings
        self._editions, self._present, self._evaluate = Resting(settings.store), present, evaluate
        self.compressed = False
        self.prepared: Reply | None = None
        self._current = self._editions.current()

    @property
    def edition(self) -> str:
        """What tells the present content of the store from an earlier one; looked up here, and only here."""
        self._current = self._editions.current()
        return "".join(self._current)

    async def query(self, asked: Operation, choice: Choice, base: str, *_: object) -> Reply:
        """The answer, or the one that was prepared. Raises Refusal, Waits: the server should be asked; Finished."""
        reply, self.prepared = self.prepared or self.reply(asked, choice, base), None
        if "refused" in reply[0]:
            raise Refusal(**reply[0]["refused"])
        return reply

    def reply(self, asked: Operation, choice: Choice, base: str) -> Reply:
        """What a worker replies. Raises Waits: the server should be asked. Raises Finished."""
        job = query_job(self.settings, self._current, asked, choice, base)
        if job.seconds and job.seconds < SHORTEST:
            raise Waits
        self._present.begin()
        try:
            header, body = reply = self._evaluate(job)
        except Exception as error:
            if self._present.claim():
                raise
            raise Finished(({"refused": busy("工作进程出错", "a worker failed").plain()}, b""), known=True) from error
        if not self._present.claim():
            raise Finished(reply, known=True)
        if header.get("file") or len(body) > (COMPRESSED if self.compressed else LARGEST):
            raise Finished(reply, known=False)
        return reply


class Client:
    """A connection: its number, the addresses of both ends, when it last had an answer."""

    def __init__(self, number: int, connection: socket.socket) -> None:
        self.number, self.connection = number, connection
        self.ends = {"server": connection.getsockname()[:2], "client": connection.getpeername()[:2]}
        self.seen = time.monotonic()


class Answering:
    """Rounds of requests, until the server takes back the connections."""

    def __init__(
        self, control: socket.socket, settings: ServerSettings, present: PresentRequest, evaluate: Evaluate
    ) -> None:
        self._control, self._present = control, present
        self._service = Evaluation(settings, present, evaluate)
        self._clients: dict[int, Client] = {}
        self._headers = Headers()
        self._noted: list[tuple[Any, ...]] = []
        state = SimpleNamespace(state=SimpleNamespace(service=self._service))
        self._app = Middleware(
            Compression(Shortcut(cast("Any", state))), frozenset(), lambda *line: self._noted.append(line)
        )
        self._began = self._spent = 0.0
        self._written = False

    def serve(self, source: int) -> Reply | None:
        """Answer until told otherwise, or ``source`` has something; the reply that the server waits for, if it does."""
        poll = select.epoll()
        for descriptor in (source, self._control.fileno()):
            poll.register(descriptor, select.EPOLLIN)
        self._poll = poll
        try:
            while True:
                ready = poll.poll(LOGGED if self._noted else KEPT)
                if not ready:
                    self._rest()
                    continue
                signal.setitimer(signal.ITIMER_REAL, ALARM, ALARM)
                self._began, self._spent = time.monotonic(), time.process_time()
                if not self._round([descriptor for descriptor, _ in ready], source):
                    return None
        except Finished as finished:
            if not finished.known:
                self._tell(channel.FINISHED)
            return finished.reply
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            self._leave()

    def _round(self, ready: list[int], source: int) -> bool:
        """Look after all that is ready; whether there is more to do."""
        if source in ready:
            return False
        for descriptor in ready:
            if descriptor == self._control.fileno():
                if not self._heard():
                    return False
            elif descriptor in self._clients:
                self._answer(self._clients[descriptor])
            if time.monotonic() - self._began > ALARM and time.process_time() - self._spent > AT_ONCE:
                self._tell(channel.YIELD)
                return False
        signal.setitimer(signal.ITIMER_REAL, 0)
        return True

    def _heard(self) -> bool:
        while True:
            try:
                sent, descriptors, _, _ = socket.recv_fds(self._control, channel.HEAD.size, 1)
            except BlockingIOError:
                return True
            kind, number, _ = channel.read(sent)
            if kind != channel.CONNECTION or not descriptors:  # told to stop, or no more descriptors may be open
                if kind:
                    self._tell(channel.YIELD)
                return False
            with suppress(OSError):  # the client is gone before its connection is here
                connection = socket.socket(fileno=descriptors[0])
                connection.setblocking(False)  # noqa: FBT003 - positional only
                self._clients[connection.fileno()] = Client(number, connection)
                self._poll.register(connection.fileno(), select.EPOLLIN)

    def _answer(self, client: Client) -> None:
        try:
            data = self._present.receive(client.number, client.connection)
        except BlockingIOError:
            self._present.end()
            return
        except OSError:
            data = b""
        if not data:
            self._present.end()
            self._close(client)
            return
        self._service.prepared, self._written = None, False
        try:
            plain = self._headers.query(data)
            if not (plain and self._plain(client, plain)):
                self._usual(client, data)
        except Finished:
            raise
        except Exception:  # whatever it is, the server meets it and says so
            if self._written:
                raise
            self._forget(client, channel.NOT_MINE, data)
            self._present.end()
        else:
            self._present.end()
            client.seen = time.monotonic()

    def _plain(self, client: Client, query: PlainQuery) -> bool:
        """Answer a plain query, if its answer is plain as well; else it is prepared."""
        began, known = time.perf_counter(), query.headers
        self._service.compressed = known.codings
        here = query.here
        tag = query_tag(self._service.edition, query.asked, known.choice, here)
        header, body = self._service.prepared = self._service.reply(query.asked, known.choice, here)
        head = b"" if "refused" in header else known.head(header["type"], tag, len(body))
        if not head or (known.codings and len(body) >= SMALLEST):
            return False
        self._write(client, response(200, head, body))
        scope = {**client.ends, "method": "GET", "raw_path": query.path, "query_string": query.fields}
        self._noted.append((scope, 200, len(body), time.perf_counter() - began))
        return True

    def _usual(self, client: Client, data: bytes) -> None:
        """Let the application answer. Raises Waits, Finished."""
        scope = scope_of(data)
        if scope is None:
            raise Waits
        self._service.compressed = any(name == b"accept-encoding" for name, _ in scope["headers"])
        scope |= client.ends
        try:
            start = respond(self._app, scope, lambda octets: self._write(client, octets))
        except BaseException:
            self._noted.pop()
            raise
        self._headers.learn(data, scope, start)
        if scope["closes"] and client.connection.fileno() >= 0:
            self._close(client)

    def _write(self, client: Client, octets: bytes) -> None:
        self._written = True
        self._present.answer()
        try:
            sent = client.connection.send(octets)
        except BlockingIOError:
            sent = 0
        except OSError:
            self._close(client)
            return
        if sent < len(octets):
            rest = memoryview(octets)[sent:]
            while len(rest) > channel.LONGEST:
                self._tell(channel.REST, client.number, bytes(rest[: channel.LONGEST]))
                rest = rest[channel.LONGEST :]
            self._forget(client, channel.LAST_REST, bytes(rest))

    def _close(self, client: Client) -> None:
        with suppress(OSError):
            client.connection.shutdown(socket.SHUT_RDWR)
        self._forget(client, channel.CLOSED)

    def _forget(self, client: Client, kind: bytes, data: bytes = b"") -> None:
        """The connection is the server's again."""
        self._clients.pop(client.connection.fileno(), None)
        client.connection.close()
        self._tell(kind, client.number, data)

    def _tell(self, kind: bytes, number: int = 0, data: bytes = b"") -> None:
        while True:
            try:
                self._control.send(channel.message(kind, number, data))
            except BlockingIOError:
                select.select([], [self._control], [], 1)
            else:
                return

    def _rest(self) -> None:
        """What there is time for when nobody asks."""
        for line in self._noted:
            access_log.note(*line)
        self._noted.clear()
        access_log.flush()
        now = time.monotonic()
        for client in [client for client in self._clients.values() if now - client.seen > KEPT]:
            self._close(client)

    def _leave(self) -> None:
        self._poll.close()
        for client in self._clients.values():
            client.connection.close()
        self._clients.clear()
        self._rest()


def answer(control: socket.socket, source: int, evaluate: Evaluate) -> Reply | None:
    """Answer clients until the server takes the connections back; the reply that it waits for, if there is one."""
    settings = present = None
    while settings is None:
        select.select([control], [], [])
        sent, descriptors, _, _ = socket.recv_fds(control, channel.LONGEST, 3)
        if not sent:
            return None
        kind, _, data = channel.read(sent)
        if kind == channel.START:
            settings, present = channel.settings_of(data), PresentRequest(*descriptors)
        else:
            for descriptor in descriptors:  # sent while the worker was at a query that the server took over
                os.close(descriptor)
    if present is None:
        raise AssertionError("no memory was sent")
    access_log.to_stderr(access_log.PatientHandler)
    try:
        return Answering(control, settings, present, evaluate).serve(source)
    finally:
        present.close()
