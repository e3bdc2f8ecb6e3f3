"""Answers compressed for the clients that ask for it (RFC 9110, 12.5.3).

Entity tags are weak and so the same for both forms of an answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware

from kg.serve.protocol.media_types import XLSX
from kg.serve.protocol.negotiate import prefers_gzip

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

SMALLEST = 1024  # bytes; what fits into a packet anyway stays as it is
LEVEL = 1  # the quickest: results are so repetitive that others save little more


class Compression:
    """The application behind it, with gzip where the client prefers it."""

    def __init__(self, app: ASGIApp) -> None:
        excluded = (*DEFAULT_EXCLUDED_CONTENT_TYPES, XLSX)
        self._app = GZipMiddleware(app, SMALLEST, LEVEL, exclude_content_types=excluded)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request; the middleware of starlette reads ``gzip;q=0`` as gzip, so it does not get to see it."""
        if scope["type"] == "http" and not prefers_gzip(Headers(scope=scope).get("accept-encoding", "")):
            headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
            scope = {**scope, "headers": headers}
        await self._app(scope, receive, send)
