"""The application: addresses and who answers at them."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from kg.doors.serve import assist, describe, endpoint, linked, pages
from kg.doors.serve.front import Front, refuse
from kg.doors.serve.overview import Counted
from kg.doors.serve.refusal import Refusal
from kg.doors.serve.service import Service

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
    from typing import Any

    from starlette.requests import Request
    from starlette.types import ASGIApp

    from kg.doors.serve.settings import Settings

ASK = ["GET", "POST", "QUERY"]
HANDLERS: Mapping[Any, Callable[[Request, Exception], Awaitable[Response]]] = {Refusal: refuse, HTTPException: refuse}
UPDATE_PATHS = frozenset({"/update", "/update/"})


def application(settings: Settings) -> ASGIApp:
    """The ASGI application of a server; its processes live as long as its lifespan."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        service = Service(settings)
        app.state.service, app.state.counted = service, Counted()
        try:
            await service.open()
            yield
        finally:
            await service.close()

    return Front(Starlette(routes=_routes(), lifespan=lifespan, exception_handlers=HANDLERS), UPDATE_PATHS)


def _routes() -> list[Route]:
    asked = [Route(path, endpoint.sparql, methods=ASK) for path in ("/sparql", "/sparql/", "/query", "/query/")]
    changed = [Route(path, endpoint.update, methods=["POST"]) for path in sorted(UPDATE_PATHS)]
    return [
        *asked,
        *changed,
        Route("/", _home),
        Route("/health", _health),
        Route("/void", describe.void),
        Route("/.well-known/void", describe.void),
        Route("/examples", assist.examples),
        Route("/prefixes", assist.prefixes),
        Route("/completion", assist.completion),
        Route("/static/{name}", _static),
        Route("/id/{name:path}", linked.identifier),
        Route("/doc/{name:path}", linked.document),
        Route("/doc", linked.any_document),
    ]


async def _home(_: Request) -> Response:
    return RedirectResponse("/sparql", status_code=303)


async def _health(request: Request) -> Response:
    """200 where a query is answered now."""
    service: Service = request.app.state.service
    await service.rows("SELECT (1 AS ?one) {}")
    workers = sum(worker.alive for worker in service.pool.workers)
    return JSONResponse({"status": "ok", "workers": workers}, headers={"Cache-Control": "no-store"})


async def _static(request: Request) -> Response:
    found = pages.file(request.path_params["name"], request.headers.get("if-none-match", ""))
    if found is None:
        raise HTTPException(404)
    return found
