"""Linked data: an identifier leads to the page about it (303), and that page has an RDF form for every taste."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from kg.graph import kinds
from kg.graph.terms import BASE
from kg.serve.protocol.addresses import LOCAL_ID, iri_of, origin, page_of, raw_path
from kg.serve.protocol.media_types import BY_NAME, GRAPH
from kg.serve.protocol.negotiate import HTML, Choice, best
from kg.serve.protocol.refusal import Refusal
from kg.serve.protocol.request import QUERY, Operation
from kg.serve.protocol.responses import respond, tag_of, unchanged
from kg.serve.templating import html, rendered

if TYPE_CHECKING:
    from starlette.requests import Request

    from kg.serve.service import QueryService

ENDINGS = {".html": HTML, **{f".{form.name}": form.types[0] for form in GRAPH}}
OFFERED = (HTML, *(form.types[0] for form in GRAPH))
FORM_OF = {form.types[0]: form.name for form in GRAPH}
ABOUT = "CONSTRUCT { %s ?p ?o . ?s ?q %s } WHERE { { %s ?p ?o } UNION { ?s ?q %s } }"
EXISTS = "SELECT ?p { { %s ?p ?o } UNION { ?s ?p %s } } LIMIT 1"


async def identifier(request: Request) -> Response:
    """303 from what is meant to what is said about it, in the form the client prefers."""
    name = _raw(request, "/id/")
    liked = best(request.headers.get("accept"), *OFFERED)
    ending = "" if liked in {None, HTML} else f".{FORM_OF[str(liked)]}"
    return RedirectResponse(f"/doc/{name}{ending}", status_code=303, headers={"Vary": "Accept"})


async def vocabulary(request: Request) -> Response:
    """303 from the vocabulary, a code list or a concept to what is said about it; their base does not move."""
    iri = BASE + iri_of(raw_path(request).removeprefix("/"))
    return RedirectResponse(page_of(iri, BASE), status_code=303, headers={"Vary": "Accept"})


async def document(request: Request) -> Response:
    """What is said about an identifier; an ending (.html, .ttl …) decides the form, else the Accept header."""
    service: QueryService = request.app.state.service
    name = _raw(request, "/doc/")
    for ending, media_type in ENDINGS.items():
        if name.endswith(ending):
            return await _described(
                request, service.settings.base + LOCAL_ID + iri_of(name.removesuffix(ending)), media_type
            )
    liked = best(request.headers.get("accept"), *OFFERED)
    if liked is None:
        raise Refusal(
            406, "not-acceptable", "不支持所请求的格式", "no form the client accepts", hint=", ".join(OFFERED)
        )
    return await _described(request, service.settings.base + LOCAL_ID + iri_of(name), liked)


async def any_document(request: Request) -> Response:
    """The same for any IRI of the store, given as ``iri=``."""
    iri = request.query_params.get("iri", "")
    return await _described(request, iri, best(request.headers.get("accept"), *OFFERED) or HTML)


def _raw(request: Request, root: str) -> str:
    return raw_path(request).removeprefix(root)


async def _described(request: Request, iri: str, media_type: str) -> Response:
    service: QueryService = request.app.state.service
    try:
        node = str(NamedNode(iri))
    except ValueError as error:
        raise HTTPException(404) from error
    tag = tag_of(node, service.edition, media_type)
    if unchanged(request, tag):
        return Response(status_code=304, headers={"ETag": tag, "Vary": "Accept"})
    if media_type == HTML:
        return await _page(service, iri, tag)
    if not await service.rows(EXISTS % (node, node)):
        raise HTTPException(404)
    asked = Operation(QUERY, ABOUT % (node, node, node, node))
    header, body = await service.query(asked, Choice(None, (media_type, FORM_OF[media_type])), origin(request) + "/")
    return respond(header, body, tag)


async def _page(service: QueryService, iri: str, tag: str) -> Response:
    page = await service.entity(iri)
    if page is None:
        raise HTTPException(404)
    here = page_of(iri, service.settings.base)
    forms = (
        []
        if "?" in here
        else [(name, BY_NAME[name].types[0], f"{here}.{name}") for name in ("ttl", "jsonld", "nt", "rdf")]
    )
    body = rendered("doc.html", it=page, forms=forms, facts=kinds.facts())
    links = ", ".join(f'<{href}>; rel="alternate"; type="{media_type}"' for _, media_type, href in forms)
    headers = {"ETag": tag, "Cache-Control": "no-cache"} if tag else {}
    return html(body, headers={**headers, **({"Link": links} if links else {})})
