"""The forms of an answer: media type in, writer out. One table that negotiation, workers and descriptions share."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import QueryResultsFormat, RdfFormat

JSON_RESULTS = "application/sparql-results+json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class MediaType:
    """A way to write an answer.

    ``types`` are its media types, the registered one first; ``aliases`` are other names that clients give it in
    ``format=``; ``rows`` or ``graph`` is the store's own writer, where it has one; ``mark`` is what parts two rows and
    stands nowhere else (inside a JSON text a quotation mark is escaped, inside an XML text a ``<`` is).
    """

    name: str
    types: tuple[str, ...]
    rows: QueryResultsFormat | None = None
    graph: RdfFormat | None = None
    mark: bytes = b""
    aliases: tuple[str, ...] = ()


ROWS = (
    MediaType("json", (JSON_RESULTS, "application/json"), QueryResultsFormat.JSON, mark=b'},{"'),
    MediaType(
        "xml",
        ("application/sparql-results+xml", "application/xml", "text/xml"),
        QueryResultsFormat.XML,
        mark=b"<result>",
    ),
    MediaType("csv", ("text/csv",), QueryResultsFormat.CSV, mark=b"\r\n"),
    MediaType("tsv", ("text/tab-separated-values",), QueryResultsFormat.TSV, mark=b"\n"),
    MediaType("xlsx", (XLSX,)),
)
GRAPH = (
    MediaType("ttl", ("text/turtle", "application/x-turtle"), graph=RdfFormat.TURTLE, aliases=("turtle", "n3")),
    MediaType("nt", ("application/n-triples", "text/plain"), graph=RdfFormat.N_TRIPLES, aliases=("ntriples",)),
    MediaType(
        "jsonld",
        ("application/ld+json", "application/json"),
        graph=RdfFormat.JSON_LD,
        aliases=("json-ld", "json"),
    ),
    MediaType(
        "rdf",
        ("application/rdf+xml", "application/xml", "text/xml"),
        graph=RdfFormat.RDF_XML,
        aliases=("rdf+xml", "xml"),
    ),
    MediaType("trig", ("application/trig",), graph=RdfFormat.TRIG),
    MediaType("nq", ("application/n-quads",), graph=RdfFormat.N_QUADS),
)
BY_NAME = {form.name: form for form in (*ROWS, *GRAPH)}


def content_type(media_type: str) -> str:
    """The header value for a media type: texts say that they are UTF-8."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
