"""PDF files with text: ruled tables, joined over their pages, and the lines around them."""

from __future__ import annotations

import logging
import re
import zlib
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from extract.model import Unreadable
from extract.reading.formats.damage import broken_is_unreadable
from extract.reading.formats.pdf.chars import PageLine, is_nameless, is_page_mark, is_slanted
from extract.reading.formats.pdf.page import PageTable, parts
from extract.reading.grid import Grid, GridCell, Omission, Paragraph, Reason
from extract.reading.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from extract.reading.grid import Block, Blocks

#: More characters or edges than a page can show make the search for tables endless.
_MOST_CHARS, _MOST_EDGES = 60_000, 20_000
#: Bytes of drawing instructions of a page; a page full of text has some 200,000.
_MOST_DRAWING = 2 << 20
_ENDED = re.compile(r"[。；;！!？?：:）)」”》]\s*$")
#: A sum, a rate or a consequence that is whole, and how another one begins.
_VALUE = re.compile(r"(?:%|元|倍|次|以[上下]|罚款|处罚|警告|\d)\s*$")
_NEW_VALUE = re.compile(r"\s*(?:\d+(?:[.．]\d+)?\s*(?:%|[万千百]*元|倍|次)|处|责令|警告|没收|吊销|不予|免予)")
#: How a text begins that is no rest of one: a document, a label, a number.
_NEW_TEXT = re.compile(
    r"\s*(?:[《【\[①-⑳]|[(（]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）.．、]|第[一二三四五六七八九十百\d]+条)"
)
#: A row of rests is blank in so many columns that every row fills.
_BLANK = 2
#: Columns whose edges differ by less, in points, are the same.
_NEAR = 6.0
#: Rows at the top of a table that may be its header, repeated on every page.
_HEADER = 3


def blocks(data: bytes, limits: Limits = DEFAULT) -> Blocks:
    """Tables and lines; a table that goes on over pages is one, its repeated header and broken cells joined.

    ``line`` counts the rows of a table, and lines outside tables through the file, from 1. Raises Unreadable where the
    file is encrypted, damaged, or has pictures of pages only.
    """
    import pdfplumber  # noqa: PLC0415
    from pdfminer.pdfdocument import PDFPasswordIncorrect  # noqa: PLC0415

    reading = _PageReading(limits)
    with broken_is_unreadable("PDF"), _silent("pdfminer"):
        try:
            with pdfplumber.open(BytesIO(data)) as document:
                for number, page in enumerate(document.pages, start=1):
                    reading.page(number, page)
                    page.close()
        except Exception as error:
            if any(isinstance(cause, PDFPasswordIncorrect) for cause in (error, error.__context__, *error.args)):
                raise _encrypted() from error
            raise
    return tuple(reading.finish())


@contextmanager
def _silent(name: str) -> Iterator[None]:
    """What a library logs of fonts and objects that it makes do without is no word to the people who read a list."""
    logger = logging.getLogger(name)
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _is_drawable(contents: Any) -> bool:  # noqa: ANN401 - what the library has of a page
    """Whether the instructions that draw a page are no more than a page of a list needs, unpacked only so far."""
    from pdfminer.pdftypes import PDFStream, resolve1  # noqa: PLC0415

    left = _MOST_DRAWING
    for content in contents if isinstance(contents, list) else [contents]:
        stream = resolve1(content)
        raw = (stream.get_rawdata() or b"") if isinstance(stream, PDFStream) else b""
        left -= max(_unpacked(form, left + 1) for form in (raw, _from_ascii85(raw)))
        if left < 0:
            return False
    return True


def _unpacked(raw: bytes, most: int) -> int:
    """The bytes that compressed ones unpack to, counted up to ``most``."""
    try:
        return len(zlib.decompressobj().decompress(raw, most))
    except zlib.error:
        return len(raw)


def _from_ascii85(raw: bytes) -> bytes:
    from pdfminer.ascii85 import ascii85decode  # noqa: PLC0415

    try:
        return bytes(ascii85decode(raw)) if raw.rstrip().endswith(b"~>") else b""
    except (ValueError, ArithmeticError):
        return b""


def _encrypted() -> Unreadable:
    return Unreadable(
        "",
        "PDF 已加密，需要密码；请取消密码保护后再读",
        "an encrypted PDF, a password is needed; take the protection off first",
    )


