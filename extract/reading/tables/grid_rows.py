"""One grid from its first row to its last: titles, headers, sections, rows of data, notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from extract.model import Cell, Role, Trouble, Unused
from extract.reading.grid import is_lone, own_cells
from extract.reading.header_words import PRINTED, HeaderWords
from extract.reading.plain import pages_of_unused
from extract.reading.tables import columns, headers, list_titles, sections, tiers
from extract.reading.tables.data_rows import Above, DataRows, items
from extract.reading.tables.row_builder import RowBuilder, build_row, kept_builders, undecoded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.reading.grid import Grid, GridCell
    from extract.reading.paged import Paged
    from extract.reading.tables.headers import Header
    from extract.reading.tables.sections import SectionHeading

    Line = Sequence[GridCell]

#: Rows looked at where only its content tells what a column holds.
SAMPLE = 200
#: Words of a lone line that stands above a table.
_TITLE = re.compile("清单|目录|一览表|汇总表|登记表|附件|附表|基准|裁量")
#: How a section begins whatever it is called.
_SECTION = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}[章节部])"
    r"\s*[^\s\d].{2}"
)
#: What stands in a cell that has nothing to say, and which cells may have nothing to say.
_NONE = re.compile(r"无|无子项|暂无|没有|不涉及|[-—－–―/／\\_*]+")
#: What a page leaves in a text that holds no word.
_MARKUP = re.compile(r"(?:</?[A-Za-z][^<>]{0,40}>|&[a-z]{2,6};|\s)+")
_MAY_BE_NONE = frozenset({Role.SUB_NAME, Role.CODE, Role.SUB_CODE, Role.UNIT})
#: What a row of a name and a value above a table may say of all its rows.
_WORDS = re.compile("[\u3400-\u9fff]{3}")
#: Columns below which a list may be signed.
_LONG_TEXTS = frozenset({Role.BASIS, Role.DUTIES, Role.GROUNDS, Role.REMARK, Role.OTHER})
_GIVEN = frozenset({Role.NAME, Role.BASIS, Role.PENALTY, Role.BODY, Role.UNIT, Role.TYPE, Role.CODE, Role.DUTIES})


@dataclass(slots=True)
class GridPart:
    """A table within a grid: its header, the heading it stands under, the body that this names."""

    header: Header
    heading: str = ""
    body: SectionHeading | None = None


@dataclass(slots=True)
class GridReading:
    """What holds at the row reached, and what has come of the rows above it.

    ``builders`` are complete; those of ``segment`` stand under the present header and section.
    ``given`` are cells that hold for all rows below, ``waiting`` those that no row has come for. ``across`` says of
    each column whether the cell last seen in it is covered by one to its left, ``last`` is the row of data above,
    ``lately`` are the cells last made by column.
    ``summary`` where the present table counts items and lists none.
    ``trims`` where rows may have lost the empty cells at their ends; ``noted`` where the row above is a note.
    """

    rows: Sequence[Line]
    words: HeaderWords = PRINTED
    header: Header | None = None
    trail: tuple[SectionHeading, ...] = ()
    parts: list[GridPart] = field(default_factory=list)
    builders: Paged[RowBuilder] = field(default_factory=kept_builders)
    headings: list[str] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    unused: Paged[Unused] = field(default_factory=pages_of_unused)
    given: list[Cell] = field(default_factory=list)
    waiting: list[Cell] = field(default_factory=list)
    above: str = ""
    body: SectionHeading | None = None
    segment: DataRows = field(default_factory=DataRows)
    count: int = 0
    across: list[bool] = field(default_factory=list)
    last: Line = ()
    lately: dict[int, Cell] = field(default_factory=dict)
    trims: bool = False
    noted: bool = False
    summary: bool = False


def read_grid(
    grid: Grid,
    trail: tuple[SectionHeading, ...] = (),
    header: Header | None = None,
    *,
    above: str = "",
    words: HeaderWords = PRINTED,
) -> GridReading:
    """Read ``grid``, in the sections that hold before it and, where it goes on with another table, under its header.

    ``above`` is the line that stands before it.
    """
    state = GridReading(grid.rows, words, header, trail, above=above, trims=grid.kind == "text")
    state.body = list_titles.body_heading(above)
    if header is not None:
        state.parts.append(GridPart(header, above, state.body))
    index = 0
    while index < len(grid.rows):
        if grid.kind != "text":
            _look_across(state, index)
        index += _step(state, index)
    _close(state)
    zh, en = "其下没有事项", "no item stands below it"
    for at in state.waiting:
        state.unused.append(Unused(0, state.rows[-1][0].line, at.column, at.header, at.text, zh, en))
    return state


def _look_across(state: GridReading, index: int) -> None:
    """A covered cell that repeats the cell above is covered from where that one is; otherwise from its left."""
    row, above = state.rows[index], state.rows[index - 1] if index else ()
    before = state.across
    state.across = [
        cell.inherited
        and (before[at] if at < len(above) and above[at].text == cell.text and at < len(before) else at > 0)
        for at, cell in enumerate(row)
    ]


def _step(state: GridReading, index: int) -> int:
    """Take the row at ``index`` for what it is; how many rows that took."""
    row = state.rows[index]
    filled = [cell for cell in row if cell.text and not cell.text.isspace()]
    if not filled or _repeats(state, index):
        return 1
    header = headers.header_at(state.rows, index, state.words)
    if header is not None:
        _enter(state, header, index)
        return header.depth
    if given := _given(state, filled):
        _give(state, given)
    elif _is_apart(state, filled, index) or state.header is None:
        state.troubles += undecoded(row[0].line, filled)
    elif state.summary:
        _set_aside(state, filled)
    else:
        state.count += 1
        row = state.last = tiers.carried(row, state.last, state.header)
        made = build_row(row, state.header, state.across, state.lately)
        made.number, made.part = state.count, len(state.parts) - 1
        _leave_blank(state, made)
        state.segment.add(made)
    return 1


def _leave_blank(state: GridReading, made: RowBuilder) -> None:
    """Take the signs that say there is no sub-item, code or unit (无, /, ——) for the blanks they stand for."""
    zh, en = "占位符号，表示没有该项内容", "a sign that stands for nothing"
    for at, cell in enumerate(made.cells):
        if cell.role in _MAY_BE_NONE and _NONE.fullmatch("".join(cell.text.split())):
            made.cells[at] = replace(cell, text="")
            if not cell.inherited:
                state.unused.append(Unused(0, made.line, cell.column, cell.header, cell.text, zh, en))


def _repeats(state: GridReading, index: int) -> bool:
    """Whether a row has no text of its own: each of its cells is merged into the one above it."""
    row, above = state.rows[index], state.rows[index - 1] if index else ()
    return len(row) == len(above) and all(
        cell.text == over.text and (cell.inherited or not cell.text) for cell, over in zip(row, above, strict=True)
    )


def _enter(state: GridReading, header: Header, index: int) -> None:
    """A header repeated changes nothing unless another heading stands before it; another one begins a new table."""
    for row in state.rows[index : index + header.depth]:
        state.troubles += undecoded(row[0].line, row)
        if headers.is_count(row):
            zh, en = "栏次，只给各列编号", "a row that only counts the columns"
            for cell in own_cells(row):
                state.unused.append(Unused(0, cell.line, cell.column, "", cell.text, zh, en))
    body = state.parts[-1].body if state.parts else None
    if state.header is None or header.words != state.header.words or state.body != body:
        _close(state)
        below = state.rows[index + header.depth : index + header.depth + SAMPLE]
        state.header = columns.judge(header, _of_data(below, state.words), state.words)
        state.lately, state.summary = {}, columns.is_summary(state.header)
        state.parts.append(GridPart(state.header, state.above, state.body))
        line = state.rows[index + header.depth - 1][0].line
        state.troubles += [_no_role(column, line) for column in columns.full_of_citations(state.header, below)]


def _of_data(rows: Sequence[Line], words: HeaderWords) -> list[Line]:
    """The rows up to the next header."""
    end = next((at for at in range(len(rows)) if headers.header_at(rows, at, words)), len(rows))
    return list(rows[:end])


def _no_role(column: headers.HeaderColumn, line: int) -> Trouble:
    name = column.header or f"第{column.index + 1}列"
    zh = f"“{name}”列写有法律条款，但未识别为依据，未从中提取；可用 --map 指定其含义"
    en = f"column {column.index + 1} cites law but has no role; --map can give it one"
    return Trouble(line, column.index + 1, zh, en)


def _given(state: GridReading, filled: Line) -> Cell | None:
    """A name and a value across the whole row, above a table: it holds for all rows of that."""
    own = own_cells(filled)
    if len(own) != 2 or len(state.rows[0]) < 3 or own[0].inherited or own[1].inherited:
        return None
    if len(filled) == 2 and state.header is not None:
        return None
    role = state.words.role(own[0].text)
    if role not in _GIVEN or state.words.role(own[1].text) or sections.caption(own[1].text):
        return None
    return Cell(role, own[0].text.strip(), own[1].text, own[1].column)


def _give(state: GridReading, given: Cell) -> None:
    if state.segment.rows:
        _close(state)
        state.given, state.header = [], None
    state.given.append(given)
    state.waiting.append(given)
    state.headings.append(given.header)  # the name of what no column of the table has


def _is_apart(state: GridReading, filled: Line, index: int) -> bool:
    """Whether a row is none of data: a section begins, or a title, a caption, a note or a total stands there."""
    first = filled[0]
    lone = is_lone(filled)
    spanning = lone and state.header is not None and len(filled) > 1 and 3 * len(filled) >= 2 * state.header.width
    if heading := _section(filled, lone=lone, spanning=spanning):
        _close(state)
        state.trail = sections.entered(state.trail, heading)
        _head(state, filled)
        return True
    if lone and state.header is not None and _is_in_serials(state.header, first):
        _close(state)
        _head(state, filled)
        return True
    if state.header is None or (len(own_cells(filled)) <= 4 and sections.caption(first.text)):
        _head(state, filled)
        return True
    if lone and _TITLE.search(first.text) and _is_above_header(state, index):
        _head(state, filled)
        return True
    goes_on = lone and state.noted and sections.is_point(first.text)
    note = first.column <= 2 and (goes_on or (sections.is_note(first.text) if lone else _is_note_beside(filled)))
    state.noted = note
    note = note or (lone and _MARKUP.fullmatch(first.text.strip()) is not None)
    note = note or (lone and (_is_no_number(state.header, first) or _is_signature(state.header, first)))
    if spanning or note or sections.is_total(first.text) or (lone and sections.is_page_mark(first.text)):
        _set_aside(state, filled)
        return True
    return False


def _role_at(header: Header, cell: GridCell) -> Role:
    """What the column of a cell holds; nobody knows it of a cell beyond the header."""
    return header.columns[cell.column - 1].role if cell.column <= header.width else Role.OTHER


def _is_in_serials(header: Header, cell: GridCell) -> bool:
    """Whether words that begin as a section stand alone in the column of numbers: 一、《中华人民共和国水法》."""
    return _role_at(header, cell) is Role.SERIAL and _SECTION.match(cell.text) is not None


def _is_no_number(header: Header, cell: GridCell) -> bool:
    """Whether words stand in the column of numbers or codes: 无此类事项, 联系人：张某."""
    return _role_at(header, cell) in {Role.SERIAL, Role.CODE} and _WORDS.search(cell.text) is not None


def _is_signature(header: Header, cell: GridCell) -> bool:
    """Whether a day or a body stands in a column where it alone says nothing."""
    return _role_at(header, cell) in _LONG_TEXTS and sections.is_signature(cell.text)


def _is_note_beside(filled: Line) -> bool:
    """Whether the row is a note whose one text stands beside the word 备注."""
    return sections.is_mark_of_note(filled[0].text) and len({cell.text for cell in filled}) == 2


def _head(state: GridReading, filled: Line) -> None:
    """Lines above a table; one that names a list or a body heads it."""
    for text in dict.fromkeys(cell.text.strip() for cell in filled):
        state.headings.append(text)
        body = list_titles.body_heading(text)
        if body is not None:
            state.body = body
        if body is not None or list_titles.names_list(text):
            state.above = text


def _set_aside(state: GridReading, filled: Line) -> None:
    zh, en = "表内说明或合计，不属于任何事项", "a note or a total, part of no item"
    seen: set[str] = set()
    for cell in filled:
        if cell.text not in seen:
            seen.add(cell.text)
            state.unused.append(Unused(0, cell.line, cell.column, "", cell.text, zh, en))


def _section(filled: Line, *, lone: bool, spanning: bool) -> SectionHeading | None:
    if lone and filled[0].column <= 2:
        return sections.section(filled[0].text, spanning=spanning)
    return sections.numbered_section(filled[0].text, filled[1].text) if len(filled) == 2 else None


def _is_above_header(state: GridReading, index: int) -> bool:
    rows = range(index + 1, min(index + 4, len(state.rows)))
    return any(headers.header_at(state.rows, at, state.words) for at in rows)


def _close(state: GridReading) -> None:
    """Complete the rows under the present header and section."""
    segment, state.segment = state.segment, DataRows()
    if not segment.rows:
        return
    above = Above(state.trail, state.given, {cell.role for cell in state.waiting if cell.role is not Role.BASIS})
    rows = above.handed_down(segment.filled(trims=state.trims))
    state.builders.extend(items(rows, state.header))
    zh, en = "其下各行自有该要素，未采用", "the rows below say it of themselves"
    for cell in state.waiting:
        if cell.role in above.own:
            state.unused.append(Unused(0, segment.first_line, cell.column, cell.header, cell.text, zh, en))
    state.waiting = []
