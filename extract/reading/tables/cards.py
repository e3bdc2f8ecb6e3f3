"""Items printed as cards: one small table of names and values an item, or one field a line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from extract.model import Cell, Role
from extract.reading.grid import own_cells
from extract.reading.header_words import PRINTED, HeaderWords, is_rank, level
from extract.reading.tables import content, sections
from extract.reading.tables.row_builder import RowBuilder, place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extract.reading.grid import Grid, GridCell, Paragraph
    from extract.reading.tables.sections import SectionHeading

#: Fewer known names than this are chance, no card.
FIELDS = 3
#: Rows that tell whether a table is of names and values.
_HEAD = 1000
_GAP = re.compile(r"([^\s:：]{2,15})(?:[ \u3000]{2,}|\t)\s*(\S.*)", re.DOTALL)
#: A numbered line that names the item whose fields follow.
_TITLE = re.compile(
    "(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十百]{1,4}项|"
    "(?:事项|项目|表)?(?P<serial>\\d{1,4})(?:[、.．]|\\s)(?!\\d))(?P<name>[^。；;:：《]{2,60})"
)
#: The same with its number in brackets, as points of a value have theirs.
_POINT = re.compile("[(（](?P<serial>\\d{1,4})[)）](?P<name>[^。；;:：《]{2,60})")
#: The number of an item before the name of its first field: 1.事项名称：….
_NUMBERED = re.compile(r"[（(]?(\d{1,4})(?:[)）]|[.．、])[.．、]?\s*(?!\d)")
#: A line that only parts cards: 第3项, 表3, -----.
_MARK = re.compile(
    r"第[\d一二三四五六七八九十百]{1,4}[项个张条]|(?:事项|表|序号)\s*\d{1,4}[:：.、]?|[-=_*—－─━~～#＊]{3,}"
)
_SECOND = 2
#: What a table of names and values calls them.
_HEAD_NAME = re.compile(
    "序号?|(?:事项|基本|清单|信息)?(?:项目|要素|名称|栏目|字段|类别|要项|内容项|信息项|指标)(?:名称?)?"
)
_HEAD_VALUE = re.compile(
    "(?:具体|详细|填写|填报|要素|项目|事项|信息|字段|基本|相关)?(?:内容|信息|说明|情况|描述|详情|值)"
)
#: The title of a card is no longer, and no sentence.
_LONGEST = 60
_SENTENCE = re.compile("[。；;：:，,《]")
#: Fields side by side take no more than a line of print.
_LONGEST_LINE = 300
_COLON, _BLANKS = re.compile("[:：]"), re.compile("[ \t\u3000]+")
#: Half of the name of a field is no longer.
_HALF = 4
_LINE = re.compile(r"\s*([^:：]{1,30})[:：](.*)", re.DOTALL)
#: The name of a field in brackets: 【事项名称】…; a rank of documents in them is a label of the basis.
_BRACKETED = re.compile(r"\s*[【\[［〔]([^】\]］〕]{2,30})[】\]］〕][:：]?(.*)", re.DOTALL)


@dataclass(slots=True)
class _Cards:
    """Cards in the making.

    ``title`` is the lone line seen last; it names a card that has no field for its name. ``trail`` are the sections
    that hold at the line reached. ``point`` is the number before the field seen last, 0 where it has none.
    """

    title: str
    builders: list[RowBuilder] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    trails: list[tuple[SectionHeading, ...]] = field(default_factory=list)
    first: str = ""
    ended: bool = True
    trail: tuple[SectionHeading, ...] = ()
    point: int = 0

    def add(self, line: int, cell: Cell, *, goes_on: bool) -> None:
        """A field; a new card where the first name of the last one comes again or a title stood between."""
        word = level(cell.header)
        if not self.ended and word == self.first and not goes_on and self._is_titled():
            self._take_title()
        if self.ended or (word == self.first and not goes_on):
            self.builders.append(RowBuilder(line, []))
            self.trails.append(self.trail)
            self.titles.append(self.title)
            self.first, self.title, self.ended = word, "", False
        self.builders[-1].cells.append(cell)

    def _is_titled(self) -> bool:
        """Whether the first card has no field for its name, but a line above that is its title."""
        return bool(self.titles[0]) and all(cell.role is not Role.NAME for cell in self.builders[0].cells)

    def _take_title(self) -> None:
        """The last line of the field above is the title of the next card, and a type above it is its section."""
        last = self.builders[-1].cells[-1]
        text, parted, line = last.text.rpartition("\n")
        if not parted or len(line) > _LONGEST or _SENTENCE.search(line):
            return
        above, parted, section = text.rpartition("\n")
        if parted and self.enter_type(section):
            text = above
        self.builders[-1].cells[-1] = replace(last, text=text)
        self.title = line

    def enter_type(self, text: str) -> bool:
        """Whether a lone line is a type: then it is that of the cards below."""
        heading = sections.section(text)
        if heading is None or heading.role is not Role.TYPE:
            return False
        self.trail = sections.entered(self.trail, heading)
        return True

    def name(self, text: str) -> None:
        """A lone line: the title of the next card."""
        self.title, self.ended = text, True

    def enter(self, heading: SectionHeading) -> None:
        """A line that begins a section: it holds for the cards below."""
        self.trail = sections.entered(self.trail, heading)
        self.name("")

    def finished(self, words: HeaderWords) -> list[RowBuilder]:
        """The cards that say enough to be items."""
        whole = []
        for builder, title, trail in zip(self.builders, self.titles, self.trails, strict=True):
            builder.cells = _offices([_borne_out(cell, words) for cell in builder.cells])
            roles = {cell.role for cell in builder.cells} - {Role.OTHER}
            titled = Role.NAME not in roles and bool(title)
            item = roles & {Role.NAME, Role.BASIS} or (titled and {Role.TYPE, Role.CODE} <= roles)
            if len(roles) + titled >= FIELDS and item:
                if Role.NAME not in roles and title:
                    builder.cells = [*title_cells(title, roles), *builder.cells]
                place(builder, trail)
                whole.append(builder)
        return whole


def in_grid(grid: Grid, above: str, words: HeaderWords = PRINTED) -> list[RowBuilder]:
    """The items of a table of names and values; ``above`` is the line before it, which may name the item."""
    cards = _Cards(above)
    filled = [row for row in grid.rows[:_HEAD] if any(cell.text.strip() for cell in row)]
    known = [any(name and words.role(name.text) for name, _ in _fields(row, words)) for row in filled]
    if 5 * sum(known) < 3 * len(filled):
        return []
    for row in grid.rows:
        for name, value in _fields(row, words) if any(cell.text.strip() for cell in row) else ():
            if name is not None:
                role = words.role(name.text) or Role.OTHER
                cell = Cell(role, name.text.strip(), value.text, value.column, value.inherited)
                cards.add(name.line, cell, goes_on=name.inherited)
            elif value.column > 1 and cards.builders:
                _go_on(cards.builders[-1], value)
            else:
                cards.name(value.text.strip())
    return cards.finished(words)


def without_head(grid: Grid) -> Grid:
    """A table of names and values without the row that calls them so: 项目 | 内容."""
    first = next((at for at, row in enumerate(grid.rows) if own_cells(row)), 0)
    words = [level(cell.text) for cell in own_cells(grid.rows[first])] if grid.rows else []
    head = len(words) in {2, 3} and _HEAD_VALUE.fullmatch(words[-1]) and all(map(_HEAD_NAME.fullmatch, words[:-1]))
    return replace(grid, rows=grid.rows[first + 1 :]) if head else grid


def go_on(card: RowBuilder, grid: Grid, words: HeaderWords = PRINTED) -> bool:
    """Give a card the fields that a page has parted from it: those it has not, none of them a name, and no other text.

    Returns whether all of the table went into the card.
    """
    fields = [pair for row in grid.rows if any(cell.text.strip() for cell in row) for pair in _fields(row, words)]
    known = {level(cell.header) for cell in card.cells}
    taken = {(cell.line, cell.column) for name, value in fields for cell in (name, value) if cell is not None}
    own = (cell for row in grid.rows for cell in row if cell.text.strip() and not cell.inherited)
    if any((cell.line, cell.column) not in taken for cell in own):
        return False
    cells = []
    for name, value in fields:
        role = words.role(name.text) if name is not None else None
        if name is None or role in {None, Role.NAME} or level(name.text) in known:
            return False
        cells.append(Cell(role or Role.OTHER, name.text.strip(), value.text, value.column, value.inherited))
    card.cells += cells
    return bool(cells)


def title_cells(title: str, roles: set[Role]) -> Iterator[Cell]:
    """The name that a line is of the item below it, without its mark, with the serial that is where it has no other."""
    if match := _TITLE.fullmatch(title) or _POINT.fullmatch(title):
        if match["serial"] and Role.SERIAL not in roles:
            yield Cell(Role.SERIAL, "", match["serial"], 1, inherited=True)
        title = match["name"].strip()
    yield Cell(Role.NAME, "", title, 1, inherited=True)


def _borne_out(cell: Cell, words: HeaderWords) -> Cell:
    """类别 is a type of power only if its value is one."""
    meaning = words.meaning(cell.header)
    weak = meaning is not None and meaning.weak and not content.is_type(cell.text)
    return replace(cell, role=Role.OTHER) if weak else cell


def _offices(cells: list[Cell]) -> list[Cell]:
    """The body and the office by what the fields 责任单位, 实施机构 and the like name."""
    acting = content.acting([(cell.role, cell.header, [cell.text] if cell.text.strip() else []) for cell in cells])
    return [replace(cell, role=role) for cell, role in zip(cells, acting, strict=True)]


def _fields(row: Sequence[GridCell], words: HeaderWords) -> Iterator[tuple[GridCell | None, GridCell]]:
    """Names with their values, from left to right; a text alone in its row has no name."""
    cells = [cell for at, cell in enumerate(row) if not (at and cell.inherited and cell.text == row[at - 1].text)]
    filled = [cell for cell in cells if cell.text.strip()]
    if len(filled) == 2 and filled[0].column == 1:
        yield filled[0], filled[1]
    elif len(filled) == 1 and not words.role(filled[0].text):
        yield None, filled[0]
    else:
        name: GridCell | None = None
        for cell in cells:
            if name is not None:
                yield name, cell
                name = None
            elif words.role(cell.text):
                name = cell
        if name is not None:
            yield name, name._replace(text="", column=name.column + 1)


def _go_on(builder: RowBuilder, value: GridCell) -> None:
    """A value below a value, its name left blank: another cell of the same field."""
    builder.cells.append(replace(builder.cells[-1], text=value.text, column=value.column, inherited=value.inherited))


def in_paragraphs(paragraphs: Sequence[Paragraph], words: HeaderWords = PRINTED) -> list[RowBuilder]:
    """The items of text with one field a line: 职权名称：…, or the name on one line and the value on the next ones.

    What a web page has below its text goes into no card.
    """
    cards = _Cards("")
    printed = (replace(paragraph, text=line) for paragraph in paragraphs for line in paragraph.text.split("\n"))
    parts = (
        replace(field_line, text=text) for field_line in printed for text in _fields_in_line(field_line.text, words)
    )
    lines = _whole_names([line for line in parts if line.text.strip()], words)
    below = False
    for paragraph, after in zip(lines, [*lines[1:], None], strict=False):
        text = paragraph.text.strip()
        following = after.text.strip() if after is not None else ""
        begins = not following or _is_field(following, words)
        below = (below or sections.is_furniture(text)) and not _is_field(text, words) and not _TITLE.fullmatch(text)
        if below:
            continue
        if cards.builders and _MARK.fullmatch(text) and (begins or _TITLE.fullmatch(following)):
            cards.name("")
        elif (heading := _section(text, following, cards, words)) is not None:
            cards.enter(heading)
        elif begins and (_TITLE.fullmatch(text) or _is_title(text, following, cards, words)):
            cards.name(text)
        elif not _take_field(cards, paragraph, words):
            if not cards.builders:
                cards.enter_type(cards.title)
                cards.title = text
            else:
                last = cards.builders[-1].cells[-1]
                cards.builders[-1].cells[-1] = replace(last, text=f"{last.text}\n{text}".strip())
    return cards.finished(words)


def _fields_in_line(line: str, words: HeaderWords) -> list[str]:
    """The fields that stand side by side on a line, parted by blanks: 权力类型：行政许可　实施主体：某局."""
    if len(line) > _LONGEST_LINE or len(_COLON.findall(line)) < 2:
        return [line]
    parts = _BLANKS.split(line.strip())
    named = [_LINE.fullmatch(part) for part in parts]
    whole = len(parts) > 1 and all(match is not None and words.role(match[1]) for match in named)
    return parts if whole else [line]


def _is_title(text: str, following: str, cards: _Cards, words: HeaderWords) -> bool:
    """Whether a line is a title though it looks like the name of a field, or like a point of a value.

    A first line has no value below it (行政处罚裁量基准); （2）河道采砂 stands above the field that cards begin with.
    """
    if not following:
        return False
    if cards.builders and _POINT.fullmatch(text):
        named = _named(following, words)
        return level(named[1] if named else following) == cards.first
    return not cards.builders and (
        _POINT.fullmatch(text) is not None or (words.role(text) is not None and _named(text, words) is None)
    )


def _section(text: str, following: str, cards: _Cards, words: HeaderWords) -> SectionHeading | None:
    """The section that a line begins above a card: 二、行政处罚（共3项）; no field, and no value of the one above."""
    if _is_field(text, words) or not (
        _is_field(following, words) or _TITLE.fullmatch(following) or sections.section(following)
    ):
        return None
    if cards.builders and not cards.ended and not cards.builders[-1].cells[-1].text:
        return None
    heading = sections.section(text)
    return heading if heading and heading.role is not Role.OTHER else None


def _take_field(cards: _Cards, paragraph: Paragraph, words: HeaderWords) -> bool:
    """Add the field that a line is, or begins; the number before the name of an item is its serial."""
    text = paragraph.text.strip()
    numbered = _NUMBERED.match(text)
    named = _named(text[numbered.end() :] if numbered else text, words)
    if not (named and named[2].strip()) and (role := words.role(text)):
        cards.add(paragraph.line, Cell(role, text.rstrip(":："), "", 1), goes_on=False)
        cards.point = 0
        return True
    role = words.role(named[1]) if named else None
    number = int(numbered[1]) if numbered else 0
    goes_on = number > 1 and number == cards.point + 1
    begins = number == 1 and cards.ended and bool(cards.title)  # the first field below a title
    if named is None or role is None or (numbered and role is not Role.NAME and not goes_on and not begins):
        return False
    if goes_on:
        _count_fields(cards.builders[-1], number)
    cards.add(paragraph.line, Cell(role, named[1].strip(), named[2].strip(), 1), goes_on=False)
    cards.point = number
    if numbered and role is Role.NAME and not goes_on:
        cards.builders[-1].cells.append(Cell(Role.SERIAL, "", numbered[1], 1))
    return True


def _count_fields(card: RowBuilder, number: int) -> None:
    """The second field with a number tells that the first one's was no serial: both count the fields of a card."""
    if number == _SECOND and card.cells[-1].role is Role.SERIAL and not card.cells[-1].header:
        card.cells.pop()


