"""Documents of Word in one file of XML, often named .doc: those of Word 2003, and flat packages (ECMA-376)."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile

from extract.reading.formats.damage import broken_is_unreadable
from extract.reading.formats.word import docx
from extract.reading.formats.word.document import DocumentHandler
from extract.reading.formats.word.numbering import FORMS, ListLevel, ListNumber, Numbering
from extract.reading.formats.xml_stream import parse
from extract.reading.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from extract.reading.grid import Blocks

_PACKAGE, _DOCUMENT = b"<pkg:package", b"<w:wordDocument"
_BEGINNING = 4096
_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
#: Elements of Word 2003 that have another name since.
_NAMES = {"vmerge": "vMerge", "ilfo": "numId"}
#: What annotations there are now elements for.
_ANNOTATIONS = {"Word.Deletion": "del", "Word.Insertion": "ins", "Word.Comment": "rt", "Word.Formatting": "rPrChange"}
#: What stands in the body and is no part of its text: headers of pages, notes, what fields are computed from.
_PASSED_OVER = frozenset({"hdr", "ftr", "footnote", "endnote", "binData", "instrText"})


def is_flat(data: bytes) -> bool:
    """Whether a file is a document of Word in one file of XML."""
    beginning = data[:_BEGINNING]
    return _PACKAGE in beginning or _DOCUMENT in beginning


def blocks(data: bytes, limits: Limits = DEFAULT) -> Blocks:
    """Paragraphs and tables, as those of a .docx with the same content. Raises Unreadable where the file is damaged."""
    with broken_is_unreadable("Word XML"):
        if _PACKAGE in data[:_BEGINNING]:
            return docx.blocks(_unpacked(data), limits)
        handler = _OldHandler(limits)
        parse(BytesIO(data), handler, limits)
        return tuple(handler.document.blocks)


def _unpacked(data: bytes) -> bytes:
    """The parts of a flat package as those of an archive."""
    from lxml import etree  # noqa: PLC0415

    target = BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as archive:
        for part in etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True)):
            for content in part.findall(f"{_PKG}xmlData/*"):
                archive.writestr(part.get(f"{_PKG}name", "").lstrip("/"), etree.tostring(content))
    return target.getvalue()


class _OldHandler:
    """Takes the elements of a document of Word 2003 and tells of them by the names they have since."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lists: dict[str, dict[int, ListLevel]] = {}
        self._numbers: dict[str, ListNumber] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        self._list = self._number = self._style = ""
        self._level = 0
        self._names: list[str] = []
        self._in_body = False
        self.document = DocumentHandler(Numbering({}, {}, {}), limits)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if name == "body":
            self._in_body = True
            self.document = DocumentHandler(Numbering(self._lists, self._numbers, self._styles), self._limits)
        elif not self._in_body:
            self._define(name, attributes.get("w:val", ""), attributes)
        if self._in_body:
            name = _NAMES.get(name, name)
            if name == "aml:annotation":
                name = _ANNOTATIONS.get(attributes.get("w:type", ""), name)
            elif name in _PASSED_OVER:
                name = "rt"
            if name == "vMerge":
                attributes = {"w:val": attributes.get("w:val", "continue")}
            self.document.start(name, attributes)
        self._names.append(name)

    def end(self, name: str) -> None:
        """An element ends."""
        known = self._names.pop()
        if self._in_body:
            self.document.end(known)
        self._in_body = self._in_body and name != "body"

    def text(self, data: str) -> None:
        """A piece of text."""
        if self._in_body:
            self.document.text(data)

    def _define(self, name: str, value: str, attributes: dict[str, str]) -> None:
        """What is said of lists and of the styles that belong to them, before the body."""
        if name == "listDef":
            self._list = attributes.get("w:listDefId", "")
            self._lists[self._list] = {}
        elif name == "lvl":
            self._level = _whole(attributes.get("w:ilvl", ""))
        elif name in {"start", "nfc", "lvlText"} and self._list in self._lists:
            levels = self._lists[self._list]
            own = levels.get(self._level, ListLevel())
            changed = {"start": own._replace(start=_whole(value)), "lvlText": own._replace(text=value)}
            levels[self._level] = changed.get(name) or own._replace(form=FORMS.get(_whole(value), "decimal"))
        elif name == "list":
            self._number = attributes.get("w:ilfo", "")
        elif name == "ilst":
            self._numbers[self._number] = ListNumber(value)
        elif name == "style":
            self._style, self._level = attributes.get("w:styleId", ""), 0
        elif name == "ilvl":
            self._level = _whole(value)
        elif name == "ilfo" and self._style:
            self._styles[self._style] = value, self._level


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0
