"""A responsibility list (责任清单): what a department answers for, in up to four parts.

Part one are its main responsibilities with tasks and responsible offices, part two the boundaries to other bodies,
part three public services, part four supervision regimes. Counties of several provinces print this form with other
numbering, section names and column words: see rules/responsibility.toml and rules/sections.toml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

from extract.model import Passage, ResponsibilityList, Trouble
from extract.reading.grid import Grid, Paragraph
from extract.reading.responsibility.flow import SIGNED, Line, PartTable, TableRow, flow
from extract.reading.responsibility.parts import columns_of_header, is_plain_section, part_of_heading
from extract.reading.responsibility.regimes import regimes, unplaced
from extract.reading.responsibility.tables import boundaries, left_over, responsibilities, services

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extract.model import Regime
    from extract.reading.grid import Blocks

#: How far into a file a header is looked for, rows of a grid and paragraphs.
_ROWS_LOOKED_AT, _PARAGRAPHS_LOOKED_AT = 100, 3000
_LEAST_SECTIONS = 2
_LONGEST_TITLE = 50
_A_LIST = re.compile(r"清单|登记表|一览表|汇总表|目录")
_KIND_OF_LIST = re.compile(
    r"(?:(?<!人民)政府)?(?:部门)?(?:权力和责任|权责|责任|职责)(?:事项)?(?:清单|登记表|一览表|目录).*$", re.DOTALL
)
_STAMP = re.compile(r"[（(][^（）()]{0,8}[)）]$")
_SIGNATURE = re.compile(r"(?:主要负责人|负责人|联系人|填表人|填报人|填报日期|填报时间|日期).*$")


@dataclass(slots=True)
class _Run:
    """Lines that follow one another outside tables, under the heading of a part or before any."""

    part: str | None = None
    heading: Passage | None = None
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class _Sorted:
    """A file sorted by part; the first run is what stands before the first part."""

    entries: dict[str, list[TableRow]] = field(default_factory=dict)
    runs: list[_Run] = field(default_factory=lambda: [_Run()])
    signed: list[str] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


def is_responsibility_list(blocks: Blocks) -> bool:
    """Whether a file is a responsibility list: one of its tables, or sections of a supervision regime."""
    if any(is_part(block) for block in blocks if isinstance(block, Grid)):
        return True
    paragraphs = tuple(block for block in blocks if isinstance(block, Paragraph))[:_PARAGRAPHS_LOOKED_AT]
    flow = _sort(paragraphs)
    return bool(flow.entries) or any(_is_regimes(run) for run in flow.runs)


def is_part(grid: Grid) -> bool:
    """Whether a table is one of the parts of a responsibility list."""
    return any(columns_of_header([cell.text for cell in row]) for row in grid.rows[:_ROWS_LOOKED_AT])


def read_responsibility_list(blocks: Blocks) -> tuple[ResponsibilityList, str, str, tuple[Trouble, ...]]:
    """The list, its title, the body that publishes it, and what was not understood.

    Every word of the file is in the list, in its title or publisher, in the words of a heading, or in a trouble.
    A part the file does not have is empty; title and publisher are empty where none is printed.
    """
    sorted_ = _sort(blocks)
    title = _title(sorted_.runs)
    read: list[Regime] = []
    troubles = sorted_.troubles
    for run in sorted_.runs:
        if run.part == "regimes" or _is_regimes(run):
            more, unclear = regimes(run.lines, run.heading)
            read.extend(more)
            troubles.extend(unclear)
        else:
            troubles.extend(unplaced(run.lines))
    for entries in sorted_.entries.values():
        troubles.extend(left_over(entries))
    register = ResponsibilityList(
        responsibilities(sorted_.entries.get("responsibilities", ())),
        boundaries(sorted_.entries.get("boundaries", ())),
        services(sorted_.entries.get("services", ())),
        tuple(read),
    )
    publisher = next(iter(sorted_.signed), "") or _KIND_OF_LIST.sub("", title)
    return register, title, publisher, tuple(sorted(troubles, key=lambda trouble: trouble.line))


def _sort(blocks: Blocks) -> _Sorted:
    sorted_ = _Sorted()
    for item in flow(blocks):
        if isinstance(item, Trouble):
            sorted_.troubles.append(item)
        elif isinstance(item, PartTable):
            sorted_.entries.setdefault(item.part, []).extend(item.entries)
            sorted_.runs.append(_Run())
        elif signed := SIGNED.match(item.text):
            sorted_.signed.extend(filter(None, [_signed(signed["name"])]))
        elif (part := part_of_heading(item.text)) and not (part == "responsibilities" and _in_regimes(sorted_.runs)):
            sorted_.runs.append(_Run(part, Passage(item.text, item.line)))
        else:
            sorted_.runs[-1].lines.append(item)
    return sorted_


def _in_regimes(runs: Iterable[_Run]) -> bool:
    """A regime may have a section 部门职责, and no list begins again behind its regimes."""
    return any(run.part == "regimes" and run.lines for run in runs)


def _is_regimes(run: _Run) -> bool:
    plain = (
        line for line in run.lines if is_plain_section(line.text.lstrip("（(一二三四五六七八九十)）、.．1234567890 "))
    )
    return len(list(plain)) >= _LEAST_SECTIONS


def _signed(name: str) -> str:
    return _STAMP.sub("", _SIGNATURE.sub("", name)).strip()


def _title(runs: list[_Run]) -> str:
    """The title of a list, taken from the lines before its first table; empty where there is none.

    A page says its name (<title>责任清单</title>) before the title, and that may be the heading of a part.
    """
    front, *more = runs
    lines = [line for line in front.lines if _A_LIST.search(line.text)]
    for run in takewhile(lambda run: run.part is not None, more):
        lines += [line for line in run.lines if len(line.text) <= _LONGEST_TITLE and _KIND_OF_LIST.search(line.text, 1)]
    if not lines:
        return ""
    for run in runs:
        run.lines = [line for line in run.lines if line is not lines[0]]
    return lines[0].text
