"""A request from octets and its response to octets, for requests that came whole and in the usual form."""

from __future__ import annotations

import time
from email.utils import formatdate
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import httptools

from kg.serve.shortcut import PATHS

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from starlette.types import ASGIApp, Message

METHODS = frozenset({b"GET", b"POST"})
TARGETS = frozenset(path.encode() for path in PATHS)
UNUSUAL = (b"expect", b"upgrade", b"forwarded", b"x-forwarded-for", b"x-forwarded-proto")
STATUS = {status.value: f"HTTP/1.1 {status.value} {status.phrase}\r\ndate: ".encode() for status in HTTPStatus}


class Waits(Exception):  # noqa: N818 - a turn of events, said as one
    """The application would wait for something, or does not answer in one piece."""


class RequestReader:
    """A request as httptools finds it."""

    def __init__(self) -> None:
        self.url = self.body = b""
        self.headers: list[tuple[bytes, bytes]] = []
        self.begun = self.complete = 0

    def on_message_begin(self) -> None:
        """Another request."""
        self.begun += 1

    def on_url(self, url: bytes) -> None:
        """A piece of the address."""
        self.url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header field."""
        self.headers.append((name.lower(), value))

    def on_body(self, body: bytes) -> None:
        """A piece of the body."""
        self.body += body

    def on_message_complete(self) -> None:
        """The request is whole."""
        self.complete += 1


def scope_of(data: bytes) -> dict[str, Any] | None:
    """The ASGI scope of a request for a query, with ``body``, and ``closes`` where it is the last of its connection.

    None for anything else: what is not whole, more than one request, another address or method, a page for people, a
    proxy's request.
    """
    reader = RequestReader()
    parser = httptools.HttpRequestParser(reader)
    try:
        parser.feed_data(data)
    except (httptools.HttpParserError, httptools.HttpParserUpgrade):
        return None
    if (reader.begun, reader.complete) != (1, 1) or parser.get_http_version() != "1.1":
        return None
    path, _, query = reader.url.partition(b"?")
    method = parser.get_method()
    if path not in TARGETS or method not in METHODS or b"#" in query or not (query or method == b"POST"):
        return None
    if any(name in UNUSUAL or (name == b"accept" and b"text/html" in value) for name, value in reader.headers):
        return None
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "scheme": "http",
        "root_path": "",
        "headers": reader.headers,
        "state": {},
        "method": method.decode("ascii"),
        "path": path.decode("ascii"),
        "raw_path": path,
        "query_string": query,
        "body": reader.body,
        "closes": any(name == b"connection" and b"close" in value.lower() for name, value in reader.headers),
    }


def respond(app: ASGIApp, scope: dict[str, Any], write: Callable[[bytes], None]) -> Message:
    """Let the application answer; ``write`` gets the response.

    The start of the response. Raises Waits, and what the application raises.
    """
    start: Message = {}

    async def receive() -> Message:
        raise Waits

    async def send(part: Message) -> None:
        nonlocal start
        if part["type"] == "http.response.start":
            start = part
        elif part.get("more_body"):
            raise Waits
        else:
            fields = _fields(start) + (b"\r\nconnection: close" if scope["closes"] else b"")
            write(response(start["status"], fields, part.get("body", b"")))

    running: Coroutine[Any, Any, None] = app(scope, receive, send)  # type: ignore[assignment]
    try:
        running.send(None)
    except StopIteration:
        return start
    running.close()
    raise Waits


def response(status: int, fields: bytes, body: bytes) -> bytes:
    """A response; each of its fields but the date stands behind an end of line."""
    return b"".join((STATUS[status], _date(int(time.time())), fields, b"\r\n\r\n", body))


def _fields(start: Message) -> bytes:
    return b"".join([b"\r\n%b: %b" % field for field in start["headers"]])


@lru_cache(maxsize=1)
def _date(now: int) -> bytes:
    return formatdate(now, usegmt=True).encode()
