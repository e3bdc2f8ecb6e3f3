"""Rows of the three tables of a responsibility list: responsibilities with tasks, boundaries with shares, services.

A row begins a responsibility (boundary, service) where its number or its own words are new; rows that leave both
empty, or show them through a merged cell, carry it on.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.model import Boundary, Passage, Responsibility, Service, Share, Task, Trouble
from extract.reading.responsibility.contacts import contacts
from extract.reading.responsibility.flow import TableRow, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NUMBER = re.compile(r"[()（）.、．\s]")


def responsibilities(entries: Iterable[TableRow]) -> tuple[Responsibility, ...]:
    """The main responsibilities with their tasks."""
    return tuple(
        Responsibility(_number(group), _words(group, "duty"), _tasks(group)) for group in _groups(entries, "duty")
    )


def boundaries(entries: Iterable[TableRow]) -> tuple[Boundary, ...]:
    """The boundaries with each body's share, legal basis and example case."""
    return tuple(
        Boundary(
            _number(group),
            _words(group, "matter"),
            _shares(group),
            joined(entry.own("basis") for entry in group),
            joined(entry.own("case") for entry in group),
            joined(entry.own("remark") for entry in group),
        )
        for group in _groups(entries, "matter")
    )


def services(entries: Iterable[TableRow]) -> tuple[Service, ...]:
    """The public services with period, offices and telephones, and their legal basis."""
    return tuple(
        Service(
            _number(group),
            _words(group, "service"),
            _words(group, "content"),
            _words(group, "period").text.replace("\n", ""),
            tuple(contact for entry in group for contact in contacts(entry.own("contact"))),
            joined(entry.own("basis") for entry in group),
            joined(entry.own("remark") for entry in group),
        )
        for group in _groups(entries, "service")
    )


def left_over(entries: Iterable[TableRow]) -> Iterable[Trouble]:
    """What stands in columns that are not known."""
    for entry in entries:
        if rest := entry.own(""):
            zh = f"未识别的栏目的内容未收入：{rest.text}"
            yield Trouble(rest.line, 0, zh, f"a column that is not known is not kept: {rest.text}")


def _groups(entries: Iterable[TableRow], key: str) -> list[list[TableRow]]:
    groups: list[list[TableRow]] = []
    for entry in entries:
        if groups and not _begins(entry, groups[-1], key):
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return groups


def _begins(entry: TableRow, group: Sequence[TableRow], key: str) -> bool:
    number, words = entry.own("number"), entry.own(key)
    if number and _bare(number) != _number(group):
        return True
    return words is not None and words.text != _words(group, key).text


def _number(group: Sequence[TableRow]) -> str:
    passage = group[0].own("number")
    return _bare(passage) if passage else ""


def _bare(number: Passage) -> str:
    return _NUMBER.sub("", number.text)


def _words(group: Sequence[TableRow], role: str) -> Passage:
    """The words of a column that hold for the whole group: once, however many rows repeat them."""
    by_text: dict[str, Passage] = {}
    for entry in group:
        if words := entry.own(role):
            by_text.setdefault(words.text, words)
    return joined(by_text.values()) or Passage("", group[0].line)


def _tasks(group: Sequence[TableRow]) -> tuple[Task, ...]:
    tasks: list[Task] = []
    for entry in group:
        words, printed = entry.own("task"), entry.own("contact")
        if words is None and tasks:
            more = (*tasks[-1].contacts, *contacts(printed))
            basis = joined([tasks[-1].basis, entry.own("basis")])
            remark = joined([tasks[-1].remark, entry.own("remark")])
            tasks[-1] = replace(tasks[-1], contacts=more, basis=basis, remark=remark)
        elif words or printed or entry.own("remark"):
            text = words or Passage("", entry.line)
            offices = contacts(entry.seen("contact"))
            tasks.append(Task(len(tasks) + 1, text, offices, entry.seen("basis"), entry.seen("remark")))
    return tuple(tasks)


def _shares(group: Sequence[TableRow]) -> tuple[Share, ...]:
    shares: list[Share] = []
    for entry in group:
        body, words = entry.own("body"), entry.own("share")
        if body is None and words and shares:
            shares[-1] = replace(shares[-1], text=joined([shares[-1].text, words]) or words)
        elif body or words:
            text = words or entry.seen("share") or Passage("", entry.line)
            name = re.sub(r"\s", "", body.text) if body else ""
            shares.append(Share(len(shares) + 1, name, text))
    return tuple(shares)
