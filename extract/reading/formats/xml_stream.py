"""Large XML read as a stream: memory is what the handler keeps, not what the file holds."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Protocol
from xml.parsers import expat

from extract.model import Unreadable

if TYPE_CHECKING:
    import re

    from extract.reading.limits import Limits

#: What switches a property off in Office documents.
OFF = frozenset({"0", "false", "off", "none"})
_CHUNK = 1 << 16


class Handler(Protocol):
    """What is told of the elements of a document; names are without the prefix that the root element has."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """A piece of text."""


def parse(source: IO[bytes], handler: Handler, limits: Limits, left_out: re.Pattern[bytes] | None = None) -> None:
    """Tell ``handler`` of everything in ``source``, which is read in pieces.

    ``left_out`` are elements without content that nobody asks for: a sheet may have millions of empty cells, which are
    taken out faster than told of. Raises Unreadable past the limit of bytes and where the document declares entities,
    which no office program does; expat.ExpatError where it is no XML.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = _CHUNK

    def root(name: str, attributes: dict[str, str]) -> None:
        """Most documents have no prefix: their elements need no look at their names on the way."""
        prefix, colon, rest = name.partition(":")
        started, ended = handler.start, handler.end
        if colon and len(prefix) <= 3:
            prefix += colon
            parser.StartElementHandler = lambda name, attributes: started(name.removeprefix(prefix), attributes)
            parser.EndElementHandler = lambda name: ended(name.removeprefix(prefix))
        else:
            parser.StartElementHandler, parser.EndElementHandler, rest = started, ended, name
        started(rest, attributes)

    parser.StartElementHandler = root
    parser.CharacterDataHandler = handler.text
    parser.EntityDeclHandler = _refuse_entities
    size = 0
    rest = b""
    while chunk := source.read(_CHUNK):
        size += len(chunk)
        limits.check_size(size)
        if left_out is not None:
            whole, sign, rest = (rest + chunk).rpartition(b">")
            chunk = left_out.sub(b"", whole + sign)
            if len(rest) > _CHUNK:  # a long text, no element
                chunk, rest = chunk + rest, b""
        parser.Parse(chunk, False)  # noqa: FBT003 - the parser takes no keyword
    parser.Parse(rest, True)  # noqa: FBT003


def _refuse_entities(*_: object) -> None:
    raise Unreadable("", "文件声明了 XML 实体，不予读取", "declares XML entities, which is not read")
