"""Addresses: where the server is for a client, and which page of it stands for an identifier.

An identifier ``{base}id/law/…`` is at ``/id/law/…`` of the server and leads to ``/doc/law/…``. Identifiers are IRIs
with Chinese characters, addresses are URIs: only characters beyond ASCII change between them (RFC 3987, 3.1 and 3.2),
so that what is percent-encoded in an identifier stays so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from kg.graph.iris import ascii_form, segment

if TYPE_CHECKING:
    from starlette.requests import Request

AUTHORITY = re.compile(r"(?:[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?")
ENCODED = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
LOCAL_ID = "id/"


def origin(request: Request) -> str:
    """``http://host:port`` as the client sees it; a Host header that is none is passed over."""
    host: str = request.headers.get("host", "")
    if not AUTHORITY.fullmatch(host):
        name, port = request.scope.get("server") or ("localhost", None)
        host = f"[{name}]" if ":" in name else name
        host += f":{port}" if port else ""
    scheme: str = request.scope.get("scheme", "http")
    return f"{scheme}://{host}"


def address(request: Request) -> str:
    """The address asked, without a query."""
    return origin(request) + raw_path(request)


def raw_path(request: Request) -> str:
    """The path asked, as it came: percent-encoded."""
    path: bytes = request.scope["raw_path"]
    return path.decode("ascii", "replace").partition("?")[0]


def host(address: str) -> str:
    """The host of an origin or Host header, without port; empty where it is none.

    >>> host("http://[::1]:7880"), host("localhost:7880"), host("null")
    ('::1', 'localhost', 'null')
    """
    match = AUTHORITY.fullmatch(address.rpartition("//")[2])
    if not match:
        return ""
    name: str = re.sub(r":\d+$", "", match[0])
    return name.strip("[]").lower()


def iri_of(raw_path: str) -> str:
    """A URI path as IRI: characters beyond ASCII are shown where `mint` shows them, all else stays as it is.

    >>> iri_of("law/%E5%8A%B3%E5%8A%A8%E6%B3%95/50%25%20a")
    'law/劳动法/50%25%20a'
    """
    return ENCODED.sub(_shown, raw_path)


def _shown(match: re.Match[str]) -> str:
    try:
        return segment(unquote_to_bytes(match[0]).decode("utf-8"))
    except UnicodeDecodeError:
        return match[0]


def page_of(iri: str, base: str) -> str:
    """The path of the page about an identifier on this server.

    >>> page_of("https://w3id.org/quanze/id/law/劳动法", "https://w3id.org/quanze/")
    '/doc/law/%E5%8A%B3%E5%8A%A8%E6%B3%95'
    """
    here = iri.removeprefix(base + LOCAL_ID)
    if here != iri:
        return "/doc/" + ascii_form(here)
    return "/doc?iri=" + _parameter(iri)


def _parameter(iri: str) -> str:
    return re.sub(r"[^A-Za-z0-9._~:/-]", lambda sign: "".join(f"%{octet:02X}" for octet in sign[0].encode()), iri)
