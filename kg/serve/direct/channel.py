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

from kg.serve.settings import Settings

POSSIBLE = sys.platform == "linux" and hasattr(os, "fork")
LONGEST = 64 << 10  # bytes of a request, and of a message behind its head

# Of the server:
START, CONNECTION, STOP = b"p", b"g", b"s"
# Of the worker; the system sends ALARM, for the worker may be in the middle of a query:
ALARM = bytes([signal.SIGALRM]) if POSSIBLE else b""
CLOSED, NOT_MINE, REST, LAST_REST, YIELD, FINISHED = b"c", b"h", b"w", b"W", b"y", b"a"
HEAD = struct.Struct(">cQ")
PRESENT = struct.Struct("=QId")
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


def written(settings: Settings) -> bytes:
    """Settings as JSON."""
    return json.dumps({**asdict(settings), "store": str(settings.store), "token": ""}).encode()


def settings_of(data: bytes) -> Settings:
    """Settings from JSON."""
    fields = json.loads(data)
    return Settings(**{**fields, "store": Path(fields["store"])})


class PresentRequest:
    """The request that the worker is at, in memory that both processes see, and the right to answer it.

    The right is an octet that the worker has, except during an evaluation, when it lies in a pipe: either the worker
    takes it back and answers, or the server has taken it and then the answer is the server's affair.
    """

    def __init__(self, memory: int, reading: int, writing: int) -> None:
        self.descriptors = (memory, reading, writing)
        self._shared = mmap.mmap(memory, PRESENT.size + LONGEST)

    @classmethod
    def new(cls) -> PresentRequest:
        """A new one, of no request. Raises OSError."""
        memory = os.memfd_create("quanze-request") if sys.platform == "linux" else -1
        os.ftruncate(memory, PRESENT.size + LONGEST)
        reading, writing = os.pipe()
        fcntl.fcntl(reading, fcntl.F_SETFL, fcntl.fcntl(reading, fcntl.F_GETFL) | os.O_NONBLOCK)
        return cls(memory, reading, writing)

    def begin(self, connection: int, request: bytes) -> None:
        """The evaluation of a request of that connection begins."""
        self._shared[: PRESENT.size] = PRESENT.pack(connection, len(request), time.process_time())
        self._shared[PRESENT.size : PRESENT.size + len(request)] = request
        os.write(self.descriptors[2], RIGHT)

    def claim(self) -> bool:
        """Whether the right to answer was there; it is the caller's then."""
        try:
            return os.read(self.descriptors[1], 1) == RIGHT
        except BlockingIOError:
            return False

    def end(self) -> None:
        """The request is answered."""
        self._shared[: PRESENT.size] = PRESENT.pack(0, 0, 0)

    def request(self) -> tuple[int, bytes]:
        """Connection and octets of the request; 0 where there is none."""
        connection, length, _ = PRESENT.unpack(self._shared[: PRESENT.size])
        return connection, self._shared[PRESENT.size : PRESENT.size + length]

    @property
    def spent(self) -> float:
        """The seconds of processor time that the worker had used when it began."""
        spent: float = PRESENT.unpack(self._shared[: PRESENT.size])[2]
        return spent

    def close(self) -> None:
        """Give back what the system holds."""
        self._shared.close()
        for descriptor in self.descriptors:
            os.close(descriptor)
