"""The parts of a workbook that its sheets share: strings and styles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from extract.reading.formats.xml_stream import OFF
from extract.reading.paged import Paged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.reading.limits import Limits


def attributes_of(data: bytes, name: str) -> Iterator[dict[str, str]]:
    """The attributes of every element ``name`` of a small document, namespaces left out."""
    from lxml import etree  # noqa: PLC0415

    root: Any = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
    for element in root.iter(f"{{*}}{name}"):
        yield {etree.QName(key).localname: str(value) for key, value in element.attrib.items()}


class String(NamedTuple):
    """A text with the part of it that is struck out, which is not in ``text``."""

    text: str
    struck: str = ""


class RichText:
    """A text in the making, piece by piece; ``limits`` bound it."""

    def __init__(self, limits: Limits) -> None:
        self.most = limits.cell_length
        self.clear()

    def clear(self) -> None:
        """Begin anew."""
        self.pieces: list[str] = []
        self.struck_pieces: list[str] = []
        self.struck = self.taking = False
        self.length = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Of the elements of a text: ``t`` holds text, ``r`` is a run, ``strike`` strikes it out."""
        if name == "t":
            self.taking = True
        elif name in {"r", "rPh"}:
            self.struck = False
        elif name == "strike":
            self.struck = attributes.get("val", "1") not in OFF

    def add(self, data: str) -> None:
        """A piece of the text; past the limit only one more is kept, so that it is known to be too long."""
        if self.length <= self.most:
            self.length += len(data)
            (self.struck_pieces if self.struck else self.pieces).append(data)

    def whole(self) -> String:
        """The text, line ends as newlines."""
        if not self.struck_pieces:
            return String(_tidy("".join(self.pieces)))
        return String(_tidy("".join(self.pieces)), _tidy("".join(self.struck_pieces)))


class Strings:
    """The shared strings of a workbook, by number; as a handler it takes them from their document."""

    def __init__(self, limits: Limits) -> None:
        self.texts: Paged[str] = Paged()
        self.struck: dict[int, str] = {}
        self._rich = RichText(limits)
        self._phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A string or a piece of one begins."""
        if name == "si":
            self._rich.clear()
        elif name == "rPh":
            self._phonetic = True
        else:
            self._rich.start(name, attributes)

    def end(self, name: str) -> None:
        """A string or a piece of one ends; how words are pronounced (``rPh``) is no part of it."""
        if name == "t":
            self._rich.taking = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "si":
            string = self._rich.whole()
            if string.struck:
                self.struck[len(self.texts)] = string.struck
            self.texts.append(string.text)

    def text(self, data: str) -> None:
        """Text, of a string or between them."""
        if self._rich.taking and not self._phonetic:
            self._rich.add(data)


class Style(NamedTuple):
    """What a cell's style says of its text: the number format, as code or number, and whether it is struck out."""

    code: str = ""
    builtin: int = 0
    struck: bool = False


class Styles:
    """The styles of cells by number; as a handler it takes them from their document."""

    def __init__(self, *, since_1904: bool = False) -> None:
        self.since_1904 = since_1904
        self.styles: list[Style] = []
        self._codes: dict[str, str] = {}
        self._fonts: list[bool] = []
        self._within = ""

    def of(self, number: str) -> Style:
        """The style of that number, or a plain one."""
        at = int(number) if number.isdecimal() and len(number) < 9 else 0
        return self.styles[at] if at < len(self.styles) else _PLAIN

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Of interest are number formats, the fonts and the combinations that cells refer to."""
        if name in {"fonts", "cellXfs", "cellStyleXfs", "dxfs"}:
            self._within = name
        elif name == "numFmt" and self._within != "dxfs":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "font" and self._within == "fonts":
            self._fonts.append(False)
        elif name == "strike" and self._within == "fonts" and self._fonts:
            self._fonts[-1] = attributes.get("val", "1") not in OFF
        elif name == "xf" and self._within == "cellXfs":
            self.styles.append(self._style(attributes))

    def _style(self, attributes: dict[str, str]) -> Style:
        number, font = attributes.get("numFmtId", "0"), attributes.get("fontId", "0")
        at = int(font) if font.isdecimal() else 0
        code = self._codes.get(number, "")
        builtin = int(number) if number.isdecimal() and not code else 0
        struck = at < len(self._fonts) and self._fonts[at]
        return Style("" if code.lower() == "general" else code, builtin, struck)

    def end(self, name: str) -> None:
        """A group of styles ends."""
        if name == self._within:
            self._within = ""

    def text(self, data: str) -> None:
        """Styles have no text."""


_PLAIN = Style()


def _tidy(text: str) -> str:
    """Line ends as newlines; ``_x000D_`` is how workbooks write the other one."""
    if "_x" in text:
        text = text.replace("_x000D_", "")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