class _PageReading:
    """A document page by page: ``table`` is the one that the next page may go on with."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.blocks: list[Block] = []
        self.table: _JoinedTable | None = None
        self.lines = self.pictures = self.chars = self.nameless = 0
        self.omissions: list[Omission] = []
        self.above: set[str] = set()
        self.watermarks: set[str] = set()

    def page(self, number: int, page: Any) -> None:  # noqa: ANN401 - a page of pdfplumber
        """Add a page."""
        if number > self.limits.pages:
            if number == self.limits.pages + 1:
                self.omissions.append(Omission(number, 0, f"第{number}页", Reason.TOO_MUCH))
            return
        if not _is_drawable(page.page_obj.contents):
            self.omissions.append(Omission(number, 0, f"第{number}页", Reason.TOO_MUCH))
            return
        if not page.chars:
            if page.images:
                self.pictures += 1
                self.omissions.append(Omission(number, 0, "图片", Reason.PICTURE))
            return
        if len(page.chars) > _MOST_CHARS or len(page.edges) > _MOST_EDGES:
            self.omissions.append(Omission(number, 0, f"第{number}页", Reason.TOO_MUCH))
            return
        self._watermark(number, "".join(char["text"] for char in page.chars if is_slanted(char)).strip())
        self.chars += len(page.chars)
        self.nameless += sum(map(is_nameless, page.chars))
        page_parts = parts(page, self.table.edges if self.table else ())
        first = next((at for at, part in enumerate(page_parts) if isinstance(part, PageTable)), len(page_parts))
        above = {part.text for part in page_parts[:first] if isinstance(part, PageLine)}
        for at, part in enumerate(page_parts):
            if isinstance(part, PageTable):
                self._table(part)
            elif not self._is_mark(part.text, at, len(page_parts)):
                self._close()
                self._line(part.text)
        self.above = above

    def _watermark(self, number: int, text: str) -> None:
        """Name a watermark where it stands first."""
        if text and text not in self.watermarks:
            self.watermarks.add(text)
            self.omissions.append(Omission(number, 0, text, Reason.SLANTED))

    def _is_mark(self, text: str, at: int, count: int) -> bool:
        """A page number at the top or bottom, or a line that stood above the table on the page before as well."""
        if at in {0, count - 1} and is_page_mark(text):
            return True
        return self.table is not None and text in self.above

    def _line(self, text: str) -> None:
        self.lines += 1
        self.blocks.append(Paragraph(text, self.lines))

    def _table(self, part: PageTable) -> None:
        if self.table is None or not self.table.goes_on(part):
            self._close()
            self.table = _JoinedTable(part)
        else:
            self.table.add(part)

    def _close(self) -> None:
        if self.table is not None:
            self.blocks.append(self.table.grid(self.limits))
        self.table = None

    def finish(self) -> Iterator[Block]:
        """The blocks of the document, those of its pages that are pictures named first."""
        self._close()
        if not self.blocks and self.pictures:
            raise Unreadable(
                "",
                "PDF 是扫描图片，没有文字；请先做文字识别（OCR），另存为 .docx 或 .xlsx 后再读",
                "a scanned PDF without text; recognise its text (OCR) and save it as .docx or .xlsx",
            )
        if 2 * self.nameless > self.chars:
            raise Unreadable(
                "",
                "PDF 的字体没有文字对照表，取不出文字；请先做文字识别（OCR），另存为 .docx 或 .xlsx 后再读",
                "the fonts of the PDF do not say which characters they show; recognise its text (OCR) first",
            )
        if self.omissions:
            yield Paragraph("", 0, tuple(self.omissions))
        yield from self.blocks


class _JoinedTable:
    """A table with what later pages add to it."""

    def __init__(self, first: PageTable) -> None:
        self.edges, self.open = first.edges, first.open[1]
        self.rows: list[list[str]] = []
        self.inherited: list[list[bool]] = []
        self._take(first, 0)

    def goes_on(self, part: PageTable) -> bool:
        """Whether a table has the same columns."""
        return len(part.edges) == len(self.edges) and all(
            abs(edge - other) < _NEAR for edge, other in zip(part.edges, self.edges, strict=True)
        )

    def add(self, part: PageTable) -> None:
        """Go on with the table of the next page: without its repeated header, a broken row joined."""
        begin = 0
        while begin < min(_HEADER, len(part.rows)) and list(part.rows[begin]) == self.rows[begin]:
            begin += 1
        if begin == 0 and part.rows and (rest := self._below_header(part.rows[0])):
            part = replace(part, rows=(rest, *part.rows[1:]))
        cut = self.open or (part.open[0] if begin == 0 else frozenset())
        self.open = part.open[1]
        if begin < len(part.rows) and 0 < len(cut) < len(self.edges) - 1:
            self._take_under(part, begin, cut)
            return
        row = part.rows[begin] if begin < len(part.rows) and not self._spans(part, begin) else None
        if row is not None and (self._is_broken(row, cut=bool(cut)) or self._is_rest(row)):
            last = self.rows[-1]
            for column, text in enumerate(row):
                if text and not (column and part.origins[begin][column] == part.origins[begin][column - 1]):
                    self._append(last, column, text)
            begin += 1
        self._take(part, begin, self._ends(part, begin) if begin < len(part.rows) else frozenset())

    def _below_header(self, row: Sequence[str]) -> tuple[str, ...]:
        """What stands in a row below the words of the first one, where no line parts them; empty where none does."""
        head = self.rows[0]
        under = all(word and text.startswith(word) for word, text in zip(head, row, strict=True))
        rest = tuple(text.removeprefix(word).strip() for word, text in zip(head, row, strict=True))
        return rest if under and any(rest) else ()

    def _take_under(self, part: PageTable, begin: int, cut: Collection[int]) -> None:
        """Add rows of which only some cells go on with those above: the others are closed, and what follows is new."""
        first = len(self.rows)
        self._take(part, begin)
        for column in sorted(cut):
            origin = part.origins[begin][column]
            before, text = self.rows[first - 1][column], part.rows[begin][column]
            if column and origin == part.origins[begin][column - 1]:
                continue
            whole = before if text in {"", before} else before + ("\n" if _ENDED.search(before) else "") + text
            for above in reversed(self.rows[:first]):
                if above[column] != before:
                    break
                above[column] = whole
            for at in range(begin, len(part.rows)):
                if part.origins[at][column] == origin:
                    self.rows[first + at - begin][column] = whole
                    self.inherited[first + at - begin][column] = True

    def _is_broken(self, row: Sequence[str], *, cut: bool) -> bool:
        """Whether a row goes on with the last one: nothing in its first column, and a sentence that had not ended.

        A row that the page has ``cut`` does, and so does one without its number where every other row has one.
        """
        if row[0]:
            return False
        last = self.rows[-1]
        more = [(before, text) for before, text in zip(last, row, strict=True) if text]
        if any(before.strip().isdecimal() and text.strip().isdecimal() for before, text in more):
            return False  # a number of its own: only what stands before it goes on
        if any(_VALUE.search(before) and _NEW_VALUE.match(text) for before, text in more):
            return False  # what a tier, a rate or a sum says is whole: the next one stands below it
        if any(before and not _ENDED.search(before) for before, _ in more):
            return True
        numbered = len(self.rows) >= _HEADER and all(row[0] for row in self.rows)
        return bool(more) and (cut or (numbered and all(before for before, _ in more)))

    @staticmethod
    def _spans(part: PageTable, at: int) -> bool:
        """Whether a cell with a text covers the row below as well, and others do not: both rows are rows."""
        if at + 1 >= len(part.rows):
            return False
        same = [origin == other for origin, other in zip(part.origins[at], part.origins[at + 1], strict=True)]
        return not all(same) and any(covers and part.rows[at][column] for column, covers in enumerate(same))

    def _is_rest(self, row: Sequence[str]) -> bool:
        """Whether a row has only rests of the texts above it: blank where every row has a text, and nothing begins."""
        if len(self.rows) < _HEADER:
            return False
        always = [column for column in range(len(row)) if all(row[column] for row in self.rows)]
        more = [(before, text) for before, text in zip(self.rows[-1], row, strict=True) if text]
        return (
            sum(not row[column] for column in always) >= _BLANK
            and all(before and not _NEW_TEXT.match(text) and not _NEW_VALUE.match(text) for before, text in more)
            and any(not _ENDED.search(before) and not _VALUE.search(before) for before, _ in more)
        )

    def _ends(self, part: PageTable, begin: int) -> frozenset[tuple[int, int]]:
        """Give the cells that a page has cut across rows their ends; the places of these on the new page.

        Where every row before has a number and the first one here has none, it goes on with the last item: a text in a
        column whose cell covers several rows, above the cut or below it, is the rest of that cell's.
        """
        row, last = part.rows[begin], self.rows[-1]
        if row[0] or len(self.rows) < _HEADER or not all(row[0] for row in self.rows):
            return frozenset()
        taken: set[tuple[int, int]] = set()
        for column, text in enumerate(row):
            below = begin + 1 < len(part.rows) and part.origins[begin + 1][column] == part.origins[begin][column]
            if not text or not last[column] or _NEW_TEXT.match(text) or not (below or self.inherited[-1][column]):
                continue
            if column and part.origins[begin][column] == part.origins[begin][column - 1]:
                continue
            taken.add(part.origins[begin][column])
            before = last[column]
            whole = before + ("\n" if _ENDED.search(before) else "") + text
            for above in reversed(self.rows):
                if above[column] != before:
                    break
                above[column] = whole
        return frozenset(taken)

    @staticmethod
    def _append(last: list[str], column: int, text: str) -> None:
        before = last[column]
        for at in range(column, len(last)):
            if at > column and (not before or last[at] != before):
                break
            last[at] = f"{before}\n{text}" if before and _ENDED.search(before) else before + text

    def _take(self, part: PageTable, begin: int, ends: Collection[tuple[int, int]] = ()) -> None:
        """Add the rows from ``begin`` on; cells that were the ``ends`` of others are blank."""
        for at in range(begin, len(part.rows)):
            origins = part.origins[at]
            self.rows.append(["" if origins[column] in ends else text for column, text in enumerate(part.rows[at])])
            self.inherited.append([origin != (at, column) for column, origin in enumerate(origins)])

    def grid(self, limits: Limits) -> Grid:
        """The table as a grid."""
        rows = []
        omissions: list[Omission] = []
        for line, (texts, inherited) in enumerate(zip(self.rows, self.inherited, strict=True), start=1):
            cells = zip(texts, inherited, strict=True)
            row = tuple(GridCell(text, line, column, own) for column, (text, own) in enumerate(cells, start=1))
            if line * len(texts) > limits.cells:
                omissions.append(Omission(line, 0, " ".join(texts)[:1000], Reason.TOO_MUCH))
                break
            rows.append(row)
        return Grid(tuple(rows), omissions=tuple(omissions))
