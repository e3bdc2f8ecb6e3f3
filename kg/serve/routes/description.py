"""What the server says of itself: service description (SPARQL 1.1 QueryService Description) and VoID."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pyoxigraph import Literal, NamedNode, Triple, serialize
from starlette.responses import RedirectResponse, Response

from kg.builds.card import LICENCE
from kg.graph.terms import DCT, RDF_TYPE, XSD_INTEGER
from kg.serve.overview import Counted, StoreOverview
from kg.serve.protocol.addresses import origin
from kg.serve.protocol.media_types import BY_NAME, GRAPH, content_type
from kg.serve.protocol.negotiate import HTML, best, choose
from kg.serve.protocol.refusal import Refusal
from kg.serve.templating import html, rendered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request

    from kg.serve.service import QueryService
    from kg.serve.settings import ServerSettings

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FORMATS = "http://www.w3.org/ns/formats/"
FORMAT_NAMES = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG", "N-Quads",
)  # fmt: skip


async def service_description(request: Request) -> Response:
    """The description of the service in the RDF form the client prefers."""
    accept, wanted = request.headers.get("accept"), request.query_params.get("format", "")
    service: QueryService = request.app.state.service
    here = origin(request) + "/sparql"
    return _graph(
        [*_service(here, service.settings), *_dataset(here, service.settings.base, await _known(request))],
        accept,
        wanted,
        service,
    )


async def void(request: Request) -> Response:
    """The description of the data: how much there is, of what classes, with which properties."""
    service: QueryService = request.app.state.service
    accept, known = request.headers.get("accept"), await _known(request)
    wanted = request.query_params.get("format", "")
    if not wanted and best(accept, *(form.types[0] for form in GRAPH), HTML) == HTML:
        return html(rendered("overview.html", service.settings.base, it=known))
    return _graph(list(_dataset(origin(request) + "/sparql", service.settings.base, known)), accept, wanted, service)


async def dataset(_: Request) -> Response:
    """303 from the data set to its description."""
    return RedirectResponse("/void", status_code=303, headers={"Vary": "Accept"})


async def _known(request: Request) -> StoreOverview:
    """The overview of the data; an empty one where a store is too large to be counted in time."""
    counted: Counted = request.app.state.counted
    try:
        return await counted.of(request.app.state.service)
    except Refusal:
        return StoreOverview()


def _service(here: str, settings: ServerSettings) -> Iterator[Triple]:
    this = NamedNode(here)
    yield Triple(this, RDF_TYPE, NamedNode(SD + "QueryService"))
    yield Triple(this, NamedNode(SD + "endpoint"), this)
    languages = ["SPARQL11Query", *(["SPARQL11Update"] if settings.update else [])]
    for language in languages:
        yield Triple(this, NamedNode(SD + "supportedLanguage"), NamedNode(SD + language))
    for name in FORMAT_NAMES:
        yield Triple(this, NamedNode(SD + "resultFormat"), NamedNode(FORMATS + name))
    if settings.service:
        yield Triple(this, NamedNode(SD + "feature"), NamedNode(SD + "BasicFederatedQuery"))
    yield Triple(this, NamedNode(SD + "defaultDataset"), NamedNode(f"{settings.base}id/dataset"))


def _dataset(here: str, base: str, known: StoreOverview) -> Iterator[Triple]:
    data, default = NamedNode(f"{base}id/dataset"), NamedNode(here + "#default-graph")
    yield Triple(data, RDF_TYPE, NamedNode(SD + "Dataset"))
    yield Triple(data, RDF_TYPE, NamedNode(VOID + "Dataset"))
    yield Triple(data, NamedNode(DCT + "title"), Literal("权责清单知识图谱", language="zh"))
    yield Triple(data, NamedNode(DCT + "license"), NamedNode(LICENCE))
    yield Triple(data, NamedNode(VOID + "sparqlEndpoint"), NamedNode(here))
    yield Triple(data, NamedNode(SD + "defaultGraph"), default)
    yield Triple(default, RDF_TYPE, NamedNode(SD + "Graph"))
    for number, name in enumerate(known.graphs, 1):
        graph = NamedNode(f"{here}#graph-{number}")
        yield Triple(data, NamedNode(SD + "namedGraph"), graph)
        yield Triple(graph, RDF_TYPE, NamedNode(SD + "NamedGraph"))
        yield Triple(graph, NamedNode(SD + "name"), NamedNode(name))
    if known.terms:
        yield Triple(default, NamedNode(VOID + "triples"), _count(known.triples))
    for number, term in enumerate(known.terms, 1):
        part = NamedNode(f"{here}#part-{number}")
        kind, size = ("class", "entities") if term.is_class else ("property", "triples")
        yield Triple(data, NamedNode(f"{VOID}{kind}Partition"), part)
        yield Triple(part, NamedNode(VOID + kind), NamedNode(term.iri))
        yield Triple(part, NamedNode(VOID + size), _count(term.count))


def _count(number: int) -> Literal:
    return Literal(str(number), datatype=XSD_INTEGER)


def _graph(triples: list[Triple], accept: str | None, wanted: str, service: QueryService) -> Response:
    media_type, name = choose(accept, wanted).graph or (GRAPH[0].types[0], GRAPH[0].name)
    form = BY_NAME[name].graph
    prefixes = {**service.prefixes, "sd": SD, "void": VOID}
    body = cast("bytes", serialize(triples, format=form, prefixes=prefixes))
    return Response(body, headers={"Content-Type": content_type(media_type), "Vary": "Accept"})
