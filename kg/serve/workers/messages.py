"""What server and workers say to each other over a pipe: a header in JSON and a body, their lengths before them."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asyncio import StreamReader
    from typing import BinaryIO

LENGTHS = struct.Struct(">II")


def pack(header: dict[str, Any], body: bytes = b"") -> bytes:
    """A message as bytes; header and body may have up to 4 GiB each."""
    packed = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return LENGTHS.pack(len(packed), len(body)) + packed + body


def read(pipe: BinaryIO) -> tuple[dict[str, Any], bytes]:
    """The next message of a blocking pipe.

    Raises EOFError: the other side is gone.
    """
    lengths = _exactly(pipe, LENGTHS.size)
    header, body = LENGTHS.unpack(lengths)
    return _header(_exactly(pipe, header)), _exactly(pipe, body)


async def receive(stream: StreamReader) -> tuple[dict[str, Any], bytes]:
    """The next message of a stream.

    Raises asyncio.IncompleteReadError: the other side is gone.
    """
    header, body = LENGTHS.unpack(await stream.readexactly(LENGTHS.size))
    return _header(await stream.readexactly(header)), await stream.readexactly(body)


def _header(data: bytes) -> dict[str, Any]:
    header: dict[str, Any] = json.loads(data.decode("utf-8", "surrogatepass"))
    return header


def _exactly(pipe: BinaryIO, length: int) -> bytes:
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return data
