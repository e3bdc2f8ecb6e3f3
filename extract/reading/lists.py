"""Blocks to a list: a power list, a responsibility list, or a file that holds tables of both."""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from extract.model import ListFile, ListKind, ResponsibilityList, Role, Trouble, Unreadable, Unused
from extract.reading import omissions
from extract.reading.formats.encoding import BAD
from extract.reading.grid import Grid, Paragraph, Reason
from extract.reading.header_words import PRINTED, HeaderWords
from extract.reading.plain import kept_unused
from extract.reading.responsibility import responsibility_list
from extract.reading.tables import cell_lines, list_titles, power_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extract.model import Table
    from extract.reading.grid import Block, Blocks
    from extract.reading.tables.power_list import PowerListRows

#: What the columns of a table hold whose rows have tiers.
_OF_TIERS = frozenset({Role.DEGREE, Role.STANDARD})


@dataclass(frozen=True, slots=True)
class Source:
    """The file a list comes from: its name without ending, the SHA-256 of its bytes."""

    stem: str
    digest: str


def of_blocks(blocks: Blocks, source: Source, words: HeaderWords = PRINTED) -> ListFile:
    """The list that the blocks of a file hold.

    Raises Unreadable where they hold none. A file may hold tables of powers beside parts of a responsibility list.
    """
    if not responsibility_list.is_responsibility_list(blocks):
        return _power_list(blocks, source, words)
    grids = [block for block in blocks if isinstance(block, Grid) and not responsibility_list.is_part(block)]
    powers = [grid for grid in grids if power_list.is_power_table(grid, words)]
    if not powers:
        return _responsibility_list(blocks, source)
    rest = tuple(block for block in blocks if block not in powers)
    other = _responsibility_list(rest, source)
    if other.responsibility_list is None:
        return _power_list(blocks, source, words)  # what looked like parts were lines between tables
    own = _power_list(
        tuple(block for block in blocks if block in powers or isinstance(block, Paragraph)), source, words
    )
    return replace(
        own,
        publisher=own.publisher or other.publisher,
        responsibility_list=other.responsibility_list,
        headings=(*own.headings, *other.headings),
        unused=kept_unused(chain(own.unused, other.unused)),
        troubles=(*own.troubles, *other.troubles[len(list(omissions.troubles(_lines(rest)))) :]),
    )


