"""Which rows of a table are its header, in one level or several, and what each column holds."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import dropwhile, pairwise
from typing import TYPE_CHECKING

from extract.model import Role
from extract.reading.grid import is_across, own_cells
from extract.reading.header_words import LEGAL, LONGEST, PRINTED, Meaning, is_rank, level
from extract.reading.tables import content

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from extract.reading.grid import GridCell
    from extract.reading.header_words import HeaderWords

    Line = Sequence[GridCell]

_NO_GROUP = re.compile(f"[:：]|{LEGAL.pattern}")
#: What a table may say of each degree in columns of its own.
_OF_DEGREE = {Role.STANDARD, Role.CIRCUMSTANCE, Role.PENALTY}
#: What no header word has: the end of a clause, a sum of money.
_SENTENCE = re.compile("[，。；;]|[\\d十百千万]元|\\d%")
#: What parts a header word is no longer, and has no sign of a sentence, a document or a number.
_PART = 12
_NO_PART = re.compile(r"[，。；;:：《\d]")
_CONDUCT = re.compile("行为|案由")
#: What a row that counts the columns has before them: the word for it (栏次), or letters over those of words.
_UNCOUNTED = {"", "甲", "乙", "丙", "丁"}
_PARENT = {Role.NAME: Role.SUB_NAME, Role.CODE: Role.SUB_CODE}


@dataclass(frozen=True, slots=True)
class HeaderColumn:
    """A column of a table: ``index`` from 0; ``header`` as printed, levels joined by ``·``, line breaks left out.

    ``repeats`` where one merged header cell covers this column and the one before it. ``known`` where its header says
    what it holds, ``weak`` where the cells must bear that out. ``part`` is what of a basis spread over columns stands
    in it (title, number, provision, text); ``degree`` the degree of discretion that the header names (轻微).
    """

    index: int
    role: Role
    header: str
    repeats: bool = False
    known: bool = True
    weak: bool = False
    part: str = ""
    degree: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table and how many rows its header takes; ``words`` are the levelled words of those rows.

    ``spread`` are the columns, by index, over which one legal basis is spread.
    """

    columns: tuple[HeaderColumn, ...]
    depth: int
    words: tuple[tuple[str, ...], ...]
    spread: tuple[tuple[int, ...], ...] = ()

    @property
    def width(self) -> int:
        """How many cells a row below is expected to have."""
        return len(self.columns)

    def has(self, role: Role) -> bool:
        """Whether any column is of that role."""
        return any(column.role is role for column in self.columns)


def header_at(rows: Sequence[Line], start: int, words: HeaderWords = PRINTED) -> Header | None:
    """The header that begins at row ``start``: a group row above it and rows of sub-headers below it included."""
    if any(len(cell.text) > LONGEST or "《" in cell.text or cell.text.isdecimal() for cell in rows[start]):
        return None  # rows of data, quickly
    if _is_header(rows[start], words) or _is_header_by_the_row_below(rows, start, words):
        main = start
    elif start + 1 < len(rows) and _is_group(rows[start], rows[start + 1], words):
        main = start + 1
    else:
        return None
    end = main + 1
    while end < len(rows) and (_is_sub(rows[end - 1], rows[end], words) or is_count(rows[end])):
        end += 1
    named = [row for row in rows[start:end] if not is_count(row)]
    levelled = tuple(tuple(level(cell.text) for cell in row) for row in named)
    return Header(_columns(named, words), end - start, levelled)


def _filled(row: Line, index: int) -> bool:
    return index < len(row) and bool(row[index].text.strip())


def _is_header(row: Line, words: HeaderWords) -> bool:
    """Three known words, or nothing but known words; in a card known words alternate with what they hold."""
    cells = own_cells(row)
    known = [words.role(cell.text) for cell in cells]
    different = {level(cell.text) for cell, role in zip(cells, known, strict=True) if role}
    if len(different) < 2:
        return False
    if _is_of_factors(known) and _CONDUCT.search(cells[0].text):
        return not any(_SENTENCE.search(cell.text) for cell in cells)
    if not any(left and right for left, right in pairwise(known)):
        return False
    degrees = sum(_is_degree(cell.text) for cell in cells)
    if len(different) >= 3 or degrees >= 2:
        return sum(map(bool, known)) + degrees >= 0.4 * len(cells)
    return all(known) and any(role in {Role.NAME, Role.BASIS} for role in known)


