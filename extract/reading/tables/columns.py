"""What each column holds, in the end: what its header says, borne out or made good by what stands below it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.model import Role
from extract.reading.grid import is_across, is_lone
from extract.reading.header_words import level
from extract.reading.tables import content
from extract.reading.tables.graded_columns import graded
from extract.reading.tables.headers import Header, HeaderColumn, spread_over
from extract.reading.tables.item_columns import find_items, find_sub_items

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from extract.reading.grid import GridCell
    from extract.reading.header_words import HeaderWords

    Line = Sequence[GridCell]
    Texts = dict[int, list[str]]

#: Roles that one column has and no other.
_SINGLE = (Role.TYPE, Role.SERIAL, Role.CODE, Role.BODY, Role.UNIT, Role.TELEPHONE, Role.DUTIES, Role.GROUNDS)
#: A table that nobody gave a header has at least so many columns.
_LEAST = 3
#: No header word that stands alone over a column is longer; a key in English takes more letters.
_LONGEST_WORD, _LONGEST_KEY = 12, 40
_KEY = re.compile(r"[A-Za-z][A-Za-z_]*")


def judge(header: Header, rows: Sequence[Line], words: HeaderWords) -> Header:
    """The header with the role of every column, after a look at the ``rows`` below it."""
    texts = _texts(rows)
    columns = [*header.columns, *_nameless(header, rows, texts)]
    columns = [_mapped(column, words) for column in columns]
    for step in (
        _ticks,
        _bear_out,
        _contents,
        _types,
        _codes,
        _offices,
        _beside,
        _by_content,
        graded,
        find_items,
        _duties,
    ):
        columns = step(columns, texts)
    columns = find_sub_items(columns, rows)
    return replace(header, columns=tuple(columns), spread=spread_over(columns, texts))


def by_content(rows: Sequence[Line], words: HeaderWords) -> Header | None:
    """The header that a table has not, told by its cells; None where they do not speak for a name and a basis.

    Titles alone make no list: pages have tables of notices and links.
    """
    filled = [row for row in rows if sum(bool(cell.text.strip()) for cell in row) >= _LEAST]
    if not filled or 2 * len(filled) < len(rows):
        return None
    width = max(len(row) for row in filled)
    return _judged([HeaderColumn(at, Role.OTHER, "", known=False) for at in range(width)], filled, words)


def _judged(columns: Sequence[HeaderColumn], filled: Sequence[Line], words: HeaderWords) -> Header | None:
    """The header of these columns, if they hold a name and a basis in the end."""
    header = judge(Header(tuple(columns), 0, ()), filled, words)
    basis = next((column.index for column in header.columns if column.role is Role.BASIS), -1)
    articles = content.share(_texts(filled).get(basis, []), content.cites_article)
    return header if header.width >= _LEAST and header.has(Role.NAME) and articles >= content.HALF else None


def by_first_row(rows: Sequence[Line], words: HeaderWords) -> Header | None:
    """A header with hardly a word known: a first row of short words over columns whose cells speak for themselves.

    Rows of one text each may stand above it, as titles do: ``depth`` counts them too.
    """
    titles = next((at for at, row in enumerate(rows) if any(cell.text.strip() for cell in row) and not is_lone(row)), 0)
    filled = [row for row in rows[titles:] if any(cell.text.strip() for cell in row)]
    first = [cell.text.strip() for cell in filled[0]] if filled else []
    if len(filled) < _LEAST or not all(first) or len(set(first)) < len(first) or any(map(_is_data, first)):
        return None
    if max(len(row) for row in filled[1:]) != len(first):
        return None
    header = _judged([_called(at, word, words) for at, word in enumerate(first)], filled[1:], words)
    return replace(header, depth=titles + 1) if header else None


def _called(index: int, word: str, words: HeaderWords) -> HeaderColumn:
    meaning = words.meaning(word)
    if meaning is None:
        return HeaderColumn(index, Role.OTHER, word, known=False)
    return HeaderColumn(index, meaning.role, word, weak=meaning.weak, part=meaning.part)


def _is_data(text: str) -> bool:
    longest = _LONGEST_KEY if _KEY.fullmatch(text) else _LONGEST_WORD
    return len(text) > longest or content.role([text]) in _STRONG


def agrees(header: Header, rows: Sequence[Line]) -> bool:
    """Whether rows without a header stand under this one: as wide, and no column speaks against its role."""
    filled = [row for row in rows if any(cell.text.strip() for cell in row)]
    texts = _texts(filled)
    width = max((at + 1 for at, some in texts.items() if some), default=0)
    if not filled or width < _LEAST or not header.width - 2 <= width <= header.width:
        return False
    if any(
        cell.text.strip() == column.header
        for cell, column in zip(filled[0], header.columns, strict=False)
        if column.header
    ):
        return False  # another header, which begins with 序号 too
    speaking = {at: role for at, some in texts.items() if (role := content.role(some)) in _STRONG}
    against = [at for at, role in speaking.items() if header.columns[at].role not in _ALSO.get(role, (role,))]
    return bool(speaking) and not against and len(speaking) > len(against)


def full_of_citations(header: Header, rows: Sequence[Line]) -> list[HeaderColumn]:
    """The columns that cite law all over and have no role: nobody would miss them but a lawyer."""
    texts = _texts(rows)
    return [
        column
        for column in header.columns
        if column.role is Role.OTHER
        and not column.known
        and not column.repeats
        and content.share(texts.get(column.index, []), content.is_legal) >= content.HALF
    ]


def is_summary(header: Header) -> bool:
    """Whether a table only counts items, type by type: 序号, 权力类型, 事项数量."""
    items = map(header.has, (Role.NAME, Role.SUB_NAME, Role.BASIS, Role.CODE))
    return not any(items) and any(_COUNT.fullmatch(level(column.header)) for column in header.columns)


_COUNT = re.compile(
    "(?:(?:事项|权力|职权|权责|项目|清单|主项|子项)的?)*(?:数量?|项数|数目|总数|件数|合计|小计|总计|项)"
)
_STRONG = {Role.BASIS, Role.TYPE, Role.SERIAL, Role.CODE, Role.DUTIES, Role.TELEPHONE}
_LEGAL = (
    Role.BASIS,
    Role.DUTY_BASIS,
    Role.GROUNDS_BASIS,
    Role.PENALTY,
    Role.STANDARD,
    Role.OTHER,
    Role.REMARK,
    Role.DUTIES,
)
#: What a column may be whose cells speak for the key.
_ALSO: dict[Role | None, tuple[Role, ...]] = {
    Role.BASIS: (*_LEGAL, Role.NAME),
    Role.CODE: (Role.CODE, Role.SUB_CODE, Role.OTHER),
    Role.SERIAL: (Role.SERIAL, Role.OTHER, Role.DEGREE),
    Role.TYPE: (Role.TYPE, Role.NAME, Role.OTHER),
    Role.DUTIES: (Role.DUTIES, Role.NAME),
    Role.TELEPHONE: (Role.TELEPHONE, Role.UNIT, Role.OTHER),
}


def _texts(rows: Sequence[Line]) -> Texts:
    """The filled cells by column; what a merged cell repeats counts once, a row of one text alone says nothing."""
    width = max((len(row) for row in rows), default=0)
    rows = [row for row in rows if len(row) < _LEAST or not is_lone(row)]
    return {
        at: [row[at].text for row in rows if at < len(row) and row[at].text.strip() and not is_across(row, at)]
        for at in range(width)
    }


def _nameless(header: Header, rows: Sequence[Line], texts: Texts) -> list[HeaderColumn]:
    """Columns beyond the last header word that at least every other row fills."""
    width = max((at + 1 for at in texts if at >= header.width and 2 * len(texts[at]) >= len(rows)), default=0)
    return [HeaderColumn(at, Role.OTHER, "", known=False) for at in range(header.width, width)]


def _mapped(column: HeaderColumn, words: HeaderWords) -> HeaderColumn:
    """A column without a header word that somebody maps by its number."""
    role = None if column.header else words.given.get(f"第{column.index + 1}列")
    return replace(column, role=role, known=True) if role else column


def _bear_out(columns: list[HeaderColumn], texts: Texts) -> list[HeaderColumn]:
    """类别 is a type of power only if its cells are; else it is a degree, or nothing the list has use for."""
    return [_borne_out(column, texts.get(column.index, [])) if column.weak else column for column in columns]


def _borne_out(column: HeaderColumn, texts: Sequence[str]) -> HeaderColumn:
    if not texts or any(
        content.share(texts, test) >= content.HALF for test in (content.is_type, content.is_short_type)
    ):
        return column
    degrees = content.share(texts, content.is_degree) >= content.MOST and not texts[0].strip().isdecimal()
    return replace(column, role=Role.DEGREE if degrees else Role.OTHER)


def _contents(columns: list[HeaderColumn], texts: Texts) -> list[HeaderColumn]:
    """具体内容 that cites no law and stands behind no column of a basis is no text of one: nobody knows what it is."""
    roles = {column.index: column.role for column in columns}
    return [
        replace(column, role=Role.OTHER, known=False, part="")
        if column.part == "text"
        and roles.get(column.index - 1) is not Role.BASIS
        and texts.get(column.index)
        and content.share(texts[column.index], content.is_legal) < content.HALF / 2
        else column
        for column in columns
    ]


def _types(columns: list[HeaderColumn], texts: Texts) -> list[HeaderColumn]:
    """Of several columns of types the ones that hold some: a portal gives the code of a type (01) beside its name."""
    several = [column for column in columns if column.role is Role.TYPE and texts.get(column.index)]
    borne = [column for column in several if content.share(texts[column.index], content.is_type) >= content.HALF]
    if not borne:
        return columns
    return [
        replace(column, role=Role.OTHER) if column in several and column not in borne else column for column in columns
    ]


def _codes(columns: list[HeaderColumn], texts: Texts) -> list[HeaderColumn]:
    """编号 that holds codes is the code; 编码 that holds running numbers is the serial."""
    roles = {column.role for column in columns}
    swap: list[tuple[Role, Role, Callable[[str], bool]]] = []
    if Role.CODE not in roles:
        swap.append((Role.SERIAL, Role.CODE, content.is_code))
    if Role.SERIAL not in roles:
        swap.append((Role.CODE, Role.SERIAL, content.is_serial))
    for own, other, test in swap:
        columns = [
            replace(column, role=other)
            if column.role is own and texts.get(column.index) and all(map(test, texts[column.index]))
            else column
            for column in columns
        ]
    return columns


def _offices(columns: list[HeaderColumn], texts: Texts) -> list[HeaderColumn]:
    """The body and the office by what the cells under 责任单位, 实施机构 and the like name."""
    given = [(column.role, column.header, texts.get(column.index, ())) for column in columns]
    acting = content.acting(given)
    return [replace(column, role=role) for column, role in zip(columns, acting, strict=True)]


def _beside(columns: list[HeaderColumn], _texts: Texts) -> list[HeaderColumn]:
    """What stands beside the column it may be taken for: posts beside the offices, who leads beside who acts.

    主办岗 is no office where another column names that, and the competent department (县级主管部门) does not exercise
    what 实施主体 says others do.
    """
    for role, lesser in ((Role.UNIT, _POST), (Role.BODY, _COMPETENT)):
        own = [column for column in columns if column.role is role and not column.repeats]
        less = [column for column in own if lesser.search(column.header)]
        if less and len(less) < len(own):
            columns = [replace(column, role=Role.OTHER) if column in less else column for column in columns]
    return columns


def _ticks(columns: list[HeaderColumn], texts: Texts) -> list[HeaderColumn]:
    """Columns that tick what applies (√, ○) hold no body, no name, whatever their header."""
    return [
        replace(column, role=Role.OTHER)
        if column.role is not Role.OTHER and content.share(texts.get(column.index, []), content.is_tick) >= content.HALF
        else column
        for column in columns
    ]


_POST = re.compile("岗")
_COMPETENT = re.compile("主管|监管|指导|配合|协[助作同]|参与|监督|业务")


def _by_content(columns: list[HeaderColumn], texts: Texts) -> list[HeaderColumn]:
    """Columns nobody knows by their header: what their cells speak for, where no other column has that role."""
    taken: set[Role] = {column.role for column in columns if column.role is not Role.OTHER}
    roles: dict[int, Role] = {}
    for column in columns:
        if column.known or column.role is not Role.OTHER or column.repeats:
            continue
        role = content.role(texts.get(column.index, []))
        if role is Role.SERIAL and column.header and not content.counts(texts[column.index]):
            continue  # the key of a record, a number of things
        if role is None or role in taken or (role is not Role.BASIS and role not in _SINGLE):
            continue
        roles[column.index] = role
        taken.add(role)
    best = _fullest(columns, texts, roles)
    if Role.BASIS not in taken and (named := _named_basis(columns, texts)) is not None:
        best[named] = Role.BASIS
    return [replace(column, role=best.get(column.index, column.role)) for column in columns]


def _named_basis(columns: Sequence[HeaderColumn], texts: Texts) -> int | None:
    """Where no column is the basis, one that is called a basis of something else and cites articles: 赋权依据.

    履职依据 is that of the duties only beside a basis; 责任事项依据 is never another.
    """
    return next(
        (
            column.index
            for column in columns
            if column.role in {Role.OTHER, Role.DUTY_BASIS}
            and column.header.strip().endswith("依据")
            and not _NO_BASIS.search(column.header)
            and not (column.role is Role.DUTY_BASIS and _OF_DUTIES.search(column.header))
            and content.share(texts.get(column.index, []), content.cites_article) >= content.HALF
        ),
        None,
    )


#: Of what a basis is none of the power.
_NO_BASIS = re.compile("收费|公开|免责|减免")
_OF_DUTIES = re.compile("责任|职责")


def _fullest(columns: list[HeaderColumn], texts: Texts, roles: dict[int, Role]) -> dict[int, Role]:
    """Of several columns that may be the basis the one fullest of citations; a name may look like a body."""
    legal = {
        column.index: content.share(texts.get(column.index, []), content.is_legal)
        for column in columns
        if column.role is Role.OTHER and not column.known and not column.repeats
    }
    first = next((index for index, role in roles.items() if role is Role.BASIS), None)
    if first is not None:
        best = max(legal, key=lambda index: legal[index])
        if best != first and roles.get(best) in {None, Role.BASIS}:
            del roles[first]
            roles[best] = Role.BASIS
    return roles


def _duties(columns: list[HeaderColumn], texts: Texts) -> list[HeaderColumn]:
    """Of several columns of duties the one that lists them by stage, or says most; what an office does is no duty.

    Columns under one word (责任事项 over 受理, 审查, 决定) are one: a stage each. So are those that say whose duties
    stand in them: 上级部门职责, 乡镇配合职责.
    """
    several = [column for column in columns if column.role is Role.DUTIES and not column.repeats]
    if len(several) < 2:
        return columns
    best = max(several, key=lambda column: _fullness(texts.get(column.index, [])))
    others = [
        column
        for column in several
        if column is not best
        and not _is_stage(column, best, texts)
        and not (_group(column) and _group(column) == _group(best))
        and not all(_OF_EACH.search(each.header) for each in (column, best))
    ]
    return [replace(column, role=Role.OTHER) if column in others else column for column in columns]


_OF_EACH = re.compile("(?:上级|部门|乡镇|街道|[镇乡村]|配合).*职责$")


def _group(column: HeaderColumn) -> str:
    """The words above the lowest one of a header in levels; empty where it has one level."""
    return column.header.rpartition("·")[0]


def _fullness(texts: Sequence[str]) -> tuple[float, int]:
    return content.share(texts, content.is_duties), sum(map(len, texts))


def _is_stage(column: HeaderColumn, best: HeaderColumn, texts: Texts) -> bool:
    """Whether a column names the stage whose duties stand in the next one."""
    short = content.share(texts.get(column.index, []), lambda text: len(text.strip()) <= _LONGEST_WORD) >= content.MOST
    return short and best.index - column.index == 1
