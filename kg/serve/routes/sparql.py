"""``/sparql`` and ``/update``: requests of the SPARQL Protocol, answered."""

from __future__ import annotations

import asyncio
import secrets
from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect
from starlette.responses import Response

from kg.serve.protocol.addresses import address, host
from kg.serve.protocol.media_types import GRAPH
from kg.serve.protocol.negotiate import HTML, best, choose
from kg.serve.protocol.refusal import Refusal, address_too_long, gone
from kg.serve.protocol.request import QUERY, UPDATE, WITH_BODY, StatedDataset, media_type, operation, pairs
from kg.serve.protocol.responses import query_tag, respond, unchanged
from kg.serve.routes.description import service_description
from kg.serve.settings import LONGEST_IN_ADDRESS, LONGEST_QUERY, LONGEST_UPDATE, LOOPBACK
from kg.serve.templating import query_page

if TYPE_CHECKING:
    from starlette.requests import Request

    from kg.serve.service import QueryService


BODY_SECONDS = 60
GRAPH_TYPES = tuple(form.types[0] for form in GRAPH)


async def sparql(request: Request) -> Response:
    """Answer a query; without one, the query page for people and the service description for programs."""
    service: QueryService = request.app.state.service
    asked = operation(await _stated_dataset(request, LONGEST_QUERY), QUERY)
    accept = request.headers.get("accept")
    if asked and request.method not in WITH_BODY and len(asked.text.encode()) > LONGEST_IN_ADDRESS:
        raise address_too_long()
    if asked is None:
        if "format" not in request.query_params and best(accept, *GRAPH_TYPES, HTML) == HTML:
            return query_page()
        return await service_description(request)
    if request.method == "GET" and not asked.format and accept and _wants_page(accept):
        return query_page()
    choice = choose(accept, asked.format)
    here = address(request)
    tag = query_tag(service.edition, asked, choice, here) if request.method in {"GET", "HEAD"} else ""
    if unchanged(request, tag):
        return Response(status_code=304, headers={"ETag": tag, "Vary": "Accept"})

    async def left() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    header, body = await service.query(asked, choice, here, left, request.scope.get("begun"))
    return respond(header, body, tag)


async def update(request: Request) -> Response:
    """Change the store, where the server was started for that and the client may."""
    service: QueryService = request.app.state.service
    if not service.settings.update:
        raise Refusal(403, "read-only", "此服务为只读", "this server is read-only", hint="quanze serve --update")
    _authorise(request, service.settings.token)
    asked = operation(await _stated_dataset(request, LONGEST_UPDATE), UPDATE)
    if asked is None:
        raise Refusal(405, "http", "更新须使用 POST", "an update is a POST", headers={"Allow": "POST"})
    await service.update(asked, address(request))
    return Response(status_code=204)


def _wants_page(accept: str) -> bool:
    """Whether a browser's address bar asks: it names HTML, and nothing that SPARQL results come in before it."""
    return HTML in accept and best(accept, "application/sparql-results+json", "text/turtle", "text/csv", HTML) == HTML


def _authorise(request: Request, token: str) -> None:
    """Let pass who knows the token; without one, programs on this machine, but no page of another site.

    Raises Refusal: 401 or 403.
    """
    if token:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not secrets.compare_digest(given.strip().encode("latin-1"), token.encode()):
            headers = {"WWW-Authenticate": 'Bearer realm="quanze"'}
            raise Refusal(401, "token", "需要访问令牌", "a bearer token is needed", headers=headers)
        return
    asking = [host(request.headers.get("host", "")), host(request.headers.get("origin", "http://localhost"))]
    if not LOOPBACK.issuperset(asking):
        raise Refusal(403, "origin", "只接受本机的更新", "updates from this machine only")


async def _stated_dataset(request: Request, longest: int) -> StatedDataset:
    """The request as the protocol reads it. Raises Refusal: 413 where the body is too long."""
    kind, charset = media_type(request.headers.get("content-type", ""))
    fields = pairs(request.scope["query_string"])
    body = await body_of(request, longest) if request.method in WITH_BODY else b""
    return StatedDataset(request.method, kind, charset, fields, body)


async def body_of(request: Request, longest: int) -> bytes:
    """The body of a request. Raises Refusal: too long (413), too slow (408), or the client left in its middle."""
    whole: bytes | None = request.scope.get("body")
    if whole is not None:  # the request came in one piece
        return whole
    pieces, length = [], 0
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for piece in request.stream():
                pieces.append(piece)
                length += len(piece)
                if length > longest:
                    raise Refusal(413, "too-long", f"请求超过{longest}字节", f"a request of more than {longest} bytes")
    except TimeoutError as error:
        raise Refusal(408, "too-slow", "请求未在时限内发送完毕", "the request did not arrive in time") from error
    except ClientDisconnect as error:
        raise gone() from error
    return b"".join(pieces)
