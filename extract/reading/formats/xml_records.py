"""Lists as XML of portals: an element an item, with an element, or an attribute, a field."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

from extract.model import Unreadable
from extract.reading.formats import json_tables
from extract.reading.formats.damage import broken_is_unreadable
from extract.reading.formats.encoding import decode
from extract.reading.formats.xml_stream import parse
from extract.reading.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from extract.reading.grid import Blocks

_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\b")
#: The encoding a document declares: the parser knows few of them.
_ENCODING = re.compile(rb"(<\?xml[^>]{0,100}?)\s+encoding\s*=\s*[\"']([^\"'>]*)[\"']")
#: A document in another encoding is no larger: there are three of it for a while.
_LARGEST = 64 << 20
#: Documents within documents are no deeper.
_DEEPEST = 50


def is_xml(data: bytes) -> bool:
    """Whether a file begins as XML does, in an encoding that writes its tags as ASCII."""
    return _BEGINNING.match(data[:200]) is not None


def blocks(data: bytes, limits: Limits = DEFAULT) -> Blocks:
    """The blocks of a document as of the same data in JSON.

    Raises Unreadable where it is damaged, or has more elements than a 32nd of the limit of cells, as each takes some
    300 bytes.
    """
    if data.count(b"</") + data.count(b"/>") > _most(limits):
        raise _too_many()
    handler = _Values(limits)
    with broken_is_unreadable("XML"):
        parse(BytesIO(_as_utf8(data)), handler, limits)
    return json_tables.of_value(handler.whole, limits)


def _as_utf8(data: bytes) -> bytes:
    """The document in an encoding that the parser knows; most are in it."""
    declared = _ENCODING.match(data[:200].lstrip())
    if declared is None or declared[2].lower() in {b"utf-8", b"utf8"}:
        return data.lstrip()
    if len(data) > _LARGEST:
        raise _too_many()
    text = decode(data).lstrip()
    return declared[1] + text.encode()[declared.end() :]


def _most(limits: Limits) -> int:
    return max(1000, limits.cells // 32)


def _too_many() -> Unreadable:
    zh = "XML 的元素过多或者嵌套过深（--limit cells=… 的三十二分之一）；请另存为 .xlsx 或 .csv"
    en = "XML of too many elements or too deep (a 32nd of --limit cells=…); save it as .xlsx or .csv"
    return Unreadable("", zh, en)


class _Values:
    """Makes values of elements: a text, or an object by names, an array where a name comes again."""

    def __init__(self, limits: Limits) -> None:
        self.left = _most(limits)
        self.whole: Any = {}
        self.objects: list[dict[str, Any]] = [self.whole]
        self.texts: list[list[str]] = [[]]

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 - it is asked for at the end
        """An element begins."""
        self.left -= 1 + len(attributes)
        if self.left < 0 or len(self.objects) > _DEEPEST:
            raise _too_many()
        own = {key.rpartition(":")[2]: value for key, value in attributes.items() if not key.startswith("xmlns")}
        self.objects.append(own)
        self.texts.append([])

    def end(self, name: str) -> None:
        """An element ends: it is a value of the one around it."""
        value, text = self.objects.pop(), "".join(self.texts.pop()).strip()
        own: Any = text if not value else {**value, "text": text} if text else value
        around, name = self.objects[-1], name.rpartition(":")[2]
        if name not in around:
            around[name] = own
        elif isinstance(around[name], list):
            around[name].append(own)
        else:
            around[name] = [around[name], own]

    def text(self, data: str) -> None:
        """Text within an element."""
        self.texts[-1].append(data)
