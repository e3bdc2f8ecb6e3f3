"""What the server and a worker that answers directly share: messages with connections, and the present request.

Messages are datagrams whose first octet is their kind, mostly with the number of a connection behind it.
"""

from __future__ import annotations

import fcntl
import json
import mmap
import os
import signal
import socket
import struct
import sys
import time
from dataclasses import asdict
from pathlib import Path

from kg.serve.settings import ServerSettings

POSSIBLE = sys.platform == "linux" and hasattr(os, "fork")
LONGEST = 64 << 10  # bytes of a request, and of a message behind its head

# Of the server:
START, CONNECTION, STOP = b"p", b"g", b"s"
# Of the worker; the system sends ALARM, for the worker may be in the middle of a query:
ALARM = bytes([signal.SIGALRM]) if POSSIBLE else b""
CLOSED, NOT_MINE, REST, LAST_REST, YIELD, FINISHED = b"c", b"h", b"w", b"W", b"y", b"a"
HEAD = struct.Struct(">cQ")
PRESENT = struct.Struct("=QId?")
RIGHT = b"."


def message(kind: bytes, connection: int = 0, data: bytes = b"") -> bytes:
    """A message as it is sent."""
    return HEAD.pack(kind, connection) + data


def read(sent: bytes) -> tuple[bytes, int, bytes]:
    """Kind, connection and data of a message; of the alarm only the kind."""
    if len(sent) < HEAD.size:
        return sent, 0, b""
    kind, connection = HEAD.unpack_from(sent)
    return kind, connection, sent[HEAD.size :]


def pair() -> tuple[socket.socket, socket.socket]:
    """Two ends of a channel. Raises OSError."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def written(settings: ServerSettings) -> bytes:
    """Settings as JSON."""
    return json.dumps({**asdict(settings), "store": str(settings.store), "token": ""}).encode()


def settings_of(data: bytes) -> ServerSettings:
    """Settings from JSON."""
    fields = json.loads(data)
    return ServerSettings(**{**fields, "store": Path(fields["store"])})


class PresentRequest:
    """The request that the worker is at, in memory that both processes see, and the right to answer it.

    The system writes the octets of a request into this memory as the worker reads them, so that none is lost where the
    worker is killed; their number is known once the evaluation begins, until then they end before the zeros.

    The right is an octet that the worker has, except during an evaluation, when it lies in a pipe: either the worker
    takes it back and answers, or the server has taken it and then the answer is the server's affair.
    """

    def __init__(self, memory: int, reading: int, writing: int) -> None:
        self.descriptors = (memory, reading, writing)
        self._shared = mmap.mmap(memory, PRESENT.size + LONGEST)
        self._octets = memoryview(self._shared)[PRESENT.size :]
        self._connection = self._length = 0

    @classmethod
    def new(cls) -> PresentRequest:
        """A new one, of no request. Raises OSError."""
        memory = os.memfd_create("quanze-request") if sys.platform == "linux" else -1
        os.ftruncate(memory, PRESENT.size + LONGEST)
        reading, writing = os.pipe()
        fcntl.fcntl(reading, fcntl.F_SETFL, fcntl.fcntl(reading, fcntl.F_GETFL) | os.O_NONBLOCK)
        return cls(memory, reading, writing)

    def receive(self, connection: int, client: socket.socket) -> bytes:
        """The octets of a request of that connection, none where it has ended. Raises OSError."""
        self._connection = connection
        self._shared[: PRESENT.size] = PRESENT.pack(connection, 0, 0, False)  # noqa: FBT003 - positional only
        self._length = client.recv_into(self._octets)
        return bytes(self._octets[: self._length])

    def begin(self) -> None:
        """The evaluation of the request begins."""
        fields = (self._connection, self._length, time.process_time())
        self._shared[: PRESENT.size] = PRESENT.pack(*fields, False)  # noqa: FBT003 - positional only
        os.write(self.descriptors[2], RIGHT)

    def claim(self) -> bool:
        """Whether the right to answer was there; it is the caller's then."""
        try:
            return os.read(self.descriptors[1], 1) == RIGHT
        except BlockingIOError:
            return False

    def answer(self) -> None:
        """From now on the client may have some of the answer."""
        self._shared[PRESENT.size - 1] = True

    def end(self) -> None:
        """The request is answered."""
        self._shared[: PRESENT.size] = bytes(PRESENT.size)
        self._octets[: self._length] = bytes(self._length)
        self._connection = self._length = 0

    def request(self) -> tuple[int, bytes]:
        """Connection and octets of the request; 0 where there is none."""
        connection, length, _, _ = PRESENT.unpack(self._shared[: PRESENT.size])
        octets = bytes(self._octets[: length or LONGEST])
        return connection, octets if length else octets.rstrip(b"\0")

    @property
    def answering(self) -> bool:
        """Whether the client may have some of the answer."""
        return bool(self._shared[PRESENT.size - 1])

    @property
    def spent(self) -> float:
        """The seconds of processor time that the worker had used when it began."""
        spent: float = PRESENT.unpack(self._shared[: PRESENT.size])[2]
        return spent

    def close(self) -> None:
        """Give back what the system holds."""
        self._octets.release()
        self._shared.close()
        for descriptor in self.descriptors:
            os.close(descriptor)
