"""The way of a query through the application: straight to its handler.

A short query is answered in less time than a framework needs to find out who answers it, so requests of the protocol
do not pass its routing and layers; everything else does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request

from kg.serve.middleware import refuse
from kg.serve.protocol.refusal import Refusal
from kg.serve.routes.sparql import sparql

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.types import Receive, Scope, Send

PATHS = ("/sparql", "/sparql/", "/query", "/query/")
METHODS = ("GET", "POST", "QUERY")


class Shortcut:
    """The application behind it, which need not see a query."""

    def __init__(self, app: Starlette) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http" or scope["path"] not in PATHS or scope["method"] not in METHODS:
            await self._app(scope, receive, send)
            return
        scope["app"] = self._app
        request = Request(scope, receive, send)
        try:
            response = await sparql(request)
        except (Refusal, HTTPException) as error:
            response = await refuse(request, error)
        await response(scope, receive, send)