def _is_header_by_the_row_below(rows: Sequence[Line], start: int, words: HeaderWords) -> bool:
    """Three known words and short ones between them: in a card too, but there the next row begins with a known word."""
    cells = [cell.text.strip() for cell in own_cells(rows[start])]
    known = {level(cell) for cell in cells if words.role(cell)}
    if len(known) < 3 or 2 * len(known) < len(cells) or len(set(cells)) < len(cells) or start + 1 >= len(rows):
        return False
    if any(len(cell) > _PART or _NO_PART.search(cell) for cell in cells if not words.role(cell)):
        return False
    below = [cell.text for cell in rows[start + 1] if cell.text.strip()]
    return 2 * len(below) > len(cells) and not any(map(words.role, below))


def _is_of_factors(known: Sequence[Role | None]) -> bool:
    """A name first and what follows last, whatever circumstances lie between: 违法行为, 区域类型, 整改情况, 罚款."""
    return len(known) >= 3 and known[0] is Role.NAME and known[-1] in {Role.STANDARD, Role.PENALTY}


def _is_degree(word: str) -> bool:
    """Whether a header word is a degree of discretion (轻微, 严重): its column is what follows in that case."""
    return 2 <= len(word.strip()) <= 10 and content.is_degree(word)


def _is_group(row: Line, below: Line, words: HeaderWords) -> bool:
    """A row that groups the columns of the header below it: 权力清单 over six columns, 责任清单 over five.

    Each of its cells spans several columns, is a header word that stands there alone, or goes on below.
    """
    cells = [at for at, cell in enumerate(row) if cell.text.strip() and not is_across(row, at)]
    if len(cells) < 2 or any(len(row[at].text.strip()) > 15 or _NO_GROUP.search(row[at].text) for at in cells):
        return False
    spans = [at for at in cells if _spans(row, below, at)]
    alone = [at for at in cells if at not in spans]
    merged = any(is_across(row, at) for at in range(len(row)))
    return (
        bool(spans)
        and all(words.role(row[at].text) or (at < len(below) and row[at].text == below[at].text) for at in alone)
        and (merged or any(words.role(row[at].text) for at in cells))
        and _is_header(below, words)
    )


def _spans(row: Line, below: Line, at: int) -> bool:
    """Whether a merged cell goes on to the right, or was one before an export left blanks over other headers."""
    if at + 1 >= len(row):
        return False
    return is_across(row, at + 1) or (not row[at + 1].text.strip() and _filled(below, at) and _filled(below, at + 1))


def _is_sub(above: Line, row: Line, known: HeaderWords) -> bool:
    fresh = [
        index
        for index, cell in enumerate(row)
        if cell.text.strip() and not (cell.inherited and index < len(above) and cell.text == above[index].text)
    ]
    words = [row[index].text for index in fresh]
    if not words or any(len(word) > LONGEST or level(word).isdecimal() for word in words):
        return False
    if _names_parts(above, row, fresh):
        return True
    spread = any(index < len(above) and (not above[index].text.strip() or is_across(above, index)) for index in fresh)
    if any(known.role(row[index].text) is None and not _is_under(above, index) for index in fresh):
        return False  # a text below a header word of one column is data
    return spread and 2 * sum(known.role(word) is not None or _is_degree(word) for word in words) >= len(words)


def _names_parts(above: Line, row: Line, fresh: Sequence[int]) -> bool:
    """Whether short words, known or not, part a header word that covers several columns: 责任事项 over 受理, 决定.

    The words beside that one go on below, or leave the row blank where an export has lost their merged cells.
    """
    under = [at for at in fresh if at < len(above) and (is_across(above, at) or not above[at].text.strip())]
    if not under or any(len(row[at].text.strip()) > _PART or _NO_PART.search(row[at].text) for at in fresh):
        return False
    beside = [at for at in range(min(len(row), len(above))) if at not in fresh and above[at].text.strip()]
    parted = all(at in under or at + 1 in under for at in fresh)
    return len(fresh) > 1 and parted and len(beside) > 1 and len({row[at].text for at in fresh}) == len(fresh)


def _is_under(above: Line, index: int) -> bool:
    """Whether a cell stands below a header word that covers several columns, or below none."""
    return index >= len(above) or any(
        not above[at].text.strip() or is_across(above, at) for at in (index, index + 1) if at < len(above)
    )


def is_count(row: Line) -> bool:
    """A row that only counts the columns: 1 2 3 4, ① ② ③, 甲 乙 1 2 as forms of statistics do, 栏次 1 2 3."""
    texts = [unicodedata.normalize("NFKC", cell.text).strip(" \n()栏列次") for cell in row if cell.text.strip()]
    counted = list(dropwhile(lambda text: text in _UNCOUNTED, texts))
    letters = texts[: len(texts) - len(counted)]
    numbers = [str(number) for number in range(1, len(counted) + 1)]
    return len(counted) >= 3 and counted == numbers and "甲乙丙丁".startswith("".join(letters))


