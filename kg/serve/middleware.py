"""What every request passes: cross-origin access for reads, refusals as problems, one line in the access log."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.serve.access_log import note
from kg.serve.protocol.media_types import content_type
from kg.serve.protocol.negotiate import HTML, best
from kg.serve.protocol.refusal import PROBLEM_JSON, Refusal, address_too_long
from kg.serve.settings import LONGEST_ADDRESS
from kg.serve.templating import html, rendered

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

READ_METHODS = "GET, HEAD, POST, QUERY, OPTIONS"
OPEN_TO_ALL = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Link, Location, Retry-After"),
)
PREFLIGHT = {
    "Allow": READ_METHODS,
    "Access-Control-Allow-Methods": READ_METHODS,
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
PHRASES = {404: ("没有此地址", "there is nothing at this address"), 405: ("不支持此方法", "method not allowed")}


class Middleware:
    """The application behind it, for all the world to read.

    ``closed`` are the paths that other sites must not use; ``tell`` gets what is to be logged.
    """

    def __init__(
        self, app: ASGIApp, closed: frozenset[str], tell: Callable[[Scope, int, int, float], None] = note
    ) -> None:
        self._app, self._closed, self._tell = app, closed, tell

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request and tell of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, seen = time.perf_counter(), {"status": 0, "bytes": 0}
        shared = scope["path"] not in self._closed

        async def tell(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen["status"] = message["status"]
                extra = [(b"x-content-type-options", b"nosniff"), *(OPEN_TO_ALL if shared else ())]
                message = {**message, "headers": [*message["headers"], *extra]}
            else:
                seen["bytes"] += len(message.get("body", b""))
            await send(message)

        try:
            if scope["method"] == "OPTIONS" and shared:
                await Response(status_code=204, headers=PREFLIGHT)(scope, receive, tell)
            elif len(scope.get("raw_path", b"")) + len(scope["query_string"]) >= LONGEST_ADDRESS:
                await (await refuse(Request(scope), address_too_long()))(scope, receive, tell)
            else:
                await self._app(scope, receive, tell)
        finally:
            self._tell(scope, seen["status"], seen["bytes"], time.perf_counter() - began)


async def refuse(request: Request, error: Exception) -> Response:
    """The response for a refusal, or for what the framework refuses by itself."""
    if isinstance(error, HTTPException):
        zh, en = PHRASES.get(error.status_code, ("请求无效", error.detail))
        error = Refusal(error.status_code, "http", zh, en, headers=dict(error.headers or {}))
    if not isinstance(error, Refusal):
        raise error
    accept = request.headers.get("accept")
    media_type = best(accept, PROBLEM_JSON, "application/json", "text/plain", HTML) or PROBLEM_JSON
    if media_type == HTML:
        return html(rendered("refusal.html", it=error), error.status, error.headers)
    if media_type == "application/json":
        media_type = PROBLEM_JSON
    headers = {**error.headers, "Content-Type": content_type(media_type), "Vary": "Accept"}
    return Response(error.body(media_type), status_code=error.status, headers=headers)
