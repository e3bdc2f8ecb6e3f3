"""What both old formats of Word share about texts: halves of characters, and which headers are worth naming."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.reading.grid import Omission, Paragraph, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: What a header may have beside the number of a page.
_PAGE_NUMBER = re.compile(r"[\W\d_第共页頁Pageof]*")


def joined(text: str) -> str:
    """The text with the two units that UTF-16 has for one character made one; halves of one are replaced."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def headers(texts: Iterable[str], main: str) -> Iterator[Paragraph]:
    """Headers and footers as what is left out, each once; not those that only count pages or that the text has too."""
    for text in dict.fromkeys(texts):
        if text not in main and not _PAGE_NUMBER.fullmatch(text):
            yield Paragraph("", 0, (Omission(0, 0, text, Reason.HEADER),))