def _columns(rows: Sequence[Line], words: HeaderWords) -> tuple[HeaderColumn, ...]:
    width = max((cell.column for row in rows for cell in row if cell.text.strip()), default=0)
    filled = [_spread([*row[:width]], below) for row, below in zip(rows, [*rows[1:], ()], strict=True)]
    degrees = {cell.text for row in filled for cell in row if _is_degree(cell.text)}
    # 轻微违法行为 beside no other degree is the conduct itself.
    degrees = {degree for degree in degrees if len(degrees) > 1 or words.role(degree) is not Role.NAME}
    return tuple(_column(filled, index, words, degrees) for index in range(width))


def _spread(row: list[GridCell], below: Line) -> list[GridCell]:
    """A group header that was a merged cell before it was exported: its blanks to the right are its own."""
    for index in range(1, len(row)):
        if (
            not row[index].text.strip()
            and index < len(below)
            and below[index].text.strip()
            and below[index - 1].text.strip()
        ):
            row[index] = row[index]._replace(text=row[index - 1].text, inherited=True)
    return row


def _column(rows: Sequence[Line], index: int, known: HeaderWords, degrees: Collection[str]) -> HeaderColumn:
    cells = [row[index] for row in rows if index < len(row) and row[index].text.strip()]
    words = [cell.text for at, cell in enumerate(cells) if not at or cell.text != cells[at - 1].text]
    repeats = bool(cells) and all(is_across(row, index) for row in rows if index < len(row) and row[index].text.strip())
    degree = next((word.strip() for word in words if word in degrees), "")
    meaning = known.path(words) if words else None
    if degree:
        # 从轻处罚·适用情形: the word below tells what stands in the column, where it tells that.
        meanings = (
            meaning for meaning in (known.meaning(words[-1]), meaning) if meaning and meaning.role in _OF_DEGREE
        )
        meaning = next(meanings, Meaning(Role.STANDARD))
    role = meaning.role if meaning else Role.OTHER
    return HeaderColumn(
        index,
        _PARENT.get(role, role) if repeats else role,
        "·".join(re.sub(r"\s*\n\s*", "", word).strip() for word in words),
        repeats,
        known=meaning is not None,
        weak=bool(meaning and meaning.weak),
        part=meaning.part if meaning else "",
        degree=degree,
    )


def spread_over(columns: Sequence[HeaderColumn], texts: Mapping[int, Sequence[str]]) -> tuple[tuple[int, ...], ...]:
    """The columns, by index, over which one text is spread: a basis, the stages of duties, circumstances.

    ``texts`` are the filled cells below, by column.
    """
    return (*_basis(columns, texts), *_stages(columns), *_circumstances(columns))


def _stages(columns: Sequence[HeaderColumn]) -> list[tuple[int, ...]]:
    """The columns of stages and their duties, which make one text."""
    places = tuple(column.index for column in columns if column.role is Role.DUTIES and not column.repeats)
    return [places] if len(places) > 1 else []


def _circumstances(columns: Sequence[HeaderColumn]) -> list[tuple[int, ...]]:
    """The columns of circumstances, which together say when a tier applies."""
    own = (column for column in columns if column.role is Role.CIRCUMSTANCE and not column.degree)
    places = tuple(column.index for column in own)
    return [places] if len(places) > 1 else []


def _basis(columns: Sequence[HeaderColumn], texts: Mapping[int, Sequence[str]]) -> Iterator[tuple[int, ...]]:
    """Neighbouring columns that make one basis: a rank, a title, then its number, provision and text."""
    run: list[HeaderColumn] = []
    ranked = False
    for column in columns:
        legal = content.share(texts.get(column.index, []), lambda text: "《" in text) >= content.HALF
        goes_on = column.part and column.part != "title" and column.part not in {each.part for each in run}
        if column.role is Role.BASIS and run and ((goes_on and not legal) or ranked):
            run.append(column)
            ranked = False
            continue
        ranked = column.role is Role.BASIS and content.share(texts.get(column.index, []), is_rank) >= content.HALF
        if len(run) > 1:
            yield tuple(column.index for column in run)
        run = [column] if column.role is Role.BASIS and not column.repeats else []
    if len(run) > 1:
        yield tuple(column.index for column in run)
