"""The tables of a file to the rows of a power list, numbered through the file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import chain, islice
from typing import TYPE_CHECKING

from extract.model import Column, Role, Row, Table, Trouble, Unused
from extract.reading import header_words
from extract.reading.grid import Paragraph
from extract.reading.header_words import PRINTED, HeaderWords
from extract.reading.plain import kept_rows, kept_unused, pages_of_unused
from extract.reading.tables import (
    cards,
    columns,
    continuation,
    headers,
    list_titles,
    page_breaks,
    sections,
    side_by_side,
    tiers,
    turned,
)
from extract.reading.tables.grid_rows import SAMPLE, GridReading, read_grid
from extract.reading.tables.row_builder import kept_builders, place, undecoded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extract.reading.grid import Blocks, Grid, GridCell
    from extract.reading.paged import Paged
    from extract.reading.tables.grid_rows import GridPart
    from extract.reading.tables.headers import Header
    from extract.reading.tables.row_builder import RowBuilder
    from extract.reading.tables.sections import SectionHeading

#: A table without a header that is as large as this is worth a word where nothing is read from it.
_LARGE = 3
#: The name of an item is no longer, and no sentence.
_LONGEST = 100
_SENTENCE = re.compile("[。；;：:《]")
#: Rows in which the header of a table is looked for.
_HEAD = 100


@dataclass(frozen=True, slots=True)
class PowerListRows:
    """What the tables of a file hold; ``headings`` are the lines above and between them, in order.

    ``recognised`` tells whether any table had a header that could be read, rows below it or not.
    """

    rows: Sequence[Row]
    headings: tuple[str, ...]
    troubles: tuple[Trouble, ...]
    recognised: bool
    tables: tuple[Table, ...] = ()
    unused: Sequence[Unused] = ()


def is_power_table(grid: Grid, words: HeaderWords = PRINTED) -> bool:
    """Whether a table lists powers, whatever other tables stand beside it: items with a basis, a type or a code."""
    candidates = (headers.header_at(grid.rows, index, words) for index in range(min(len(grid.rows), _HEAD)))
    header = next(filter(None, candidates), None)
    return header is not None and header.has(Role.NAME) and any(map(header.has, (Role.BASIS, Role.TYPE, Role.CODE)))


@dataclass(slots=True)
class _Reading:
    """The tables read so far, each with the name of its sheet, and what holds for the next one.

    ``since`` are the sections that lines have begun since the last table.
    """

    words: HeaderWords
    tables: list[tuple[str, GridReading]] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    trail: tuple[SectionHeading, ...] = ()
    since: list[SectionHeading] = field(default_factory=list)
    above: str = ""
    body: SectionHeading | None = None


def read(blocks: Blocks, words: HeaderWords = PRINTED) -> PowerListRows:
    """The rows of every table in ``blocks``."""
    reading = _Reading(words)
    for block in page_breaks.whole(blocks, words):
        if isinstance(block, Paragraph):
            _line(reading, block.text)
        else:
            grids = side_by_side.set_apart(block, words)
            for grid in grids:
                table = _table(grid, reading)
                if grid is not grids[0]:
                    table.troubles.append(_beside_another(grid))
                reading.headings += table.headings
                reading.tables.append((block.name, table))
                reading.above, reading.since = "", []
    if not any(table.builders for _, table in reading.tables):
        _cards_in_lines(reading, blocks)
    return _result(reading)


def _beside_another(grid: Grid) -> Trouble:
    zh = "表中并列数栏，已逐栏读入；列号按本栏计"
    en = "blocks side by side: read one by one, and columns count within each"
    return Trouble(next((row[0].line for row in grid.rows), 0), 0, zh, en)


def _line(reading: _Reading, text: str) -> None:
    """A line between tables: a section that begins, a heading, or just a line."""
    if not text.strip():
        return
    if heading := sections.section(text):
        reading.trail = sections.entered(reading.trail, heading)
        reading.since.append(heading)
    if body := list_titles.body_heading(text):
        reading.body = body
    reading.above = text.strip()
    reading.headings.append(text.strip())


def _cards_in_lines(reading: _Reading, blocks: Blocks) -> None:
    lines = [block for block in blocks if isinstance(block, Paragraph)]
    if builders := cards.in_paragraphs(lines, reading.words):
        for number, made in enumerate(builders, start=1):
            made.number = number
        reading.tables.append(("", GridReading((), builders=kept_builders(builders))))
        # What stands in the cards is no heading.
        inside = {part.strip() for made in builders for cell in made.cells for part in cell.text.split("\n")}
        reading.headings = [heading for heading in reading.headings if heading not in inside]


def _table(grid: Grid, reading: _Reading) -> GridReading:
    """One grid, read under its own header, under that of the table it continues, as a card, or by its content."""
    words, last = reading.words, reading.tables[-1][1] if reading.tables else None
    name = sections.of_sheet(grid.name)
    trail = reading.trail
    if name and name.role is Role.TYPE:
        trail = sections.entered(trail, replace(name, level=0))
    if any(headers.header_at(grid.rows, index, words) for index in range(len(grid.rows))):
        made = read_grid(grid, trail, above=reading.above, words=words)
        _name_from_above(made, reading.above)
        if last is not None and last.header and made.parts and made.parts[0].header.words == last.header.words:
            _rejoin(last, made)  # a page repeats the title and the header of the table it goes on with
        return _with_body(made, grid, reading)
    sample = grid.rows[:SAMPLE]
    if last is not None and last.header is not None and columns.agrees(last.header, sample):
        trail = reduce(sections.entered, reading.since, last.trail)
        made = read_grid(grid, trail, last.header, above=reading.above, words=words)
        _rejoin(last, made)
        return _with_body(made, grid, reading)
    if item_reading := _item_by_item(grid, trail, reading):
        return item_reading
    named = columns.by_first_row(sample, words)
    if header := named or columns.by_content(sample, words):
        titles = header.depth - 1 if named else _titles(grid)
        reading.headings += [text for row in grid.rows[:titles] for text in _texts(row)]
        below = replace(grid, rows=grid.rows[header.depth if named else titles :])
        made = read_grid(below, trail, header, above=reading.above, words=words)
        made.troubles.append(_by_content(grid, header, named=named is not None))
        return _with_body(made, grid, reading)
    return _left_out(grid, words)


def _titles(grid: Grid) -> int:
    """How many rows stand above the items of a table without a header: blank, or the title of the list alone."""
    titles = 0
    for at, row in enumerate(grid.rows[:SAMPLE]):
        texts = _texts(row)
        if len(texts) > 1 or (texts and not list_titles.names_list(texts[0])):
            break
        titles = at + 1 if texts else titles
    return titles


def _name_from_above(made: GridReading, above: str) -> None:
    """The one row of a table without names has its name in the line above: 类别, 实施依据 under 取水许可审批."""
    if len(made.builders) != 1 or made.header is None or any(map(made.header.has, (Role.NAME, Role.SUB_NAME))):
        return
    if not above or len(above) > _LONGEST or _SENTENCE.search(above):
        return
    if not list_titles.names_list(above) and not sections.section(above) and not list_titles.body_heading(above):
        roles = {cell.role for cell in made.builders[0].cells}
        made.builders[-1].cells[:0] = cards.title_cells(above, roles)


def _texts(row: Sequence[GridCell]) -> list[str]:
    """The texts of a row, each once."""
    return [*dict.fromkeys(cell.text.strip() for cell in row if cell.text.strip())]


def _item_by_item(grid: Grid, trail: tuple[SectionHeading, ...], reading: _Reading) -> GridReading | None:
    """A table with an item a column, or of names and values: cards, or the rest of the card before it."""
    words, last = reading.words, reading.tables[-1][1] if reading.tables else None
    if (upright := turned.upright(grid, words)) is not None:
        made = read_grid(upright, trail, above=reading.above, words=words)
        zh = "表中每列是一个事项，已按列读入；行号、列号按转置后的表计"
        made.troubles.append(Trouble(1, 0, zh, "an item a column: read by columns, and places count so"))
        return _with_body(made, grid, reading)
    after_card = last is not None and last.header is None and bool(last.builders) and not reading.above
    if after_card and last is not None and cards.go_on(last.builders[-1], grid, words):
        return GridReading(grid.rows, words)
    whole, grid = grid, cards.without_head(grid)
    builders = cards.in_grid(grid, reading.above, words)
    if builders and grid is not whole:
        reading.headings += _texts(next(row for row in whole.rows if _texts(row)))
    for card in builders:
        place(card, trail)
    return _of_cards(grid, builders, words) if builders else None


def _rejoin(last: GridReading, made: GridReading) -> None:
    """A row cut in two where one table ends and the next goes on with it is one row, that of the first."""
    if not last.builders or not made.builders or (made.header and tiers.has_tiers(made.header)):
        return

    def numbered() -> bool:
        return all(map(_has_number, chain(last.builders, islice(made.builders, 1, None))))

    if continuation.rejoin(last.builders[-1], made.builders[0], numbered=numbered):
        made.builders.leave_first()


def _has_number(row: RowBuilder) -> bool:
    return any(cell.role is Role.SERIAL and cell.text.strip() and not cell.inherited for cell in row.cells)


def _of_cards(grid: Grid, builders: list[RowBuilder], words: HeaderWords) -> GridReading:
    """A table of cards; what stands in none of them is named."""
    for number, made in enumerate(builders, start=1):
        made.number = number
    kept = {text.strip() for made in builders for cell in made.cells for text in (cell.header, cell.text)}
    zh, en = "不属于任何一张事项卡片", "part of no card"
    rest = [cell for row in grid.rows for cell in row if not cell.inherited and cell.text.strip() not in {*kept, ""}]
    reading = GridReading(grid.rows, words, builders=kept_builders(builders))
    reading.unused.extend(Unused(0, cell.line, cell.column, "", cell.text, zh, en) for cell in rest)
    return reading


def _with_body(made: GridReading, grid: Grid, reading: _Reading) -> GridReading:
    """Tables under no heading of a body stand under that of the sheet, or under the last one before."""
    sheet = list_titles.sheet_body(grid.name) if grid.kind == "sheet" else ""
    for part in made.parts:
        if part.body is None and sheet:
            part.body = sections.SectionHeading(Role.BODY, sheet, grid.name.strip(), 0)
        part.body = part.body or reading.body
    return made


def _by_content(grid: Grid, header: Header, *, named: bool) -> Trouble:
    """A header that was told by what stands in the columns is said to be so."""
    line = next((cell.line for row in grid.rows for cell in row if cell.text.strip()), 0)
    words = "、".join(f"第{at.index + 1}列为{_LABELS.get(at.role, '未识别')}" for at in header.columns)
    what = "表头的列名均未识别" if named else "表没有表头"
    zh = f"{what}，按内容认定各列：{words}；如有误，请在首行写明列名，或用 --map 指定"
    return Trouble(line, 0, zh, "no header: what the columns hold was told by their content; add a header or use --map")


_LABELS = {
    Role.SERIAL: "序号",
    Role.NAME: "事项名称",
    Role.TYPE: "权力类型",
    Role.CODE: "编码",
    Role.BODY: "行使主体",
    Role.UNIT: "承办机构",
    Role.BASIS: "实施依据",
    Role.DUTIES: "责任事项",
    Role.GROUNDS: "追责情形",
    Role.TELEPHONE: "电话",
}


def _left_out(grid: Grid, words: HeaderWords) -> GridReading:
    """A table that nothing is read from: every cell is named, and the table where it may hold a list."""
    made = GridReading(grid.rows, words)
    named = f"“{grid.name}”" if grid.name else ""
    zh, en = f"所在的表{named}没有可识别的表头，未读入", "its table has no header known"
    first, legal, wide = 0, False, 0
    for row in grid.rows:
        cells = [cell for cell in row if cell.text.strip()]
        first = first or next((cell.line for cell in cells), 0)
        legal = legal or any(header_words.LEGAL.search(cell.text) for cell in cells)
        wide += len({cell.text for cell in row} - {""}) >= _LARGE
        own = (cell for cell in cells if not cell.inherited)
        made.unused.extend(Unused(0, cell.line, cell.column, "", cell.text, zh, en) for cell in own)
    if first and (legal or wide >= _LARGE or grid.kind == "sheet"):
        name = f"“{grid.name}”" if grid.name else ""
        zh, en = f"表{name}没有可识别的表头，未读入", f"table {name} has no header known, left out"
        made.troubles.append(Trouble(first, 0, zh, en))
    return made


def _join_ends(reading: _Reading) -> None:
    """Names that the end of a page has cut, in a file that prints a table for every item."""
    tiered = [
        table for _, table in reading.tables if any(tiers.has_tiers(table_part.header) for table_part in table.parts)
    ]
    if sum(len(table.parts) for table in tiered) < tiers.TABLES:
        return
    every = [[*table.builders] for table in tiered]  # what is changed of them here is to stay
    by_table: dict[tuple[int, int], list[RowBuilder]] = {}
    for at, (table, builders) in enumerate(zip(tiered, every, strict=True)):
        for made in builders:
            if tiers.has_tiers(table.parts[made.part].header):
                by_table.setdefault((at, made.part), []).append(made)
    joined = set()
    for item, rest in [*tiers.ends_of_names([*by_table.values()])]:
        tiers.join_end(item, rest)
        joined.add(id(rest))
    for table, builders in zip(tiered, every, strict=True) if joined else ():
        table.builders = kept_builders(made for made in builders if id(made) not in joined)


def _result(reading: _Reading) -> PowerListRows:
    _join_ends(reading)
    used = [{made.part for made in table.builders} for _, table in reading.tables]
    parts = zip((table.parts for _, table in reading.tables), used, strict=True)
    bodies = {part.body.text for own, at in parts if own for part in (own[each] for each in at) if part.body}
    tables = _Tables(several=sum(map(len, used)) > 1, bodies=len(bodies) > 1)
    rows = kept_rows(
        row
        for (sheet, table), own in zip(reading.tables, used, strict=True)
        for row in tables.numbered(sheet, table, own)
    )
    recognised = bool(rows) or any(table.parts for _, table in reading.tables)
    return PowerListRows(
        rows,
        tuple(reading.headings),
        tuple(tables.troubles),
        recognised,
        tuple(tables.tables),
        kept_unused(tables.unused),
    )


@dataclass(slots=True)
class _Tables:
    """Tables with their numbers through the file, so far, and what stands in none of their rows.

    ``several`` tells that a file has more than one, ``bodies`` that headings name more than one body: then they say
    whose each table is; one alone is the publisher's of the whole list.
    """

    several: bool
    bodies: bool
    tables: list[Table] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    unused: Paged[Unused] = field(default_factory=pages_of_unused)
    count: int = 0

    def numbered(self, sheet: str, table: GridReading, used: set[int]) -> Iterator[Row]:
        """Give the tables of a grid their numbers and its rows theirs; ``used`` are its parts that have rows."""
        numbers: dict[int, int] = {}
        for part in range(max(len(table.parts), 1)):
            if part in used or part < len(table.parts):
                numbers[part] = len(self.tables) + 1
                self.tables.append(_described(numbers[part], sheet, table, part))
        last = numbers.get(max(numbers, default=0), 0)
        named = {number: _name(self.tables[number - 1]) if self.several else "" for number in numbers.values()}
        self.troubles += [replace(trouble, table=sheet or named.get(last, "")) for trouble in table.troubles]
        self.unused.extend(replace(unused, table=numbers.get(0, 0)) for unused in table.unused)
        for made in table.builders:
            if self.bodies and table.parts:
                body = table.parts[made.part].body
                place(made, (body,) if body else ())
            number = numbers[made.part]
            yield _row(made, self.count, number, named[number])
            made.cells = []  # the row has them; a list is long
        self.count += table.count or len(table.builders)


def _row(made: RowBuilder, before: int, number: int, name: str) -> Row:
    troubles = (*made.troubles, *undecoded(made.line, made.cells))
    if troubles and name:
        troubles = tuple(replace(trouble, table=name) for trouble in troubles)
    tiers = tuple(replace(tier, row=before + tier.row) for tier in made.tiers) if before else tuple(made.tiers)
    return Row(before + made.number, made.line, tuple(made.cells), name, troubles, number, tiers)


def _name(table: Table) -> str:
    return table.sheet or table.heading or f"表{table.number}"


def _described(number: int, sheet: str, table: GridReading, part: int) -> Table:
    if part < len(table.parts):
        table_part: GridPart = table.parts[part]
        shown = tuple(Column(at.index + 1, at.header, at.role, at.known) for at in table_part.header.columns)
        return Table(number, sheet, table_part.heading, shown)
    fields: dict[str, Column] = {}
    for made in table.builders:
        for cell in made.cells:
            fields.setdefault(cell.header, Column(cell.column, cell.header, cell.role))
    return Table(number, sheet, table.above, tuple(fields.values()))
