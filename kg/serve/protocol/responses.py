"""Answers on their way out: bytes from a worker or the file it left, with a tag of what was asked of which edition."""

from __future__ import annotations

import asyncio
import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from kg.serve.protocol.media_types import XLSX, content_type

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    from kg.serve.protocol.negotiate import Choice
    from kg.serve.protocol.request import Operation

CHUNK = 1 << 18
DOWNLOADS = {XLSX: "answer.xlsx", "text/csv": "answer.csv"}  # what people open with another program
NAMES = ("now", "rand", "uuid", "bnode", "service")  # answers differ from time to time
VARIES = re.compile(rf"\b(str)?({'|'.join(NAMES)})\b")


class FromFile(Response):
    """The content of a file that is removed once it is open or the response is over."""

    def __init__(self, path: str, length: int, headers: dict[str, str]) -> None:
        super().__init__(status_code=200, headers={**headers, "Content-Length": str(length)})
        self._path = Path(path)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI
        """Send it piece by piece."""
        try:
            with self._path.open("rb") as file:
                await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
                while chunk := await asyncio.to_thread(file.read, CHUNK):
                    await send({"type": "http.response.body", "body": chunk, "more_body": True})
                    if scope["method"] == "HEAD":  # a piece of it decides the headers; the server sends none
                        break
                await send({"type": "http.response.body", "body": b""})
        finally:
            self._path.unlink(missing_ok=True)


def respond(header: dict[str, Any], body: bytes, tag: str) -> Response:
    """The response for a worker's answer; ``tag`` is its entity tag, or empty."""
    headers = {"Content-Type": content_type(header["type"]), "Vary": "Accept"}
    if tag:
        headers |= {"ETag": tag, "Cache-Control": "no-cache"}  # may be kept, must be asked about
    if name := DOWNLOADS.get(header["type"]):
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
    if header["file"]:
        return FromFile(header["file"], header["length"], headers)
    return Response(body, headers=headers)


def tag_of(text: str, *further: object) -> str:
    """The entity tag of an answer: a hash of ``text``, the query or IRI, and of all else that decides the answer.

    Empty where time or chance decide as well. A weak one: the same graph may be written with its prefixes in another
    order.
    """
    lower = text.lower()
    for name in NAMES:
        if name in lower and VARIES.search(lower):
            return ""
    hashed = hashlib.blake2b(f"{len(text)}{further}".encode("utf-8", "replace"), digest_size=12)
    hashed.update(text.encode("utf-8", "replace"))
    return f'W/"{hashed.hexdigest()}"'


def query_tag(edition: str, asked: Operation, choice: Choice, here: str) -> str:
    """The entity tag of the answer to a query at an address."""
    return tag_of(asked.text, edition, asked.default, asked.named, asked.format, choice.rows, choice.graph, here)


def unchanged(request: Request, tag: str) -> bool:
    """Whether the client holds the answer of that tag already (RFC 9110, 13.1.2)."""
    tags = request.headers.get("if-none-match", "")
    return bool(tag) and tag in {part.strip() for part in tags.split(",")}
