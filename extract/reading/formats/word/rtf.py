"""Documents in the Rich Text Format (.rtf, often named .doc) to paragraphs and grids in document order."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from extract.reading.formats.damage import broken_is_unreadable
from extract.reading.formats.word.body import NUMBER_ENDS, DocumentBody
from extract.reading.formats.word.numbering import Numbering
from extract.reading.formats.word.rich.document import RichDocument, RichParagraph
from extract.reading.formats.word.rows import TableLayout
from extract.reading.formats.word.texts import headers, joined
from extract.reading.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from extract.reading.formats.word.rows import RowDefinition
    from extract.reading.grid import Blocks

#: More paragraphs than any document has, in its tables and outside.
_MOST = 1_000_000
#: Five times the words that Word writes for a list of 100,000 cells.
_WORDS = 8_000_000
_COUNTED = re.compile(r"[^\W_]")


def blocks(data: bytes, limits: Limits = DEFAULT) -> Blocks:
    """Paragraphs and tables, as those of a .docx with the same content; the numbers of lists are in the file itself.

    Raises Unreadable where the document is broken.
    """
    with broken_is_unreadable("RTF"):
        body = DocumentBody(Numbering({}, {}, {}), limits)

        def paragraph(content: RichParagraph) -> None:
            body.enter_paragraph()
            body.take(_label(content))
            for reason, spans in groupby(content.spans, key=lambda span: span[1]):
                body.take(joined("".join(text for text, _ in spans)), reason)
            body.leave_paragraph(None)

        document = RichDocument(data, _MOST, _WORDS)
        paragraphs = list(document.paragraphs())
        TableLayout(body, paragraph, RichParagraph.current, _definition).flow(paragraphs)
        main = "\n".join(content.current() for content in paragraphs)
        texts = (text.strip() for text in joined("".join(document.headers)).split("\n"))
        return (*body.blocks, *headers(texts, main))


def _label(content: RichParagraph) -> str:
    """The number of the paragraph as that of a .docx: none for bullets, without its sign where it stands alone."""
    label = joined(content.label).strip()
    if not _COUNTED.search(label):
        return ""
    return label.rstrip(NUMBER_ENDS) or label if not content.current().strip() else label


def _definition(content: RichParagraph) -> RowDefinition:
    return content.definition
