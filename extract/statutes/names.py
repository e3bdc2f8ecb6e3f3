"""What the name of a file says: title, date, status (劳动法(2018-12-29).md, 某办法_2017-12-18_有效_1.2.156….md)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from extract.statutes.model import Status

_DATE = re.compile(r"[(（_\-\s]*((?:19|20)\d\d)[-.年]?(0[1-9]|1[0-2])[-.月]?(0[1-9]|[12]\d|3[01])日?[)）]?")
_IDENTIFIER = re.compile(r"_1\.2\.156\.[\d.\-]+$")
_EDITION = re.compile(r"[(（]((?:19|20)\d\d)年?(?:修正|修订|修改)?(?:版|本)?[)）]")
_STATUS = {
    "有效": Status.IN_FORCE, "现行有效": Status.IN_FORCE, "已修改": Status.AMENDED, "已被修改": Status.AMENDED,
    "已废止": Status.REPEALED, "失效": Status.REPEALED, "已失效": Status.REPEALED, "废止": Status.REPEALED,
    "尚未施行": Status.NOT_YET, "尚未生效": Status.NOT_YET, "effective": Status.IN_FORCE, "in_force": Status.IN_FORCE,
    "repealed": Status.REPEALED, "amended": Status.AMENDED, "not_yet": Status.NOT_YET,
    "0": Status.UNKNOWN, "1": Status.REPEALED, "2": Status.AMENDED, "3": Status.IN_FORCE, "4": Status.NOT_YET,
}  # fmt: skip
_CHINESE = {
    Status.IN_FORCE: "有效", Status.AMENDED: "已修改", Status.REPEALED: "已废止", Status.NOT_YET: "尚未施行",
    Status.UNKNOWN: "不详",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FileName:
    """What a file name says; fields it does not say are empty."""

    title: str
    date: str = ""
    status: Status = Status.UNKNOWN
    year: str = ""


def status(words: str) -> Status:
    """The status that a word stands for, or a code of the national database.

    Codes as read from known documents: 1 已废止, 2 已修改, 3 有效, 4 尚未施行.
    """
    return _STATUS.get(words.strip(), Status.UNKNOWN)


def label(code: Status) -> str:
    """The word for a status."""
    return _CHINESE[code]


def iso(year: str, month: str, day: str) -> str:
    """The date as YYYY-MM-DD; empty where there is no such day."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def read(stem: str) -> FileName:
    """Read the stem of a file name.

    >>> read("企业甲办法_2017-12-18_有效_1.2.156.3005.6-13000000003561")
    FileName(title='企业甲办法', date='2017-12-18', status=<Status.IN_FORCE: 'in_force'>, year='')
    >>> read("某条例（试行）(2019-03-24)").title
    '某条例（试行）'
    """
    text = _IDENTIFIER.sub("", stem.strip())
    parts = text.split("_")
    state = Status.UNKNOWN
    if len(parts) > 1 and (state := status(parts[-1])) is not Status.UNKNOWN and not parts[-1].isdigit():
        text = "_".join(parts[:-1])
    matches = list(_DATE.finditer(text))
    when = next((day for match in reversed(matches) if (day := iso(*match.groups()))), "")
    title = _DATE.sub("", text) if when else text
    edition = _EDITION.search(title)
    return FileName(title.strip(" _-"), when, state, edition[1] if edition else "")
