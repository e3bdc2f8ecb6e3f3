"""A server asked as the embedded store is: the same two methods, the same terms, the same errors.

`kg.graph.store.Askable` is what both have in common; whoever asks a graph need not know which of the two it is.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse_query_results,
)

from kg.errors import Problem
from kg.graph.endpoint.connection import SILENCE, Connection

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from pyoxigraph import QueryBoolean, QueryTriples

    from kg.graph.endpoint.address import Address

FORM = "application/x-www-form-urlencoded"
JSON = "application/sparql-results+json"
TRIPLES = "application/n-triples"
ACCEPT = f"{JSON}, {TRIPLES};q=0.9"
_FIRST = "SELECT ?s WHERE { ?s ?p ?o } LIMIT 1"
_UNBOUND = ("?s", "?p", "?o")


class RemoteStore:
    """The graph of a server; every answer is read whole before it is given."""

    def __init__(self, connection: Connection, query_url: str) -> None:
        self.connection, self.query_url = connection, query_url

    def query(
        self, query: str, *, base_iri: str | None = None, prefixes: Mapping[str, str] | None = None
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """The answer to a query, as the embedded store gives it.

        Raises SyntaxError as that does, before the server is asked; Problem: the server does not answer, refuses, or
        answers something that is no result.
        """
        known = dict(prefixes or {})
        Store().query(query, base_iri=base_iri, prefixes=known)
        answer = self.connection.post(
            self.query_url, urlencode({"query": _headed(query, known)}).encode(), FORM, ACCEPT
        )
        self.connection.refuse(answer, "查询", "the query")
        return self._parsed(answer.headers.get("Content-Type", ""), answer.content)

    def quads_for_pattern(self, subject: Any, predicate: Any, object: Any, graph_name: Any = None) -> Iterator[Quad]:  # noqa: A002, ANN401 - as pyoxigraph has it
        """The quads of a pattern, None for any, in no order."""
        terms = [str(term or name) for term, name in zip((subject, predicate, object), _UNBOUND, strict=True)]
        pattern, given = " ".join(terms), (subject, predicate, object)
        merged, named = f"{{ {pattern} }}", f"{{ GRAPH {_graph(graph_name)} {{ {pattern} }} }}"
        where = merged if isinstance(graph_name, DefaultGraph) else named
        if graph_name is None:
            where = f"{merged} UNION {named}"
        for row in cast("QuerySolutions", self.query(f"SELECT ?s ?p ?o ?g WHERE {{ {where} }}")):
            s, p, o = (term or row[name[1:]] for term, name in zip(given, _UNBOUND, strict=True))
            graph = graph_name or row["g"] or DefaultGraph()
            yield Quad(cast("Any", s), cast("Any", p), cast("Any", o), cast("Any", graph))

    def _parsed(self, content_type: str, content: bytes) -> QuerySolutions | QueryBoolean | QueryTriples:
        try:
            if TRIPLES in content_type:
                return _constructed(content)
            json.loads(content)  # whole, or it is no JSON; the parser below would only find out row by row
            return parse_query_results(content, QueryResultsFormat.JSON)
        except (ValueError, SyntaxError, RecursionError) as error:
            zh = "此处的回答不是 SPARQL 结果，或者不完整；请检查端点地址"
            raise Problem(
                self.connection.address.url, zh, "no SPARQL results, or not all of them: look at the address"
            ) from error


def remote_store(address: Address, seconds: float = SILENCE) -> RemoteStore:
    """The store at an address, once it has answered a first query.

    ``seconds`` is the longest silence waited for, 0 for any. Raises Problem: nobody answers there, access is denied,
    or what answers is no SPARQL endpoint.
    """
    connection = Connection(address, seconds)
    for url in address.queries():
        answer = connection.post(url, urlencode({"query": _FIRST}).encode(), FORM, JSON)
        if answer.status_code in {401, 403}:
            connection.refuse(answer, "查询", "the query")
        if answer.ok and _is_result(answer.content):
            return RemoteStore(connection, url)
    zh = "此处不是 SPARQL 端点；请写查询地址，例如 http://host:7878/query"
    raise Problem(address.url, zh, "no SPARQL endpoint: give the address of queries, such as http://host:7878/query")


def _is_result(content: bytes) -> bool:
    try:
        return isinstance(json.loads(content)["results"]["bindings"], list)
    except (ValueError, LookupError, TypeError):
        return False


def _headed(query: str, prefixes: Mapping[str, str]) -> str:
    """The query with the prefixes declared that stand in it."""
    return "".join(f"PREFIX {name}: <{space}>\n" for name, space in prefixes.items() if f"{name}:" in query) + query


def _constructed(content: bytes) -> QueryTriples:
    """Triples as a query gives them: only a query makes an object of that class."""
    answered = Store()
    answered.load(content, RdfFormat.N_TRIPLES)
    return cast("QueryTriples", answered.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))


def _graph(name: NamedNode | None) -> str:
    return str(name) if isinstance(name, NamedNode) else "?g"
