"""What formats left out, in words: one line for a hidden sheet or column, for a deleted row, for a single cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from extract.model import Trouble
from extract.reading.grid import Grid, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extract.reading.grid import Block, Omission


class _ReasonWords(NamedTuple):
    """What is said of a reason; ``by`` tells what one line is said of: a sheet, a row, a column or a cell."""

    by: str
    zh: str
    en: str


_WORDS = {
    Reason.HIDDEN_SHEET: _ReasonWords("sheet", "是隐藏的工作表，未读入", "a hidden sheet, not read"),
    Reason.HIDDEN_ROW: _ReasonWords("row", "是隐藏行，未读入", "a hidden row, not read"),
    Reason.HIDDEN_COLUMN: _ReasonWords("column", "是隐藏列，未读入", "a hidden column, not read"),
    Reason.INVISIBLE: _ReasonWords("row", "有不显示的文字，未读入", "text that is not shown, not read"),
    Reason.DELETED: _ReasonWords("row", "有修订中已删除的文字，未读入", "text deleted by a revision, not read"),
    Reason.STRUCK: _ReasonWords("row", "有已划去的文字，未读入", "text struck out, not read"),
    Reason.COVERED: _ReasonWords("cell", "被合并单元格盖住，未读入", "covered by a merged cell, not read"),
    Reason.NOTE: _ReasonWords("row", "有脚注、尾注或批注，未读入", "a note or comment, not read"),
    Reason.HEADER: _ReasonWords("row", "有页眉或页脚，未读入", "a header or footer of pages, not read"),
    Reason.ERROR_VALUE: _ReasonWords("cell", "是错误值，按空白处理", "an error value, taken for empty"),
    Reason.BOOLEAN: _ReasonWords("cell", "是逻辑值，按空白处理", "a truth value, taken for empty"),
    Reason.NO_RESULT: _ReasonWords(
        "cell",
        "是公式，文件中没有计算结果，按空白处理；请用办公软件打开并保存后再读",
        "a formula without a stored result, taken for empty; open and save the file in an office program",
    ),
    Reason.DIGITS_LOST: _ReasonWords(
        "cell",
        "的数字超过15位，文件中没有保存其后各位",
        "a number of more than 15 digits, the file does not hold the last ones",
    ),
    Reason.STRAY_MARK: _ReasonWords(
        "cell",
        "的引号没有成对，已略去，该行按分隔符切分",
        "a quotation mark that nothing closes, left out; the line is cut at its separators",
    ),
    Reason.PICTURE: _ReasonWords("page", "是图片，没有文字，未读入", "a page that is a picture without text, not read"),
    Reason.SLANTED: _ReasonWords(
        "page", "起有斜排的文字（水印），未读入", "from here a watermark set aslant, not read"
    ),
    Reason.TOO_LONG: _ReasonWords("cell", "超过字数上限，未读入", "longer than the limit, not read"),
    Reason.TOO_MUCH: _ReasonWords(
        "row", "起超过行数、列数或格数上限，未读入", "from here past a limit of size, not read"
    ),
}
#: Characters of the text that are quoted.
_SHOWN = 30


def words(reason: Reason) -> tuple[str, str]:
    """What is said of a reason, in Chinese and English."""
    return _WORDS[reason].zh, _WORDS[reason].en


def troubles(blocks: Iterable[Block]) -> Iterator[Trouble]:
    """One trouble for each sheet, row, column or cell left out, in the order of the blocks."""
    for block in blocks:
        groups: dict[tuple[object, ...], list[Omission]] = {}
        for omission in block.omissions:
            groups.setdefault(_group(omission), []).append(omission)
        name = block.name if isinstance(block, Grid) else ""
        yield from (_trouble(name, group) for group in groups.values())


def _group(omission: Omission) -> tuple[object, ...]:
    by = _WORDS[omission.reason].by
    place = {"row": (omission.line,), "column": (omission.column,), "cell": (omission.line, omission.column)}
    return omission.reason, *place.get(by, ())


def _trouble(name: str, group: list[Omission]) -> Trouble:
    """One line for omissions of one reason and place; ``name`` is the sheet's, or empty."""
    first, words = group[0], _WORDS[group[0].reason]
    line = 0 if words.by == "sheet" else first.line
    column = 0 if words.by == "sheet" or (words.by == "row" and len(group) > 1) else first.column
    cell = f"第{line}行第{column}格" if column else f"第{line}行"
    places = {"row": f"第{line}行", "column": f"第{column}列", "cell": cell, "page": f"第{line}页"}
    place = places.get(words.by, "") if line else ""
    texts = [" ".join(omission.text[: 4 * _SHOWN].split()) for omission in group]
    quote = "｜".join(text for text in texts if text)[:_SHOWN]
    zh = f"{f'表“{name}”' if name else ''}{place}{words.zh}{f'：“{quote}”' if quote else ''}"
    return Trouble(line, column, zh, f'sheet "{name}": {words.en}' if name else words.en)