def _whole_names(lines: Sequence[Paragraph], words: HeaderWords) -> list[Paragraph]:
    """The lines, with the names of fields that stand on two of them (审核, 转报) made whole."""
    whole: list[Paragraph] = []
    for line in lines:
        text, last = line.text.strip(), whole[-1].text.strip() if whole else ""
        halves = 0 < len(last) <= _HALF and 0 < len(text) <= _HALF and not words.role(last) and not words.role(text)
        if halves and words.role(last + text):
            whole[-1] = replace(whole[-1], text=last + text)
        else:
            whole.append(line)
    return whole


def _named(text: str, words: HeaderWords) -> re.Match[str] | None:
    """A name and its value on one line, parted by a colon or by blanks as a table was."""
    if (match := _BRACKETED.fullmatch(text)) and words.role(match[1]) and not is_rank(match[1]):
        return match
    matches = (pattern.fullmatch(text) for pattern in (_GAP, _LINE))
    return next((match for match in matches if match and words.role(match[1])), None)


def _is_field(text: str, words: HeaderWords) -> bool:
    if words.role(text) is not None or _named(text, words) is not None:
        return True
    numbered = _NUMBERED.match(text)
    named = _named(text[numbered.end() :], words) if numbered else None
    return numbered is not None and named is not None and (numbered[1] == "1" or words.role(named[1]) is Role.NAME)
