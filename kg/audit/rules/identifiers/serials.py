"""Serials: whether they go on as they began."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.model import Role
from kg.audit.finding import Severity
from kg.audit.rule import Observation, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.audit.view import ListView, RowView, View

_NUMBER = re.compile(r"\d{1,6}")


def _numbered(listing: ListView) -> Iterator[list[tuple[int, RowView]]]:
    """The rows with a serial that is a number, a run for each table and power type whose serials begin anew."""
    run: list[tuple[int, RowView]] = []
    for row in listing.rows:
        text = row.row.text(Role.SERIAL).strip()
        if not _NUMBER.fullmatch(text):
            if text and run:  # 2,3 or 附1: what follows it cannot be foretold
                yield run
                run = []
            continue
        number = int(text)
        anew = run and (row.row.table != run[-1][1].row.table or (number == 1 and run[-1][0] > 1))
        if anew:
            yield run
            run = []
        run.append((number, row))
    if run:
        yield run


def _out_of_sequence(listing: ListView, _view: View) -> Iterator[Observation]:
    for run in _numbered(listing):
        for at in range(1, len(run)):
            number, row = run[at]
            before, previous = run[at - 1]
            after = run[at + 1][0] if at + 1 < len(run) else None
            if number in {before, before + 1} or number == _last_good(run, at) + 1:
                continue
            stray = after is not None and after in {before, before + 1, before + 2}
            if stray:
                same = row.own.main_code and row.own.main_code == previous.own.main_code
                fitting = before if same else before + 1
                message = f"序号为{number}，前一行为{before}，后一行为{after}，疑为{fitting}"
            elif number > before:
                message = f"序号由{before}跳到{number}，中间缺{_missing(before, number)}"
            else:
                message = f"序号由{before}回到{number}"
            yield Observation(row.at_role(Role.SERIAL), message, previous.at_role(Role.SERIAL))


def _last_good(run: list[tuple[int, RowView]], at: int) -> int:
    """The serial that the one at ``at`` should follow: where the one before is a stray, that before it."""
    before = run[at - 1][0]
    if at >= 2 and run[at][0] in {run[at - 2][0], run[at - 2][0] + 1}:
        return run[at][0] - 1
    return before


def _missing(before: int, number: int) -> str:
    return str(before + 1) if number == before + 2 else f"{before + 1}至{number - 1}"


RULES = (
    Rule(
        code="ID007",
        zh="序号不连续",
        en="serials out of sequence",
        severity=Severity.WARNING,
        why="序号是引用和核对清单的依据；跳号可能是漏行，重号、倒号多为录入错误。",
        remedy="核对该行序号；漏行的补录，错号的改正。",
        fires=(
            {"serial": "21", "name": "甲项"},
            {"serial": "121", "name": "乙项"},
            {"serial": "22", "name": "丙项"},
        ),
        quiet=(
            {"serial": "21", "name": "甲项", "sub_name": "一"},
            {"serial": "21", "name": "甲项", "sub_name": "二"},
            {"serial": "22", "name": "乙项"},
        ),
        each_list=_out_of_sequence,
    ),
)
