"""A connection of a client: uvicorn's, for addresses of any length."""

from __future__ import annotations

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kg.serve.settings import LONGEST_ADDRESS

LONGEST_PARSED = 65_535  # bytes: the offsets of httptools' own parser of addresses have 16 bits


class HttpConnection(HttpToolsProtocol):
    """HTTP/1.1 with the parser of httptools; only so much of an address is kept as shows that it is too long."""

    def on_url(self, url: bytes) -> None:
        """Take a piece of the address."""
        if len(self.url) <= LONGEST_ADDRESS:
            super().on_url(url)

    def on_headers_complete(self) -> None:
        """Begin the request; the query of a long address passes the parser by (the task begins later than this)."""
        query = b""
        if len(self.url) > LONGEST_PARSED:
            self.url, _, query = self.url.partition(b"#")[0].partition(b"?")
        super().on_headers_complete()
        if query:
            self.scope["query_string"] = query
