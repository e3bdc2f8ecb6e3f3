"""What the headings and header words of a responsibility list mean: rules/responsibility.toml, rules/sections.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from extract import enumerators, rules
from extract.clean import level
from extract.model import Role
from extract.reading import header_words

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Columns that only a power list has.
_POWER = frozenset({Role.TYPE, Role.CODE, Role.SUB_NAME, Role.SUB_CODE, Role.GROUNDS, Role.LEVEL})
#: Columns that every list has; of the words for them those of power lists hold too.
_ALSO = {Role.SERIAL: "number", Role.BASIS: "basis", Role.REMARK: "remark"}
_LONGEST_HEADING = 30
_FILLING = re.compile(r"监督|检查|监管|管理|执法|工作|主要|有关|相关|[和及与、的\s]")


@dataclass(frozen=True, slots=True)
class ListPart:
    """A part of the list: its code, the pattern of its heading, its columns by role, the sets that make a table it."""

    code: str
    label: str
    heading: re.Pattern[str]
    columns: tuple[tuple[str, re.Pattern[str]], ...]
    required: tuple[frozenset[str], ...]


@cache
def parts() -> tuple[ListPart, ...]:
    """The parts of ``rules/responsibility.toml`` in their order."""
    return tuple(
        ListPart(
            entry["code"],
            entry["label"],
            re.compile(entry["heading"]),
            tuple((column["role"], re.compile(column["pattern"])) for column in entry.get("column", ())),
            tuple(frozenset(roles) for roles in entry["required"]),
        )
        for entry in rules.table("responsibility")["part"]
    )


@lru_cache(maxsize=4096)
def part_of_heading(text: str) -> str | None:
    """The part that a whole line announces (二、与相关部门的职责边界), or None.

    >>> part_of_heading("三、公共服务事项"), part_of_heading("（一）酒类流通的事中事后监管")
    ('services', None)
    """
    levelled = level(text).text
    mark = enumerators.first(levelled)
    heading = levelled[mark.end if mark else 0 :].strip(":")
    if len(heading) > _LONGEST_HEADING:
        return None
    return next((part.code for part in parts() if part.heading.fullmatch(heading)), None)


def columns_of_header(cells: Sequence[str]) -> tuple[str, tuple[str, ...]] | None:
    """The part whose table has this header row, with the role of each column (empty where unknown), or None."""
    if len(cells) < 3 or any(len(cell) > header_words.LONGEST for cell in cells):
        return None
    return _columns(tuple(header_words.level(cell) for cell in cells))


@lru_cache(maxsize=1024)
def _columns(words: tuple[str, ...]) -> tuple[str, tuple[str, ...]] | None:
    header_roles = [header_words.role(word) for word in words]
    if any(role in _POWER for role in header_roles) or _lists_powers(words, header_roles):
        return None
    for part in parts():
        roles: list[str] = []
        for word in words:
            role = next((role for role, pattern in part.columns if word and pattern.fullmatch(word)), "")
            also = _ALSO.get(header_words.role(word) or Role.OTHER, "")
            role = role or (also if also in {name for name, _ in part.columns} else "")
            # A role is taken once, but for those that lists split over columns (office, telephone).
            roles.append(role if role not in roles or role == "contact" else "")
        if any(required <= set(roles) for required in part.required):
            return part.code, tuple(roles)
    return None


def _lists_powers(words: Sequence[str], roles: Sequence[Role | None]) -> bool:
    """Items with a legal basis are powers, unless the table says that they are services or boundaries."""
    if any("分工" in word or "边界" in word or "划分" in word for word in words):
        return False
    if any("服务" in word and role is not Role.OTHER for word, role in zip(words, roles, strict=True)):
        return False  # 服务对象 says for whom, of powers too
    return Role.BASIS in roles and (Role.NAME in roles or Role.BODY in roles)


@lru_cache(maxsize=1024)
def kind_of_section(heading: str) -> str:
    """What a section of a regime is about: the code whose word stands first in its heading, else ``other``.

    >>> kind_of_section("监督检查程序和措施"), kind_of_section("附则")
    ('procedure', 'other')
    """
    sections = [
        (match.start(), rule.code) for rule in rules.load("sections") if (match := rule.pattern.search(heading))
    ]
    return min(sections)[1] if sections else "other"


def is_plain_section(heading: str) -> bool:
    """Whether a heading says nothing but what a section of a regime is about, so that it names no regime.

    >>> is_plain_section("监督检查内容和指标"), is_plain_section("重点排污单位监管")
    (True, False)
    """
    rest = heading
    for rule in rules.load("sections"):
        rest = rule.pattern.sub("", rest)
    return rest != heading and not _FILLING.sub("", rest)
