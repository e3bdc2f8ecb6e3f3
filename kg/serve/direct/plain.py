"""Queries of clients whose headers are known: neither headers nor the head of the answer need to be made out again.

A client's library sends the same headers with every query. What they mean is kept from the first answer that the
application gave to them, and so is the head of that answer, in which only date, length and tag are others.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from starlette.requests import Request

from kg.serve.protocol.addresses import origin
from kg.serve.protocol.form_fields import Undecoded, decoded
from kg.serve.protocol.negotiate import Choice, choose
from kg.serve.protocol.refusal import Refusal
from kg.serve.protocol.request import QUERY, Operation

if TYPE_CHECKING:
    from starlette.types import Message

VERSION = b" HTTP/1.1\r\n"
ASKED = {b"GET /sparql": b"/sparql", b"GET /query": b"/query"}  # before the query, and the path
SIGNS = bytes(sign for sign in range(0x21, 0x7F) if sign != ord("#"))  # no space, no fragment
DECISIVE = {b"if-none-match", b"range"}  # headers of one request
KNOWN = 256  # sets of headers


@dataclass(frozen=True, slots=True)
class KnownHeaders:
    """What the headers of a client mean: its name for the server, the forms it accepts, whether it takes codings.

    ``heads`` are the fields of an answer, by media type and whether it has a tag.
    """

    origin: str
    choice: Choice
    codings: bool
    heads: dict[tuple[str, bool], bytes] = field(default_factory=dict)

    def head(self, media_type: str, tag: str, length: int) -> bytes:
        """The fields of an answer of that length; empty where no such answer was given yet."""
        known = self.heads.get((media_type, bool(tag)), b"")
        return known and known % {b"etag": tag.encode(), b"length": length}


@dataclass(frozen=True, slots=True)
class PlainQuery:
    """A query of a client whose headers are known; ``path`` and ``fields`` are its address as sent."""

    headers: KnownHeaders
    path: bytes
    fields: bytes
    asked: Operation

    @property
    def here(self) -> str:
        """The address without the query."""
        return self.headers.origin + self.path.decode()


class Headers:
    """The headers that are known, by their octets."""

    def __init__(self) -> None:
        self._known: OrderedDict[bytes, KnownHeaders] = OrderedDict()

    def query(self, data: bytes) -> PlainQuery | None:
        """The query of a request that has nothing but a query, and headers that are known."""
        line, _, rest = data.partition(VERSION)
        known = self._known.get(rest)
        before, _, query = line.partition(b"?query=")
        path = ASKED.get(before)
        if known is None or path is None or b"&" in query or query.translate(None, SIGNS):
            return None
        try:
            text = decoded(query)
        except (ValueError, Undecoded):
            return None
        return PlainQuery(known, path, line[len(before) + 1 :], Operation(QUERY, text))

    def learn(self, data: bytes, scope: dict[str, Any], start: Message) -> None:
        """Know the headers of a request that was answered so."""
        names = {name for name, _ in scope["headers"]}
        answer = dict(start["headers"])
        if start["status"] != 200 or scope["method"] != "GET" or scope["closes"] or names & DECISIVE:
            return
        if b"content-encoding" in answer:
            return
        rest = data.partition(VERSION)[2]
        if rest not in self._known:
            request = Request(scope)
            try:
                choice = choose(request.headers.get("accept"))
            except Refusal:  # this time the query itself said in which form it is answered
                return
            self._known[rest] = KnownHeaders(origin(request), choice, b"accept-encoding" in names)
            while len(self._known) > KNOWN:
                self._known.popitem(last=False)
        media_type = answer[b"content-type"].decode("latin-1").partition(";")[0]
        self._known[rest].heads[media_type, b"etag" in answer] = b"".join(map(_pattern, start["headers"]))


def _pattern(header: tuple[bytes, bytes]) -> bytes:
    name, value = header
    value = {b"etag": b"%(etag)b", b"content-length": b"%(length)d"}.get(name, value.replace(b"%", b"%%"))
    return b"\r\n%b: %b" % (name.replace(b"%", b"%%"), value)
