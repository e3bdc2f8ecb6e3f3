"""Pages saved as one file (.mht): the web pages among the parts of a MIME message (RFC 2557)."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADER = re.compile(
    rb"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,30}?(?:mime-version|content-type)[ \t]*:", re.IGNORECASE
)


def is_mht(data: bytes) -> bool:
    """Whether a file begins as a MIME message does."""
    return bool(_HEADER.match(data[:8192])) and b"text/html" in data[:1_000_000].lower()


def pages(data: bytes) -> Iterator[bytes]:
    """The bytes of every page in the file, with the encoding its part declares named in front.

    Sheets of a workbook saved so are pages of their own.
    """
    for part in message_from_bytes(data.lstrip(), policy=policy.compat32).walk():
        if part.get_content_type() == "text/html" and not part.is_multipart():
            content = part.get_payload(decode=True)
            encoding = part.get_content_charset()
            if isinstance(content, bytes) and content.strip():
                yield _declared(content, encoding)


def _declared(content: bytes, encoding: str | None) -> bytes:
    """A page says its own encoding, or its part does."""
    if encoding is None or b"charset" in content[:4096].lower() or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content
    return f'<html><meta charset="{encoding}">'.encode() + content
