"""Text files to blocks: lines cut at tabs or commas become a grid, other lines paragraphs."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from extract.reading import header_words
from extract.reading.formats import numbers
from extract.reading.formats.csv_records import Record, TextLines, records
from extract.reading.formats.guards import unguarded
from extract.reading.formats.sheets import ERRORS
from extract.reading.grid import Grid, Omission, Paragraph, Reason, Rows
from extract.reading.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extract.reading.formats.line_file import LineFile
    from extract.reading.grid import Blocks

#: Separators tried, the likeliest first.
SEPARATORS = "\t,;|，｜"
#: Lines in which a header is looked for to choose the separator.
_HEAD = 80
#: Characters of a text past the limit that are kept to name it.
_KEPT = 1000
#: Lines this many times as long as a cell may be are not looked into.
_LONGEST_LINE = 32
#: A cell that opens with a quotation mark.
OPENED = re.compile('(?:^|\t)"', re.MULTILINE)
_QUOTED = re.compile('(?:^|\t)"(?:[^"]|"")*"(?=\t|$)', re.MULTILINE)
#: The number of an item in the first cell of its record; what begins a record that has none.
_NUMBER = re.compile(r"\s*\d{1,5}(?:[-.]\d{1,3})?[.、]?\s*")
_BEGINS = re.compile(
    r"\s*(?:\d{1,5}(?:[-.]\d{1,3})?[.、]?\s*$|[一二三四五六七八九十]{1,3}、|合计|总计|小计|共计|备?注[:：]|说明[:：]|"
    r"(?:填报|填表|制表|审核|联系|负责)[人单部电]|$)"
)
_ROUNDED = re.compile(r"\d(?:\.\d+)?[Ee]\+?(?:1[5-9]|[2-9]\d)")
#: What a cell may hold that is not its text: a guard, an error value, a number with its digits lost. One of a class
#: first: all forms would be tried at every character.
SPECIAL = re.compile(r"""['=#Ee](?:(?<=['=])|(?<=#)[A-Z]|(?<=\d[Ee])\+?[1-9]\d)""")


def blocks(text: str, limits: Limits = DEFAULT, *, table: bool = False) -> Blocks:
    """One grid where the lines are cut into cells, else a paragraph for every line; ``table``: it must be a grid.

    Raises Unreadable where text without a table has more lines than the limit.
    """
    text, cut_off = _shortened(text, limits)
    separator, width = _separator(text, table=table)
    if not separator:
        limits.check_lines(text.count("\n"))
        named = {omission.line: (omission,) for omission in cut_off}
        numbered = enumerate(text.split("\n"), start=1)
        return tuple(Paragraph(line, number, named.get(number, ())) for number, line in numbered)
    lines = TextLines(text)
    cut = (
        _unbroken(_plain(lines), width)
        if separator == "\t" and not _is_quoted(text)
        else records(lines, separator, width)
    )
    made = _Rows(limits, special=bool(SPECIAL.search(text)))
    rows = made.rows(cut)
    return (Grid(rows, kind="text", omissions=(*cut_off, *made.omissions)),)


def grid(lines: LineFile, beginning: str, limits: Limits = DEFAULT, *, table: bool = False) -> Grid | None:
    """The grid that the lines of a long text are, which begins so; None where only the whole text tells its form.

    ``lines`` have looked for `SPECIAL` and `OPENED`.
    """
    separator, width = _separator(beginning, table=table)
    if not separator or lines.longest > _LONGEST_LINE * limits.cell_length:
        return None
    quoted = OPENED in lines.seen and (not OPENED.search(beginning) or _is_quoted(beginning))
    cut = _unbroken(_plain(lines), width) if separator == "\t" and not quoted else records(lines, separator, width)
    made = _Rows(limits, special=SPECIAL in lines.seen)
    return Grid(made.rows(cut), kind="text", omissions=tuple(made.omissions))


def _shortened(text: str, limits: Limits) -> tuple[str, list[Omission]]:
    """The text, and of lines so long that cutting them into cells would take copies of them, the beginning only."""
    most = _LONGEST_LINE * limits.cell_length
    if len(text) <= most:
        return text, []
    pieces: list[str] = []
    omissions: list[Omission] = []
    kept = at = 0
    for number in range(1, text.count("\n") + 2):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if end - at > most:
            rest = at + limits.cell_length
            pieces.append(text[kept:rest])
            omissions.append(Omission(number, 0, text[rest : rest + _KEPT], Reason.TOO_LONG))
            kept = end
        at = end + 1
    return "".join([*pieces, text[kept:]]), omissions


class _Rows:
    """Records on their way to rows; ``special`` where cells must be looked at one by one."""

    def __init__(self, limits: Limits, *, special: bool) -> None:
        self.limits, self.special = limits, special
        self.omissions: list[Omission] = []

    def rows(self, cut: Iterable[Record]) -> Rows:
        """The rows that have a text."""
        made = Rows()
        cells, most = 0, self.limits.cell_length
        for record in cut:
            texts = record.cells
            if not any(text and not text.isspace() for text in texts):
                continue
            cells += len(texts)
            if cells > self.limits.cells or len(texts) > self.limits.columns:
                self.omissions.append(Omission(record.line, 0, " ".join(texts[:20])[:_KEPT], Reason.TOO_MUCH))
                if cells > self.limits.cells:
                    break
                texts = texts[: self.limits.columns]
            if record.stray:
                self.omissions += [Omission(record.line, column, '"', Reason.STRAY_MARK) for column in record.stray]
            if self.special or any(len(text) > most for text in texts):
                texts = [self._text(text, record.line, column) for column, text in enumerate(texts, start=1)]
            made.add(record.line, texts)
        return made

    def _text(self, text: str, line: int, column: int) -> str:
        if len(text) > self.limits.cell_length:
            self.omissions.append(Omission(line, column, text[:_KEPT], Reason.TOO_LONG))
            return ""
        if text[:1] in {"'", "="}:
            return unguarded(text)
        if len(text) > 40:
            return text
        plain = text.strip()
        if plain in ERRORS:
            self.omissions.append(Omission(line, column, plain, Reason.ERROR_VALUE))
            return ""
        if _ROUNDED.fullmatch(plain):
            self.omissions.append(Omission(line, column, plain, Reason.DIGITS_LOST))
            return numbers.number(plain).text
        return text


def _separator(text: str, *, table: bool) -> tuple[str, int]:
    """The separator under which a line of the head has the most header words, and how many cells that line has.

    Where no word is known a tab in most lines parts them, or in a ``table`` whatever may.
    """
    head = "\n".join(islice(text.split("\n", _HEAD), _HEAD))
    best, most, width = "", 1, 0
    for separator in SEPARATORS:
        if separator in head:
            for record in records(TextLines(head), separator):
                known = _known(record.cells, most)
                if known > most:
                    best, most, width = separator, known, len(record.cells)
    if not best and (table or _is_tabbed(text)):
        return "\t" if "\t" in text else ",", 0
    return best, width


def _known(cells: Sequence[str], most: int) -> int:
    """How many of the cells are header words; once there cannot be more than ``most``, those so far."""
    known = 0
    for left, cell in zip(range(len(cells) - 1, -1, -1), cells, strict=True):
        known += header_words.role(cell) is not None
        if known + left <= most:
            break
    return known


def _is_tabbed(text: str) -> bool:
    """Whether most lines have a tab inside; a tab at the beginning alone is a cell of a word processor's table."""
    if "\t" not in text:
        return False
    lines = [line for line in text.split("\n") if line.strip()]
    return 2 * sum("\t" in line.strip() for line in lines) > len(lines)


def _is_quoted(text: str) -> bool:
    """Whether every cell that opens with a quotation mark is closed by one, as spreadsheets write them."""
    if not text.startswith('"') and '\t"' not in text and '\n"' not in text:
        return False
    rest, closed = _QUOTED.subn("", text)
    return closed > 0 and not OPENED.search(rest)


def _plain(lines: TextLines | LineFile) -> Iterator[Record]:
    return (Record(number, line[:-1].split("\t")) for number, line in enumerate(lines.ended(0), start=1))


def _unbroken(cut: Iterable[Record], width: int) -> Iterator[Record]:
    """The records, those made whole that a line break in a cell has parted: numbered, together as wide as the header.

    What begins with a number of its own, an empty cell or the words of a footer is a record of its own.
    """
    pieces: list[Record] = []
    count = 0
    for record in cut:
        cells = record.cells
        if pieces and count + len(cells) - 1 <= width and not _BEGINS.match(cells[0]):
            pieces.append(record)
            count += len(cells) - 1
            if count == width:
                yield _joined(pieces)
                pieces = []
            continue
        yield from pieces
        begins = 1 < len(cells) < width and _NUMBER.fullmatch(cells[0])
        pieces, count = ([record], len(cells)) if begins else ([], 0)
        if not begins:
            yield record
    yield from pieces


def _joined(parts: Sequence[Record]) -> Record:
    """Parts of a record as one, the line break between them back in its cell."""
    cells = [*parts[0].cells]
    for part in parts[1:]:
        cells[-1] += f"\n{part.cells[0]}"
        cells += part.cells[1:]
    return Record(parts[0].line, cells)
