"""Large XML read as a stream: memory is what the handler keeps, not what the file holds."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Protocol
from xml.parsers import expat

from extract.model import Unreadable

if TYPE_CHECKING:
    from extract.reading.limits import Limits

_CHUNK = 1 << 16


class Handler(Protocol):
    """What is told of the elements of a document, by their names without namespace prefix."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins; its attributes have their names without prefix too."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """A piece of text."""


def parse(source: IO[bytes], handler: Handler, limits: Limits) -> None:
    """Tell ``handler`` of everything in ``source``, which is read in pieces.

    Raises Unreadable past the limit of bytes and where the document declares entities, which no office program does;
    expat.ExpatError where it is no XML.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = _CHUNK
    names: dict[str, str] = {}

    def local(name: str) -> str:
        found = names.get(name)
        if found is None:
            found = names[name] = name.rpartition(":")[2]
        return found

    def start(name: str, attributes: dict[str, str]) -> None:
        if attributes:
            attributes = {local(key): value for key, value in attributes.items()}
        handler.start(names.get(name) or local(name), attributes)

    def end(name: str) -> None:
        handler.end(names.get(name) or local(name))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.text
    parser.EntityDeclHandler = _refuse_entities
    size = 0
    while chunk := source.read(_CHUNK):
        size += len(chunk)
        limits.check_size(size)
        parser.Parse(chunk, False)  # noqa: FBT003 - the parser takes no keyword
    parser.Parse(b"", True)  # noqa: FBT003


def _refuse_entities(*_: object) -> None:
    raise Unreadable("", "文件声明了 XML 实体，不予读取", "declares XML entities, which is not read")
