"""Tables drawn with signs: Markdown, and frames of +---+ or box-drawing characters, with the text between them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.reading import header_words
from extract.reading.grid import Grid, GridCell, Omission, Paragraph, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extract.reading.grid import Block, Blocks

#: What a rule below a header (GitHub's Markdown) or a line of a frame is made of.
_RULE_SIGNS = frozenset(" \t:|+=-─━═│┃┌└├┤┐┘┬┴┼╔╚╠╣╗╝╦╩╬")
_STROKES = ("--", "==", "──", "━━", "══")
#: A rule of Markdown may have one stroke a column.
_RULER = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?[ \t]*")
_SINGLE = ("|-", "-|", "| -", "|:")
_SIGNS = str.maketrans("│┃║", "|||")
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_STRUCK = re.compile(r"~~(.+?)~~", re.DOTALL)
_EMPHASIS = re.compile(r"(\*\*|__|\*|_|`)(?=\S)(.+?)(?<=\S)\1")
_HEADING = re.compile(r"[ \t]*(?:#{1,6}[ \t]+|>[ \t]*|(?:[-*+]|\d{1,3}[.)])[ \t]+(?=\*\*))(.*?)(?:[ \t]+#+)?[ \t]*")
#: A field of a card as Markdown has it: **权力类型**：行政许可, in a list or not.
_FIELD = re.compile(r"^[ \t]*(?:[-*+][ \t]+|\d{1,3}[.)][ \t]+)?\*\*[^*\n]{2,20}\*\*", re.MULTILINE)
#: The name of a field as a heading below that of its item.
_HEADED = re.compile(r"^[ \t]*#{2,6}[ \t]+([^\n#]{2,20}?)[ \t#]*$", re.MULTILINE)
_LABEL = re.compile(r"[ \t]*\*\*([^*\n:：]{2,20})\*\*[ \t\u3000]+(?=[^\s:：])")
_FIELDS, _HEAD = 3, 100_000


def is_drawn(text: str) -> bool:
    """Whether the text has a table drawn with signs: a rule with a line of cells right above or below it."""
    if not any(sign in text for sign in "|│┃║") or not any(stroke in text for stroke in (*_STROKES, *_SINGLE)):
        return False
    lines = text.split("\n")
    return any(
        _is_rule(line) and any(_has_cells(other) for other in (*lines[at - 1 : at], *lines[at + 1 : at + 2]))
        for at, line in enumerate(lines)
    )


def is_marked(text: str) -> bool:
    """Whether lines without a table have the marks of Markdown: names of fields set bold, or as headings."""
    bold = len(_FIELD.findall(text[:_HEAD])) if "**" in text else 0
    headed = (header_words.role(word) for word in _HEADED.findall(text[:_HEAD])) if "#" in text else ()
    return bold >= _FIELDS or sum(role is not None for role in headed) >= _FIELDS


def _has_cells(line: str) -> bool:
    return "|" in line.translate(_SIGNS).strip()[1:] and not _is_rule(line)


def blocks(text: str) -> Blocks:
    """Grids and paragraphs; in cells ``<br>`` is a newline, marks of emphasis are left out, struck text is named."""
    return tuple(_blocks(text.split("\n")))


def _blocks(lines: list[str]) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        end = _end_of_table(lines, at)
        if end > at:
            yield _grid(lines[at:end], at + 1)
            at = end
            continue
        omissions: list[Omission] = []
        heading = _HEADING.fullmatch(lines[at])
        shown = _shown(_parted(heading[1] if heading else lines[at]), at + 1, 0, omissions)
        yield Paragraph(shown, at + 1, tuple(omissions))
        at += 1


def _parted(line: str) -> str:
    """The line with a tab between the name of a field, set bold, and its value, where only a blank parts them."""
    label = _LABEL.match(line)
    if label is None or header_words.role(label[1]) is None:
        return line
    return f"{label[1]}\t{line[label.end() :]}"


def _is_rule(line: str) -> bool:
    """Whether a line is a rule: strokes and corners only, as many as three strokes, and a sign that parts columns."""
    if not line or not _RULE_SIGNS.issuperset(line):
        return False
    if _RULER.fullmatch(line):
        return True
    return any(stroke in line for stroke in _STROKES) and any(sign in line for sign in "|+│┃├┼┬┴┌└╔╠╚╦╩╬")


def _is_row(line: str) -> bool:
    return "|" in line.translate(_SIGNS)


def _end_of_table(lines: list[str], at: int) -> int:
    """The line behind the table that begins at ``at``; ``at`` where none begins."""
    end = at
    while end < len(lines) and (_is_row(lines[end]) or _is_rule(lines[end])):
        end += 1
    table = lines[at:end]
    drawn = any(map(_is_rule, table)) or all(line.strip().translate(_SIGNS).startswith("|") for line in table)
    return end if drawn and sum(not _is_rule(line) for line in table) > 0 and end - at > 1 else at


def _grid(lines: list[str], first: int) -> Grid:
    """The rows of a table; where rules stand between all rows, the lines between two of them are one row."""
    omissions: list[Omission] = []
    framed = sum(map(_is_rule, lines)) > 3 or (sum(map(_is_rule, lines)) == 3 and len(lines) > 5)
    rows = [
        tuple(
            GridCell(_shown(text, line, column, omissions), line, column) for column, text in enumerate(texts, start=1)
        )
        for line, texts in (_framed(lines, first) if framed else _plain(lines, first))
    ]
    return Grid(tuple(rows), omissions=tuple(omissions))


def _plain(lines: Iterable[str], first: int) -> Iterator[tuple[int, list[str]]]:
    return ((number, _cells(line)) for number, line in enumerate(lines, start=first) if not _is_rule(line))


def _framed(lines: list[str], first: int) -> Iterator[tuple[int, list[str]]]:
    row: list[list[str]] = []
    begin = first
    for number, line in enumerate([*lines, "+-"], start=first):
        if not _is_rule(line) and number < first + len(lines):
            begin = begin if row else number
            row.append(_cells(line))
        elif row:
            width = max(map(len, row))
            columns = ([cells[at] for cells in row if at < len(cells) and cells[at]] for at in range(width))
            yield begin, ["\n".join(texts) for texts in columns]
            row = []


def _cells(line: str) -> list[str]:
    bare = line.translate(_SIGNS).strip()
    bare = bare.removeprefix("|")
    bare = bare[:-1] if bare.endswith("|") and not bare.endswith("\\|") else bare
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", bare)]


def _shown(text: str, line: int, column: int, omissions: list[Omission]) -> str:
    """The text as a page made from it shows it."""
    if "~~" in text:
        omissions += [Omission(line, column, text, Reason.STRUCK) for text in _STRUCK.findall(text)]
        text = _STRUCK.sub("", text)
    if "<" in text:
        text = _BREAK.sub("\n", text)
    return _EMPHASIS.sub(r"\2", text) if "*" in text or "_" in text or "`" in text else text
