"""Answers compressed for the clients that ask for it (RFC 9110, 12.5.3; Zstandard: RFC 8878).

Entity tags are weak and so the same for all forms of an answer.
"""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipResponder, IdentityResponder

from kg.serve.protocol.media_types import XLSX
from kg.serve.protocol.negotiate import coding

if sys.version_info >= (3, 14):
    from compression.zstd import ZstdCompressor
else:
    from backports.zstd import ZstdCompressor

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SMALLEST = 1024  # bytes; what fits into a packet anyway stays as it is
GZIP_LEVEL = 1  # the quickest: results are so repetitive that others save little more
IN_A_THREAD = 128 << 10  # bytes; smaller pieces do not hold others up
EXCLUDED = (*DEFAULT_EXCLUDED_CONTENT_TYPES, XLSX)


class Compression:
    """The application behind it, with its answers in the coding that the client prefers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        chosen = "" if scope["type"] != "http" else coding(_accepted(scope))
        if chosen == "zstd":
            await ZstdResponder(self._app)(scope, receive, send)
        elif chosen == "gzip":
            gzip = GZipResponder(
                self._app, SMALLEST, GZIP_LEVEL, thread_minimum_size=IN_A_THREAD, exclude_content_types=EXCLUDED
            )
            await gzip(scope, receive, send)
        else:
            await self._app(scope, receive, _varying(send))


class ZstdResponder(IdentityResponder):
    """A response in Zstandard; what starlette's own responder does for gzip."""

    content_encoding = "zstd"

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app, SMALLEST, exclude_content_types=EXCLUDED)
        self._compressor: ZstdCompressor | None = None

    async def apply_compression(self, body: bytes, *, more_body: bool) -> bytes:
        """The next piece; the last one ends the frame."""
        if len(body) >= IN_A_THREAD:
            return await asyncio.to_thread(self._compressed, body, more_body)
        return self._compressed(body, more_body)

    def _compressed(self, body: bytes, more_body: bool) -> bytes:
        self._compressor = self._compressor or ZstdCompressor()
        if more_body:
            return self._compressor.compress(body, ZstdCompressor.FLUSH_BLOCK)
        return self._compressor.compress(body, ZstdCompressor.FLUSH_FRAME)


def _accepted(scope: Scope) -> str:
    return ", ".join(value.decode("latin-1") for name, value in scope["headers"] if name == b"accept-encoding")


def _varying(send: Send) -> Send:
    """Tell caches that another client may get another coding."""

    async def varying(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(raw=message["headers"]).add_vary_header("Accept-Encoding")
        await send(message)

    return varying
