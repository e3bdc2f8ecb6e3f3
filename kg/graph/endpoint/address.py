"""The address of a server: what a person typed, who asks, and where its parts may stand.

Servers put the services of SPARQL 1.1 where they like. Known: Oxigraph (/query, /store), Fuseki (/DATASET/sparql,
/DATASET/data), RDF4J and GraphDB (/repositories/NAME, …/rdf-graphs/service), Virtuoso (/sparql,
/sparql-graph-crud-auth), QLever and Stardog (one address for all).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit, urlunsplit

from kg.errors import Problem

_QUERY = ("", "/query", "/sparql")
_LAST = re.compile(r"/(?:query|sparql)$")
_STORES = ("/store", "/data")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server stands; ``url`` bears no password, so that it may be shown."""

    url: str
    user: str = ""
    password: str = field(default="", repr=False)

    def queries(self) -> tuple[str, ...]:
        """Where queries may be asked, the likeliest first."""
        return tuple(self.url + end for end in _QUERY)

    def graph_stores(self, query: str) -> tuple[str, ...]:
        """Where the Graph Store Protocol may be spoken if queries are asked at ``query``, the likeliest first."""
        beside = _LAST.sub("", query)
        stores = [beside + end for end in _STORES]
        stores += [f"{query}/rdf-graphs/service", f"{query}-graph-crud-auth", f"{query}-graph-crud", query]
        return tuple(dict.fromkeys(stores))


def is_address(given: object) -> bool:
    """Whether what a person typed is the address of a server, not a folder."""
    return isinstance(given, str) and re.match(r"https?://", given, re.IGNORECASE) is not None


def address(typed: str) -> Address:
    """The address a person typed, user and password apart. Raises Problem: it is none."""
    try:
        parts = urlsplit(typed.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or parts.scheme.lower() not in {"http", "https"} or parts.query or parts.fragment:
        zh = "不是端点地址；应为 http://host:7878/path"
        raise Problem("--endpoint", zh, "no address of an endpoint, such as http://host:7878/path")
    place = f"[{host}]" if ":" in host else host
    url = urlunsplit((parts.scheme.lower(), f"{place}:{port}" if port else place, parts.path.rstrip("/"), "", ""))
    return Address(url, unquote(parts.username or ""), unquote(parts.password or ""))
