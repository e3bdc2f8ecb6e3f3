"""The application: addresses and who answers at them."""

from __future__ import annotations

import gc
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.serve import templating
from kg.serve.compression import Compression
from kg.serve.middleware import Middleware, refuse
from kg.serve.overview import Counted
from kg.serve.protocol.refusal import Refusal
from kg.serve.routes import completion, description, health, linked_data, sparql
from kg.serve.service import QueryService
from kg.serve.shortcut import METHODS, PATHS, Shortcut

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
    from typing import Any

    from starlette.requests import Request
    from starlette.types import ASGIApp

    from kg.serve.direct.handover import Handover
    from kg.serve.settings import ServerSettings

HANDLERS: Mapping[Any, Callable[[Request, Exception], Awaitable[Response]]] = {Refusal: refuse, HTTPException: refuse}
UPDATE_PATHS = frozenset({"/update", "/update/"})


def application(settings: ServerSettings, handover: Handover | None = None) -> ASGIApp:
    """The ASGI application of a server; its processes live as long as its lifespan.

    ``handover`` gives connections to workers.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        service = QueryService(settings)
        app.state.service, app.state.counted = service, Counted()
        try:
            await service.open()
            if handover:
                handover.pool = service.pool
            gc.freeze()  # what is there now stays, and need not be looked through again
            yield
        finally:
            await service.close()

    answering = Starlette(routes=_routes(), lifespan=lifespan, exception_handlers=HANDLERS)
    return Middleware(Compression(Shortcut(answering)), UPDATE_PATHS)


def _routes() -> list[Route]:
    asked = [Route(path, sparql.sparql, methods=list(METHODS)) for path in PATHS]
    changed = [Route(path, sparql.update, methods=["POST"]) for path in sorted(UPDATE_PATHS)]
    return [
        *asked,
        *changed,
        Route("/", _home),
        Route("/health", health.health),
        Route("/void", description.void),
        Route("/.well-known/void", description.void),
        Route("/examples", completion.examples),
        Route("/question", completion.question),
        Route("/explain", completion.explain, methods=["POST"]),
        Route("/prefixes", completion.prefixes),
        Route("/completion", completion.completion),
        Route("/static/vocabulary.js", completion.vocabulary),
        Route("/static/{name}", _static),
        Route("/def", linked_data.vocabulary),
        Route("/code/{name:path}", linked_data.vocabulary),
        Route("/id/dataset", description.dataset),
        Route("/id/{name:path}", linked_data.identifier),
        Route("/doc/{name:path}", linked_data.document),
        Route("/doc", linked_data.any_document),
    ]


async def _home(_: Request) -> Response:
    return RedirectResponse("/sparql", status_code=303)


async def _static(request: Request) -> Response:
    response = templating.file(request.path_params["name"], request.headers.get("if-none-match", ""))
    if response is None:
        raise HTTPException(404)
    return response
