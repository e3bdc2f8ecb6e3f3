"""A page as it reads: texts, edges of blocks, tables, and what is not shown, in document order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from extract.reading.formats.html.visibility import Visibility
    from extract.reading.grid import Reason

_UNSEEN = frozenset({
    "script", "style", "noscript", "template", "svg", "button", "select", "textarea", "iframe", "link", "meta", "rt",
    "rp",
})  # fmt: skip
_INLINE = frozenset({
    "a", "abbr", "b", "bdo", "big", "cite", "code", "em", "font", "i", "ins", "label", "mark", "nobr", "o:p", "q", "s",
    "small", "span", "st1:chsdate", "strike", "strong", "sub", "sup", "u", "del", "ruby", "rb", "rt", "rp",
})  # fmt: skip
_BLANKS = re.compile("[ \t\r\n\f]+")


class Piece(NamedTuple):
    """A piece of a page.

    ``kind`` is ``text``, ``edge`` of a block, ``table`` (an element taken whole) or ``omission`` with its reason.
    """

    kind: str
    text: str
    element: Any
    reason: Reason | None = None


def flow(root: Any, visibility: Visibility, is_taken: Callable[[Any], bool] | None = None) -> Iterator[Piece]:  # noqa: ANN401
    """The pieces of ``root``; an element that ``is_taken`` comes as one piece ``table``."""
    from lxml import etree  # noqa: PLC0415

    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        edge = element.tag not in _INLINE and element.tag != "br"
        if event == "end":
            if edge:
                yield Piece("edge", "", element)
            if element.tail and element is not root:
                yield Piece("text", _BLANKS.sub(" ", element.tail), element)
            continue
        reason = visibility.reason(element) if element is not root else None
        taken = is_taken is not None and reason is None and is_taken(element)
        if taken or reason or element.tag in _UNSEEN:
            walker.skip_subtree()
        if edge:
            yield Piece("table" if taken else "edge", "", element)
        elif element.tag == "br":
            yield Piece("text", "\n", element)
        if reason and element.tag not in _UNSEEN:
            yield Piece("omission", hidden_text(element), element, reason)
        elif element.text and not taken and element.tag not in _UNSEEN:
            yield Piece("text", _BLANKS.sub(" ", element.text), element)


def hidden_text(element: Any) -> str:  # noqa: ANN401
    """The text within an element that is not read, as one line."""
    texts = (
        text
        for child in element.iter()
        if child.tag not in _UNSEEN and isinstance(child.tag, str)
        for text in (child.text, child.tail if child is not element else None)
        if text
    )
    return _BLANKS.sub(" ", " ".join(texts)).strip()


def tidy(pieces: list[str]) -> str:
    """Pieces of text as one, blanks at the ends of lines and empty lines left out."""
    return re.sub(" *\n[ \n]*", "\n", "".join(pieces)).strip(" \n")
