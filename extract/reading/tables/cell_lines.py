"""Tables that a word processor or a page saved as text: each cell on a line of its own.

Behind a tab, with an empty line after each row; or bare, with nothing to tell a cell from the next one but the
header words at the beginning, the running numbers, and what the cells hold.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.model import Role
from extract.reading.grid import Grid, GridCell, Paragraph
from extract.reading.header_words import LONGEST, PRINTED, HeaderWords
from extract.reading.tables import content, sections

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extract.reading.grid import Blocks

#: A table begins where so many cells in a row are header words.
_LEAST = 3
#: Header words known on lines of their own, without tabs, must be as many: cards have such lines as well.
_LEAST_BARE = 4
_Lines = list[Paragraph]
#: How the heading of a section begins, that no cell does.
_SECTION = re.compile(r"\s*(?:第?[一二三四五六七八九十]+(?:[、.．]|部分)|[(（][一二三四五六七八九十]+[)）])")


def regrid(paragraphs: Sequence[Paragraph], words: HeaderWords = PRINTED) -> Blocks:
    """The paragraphs with the table among them, if there is one, as a grid again."""
    begin = next((at for at, paragraph in enumerate(paragraphs) if paragraph.text.startswith("\t")), len(paragraphs))
    cells = list(_cells(paragraphs[begin:]))
    start = next((at for at in range(len(cells)) if _is_header(cells[at : at + _LEAST], words)), None)
    if start is None:
        return _bare(paragraphs, words)
    before = [line for cell in cells[:start] for line in cell]
    rest = _cut_off(cells[-1])
    rows = tuple(
        tuple(GridCell(_text(cell), cell[0].line, column) for column, cell in enumerate(row, start=1))
        for row in _rows(cells[start:])
    )
    return (*paragraphs[:begin], *before, Grid(rows, kind="text"), *rest)


def _cells(paragraphs: Sequence[Paragraph]) -> Iterator[_Lines]:
    """Lines grouped into cells; a line without a tab belongs to the cell above it."""
    cell: _Lines = []
    for paragraph in paragraphs:
        if paragraph.text.startswith("\t") and cell:
            yield cell
            cell = []
        cell.append(paragraph)
    if cell:
        yield cell


def _text(cell: _Lines) -> str:
    return "\n".join(line.text for line in cell).strip("\n").removeprefix("\t")


def _is_header(cells: Sequence[_Lines], words: HeaderWords) -> bool:
    return len(cells) == _LEAST and all(words.role(_text(cell)) for cell in cells)


def _ends_row(cell: _Lines) -> bool:
    return len(cell) > 1 and not cell[-1].text.strip()


def _cut_off(last: _Lines) -> _Lines:
    """What follows the last cell of the table behind an empty line; taken off the cell."""
    empty = next((at for at, line in enumerate(last) if at and not line.text.strip()), len(last))
    rest = last[empty + 1 :]
    del last[empty + 1 :]
    return rest


def _rows(cells: Sequence[_Lines]) -> Iterator[list[_Lines]]:
    """Cells up to an empty line are a row, unless that line stood inside a cell: rows are as wide as the header."""
    width = next((at for at, cell in enumerate(cells, start=1) if at >= _LEAST and _ends_row(cell)), len(cells))
    row: list[_Lines] = []
    part: list[_Lines] = []
    for cell in cells:
        part.append(cell)
        if not _ends_row(cell) and len(part) < width:
            continue
        if len(row) + len(part) > width:
            yield row
            row = []
        row, part = row + part, []
        if len(row) >= width:
            yield row
            row = []
    if row + part:
        yield row + part


# --- without tabs


def _bare(paragraphs: Sequence[Paragraph], words: HeaderWords) -> Blocks:
    """Lines that begin with the words of a header and go on with as many lines a row."""
    lines = [line for line in paragraphs if line.text.strip()]
    match = next(((at, width) for at in range(len(lines)) if (width := _header_width(lines[at:], words))), None)
    if match is None:
        return tuple(paragraphs)
    start, width = match
    header = lines[start : start + width]
    roles = [words.role(line.text.strip()) for line in header]
    body, rest = _above_notes(lines[start + width :])
    rows: list[list[_Lines]] = []
    for heading, group in _by_section(body):
        made = _bare_rows(group, roles, [line.text.strip() for line in header]) if group else []
        if made is None:
            return tuple(paragraphs)
        rows += [[[heading]], *made] if heading else made
    if not rows:
        return tuple(paragraphs)
    grid = Grid(tuple(_grid_row(row) for row in ([[line] for line in header], *rows)), kind="text")
    return (*(line for line in paragraphs if line.line < header[0].line), grid, *rest)


def _above_notes(lines: list[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """The lines of a table, and the notes and the furniture of a page below it."""
    texts = [line.text.strip() for line in lines]
    numbers = [at for at, text in enumerate(texts) if content.is_serial(text)]
    below = range(numbers[-1] if numbers else 0, len(lines))
    end = next((at for at in below if sections.is_note(texts[at]) or sections.is_furniture(texts[at])), len(lines))
    return [line for line in lines[:end] if not _is_page_mark(line.text)], lines[end:]


def _is_page_mark(text: str) -> bool:
    return sections.is_page_mark(text) and not text.strip().isdecimal()


def _by_section(lines: Sequence[Paragraph]) -> Iterator[tuple[Paragraph | None, list[Paragraph]]]:
    """The lines below each heading of a section, as 二、行政处罚（共3项）; first those below none."""
    heading: Paragraph | None = None
    group: list[Paragraph] = []
    for line in lines:
        section_heading = sections.section(line.text.strip()) if _SECTION.match(line.text) else None
        if section_heading is not None and section_heading.role is not Role.OTHER:
            yield heading, group
            heading, group = line, []
        else:
            group.append(line)
    yield heading, group


def _grid_row(row: Sequence[_Lines]) -> tuple[GridCell, ...]:
    first = next((cell[0].line for cell in row if cell), 0)
    return tuple(
        GridCell("\n".join(line.text.strip() for line in cell), cell[0].line if cell else first, column)
        for column, cell in enumerate(row, start=1)
    )


def _header_width(lines: Sequence[Paragraph], words: HeaderWords) -> int:
    """How many lines from here on are the words of a header: known ones but for one at most between two of them."""
    width = known = misses = 0
    for at, line in enumerate(lines):
        text = line.text.strip()
        if len(text) > LONGEST or content.is_serial(text):
            break
        if words.role(text):
            known, width, misses = known + 1, at + 1, 0
        elif not known or misses or len(text) > 15:
            break
        else:
            misses += 1
    return width if known >= _LEAST_BARE else 0


def _bare_rows(
    lines: Sequence[Paragraph], roles: Sequence[Role | None], header: Sequence[str]
) -> list[list[_Lines]] | None:
    """The rows below a header; None where the lines do not fall into rows of its width."""
    if roles[0] is Role.SERIAL:
        groups = list(_by_serial(lines, header))
    elif len(lines) % len(roles) == 0:
        groups = [lines[at : at + len(roles)] for at in range(0, len(lines), len(roles))]
    else:
        return None
    rows = [_fitted(group, roles) for group in groups]
    return [row for row in rows if row is not None] if rows and all(row is not None for row in rows) else None


def _by_serial(lines: Sequence[Paragraph], header: Sequence[str]) -> Iterator[Sequence[Paragraph]]:
    """A row begins where the next running number stands on a line of its own; a header repeated is left out."""
    starts: list[int] = []
    last = 0
    for at, line in enumerate(lines):
        text = line.text.strip().rstrip(".、．")
        if text.isdecimal() and (int(text) == last + 1 or (int(text) == 1 and last)):
            starts.append(at)
            last = int(text)
    for start, end in pairwise([*starts, len(lines)]):
        group = lines[start:end]
        texts = [line.text.strip() for line in group]
        again = next((at for at in range(len(texts)) if texts[at : at + len(header)] == list(header)), None)
        yield group if again is None else [*group[:again], *group[again + len(header) :]]


def _fitted(group: Sequence[Paragraph], roles: Sequence[Role | None]) -> list[_Lines] | None:
    """The cells of a row: lines too many belong to its longest column, lines too few leave columns empty."""
    width, extra = len(roles), len(group) - len(roles)
    if extra > 0:
        long = next((at for at, role in enumerate(roles) if role is Role.BASIS), None)
        if long is None:
            return None
        cells = [[line] for line in group[:long]]
        after = width - long - 1
        cells.append(list(group[long : len(group) - after]))
        return [*cells, *([line] for line in group[len(group) - after :])]
    if extra < 0 and width + extra < 2:
        return None
    places = _places([line.text.strip() for line in group], roles)
    cells = [list[Paragraph]() for _ in roles]
    for line, place in zip(group, places, strict=True):
        cells[place].append(line)
    return cells


def _places(texts: Sequence[str], roles: Sequence[Role | None]) -> list[int]:
    """The columns of a row whose empty cells left no line: in their order, as what they hold fits best."""
    best: dict[int, tuple[float, list[int]]] = {-1: (0.0, [])}
    for at, text in enumerate(texts):
        role = content.role([text])
        rest = len(texts) - at - 1
        best = {column: _better(best, column, _fit(role, roles[column])) for column in range(at, len(roles) - rest)}
    return max(best.values(), key=lambda way: way[0])[1]


def _better(best: dict[int, tuple[float, list[int]]], column: int, fit: float) -> tuple[float, list[int]]:
    """The best way to come to a column from those to its left."""
    score, path = max((way for last, way in best.items() if last < column), key=lambda way: way[0])
    return score + fit, [*path, column]


def _fit(role_of_line: Role | None, role: Role | None) -> float:
    """How well a text stands in a column: telling texts belong under their header, others under none that tells."""
    if role_of_line is not None:
        return 3 if role_of_line is role else -1
    return 0 if role not in _TELLING else -1


#: What the texts of a column tell by themselves.
_TELLING = {Role.SERIAL, Role.TYPE, Role.CODE, Role.SUB_CODE, Role.BASIS, Role.BODY, Role.DUTIES, Role.TELEPHONE}