def _lines(blocks: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(block for block in blocks if isinstance(block, Paragraph))


def _responsibility_list(blocks: Blocks, source: Source) -> ListFile:
    register, title, publisher, troubles = responsibility_list.read_responsibility_list(blocks)
    # 某县残疾人联合会公共服务事项清单: words between the body and the kind of list.
    publisher = list_titles.body(title) if title and publisher == title else publisher
    if register == ResponsibilityList():
        return _power_list(blocks, source, PRINTED)
    kept = _squeezed("\n".join([*_strings(astuple(register)), title, publisher, *(trouble.zh for trouble in troubles)]))
    return ListFile(
        source.stem,
        source.digest,
        title or source.stem,
        publisher,
        (),
        register,
        (*omissions.troubles(blocks), *troubles),
        ListKind.RESPONSIBILITY,
        headings=tuple(dict.fromkeys(text for text in _texts(blocks) if _squeezed(text) not in kept)),
        unused=(*_omitted(blocks), *_not_placed(troubles)),
    )


def _texts(blocks: Blocks) -> Iterator[str]:
    """Every text of a file that its format or a merged cell does not repeat."""
    for block in blocks:
        cells = (
            (cell for row in block.rows for cell in row if not cell.inherited) if isinstance(block, Grid) else [block]
        )
        for cell in cells:
            yield from (line.strip() for line in cell.text.split("\n") if line.strip())


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _strings(item)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _not_placed(troubles: Iterable[Trouble]) -> Iterator[Unused]:
    """The words that belong to no part of a responsibility list: its troubles quote them behind a colon."""
    for trouble in troubles:
        zh, colon, text = trouble.zh.partition("：")
        if colon and text:
            yield Unused(0, trouble.line, trouble.column, "", text, zh, trouble.en.partition(":")[0])


def _power_list(blocks: Blocks, source: Source, words: HeaderWords) -> ListFile:
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    if len(paragraphs) == len(blocks):
        blocks = cell_lines.regrid(paragraphs, words)
    reading = power_list.read(blocks, words)
    if not reading.rows:
        raise nothing_in(blocks, recognised=reading.recognised)
    title = list_titles.title(reading.headings, source.stem)
    publisher = list_titles.publisher(reading.rows, reading.headings, (title, *reversed(reading.headings), source.stem))
    tiered = any(column.role in _OF_TIERS for table in reading.tables for column in table.columns)
    discretion = "裁量" in title or (tiered and any(row.tiers for row in reading.rows))
    return ListFile(
        source.stem,
        source.digest,
        title,
        publisher,
        reading.rows,
        None,
        (*beside(blocks), *reading.troubles, *_findings(reading, publisher)),
        ListKind.DISCRETION if discretion else ListKind.POWER,
        reading.tables,
        reading.headings,
        kept_unused(chain(_omitted(blocks, reading.tables), reading.unused)),
    )


def _findings(rows: PowerListRows, publisher: str) -> Iterator[Trouble]:
    """What a list says of none of its items, though every list does: name and basis; and the body, if it was lost.

    A list may print no body at all; where a column is not known, it may be the one that names them.
    """
    columns = [column for table in rows.tables for column in table.columns]
    unknown = any(column.role is Role.OTHER and not column.known for column in columns)
    wanted = (
        ((Role.NAME, Role.SUB_NAME), "事项名称", "name", True),
        ((Role.BASIS,), "实施依据", "legal basis", True),
        ((Role.BODY,), "行使主体", "body", unknown and not publisher),
    )
    for roles, zh, en, asked in wanted:
        if asked and not any(row.text(role) for row in rows.rows for role in roles):
            words = f"全部{len(rows.rows)}行都没有{zh}，请核对列名，或用 --map 指定"
            yield Trouble(0, 0, words, f"no row has a {en}; check the headers, or use --map")


def _omitted(blocks: Blocks, tables: Sequence[Table] = ()) -> Iterator[Unused]:
    """What the format left out of its blocks; a sheet that gave no table is named."""
    numbers = {table.sheet: table.number for table in reversed(tables)}
    for block in blocks:
        name = block.name if isinstance(block, Grid) else ""
        number = numbers.get(name, 0)
        sheet = f"表“{name}”" if name and not number else ""
        for omission in block.omissions:
            if omission.reason is Reason.DIGITS_LOST:
                continue  # read all the same
            zh, en = omissions.words(omission.reason)
            yield Unused(number, omission.line, omission.column, "", omission.text, sheet + zh, en)


def nothing_in(blocks: Blocks, *, recognised: bool) -> Unreadable:
    """Why nothing could be read: no data, no text, or no header known."""
    if recognised:
        return Unreadable("", "有表头，没有数据行", "a header, but no row of data below it")
    line, texts = _first_row(blocks)
    if not texts:
        return Unreadable("", "文件里没有文字", "the file holds no text")
    seen = "｜".join(text[:20] for text in texts[:15])
    return Unreadable(
        f":{line}",
        f"没有可识别的表头：第{line}行是“{seen}”；需要“事项名称”“权力类型”“实施依据”等列名",
        "no header known: the first row is the one quoted; a row like 事项名称, 权力类型, 实施依据 is expected",
    )


def _first_row(blocks: Blocks) -> tuple[int, list[str]]:
    for block in blocks:
        rows = block.rows if isinstance(block, Grid) else ((block,),)
        for row in rows:
            texts = [" ".join(cell.text.split()) for cell in row if cell.text.strip()]
            if texts:
                return row[0].line, texts
    return 0, []


def beside(blocks: Blocks) -> list[Trouble]:
    """What is to be said of a file beside its rows: what was left out, and bytes outside tables without characters."""
    return [
        *omissions.troubles(blocks),
        *(
            Trouble(block.line, block.text.index(BAD) + 1, "有无法解码的字节", "bytes that cannot be decoded")
            for block in blocks
            if isinstance(block, Paragraph) and BAD in block.text
        ),
    ]
