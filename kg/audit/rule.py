"""A rule of the audit: what it looks for, why, and two examples that a test holds it to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kg.audit.finding import Place, Severity
    from kg.audit.view import ListView, RowView, View

Example = tuple["Mapping[str, str]", ...]
"""Rows of a list as its columns by role (``extract.model.Role``), or entries of a responsibility list; see
``kg.audit.examples``."""


@dataclass(frozen=True, slots=True)
class Observation:
    """What a rule saw; with code, severity and remedy of the rule it becomes a finding."""

    place: Place
    message: str
    conflicts_with: Place | None = None
    document: str = ""
    provision: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule.

    One of ``each_row``, ``each_list`` and ``every_list`` looks: at a row, at a list, at all lists together. ``why``
    is the article or the standard that makes it matter; ``dated`` tells that the answer depends on the day asked for,
    ``across`` that a rule which looks at a list also asks what other lists say.
    """

    code: str
    zh: str
    en: str
    severity: Severity
    why: str
    remedy: str
    fires: Example
    quiet: Example
    each_row: Callable[[RowView, View], Iterator[Observation]] | None = None
    each_list: Callable[[ListView, View], Iterator[Observation]] | None = None
    every_list: Callable[[View], Iterator[Observation]] | None = None
    dated: bool = False
    across: bool = False

    @property
    def family(self) -> str:
        """The two capitals at the head of the code."""
        return self.code[:2]


#: The families of rules by the capitals of their codes.
FAMILIES = {
    "ID": "标识：编码、序号、名称",
    "LB": "依据的写法",
    "DT": "文号、日期与文件效力",
    "AU": "设定权限",
    "SN": "法律责任",
    "DU": "责任事项与追责情形",
    "RG": "责任清单",
    "LW": "与法规文本的对照",
    "TX": "文字",
    "GR": "图谱约束（SHACL）",
    "XX": "规则的运行",
}
