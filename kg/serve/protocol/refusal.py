"""What a client is told when it gets no answer: problem details (RFC 9457) with place and remedy, or plain text."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from kg.graph.terms import BASE
from kg.serve.settings import LONGEST_IN_ADDRESS

PROBLEM_JSON = "application/problem+json"
RETRY = {"Retry-After": "5"}


@dataclass(slots=True)
class Refusal(Exception):  # noqa: N818 - an answer of the protocol, said as one
    """A request that is not answered as asked.

    ``status`` is the HTTP status, ``kind`` names the case for programs, ``line`` and ``column`` count from 1 (0: none),
    ``excerpt`` is the line of the query with a caret under the place.
    """

    status: int
    kind: str
    zh: str
    en: str
    hint: str = ""
    line: int = 0
    column: int = 0
    excerpt: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        place = f"{self.line}:{self.column} " if self.line else ""
        lines = (f"{place}{self.zh} / {self.en}", self.excerpt, f"  {self.hint}" if self.hint else "")
        return "\n".join(line for line in lines if line)

    def body(self, media_type: str = PROBLEM_JSON) -> bytes:
        """The problem as JSON, or as plain text for any other media type."""
        if media_type != PROBLEM_JSON:
            return f"{self}\n".encode("utf-8", "replace")
        fields: dict[str, Any] = {
            "type": f"{BASE}problem/{self.kind}",
            "title": self.zh,
            "status": self.status,
            "detail": f"{self.zh} / {self.en}",
        }
        optional = {"line": self.line, "column": self.column, "hint": self.hint, "excerpt": self.excerpt}
        fields |= {name: value for name, value in optional.items() if value}
        return json.dumps(fields, ensure_ascii=False, indent=1).encode("utf-8", "replace")

    def plain(self) -> dict[str, Any]:
        """The refusal as plain values, from which `Refusal` makes it again."""
        return asdict(self)


def busy(zh: str, en: str) -> Refusal:
    """503 for now: the client may come again (RFC 9110, 15.6.4)."""
    return Refusal(503, "busy", zh, en, headers=dict(RETRY))


def syntax(zh: str, en: str, hint: str = "") -> Refusal:
    """400: the request does not keep to the protocol."""
    return Refusal(400, "bad-request", zh, en, hint=hint)


def address_too_long() -> Refusal:
    """414: the query does not fit into an address."""
    return Refusal(
        414,
        "too-long",
        f"地址中的查询超过{LONGEST_IN_ADDRESS}字节",
        f"a query of more than {LONGEST_IN_ADDRESS} bytes in the address",
        hint="应改用 POST / use POST",
    )


def gone() -> Refusal:
    """For the log: nobody is there to be told (the status is nginx's)."""
    return Refusal(499, "gone", "客户端已断开", "the client is gone")
